"""Work of this room that nobody waits for."""

from django_tasks import task

from lantoa.accounts.models import User
from lantoa.radio.models import Mix, Take


@task()
def make_mix(pk: int) -> str:
    """Make a bulletin's file; returns the state. Safe to run twice: one worker has it, the other leaves it."""
    from lantoa.radio.services import voicing  # services import this module to call the worker

    return voicing.make_mix(Mix.objects.select_related("bulletin__unit").get(pk=pk), by=User.objects.system()).state


@task()
def check_take(pk: int) -> bool:
    """Lay a recording beside its words; returns whether that could be done. Safe to run twice."""
    from lantoa.radio.services import voicing

    take = Take.objects.select_related("part__bulletin__unit", "script", "file").get(pk=pk)
    return voicing.check_take(take, by=User.objects.system()).check_result is not None


@task()
def push_out() -> int:
    """Send what waits for smart loudspeakers; returns how many took it. Safe to run twice."""
    from lantoa.radio.services import pushing

    return pushing.push_due(by=User.objects.system())
