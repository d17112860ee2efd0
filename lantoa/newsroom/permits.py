"""May this be told, today, in this way? Asked again at each moment something goes out."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError

from lantoa.exemplars.enums import HONOURED_STATES, Purpose
from lantoa.exemplars.models import Nomination
from lantoa.exemplars.queries.consents import valid_purposes
from lantoa.newsroom.checking import FileFacts, Finding, PictureWords, numbers_in
from lantoa.newsroom.checking import check as check_text
from lantoa.newsroom.cleaning import plain
from lantoa.newsroom.enums import Shown
from lantoa.newsroom.models import Story, StoryPicture
from lantoa.newsroom.queries.pictures import pictures_of

_ASK = "Lấy ý kiến trong hồ sơ rồi quay lại."


def refusals(nomination: Nomination | None, purpose: Purpose, *, pictures: Iterable[StoryPicture] = ()) -> list[str]:
    """Why the story about this nomination may not go out that way now, in words; empty: it may. A story about nobody may."""
    shows_subject = any(picture.shown == Shown.SUBJECT for picture in pictures)
    if nomination is None:
        return []
    found = []
    if nomination.is_held:
        found.append("Hồ sơ của gương này đang tạm dừng, chưa đăng, phát được.")
    if nomination.state not in HONOURED_STATES:
        found.append("Gương này chưa có quyết định biểu dương, chưa đăng, phát được.")
    agreed = valid_purposes(nomination)
    if purpose not in agreed:
        found.append(f"Người được viết chưa đồng ý cho {purpose.label}. {_ASK}")
    if shows_subject and Purpose.IMAGE not in agreed:
        found.append("Người được viết chưa đồng ý cho dùng ảnh chân dung. Lấy ý kiến, hoặc bỏ ảnh khỏi bài.")
    return found


def check(nomination: Nomination | None, purpose: Purpose, *, pictures: Iterable[StoryPicture] = ()) -> None:
    """Raises ValidationError with every refusal."""
    if words := refusals(nomination, purpose, pictures=pictures):
        raise ValidationError(words, code="permit")


def facts_of(nomination: Nomination | None) -> FileFacts | None:
    """What the file knows, for the checks beside the text. One query."""
    if nomination is None:
        return None
    senders = nomination.senders.values_list("name", flat=True)
    days = frozenset(day for day in (nomination.happened_on, nomination.happened_until) if day)
    told = " ".join((nomination.title, nomination.deed, nomination.result, nomination.new_since))
    counted = {str(number) for number in (nomination.beneficiaries, nomination.value, nomination.member_count) if number}
    return FileFacts(
        frozenset(filter(None, (nomination.name, nomination.head_name, *senders))), days, numbers_in(told) | counted, nomination.phone
    )


def findings(story: Story) -> list[Finding]:
    """What the checks say about the current text, consent included."""
    version = story.current
    if version is None:
        return []
    return findings_about(story, {name: getattr(version, name) for name in ("title", "lead", "body", "quote")}, pictures_of(version))


def findings_about(story: Story, words: Mapping[str, Any], pictures: Iterable[StoryPicture]) -> list[Finding]:
    """What the checks say about words that need not be saved yet. `pictures`: those the words show."""
    shown = list(pictures)
    named = [
        PictureWords(_name(number, picture), picture.alt, picture.credit, bool(picture.shown)) for number, picture in enumerate(shown, 1)
    ]
    found = check_text(
        words.get("title", ""), "\n".join(filter(None, (words.get("lead", ""), words.get("quote", "")))), plain(words.get("body", "")),
        facts=facts_of(story.nomination), pictures=named,
    )  # fmt: skip
    refused = refusals(story.nomination, Purpose.PORTAL, pictures=shown)
    return [Finding("consent", said, stops=True) for said in refused] + found


def read_back_missing(story: Story) -> str:
    """What has to be done before the person has heard this very text; empty: nothing."""
    if story.nomination_id is None:
        return ""
    if story.read_back_on is None:
        return "Chưa đọc lại bài cho người được viết nghe. Đọc lại, rồi bấm “Đã đọc lại”."
    heard = story.read_back_version
    if heard is not None and heard.pk != story.current_id and heard.sha256 != story.current.sha256:
        return f"Bài đã sửa sau khi đọc lại (đọc lại bản {heard.number}, nay là bản {story.current.number}). Đọc lại bản mới cho người được viết."
    return ""


def _name(number: int, picture: StoryPicture) -> str:
    return f"Ảnh “{picture.alt[:40]}”" if picture.alt else f"Ảnh thứ {number}"
