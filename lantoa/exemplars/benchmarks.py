"""Figures for `lantoa bench duplicates`: what looking for duplicates costs, and how well it finds. Prints, asserts and writes nothing."""

import statistics
import time
from collections.abc import Sequence
from dataclasses import replace

from django.db import connection
from django.test.utils import CaptureQueriesContext

from lantoa.exemplars.matching.facts import Facts
from lantoa.exemplars.matching.prepared import prepare
from lantoa.exemplars.matching.scoring import Likely
from lantoa.exemplars.models import MatchFacts, MatchKey
from lantoa.exemplars.queries.duplicates import nearest_to
from lantoa.exemplars.queries.places import places_of

Figures = dict[str, object]


def measure_nearest(asked: Sequence[tuple[Facts, int | None, Likely]]) -> Figures:
    """For each of `asked` (facts whose place holds a unit's id, the nomination that tells of the same or of the same person, the verdict):
    milliseconds of the whole look-up, and whether it was found.

    `recall`: of those told twice, how many have the other telling among the nearest three and called the same. `precision`: of all called
    the same, how many were. Every row called the same that is not the labelled one counts as wrong, chance likeness included.
    """
    times, work, called, right, twice, found = [], [], 0, 0, 0, 0
    queries = 0
    nearest_to(prepare(asked[0][0]))  # warm
    for facts, partner, verdict in asked:
        began, worked = time.perf_counter(), time.process_time()
        place = places_of([facts.place.unit])[facts.place.unit]
        near = nearest_to(prepare(replace(facts, place=place)))
        times.append((time.perf_counter() - began) * 1000)
        work.append((time.process_time() - worked) * 1000)
        same = {n.nomination_id for n in near if n.score.likely == Likely.SAME}
        called += len(same)
        if verdict == Likely.SAME:
            twice += 1
            found += partner in same
            right += partner in same
    with CaptureQueriesContext(connection) as caught:
        nearest_to(prepare(asked[0][0]))
        queries = len(caught)
    ordered = sorted(times)
    return {
        "records": MatchFacts.objects.count(),
        "keys": MatchKey.objects.count(),
        "asked": len(asked),
        "median_ms": round(statistics.median(times), 1),
        "p95_ms": round(ordered[int(len(ordered) * 0.95)], 1),
        "worst_ms": round(ordered[-1], 1),
        "cpu_median_ms": round(statistics.median(work), 1),
        "cpu_p95_ms": round(sorted(work)[int(len(work) * 0.95)], 1),
        "queries": queries,
        "told_twice": twice,
        "recall": round(found / twice, 4),
        "called_same": called,
        "precision": round(right / called, 4) if called else 1.0,
    }
