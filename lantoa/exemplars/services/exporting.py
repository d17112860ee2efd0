"""Taking the list away as a file leaves a line in the log: it may hold what is personal to others."""

from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core import trail
from lantoa.core.rights import require


@transaction.atomic
def note_export(*, kind: str, asked: str, personal: bool, by: User) -> None:
    """Write down that the person takes the list away: as what, how narrowed, with personal columns or without."""
    require(by, "exemplars.list_nominations")
    trail.record("export_list", None, by=by, after={"tệp": kind, "đang lọc": asked[:300], "cột riêng tư": "có" if personal else "không"})
