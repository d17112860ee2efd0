"""News of this room, told after the commit to whoever stands above (radio, portal caches)."""

from django.dispatch import Signal

story_out = Signal()  # sent with: story. It is public from now, or its public text changed.
story_gone = Signal()  # sent with: story. It is no longer public.
