"""A question from a unit to the office that runs the programme."""

from django.db import transaction
from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.core import trail
from lantoa.core.rights import require
from lantoa.notifications.services import notify
from lantoa.workspace.advisers import advisers_of


@transaction.atomic
def ask_question(text: str, *, place_name: str, by: User) -> int:
    """Pass the question to the people of the standing agency; returns to how many (0: nobody holds that post).

    Effects, in order: one trail line, which keeps the words; a notice each.
    """
    require(by, "workspace.ask_question")
    trail.record("ask", None, by=by, after={"text": text})
    return notify(
        "workspace.question", to=advisers_of(by), url=reverse("notifications:list"),
        context={"person": str(by), "place": place_name, "phone": by.phone, "email": by.email, "text": text}, by=by,
    )  # fmt: skip
