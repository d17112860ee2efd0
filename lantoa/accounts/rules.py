import rules

from lantoa.accounts import access


@rules.predicate
def manages(by, user) -> bool:
    """A built-in account is nobody's to change; one's own is changed on its pages, with the old password."""
    if user is not None and (user.is_built_in or user == by):
        return False
    return by.is_superuser or access.may_manage(by, user)


rules.add_perm("accounts.manage", manages)
rules.add_perm("accounts.sweep", rules.always_deny)  # the clock's
