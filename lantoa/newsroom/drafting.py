"""A first draft from the exemplar's file: what is known is filled in, what is missing is asked for in square brackets."""

from typing import Any

from lantoa.exemplars.enums import AttachmentKind, NominationKind, SubjectType
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
    when = f"{nomination.happened_on:ngày %d/%m/%Y}" if nomination.happened_on else ""
    facts = ", ".join(filter(None, (who, nomination.occupation, place)))
    parts = [
        f"{facts}." if facts else "",
        nomination.deed,
        f"Việc làm diễn ra {when}." if when else "[Việc này diễn ra khi nào?]",
        nomination.result or "[Kết quả ra sao, ai được lợi?]",
        _figures(nomination),
        "[Lời của người trong cuộc, hoặc của người được giúp.]",
    ]
    photo = nomination.attachments.filter(kind=AttachmentKind.PHOTO, removed_at__isnull=True).order_by("pk").first()
    return {
        "title": (nomination.title or f"{who}: {nomination.deed}")[:110].rstrip(" ,.;:"),
        "lead": f"{who} ({place}): {nomination.title or nomination.deed}"[:300],
        "body": cleaning.from_plain("\n\n".join(filter(None, parts))),
        "photo": photo,
        "photo_alt": photo.caption if photo else "",
        "photo_credit": photo.credit if photo else "",
    }


def _figures(nomination: Nomination) -> str:
    said = []
    if nomination.beneficiaries:
        said.append(f"{nomination.beneficiaries:,} người được giúp".replace(",", "."))
    if nomination.value:
        said.append(f"giá trị {nomination.value:,} đồng".replace(",", "."))
    return f"Đến nay: {', '.join(said)}." if said else ""
