"""What the rooms above may wish to hear of. Both are sent inside the transaction of the act."""

from django.dispatch import Signal

# An assignment changed its state. Arguments: assignment, from_state, to_state, by.
assignment_moved = Signal()

# Assignments passed their due day without being handed in. Arguments: plan, assignment_ids (list), day, by.
went_late = Signal()
