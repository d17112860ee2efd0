"""Two hundred thousand nominations to list and to count: invented, in the units of Long Khánh, over three years, in every step."""

import io
import random
import tomllib
from datetime import date, datetime, timedelta
from importlib.resources import files

import xlsxwriter

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.rights import require
from lantoa.demo.names import People
from lantoa.exemplars import books
from lantoa.exemplars.enums import Area, Door, Field, Gender, NominationKind, NominationState, SubjectType
from lantoa.exemplars.models import Nomination, Sender, Subject
from lantoa.organisations.enums import Role
from lantoa.organisations.models import Appointment, Unit
from lantoa.organisations.services.loading import load_units

LISTED_ON = date(2022, 12, 31)
_BATCH = 5000
_DAYS = 3 * 365
S = NominationState
_STATES = [S.RECEIVED, S.SCREENING, S.VERIFIED, S.SHORTLISTED, S.SELECTED, S.HONOURED, S.PUBLISHED, S.REPLICATING, S.NOT_ELIGIBLE]
_WEIGHTS = [8, 8, 10, 4, 10, 20, 25, 5, 10]
_REACHED = {S.VERIFIED: 1, S.SHORTLISTED: 1, S.SELECTED: 2, S.HONOURED: 3, S.PUBLISHED: 4, S.REPLICATING: 4}


def load_list_for_measuring(rows: int, *, by: User) -> User:
    """Make units, `rows` nominations with subjects and senders, and somebody of the standing agency, who is returned.

    Effects, in order: units with their history; nominations, in batches; the appointment.
    """
    require(by, "organisations.found_unit", None)
    data = tomllib.loads(files("lantoa.organisations").joinpath("data/long_khanh.toml").read_text(encoding="utf-8"))
    units = load_units(data, by=by).units
    places = [unit for unit in units.values() if unit.is_open_on(clock.today())]
    agent = User.objects.create_user("do-luong", "Đỗ Thị Lường")
    office = units.get("phong-noi-vu") or places[0]
    Appointment.objects.create(user=agent, unit=office, role=Role.STANDING_AGENCY, valid_from=office.opened_on)
    _load(0, rows, places, agent, by)
    return agent


def make_for_measuring(first: int, rows: int, *, by: User) -> None:
    """More of the same, numbered from `first` up to `rows`, after `load_list_for_measuring`."""
    require(by, "organisations.found_unit", None)
    _load(first, rows, list(Unit.objects.open_on(clock.today()).order_by("pk")), User.objects.get(username="do-luong"), by)


def _load(first: int, rows: int, places: list[Unit], agent: User, by: User) -> None:
    chance, now = random.Random(449 + first), clock.now()  # noqa: S311  (invented people, not secrets)
    invented = People()
    people = [invented.next().full_name for _ in range(400)]
    for start in range(first, rows, _BATCH):
        _make([_one(chance, number, places, people, now, by, agent) for number in range(start, min(start + _BATCH, rows))])


def _one(chance, number: int, places: list[Unit], people: list[str], now: datetime, by: User, other: User) -> Nomination:
    received = now - timedelta(days=chance.randrange(_DAYS), hours=chance.randrange(24))
    state = chance.choices(_STATES, _WEIGHTS)[0]
    steps = [received + timedelta(days=10 * step + chance.randrange(9)) for step in range(1, 5)][: _REACHED.get(state, 0)]
    dates = dict(zip(("verified_at", "selected_at", "honoured_at", "published_at"), steps, strict=False))
    checked = {"checked_by": by, "approved_by": other} if steps else {}
    row = Nomination(
        code=f"LT-{number + 1:04}", unit=chance.choice(places), door=chance.choice(Door.values), state=state, state_since=(steps or [received])[-1],
        type=chance.choices(SubjectType.values, [7, 2, 1])[0], name=chance.choice(people), gender=chance.choice(["", *Gender.values]),
        is_direct_worker=chance.choice([None, True, False]), is_minority=chance.choice([None, True, False, False]),
        kind=chance.choice(NominationKind.values), field=chance.choice(["", *Field.values]), area=chance.choice(Area.values),
        deed="Hiến đất, góp công cùng bà con khu phố mở rộng đường, sửa cầu, giúp học sinh nghèo đến trường suốt nhiều năm. " * 3,
        phone="0912345678", hamlet="Khu phố 3", received_at=received, proposed_by=by, birth_year=1950 + chance.randrange(50),
        end_reason="Chưa đủ điều kiện." if state == S.NOT_ELIGIBLE else "", **dates, **checked,
    )  # fmt: skip
    row.make_keys()
    return row


def _make(rows: list[Nomination]) -> None:
    subjects = [
        Subject(type=row.type, name=row.name, birth_year=row.birth_year, unit=row.unit, name_key=row.name_key, folded=row.folded)
        for row in rows
    ]
    Subject.objects.bulk_create(subjects, batch_size=1000)
    for row, subject in zip(rows, subjects, strict=True):
        row.subject = subject
    Nomination.objects.bulk_create(rows, batch_size=500)
    Sender.objects.bulk_create(
        [Sender(nomination=row, told_as=row.code, follow_key="K7QM", unit=row.unit) for row in rows], batch_size=1000
    )


# --- Workbooks ------------------------------------------------------------------------------------------------------------------


def books_for_measuring(rows: int, *, by: User) -> tuple[Unit, User, list[bytes]]:
    """A ward, its officer, and two workbooks of so many rows: all right, all wrong."""
    require(by, "organisations.found_unit", None)
    data = tomllib.loads(files("lantoa.organisations").joinpath("data/long_khanh.toml").read_text(encoding="utf-8"))
    ward = next(
        unit
        for unit in load_units(data, by=by).units.values()
        if unit.is_open_on(clock.today()) and unit.version_on(clock.today()).kind == "ward"
    )
    officer = User.objects.create_user("can-bo-do", "Cao Bá Đo")
    Appointment.objects.create(user=officer, unit=ward, role=Role.UNIT_OFFICER, valid_from=ward.opened_on)
    return ward, officer, [_book(rows, "người tốt, việc tốt"), _book(rows, "chưa rõ")]


def _book(rows: int, kind: str) -> bytes:
    out, invented = io.BytesIO(), People()
    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    sheet = book.add_worksheet(books.SHEET)
    heads = [column.heading for column in books.COLUMNS]
    sheet.write_row(0, 0, heads)
    for number in range(1, rows + 1):
        row = {
            "Đối tượng": "cá nhân", "Tên": f"{invented.next().full_name} {number}", "Loại": kind,
            "Đã làm gì": "Hiến đất cùng bà con mở rộng đường khu phố. " * 4,
            "Khu phố, ấp, tổ": f"Khu phố {number % 9}", "Năm sinh": str(1940 + number % 60), "Giới tính": "nữ", "Lĩnh vực": "công tác",
            "Số người được giúp": "120",
        }  # fmt: skip
        for at, head in enumerate(heads):
            if head in row:
                sheet.write_string(number, at, row[head])
    book.close()
    return out.getvalue()
