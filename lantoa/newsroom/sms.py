"""How long a telephone message is, as networks count it (3GPP TS 23.038): plain letters seven bits, others sixteen.

One letter outside the plain alphabet (any Vietnamese mark) makes the whole message sixteen-bit: 70 letters instead of 160.
"""

from dataclasses import dataclass

# The basic table; escape (0x1B) left out. Of Vietnamese letters only à, è, é, ì, ò, ù stand in it.
_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("\f^{}\\[~]|€")  # two places each
PLAIN_ONE, PLAIN_MANY = 160, 153  # letters of a single message, and of each part of a long one
WIDE_ONE, WIDE_MANY = 70, 67  # the same for sixteen bits, in code units


@dataclass(frozen=True)
class Length:
    """`used` places of `room` in `parts` messages; `is_plain`: seven bits."""

    used: int
    parts: int
    is_plain: bool

    @property
    def room(self) -> int:
        one, many = (PLAIN_ONE, PLAIN_MANY) if self.is_plain else (WIDE_ONE, WIDE_MANY)
        return one if self.parts <= 1 else many * self.parts

    @property
    def left(self) -> int:
        return self.room - self.used


def measure(text: str) -> Length:
    """Places, parts and alphabet of the text. An emoji takes two places of sixteen bits."""
    if all(letter in _BASIC or letter in _EXTENDED for letter in text):
        used = sum(2 if letter in _EXTENDED else 1 for letter in text)
        return Length(used, _parts(used, PLAIN_ONE, PLAIN_MANY), True)
    used = len(text.encode("utf-16-le")) // 2
    return Length(used, _parts(used, WIDE_ONE, WIDE_MANY), False)


def _parts(used: int, one: int, many: int) -> int:
    return 1 if used <= one else -(-used // many)
