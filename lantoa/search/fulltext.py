"""The full text index of `SearchEntry.tokens` in the database's own way: an FTS5 table kept by triggers, or a generated tsvector with GIN.

Neither folds nor stems: both keep our tokens as they are (`lantoa.search.tokens`), so both find the same. SQLite makes a table anew to
alter it and forgets its triggers then: a later migration that alters search_searchentry calls `remove` before and `install` after.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

_FORGET = "INSERT INTO search_fts(search_fts, rowid, tokens) VALUES ('delete', old.id, old.tokens);"
_LEARN = "INSERT INTO search_fts(rowid, tokens) VALUES (new.id, new.tokens);"
_INSTALL = {
    "sqlite": (
        "CREATE VIRTUAL TABLE search_fts USING fts5(tokens, content='search_searchentry', content_rowid='id', detail=none, columnsize=0, "
        "tokenize=\"unicode61 remove_diacritics 0 tokenchars '_'\")",
        f"CREATE TRIGGER search_fts_added AFTER INSERT ON search_searchentry BEGIN {_LEARN} END",
        f"CREATE TRIGGER search_fts_dropped AFTER DELETE ON search_searchentry BEGIN {_FORGET} END",
        f"CREATE TRIGGER search_fts_changed AFTER UPDATE OF id, tokens ON search_searchentry BEGIN {_FORGET} {_LEARN} END",
        "INSERT INTO search_fts(search_fts) VALUES ('rebuild')",
    ),
    "postgresql": (
        "ALTER TABLE search_searchentry ADD COLUMN tsv tsvector GENERATED ALWAYS AS (array_to_tsvector(string_to_array(tokens, ' '))) STORED",
        "CREATE INDEX search_tsv ON search_searchentry USING gin (tsv) WITH (fastupdate = off)",
    ),
}
_REMOVE = {
    "sqlite": (
        "DROP TRIGGER IF EXISTS search_fts_added",
        "DROP TRIGGER IF EXISTS search_fts_dropped",
        "DROP TRIGGER IF EXISTS search_fts_changed",
        "DROP TABLE IF EXISTS search_fts",
    ),
    "postgresql": ("ALTER TABLE search_searchentry DROP COLUMN IF EXISTS tsv",),
}


def install(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        for statement in _INSTALL[connection.vendor]:
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        for statement in _REMOVE[connection.vendor]:
            cursor.execute(statement)
