"""Rights of the pages that belong to no other room."""

import rules

from lantoa.organisations.rules import holds_any_appointment, is_administrator

rules.add_perm("workspace.view_health", is_administrator | rules.is_superuser)
rules.add_perm("workspace.ask_question", holds_any_appointment)
