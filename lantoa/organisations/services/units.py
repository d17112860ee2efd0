"""What happens to units: founded, renamed, upgraded, moved, merged, split, abolished; and a wrong record put right.

`on` is the day the act takes effect: the first day of the new state. Each act but a founding needs its legal document.
Effects of all, in order: the rights; the lock of the tree; versions closed and opened; successions; units below moved to the heir;
the dated ancestry of what moved; seats, appointments and all that rooms above registered handed over (`moving`); the trail; the signal.
All raise Refused without the right and ValidationError, in words, when the act cannot be.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from lantoa.core import rights, trail
from lantoa.organisations import ancestry
from lantoa.organisations.enums import SuccessionKind
from lantoa.organisations.models import Unit, UnitVersion
from lantoa.organisations.services.reorganisation import NewUnit, Reorganisation
from lantoa.organisations.validators import check_code, check_parent
from lantoa.ui.words import day as written_day


@transaction.atomic
def found_unit(new: NewUnit, *, on: date, legal_document: str = "", source: str = "", by: Any) -> Unit:
    """Open a unit out of nothing."""
    rights.require(by, "organisations.found_unit", new.parent)
    change = Reorganisation(None, on=on, legal_document=legal_document, source=source, by=by)
    unit = change.found(new)
    change.finish()
    return unit


@transaction.atomic
def rename_unit(unit: Unit, *, name: str, short_name: str | None = None, on: date, legal_document: str, source: str = "", by: Any) -> Unit:
    """The same unit under another name."""
    rights.require(by, "organisations.reorganise", unit)
    changes = {"name": name} | ({} if short_name is None else {"short_name": short_name})
    return _revise(SuccessionKind.RENAME, unit, changes, on=on, legal_document=legal_document, source=source, by=by)


@transaction.atomic
def upgrade_unit(
    unit: Unit, *, kind: str, name: str | None = None, code: str | None = None, on: date, legal_document: str, source: str = "", by: Any
) -> Unit:
    """The same unit of another kind (a commune becomes a ward, a province a centrally run city), perhaps renamed with it."""
    rights.require(by, "organisations.reorganise", unit)
    changes = {"kind": kind} | ({} if name is None else {"name": name}) | ({} if code is None else {"code": code})
    return _revise(SuccessionKind.UPGRADE, unit, changes, on=on, legal_document=legal_document, source=source, by=by)


@transaction.atomic
def move_unit(unit: Unit, *, parent: Unit | None, on: date, legal_document: str, source: str = "", by: Any) -> Unit:
    """The same unit, with all below it, under another parent; its seats in clusters that no longer cover it end."""
    rights.require(by, "organisations.reorganise", unit)
    rights.require(by, "organisations.found_unit", parent)
    return _revise(SuccessionKind.MOVE, unit, {"parent": parent}, on=on, legal_document=legal_document, source=source, by=by)


def _revise(kind: SuccessionKind, unit: Unit, changes: dict, **act) -> Unit:
    change = Reorganisation(kind, **act)
    change.revise(unit, **changes)
    change.succeed(unit, unit)
    change.finish()
    return unit


@transaction.atomic
def merge_units(units: Sequence[Unit], *, into: Unit | NewUnit, on: date, legal_document: str, source: str = "", by: Any) -> Unit:
    """Several units end and one takes everything over: an existing one, or a new one (under the first one's parent unless said).

    An existing `into` may itself be among `units`; it goes on. Returns the unit that takes over.
    """
    gone = [unit for unit in dict.fromkeys(units) if unit != into]
    _require_for(gone, into, by)
    if not gone or (isinstance(into, NewUnit) and len(gone) < 2):
        raise ValidationError("Sáp nhập cần ít nhất hai đơn vị.", code="too_few")
    change = Reorganisation(SuccessionKind.MERGE, on=on, legal_document=legal_document, source=source, by=by)
    parent = _parent_before(gone[0])
    for unit in gone:
        change.close(unit)
    heir = _open_or_existing(change, into, parent, gone)
    for unit in gone:
        change.move_children(unit, heir)
        change.succeed(unit, heir)
    change.finish()
    return heir


@transaction.atomic
def split_unit(
    unit: Unit, *, into: Sequence[Unit | NewUnit], heir: int = 0, on: date, legal_document: str, source: str = "", by: Any
) -> list[Unit]:
    """One unit ends and several take its place; `into[heir]` is the legal heir that takes the open work and the units below.

    When `unit` itself is among `into` it goes on (a part was cut off) and keeps what it has. Returns the parts, in order.
    """
    _require_for([unit], None, by)
    for part in into:
        _require_for([], part, by)
    if len(into) < 2:
        raise ValidationError("Chia, tách cần ít nhất hai đơn vị sau khi chia.", code="too_few")
    if not 0 <= heir < len(into):
        raise ValidationError("Hãy chọn đơn vị kế thừa trong các đơn vị sau khi chia.", code="heir")
    goes_on = unit in into
    change = Reorganisation(SuccessionKind.SPLIT, on=on, legal_document=legal_document, source=source, by=by)
    parent = _parent_before(unit)
    if not goes_on:
        change.close(unit)
    parts = [unit if part == unit else _open_or_existing(change, part, parent, [unit]) for part in into]
    if not goes_on:
        change.move_children(unit, parts[heir])
    for index, part in enumerate(parts):
        if part != unit:
            change.succeed(unit, part, is_heir=not goes_on and index == heir)
    change.finish()
    return parts


@transaction.atomic
def abolish_unit(unit: Unit, *, on: date, legal_document: str, heir: Unit | None = None, source: str = "", by: Any) -> Unit:
    """The unit ends. With an `heir` its open work goes there, otherwise it ends too; units below need an heir to go to."""
    rights.require(by, "organisations.reorganise", unit)
    if heir == unit:
        raise ValidationError("Đơn vị giải thể không thể tự kế thừa chính mình.", code="heir")
    change = Reorganisation(SuccessionKind.ABOLISH, on=on, legal_document=legal_document, source=source, by=by)
    change.close(unit)
    if heir is not None:
        _check_open(heir, on)
    change.move_children(unit, heir)
    change.succeed(unit, heir)
    change.finish()
    return unit


@transaction.atomic
def correct_version(
    version: UnitVersion, *, reason: str, name: str, short_name: str, kind: str, code: str, parent: Unit | None,
    legal_document: str, source: str, by: Any,
) -> UnitVersion:  # fmt: skip
    """Put a wrongly recorded version right; its dates stay. The log keeps what was written before, and why it was changed."""
    rights.require(by, "organisations.manage_unit", version.unit)
    if parent != version.parent:
        rights.require(by, "organisations.found_unit", parent)
    if not reason.strip():
        raise ValidationError("Hãy ghi lý do sửa.", code="reason")
    Reorganisation(None, on=version.valid_from, legal_document=legal_document, by=by)  # for its lock
    version.refresh_from_db()
    facts = {
        "name": name, "short_name": short_name, "kind": kind, "code": code, "parent": parent,
        "legal_document": legal_document, "source": source,
    }  # fmt: skip
    before = {field: str(getattr(version, field) or "") for field in facts}
    moves = parent != version.parent
    for field, value in facts.items():
        setattr(version, field, value)
    version.full_clean(exclude=["name_key"])
    check_code(code, kind, version.valid_from, version.valid_to, besides=version.unit)
    check_parent(kind, parent, version.valid_from, version.valid_to)
    version.save()
    children = UnitVersion.objects.filter(parent=version.unit, valid_from__lt=version.valid_to, valid_to__gt=version.valid_from)
    for child in children.select_related("unit"):
        check_parent(child.kind, version.unit, child.valid_from, child.valid_to)
    if moves:
        ancestry.rebuild([version.unit_id])
    after = {field: str(value or "") for field, value in facts.items()}
    trail.record("correct", version.unit, by=by, reason=reason, before=before, after=after)
    return version


def _require_for(gone: Sequence[Unit], into: Unit | NewUnit | None, by: Any) -> None:
    for unit in gone:
        rights.require(by, "organisations.reorganise", unit)
    if isinstance(into, Unit):
        rights.require(by, "organisations.reorganise", into)
    elif isinstance(into, NewUnit) and into.parent is not None:
        rights.require(by, "organisations.found_unit", into.parent)


def _parent_before(unit: Unit) -> Unit | None:
    return unit.versions.select_related("parent").order_by("-valid_from").first().parent


def _open_or_existing(change: Reorganisation, into: Unit | NewUnit, parent: Unit | None, gone: Sequence[Unit]) -> Unit:
    """The successor, founded now when it is new. It may not stand under a unit that ends with this very act."""
    if isinstance(into, Unit):
        _check_open(into, change.on)
        return into
    if into.parent is None:
        into = NewUnit(**{**vars(into), "parent": parent})
    if into.parent in gone:
        raise ValidationError("Đơn vị mới không thể trực thuộc đơn vị vừa kết thúc.", code="parent_closed")
    return change.found(into)


def _check_open(unit: Unit, on: date) -> None:
    unit.refresh_from_db(fields=["opened_on", "closed_on"])
    if not unit.is_open_on(on):
        raise ValidationError(f"{unit} không hoạt động vào ngày {written_day(on)}, nên không tiếp nhận được.", code="heir_closed")
