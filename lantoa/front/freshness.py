"""Has anything changed that the public may see? The audit log knows: every act writes its line there in its own transaction.

A line is numbered under a lock held until its transaction ends, so numbers are in the order of commits and have no gaps: one short query
("how long is the log?") tells whether there is anything new, and reading the new lines tells whether it concerns the public. Nothing
has to be remembered by the rooms, and a crash cannot come between an act and its line.

Every line concerns the public unless a room said that such lines never do (`quiet`): a new kind of act is safe before anybody thinks of it.
"""

import logging
import threading
import time
from collections.abc import Collection
from datetime import date

from django.db import Error, connection

from lantoa.audit import queries as log
from lantoa.core import clock

logger = logging.getLogger(__name__)

CHECK_EVERY = 0.5  # seconds; what is taken back is gone from this process after so long
TRUST = 1.0  # seconds without a look after which nobody answers from what is kept before somebody looked
WITHOUT_DATABASE = 60.0  # seconds pages go on being shown while the database does not answer: nothing can be taken back meanwhile
MOST_LINES = 500  # more new lines than this are not read one by one: something public will be among them

_quiet: dict[str, frozenset[str] | None] = {}

Stamp = tuple[int, date]


def quiet(what: str, actions: Collection[str] | None = None) -> None:
    """Acts on `what` (a room "accounts", or a model "plans.assignment"; "" for acts on nothing) never change a public page: none of
    them, or none of these actions."""
    _quiet[what] = None if actions is None else frozenset(actions)


def concerns_public(model: str, action: str) -> bool:
    """Whether an act like this may change a public page."""
    said = [_quiet[what] for what in (model, model.partition(".")[0]) if what in _quiet]
    return not any(actions is None or action in actions for actions in said)


class Freshness:
    """What one process knows of the log. `stamp()` is the same as long as no public page may have changed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._generation = 0
        self._seen: int | None = None  # position of the last line looked at
        self._tried = self._looked = -WITHOUT_DATABASE  # monotonic seconds of the last look, and of the last that was answered

    def stamp(self) -> Stamp | None:
        """Looks at the log when the last look is `CHECK_EVERY` old. None: nobody can say, so nothing kept may be shown."""
        age = time.monotonic() - self._tried
        # One looks while the others go on, unless the last look is too old to go on with.
        if age >= CHECK_EVERY and self._lock.acquire(blocking=age >= TRUST):
            try:
                if time.monotonic() - self._tried >= CHECK_EVERY:
                    self._look()
                    self._tried = time.monotonic()
            finally:
                self._lock.release()
        if time.monotonic() - self._looked >= WITHOUT_DATABASE or self._seen is None:
            return None
        return self._generation, clock.today()

    def _look(self) -> None:
        begun = time.monotonic()
        try:
            if not connection.in_atomic_block:  # a test's transaction goes on
                connection.close_if_unusable_or_obsolete()
            length = log.length()
            changed = length != self._seen and self._changed(length)
        except Error:
            logger.warning("the audit log cannot be read; finished pages go on for at most %d s", WITHOUT_DATABASE)
            connection.close()
            return
        if changed:
            self._generation += 1
        self._seen, self._looked = length, begun

    def _changed(self, length: int) -> bool:
        if self._seen is None or not self._seen < length <= self._seen + MOST_LINES:  # shorter: another database was put in place
            return True
        return any(concerns_public(model, action) for model, action in log.what_happened(self._seen, length))
