"""What can be found of this room: nominations, by code, name, deed and unit. Never by phone or address; numbers in the deed are masked."""

from django.urls import reverse
from django.utils import timezone

from lantoa.exemplars import masking
from lantoa.exemplars.enums import HONOURED_STATES, VERIFIED_STATES
from lantoa.exemplars.models import Nomination, Sender
from lantoa.exemplars.queries.seen import keys_of, visible_to
from lantoa.search.registry import EntryText, SearchSource, Watched

_SHOWN = 140  # letters of the deed in the list of results


def nomination_entry(nomination: Nomination) -> EntryText:
    """The same words for all who find it, so nothing that only some may see."""
    deed = masking.text(nomination.deed)
    says = masking.text(nomination.title) or deed[:_SHOWN]
    return EntryText(
        nomination.name, reverse("exemplars:nomination", args=[nomination.pk]), f"{nomination.code} · {nomination.unit} · {says}", f"{says} {deed}",
        day=timezone.localtime(nomination.received_at).date(), unit=str(nomination.unit), scopes=_keys(nomination),
    )  # fmt: skip


def _keys(nomination: Nomination) -> frozenset[str]:
    """Who may see it, as queries.seen.keys_of says it of a person."""
    keys = {f"u{nomination.unit_id}", *(f"s{sender.unit_id}" for sender in nomination.senders.all() if sender.unit_id)}
    if nomination.state in VERIFIED_STATES:
        keys.add(f"v{nomination.unit_id}")
    if nomination.state in HONOURED_STATES:
        keys.add(f"h{nomination.unit_id}")
    return frozenset(keys)


NOMINATIONS = SearchSource(
    "nominations", "Hồ sơ giới thiệu", Nomination, visible_to, nomination_entry,
    fields=frozenset({"name", "title", "deed", "unit", "code", "state"}), icon="star", order=20,
    prepare=lambda rows: rows.select_related("unit").prefetch_related("senders"), scopes=keys_of,
    also=(Watched(Sender, lambda sender: [sender.nomination_id]),),
)  # fmt: skip
