"""A first draft from the exemplar's file: what is known is filled in, what is missing is asked for in square brackets.

Five parts, as an editor asks for them before a piece comes to the desk (product.md, "Story drafting→desk_edit": person, place, act,
result, quote): who and where; what was done; how, and what was hard; what came of it; what others can take from it.
"""

from collections.abc import Iterable
from typing import Any

from lantoa.exemplars import honouring
from lantoa.exemplars.enums import NominationKind, SubjectType
from lantoa.exemplars.models import Nomination
from lantoa.newsroom import cleaning
from lantoa.newsroom.enums import StoryKind

KIND_OF = {
    NominationKind.GOOD_DEED: StoryKind.PORTRAIT,
    NominationKind.EXEMPLAR: StoryKind.PORTRAIT,
    NominationKind.NEW_MODEL: StoryKind.MODEL,
    NominationKind.NEW_FACTOR: StoryKind.MODEL,
}


def from_nomination(nomination: Nomination) -> dict[str, Any]:
    """Fields of a StoryVersion. Nothing private: no phone, no house number, of a birth date not even the year."""
    who = f"{nomination.honorific} {nomination.name}".strip() if nomination.type == SubjectType.INDIVIDUAL else nomination.name
    who = who[:1].upper() + who[1:]
    place = ", ".join(filter(None, (nomination.hamlet, str(nomination.unit))))
    speaker = nomination.name if nomination.type == SubjectType.INDIVIDUAL else nomination.head_name
    parts = [_who(nomination, who, place), _act(nomination), _how(nomination), _result(nomination), _onward(nomination)]
    return {
        "title": (nomination.title or f"{who}: {nomination.deed}")[:110].rstrip(" ,.;:"),
        "lead": f"{who} ({place}): {nomination.title or nomination.deed}"[:300],
        "body": cleaning.from_plain("\n\n".join(filter(None, (_joined(part) for part in parts)))),
        "quote": "", "quote_by": speaker,
    }  # fmt: skip


def _joined(sentences: Iterable[str]) -> str:
    return " ".join(sentence.strip() for sentence in sentences if sentence.strip())


def _who(nomination: Nomination, who: str, place: str) -> list[str]:
    facts = ", ".join(filter(None, (who, nomination.occupation, place)))
    members = f"Có {nomination.member_count} người." if nomination.member_count and nomination.type != SubjectType.INDIVIDUAL else ""
    head = f"Người đại diện: {nomination.head_name}." if nomination.head_name else ""
    movement = f"Việc làm này góp vào phong trào “{nomination.movement}”." if nomination.movement_id else ""
    return [f"{facts}.", members, head, movement, *_honours(nomination)]


def _honours(nomination: Nomination) -> list[str]:
    """The honour this very deed brought."""
    own = [honour for honour in honouring.honours_of({nomination.subject_id}) if honour.nomination_id == nomination.pk]
    return [f"Với việc làm này, {_called(nomination)} được tặng {honour.label}." for honour in own[:1]]


def _called(nomination: Nomination) -> str:
    if nomination.type != SubjectType.INDIVIDUAL:
        return "tập thể" if nomination.type == SubjectType.COLLECTIVE else "gia đình"
    return nomination.honorific or "người làm việc này"


def _act(nomination: Nomination) -> list[str]:
    return [_stopped(nomination.deed), _when(nomination)]


def _when(nomination: Nomination) -> str:
    if not nomination.happened_on:
        return "[Việc này diễn ra khi nào?]"
    first = f"{nomination.happened_on:%d/%m/%Y}"
    if nomination.happened_until and nomination.happened_until != nomination.happened_on:
        return f"Việc làm diễn ra từ ngày {first} đến ngày {nomination.happened_until:%d/%m/%Y}."
    return f"Việc làm diễn ra ngày {first}."


def _how(nomination: Nomination) -> list[str]:
    return ["[Làm thế nào, khó khăn gì, ai cùng làm?]", _stopped(nomination.new_since)]


def _result(nomination: Nomination) -> list[str]:
    return [_stopped(nomination.result) if nomination.result else "[Kết quả ra sao, ai được lợi?]", _figures(nomination)]


def _onward(nomination: Nomination) -> list[str]:
    return ["[Người khác, nơi khác muốn làm theo thì bắt đầu từ đâu?]"]


def _figures(nomination: Nomination) -> str:
    said = []
    if nomination.beneficiaries:
        said.append(f"{nomination.beneficiaries:,} người được giúp".replace(",", "."))
    if nomination.value:
        said.append(f"giá trị {nomination.value:,} đồng".replace(",", "."))
    return f"Đến nay: {', '.join(said)}." if said else ""


def _stopped(text: str) -> str:
    """With a full stop at the end."""
    text = text.strip()
    return text if not text or text[-1] in ".!?…" else f"{text}."
