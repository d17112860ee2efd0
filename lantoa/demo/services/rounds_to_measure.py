"""What `lantoa bench` measures of this room. Makes its own rows in the scratch database at hand."""

import random
import statistics
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.rights import require
from lantoa.exemplars.enums import Door, NominationState
from lantoa.exemplars.models import Nomination, Subject
from lantoa.organisations.enums import Role
from lantoa.organisations.models import Appointment, Unit
from lantoa.selection.counting import stv
from lantoa.selection.enums import Level, Mode, Post, RoundState
from lantoa.selection.models import Candidate, Council, Mark, Round, RoundCriterion, Seat

Figures = dict[str, Any]
_BATCH = 5000


def measure_stv(ballots: int = 1000) -> Figures:
    """Counting so many rankings of 20 candidates for 7 places, exact fractions and all."""
    chance = random.Random(7)  # noqa: S311  (sample votes, not secrets)
    given = [chance.sample(range(20), chance.randint(1, 20)) for _ in range(ballots)]
    taken = []
    for _ in range(5):
        started = time.perf_counter()
        result = stv.count(given, candidates=range(20), seats=7)
        taken.append(time.perf_counter() - started)
    return {"ballots": ballots, "candidates": 20, "seats": 7, "stages": len(result.stages), "median_s": round(statistics.median(taken), 4)}


def measure_council(unit: Unit, candidates: int, *, by: User) -> Figures:
    """The page of a round of so many candidates with three open marks each, first and deep page, beside the bare query of its first rows."""
    require(by, "selection.run_clock")
    found, chair = _round_of(unit, candidates)
    client = Client()
    client.force_login(chair, backend="allauth.account.auth_backends.AuthenticationBackend")
    bare = Candidate.objects.filter(round=found).order_by("-mark_mean", "number").values_list("pk", "mark_mean")
    return {
        "candidates": candidates, "marks": Mark.objects.filter(seat__round=found).count(),
        "bare_query": _repeat(lambda: list(bare[:50])), "page": _repeat(lambda: client.get(f"/lam-viec/binh-chon/{found.pk}/")),
        "deep_page": _repeat(lambda: client.get(f"/lam-viec/binh-chon/{found.pk}/?trang=500")),
    }  # fmt: skip


def _round_of(unit: Unit, candidates: int) -> tuple[Round, User]:
    people = [User.objects.create_user(f"do-{n}", f"Người chấm {n}") for n in range(3)]
    for person in people:
        Appointment.objects.create(user=person, unit=unit, role=Role.UNIT_LEADER, valid_from=clock.today() - timedelta(days=30))
    council = Council.objects.create(unit=unit, level=Level.UNIT, name="Hội đồng đo")
    found = Round.objects.create(
        unit=unit, level=Level.UNIT, period="2022-M05", council=council, mode=Mode.SCORE, is_secret=False, state=RoundState.VOTING,
        candidate_count=candidates, seat_count=3, voted_count=3, began_at=clock.now(), list_closes_on=clock.today(),
        voting_closes_at=clock.now() + timedelta(days=9), announce_by=clock.today() + timedelta(days=10), opened_by=people[0],
    )  # fmt: skip
    RoundCriterion.objects.create(round=found, key="chung", name="Chung")
    seats = [Seat.objects.create(round=found, user=person, post=Post.MEMBER, order=n, voted_on=1) for n, person in enumerate(people)]
    chance = random.Random(11)  # noqa: S311  (sample votes, not secrets)
    for start in range(0, candidates, _BATCH):
        _fill(found, seats, range(start, min(start + _BATCH, candidates)), chance)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return found, people[0]


def _fill(found: Round, seats: list[Seat], numbers: range, chance: random.Random) -> None:
    subjects = [Subject(type="individual", name=f"Nguyễn Văn Đo {n}", unit=found.unit) for n in numbers]
    for subject in subjects:
        subject.make_keys()
    Subject.objects.bulk_create(subjects)
    rows = [
        Nomination(code=f"DO-{n}", unit=found.unit, subject=subject, door=Door.OFFICER, type="individual", name=subject.name, deed="Việc tốt.",
                   state=NominationState.VERIFIED, proposed_by=seats[0].user)
        for n, subject in zip(numbers, subjects, strict=True)
    ]  # fmt: skip
    for row in rows:
        row.make_keys()
    Nomination.objects.bulk_create(rows)
    standing, marks = [], []
    for n, row in zip(numbers, rows, strict=True):
        values = [chance.randint(1000, 10_000) for _ in seats]
        candidate = Candidate(
            round=found, nomination=row, number=n + 1, mark_sum=sum(values), mark_count=len(values), mark_mean=sum(values) // 3
        )
        standing.append(candidate)
        marks.append(values)
    Candidate.objects.bulk_create(standing)
    Mark.objects.bulk_create(
        [Mark(seat=seat, candidate=c, value=value) for c, values in zip(standing, marks, strict=True) for seat, value in zip(seats, values, strict=True)],
        batch_size=_BATCH,
    )  # fmt: skip


def _repeat(run: Callable[[], object], times: int = 7) -> Figures:
    run()
    taken = []
    for _ in range(times):
        with CaptureQueriesContext(connection) as queries:
            started = time.perf_counter()
            run()
            taken.append((time.perf_counter() - started) * 1000)
    return {"median_ms": round(statistics.median(taken), 1), "worst_ms": round(max(taken), 1), "queries": len(queries)}
