"""What the frame of a workspace page says about the person: name, unit, period, news.

The frame belongs to this room, the facts to rooms above it. The room `workspace` sets `request.shell` (a Shell, or a
lazy object that becomes one); where nobody did, the frame shows what it can.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject


@dataclass(frozen=True)
class Choice:
    """One line of the unit switcher or the period list. `value` is what the form sends back."""

    label: str
    value: str
    note: str = ""
    current: bool = False


@dataclass(frozen=True)
class Shell:
    """Facts for the frame; an empty one leaves its place out. Addresses are ready to use, not URL names."""

    person: str = ""  # full name
    honorific: str = ""  # ông, bà, anh, chị: chosen by the person
    role: str = ""  # "Công chức văn hóa - xã hội"
    unit: str = ""
    cluster: str = ""
    units: Sequence[Choice] = ()  # units the person may act for; the switcher shows from two on
    switch_url: str = ""  # POST unit=<value>, next=<path>
    period: str = ""  # "Quý II/2022"
    periods: Sequence[Choice] = ()
    period_url: str = ""  # GET ky=<value>
    search_url: str = ""  # GET q=<words>
    unread: int = 0
    news_url: str = ""
    account_url: str = ""
    help_line: str = ""  # who answers questions: "Phòng Nội vụ trả lời trong ngày làm việc."
    help_url: str = ""

    @property
    def initial(self) -> str:
        """First letter of the given name, which stands last in Vietnamese."""
        return self.person.split()[-1][0].upper() if self.person.strip() else "?"

    @property
    def greeting_name(self) -> str:
        """ "chị Hạnh"; without an honorific just the given name."""
        given = self.person.split()[-1] if self.person.strip() else ""
        return f"{self.honorific} {given}".strip()


def shell_for(request: HttpRequest) -> Shell:
    """The shell a room above filled in, or one made from the account alone."""
    if (shell := getattr(request, "shell", None)) is not None:
        return shell
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return Shell()
    return Shell(person=user.get_full_name() or user.get_username())


def lazy_shell(request: HttpRequest) -> SimpleLazyObject:
    """Asked only by templates that draw the frame, so that a portal page never touches the session."""
    return SimpleLazyObject(lambda: shell_for(request))
