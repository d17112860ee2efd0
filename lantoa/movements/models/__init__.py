"""Movement > Registration (× unit), Review (× unit) > ReviewExemplar, Lesson; and the anniversaries of the year."""

from lantoa.movements.models.anniversaries import Anniversary
from lantoa.movements.models.movements import Movement, MovementCriterion, Registration
from lantoa.movements.models.reviews import Lesson, LessonReuse, Review, ReviewExemplar

__all__ = [
    "Anniversary",
    "Lesson",
    "LessonReuse",
    "Movement",
    "MovementCriterion",
    "Registration",
    "Review",
    "ReviewExemplar",
]
