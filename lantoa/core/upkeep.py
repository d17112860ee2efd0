"""Nightly tidying of tables that belong to Django and its tasks."""

from django.core.management import call_command

KEEP_DAYS = 7


def prune_task_results() -> None:
    call_command("prune_db_task_results", min_age_days=KEEP_DAYS, failed_min_age_days=KEEP_DAYS * 4, verbosity=0)


def clear_sessions() -> None:
    call_command("clearsessions", verbosity=0)
