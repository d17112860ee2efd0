"""Names of files that old players take: ASCII, under 64 characters, sorting by time."""

from django.utils import timezone

from lantoa.radio.models import Airing, Bulletin


def stem_of(bulletin: Bulletin) -> str:
    """'bt-0042-20220610'."""
    return f"{bulletin.code.lower()}-{bulletin.day:%Y%m%d}"


def stem_of_airing(airing: Airing) -> str:
    """'20220610-0500-bao-vinh-bt-0042': a player that plays a folder from the top plays in order of time."""
    begins = timezone.localtime(airing.starts_at)
    return f"{begins:%Y%m%d-%H%M}-{airing.station.code}-{airing.bulletin.code.lower()}"
