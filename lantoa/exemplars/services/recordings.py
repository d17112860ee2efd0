"""What was said in a recording, proposed by the recogniser of this machine. The recording stays the evidence; the words are a help."""

from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core import trail
from lantoa.core.rights import require
from lantoa.exemplars import masking, speech
from lantoa.exemplars.models import Attachment


def propose_transcript(attachment: Attachment, *, by: User) -> str:
    """Write the heard words beside a recording that has none yet; returns them. Listening takes long and holds no lock.

    Effects, in order: the transcript, with numbers of identity papers crossed out; a trail line.
    """
    require(by, "exemplars.hear_recording", attachment)
    if attachment.transcript or attachment.removed_at or not speech.is_available():
        return attachment.transcript
    with attachment.file.content.open("rb") as sound:
        words = masking.keepable(speech.propose_text(sound.read()))
    if not words:
        return ""
    with transaction.atomic():
        held = Attachment.objects.select_for_update(of=["self"]).get(pk=attachment.pk)
        if held.transcript or held.removed_at:
            return held.transcript
        held.transcript = words
        held.save(update_fields=["transcript"])
        trail.record("transcribe", attachment.nomination, by=by, after={"tệp": str(attachment.file), "chữ": len(words)})
    return words
