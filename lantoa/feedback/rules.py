"""Who writes letters and who answers them."""

import rules

from lantoa.accounts.models import CITIZEN_USERNAME
from lantoa.feedback.models import Letter
from lantoa.feedback.queries import seen


@rules.predicate
def is_citizen(user) -> bool:
    return user.username == CITIZEN_USERNAME


@rules.predicate
def sees_letter(user, letter: Letter | None) -> bool:
    return letter is not None and seen.visible_to(user).filter(pk=letter.pk).exists()


@rules.predicate
def reads(user) -> bool:
    return seen.reads_letters(user)


rules.add_perm("feedback.send_letter", is_citizen)
rules.add_perm("feedback.count_visit", is_citizen)
rules.add_perm("feedback.browse", reads)
rules.add_perm("feedback.view_letter", sees_letter)
rules.add_perm("feedback.answer_letter", sees_letter)
