"""Two clerks press at the very same moment: one act, the other is told."""

from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from lantoa.core import clock
from lantoa.exemplars.enums import NominationState, Purpose
from lantoa.exemplars.models import Consent
from lantoa.exemplars.services import consents, verifying
from tests.exemplars.checking import DAY, agreed, nominated, ready, ward

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite in memory has one writer: there is nothing to race"),
]


def together(*acts):
    """Run the acts at once; what each answered: "done" or the refusal."""
    answers, start = [], Barrier(len(acts))

    def run(act):
        start.wait()
        try:
            with clock.at(DAY):
                act()
            answers.append("done")
        except ValidationError as error:
            answers.append(error.code or "refused")
        finally:
            connection.close()

    threads = [Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(answers)


def test_taken_up_once():
    with clock.at(DAY):
        place = ward()
        nomination = nominated(place)
    assert together(lambda: verifying.take_up(nomination, by=place.officer), lambda: verifying.take_up(nomination, by=place.agency)) == [
        "done", "taken",
    ]  # fmt: skip


def test_approved_once():
    with clock.at(DAY):
        place = ward()
        nomination = ready(place)
        verifying.submit_for_approval(nomination, by=place.officer)
    assert together(lambda: verifying.approve(nomination, by=place.leader), lambda: verifying.approve(nomination, by=place.agency)) == [
        "done", "move",
    ]  # fmt: skip
    nomination.refresh_from_db()
    assert nomination.state == NominationState.VERIFIED


def test_taken_back_while_the_leader_approves_never_leaves_it_verified_and_shown():
    with clock.at(DAY):
        place = ward()
        nomination = ready(place)
        verifying.submit_for_approval(nomination, by=place.officer)
        agreed(nomination, Purpose.PRINT)
    everything = list(Purpose)
    together(
        lambda: verifying.approve(nomination, by=place.leader),
        lambda: consents.withdraw_consent(nomination, purposes=everything, by=place.officer),
    )
    nomination.refresh_from_db()
    assert nomination.is_held
    assert not Consent.objects.filter(withdrawn_at__isnull=True).exists()
