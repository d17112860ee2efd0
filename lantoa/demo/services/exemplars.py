"""Deeds told through every door, and the checking of them: sources, the locality's word, consents, help to grow, holds and ways out."""

from datetime import date
from typing import Any

from lantoa.accounts.models import User
from lantoa.demo.services.season import Season, sheet_of_paper
from lantoa.exemplars.enums import (
    WAITING_SUSPICIONS,
    CheckResult,
    ConfirmerKind,
    ConsentChannel,
    Criterion,
    Door,
    HoldCause,
    NominationState,
    Purpose,
    Relation,
    SourceKind,
)  # fmt: skip
from lantoa.exemplars.models import Nomination
from lantoa.exemplars.queries.consents import text_for
from lantoa.exemplars.queries.duplicates import suspicions_about
from lantoa.exemplars.services import consents, doors, drafts, duplicates, editing, holds, mentoring, verifying
from lantoa.exemplars.services.progress import move_along
from lantoa.exemplars.services.receiving import Credit, receive_nomination
from lantoa.organisations.models import Unit

VERIFIED = ("replicating", "told", "desk", "honoured", "revoked", "selected", "counted", "voting", "unchosen", "void", "verified")
_CONSENTING = (*VERIFIED, "checked")
_UNTOUCHED = ("received", "merged")
_KEPT = (
    "name", "type", "honorific", "gender", "birth_year", "occupation", "hamlet", "head_name", "member_count", "kind", "breadth", "field", "area",
    "title", "deed", "result", "beneficiaries", "value",
)  # fmt: skip
# What the two sources of a file are, in turn.
_SOURCES = [
    (
        (SourceKind.PERSON, "{head}", "Kể lại việc từ đầu, nói rõ ngày, người cùng làm."),
        (SourceKind.VISIT, "{place}", "Đến tận nơi, thấy kết quả còn đó."),
    ),
    (
        (SourceKind.PERSON, "Người được giúp", "Xác nhận đúng người, đúng việc, không ai nhờ nói."),
        (SourceKind.DOCUMENT, "Sổ ghi chép của {place}", "Số liệu khớp lời kể."),
    ),
    (
        (SourceKind.VISIT, "{place}", "Cán bộ đến xem, hỏi ba nhà chung quanh."),
        (SourceKind.PERSON, "{head}", "Nói thêm về khó khăn lúc đầu."),
    ),
]


# --- Told -------------------------------------------------------------------------------------------------------------------


def tell(season: Season, month: int, day: date) -> None:
    """What people tell in the month; whatever may be one with an earlier deed is marked at once, as the worker does."""
    for n, deed in enumerate(season.deeds):
        if deed["month"] == month:
            season.rows[n] = _DOORS[deed.get("door", "citizen")](season, deed, season.unit(deed["unit"]), day)
            duplicates.check_duplicates(season.rows[n], by=season.system)


def _by_citizen(season: Season, deed: dict, unit: Unit, day: date) -> Nomination:
    answers = {key: deed[key] for key in ("name", "hamlet", "deed") if key in deed}
    answers |= {"type": deed.get("type", "individual"), "unit": unit.pk, "teller": season.people.next().full_name}
    citizens = User.objects.citizens()
    return doors.send_telling(drafts.open_draft(Door.CITIZEN, answers=answers, by=citizens), by=citizens)


def _by_front(season: Season, deed: dict, unit: Unit, day: date) -> Nomination:
    front = season.stage.cast["mattran"]
    draft = drafts.open_draft(Door.OFFICER, unit=season.unit("uy-ban-mat-tran-to-quoc-viet-nam-thanh-pho"), by=front)
    return doors.put_forward(draft, _facts(season, deed, day), unit=unit, by=front)


def _by_head(season: Season, deed: dict, unit: Unit, day: date) -> Nomination:
    (head,) = season.heads(unit)
    return doors.put_forward(drafts.open_draft(Door.OFFICER, unit=unit, by=head), _facts(season, deed, day), unit=unit, by=head)


def _written_day(season: Season, deed: dict, unit: Unit, day: date) -> Nomination:
    officer, told_by = season.officer(unit.pk), season.people.next().full_name
    draft = drafts.open_draft(Door.PAPER, unit=unit, by=officer)
    facts = _facts(season, deed, day)
    return doors.put_forward(draft, facts, unit=unit, told_by=told_by, kept_at=f"Sổ tiếp dân {unit}, trang 14", by=officer)


def _by_sheet(season: Season, deed: dict, unit: Unit, day: date) -> Nomination:
    officer = season.officer(unit.pk)
    credit = Credit(name=officer.full_name, unit=unit, user=officer)
    return receive_nomination(_facts(season, deed, day), unit=unit, door=Door.SHEET, credit=credit, by=officer)


_DOORS = {"citizen": _by_citizen, "front": _by_front, "hamlet": _by_head, "paper": _written_day, "sheet": _by_sheet}


def _facts(season: Season, deed: dict, day: date) -> dict[str, Any]:
    facts = {"type": "individual", "kind": "good_deed"} | {key: deed[key] for key in _KEPT if key in deed}
    facts |= {field: deed[key] for key, field in (("direct", "is_direct_worker"), ("minority", "is_minority")) if key in deed}
    movement = next((found for name, found in season.movements.items() if deed.get("movement", "–") in name), None)
    return facts | {"movement": movement, "happened_on": day.replace(day=2)}


# --- Checked ----------------------------------------------------------------------------------------------------------------


def check(season: Season, month: int, day: date) -> None:
    """The officers of the units go through what was told; the leaders say yes or no."""
    for deed, row in season.of(month, "merged"):
        kept = next(other for told, other in season.of(month, *VERIFIED) if told["name"] == deed["name"])
        _join(season, kept, row)
    for n, (deed, row) in enumerate(season.of(month, *{deed["fate"] for deed in season.deeds} - set(_UNTOUCHED))):
        officer, leader = season.officer(row.unit_id), season.leader(row.unit_id)
        row = verifying.take_up(row, by=officer)
        if row.door == Door.CITIZEN:
            row = editing.correct_facts(row, _facts(season, deed, row.received_at.date()), by=officer)
        match deed["fate"]:
            case "declined":
                verifying.decline(row, reason="Việc tốt nhưng chưa rõ ích lợi cho cộng đồng; mời giới thiệu lại khi có kết quả.", by=leader)
            case "withdrawn":
                verifying.withdraw(row, reason="Người được nêu xin không nhận, việc do nhiều người cùng làm.", by=officer)
            case "screening":
                _begin(row, deed, n, day, officer)
            case fate:
                _verify(season, row, deed, n, day, officer)
                if fate == "held":
                    holds.hold(row, cause=HoldCause.COMPLAINT, reason="Có phản ánh về nguồn gốc cây giống, phường đang xem xét.", by=leader)
                    continue
                row = verifying.submit_for_approval(row, by=officer)
                if fate in VERIFIED:
                    verifying.approve(row, by=leader)


def _join(season: Season, kept: Nomination, gone: Nomination) -> None:
    officer = season.officer(kept.unit_id)
    if not suspicions_about(gone).filter(state__in=WAITING_SUSPICIONS).exists():
        duplicates.suspect(gone, kept, by=officer)
    duplicates.merge_nominations(kept, gone, by=officer)


def _begin(row: Nomination, deed: dict, n: int, day: date, officer: User) -> None:
    """Something promising: one source so far, and help so that it grows."""
    _add_source(row, deed, *_SOURCES[n % len(_SOURCES)][0], day, officer)
    mentoring.add_entry(
        row, happened_on=day, what="Đến thăm, góp ý cách ghi chép kết quả để nơi khác làm theo được.", helper="Công chức văn hóa - xã hội",
        next_step="Mời Trạm khuyến nông, Hội Phụ nữ cùng xem", next_on=date(2022, 6, 20), by=officer,
    )  # fmt: skip


def _verify(season: Season, row: Nomination, deed: dict, n: int, day: date, officer: User) -> None:
    for suspicion in suspicions_about(row).filter(state__in=WAITING_SUSPICIONS):
        duplicates.declare_different(suspicion.nomination, suspicion.other, reason="Khác người, khác việc, đã hỏi lại.", by=officer)
    met = {Criterion.LEADING: "Nơi ở, nơi làm việc xác nhận.", Criterion.LAW_ABIDING: "Có xác nhận của nơi cư trú, nơi công tác."}
    if n % 2:
        met[Criterion.MUTUAL_HELP] = "Những người được giúp kể lại."
    if n % 3 == 0:
        met[Criterion.CHARITY] = "Sổ ghi của khu phố, ấp."
    for criterion in Criterion:
        result = CheckResult.MET if criterion in met else CheckResult.NOT_APPLICABLE
        verifying.set_criterion(row, criterion, result=result, grounds=met.get(criterion, "Không liên quan đến việc này."), by=officer)
    for source in _SOURCES[n % len(_SOURCES)]:
        _add_source(row, deed, *source, day, officer)
    kind, who = (ConfirmerKind.HAMLET, "Trưởng khu phố, ấp") if n % 2 else (ConfirmerKind.POLICE, "Công an phường, xã")
    if "hamlet" not in deed:
        kind, who = ConfirmerKind.EMPLOYER, "Thủ trưởng đơn vị"
    verifying.add_confirmation(row, kind=kind, confirmer=who, confirmed_on=day, is_good=True, note="Chấp hành tốt.", by=officer)
    if deed["fate"] in _CONSENTING:
        relation = Relation.SELF if row.type == "individual" else Relation.HEAD
        consents.take_consent(
            row, relation=relation, person=deed.get("head_name") or row.name, purposes=[Purpose.PORTAL, Purpose.RADIO, Purpose.IMAGE],
            channel=ConsentChannel.PAPER, text_id=text_for(relation, day).pk, read_back=True, proof=sheet_of_paper("phieu-dong-y.png"), by=officer,
        )  # fmt: skip


def _add_source(row: Nomination, deed: dict, kind: SourceKind, who: str, what: str, day: date, officer: User) -> None:
    place = deed.get("hamlet", "nơi làm việc")
    who = who.format(place=place[0].lower() + place[1:], head="Trưởng khu phố, ấp" if "hamlet" in deed else "Tổ trưởng nơi làm việc")
    verifying.add_source(row, kind=kind, who=who[0].upper() + who[1:], what=what, learned_on=day, by=officer)


# --- Afterwards -------------------------------------------------------------------------------------------------------------


def take_back(season: Season, month: int, day: date) -> None:
    """Somebody who was honoured no longer wants to be shown: everything of it stands still."""
    for deed, row in season.of(month, "honoured"):
        if deed.get("takes_back"):
            consents.withdraw_consent(
                row, purposes=list(Purpose), note="Gia đình không muốn nhắc đến nữa.", by=season.officer(row.unit_id)
            )  # fmt: skip


def spread(season: Season, month: int, day: date) -> None:
    """What others take up."""
    for _, row in season.of(month, "replicating"):
        move_along(row, NominationState.REPLICATING, reason="Sáu khu phố xin làm theo.", by=season.stage.cast["noivu"])
