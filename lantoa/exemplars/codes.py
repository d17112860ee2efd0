"""The part of a code by which its owner follows the story."""

import secrets

_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that look alike on paper or sound alike on the phone


def new_follow_key() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(4))
