"""Figures for `lantoa bench search`: finding among made-up entries, beside the database's bare full text query on the same words.

Prints and asserts nothing; writes only index rows of a source of its own, in whatever (scratch) database is connected. The bare query
is what one would write without this room: folded text alone in a plain FTS5 table, or in a tsvector with GIN; the best 20 by the
database's own rank over all hits.
"""

import random
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from django.db import connection, transaction

from lantoa.accounts.models import User
from lantoa.core.text import fold
from lantoa.search import fulltext, indexing, queries, registry
from lantoa.search.models import SearchEntry
from lantoa.search.registry import EntryText, SearchSource
from lantoa.search.tokens import key_of, scope_token

Figures = dict[str, object]
_SURNAMES = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý".split()
_SHARES = (38, 12, 10, 7, 5, 5, 4, 4, 3, 2, 2, 2, 2, 2, 1, 1)
_MIDDLES = "Văn Thị Hữu Đức Minh Ngọc Thanh Quốc Kim Xuân Thu Hồng Gia Bảo Anh Tuyết".split()
_GIVEN = (
    "An Anh Bình Châu Chi Cường Dũng Dung Duy Đạt Điệp Đức Giang Hà Hải Hạnh Hiền Hiếu Hòa Hoa Hồng Hùng Hương Huy Khánh Khoa Kiên Lan Liên "
    "Linh Loan Long Mai Minh Nam Nga Ngân Nghĩa Nhung Oanh Phúc Phương Quang Quân Quý Sơn Tâm Thảo Thắng Thủy Tiến Toàn Trang Trung Tuấn Tú Uyên"
).split()
_COMMON = "người tốt việc tốt giúp đỡ bà con trong xóm".split()
_WORDS = (
    "hiến đất mở đường nhặt được của rơi trả lại cứu người đuối nước dạy học miễn phí hiến máu nhân đạo vận động quyên góp nuôi dưỡng trẻ mồ côi "
    "chăm sóc người già neo đơn sáng kiến tiết kiệm sản xuất giỏi gương điển hình tiên tiến phong trào thi đua yêu nước xã hội khuyến học "
    "bảo vệ môi trường trồng cây xanh vệ sinh đường phố an ninh trật tự hòa giải xây dựng nông thôn mới mô hình kinh tế vườn ao chuồng hợp tác"
).split()
_PLACES = [f"{kind} {name}" for kind in ("Phường", "Xã") for name in (
    "Bảo Vinh", "Xuân An", "Hàng Gòn", "Bình Lộc", "Xuân Lập", "Suối Tre", "Bàu Sen", "Phú Bình", "Xuân Trung", "Xuân Hòa", "Bàu Trâm", "Bảo Quang"
)]  # fmt: skip
# Asked: what people look for, from the rare to the two commonest words of all.
ASKED = {
    "name": "nguyen thi tuyet khanh",
    "two_words": "điển hình",
    "phrase": "hien dat mo duong",
    "place": "hàng gòn",
    "one_name": "khanh",
    "person_and_place": "oanh bau sen",
    "begun": "nguyễn quy",
    "half_of_all": "nguyen van",
    "commonest": "nguoi tot",
    "commonest_accented": "người tốt",
    "commonest_four": "nguoi tot viec tot",
    "unswitched": "nguowif toots",
}
ORDINARY = ("name", "two_words", "phrase", "place", "one_name", "person_and_place")


def measure_search(rows: int = 1_000_000, *, repeats: int = 9, public: bool = False) -> Figures:
    """Milliseconds (median, worst) of the best 20 with count and facets, of the bare query, and seconds to build."""
    source = SearchSource(
        "bench", "Đo tốc độ", SearchEntry, lambda user: _Standing() if public else SearchEntry.objects.all(), lambda row: None, frozenset(),
        scopes=None if public else lambda user: None if user.is_system else frozenset({"u7"}), public=public,
    )  # fmt: skip
    registry._sources[source.key] = source
    try:
        build = _build(source, rows)
        _build_bare()
        everyone = None if public else User.objects.system()
        local = None if public else User(pk=0)
        figures = {}
        for name, text in ASKED.items():
            words = queries.asked_words(text)
            sight = queries.find(words, user=everyone)
            figures[name] = {
                "asked": text, "counted": len(sight.keys), "more": sight.more,
                "ours": _times(lambda words=words: _page(words, everyone), repeats),
                "of_one_unit": _times(lambda words=words: _page(words, local), repeats),
                "bare": _times(lambda text=text: _bare(fold(text)), 3),
            }  # fmt: skip
            figures[name]["ratio"] = round(figures[name]["ours"]["median_ms"] / max(figures[name]["bare"]["median_ms"], 0.1), 2)
        ordinary = [figures[name] for name in ORDINARY]
        return {
            "rows": rows,
            **build,
            "queries": figures,
            "ordinary_ratio_worst": max(f["ratio"] for f in ordinary),
            "ordinary_ratio_all": round(sum(f["ours"]["median_ms"] for f in ordinary) / sum(f["bare"]["median_ms"] for f in ordinary), 2),
            "worst_ms": max(f[who]["worst_ms"] for f in figures.values() for who in ("ours", "of_one_unit")),
        }
    finally:
        del registry._sources[source.key]


class _Standing:
    """Stands for a room's published query: each row asked for is looked up in a table of as many, without the room's own conditions."""

    def filter(self, *, pk__in: list[int]) -> "_Standing":
        self.rows = SearchEntry.objects.filter(source="bench", object_id__in=pk__in).order_by().values_list("object_id", flat=True)
        return self

    def order_by(self) -> "_Standing":
        return self

    def values_list(self, *names: str, flat: bool):
        return self.rows


def _page(words: list[str], user: User | None) -> None:
    found = queries.find(words, user=user)
    queries.facets(found), queries.years(found), queries.units(found)
    found.entries(found.keys[:20])


def _entries(source: SearchSource, rows: int) -> Iterator[tuple]:
    """Rows as they stand in the table. Each text stands ten times, on ten days and in ten units: finding does not mind, making is quick."""
    chance = random.Random(449)  # noqa: S311
    first = date(2019, 1, 1)
    texts = []
    for _ in range(max(1, rows // 10)):
        name = f"{chance.choices(_SURNAMES, _SHARES)[0]} {chance.choice(_MIDDLES)} {chance.choice(_MIDDLES)} {chance.choice(_GIVEN)}"
        said = chance.sample(_WORDS, 14) + (_COMMON if chance.random() < 0.75 else [])
        place = chance.choice(_PLACES)
        texts.append(indexing.entry_of(source, 1, EntryText(name, "/", place, " ".join(said), None, place)))
    for pk in range(1, rows + 1):
        text = texts[pk % len(texts)]
        # A fiftieth of the rows are of the one unit whose officer asks too.
        scope = scope_token(source.key, f"u{7 if chance.random() < 0.02 else chance.randrange(100, 3400)}")
        key = key_of(source.key, pk, first + timedelta(days=pk * 2500 // rows))
        yield key, source.key, pk, text.title, text.subtitle, text.url, text.unit, text.folded, f"{text.tokens} {scope}"


def _build(source: SearchSource, rows: int) -> Figures:
    """Loads the table first and has the full text index made of it after, as one does with a million rows."""
    began = time.perf_counter()
    columns = "id, source, object_id, title, subtitle, url, unit, folded, tokens"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET statement_timeout = 0")
    fulltext.remove(connection)
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY search_searchentry ({columns}) FROM STDIN") as copy:
                for row in _entries(source, rows):
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * 9)
            cursor.executemany(f"INSERT INTO search_searchentry ({columns}) VALUES ({places})", _entries(source, rows))  # noqa: S608
    loaded = time.perf_counter()
    fulltext.install(connection)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE search_searchentry")
    return {"load_s": round(loaded - began, 1), "index_s": round(time.perf_counter() - loaded, 1)}


def _build_bare() -> None:
    statements = {
        "sqlite": (
            "CREATE VIRTUAL TABLE search_bare USING fts5(folded, content='search_searchentry', content_rowid='id')",
            "INSERT INTO search_bare(search_bare) VALUES ('rebuild')",
        ),
        "postgresql": (
            "CREATE TABLE search_bare AS SELECT id, folded, to_tsvector('simple', folded) tsv FROM search_searchentry",
            "CREATE INDEX search_bare_tsv ON search_bare USING gin (tsv)",
            "VACUUM ANALYZE search_bare",
        ),
    }
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET statement_timeout = 0")
        for statement in statements[connection.vendor]:
            cursor.execute(statement)


def _bare(folded: str) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT rowid FROM search_bare WHERE search_bare MATCH %s ORDER BY rank LIMIT 20", [folded])
        else:
            cursor.execute(
                "SELECT id FROM search_bare, plainto_tsquery('simple', %s) q WHERE tsv @@ q ORDER BY ts_rank(tsv, q) DESC LIMIT 20",
                [folded],
            )
        cursor.fetchall()


def _times(run: Callable[[], object], repeats: int) -> Figures:
    run()
    taken = []
    for _ in range(repeats):
        began = time.perf_counter()
        run()
        taken.append((time.perf_counter() - began) * 1000)
    return {"median_ms": round(statistics.median(taken), 1), "worst_ms": round(max(taken), 1)}
