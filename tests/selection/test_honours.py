"""From the choice to the decision: money, numbers, papers, revoking; who may; the history across merged units."""

import html
import io
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from docx import Document

from lantoa.core import clock
from lantoa.core.rights import Refused, allowed
from lantoa.documents import reading
from lantoa.exemplars.enums import NominationState
from lantoa.exemplars.honouring import honours_of
from lantoa.selection.enums import DecisionState, PrintMode, PrintState
from lantoa.selection.models import CertificatePrint, Decision, Honour
from lantoa.selection.money import reward
from lantoa.selection.queries.awards import form_on, salary_on
from lantoa.selection.queries.honours import honours_of_unit, visible_to
from lantoa.selection.queries.published import published_honours
from lantoa.selection.services import honours, printing, revoking
from tests.factories import NominationFactory, SubjectFactory

pytestmark = pytest.mark.django_db
DECIDER = "Chủ tịch Ủy ban nhân dân Phường Thử"


@pytest.mark.parametrize(
    ("coefficient", "salary", "dong"),
    [
        ("0.3", 2_340_000, 710_000),  # 702,000: up to the next ten thousand (law-and-formats §2.7)
        ("0.3", 2_530_000, 760_000), ("0.6", 2_530_000, 1_520_000), ("0.45", 2_530_000, 1_140_000), ("1", 2_530_000, 2_530_000),
        ("1.5", 2_530_000, 3_800_000), ("3", 2_530_000, 7_590_000), ("4.5", 2_530_000, 11_390_000), ("8", 2_530_000, 20_240_000),
        ("0.8", 2_530_000, 2_030_000), ("2", 2_530_000, 5_060_000),
    ],
)  # fmt: skip
def test_money(coefficient, salary, dong):
    assert reward(Decimal(coefficient), salary) == dong


@pytest.mark.parametrize(("day", "dong"), [(date(2022, 6, 10), 1_490_000), (date(2024, 7, 1), 2_340_000), (date(2026, 7, 1), 2_530_000)])
def test_the_base_salary_of_the_day(day, dong):
    assert salary_on(day).dong == dong


def test_the_form_of_the_day():
    assert form_on("giay_khen", date(2025, 6, 30)).household == Decimal("0.3")
    assert form_on("giay_khen", date(2025, 7, 1)).household == Decimal("0.45")


def selected(town, count=2, **more):
    return [NominationFactory(unit=town.ward, selected=True, **more) for _ in range(count)]


def drafted(town, nominations=None):
    return honours.draft_decision(town.ward, nominations or selected(town), form="giay_khen", decider=DECIDER, by=town.officer)


def signed(town, decision, number="12/QĐ-UBND"):
    return honours.sign_decision(
        decision, number=number, issued_on=clock.today(), signer_name="Trần Thị Ký", signer_post="CHỦ TỊCH", by=town.leader
    )


def test_signing_honours_pays_and_numbers(town):
    decision = signed(town, drafted(town))
    lines = list(decision.honours.order_by("number").values_list("amount", "golden_book", "nomination__state"))
    assert lines == [(450_000, 1, NominationState.HONOURED), (450_000, 2, NominationState.HONOURED)]  # 0.3 × 1,490,000 = 447,000
    assert (decision.state, decision.honour_count, decision.total) == (DecisionState.SIGNED, 2, 900_000)
    again = signed(town, drafted(town), "13/QĐ-UBND")
    assert list(again.honours.order_by("number").values_list("golden_book", flat=True)) == [3, 4]


@pytest.mark.parametrize("number", ["", "12", "12 /QĐ-UBND", "1/QĐ-UBND", "12/qđ-ubnd", "x" * 41])
def test_a_number_that_is_none_is_refused(town, number):
    decision = drafted(town)
    with pytest.raises(ValidationError):
        signed(town, decision, number)
    decision.refresh_from_db()
    assert (decision.state, decision.number) == (DecisionState.DRAFT, "")


def test_a_number_is_used_once_a_year(town):
    signed(town, drafted(town))
    with pytest.raises(ValidationError, match="Số này đã dùng"):
        signed(town, drafted(town))


def test_one_achievement_is_not_rewarded_twice(town):
    nominations = selected(town)
    drafted(town, nominations)
    with pytest.raises(ValidationError, match="đã có quyết định"):
        drafted(town, nominations)


def test_only_selected_ones_and_none_that_is_held(town):
    with pytest.raises(ValidationError, match="chưa được chọn"):
        drafted(town, [NominationFactory(unit=town.ward, verified=True)])
    with pytest.raises(ValidationError, match="tạm dừng"):
        drafted(town, selected(town, 1, held_since=clock.now()))


def test_a_dropped_draft_frees_its_nominations(town):
    nominations = selected(town)
    honours.drop_decision(drafted(town, nominations), by=town.officer)
    assert drafted(town, nominations).honour_count == 2


def test_revoking_unpublishes_and_the_last_one_revokes_the_decision(town):
    decision = signed(town, drafted(town))
    first, second = decision.honours.order_by("number")
    with pytest.raises(ValidationError, match="lý do"):
        revoking.revoke_honour(first, reason="", by=town.leader)
    revoking.revoke_honour(first, reason="Hồ sơ không đúng", by=town.leader)
    first.nomination.refresh_from_db()
    decision.refresh_from_db()
    assert (first.nomination.state, decision.state, decision.honour_count) == (NominationState.REVOKED, DecisionState.SIGNED, 1)
    revoking.revoke_honour(second, reason="Hồ sơ không đúng", by=town.leader)
    decision.refresh_from_db()
    assert (decision.state, decision.total) == (DecisionState.REVOKED, 0)


@pytest.mark.parametrize(
    ("permission", "may"),
    [("view_decision", {"officer", "leader", "agency"}), ("sign_decision", {"leader"}), ("revoke_honour", {"leader"})],
)
def test_who_may(town, permission, may):
    decision = drafted(town)
    people = ["officer", "leader", "agency", "mayor", "stranger", "keeper", "outsider"]
    assert {who for who in people if allowed(getattr(town, who), f"selection.{permission}", decision)} == may
    listed = {who for who in people if visible_to(getattr(town, who)).filter(pk=decision.pk).exists()}
    assert listed == {who for who in people if allowed(getattr(town, who), "selection.view_decision", decision)}


def test_an_officer_does_not_sign(town):
    with pytest.raises(Refused):
        honours.sign_decision(
            drafted(town), number="12/QĐ-UBND", issued_on=clock.today(), signer_name="A", signer_post="CHỦ TỊCH", by=town.officer
        )


def test_the_papers_open_and_agree_with_the_lines(client, town):
    decision = signed(town, drafted(town))
    client.force_login(town.leader)
    base = f"/lam-viec/binh-chon/quyet-dinh/{decision.pk}"
    data = client.get(f"{base}/tep/quyet-dinh.docx").content
    document = Document(io.BytesIO(data))
    words = "\n".join(
        [p.text for p in document.paragraphs] + [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    )
    for expected in ("QUYẾT ĐỊNH", "02 cá nhân", "900.000", "chín trăm nghìn đồng", *(h.nomination.name for h in decision.honours.all())):
        assert expected in words
    read = reading.read(data, name="quyet-dinh.docx")
    assert (read.kind, read.number, read.date, read.signer.name) == ("Quyết định", "12/QĐ-UBND", clock.today(), "Trần Thị Ký")
    for name in ("tep/quyet-dinh.pdf", "tep/to-trinh.pdf", "giay-khen/full.pdf", "giay-khen/overprint.pdf"):
        assert client.get(f"{base}/{name}").content.startswith(b"%PDF-"), name
    assert client.get(f"{base}/tep/quyet-dinh.pdf?xem").headers["Content-Disposition"].startswith("inline")
    assert client.get(f"{base}/tep/to-trinh.docx").status_code == 200
    assert client.get(f"{base}/tep/../quyet-dinh.exe").status_code == 404


def test_a_decision_is_drafted_and_signed_by_its_pages(client, town):
    from lantoa.selection.models import Round
    from tests.factories import CandidateFactory, RoundFactory

    nomination = selected(town, 1)[0]
    found = RoundFactory(unit=town.ward, council=town.council, state="announced", counted_at=clock.now(), chosen_count=1)
    CandidateFactory(round=found, nomination=nomination, state="chosen")
    client.force_login(town.leader)
    client.post(
        f"/lam-viec/binh-chon/{found.pk}/quyet-dinh/",
        {"nominations": [nomination.pk], "form": "giay_khen", "decider": DECIDER, "subject": ""},
    )
    decision = town.ward.decisions.get()
    page = client.post(
        f"/lam-viec/binh-chon/quyet-dinh/{decision.pk}/ky/",
        {"number": "12", "issued_on": "31/02/2022", "signer_post": "CHỦ TỊCH", "signer_name": "A"},
    )
    assert "Ghi ngày" in html.unescape(page.content.decode())
    client.post(
        f"/lam-viec/binh-chon/quyet-dinh/{decision.pk}/ky/",
        {"number": "12/QĐ-UBND", "issued_on": f"{clock.today():%d/%m/%Y}", "signer_post": "CHỦ TỊCH", "signer_name": "Trần Thị Ký"},
    )
    decision.refresh_from_db()
    assert (decision.state, Round.objects.get(pk=found.pk).decisions.count()) == (DecisionState.SIGNED, 1)
    client.force_login(town.stranger)
    assert client.get(f"/lam-viec/binh-chon/quyet-dinh/{decision.pk}/").status_code == 404


def test_the_board_holds_what_the_unit_conferred_as_well(town):
    decision = signed(town, drafted(town))
    Decision.objects.filter(pk=decision.pk).update(unit=town.city)
    for unit in (town.city, town.ward):
        assert set(honours_of_unit(unit)) == set(decision.honours.all())
        assert published_honours(unit).count() == decision.honours.count()
    assert not honours_of_unit(town.other).exists()


def test_the_board_and_the_history_reach_through_a_merger(client, town):
    from lantoa.organisations.models import UnitSuccession

    decision = signed(town, drafted(town))
    UnitSuccession.objects.create(
        kind="merge", predecessor=town.ward, successor=town.other, takes_effect_on=date(2022, 7, 1), legal_document="NQ 1"
    )
    assert set(honours_of_unit(town.other)) == set(decision.honours.all())
    honour = decision.honours.first()
    later = SubjectFactory(unit=town.other, name=honour.nomination.name)
    later.merged_into = honour.subject
    later.save()
    assert [past.label for past in honours_of({honour.subject_id})] == ["Giấy khen theo Quyết định 12/QĐ-UBND"]
    client.force_login(town.leader)
    assert client.get(f"/lam-viec/binh-chon/lich-su/{honour.subject_id}/").status_code == 200
    assert client.get(f"/lam-viec/binh-chon/bang-vang/{town.ward.slug}/").status_code == 200
    client.force_login(town.outsider)
    assert client.get(f"/lam-viec/binh-chon/lich-su/{honour.subject_id}/").status_code == 404
    assert Honour.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_the_worker_that_has_no_transaction_around_it_prints_the_certificates(town):
    decision = signed(town, drafted(town))
    asked = printing.ask_for_print(decision, mode=PrintMode.FULL, by=town.officer)
    made = CertificatePrint.objects.get(pk=asked.pk)
    assert (made.state, made.done_count) == (PrintState.DONE, 2)
    with made.file.content.open() as stored:
        assert stored.read(5) == b"%PDF-"
