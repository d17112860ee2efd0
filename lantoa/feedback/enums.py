"""What readers write about, and what becomes of it."""

from django.db.models import TextChoices


class LetterKind(TextChoices):
    IDEA = "idea", "góp ý"
    CONCERN = "concern", "phản ánh"
    FOLLOW = "follow", "muốn làm theo"


class LetterState(TextChoices):
    RECEIVED = "received", "chờ trả lời"
    ANSWERED = "answered", "đã trả lời"
    CLOSED = "closed", "không trả lời"


LETTER_MOVES = {
    LetterState.RECEIVED: {LetterState.ANSWERED, LetterState.CLOSED},
    LetterState.CLOSED: {LetterState.ANSWERED},
}
