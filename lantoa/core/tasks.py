"""Background tasks of the ground floor."""

from django_tasks import task

from lantoa.core import schedule


@task()
def beat_worker() -> None:
    """The worker's sign of life: only a worker that does its work gets to write it."""
    schedule.beat("worker")
