"""Work of this room that nobody waits for."""

from django_tasks import task

from lantoa.accounts.models import User
from lantoa.exemplars.models import Attachment, Nomination, NominationBook


@task()
def look_for_duplicates(pk: int) -> int:
    """Look for nominations that tell of the same as this one; returns how many wait for a decision. Safe to run twice.

    Runs after the commit: of two that came in together the later look finds the other.
    """
    from lantoa.exemplars.services.duplicates import check_duplicates  # services import this module to call the worker

    nomination = Nomination.objects.select_related("unit", "subject").filter(pk=pk).first()
    return len(check_duplicates(nomination, by=User.objects.system())) if nomination else 0


@task()
def hear_recording(pk: int) -> bool:
    """Propose what was said in a recording, where a recogniser is installed; returns whether words were found. Safe to run twice."""
    from lantoa.exemplars.services.recordings import propose_transcript

    attachment = Attachment.objects.select_related("nomination__unit", "file").filter(pk=pk).first()
    return bool(attachment and propose_transcript(attachment, by=User.objects.system()))


@task()
def check_book(pk: int) -> str:
    """Look through a workbook; returns its state. Safe to run twice."""
    from lantoa.exemplars.services.importing import check_rows

    return check_rows(NominationBook.objects.get(pk=pk), by=User.objects.system()).state


@task()
def take_book(pk: int) -> int:
    """Take a workbook in; returns how many of its rows are stored. Run again it goes on where it stopped."""
    from lantoa.exemplars.services.importing import store_rows

    return store_rows(NominationBook.objects.get(pk=pk), by=User.objects.system()).done_count


@task()
def look_for_duplicates_of(pks: list[int]) -> int:
    """As `look_for_duplicates`, of several; returns how many wait for a decision."""
    return sum(look_for_duplicates.func(pk) for pk in pks)
