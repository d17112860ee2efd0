import rules

from lantoa.audit import access, queries


@rules.predicate
def oversees(user) -> bool:
    return access.part_of(user) is not None


@rules.predicate
def has_history(user, about: tuple[str, str]) -> bool:
    """`about` is (model label, key)."""
    return queries.entries_about(user, *about).exists()


rules.add_perm("audit.view_log", oversees)
rules.add_perm("audit.view_object", has_history)
