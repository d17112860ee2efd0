import rules

from lantoa.files import access


@rules.predicate
def may_open(user, file) -> bool:
    return file is not None and access.may_open(user, file)


rules.add_perm("files.upload", rules.is_authenticated)
rules.add_perm("files.download", may_open)
rules.add_perm("files.sweep", rules.always_deny)  # the clock's
