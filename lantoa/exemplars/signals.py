"""News of this room, told after the commit to whoever stands above."""

from django.dispatch import Signal

# Sent with: nomination, came_from (state). The nomination's state has changed.
moved = Signal()
# Sent with: nomination, purposes (set of Purpose). Nothing of these may be shown any longer: hide it everywhere, at once.
consent_withdrawn = Signal()
# Sent with: nomination. Held or released: what is public of it hides or comes back.
hold_changed = Signal()
