"""What whoever has a code may know of the story: which steps it has taken. Never a name, a place or a reason. Never writes."""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime

from lantoa.exemplars.enums import CLOSED_STATES, VERIFIED_STATES, NominationState
from lantoa.exemplars.models import Draft, Nomination, Sender

_CODE = re.compile(r"LT([0-9]{4,12})([A-Z0-9]{4})")
_LONGEST_CHAIN = 20  # of mergers
S = NominationState


@dataclass(frozen=True)
class Step:
    """`state`: done, doing or none, as the tags of the design system have it."""

    label: str
    state: str
    at: datetime | None = None


@dataclass(frozen=True)
class Followed:
    """`is_over`: it goes no further; why is told to nobody but who asks the unit. `is_joined`: told by others too, and joined."""

    code: str
    steps: tuple[Step, ...]
    is_over: bool
    is_joined: bool


def follow(code: str) -> Followed | None:
    """What became of it; None for every code that is not right, after the same work. A code that was joined leads on. Two queries."""
    found = _CODE.fullmatch(re.sub(r"[^A-Z0-9]", "", code.upper()[:40]))
    told_as, key = (f"LT-{found[1]}", found[2]) if found else ("LT-0", "----")
    sender = Sender.objects.filter(told_as=told_as).select_related("nomination").first()
    if not secrets.compare_digest(sender.follow_key if sender else "????", key) or sender is None:
        return None
    nomination = _kept(sender.nomination)
    return Followed(sender.follow_code, _steps(nomination), nomination.state in CLOSED_STATES, nomination.code != told_as)


def code_of(draft: Draft) -> str:
    """The code whoever sent the draft was given."""
    sender = Sender.objects.filter(told_as=draft.sent_as.code).first()
    return sender.follow_code if sender else draft.sent_as.code


def _kept(nomination: Nomination) -> Nomination:
    for _ in range(_LONGEST_CHAIN):
        if nomination.merged_into_id is None:
            break
        nomination = nomination.merged_into
    return nomination


def _steps(nomination: Nomination) -> tuple[Step, ...]:
    honoured = nomination.honoured_at and nomination.state in (S.HONOURED, S.PUBLISHED, S.REPLICATING)
    verified = nomination.state in VERIFIED_STATES
    selected = nomination.state in (S.SELECTED, S.HONOURED, S.PUBLISHED, S.REPLICATING)
    published = nomination.state in (S.PUBLISHED, S.REPLICATING)
    is_over = nomination.state in CLOSED_STATES
    done = [
        ("Đã nhận", True, nomination.received_at), ("Xác minh", verified, nomination.verified_at),
        ("Bình chọn", selected, nomination.selected_at), ("Biểu dương", bool(honoured), nomination.honoured_at),
        ("Đăng, phát", published, nomination.published_at),
    ]  # fmt: skip
    steps, is_next = [], not is_over
    for label, is_done, at in done:
        steps.append(Step(label, "done" if is_done else "doing" if is_next else "none", at if is_done else None))
        is_next = is_next and is_done
    return tuple(steps)
