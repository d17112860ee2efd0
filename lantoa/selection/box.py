"""The ballot box: what keeps a secret vote apart from the roll, even from who holds the whole database.

While voting goes on each vote lies sealed (AES-256-GCM, padded to one length) under a key made from a secret that is not in the
database. At every vote all slips of the round are opened, mixed and sealed anew under fresh keys of their own: two copies of the
database taken before and after a vote share no slip, so the new one cannot be told from the others, and neither row order, row
number nor transaction number says anything. The roll keeps that a member voted, never when.

What this withstands: a database administrator with all tables, logs and backups, as long as the key is kept elsewhere. What it does not:
who has both, or changes the running program. And where all choose alike, arithmetic gives everybody away. The whole reasoning stands in
docs/security.md.
"""

import base64
import hashlib
import json
import os
import random
import secrets
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_NONCE = 12
_STEP = 512  # bytes; every slip of a round has one length, so that a long vote does not stand out
_mixer = random.SystemRandom()


def seal(contents: Any, purpose: str) -> bytes:
    """`contents` (JSON) encrypted for one purpose ("round 7"); equal contents never give equal bytes."""
    plain = json.dumps(contents, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    padded = plain + b" " * (-len(plain) % _STEP)
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(_key(purpose)).encrypt(nonce, padded, purpose.encode())


def unseal(sealed: bytes, purpose: str) -> Any:
    """What was sealed. Raises cryptography.exceptions.InvalidTag when it was changed or is of another purpose."""
    sealed = bytes(sealed)
    return json.loads(AESGCM(_key(purpose)).decrypt(sealed[:_NONCE], sealed[_NONCE:], purpose.encode()))


def purpose_of(round_id: int, ballot: int) -> str:
    """What the slips of one vote are sealed for."""
    return f"round {round_id} ballot {ballot}"


def mixed(items: list) -> list:
    """In an order nobody can foretell."""
    return _mixer.sample(items, len(items))


def new_receipt() -> str:
    """Sixteen letters for the voter alone: shown once, kept nowhere."""
    letters = base64.b32encode(secrets.token_bytes(10)).decode()
    return "-".join(letters[i : i + 4] for i in range(0, 16, 4))


def code_of(receipt: str, *, round_id: int, ballot: int, candidate: int | None, contents: Any) -> str:
    """What a paper must carry to be the one this receipt was given for. Only who knows the receipt can tell."""
    said = json.dumps(contents, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{normal(receipt)}|{round_id}|{ballot}|{candidate}|{said}".encode()).hexdigest()


def normal(receipt: str) -> str:
    """The receipt however it was typed: case, spaces and hyphens do not matter."""
    return "".join(letter for letter in receipt.upper() if letter.isalnum())


def _key(purpose: str) -> bytes:
    secret = (settings.BALLOT_SECRET or settings.SECRET_KEY).encode()
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=b"lantoa ballot box", info=purpose.encode()).derive(secret)
