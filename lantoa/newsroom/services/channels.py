"""What one approved text says on the other channels."""

from django.core.exceptions import ValidationError
from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core import trail
from lantoa.core.rights import require
from lantoa.newsroom import sms
from lantoa.newsroom.enums import TextFor
from lantoa.newsroom.models import ChannelText, Story
from lantoa.newsroom.queries.channels import approved_version
from lantoa.newsroom.queries.stories import locked

MOST_SMS_PARTS = 3


@transaction.atomic
def write_channel_text(story: Story, form: str, text: str, *, by: User) -> ChannelText:
    """Keep what the story says on a channel, made from the text that is approved now. The same words again confirm that they still hold.

    Effects: the row, numbered; a trail line.
    """
    require(by, "newsroom.edit_story", story)
    story, form = locked(story), TextFor(form)
    version = approved_version(story)
    if version is None:
        raise ValidationError("Bài chưa duyệt nên chưa có bản cho các kênh. Duyệt bài trước.", code="state")
    if not text.strip():
        raise ValidationError({"text": "Hãy viết nội dung cho kênh này."})
    if form == TextFor.SMS and (length := sms.measure(text)).parts > MOST_SMS_PARTS:
        raise ValidationError({"text": f"Tin dài {length.used} ký tự, thành {length.parts} tin. Rút còn tối đa {MOST_SMS_PARTS} tin."})
    last = story.channel_texts.filter(form=form).order_by("-number").first()
    if last and last.text == text.strip() and last.version_id == version.pk:
        return last
    row = ChannelText(story=story, version=version, form=form, number=(last.number if last else 0) + 1, text=text.strip(), author=by)
    row.save()
    trail.record(
        "write_channel_text", story, by=by, after={"form": row.get_form_display(), "number": row.number, "version": version.number}
    )
    return row
