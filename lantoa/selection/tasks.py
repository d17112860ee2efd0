"""Work of this room that nobody waits for."""

from django_tasks import task

from lantoa.accounts.models import User
from lantoa.selection.models import CertificatePrint


@task()
def print_certificates(pk: int) -> int:
    """Make the certificates of a decision; returns how many. Safe to run twice."""
    from lantoa.selection.services.printing import make_print  # services import this module to call the worker

    made = CertificatePrint.objects.select_related("decision__unit", "asked_by").get(pk=pk)
    return make_print(made, by=User.objects.system()).done_count
