"""Keeping indicators: added, counted another way from a day on, ended. What was reported under the old definition stays under it."""

from dataclasses import dataclass, field, fields, replace
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify

from lantoa.accounts.models import User
from lantoa.core import clock, trail
from lantoa.core.dated import FOREVER
from lantoa.core.rights import require
from lantoa.core.text import fold
from lantoa.plans import figures
from lantoa.reporting.enums import FormState
from lantoa.reporting.models import Box, Form, Indicator, Item, Value

_LONGEST_KEY = 36  # four less than the column: room for "-99"


@dataclass(frozen=True)
class Definition:
    """What an indicator is. `figure`: key of plans.figures, empty when the units write the number; `breakdowns`: dimensions of the figure."""

    name: str
    unit_of_measure: str
    adds_up: str
    figure: str = ""
    numerator: Indicator | None = None
    denominator: Indicator | None = None
    breakdowns: list[str] = field(default_factory=list)
    definition: str = ""
    source: str = ""


_NAMES = tuple(one.name for one in fields(Definition))


@transaction.atomic
def add_indicator(said: Definition, *, since: date, by: User) -> Indicator:
    """Count one more thing, from `since`; its key is made of its name. Effects: the indicator; the trail."""
    require(by, "reporting.manage_indicators")
    last = Indicator.objects.order_by("-order").values_list("order", flat=True).first() or 0
    made = _save(Indicator(key=_free_key(said.name), order=last + 1), said, since)
    trail.record("add_indicator", made, by=by, after=_plain(said))
    return made


@transaction.atomic
def change_indicator(indicator: Indicator, said: Definition, *, since: date, by: User) -> Indicator:
    """Count it in this way from `since` on: a new row under the same key, so that numbers counted in two ways are never added up.

    One that nobody has used yet is put right in its place. Forms take the new row with their next version. Effects, in order: the old row
    ends; the new row; shares and averages of it follow in new rows; the trail.
    """
    require(by, "reporting.manage_indicators")
    indicator = _held(indicator)
    before = _plain(_said_of(indicator))
    if since == indicator.valid_from and not _is_used(indicator):
        made = _save(indicator, said, since)
    else:
        _check_open(indicator, since)
        _end(indicator, since)
        made = _save(Indicator(key=indicator.key, order=indicator.order, is_proposal=indicator.is_proposal), said, since)
        _renew_quotients(indicator, made, since)
    trail.record("change_indicator", made, by=by, before=before, after=_plain(said))
    return made


@transaction.atomic
def end_indicator(indicator: Indicator, *, on: date, by: User) -> Indicator:
    """Count it no more from `on`; what was reported stays. Refused while a form in use or a
    share needs it. Effects: its last day; the trail."""
    require(by, "reporting.manage_indicators")
    indicator = _held(indicator)
    _check_open(indicator, on)
    asking = Form.objects.filter(items__indicator=indicator, state=FormState.ACTIVE).order_by("name")
    if names := ", ".join(asking.values_list("name", flat=True)[:3]):
        raise ValidationError(f"Mẫu đang dùng còn hỏi số này: {names}. Lập bản mới của mẫu, bỏ ô ấy rồi đưa vào dùng trước.", code="asked")
    if share := _quotients_of(indicator).first():
        raise ValidationError(f"“{share}” được tính từ số này. Thôi dùng chỉ tiêu đó trước.", code="part")
    _end(indicator, on)
    trail.record("end_indicator", indicator, by=by, after={"valid_to": on.isoformat()})
    return indicator


def renew_items(form: Form, day: date, *, by: User) -> None:
    """Let the boxes of a draft ask for the indicators as they are counted on the day; those that ended are left out. Effects: the items;
    the caller writes the trail line."""
    require(by, "reporting.manage_forms", form)
    rows = Item.objects.filter(form=form, indicator__isnull=False).exclude(indicator__in=Indicator.objects.at(day).values("pk"))
    items = list(rows.select_related("indicator").order_by("pk"))
    newer = {i.key: i for i in Indicator.objects.at(day).filter(key__in=[item.indicator.key for item in items])}
    for item in items:
        if item.indicator.key in newer:
            item.indicator = newer[item.indicator.key]
            item.save(update_fields=["indicator"])
        else:
            item.delete()


def _held(indicator: Indicator) -> Indicator:
    return Indicator.objects.select_for_update(of=["self"]).select_related("numerator", "denominator").get(pk=indicator.pk)


def _said_of(indicator: Indicator) -> Definition:
    return Definition(**{name: getattr(indicator, name) for name in _NAMES})


def _plain(said: Definition) -> dict[str, str]:
    """For the audit log: as words."""
    words = {name: getattr(said, name) for name in _NAMES if getattr(said, name)}
    return {name: ", ".join(value) if isinstance(value, list) else str(value) for name, value in words.items()}


def _save(indicator: Indicator, said: Definition, since: date) -> Indicator:
    for name in _NAMES:
        setattr(indicator, name, getattr(said, name))
    indicator.valid_from = since
    _check_breakdowns(said)
    indicator.full_clean()
    indicator.save()
    return indicator


def _check_breakdowns(said: Definition) -> None:
    known = figures.of(said.figure).parts if said.figure and figures.is_known(said.figure) else {}
    if unknown := [word for word in said.breakdowns if word not in known]:
        raise ValidationError(
            {"breakdowns": f"Nguồn số này không chia được theo: {', '.join(unknown)}. Bỏ đánh dấu, hoặc chọn nguồn khác."}
        )


def _check_open(indicator: Indicator, day: date) -> None:
    if indicator.valid_to != FOREVER:
        raise ValidationError("Chỉ tiêu này đã thôi dùng hoặc đã có bản sau. Mở bản mới nhất.", code="ended")
    if day <= indicator.valid_from or day < clock.today():
        raise ValidationError("Chọn ngày từ hôm nay trở đi và sau ngày bắt đầu: số đã báo cáo không tính lại theo cách mới.", code="past")


def _end(indicator: Indicator, on: date) -> None:
    indicator.valid_to = on
    indicator.save(update_fields=["valid_to"])


def _is_used(indicator: Indicator) -> bool:
    return Value.objects.filter(indicator=indicator).exists() or Box.objects.filter(item__indicator=indicator).exists()


def _quotients_of(indicator: Indicator):
    rows = Indicator.objects.filter(Q(numerator=indicator) | Q(denominator=indicator), valid_to=FOREVER)
    return rows.select_related("numerator", "denominator").order_by("order", "pk")


def _renew_quotients(old: Indicator, new: Indicator, since: date) -> None:
    for share in _quotients_of(old):
        said = replace(_said_of(share), **{part: new for part in ("numerator", "denominator") if getattr(share, part) == old})
        _end(share, since)
        _save(Indicator(key=share.key, order=share.order, is_proposal=share.is_proposal), said, since)


def _free_key(name: str) -> str:
    key = slugify(fold(name)).replace("-", "_")[:_LONGEST_KEY].strip("_")
    if not key[:1].isalpha():  # rules between figures tell keys from numbers by the first letter
        key = f"so_{key}"[:_LONGEST_KEY]
    taken = set(Indicator.objects.filter(key__startswith=key).values_list("key", flat=True))
    return next(word for word in (key, *(f"{key}_{n}" for n in range(2, 100))) if word not in taken)
