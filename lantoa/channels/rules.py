"""Who may open the page of feeds and embeds: whoever works for a unit. It shows nothing that is not public, but for the hosts that call."""

import rules

from lantoa.organisations.queries import appointments_of


@rules.predicate
def works_somewhere(user) -> bool:
    return bool(appointments_of(user))


rules.add_perm("channels.see_embeds", works_somewhere)
rules.add_perm("channels.note_calls", rules.always_false)  # the site itself
