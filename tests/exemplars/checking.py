"""What the tests of verification and consent start from: a ward with its people, a file ready for the leader, a signature."""

from datetime import date
from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile

from lantoa.core import clock
from lantoa.exemplars.enums import CheckResult, ConfirmerKind, ConsentChannel, Criterion, Purpose, Relation, SourceKind
from lantoa.exemplars.models import Consent, Nomination
from lantoa.exemplars.queries.consents import text_for
from lantoa.exemplars.services import consents, verifying
from lantoa.organisations.enums import Role
from tests.factories import NominationFactory, UnitFactory, UserFactory, person_with

DAY = date(2022, 6, 10)


def ward() -> SimpleNamespace:
    """A ward of a city with its office; proposer, verifier, leader and agency are four people."""
    city = UnitFactory(city=True)
    office, unit = UnitFactory(parent=city, department=True), UnitFactory(parent=city)
    return SimpleNamespace(
        city=city, office=office, unit=unit, proposer=person_with(Role.UNIT_OFFICER, unit), officer=person_with(Role.UNIT_OFFICER, unit),
        leader=person_with(Role.UNIT_LEADER, unit), agency=person_with(Role.STANDING_AGENCY, office),
    )  # fmt: skip


def nominated(place: SimpleNamespace, **fields) -> Nomination:
    """A grown person put forward by the proposer."""
    return NominationFactory(unit=place.unit, proposed_by=place.proposer, **{"birth_year": 1970, **fields})


def drawing(name: str = "chu-ky.png") -> SimpleUploadedFile:
    import io

    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (40, 20), "white").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), "image/png")


def agree(nomination: Nomination, *purposes: Purpose, relation: Relation = Relation.SELF, by, **fields) -> list[Consent]:
    facts = {"person": "Trần Văn Gương", "channel": ConsentChannel.PHONE_SCREEN, "read_back": True, "proof": drawing(),
             "text_id": text_for(relation).pk, "purposes": purposes or (Purpose.PORTAL,)}  # fmt: skip
    return consents.take_consent(nomination, relation=relation, **{**facts, **fields}, by=by)


def agreed(nomination: Nomination, *purposes: Purpose, relation: Relation = Relation.SELF, **fields) -> list[Consent]:
    """Rows as if taken, whoever may take them."""
    return [
        Consent.objects.create(
            nomination=nomination, purpose=purpose, relation=relation, person="Trần Văn Gương", text=text_for(relation),
            channel=ConsentChannel.PAPER, given_at=clock.now(), taken_by=UserFactory(), **fields,
        )
        for purpose in purposes or (Purpose.PORTAL,)
    ]  # fmt: skip


def check_all(nomination: Nomination, by) -> None:
    """Everything the leader is asked to rest on, but consent."""
    for criterion in Criterion:
        verifying.set_criterion(nomination, criterion, result=CheckResult.MET, grounds="Chi bộ khu phố cho biết.", by=by)
    verifying.add_source(nomination, kind=SourceKind.PERSON, who="Bà Lê Thị Hàng Xóm", what="Thấy tận mắt.", learned_on=DAY, by=by)
    verifying.add_source(nomination, kind=SourceKind.VISIT, who="Tổ 5", what="Đường đã mở rộng.", learned_on=DAY, by=by)
    verifying.add_confirmation(nomination, kind=ConfirmerKind.POLICE, confirmer="Đại úy Lê Văn An", confirmed_on=DAY, is_good=True, by=by)


def ready(place: SimpleNamespace, **fields) -> Nomination:
    """Taken up and checked through by the officer, with consent."""
    nomination = nominated(place, **fields)
    verifying.take_up(nomination, by=place.officer)
    check_all(nomination, place.officer)
    agreed(nomination, Purpose.PORTAL, Purpose.RADIO)
    nomination.refresh_from_db()
    return nomination
