"""Áp phích: one deed on an A3 sheet for the notice board, with a picture and a code that leads to the whole story."""

from __future__ import annotations

from dataclasses import dataclass

import segno

from lantoa.documents.typesetting import typeset
from lantoa.documents.writing.printed import clean

COLOURS = {"son": "#7A1519", "la": "#17573C", "cham": "#24406B", "vang": "#76500B", "tim": "#6B3A75", "ngoc": "#0F6670"}  # as ui/tokens.css


@dataclass(frozen=True, slots=True, kw_only=True)
class Poster:
    """`over`: a line above the title (the movement, or what it is); `said`: quoted words with `said_by`; `picture`: JPEG or PNG bytes;
    `alt` and `credit` of the picture; `address`: where the code leads; `from_whom`: who puts it up; `colour`: a key of COLOURS."""

    title: str
    address: str
    from_whom: str
    over: str = ""
    deed: str = ""
    said: str = ""
    said_by: str = ""
    picture: bytes = b""
    alt: str = ""
    credit: str = ""
    colour: str = "son"


def render(poster: Poster) -> bytes:
    """One page, A3 standing, PDF/A-2b. Words too long for their place are set smaller until they fit."""
    code = segno.make(poster.address, error="m", micro=False)
    rows = ["".join("1" if dark else "0" for dark in row) for row in code.matrix]
    kind = "png" if poster.picture.startswith(b"\x89PNG") else "jpg"
    data = {
        "title": clean(poster.title), "over": clean(poster.over), "deed": clean(poster.deed), "said": clean(poster.said),
        "said_by": clean(poster.said_by), "alt": clean(poster.alt), "credit": clean(poster.credit), "from_whom": clean(poster.from_whom),
        "link": poster.address.split("://", 1)[-1].rstrip("/"), "code_size": len(rows), "code": {str(y): [int(x) for x in row] for y, row in enumerate(rows)},
        "colour": COLOURS.get(poster.colour, COLOURS["son"]), "picture": f"/picture.{kind}" if poster.picture else "",
    }  # fmt: skip
    return typeset("poster.typ", data, standard="a-2b", files={f"picture.{kind}": poster.picture} if poster.picture else None)
