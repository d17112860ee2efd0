"""Rights of the room, by what they are about. `rules` finds this package; each module adds its permissions."""

from lantoa.plans.rules import assignments, oversight, plans  # noqa: F401  (importing registers the permissions)
