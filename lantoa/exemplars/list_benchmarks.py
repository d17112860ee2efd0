"""Figures for `lantoa bench nominations` and `lantoa bench import_nominations`. Prints and asserts nothing."""

import time
import tracemalloc
from collections.abc import Callable, Sequence

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lantoa.accounts.models import User
from lantoa.exemplars.exports import nominations as exports
from lantoa.exemplars.models import Nomination
from lantoa.exemplars.queries import lists, seen
from lantoa.exemplars.services import importing
from lantoa.organisations.models import Unit

Figures = dict[str, object]
PAGES = {
    "list": "", "page_300": "?trang=300", "one_state": "?tinh_trang=received", "by_name": "?sap=ten", "longest_first": "?sap=lau",
    "name_found": "?q=hanh", "name_not_found": "?q=khong+co+ai", "three_filters": "?linh_vuc=combat&loai=new_model&nguoi=thieu-so",
    "nothing_held": "?tam_dung=on", "one_month": "?ky=2022-M05", "late_ones": "?cho=lau", "pipeline": "dong-chay/",
}  # fmt: skip
EXPORTED = 50_000


def measure_lists(agent: User) -> Figures:
    """Milliseconds of each page for somebody who sees all rows, and queries, frame included."""
    client = Client()
    client.force_login(agent, backend="allauth.account.auth_backends.AuthenticationBackend")
    found: Figures = {"rows": Nomination.objects.count()}
    for name, address in PAGES.items():
        times, queries = _timed(lambda address=address: client.get(f"/lam-viec/guong/{address}"))
        found[name] = {"median_ms": times[len(times) // 2], "worst_ms": times[-1], "queries": queries}
    return found


def _timed(run: Callable[[], object], times: int = 5) -> tuple[list[float], int]:
    run()
    taken = []
    for _ in range(times):
        with CaptureQueriesContext(connection) as queries:
            began = time.perf_counter()
            run()
            taken.append(round((time.perf_counter() - began) * 1000, 1))
    return sorted(taken), len(queries)


def measure_exports(agent: User) -> Figures:
    """Seconds for EXPORTED rows as CSV and as XLSX, seconds to the first byte, and the memory Python took at most."""
    rows = lists.ordered(seen.visible_to(agent, ids=lists.Known()), "")[:EXPORTED]
    whole = lists.whole_units(agent)
    began, first, size = time.perf_counter(), 0.0, 0
    for piece in exports.csv_lines(rows, personal=True, whole=whole):
        size += len(piece.encode())
        first = first or time.perf_counter() - began
    csv_seconds = time.perf_counter() - began
    tracemalloc.start()
    for _ in exports.csv_lines(rows[:10_000], personal=True, whole=whole):
        pass
    csv_memory = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    began = time.perf_counter()
    exports.write_xlsx(rows, personal=True, whole=whole).close()
    return {
        "rows": EXPORTED, "csv_seconds": round(csv_seconds, 2), "csv_first_byte_seconds": round(first, 3), "csv_mb": round(size / 2**20, 1),
        "csv_memory_mb": round(csv_memory / 2**20, 1), "xlsx_seconds": round(time.perf_counter() - began, 2),
    }  # fmt: skip


def measure_import(rows: Sequence[bytes], unit: Unit, officer: User) -> Figures:
    """Seconds to look through the first workbook and to store it, and to look through the second, which has a fault in every row."""
    found: Figures = {}
    for name, content in zip(("right", "wrong"), rows, strict=True):
        book = importing.bring_book(SimpleUploadedFile(f"{name}.xlsx", content), unit=unit, by=officer)
        began = time.perf_counter()
        book = importing.check_rows(book, by=User.objects.system())
        found[f"{name}_checked_seconds"] = round(time.perf_counter() - began, 2)
        found[f"{name}_rows"], found[f"{name}_faults"] = book.row_count, book.fault_count
        if name == "right":
            book = importing.take_in(book, by=officer)
            began = time.perf_counter()
            importing.store_rows(book, by=User.objects.system())
            found["stored_seconds"] = round(time.perf_counter() - began, 2)
            found["stored"] = Nomination.objects.count()
    return found
