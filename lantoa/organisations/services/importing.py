"""Units, people and their appointments from a workbook: every row is tried, every fault is listed, and only a book without any is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.http import Http404

from lantoa.accounts.models import User
from lantoa.core import rights, trail
from lantoa.core.dated import FOREVER
from lantoa.core.text import fold
from lantoa.organisations.books import PEOPLE, UNITS
from lantoa.organisations.enums import Role, UnitKind
from lantoa.organisations.models import Cluster, Unit, UnitVersion
from lantoa.organisations.services.appointments import appoint
from lantoa.organisations.services.reorganisation import NewUnit, Reorganisation
from lantoa.organisations.spreadsheets import Fault, Row, read_book
from lantoa.ui.words import day as written_day


@dataclass(frozen=True)
class Outcome:
    """`written` rows are kept; with faults, or when only checking, none is. `checked` counts the rows looked at."""

    checked: int
    faults: list[Fault]
    written: int


def import_units(data: bytes, *, write: bool, by: Any) -> Outcome:
    """Found the units of the book, whichever way round parents and children stand in it; a row equal to what is there is passed over."""
    rights.require(by, "organisations.import_units")
    return _run(data, UNITS, write, lambda rows, faults: _UnitImport(rows, faults, by).run())


def import_people(data: bytes, *, write: bool, by: Any) -> Outcome:
    """Appoint the people of the book; somebody without an account gets one, without a password until the person sets it."""
    rights.require(by, "organisations.import_units")
    return _run(data, PEOPLE, write, lambda rows, faults: _import_people(rows, faults, by))


def _run(data: bytes, columns, write: bool, take: Callable[[list[Row], list[Fault]], int]) -> Outcome:
    rows, faults = read_book(data, columns)
    with transaction.atomic():
        written = take(rows, faults)
        kept = write and not faults
        transaction.set_rollback(not kept)
    faults.sort(key=lambda fault: (fault.row, fault.column))
    return Outcome(len(rows), faults, written if kept else 0)


class _Naming:
    """Turns what a service refuses into faults of the row; `columns` says which heading a field's error belongs to."""

    def __init__(self, row: Row, faults: list[Fault], headings: dict[str, str]):
        self.row, self.faults, self.headings = row, faults, headings

    def __enter__(self):
        self._savepoint = transaction.atomic()
        self._savepoint.__enter__()

    def __exit__(self, kind, error, trace) -> bool:
        self._savepoint.__exit__(kind, error, trace)
        if isinstance(error, Http404):
            self.faults.append(Fault(self.row.number, "", "Anh/chị không có quyền làm việc này."))
            return True
        if not isinstance(error, ValidationError):
            return False
        by_field = error.message_dict if hasattr(error, "error_dict") else {getattr(error, "code", "") or "": error.messages}
        for field, messages in by_field.items():
            self.faults += [Fault(self.row.number, self.headings.get(field, ""), message) for message in messages]
        return True


class _UnitImport:
    HEADINGS = {
        "name": "Tên đơn vị", "kind": "Loại", "code": "Mã số", "slug": "Mã hệ thống", "parent": "Cấp trên", "parent_kind": "Cấp trên",
        "parent_closed": "Cấp trên", "short_name": "Tên gọn", "legal_document": "Văn bản", "source": "Nguồn",
    }  # fmt: skip
    KINDS = {fold(label): kind for kind, label in UnitKind.choices} | {kind: kind for kind in UnitKind.values}

    def __init__(self, rows: list[Row], faults: list[Fault], by: Any):
        self.rows, self.faults, self.by = rows, faults, by
        self.acts: dict[tuple, Reorganisation] = {}
        self.made: dict[str, Unit] = {}  # by every word a row below may call its parent

    def run(self) -> int:
        waiting = self._without_twins()
        wrong = {fault.row for fault in self.faults}
        waiting = [row for row in waiting if row.number not in wrong]
        written = 0
        while waiting:
            names = {word for row in waiting for word in _words(row)}
            ready = [row for row in waiting if fold(row.values["parent"]) not in names - _words(row)] or waiting
            for row in ready:
                with _Naming(row, self.faults, self.HEADINGS):
                    written += self._take(row)
            done = {row.number for row in ready}
            waiting = [row for row in waiting if row.number not in done]
        if not self.faults:
            for act in self.acts.values():
                act.finish()
        return written

    def _without_twins(self) -> list[Row]:
        seen: dict[tuple, int] = {}
        kept = []
        for row in self.rows:
            values = row.values
            keys = [("Mã hệ thống", values["slug"])] if values["slug"] else []
            keys += [("Mã số", fold(values["kind"]), values["code"])] if values["code"] else []
            keys += [("Tên đơn vị", fold(values["name"]), fold(values["parent"]))]
            twin = next((key for key in keys if key in seen), None)
            if twin:
                self.faults.append(Fault(row.number, twin[0], f"Trùng với dòng {seen[twin]}."))
            else:
                kept.append(row)
            seen.update({key: row.number for key in keys if key not in seen})
        return kept

    def _take(self, row: Row) -> int:
        values = row.values
        if (kind := self.KINDS.get(fold(values["kind"])) or self.KINDS.get(values["kind"])) is None:
            raise ValidationError({"kind": f"Không có loại “{values['kind']}”."})
        parent = self._parent(values["parent"], values["on"])
        if parent is None or not getattr(parent, "just_made", False):
            rights.require(self.by, "organisations.found_unit", parent)
        new = NewUnit(values["name"], kind, values["code"], values["short_name"], parent, values["slug"])
        unit = self._there_already(new)
        if unit is None:
            act = self._act(values)
            unit = act.found(new)
            unit.just_made = True
            count = 1
        else:
            count = 0
        for word in {*_words(row), fold(unit.slug)}:
            self.made[word] = unit
        return count

    def _there_already(self, new: NewUnit) -> Unit | None:
        if not new.slug or (unit := Unit.objects.filter(slug=new.slug).first()) is None:
            return None
        version = unit.versions.order_by("-valid_from").first()
        for field in ("name", "kind", "code", "short_name", "parent"):
            if getattr(version, field) != getattr(new, field):
                raise ValidationError({field: "Đơn vị đã có và khác ở cột này. Thay đổi thì dùng “Ghi biến động” để giữ lịch sử."})
        return unit

    def _parent(self, text: str, day) -> Unit | None:
        if not text:
            return None
        if (unit := self.made.get(fold(text))) is not None:
            return unit
        return _find_unit(text, day, "parent")

    def _act(self, values: dict) -> Reorganisation:
        key = (values["on"], values["legal_document"], values["source"])
        if key not in self.acts:
            self.acts[key] = Reorganisation(None, on=key[0], legal_document=key[1], source=key[2], by=self.by)
        return self.acts[key]


def _words(row: Row) -> set[str]:
    return {fold(row.values[key]) for key in ("slug", "code", "name") if row.values[key]}


def _find_unit(text: str, day, field: str) -> Unit:
    """By system code, official code or full name, as at the day. Raises ValidationError on `field`."""
    versions = UnitVersion.objects.at(day).filter(Q(unit__slug=text) | Q(code=text) | Q(name__iexact=text)).select_related("unit")
    units = {version.unit for version in versions}
    if not units:
        raise ValidationError({field: f"Không có đơn vị “{text}” vào ngày {written_day(day)}."})
    if len(units) > 1:
        raise ValidationError({field: f"Có nhiều đơn vị “{text}”; hãy ghi mã hệ thống."})
    return units.pop()


_PEOPLE_HEADINGS = {
    "username": "Tên đăng nhập", "user": "Tên đăng nhập", "full_name": "Họ và tên", "email": "Thư điện tử", "phone": "Điện thoại",
    "role": "Vai trò", "place": "Nơi", "unit": "Nơi", "cluster": "Nơi", "title": "Chức vụ", "valid_from": "Từ ngày",
    "valid_to": "Đến trước ngày", "overlap": "Vai trò",
}  # fmt: skip
_ROLES = {fold(label): role for role, label in Role.choices} | {fold(role): role for role in Role.values}


def _import_people(rows: list[Row], faults: list[Fault], by: Any) -> int:
    wrong = {fault.row for fault in faults}
    written = 0
    for row in rows:
        if row.number not in wrong:
            with _Naming(row, faults, _PEOPLE_HEADINGS):
                written += _take_person(row.values, by)
    return written


def _take_person(values: dict, by: Any) -> int:
    if (role := _ROLES.get(fold(values["role"]))) is None:
        raise ValidationError({"role": f"Không có vai trò “{values['role']}”."})
    start, end = values["valid_from"], values["valid_to"] or FOREVER
    unit = cluster = None
    if role == Role.CLUSTER_HEAD:
        cluster = Cluster.objects.filter(name__iexact=values["place"], opened_on__lte=start, closed_on__gt=start).first()
        if cluster is None:
            raise ValidationError({"place": f"Không có cụm, khối “{values['place']}” vào ngày {written_day(start)}."})
    else:
        unit = _find_unit(values["place"], start, "place")
    user = User.objects.filter(username__iexact=values["username"]).first() or _new_account(values, by)
    held = user.appointments.filter(role=role, unit=unit, cluster=cluster, valid_from=start, valid_to=end, title=values["title"])
    if held.exists():
        return 0
    appoint(user, role=role, unit=unit, cluster=cluster, title=values["title"], valid_from=start, valid_to=end, by=by)
    return 1


def _new_account(values: dict, by: Any) -> User:
    if values["email"]:
        try:
            validate_email(values["email"])
        except ValidationError as wrong:
            raise ValidationError({"email": wrong.messages}) from wrong
    user = User(username=values["username"], full_name=values["full_name"], email=values["email"], phone=values["phone"])
    user.set_unusable_password()
    user.full_clean(exclude=["name_key", "password"])
    user.save()
    trail.record("create", user, by=by, after={"username": user.username})
    return user
