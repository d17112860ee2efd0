"""May this be told, today, in this way? Asked again at each moment something goes out."""

from django.core.exceptions import ValidationError

from lantoa.exemplars.enums import HONOURED_STATES, Purpose
from lantoa.exemplars.models import Nomination
from lantoa.exemplars.queries.consents import valid_purposes
from lantoa.newsroom.checking import FileFacts, Finding
from lantoa.newsroom.checking import check as check_text
from lantoa.newsroom.cleaning import plain
from lantoa.newsroom.models import Story


def refusals(nomination: Nomination | None, purpose: Purpose, *, has_photo: bool = False) -> list[str]:
    """Why the story about this nomination may not go out that way now, in words; empty: it may. A story about nobody may."""
    if nomination is None:
        return []
    found = []
    if nomination.is_held:
        found.append("Hồ sơ của gương này đang tạm dừng, chưa đăng, phát được.")
    if nomination.state not in HONOURED_STATES:
        found.append("Gương này chưa có quyết định biểu dương, chưa đăng, phát được.")
    agreed = valid_purposes(nomination)
    if purpose not in agreed:
        found.append(f"Người được viết chưa đồng ý cho {purpose.label}. Lấy ý kiến trong hồ sơ rồi quay lại.")
    if has_photo and Purpose.IMAGE not in agreed:
        found.append("Người được viết chưa đồng ý cho dùng ảnh chân dung. Lấy ý kiến, hoặc bỏ ảnh khỏi bài.")
    return found


def check(nomination: Nomination | None, purpose: Purpose, *, has_photo: bool = False) -> None:
    """Raises ValidationError with every refusal."""
    if words := refusals(nomination, purpose, has_photo=has_photo):
        raise ValidationError(words, code="permit")


def facts_of(nomination: Nomination | None) -> FileFacts | None:
    """What the file knows, for the checks beside the text. One query."""
    if nomination is None:
        return None
    senders = nomination.senders.values_list("name", flat=True)
    days = frozenset(day for day in (nomination.happened_on, nomination.happened_until) if day)
    return FileFacts(frozenset(filter(None, (nomination.name, nomination.head_name, *senders))), days, nomination.phone)


def findings(story: Story) -> list[Finding]:
    """What the checks say about the current text, consent included."""
    version = story.current
    if version is None:
        return []
    found = check_text(
        version.title, "\n".join(filter(None, (version.lead, version.quote))), plain(version.body),
        facts=facts_of(story.nomination), has_photo=bool(version.photo_id), alt=version.photo_alt, credit=version.photo_credit,
    )  # fmt: skip
    refused = refusals(story.nomination, Purpose.PORTAL, has_photo=bool(version.photo_id))
    return [Finding("consent", words, stops=True) for words in refused] + found
