"""What can be found of this room: bulletins, by name and by what is read out in them."""

from django.db.models import Prefetch
from django.urls import reverse

from lantoa.radio.models import Bulletin, BulletinPart
from lantoa.radio.queries.seen import visible_to
from lantoa.search.registry import EntryText, SearchSource, Watched


def bulletin_entry(bulletin: Bulletin) -> EntryText:
    titles = " ".join(part.title for part in bulletin.standing_parts)
    return EntryText(
        bulletin.title, reverse("radio:bulletin", args=[bulletin.pk]), bulletin.get_state_display().capitalize(),
        f"{bulletin.code} {titles}", day=bulletin.day, unit=str(bulletin.unit),
    )  # fmt: skip


_STANDING = Prefetch("parts", BulletinPart.objects.filter(removed_at__isnull=True, withdrawn_at__isnull=True), to_attr="standing_parts")
BULLETINS = SearchSource(
    "bulletins", "Bản tin phát thanh", Bulletin, visible_to, bulletin_entry, fields=frozenset({"title", "state", "mix", "unit", "day"}),
    icon="radio", order=75, also=(Watched(BulletinPart, lambda part: [part.bulletin_id]),),
    prepare=lambda rows: rows.select_related("unit").prefetch_related(_STANDING),
)  # fmt: skip
