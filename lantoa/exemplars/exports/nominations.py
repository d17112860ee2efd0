"""The list as a file: CSV row by row as it is read, XLSX in constant memory. Personal columns only where the person sees the whole."""

import csv
from collections.abc import Iterator
from datetime import date, datetime
from typing import IO

from django.db.models import QuerySet
from django.utils import timezone

from lantoa.exemplars import masking
from lantoa.exemplars.enums import Area, Breadth, Door, Field, Gender, NominationKind, NominationState, SubjectType
from lantoa.exemplars.exports import plain_xlsx
from lantoa.exemplars.models import Nomination
from lantoa.organisations.spreadsheets import neutral
from lantoa.plans.queries.oversight import names_of

_CHUNK = 2000
_LABELS = {
    "door": dict(Door.choices), "state": dict(NominationState.choices), "type": dict(SubjectType.choices), "gender": dict(Gender.choices),
    "kind": dict(NominationKind.choices), "field": dict(Field.choices), "area": dict(Area.choices), "breadth": dict(Breadth.choices),
}  # fmt: skip
_YES = {True: "có", False: "không", None: ""}
# (column, heading, personal)
COLUMNS = [
    ("code", "Mã", False), ("unit_id", "Đơn vị xử lý", False), ("state", "Tình trạng", False), ("received_at", "Nhận ngày", False),
    ("door", "Nguồn", False), ("type", "Đối tượng", False), ("kind", "Loại", False), ("name", "Tên", False), ("gender", "Giới tính", False),
    ("birth_year", "Năm sinh", True), ("is_direct_worker", "Trực tiếp lao động, công tác", False), ("is_minority", "Dân tộc thiểu số", True),
    ("occupation", "Nghề nghiệp, chức vụ", False), ("hamlet", "Khu phố, ấp", True), ("phone", "Điện thoại", True), ("field", "Lĩnh vực", False),
    ("title", "Việc làm trong một câu", False), ("deed", "Đã làm gì", False), ("happened_on", "Ngày diễn ra", False),
    ("verified_at", "Xác minh xong", False), ("honoured_at", "Biểu dương", False),
]  # fmt: skip
_OURS = {"code", "unit_id", "state", "received_at", "door", "type", "kind", "gender", "birth_year", "is_direct_worker", "is_minority", "field",
         "happened_on", "verified_at", "honoured_at"}  # fmt: skip
_TYPED = {heading for name, heading, _ in COLUMNS if name not in _OURS}
_TEXTS = {"title", "deed", "occupation"}  # may hold numbers that are nobody else's business


def headings(*, personal: bool) -> list[str]:
    return [heading for _, heading, is_personal in COLUMNS if personal or not is_personal]


def lines(rows: QuerySet[Nomination], *, personal: bool, whole: set[int]) -> Iterator[list[str]]:
    """One list of words a nomination. `whole`: units whose nominations are shown unmasked; `personal`: whether those columns are there."""
    shown = [(name, is_personal) for name, _, is_personal in COLUMNS if personal or not is_personal]
    names = [name for name, _ in shown]
    at, zone, units = names.index("unit_id"), timezone.get_current_timezone(), _Units()

    def moment(value: datetime | None) -> str:
        return day(value.astimezone(zone)) if value else ""

    in_words = [_LABELS[name].get if name in _LABELS else {"unit_id": units.__getitem__}.get(name) or (
        moment if name.endswith("_at") else day if name == "happened_on" else _YES.get if name.startswith("is_") else _text) for name in names]  # fmt: skip
    masked = [
        _hidden if is_personal else (lambda value: masking.text(value) if value else "") if name in _TEXTS else words
        for (name, is_personal), words in zip(shown, in_words, strict=True)
    ]  # fmt: skip
    for values in rows.values_list(*names).iterator(chunk_size=_CHUNK):
        yield [words(value) for words, value in zip(in_words if values[at] in whole else masked, values, strict=True)]


class _Units(dict[int, str]):
    """Names of units, each looked up when it is met."""

    def __missing__(self, pk: int) -> str:
        self[pk] = names_of([pk]).get(pk, "")
        return self[pk]


def day(value: date | None) -> str:
    return f"{value.day:02}/{value.month:02}/{value.year}" if value else ""


def _text(value: object) -> str:
    return "" if value is None else value if isinstance(value, str) else str(value)


def _hidden(value: object) -> str:
    return ""


class _Echo:
    """Hands back what csv writes, so that it can be sent at once."""

    def write(self, line: str) -> str:
        return line


def csv_lines(rows: QuerySet[Nomination], *, personal: bool, whole: set[int]) -> Iterator[str]:
    """The file piece by piece. Text a spreadsheet would take for a formula is marked as text."""
    writer, heads = csv.writer(_Echo()), headings(personal=personal)
    yield "\ufeff" + writer.writerow(heads)  # the mark by which Excel knows UTF-8
    typed = [at for at, heading in enumerate(heads) if heading in _TYPED]  # the other columns hold our own words and numbers
    batch = []
    for line in lines(rows, personal=personal, whole=whole):
        for at in typed:
            if line[at]:
                line[at] = neutral(line[at])
        batch.append(writer.writerow(line))
        if len(batch) == 500:
            yield "".join(batch)
            batch = []
    yield "".join(batch)


def write_xlsx(rows: QuerySet[Nomination], *, personal: bool, whole: set[int]) -> IO[bytes]:
    """The workbook as an open temporary file, at its beginning."""
    return plain_xlsx.write("Hồ sơ giới thiệu", headings(personal=personal), lines(rows, personal=personal, whole=whole))
