"""News of this room, told after the commit to whoever stands above (portal caches, figures)."""

from django.dispatch import Signal

bulletin_out = Signal()  # sent with: bulletin. It may be heard from its first airing on.
bulletin_gone = Signal()  # sent with: bulletin. It may be heard no longer, or not as it was.
aired = Signal()  # sent with: airing. It was confirmed, or the confirmation was taken back.
