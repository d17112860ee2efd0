"""Many nominations from a workbook: every row is tried, every fault is listed, and only a book without any is taken in, once."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core import clock, trail, workflow
from lantoa.core.rights import require
from lantoa.core.text import fold
from lantoa.exemplars import books, masking, telling
from lantoa.exemplars.codes import new_follow_key
from lantoa.exemplars.enums import BookState, Door, SubjectType
from lantoa.exemplars.models import Nomination, NominationBook, Sender, Subject
from lantoa.exemplars.queries.drafting import units_to_nominate_for
from lantoa.exemplars.tasks import check_book, look_for_duplicates_of, take_book
from lantoa.files.services import store_file
from lantoa.files.validators import DOCUMENTS
from lantoa.organisations.models import Unit
from lantoa.organisations.spreadsheets import Fault, Row
from lantoa.search import indexing, registry
from lantoa.ui.forms import NumberField
from lantoa.ui.words import day as written_day

MOST_FAULTS = 2000  # are kept and shown; whoever has more has one fault many times
MOST_ALIKE = 1000
_STEP = 500  # rows between two signs of progress
_BATCH = 250  # rows stored in one transaction: the only writer of SQLite is not held long
_XLSX = {"xlsx": DOCUMENTS["xlsx"]}
_NUMBERS = {"member_count": 2_000_000, "beneficiaries": 2_000_000_000, "value": 10**15}
_LONGEST = {field.name: field.max_length for field in Nomination._meta.get_fields() if getattr(field, "max_length", None)}
_TEXTS = ("name", "deed", "title", "result", "hamlet", "address", "phone", "occupation", "head_name", "new_since")
_KNOWN = {key: {fold(label): value for label, value in offered.items()} for key, offered in books.CHOICES.items()}
_HEADINGS = {column.key: column.heading for column in books.COLUMNS}


# --- Bringing and checking --------------------------------------------------------------------------------------------------


@transaction.atomic
def bring_book(upload: UploadedFile, *, unit: Unit, by: User) -> NominationBook:
    """Keep the workbook and have the worker look through it. `unit`: who puts forward, and handles rows that name no other.

    Effects, in order: the file; the row; a trail line; after the commit the worker checks. A book of the same bytes taken in before is
    refused.
    """
    require(by, "exemplars.import_nominations")
    require(by, "exemplars.nominate", unit)
    stored = store_file(upload, allow=_XLSX, by=by)
    before = NominationBook.objects.filter(file__sha256=stored.sha256, unit=unit, state=BookState.TAKEN).first()
    if before is not None:
        raise ValidationError(
            f"Tệp này đã nhập rồi ({before.row_count} dòng). Muốn nhập thêm, hãy để những dòng mới trong một tệp khác.", code="taken"
        )
    book = NominationBook.objects.create(unit=unit, file=stored, brought_by=by)
    trail.record("bring_book", book, by=by, after={"name": stored.name, "sha256": stored.sha256})
    transaction.on_commit(lambda: check_book.enqueue(book.pk))
    return book


def check_rows(book: NominationBook, *, by: User) -> NominationBook:
    """Look through the whole book and store nothing of it. Run twice, the second finds it done.

    Effects, in order: progress as it goes; faults, and rows that may tell of somebody known; the state; who brought it is told.
    """
    require(by, "exemplars.view_book", book)
    if book.state != BookState.CHECKING:
        return book
    faults: list[Fault] = []
    alike = _Alike(book)
    count = 0
    for row, facts, wrong in _read(book, faults):
        faults += wrong
        count += 1
        if facts is not None:
            alike.look(row, facts)
        if count % _STEP == 0:
            NominationBook.objects.filter(pk=book.pk).update(done_count=count)
    if not count and not faults:
        faults.append(Fault(0, "", "Tệp chưa có dòng số liệu nào. Điền vào trang “Giới thiệu” của tệp mẫu rồi tải lên lại."))
    faults.sort(key=lambda fault: (fault.row, fault.column))
    with transaction.atomic():
        book = _locked(book)
        if book.state != BookState.CHECKING:
            return book
        book.row_count = book.done_count = count
        book.fault_count = len(faults)
        book.faults = [[fault.row, fault.column, fault.message[:300]] for fault in faults[:MOST_FAULTS]]
        book.alike = alike.found()
        also = ("row_count", "done_count", "fault_count", "faults", "alike")
        workflow.move(book, BookState.WRONG if faults else BookState.READY, also=also, by=by)
        telling.tell_book("book_checked", book, by=by)
    return book


def _read(book: NominationBook, faults: list[Fault]) -> Iterator[tuple[Row, dict[str, Any] | None, list[Fault]]]:
    """Each row with its facts, None where something is wrong; what is wrong with the file itself goes to `faults`."""
    with book.file.content.open("rb") as content:
        opened = books.open_book(content.read())
    faults += opened.faults
    places = _Places(book)
    for row, wrong in opened.rows():
        facts, more = _facts(row, places)
        yield row, None if wrong or more else facts, [*wrong, *more]


class _Places:
    """Units the one who brought the book may put forward for, by name and by system code."""

    def __init__(self, book: NominationBook):
        allowed = units_to_nominate_for(book.brought_by)
        self.own = book.unit_id
        self.named: dict[str, set[int]] = {}
        slugs = dict(Unit.objects.filter(pk__in=[pk for pk, _ in allowed]).values_list("pk", "slug"))
        for pk, name in allowed:
            for word in {fold(name), fold(slugs[pk])}:
                self.named.setdefault(word, set()).add(pk)
        self.is_open = self.own in {pk for pk, _ in allowed}

    def find(self, text: str) -> int:
        if not text:
            if not self.is_open:
                raise ValidationError("Đơn vị giới thiệu không còn hoạt động hoặc không còn thuộc quyền. Ghi tên đơn vị xử lý ở cột này.")
            return self.own
        found = self.named.get(fold(text), set())
        if not found:
            raise ValidationError(f"Không có đơn vị “{text[:60]}” trong phạm vi được giới thiệu. Chọn trong danh sách thả xuống.")
        if len(found) > 1:
            raise ValidationError(f"Có nhiều đơn vị tên “{text[:60]}”. Ghi mã hệ thống của đơn vị.")
        return next(iter(found))


def _facts(row: Row, places: _Places) -> tuple[dict[str, Any], list[Fault]]:
    """Fields of Nomination from one row, with `unit_id` and `told_by`; and every cell that is wrong."""
    values, facts, faults = row.values, {}, []

    def wrong(key: str, words: str) -> None:
        faults.append(Fault(row.number, _HEADINGS[key], words))

    for key, known in _KNOWN.items():
        if given := values[key]:
            if (folded := fold(given)) in known:
                facts[key] = known[folded]
            else:
                wrong(key, f"Không có “{given[:60]}”. Chọn một trong: {', '.join(books.CHOICES[key])}.")
    for key in _TEXTS:
        if not (text := values[key]):
            continue
        text = masking.keepable(text)
        longest = _LONGEST.get(key) or 20_000
        if len(text) > longest:
            wrong(key, f"Dài {len(text)} chữ, nhiều hơn {longest}. Viết gọn lại.")
        else:
            facts[key] = text
    for key, most in _NUMBERS.items():
        if values[key]:
            try:
                facts[key] = int(NumberField(min_value=0, max_value=most, decimal_places=0).clean(values[key]))
            except ValidationError:
                wrong(key, f"“{values[key][:30]}” không phải số đếm được. Ghi bằng chữ số, ví dụ 120 hoặc 1.200.000.")
    _dates(values, facts, wrong)
    is_group = facts.get("type", SubjectType.INDIVIDUAL) != SubjectType.INDIVIDUAL
    if is_group and (values["gender"] or values["birth_date"] or values["birth_year"]):
        wrong("type", "Giới tính, ngày sinh, năm sinh chỉ ghi cho cá nhân. Bỏ các ô ấy, hoặc sửa đối tượng.")
    if len(values["told_by"]) > 120:
        wrong("told_by", "Dài quá 120 chữ. Chỉ ghi tên người kể.")
    facts["told_by"] = values["told_by"][:120]
    try:
        facts["unit_id"] = places.find(values["unit"])
    except ValidationError as error:
        wrong("unit", error.message)
    return facts, faults


def _dates(values: dict, facts: dict, wrong) -> None:
    today = clock.today()
    for key in ("birth_date", "happened_on", "happened_until"):
        if isinstance(values[key], date):
            facts[key] = values[key]
            if values[key].year < 1880 or (key != "happened_until" and values[key] > today):
                wrong(key, f"Ngày {written_day(values[key])} không hợp lý. Kiểm tra lại năm.")
    if year := values["birth_year"]:
        if year.isascii() and year.isdigit() and 1880 <= int(year) <= today.year:
            facts["birth_year"] = int(year)
        else:
            wrong("birth_year", f"“{year[:20]}” không phải năm sinh. Ghi bốn chữ số, ví dụ 1961.")
    born = facts.get("birth_date")
    if born and facts.setdefault("birth_year", born.year) != born.year:
        wrong("birth_year", f"Năm sinh {facts['birth_year']} khác với ngày sinh {written_day(born)}.")
    start, end = facts.get("happened_on"), facts.get("happened_until")
    if start and end and end < start:
        wrong("happened_until", "Ngày kết thúc phải từ ngày diễn ra trở đi.")


class _Alike:
    """Rows of one name in one unit, among themselves and with what is known: a hint while checking; the worker looks closely later."""

    def __init__(self, book: NominationBook):
        self.seen: dict[tuple[int, str], int] = {}
        self.rows: list[tuple[int, str, int, str]] = []  # row, name, unit, folded
        self.hits: list[list] = []

    def look(self, row: Row, facts: dict) -> None:
        folded = fold(facts["name"])[:200]
        key = (facts["unit_id"], folded)
        if (first := self.seen.setdefault(key, row.number)) != row.number:
            self.hits.append([row.number, facts["name"], f"dòng {first}"])
        self.rows.append((row.number, facts["name"], *key))

    def found(self) -> list[list]:
        """[row, name, where it was told of before], at most MOST_ALIKE."""
        units = {unit for _, _, unit, _ in self.rows}
        names = list({folded for *_, folded in self.rows})
        known: dict[tuple[int, str], str] = {}
        for start in range(0, len(names), 500):
            held = Nomination.objects.filter(unit__in=units, folded__in=names[start : start + 500]).order_by("-pk")
            known |= {(unit, folded): code for unit, folded, code in held.values_list("unit_id", "folded", "code")}
        hits = [[number, name, known[unit, folded]] for number, name, unit, folded in self.rows if (unit, folded) in known]
        return sorted([*self.hits, *hits])[:MOST_ALIKE]


# --- Taking in ----------------------------------------------------------------------------------------------------------------


@transaction.atomic
def take_in(book: NominationBook, *, by: User) -> NominationBook:
    """Have the worker store the rows. Pressed again it is the same press.

    Effects, in order: the state; a trail line; after the commit the worker stores.
    """
    require(by, "exemplars.view_book", book)
    book = _locked(book)
    if book.state in (BookState.TAKING, BookState.TAKEN):
        return book
    if book.state != BookState.READY:
        raise ValidationError("Tệp còn chỗ cần sửa, hoặc chưa kiểm tra xong. Sửa trong tệp rồi tải lên lại.", code="not_ready")
    book.done_count = 0
    workflow.move(book, BookState.TAKING, also=("done_count",), by=by)
    trail.record("take_book", book, by=by, after={"rows": book.row_count})
    transaction.on_commit(lambda: take_book.enqueue(book.pk))
    return book


def store_rows(book: NominationBook, *, by: User) -> NominationBook:
    """Store the rows in batches, each with its place in the book: a worker that died goes on after the last whole batch, and no row is
    stored twice. What was right when checked and no longer is, found before the first row, stops it with nothing stored.

    Effects, in order, for each batch: subjects, nominations with their codes, credits, a trail line each, the place in the book; after
    the batch the search index, and the worker looks for duplicates. At the end: the state.
    """
    require(by, "exemplars.view_book", book)
    if book.state != BookState.TAKING:
        return book
    faults: list[Fault] = []
    rows = []
    for row, facts, wrong in _read(book, faults):
        faults += wrong
        rows.append((row, facts))
    if faults and book.done_count == 0:
        return _stop(book, faults, by=by)
    while book.state == BookState.TAKING:
        book = _store_batch(book, rows, by=by)
    return book


@transaction.atomic
def _store_batch(book: NominationBook, rows: list, *, by: User) -> NominationBook:
    book = _locked(book)
    if book.state != BookState.TAKING:
        return book
    part = [(row, facts) for row, facts in rows[book.done_count : book.done_count + _BATCH] if facts is not None]
    if part:
        made = _store(book, part)
        for nomination in made:
            after = {"door": nomination.get_door_display(), "name": nomination.name}
            trail.record("receive", nomination, by=book.brought_by, after=after)
        pks = [nomination.pk for nomination in made]
        transaction.on_commit(lambda: _after_batch(pks))
    book.done_count = min(book.done_count + _BATCH, len(rows))
    if book.done_count == len(rows):
        workflow.move(book, BookState.TAKEN, also=("done_count",), by=by)
    else:
        book.save(update_fields=["done_count"])
    return book


def _store(book: NominationBook, part: list) -> list[Nomination]:
    names = Unit.objects.in_bulk({facts["unit_id"] for _, facts in part})
    made, subjects, tellers = [], [], []
    now = clock.now()
    for row, facts in part:
        values = dict(facts)
        tellers.append((row, values.pop("told_by")))
        unit = names[values.pop("unit_id")]
        nomination = Nomination(
            **values,
            unit=unit,
            door=Door.SHEET,
            proposed_by=book.brought_by,
            code=f"{book.pk:x}-{row.number:x}",
            received_at=now,
            state_since=now,
        )
        nomination.make_keys()
        subject = Subject(type=nomination.type, name=nomination.name, birth_year=nomination.birth_year, unit=unit)
        subject.make_keys()
        made.append(nomination)
        subjects.append(subject)
    Subject.objects.bulk_create(subjects)
    for nomination, subject in zip(made, subjects, strict=True):
        nomination.subject = subject
    Nomination.objects.bulk_create(made)
    for nomination in made:
        nomination.code = f"LT-{nomination.pk:04}"
    Nomination.objects.bulk_update(made, ["code"])
    Sender.objects.bulk_create(
        Sender(
            nomination=nomination, told_as=nomination.code, follow_key=new_follow_key(), user=book.brought_by, unit=book.unit,
            name=told_by or book.brought_by.full_name, keyed_in_from=f"Tệp {book.file.name}, dòng {row.number}"[:200],
            statement={key: masking.keepable(str(value)) for key, value in row.values.items() if value},
        )
        for nomination, (row, told_by) in zip(made, tellers, strict=True)
    )  # fmt: skip
    return made


def _after_batch(pks: list[int]) -> None:
    if source := registry.get("nominations"):
        for batch in indexing.batches(pks):
            indexing.index_rows(source, batch)
    look_for_duplicates_of.enqueue(pks)


@transaction.atomic
def _stop(book: NominationBook, faults: list[Fault], *, by: User) -> NominationBook:
    book = _locked(book)
    book.fault_count = len(faults)
    book.faults = [[fault.row, fault.column, fault.message[:300]] for fault in faults[:MOST_FAULTS]]
    workflow.move(book, BookState.WRONG, also=("fault_count", "faults"), by=by)
    telling.tell_book("book_checked", book, by=by)
    return book


def _locked(book: NominationBook) -> NominationBook:
    return NominationBook.objects.select_for_update(of=["self"]).select_related("file", "unit", "brought_by").get(pk=book.pk)
