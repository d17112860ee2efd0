"""Work of this room that nobody waits for."""

from django_tasks import task

from lantoa.accounts.models import User
from lantoa.plans.models import LetterBundle


@task()
def make_letters(pk: int) -> int:
    """Write a bundle of letters; returns how many. Safe to run twice."""
    from lantoa.plans.services.letter_bundles import make_bundle  # services import this module to call the worker

    bundle = LetterBundle.objects.select_related("plan__standing_agency", "asked_by").get(pk=pk)
    return make_bundle(bundle, by=User.objects.system()).done_count
