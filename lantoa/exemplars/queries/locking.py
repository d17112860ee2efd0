"""A nomination as it is now, for services about to change it."""

from django.core.exceptions import ValidationError

from lantoa.exemplars.models import Nomination


def locked(nomination: Nomination) -> Nomination:
    """The row as it is now, held until the transaction ends."""
    return Nomination.objects.select_for_update(of=["self"]).select_related("unit", "subject").get(pk=nomination.pk)


def check_not_held(nomination: Nomination) -> None:
    """Raises ValidationError while a hold is open."""
    if nomination.is_held:
        raise ValidationError(
            f"Hồ sơ {nomination.code} đang tạm dừng, chưa đi tiếp được. Xem lý do trong hồ sơ; khi xong, lãnh đạo bấm “Thôi tạm dừng”.",
            code="held",
        )
