"""Asking the database's full text index for the newest keys that hold all of some tokens: the one place that differs by database.

Bounded by design. In SQLite the index is kept in order of the key, and reading stops at the limit. PostgreSQL's GIN gives hits in no
order, so there the rarest term decides, by the planner's own statistics and without running anything:

* a term of at most `RARE` rows: all hits are fetched through the index (at most `RARE` rows looked at) and sorted;
* all terms common, but together expected in fewer than `SELDOM` rows, were they strewn by chance: the same;
* all terms common, together too: the newest `PROBE` rows show how often they stand together. Often: the newest `WINDOW` rows are read down, which
  stops at the limit. Seldom (common words that shun each other): all hits are fetched through the index, for they are few.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

from django.db import connection

RARE = 15_000
SELDOM = 4_000
PROBE = 8_000
WINDOW = 100_000
_ALL_KEYS = (0, 1 << 63)


@dataclass(frozen=True)
class Terms:
    """All of `words`, one of each group of `one_of`; the last word only as a beginning where `prefix`. Half-open range of keys."""

    words: tuple[str, ...]
    one_of: tuple[tuple[str, ...], ...] = ()
    prefix: bool = False
    keys: tuple[int, int] = _ALL_KEYS


def newest(terms: Terms, limit: int) -> list[int]:
    """Keys of the newest entries that hold the terms, newest first; at most `limit`."""
    if not terms.words or any(not group for group in terms.one_of):
        return []
    return (_newest_in_sqlite if connection.vendor == "sqlite" else _newest_in_postgresql)(terms, limit)


def _newest_in_sqlite(terms: Terms, limit: int) -> list[int]:
    words = [f'"{word}"' for word in terms.words]
    if terms.prefix:
        words[-1] += "*"
    groups = ["(" + " OR ".join(f'"{token}"' for token in group) + ")" for group in terms.one_of]
    low, high = terms.keys
    return _keys(
        "SELECT rowid FROM search_fts WHERE search_fts MATCH %s AND rowid >= %s AND rowid <= %s ORDER BY rowid DESC LIMIT %s",
        [" AND ".join([*words, *groups]), low, high - 1, limit],
    )


def _newest_in_postgresql(terms: Terms, limit: int) -> list[int]:
    words = [f"'{word}'" for word in terms.words]
    if terms.prefix:
        words[-1] += ":*"
    parts = [*words, *("(" + " | ".join(f"'{token}'" for token in group) + ")" for group in terms.one_of)]
    query = " & ".join(parts)
    low, high = terms.keys[0], terms.keys[1] - 1
    rows, *each = (0, 0) if terms.prefix else _estimates(parts)
    if min(each) > RARE and prod((part / rows for part in each), start=rows) > SELDOM:
        probed = _read_down(query, low, high, PROBE, limit)
        if len(probed) == limit:
            return probed
        if len(probed) * rows / PROBE > RARE and len(found := _read_down(query, low, high, WINDOW, limit)) == limit:
            return found
    return _keys(
        "WITH hits AS MATERIALIZED (SELECT id FROM search_searchentry WHERE tsv @@ %s::tsquery) "
        "SELECT id FROM hits WHERE id BETWEEN %s AND %s ORDER BY id DESC LIMIT %s",
        [query, low, high, limit],
    )


def _read_down(query: str, low: int, high: int, rows: int, limit: int) -> list[int]:
    """The newest `limit` hits among the newest `rows` entries; the inner LIMIT keeps the planner from the index."""
    return _keys(
        "SELECT id FROM (SELECT id, tsv FROM search_searchentry WHERE id BETWEEN %s AND %s ORDER BY id DESC LIMIT %s) newest "
        "WHERE tsv @@ %s::tsquery LIMIT %s",
        [low, high, rows, query, limit],
    )


def _estimates(parts: Sequence[str]) -> list[int]:
    """How many rows the planner expects: of all, then of each part; from its statistics, running nothing."""
    every = "SELECT 1 FROM search_searchentry"
    selects = " UNION ALL ".join([every, *[every + " WHERE tsv @@ %s::tsquery"] * len(parts)])
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {selects}", list(parts))
        plan = cursor.fetchone()[0]
    top = (json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"]
    return [part["Plan Rows"] for part in top["Plans"]]


def rows_of(keys: Sequence[int], columns: str) -> list[tuple]:
    """These columns of the entries, in no order. One parameter for all keys, and no objects: thousands are read at a time."""
    sqlite = connection.vendor == "sqlite"
    many = "id IN (SELECT value FROM json_each(%s))" if sqlite else "id = ANY(%s)"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM search_searchentry WHERE {many}", [json.dumps(list(keys)) if sqlite else list(keys)])  # noqa: S608
        return cursor.fetchall()


def _keys(statement: str, values: list) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [row[0] for row in cursor.fetchall()]
