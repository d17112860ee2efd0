"""What rooms above offer to do from a plan's page: a registry.

page_links.register(set_up_movements)      # set_up_movements(user, plan) -> Link | None
"""

from collections.abc import Callable
from dataclasses import dataclass

from lantoa.accounts.models import User
from lantoa.plans.models import Plan


@dataclass(frozen=True)
class Link:
    label: str  # verb and object: "Lập phong trào từ kế hoạch"
    url: str


Offer = Callable[[User, Plan], Link | None]

_offers: list[Offer] = []


def register(offer: Offer) -> None:
    """Add an offer; the same one twice counts once."""
    if offer not in _offers:
        _offers.append(offer)


def unregister(offer: Offer) -> None:
    """Take an offer out again (tests)."""
    if offer in _offers:
        _offers.remove(offer)


def links_for(user: User, plan: Plan) -> list[Link]:
    """What this person may do from this plan's page."""
    return [link for offer in _offers if (link := offer(user, plan))]
