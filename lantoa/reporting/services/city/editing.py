"""Writing in a section: one person holds it at a time, for ten minutes from the last letter saved."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from lantoa.accounts.models import User
from lantoa.core import clock, trail
from lantoa.core.rights import require
from lantoa.core.text import nfc_lines
from lantoa.reporting.city_enums import EDITABLE
from lantoa.reporting.models import CitySection

HELD = timedelta(minutes=10)


def holder_of(section: CitySection) -> User | None:
    """Who is writing in it now."""
    return section.held_by if section.held_by_id and section.held_until and section.held_until > clock.now() else None


def _locked(section: CitySection, by: User) -> CitySection:
    section = CitySection.objects.select_for_update(of=["self"]).select_related("report__authority", "held_by").get(pk=section.pk)
    if section.report.state not in EDITABLE:
        raise ValidationError(f"Báo cáo đang ở bước “{section.report.get_state_display()}” nên không sửa được.", code="state")
    holder = holder_of(section)
    if holder and holder.pk != by.pk:
        until = timezone.localtime(section.held_until)
        raise ValidationError(f"{holder} đang sửa phần “{section}”, đến {until:%H:%M} nếu không ghi thêm. Chờ hoặc gọi hỏi.", code="held")
    return section


@transaction.atomic
def take_section(section: CitySection, *, by: User) -> CitySection:
    """Begin to write in it. ValidationError, with the name, while somebody else does. Effects: who holds it and till when."""
    require(by, "reporting.write_city_report", section.report.authority)
    section = _locked(section, by)
    section.held_by, section.held_until = by, clock.now() + HELD
    section.save(update_fields=["held_by", "held_until"])
    return section


@transaction.atomic
def write_section(section: CitySection, *, text: str, seen: str = "", let_go: bool = False, by: User) -> CitySection:
    """Save what was written and hold on to it, or let go. `seen`: `stamp_of` as the page showed it; empty: not checked.

    Raises ValidationError when somebody else holds it, or wrote in it since. Effects: the text, when and who; the hold; a trail line.
    """
    require(by, "reporting.write_city_report", section.report.authority)
    section = _locked(section, by)
    text = nfc_lines(text).strip()
    if text != section.text:
        if seen and seen != stamp_of(section) and section.changed_by_id != by.pk:
            raise ValidationError(
                f"{section.changed_by} vừa sửa phần này. Chép lại chữ của mình, tải lại trang rồi ghi tiếp.", code="changed"
            )
        before, section.text = section.text, text
        section.changed_at, section.changed_by = clock.now(), by
        trail.record("write_section", section, by=by, before={section.part: before[:300]}, after={section.part: text[:300]})
    section.held_by, section.held_until = (None, None) if let_go else (by, clock.now() + HELD)
    section.save(update_fields=["text", "changed_at", "changed_by", "held_by", "held_until"])
    return section


@transaction.atomic
def take_draft(section: CitySection, *, by: User) -> CitySection:
    """Put the machine's words back in place of one's own. Effects: as `write_section`."""
    return write_section(section, text=section.drafted, let_go=True, by=by)


def stamp_of(section: CitySection) -> str:
    """Changes whenever somebody writes in it."""
    return section.changed_at.isoformat() if section.changed_at else "-"
