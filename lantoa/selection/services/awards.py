"""Forms of praise and base salaries set by an authority, from a day on. What holds is never changed in place: a new row follows it."""

from datetime import date, timedelta
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from lantoa.accounts.models import User
from lantoa.core import trail
from lantoa.core.dated import FOREVER
from lantoa.core.rights import require
from lantoa.core.text import fold
from lantoa.organisations.models import Unit
from lantoa.selection.enums import Decider, Mark, Nature
from lantoa.selection.models import AwardForm, BaseSalary
from lantoa.selection.money import HOUSEHOLD
from lantoa.ui.words import day as written_day

_DECREE = date(2025, 7, 1)  # Nghị định 152/2025/NĐ-CP: a household gets 1.5 times the individual


@transaction.atomic
def set_award_form(
    authority: Unit, *, name: str, nature: str, decider: str, individual: Decimal | None, collective: Decimal | None,
    household: Decimal | None, valid_from: date, source: str, key: str = "", by: User,
) -> AwardForm:  # fmt: skip
    """A form of the authority from a day on; `key` says which one it follows, none makes a new one.

    Effects, in order: the authority's row that held ends that day; the new row; a trail line. Raises ValidationError, in words.
    """
    require(by, "selection.set_awards", authority)
    if not source.strip():
        raise ValidationError({"source": "Ghi căn cứ: số, ngày của nghị quyết, quyết định hoặc văn bản."})
    if nature == Nature.PRAISE and any((individual, collective, household)):
        raise ValidationError({"nature": "Biểu dương không kèm tiền. Chọn danh hiệu hoặc hình thức khen thưởng nếu có hệ số."})
    if individual and household and valid_from >= _DECREE and nature == Nature.COMMENDATION and household != individual * HOUSEHOLD:
        raise ValidationError(
            {
                "household": f"Hộ gia đình gấp 1,5 lần cá nhân (Nghị định 152/2025/NĐ-CP): ghi {individual * HOUSEHOLD:f}.".replace(
                    ".", ",", 1
                )
            }
        )
    own = AwardForm.objects.select_for_update().filter(authority=authority)
    key = key or _new_key(name)
    _end_before(own.filter(key=key), valid_from)
    form = AwardForm(
        authority=authority, key=key, name=name, nature=Nature(nature), decider=Decider(decider), individual=individual, collective=collective,
        household=household, valid_from=valid_from, mark=Mark.FOUND, source=source,
    )  # fmt: skip
    form.full_clean()
    form.save()
    trail.record("set_award_form", authority, by=by, after={"name": name, "from": str(valid_from), "source": source[:200]})
    return form


@transaction.atomic
def set_base_salary(authority: Unit, *, dong: int, valid_from: date, source: str, by: User) -> BaseSalary:
    """A new base salary from a day on, for the authority and all below it. Effects as of `set_award_form`."""
    require(by, "selection.set_awards", authority)
    if not source.strip():
        raise ValidationError({"source": "Ghi số, ngày của nghị định quy định mức lương cơ sở."})
    if not 100_000 <= dong <= 100_000_000:
        raise ValidationError({"dong": "Mức lương cơ sở ghi bằng đồng, ví dụ 2.530.000."})
    _end_before(BaseSalary.objects.select_for_update().filter(authority=authority), valid_from)
    salary = BaseSalary(authority=authority, dong=dong, valid_from=valid_from, mark=Mark.FOUND, source=source)
    salary.full_clean()
    salary.save()
    trail.record("set_base_salary", authority, by=by, after={"dong": dong, "from": str(valid_from), "source": source[:200]})
    return salary


def _end_before(rows: QuerySet, day: date) -> None:
    """The row that holds on the day ends with it. Refuses to squeeze in before a later one: what was decided by it would change."""
    if not date(2000, 1, 1) <= day <= date(2100, 1, 1) - timedelta(days=1):
        raise ValidationError({"valid_from": "Ngày bắt đầu dùng phải sau năm 2000."})
    if later := rows.filter(valid_from__gte=day).order_by("valid_from").first():
        raise ValidationError({"valid_from": f"Đã có mức dùng từ ngày {written_day(later.valid_from)}. Chọn ngày sau đó."})
    for row in rows.filter(valid_to=FOREVER):
        row.valid_to = day
        row.save(update_fields=["valid_to"])


def _new_key(name: str) -> str:
    return fold(name).replace(" ", "_")[:20].strip("_") or "khac"
