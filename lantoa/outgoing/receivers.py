"""What this room registers with the rooms below; called once, by apps.ready()."""

from django.http import HttpRequest

from lantoa.audit import access as history
from lantoa.core.rights import allowed
from lantoa.files import access
from lantoa.outgoing import queries
from lantoa.outgoing import rules as _rules  # noqa: F401  (importing registers the permissions)
from lantoa.ui.navigation import Entry, Group, register


def register_all() -> None:
    access.register("outgoing.paper", lambda user, file: queries.visible_to(user).filter(signed_file=file).exists())
    history.register("outgoing.paper", lambda user, pk: queries.visible_to(user).filter(pk=pk).exists())
    register(Entry("Văn bản đi", "outgoing:papers", icon="mail", order=84, group=Group.RESULTS, allowed=_keeps))


def _keeps(request: HttpRequest) -> bool:
    return request.user.is_authenticated and allowed(request.user, "outgoing.list_papers")
