"""Where a page of an answer ended, as one opaque word. A forged one only gives another page of what is public anyway."""

import base64
import binascii
import json
from typing import Any

LONGEST = 200


class BadCursorError(ValueError):
    """Not a cursor of ours."""


def pack(*where: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(where, separators=(",", ":")).encode()).decode().rstrip("=")


def unpack(cursor: str, *types: type) -> tuple:
    """What `pack` was given, each of the type said. Raises BadCursorError."""
    try:
        where = json.loads(base64.urlsafe_b64decode(cursor[:LONGEST] + "=" * (-len(cursor[:LONGEST]) % 4)))
    except (ValueError, binascii.Error, RecursionError) as error:
        raise BadCursorError(cursor) from error
    if (
        not isinstance(where, list)
        or len(where) != len(types)
        or any(type(part) is not kind for part, kind in zip(where, types, strict=True))
    ):
        raise BadCursorError(cursor)
    if any(kind is int and not 0 <= part < 2**62 for part, kind in zip(where, types, strict=True)):
        raise BadCursorError(cursor)
    return tuple(where)
