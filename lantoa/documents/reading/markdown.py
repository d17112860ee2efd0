"""Markdown to blocks: text that a converter made of a web page, a PDF or a Word file.

Mark-up says little here: one converter makes every line a heading, the next none. Bold is kept as a hint, tables are
put together again (`markdown_tables`), and lines broken by width are joined to paragraphs (`reflow`).
"""

from __future__ import annotations

import html
import re

from lantoa.documents.reading.layout import Block, Paragraph, Table
from lantoa.documents.reading.markdown_tables import table_at
from lantoa.documents.reading.marks import mark_of
from lantoa.documents.reading.reflow import Line, Piece, ended, is_noise, paragraphs

_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+")
_EMPHASIS = re.compile(r"(?<!\\)(\*{1,3}|_{2,3}|</?(?:b|strong|em|i|u)>)")
_BOLD = ("**", "***", "__", "___", "<b>", "</b>", "<strong>", "</strong>")
_STAR_ITEM = re.compile(r"^\s*\*\s+\S")
_TAGS = re.compile(r"</?(?:sub|sup|span|a|font|small|mark|br|div|p|center)\b[^>]*>", re.I)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~^\"'])")
_LINK = re.compile(r"!?\[([^\]]*)\]\((?:[^()\s]|\([^()]*\))*\)")


def read(text: str) -> list[Block]:
    """Blocks in reading order."""
    blocks: list[Block] = []
    lines = text.replace("\r\n", "\n").split("\n")
    index, plain = 0, []
    while index < len(lines):
        table = table_at(lines, index)
        if not table:
            plain.append(lines[index])
            index += 1
            continue
        rows, index = table
        blocks += paragraphs(_lines(plain), laid_out=False)
        plain = []
        blocks.append(Table([_cells(row) for row in rows]))
    return blocks + paragraphs(_lines(plain), laid_out=False)


def _cells(row: list[list[str]]) -> list[list[Paragraph]]:
    """A merged cell, which the row holds several times, stays one object."""
    made: dict[int, list[Paragraph]] = {}
    return [made.setdefault(id(cell), _cell(cell)) for cell in row]


def _cell(raw_lines: list[str]) -> list[Paragraph]:
    """A cell's lines, each a paragraph; a line that plainly runs on is joined to the one before."""
    done: list[Paragraph] = []
    broken = False
    for line in _lines(raw_lines):
        text = line.text
        if is_noise(line) and not text.strip().isdigit():
            continue
        small = text[:1].islower() or text.startswith("(")
        long = done and len(done[-1].text) > 35 and not done[-1].text.isupper() and not mark_of(text)
        if done and (broken or done[-1].text.strip() == "Số:" or ((small or long) and not ended(done[-1].text))):
            done[-1].text = f"{done[-1].text} {text}"
        else:
            done.append(Paragraph(text, bold=len(text) if all(piece.bold for piece in line.pieces) else 0))
        broken = line.runs_on
    return done


def _lines(raw_lines: list[str]) -> list[Line]:
    """Lines with bold pieces. Emphasis may run over several lines, and ends at an empty one.

    A line whose emphasis is closed in the middle of the next line was broken by width (`runs_on`), not by its author.
    """
    lines: list[Line] = []
    gap, open_marks = False, []
    for raw in raw_lines:
        if not raw.strip():
            gap, open_marks = True, []
            continue
        heading = bool(_HEADING.match(raw))
        pieces: list[Piece] = []
        raw = raw.replace("****", "")  # bold closed and opened again
        body = raw.strip() if _STAR_ITEM.match(raw) else _HEADING.sub("", raw).strip()
        for token in _EMPHASIS.split(body) if not _STAR_ITEM.match(raw) else [body]:
            if _EMPHASIS.fullmatch(token):
                _toggle(open_marks, token)
                continue
            text = _clean(token)
            if text:
                pieces.append(Piece(0.0, text, bold=heading or any(mark in _BOLD for mark in open_marks)))
        pieces = _glued(pieces)
        if pieces:
            lines.append(Line(pieces, gap_before=gap or heading, runs_on=bool(open_marks) and not raw.endswith("  ")))
            gap = heading
        elif lines:
            lines[-1].runs_on = False  # '**ỦY BAN NHÂN DÂN' with its '**' alone on the next line
        if raw.endswith("  "):
            gap = True
    return lines


def _toggle(open_marks: list[str], token: str) -> None:
    mark = token.replace("/", "")
    if mark in open_marks:
        open_marks.remove(mark)
    elif not token.startswith("</"):
        open_marks.append(mark)


def _glued(pieces: list[Piece]) -> list[Piece]:
    """Joins pieces that touch: 'năm **2025**,' must not become 'năm 2025 ,'."""
    merged: list[Piece] = []
    for piece in pieces:
        if merged and not merged[-1].text[-1].isspace() and not piece.text[0].isspace():
            merged[-1] = Piece(0.0, merged[-1].text + piece.text, merged[-1].bold)
        else:
            merged.append(piece)
    return [Piece(0.0, " ".join(p.text.split()), p.bold) for p in merged if p.text.strip()]


def _clean(text: str) -> str:
    return html.unescape(_ESCAPED.sub(r"\1", _TAGS.sub("", _LINK.sub(r"\1", text))))
