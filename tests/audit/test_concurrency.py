"""Writers at the same moment stand in a line: no two lines follow the same one."""

from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from lantoa.audit.models import Entry
from lantoa.audit.verifying import faults
from lantoa.core import trail
from tests.factories import UserFactory

WRITERS, EACH = 4, 5


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite in memory is one connection; in a file IMMEDIATE lets one writer in at a time"
)
def test_writers_at_once_make_one_chain():
    officer, begin = UserFactory(), Barrier(WRITERS)

    def write():
        begin.wait()
        for _ in range(EACH):
            with transaction.atomic():
                trail.record("edit", officer, by=officer)
        connection.close()

    threads = [Thread(target=write) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(Entry.objects.values_list("position", flat=True)) == list(range(1, WRITERS * EACH + 1))
    assert list(faults()) == []
