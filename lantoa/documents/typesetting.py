"""Typst with our typeface: data in, archival PDF out."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from lantoa.core import clock
from lantoa.documents.fonts import print_fonts

_DATA = Path(__file__).resolve().parent / "data"
_ENDLESS = re.compile(r"[^\s\u00a0]{25,}")  # no Vietnamese word is so long; an address of a page may be


def typeset(template: str | Path, data: dict[str, Any], *, standard: str = "a-2a", files: Mapping[str, bytes] | None = None) -> bytes:
    """The template (a name in documents/data, or the path of another room's), filled. People's text goes in as JSON only and can never be markup.

    `files`: pictures the template may draw, by the name it asks for ("/picture.jpg"); it can read nothing else of the machine.

    The archival profile `standard` carries fonts, title, language and, for 'a-2a', the structure that a screen reader follows.
    """
    found = print_fonts()
    texts = json.dumps(_printable(data, found.letters) | {"fonts": found.families}, ensure_ascii=False)
    with TemporaryDirectory() as folder:
        for name, content in (files or {}).items():
            (Path(folder) / name.lstrip("/")).write_bytes(content)
        compiler = typst.Compiler(_template(template), root=folder, font_paths=found.fonts, sys_inputs={"data": texts})
        moment = int(clock.now().timestamp())
        return compiler.compile(format="pdf", pdf_standards=[standard], timestamp=moment, pdf_tags=standard.endswith("a"))


def _printable(value: Any, letters: frozenset[int]) -> Any:
    """Every text with a square for each sign the typeface lacks, and with places where endless words may break."""
    if isinstance(value, str):
        lacking = {char for char in value if ord(char) not in letters and char != "\u00a0"}
        for char in lacking:
            value = value.replace(char, "\u25a1" if 0x25A1 in letters else "?")
        return _ENDLESS.sub(lambda word: re.sub(r"(.{12})(?=.)", "\\1\u200b", word[0]), value)
    if isinstance(value, dict):
        return {key: _printable(item, letters) for key, item in value.items()}
    return [_printable(item, letters) for item in value] if isinstance(value, list | tuple) else value


@lru_cache
def _template(name: str | Path) -> bytes:
    return (_DATA / name).read_bytes()
