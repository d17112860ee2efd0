"""Passwords people in this country choose first, and attackers try first."""

import re
from functools import cache
from pathlib import Path

from django.core.exceptions import ValidationError

from lantoa.core.text import strip_marks

_LIST = Path(__file__).parent / "data" / "common_passwords.txt"
_NOT_LETTER_OR_DIGIT = re.compile(r"[^a-z0-9]")


@cache
def _common() -> frozenset[str]:
    return frozenset(_skeleton(line) for line in _LIST.read_text(encoding="utf-8").split())


def _skeleton(password: str) -> str:
    """'Mật Khẩu @123456' → 'matkhau123456': marks, case, spaces and signs do not make a known password unknown."""
    return _NOT_LETTER_OR_DIGIT.sub("", strip_marks(password).lower())


class VietnameseCommonPasswordValidator:
    def validate(self, password, user=None):
        if _skeleton(password) in _common():
            raise ValidationError("Mật khẩu này nhiều người dùng nên dễ bị đoán. Hãy chọn mật khẩu khác.", code="password_too_common")

    def get_help_text(self):
        return "Mật khẩu không được là một cụm nhiều người dùng."
