"""How long it takes to create a story and to put it before the public. Each returns milliseconds and queries; compare within one run."""

import statistics
import time
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from lantoa.accounts.models import User
from lantoa.newsroom.services import desks, writing
from lantoa.organisations.models import Unit

_BODY = "<p>Bà con trong khu phố cùng nhau góp công làm lại con đường, mỗi nhà một việc.</p>" * 8


def measure_story(unit: Unit, *, writer: User, leader: User, times: int = 15) -> dict[str, Any]:
    """A story about nobody, made and published `times` over. `create`: started and its first version; `publish`: let out; the rest lies
    between. Wall time and this process's CPU time, for a machine that others use too."""
    taken: dict[str, list[tuple[float, float, int]]] = {"create": [], "desks": [], "publish": []}
    for number in range(times + 1):
        story = _timed(taken["create"], lambda number=number: _create(unit, number, writer))
        _timed(taken["desks"], lambda story=story: _through_desks(story, writer, leader))
        _timed(taken["publish"], lambda story=story: desks.publish_story(story, by=leader))
    return {name: _figures(rows[1:]) for name, rows in taken.items()}  # the first run warms up


def _create(unit: Unit, number: int, writer: User):
    story = writing.start_story(unit=unit, title=f"Bài đo số {number}", by=writer)
    writing.write_version(story, {"title": story.title, "lead": "Tóm tắt.", "body": _BODY}, based_on=None, by=writer)
    return story


def _through_desks(story, writer: User, leader: User) -> None:
    desks.send_to_desk(story, by=writer)
    desks.send_to_check(story, by=writer)
    desks.approve_story(story, by=leader)


def _timed(rows: list, run: Callable[[], Any]) -> Any:
    with CaptureQueriesContext(connection) as queries:
        wall, cpu = time.perf_counter(), time.process_time()
        found = run()
        rows.append(((time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000, len(queries)))
    return found


def _figures(rows: list[tuple[float, float, int]]) -> dict[str, float]:
    wall, cpu, queries = zip(*rows, strict=True)
    return {"median_ms": round(statistics.median(wall), 1), "cpu_ms": round(statistics.median(cpu), 1), "queries": max(queries)}
