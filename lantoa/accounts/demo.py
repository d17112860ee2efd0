"""One click instead of a password, for the invented people of the demo. Exists only where settings.DEMO is on."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

_providers: list[Callable[[], Iterable[tuple[str, str, str]]]] = []


@dataclass(frozen=True)
class DemoPerson:
    username: str
    label: str  # "Cơ quan thường trực"
    description: str  # what to look at in this role


def register(provider: Callable[[], Iterable[tuple[str, str, str]]]) -> None:
    """`provider()` yields (username, label, description) of people one may become."""
    if provider not in _providers:
        _providers.append(provider)


def people() -> list[DemoPerson]:
    return [DemoPerson(*row) for provider in _providers for row in provider()]
