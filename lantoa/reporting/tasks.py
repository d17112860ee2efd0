"""Work of this room that nobody waits for."""

from django_tasks import task

from lantoa.accounts.models import User
from lantoa.reporting.models import CityReport


@task()
def draft_city_report(pk: int) -> str:
    """Draft a city's report; returns its state. Safe to run twice, and again after a worker was killed in the middle."""
    from lantoa.reporting.services.city.drafting import make_draft  # services import this module to call the worker

    report = CityReport.objects.select_related("authority", "agency").filter(pk=pk).first()
    return make_draft(report, by=User.objects.system()).state if report else ""
