"""The facts of a nomination's page: what was told, what is checked, what is missing, who may see how much. Never writes."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.exemplars import masking
from lantoa.exemplars.enums import (
    CLOSED_STATES,
    CheckResult,
    Criterion,
    NominationState,
    SubjectType,
)  # fmt: skip
from lantoa.exemplars.models import CriterionCheck, Nomination, Subject
from lantoa.exemplars.queries.consents import valid_purposes, ways_to_agree
from lantoa.exemplars.queries.duplicates import open_questions
from lantoa.exemplars.queries.people import obstacle_to_approving, obstacle_to_checking
from lantoa.organisations.models import UnitVersion
from lantoa.ui.charts.ruler import KINDS
from lantoa.ui.words import day as day_words

_VERSIONED = (
    "state", "state_since", "unit_id", "name", "type", "deed", "result", "title", "honorific", "birth_date", "birth_year", "is_deceased",
    "occupation", "head_name", "hamlet", "address", "kind", "field", "happened_on", "held_since",
)  # fmt: skip


def version_of(nomination: Nomination) -> str:
    """A mark of what somebody had before them: facts and everything the decision rests on."""
    facts = [str(getattr(nomination, name)) for name in _VERSIONED]
    facts += [f"{c.criterion}={c.result}:{c.grounds}" for c in nomination.criteria.order_by("criterion")]
    facts += [
        f"{name}{list(getattr(nomination, name).order_by('pk').values_list('pk', flat=True))}" for name in ("sources", "confirmations")
    ]
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()[:20]


# --- What is missing ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Condition:
    """One thing that has to be so before the leader is asked. `missing`: what to do, in words; empty: it is so."""

    key: str
    label: str
    missing: str = ""
    note: str = ""

    @property
    def is_met(self) -> bool:
        return not self.missing


def checklist(nomination: Nomination, day: date | None = None) -> list[Condition]:
    """Everything the leader is asked to rest on (product.md: screening → verified), in the order of work."""
    found = [
        _duplicates(nomination), _sources(nomination), _criteria(nomination), _confirmation(nomination),
        _consent(nomination, day or clock.today()),
    ]  # fmt: skip
    if nomination.is_held:
        found.append(Condition("hold", "Không bị tạm dừng", "Hồ sơ đang tạm dừng: chờ lãnh đạo hoặc Cơ quan Thường trực thôi tạm dừng."))
    return found


def what_is_missing(nomination: Nomination) -> list[str]:
    return [condition.missing for condition in checklist(nomination) if condition.missing]


def _duplicates(nomination: Nomination) -> Condition:
    """Compared with what may tell of the same; and, honoured before, what is new since."""
    return Condition("duplicates", "Đã so với hồ sơ có thể trùng", " ".join(open_questions(nomination)))


def _sources(nomination: Nomination) -> Condition:
    label, sources = "Hai nguồn xác minh", list(nomination.sources.values_list("kind", "who"))
    if not sources:
        return Condition("sources", label, "Thêm hai nguồn xác minh khác nhau: người biết việc, tận nơi xem, giấy tờ, báo đài.")
    if len(sources) == 1:
        return Condition("sources", label, "Thêm một nguồn xác minh nữa, khác loại hoặc từ người khác.")
    return Condition("sources", label, note=f"{len(sources)} nguồn")


def _criteria(nomination: Nomination) -> Condition:
    """All five looked at, the one about the law met, and one more besides. The law defines no measure: đề xuất, chờ Hội đồng duyệt."""
    label = "Năm tiêu chí"
    results = dict(nomination.criteria.values_list("criterion", "result"))
    unseen = [criterion for criterion in Criterion if not results.get(criterion)]
    met = [criterion for criterion in Criterion if results.get(criterion) == CheckResult.MET]
    if unseen:
        return Condition("criteria", label, f"Xét nốt {len(unseen)} tiêu chí: {'; '.join(c.label.lower() for c in unseen)}.")
    if Criterion.LAW_ABIDING not in met:
        return Condition("criteria", label, "Tiêu chí gương mẫu chấp hành pháp luật phải đạt; nếu chưa đạt, ghi chưa đủ điều kiện.")
    if len(met) < 2:
        return Condition("criteria", label, "Ngoài chấp hành pháp luật phải đạt thêm ít nhất một tiêu chí nữa.")
    return Condition("criteria", label, note=f"đạt {len(met)}/{len(Criterion)}")


def _confirmation(nomination: Nomination) -> Condition:
    label, words = "Nơi cư trú xác nhận", list(nomination.confirmations.order_by("confirmed_on", "pk").values_list("is_good", "confirmer"))
    if not words:
        return Condition("confirmation", label, "Xin xác nhận chấp hành tốt pháp luật của công an, phường xã hoặc chi bộ nơi cư trú.")
    if bad := [who for is_good, who in words if not is_good]:
        return Condition("confirmation", label, f"{bad[0]} xác nhận chưa tốt: làm rõ, hoặc ghi chưa đủ điều kiện.")
    return Condition("confirmation", label, note=words[-1][1])


def _consent(nomination: Nomination, day: date) -> Condition:
    label = "Người được nêu đồng ý"
    if not ways_to_agree(nomination, day):
        return Condition("consent", label, "Ghi ngày sinh hoặc năm sinh, để biết phải hỏi ý kiến ai.")
    purposes = valid_purposes(nomination, day)
    if not purposes:
        return Condition("consent", label, "Xin người được nêu đồng ý ít nhất một cách đưa tin.")
    return Condition("consent", label, note=f"{len(purposes)} cách đưa tin")


# --- Steps as a ruler -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Step:
    """One cell of the ruler (`kind` as in lantoa.ui.charts); `note` stands under its label."""

    label: str
    kind: str
    note: str = ""
    text: str = ""

    @property
    def in_words(self) -> str:
        return KINDS[self.kind]


_PATH = [
    NominationState.RECEIVED, NominationState.SCREENING, NominationState.CHECKED, NominationState.VERIFIED, NominationState.SHORTLISTED,
    NominationState.SELECTED, NominationState.HONOURED, NominationState.PUBLISHED, NominationState.REPLICATING,
]  # fmt: skip
# Label, column with its moment, the state from which it is done.
_STEPS = [
    ("Tiếp nhận", "received_at", NominationState.RECEIVED),
    ("Xác minh", "verified_at", NominationState.VERIFIED),
    ("Bình chọn", "shortlisted_at", NominationState.SELECTED),
    ("Được chọn", "selected_at", NominationState.SELECTED),
    ("Biểu dương", "honoured_at", NominationState.HONOURED),
    ("Đăng, phát", "published_at", NominationState.PUBLISHED),
]
_UNDER_WAY = {NominationState.SCREENING: "Xác minh", NominationState.CHECKED: "Xác minh", NominationState.SHORTLISTED: "Bình chọn"}


def steps(nomination: Nomination) -> list[Step]:
    """The way from received to published with its dates. What left the way shows how far it came."""
    found = []
    closed = nomination.state in CLOSED_STATES
    here = -1 if closed else _PATH.index(NominationState(nomination.state))
    for label, column, state in _STEPS:
        moment = getattr(nomination, column)
        if moment and (closed or here >= _PATH.index(state)):
            found.append(Step(label, "done", day_words(moment)))
        elif _UNDER_WAY.get(NominationState(nomination.state)) == label:
            found.append(Step(label, "doing"))
        else:
            found.append(Step(label, "exempt" if closed else "none"))
    return found


# --- How it reads to this person --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Told:
    """One sender on the page. `name`, `phone` are empty or masked for who may not see them."""

    name: str
    phone: str
    unit: str
    code: str
    at: object
    lines: tuple[tuple[str, str], ...]
    keyed_in_from: str


@dataclass(frozen=True)
class Reading:
    """Personal facts of the nomination as one person may read them."""

    is_whole: bool
    is_child: bool
    name: str
    title: str
    deed: str
    result: str
    new_since: str
    birth: str
    address: str
    phone: str
    occupation: str


def read_for(nomination: Nomination, *, whole: bool, day: date | None = None) -> Reading:
    """What the one who sees the whole reads, or the masked form: birth date → year, address → unit, phone → 09xx xxx 678; of one under
    eighteen no hamlet, no school class."""
    child = masking.may_be_child(nomination, day)
    if whole:
        birth = day_words(nomination.birth_date) if nomination.birth_date else str(nomination.birth_year or "")
        place = ", ".join(part for part in (nomination.address, nomination.hamlet) if part)
        text = masking.keepable
    else:
        birth = str(nomination.birth_year or "")
        place = "" if child else nomination.hamlet
        text = masking.text
    return Reading(
        is_whole=whole, is_child=child, name=nomination.name, title=text(nomination.title), deed=text(nomination.deed), result=text(nomination.result),
        new_since=text(nomination.new_since), birth=birth, address=text(place), phone=nomination.phone if whole else masking.phone(nomination.phone),
        occupation="" if child and not whole else text(nomination.occupation),
    )  # fmt: skip


# Answers that are no fields of a nomination; those that are bear the field's own name.
_ANSWER_WORDS = {"place": "Ở đâu", "where": "Ở đâu", "when": "Khi nào", "teller": "Người kể", "told_by": "Người kể"}
_FIELDS = {field.name: field for field in Nomination._meta.concrete_fields if not field.is_relation}
_ASKED = [*_FIELDS, *_ANSWER_WORDS]
_SHOWN_MASKED = {"name", "type", "deed", "result", "title", "when", "happened_on"}  # of the sender's answers; others may be private


def told_by(nomination: Nomination, *, whole: bool) -> list[Told]:
    """Who sent it, and in which words. Two queries."""
    senders = list(nomination.senders.select_related("user"))
    names = dict(
        UnitVersion.objects.at(clock.today())
        .filter(unit__in=[s.unit_id for s in senders if s.unit_id])
        .order_by()
        .values_list("unit_id", "name")
    )
    mask = masking.keepable if whole else masking.text
    return [
        Told(
            name=(sender.name or "Không ghi tên") if whole else "Người giới thiệu (đã che tên)",
            phone=sender.phone if whole else masking.phone(sender.phone), unit=names.get(sender.unit_id, ""), code=sender.told_as,
            at=sender.created_at, keyed_in_from=sender.keyed_in_from,
            lines=_lines(sender.statement, mask, whole=whole),
        )
        for sender in senders
    ]  # fmt: skip


def subject_family(subject: Subject) -> set[int]:
    """Ids of the subjects found to be one and the same as this one."""
    top = subject.merged_into_id or subject.pk
    return {top, *Subject.objects.filter(merged_into=top).values_list("pk", flat=True)}


def _lines(statement: object, mask: Callable[[str], str], *, whole: bool) -> tuple[tuple[str, str], ...]:
    """(what was asked, what was answered) of what was sent; ids and ticks, which no person said, are left out."""
    if not isinstance(statement, dict):
        return ()
    found = []
    order = [*_ASKED, *sorted(set(statement) - set(_ASKED))]  # PostgreSQL keeps no order of keys
    for key in order:
        given = statement.get(key)
        if not isinstance(given, str) or not given.strip() or not (whole or key in _SHOWN_MASKED):
            continue
        field = _FIELDS.get(key)
        label = _ANSWER_WORDS.get(key) or (str(field.verbose_name) if field else key)
        answer = str(dict(field.flatchoices).get(given, given)) if field else given
        found.append((label[0].upper() + label[1:] if label else "", mask(answer)))
    return tuple(found)


def photo_captions(rows, *, whole: bool) -> list:
    """The attachments with their captions as this person may read them."""
    rows = list(rows)
    if not whole:
        for row in rows:
            row.caption = masking.text(row.caption)
    return rows


def earlier_of_subject(nomination: Nomination, seen: QuerySet[Nomination]) -> list[Nomination]:
    """Other nominations of the same subject that this person may see, the newest first. Two queries."""
    family = subject_family(nomination.subject)
    return list(seen.filter(subject__in=family).exclude(pk=nomination.pk).order_by("-received_at", "-pk")[:10])


# --- Criteria as cards ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class CriterionCard:
    criterion: Criterion
    check: CriterionCheck | None

    @property
    def clause(self) -> str:
        return self.criterion.value.replace("-5", " ý 5, ")

    @property
    def tag(self) -> tuple[str, str]:
        result = self.check.result if self.check else ""
        kind = {CheckResult.MET: "done", CheckResult.NOT_MET: "late", CheckResult.NOT_APPLICABLE: "none"}.get(result, "soon")
        return kind, CheckResult(result).label


def criterion_cards(nomination: Nomination) -> list[CriterionCard]:
    checks = {check.criterion: check for check in nomination.criteria.select_related("added_by")}
    return [CriterionCard(criterion, checks.get(criterion)) for criterion in Criterion]


def obstacle(nomination: Nomination, user: User) -> str:
    """Why this person may not take the step that waits, in words; empty: nothing in the way."""
    if nomination.state == NominationState.CHECKED:
        return obstacle_to_approving(nomination, user)
    return obstacle_to_checking(nomination, user)


def is_group(nomination: Nomination) -> bool:
    return nomination.type != SubjectType.INDIVIDUAL
