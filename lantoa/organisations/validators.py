"""What may stand under what, and which codes are whose."""

from datetime import date

from django.core.exceptions import ValidationError

from lantoa.organisations.enums import TERRITORIES, UnitKind, tier_of
from lantoa.organisations.models import Unit, UnitVersion
from lantoa.ui.words import day as written_day


def check_parent(kind: str, parent: Unit | None, start: date, end: date) -> None:
    """A unit of `kind` may stand under `parent` during [start, end). Raises ValidationError, in words.

    Territories stand under a wider tier only (no commune under a commune); everything else under any territory or office.
    """
    if parent is None:
        return
    if not (parent.opened_on <= start and end <= parent.closed_on):
        name = str(parent)
        when = f"từ {written_day(parent.opened_on)}" if start < parent.opened_on else f"đến trước {written_day(parent.closed_on)}"
        raise ValidationError(f"{name} chỉ hoạt động {when}, nên không làm cấp trên trong cả thời gian này được.", code="parent_closed")
    for version in parent.versions.filter(valid_from__lt=end, valid_to__gt=start):
        if kind in TERRITORIES and tier_of(version.kind) >= tier_of(kind):
            raise ValidationError(
                f"{UnitKind(kind).label.capitalize()} không thể trực thuộc {version.name} ({version.get_kind_display()}).",
                code="parent_kind",
            )
        if kind == UnitKind.HAMLET and version.kind not in TERRITORIES:
            raise ValidationError(f"Khu phố, ấp trực thuộc phường, xã, không trực thuộc {version.name}.", code="parent_kind")


def check_code(code: str, kind: str, start: date, end: date, *, besides: Unit | None = None) -> None:
    """No other unit of the same tier bears the code on any day of [start, end). Raises ValidationError.

    A code may come back: 26080 was phường Xuân An until 30/6/2025 and has been phường Long Khánh since.
    """
    if not code:
        return
    others = UnitVersion.objects.filter(code=code, valid_from__lt=end, valid_to__gt=start)
    if besides is not None:
        others = others.exclude(unit=besides)
    for other in others:
        if tier_of(other.kind) == tier_of(kind):
            until = "nay" if other.is_open_ended else f"trước {written_day(other.valid_to)}"
            raise ValidationError(
                f"Mã số {code} đang là của {other.name} (từ {written_day(other.valid_from)} đến {until}). Hãy kiểm tra lại mã.", code="code"
            )
