"""The foot: 'Nơi nhận' on the left, who signs on the right.

    Nơi nhận:                       TM. ỦY BAN NHÂN DÂN
    - Như trên;                        KT. CHỦ TỊCH
    - Sở Nội vụ;                       PHÓ CHỦ TỊCH
    - Lưu: VT, TH.
                                        Nguyễn Văn A

As in the head, the two halves may be cells, columns or one line; posts are in capitals and come from a short list, a
name is two to six capitalised words, and everything else is a recipient.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lantoa.core.text import nfc
from lantoa.documents.official import Signer
from lantoa.documents.reading.layout import Block, Paragraph, Table
from lantoa.documents.reading.phrases import AUTHORITY, LOWER, POSITION, RECIPIENTS, UPPER, bare, kind_of

_DASH = re.compile(r"^\s*[-–—−•+*·]\s*")
_ARCHIVE = re.compile(r"^\W*luu\b")
_RANKS = re.compile(
    r"^(?:(?:Đại|Thượng|Trung|Thiếu)\s+(?:tướng|tá|úy)|(?:PGS|GS|TS|ThS|Ths|BS|CKI|CKII|KS|Bác sĩ|Thạc sĩ|Tiến sĩ)\.?)[\s,.]+"
)
_NAME = re.compile(rf"^(?:[{UPPER}](?:[’'][{UPPER}])?[{LOWER}’']*\.?\s+){{1,5}}[{UPPER}][{LOWER}]*$")
_NAME_CAPITALS = re.compile(rf"^(?:[{UPPER}]{{2,7}}\s+){{1,4}}[{UPPER}]{{2,7}}$")
_NAME_TAIL = re.compile(rf"[;.]\s+((?:[{UPPER}][{LOWER}]+\s+){{1,4}}[{UPPER}][{LOWER}]+)\s*\W{{0,3}}$")
_NOT_NAME = re.compile(
    r"\b(như|sở|ban|ủy|ubnd|ngày|phòng|văn|lưu|các|nơi|đảng|tỉnh|xã|phường|báo|điều|chính phủ|công báo|vụ|nhân dân|đã ký|trung tâm|cổng|hội đồng)\b",
    re.I,
)
_NAMELIKE_WORDS = {"Văn", "Ban", "Báo", "Vụ", "Phòng", "Xã"}
_STAMP = re.compile(r"^\W*(da ky|ky ten|nguoi ky|ky boi|thoi gian ky|signature|\(?ky,|co quan:|email:|ngay ky)", re.I)
_ANNEX = re.compile(r"^\W*(phu luc|bieu mau|bieu so|mau so|danh sach|danh muc)\b")


@dataclass(slots=True)
class Foot:
    recipients: list[str] = field(default_factory=list)
    signer: Signer = field(default_factory=Signer)


def find_foot(blocks: list[Block]) -> tuple[int, int]:
    """Where the foot begins and ends among the blocks; (len, len) where there is none.

    It begins at 'Nơi nhận', or at the signer printed just above it, or at a signer alone in a text without recipients.
    """
    start = next((i for i, block in enumerate(blocks) if _has(block, RECIPIENTS)), None)
    if start is None:
        start = next((i for i in range(len(blocks) - 1, -1, -1) if _signs_block(blocks[i])), None)
        while start and _signs_block(blocks[start - 1]):
            start -= 1
        if start is None:
            return len(blocks), len(blocks)
    while start and _signs_block(blocks[start - 1]):
        start -= 1
    if isinstance(blocks[start], Table) and _has(blocks[start], RECIPIENTS):
        return start, start + 1
    end = start + 1
    while end < len(blocks) and end < start + 60 and not _leaves(blocks[end]):
        end += 1
    return start, end


def _has(block: Block, pattern: re.Pattern[str]) -> bool:
    paragraphs = [block] if isinstance(block, Paragraph) else list(block.paragraphs())
    return any(pattern.search(bare(line.strip())) for p in paragraphs for line in p.text.split("\n"))


def _signs_block(block: Block) -> bool:
    """A block that holds a post of a signer in capitals and little else."""
    if isinstance(block, Paragraph):
        text = block.text.strip()
        return len(text) < 80 and _is_post(text)
    texts = [p.text.strip() for p in block.paragraphs() if p.text.strip()]
    return 0 < len(texts) < 40 and any(_is_post(text) for text in texts) and all(len(text) < 120 for text in texts)


def _leaves(block: Block) -> bool:
    """Whether an annex begins here."""
    if isinstance(block, Table):
        return len(block.rows) > 1 and not any(_is_post(p.text.strip()) for p in block.paragraphs())
    text = nfc(block.text)
    return bool(
        kind_of(text) or (_ANNEX.match(bare(text)) and text[:6].isupper()) or len(text) > 300 or re.match(r"\[?\d\]?\s+[A-ZĐ]", text)
    )


def read_foot(blocks: list[Block]) -> Foot:
    """Recipients and signer of the blocks that `find_foot` marked off."""
    foot = Foot()
    posts: list[str] = []
    names: list[str] = []
    closed = False
    list_cell = None
    for cell, text in _lines(blocks):
        begins = RECIPIENTS.match(bare(text))
        if begins:
            list_cell = cell
            text = text[begins.end() :].strip(" :*_/")
        if not text or _STAMP.match(bare(text)):
            continue
        listing = cell == list_cell
        left, right = _part(text, listing=listing)
        for post in right:
            (posts if _is_post(post) or not _is_person(post) else names).append(post)
        if not left:
            continue
        if listing and not (posts and not _DASH.match(left) and _is_person(left)):
            closed = _add_recipient(foot, left, closed)
        elif posts and not names and left.isupper() and not _is_person(left):
            posts.append(left)
        elif _is_person(left):
            names.append(left)
        elif _DASH.match(left) and not posts:
            closed = _add_recipient(foot, left, closed)
    foot.recipients = [
        nfc(r).strip(" ;,.") + (")" if nfc(r).strip(" ;,.").count("(") > nfc(r).strip(" ;,.").count(")") else "") for r in foot.recipients
    ]
    foot.recipients = [r for r in foot.recipients if r]
    foot.signer = _signer(posts, names)
    return foot


def _lines(blocks: list[Block]) -> list[tuple[int, str]]:
    """Printed lines with the number of their cell; paragraphs outside tables share cell 0."""
    lines: list[tuple[int, str]] = []
    cell_number = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            cells = [[block]]
        else:
            cells = []
            for row in block.rows:
                for cell in row:
                    if not any(cell is known for known in cells):
                        cells.append(cell)
        for cell in cells:
            cell_number += isinstance(block, Table)
            number = cell_number if isinstance(block, Table) else 0
            lines += [(number, nfc(text)) for p in cell for text in re.split(r"[\n\t]+", p.text) if text.strip()]
    return lines


def _part(text: str, *, listing: bool) -> tuple[str, list[str]]:
    """Parts a line on which a scan ran both halves together: '- Sở Nội vụ; PHÓ CHỦ TỊCH' → the dash item and the post."""
    if _is_post(text):
        return "", _split_posts(text)
    plain = bare(text)
    if _DASH.match(text) or listing:
        for pattern in (AUTHORITY, POSITION):
            for found in pattern.finditer(plain):
                tail = text[found.start() :]
                if found.start() > 2 and tail.isupper() and text[: found.start()].rstrip()[-1:] in ";,.:)" and len(tail) > 7:
                    return text[: found.start()].strip(), _split_posts(tail)
        tail = _NAME_TAIL.search(text)
        if _DASH.match(text) and tail and _is_person(tail[1]):
            return text[: tail.start(1)].strip(), [tail[1]]
    return text, []


def _split_posts(text: str) -> list[str]:
    """'KT. CHỦ TỊCH PHÓ CHỦ TỊCH' on one line holds two."""
    plain = bare(text)
    cuts = [found.start() for found in AUTHORITY.finditer(plain)]
    if cuts and re.search(r"\bk\s?t\s?\.", plain):
        cuts += [found.start() for found in re.finditer(r"(?<=\s)pho (?!ban)", plain)][:1]
    elif cuts and (last := list(re.finditer(r"(?<=\s)chu tich(?= *$)", plain))) and re.match(r"t\s?m\s?\.", plain):
        cuts.append(last[-1].start())
    parts = [text[a:b].strip() for a, b in zip(sorted({0, *cuts}), [*sorted({0, *cuts})[1:], len(text)], strict=True)]
    return [part for part in parts if part]


def _is_post(text: str) -> bool:
    plain = bare(text)
    return (
        4 < len(text) < 110 and text.upper() == text and not _DASH.match(text) and bool(AUTHORITY.search(plain) or POSITION.search(plain))
    )


def _is_person(text: str) -> bool:
    text = _RANKS.sub("", text.strip(" ./*_"))
    if _NAME_CAPITALS.match(text):
        return not _is_post(text) and not _NOT_NAME.search(text)
    if not _NAME.match(text) or len(text) > 40:
        return False
    others = [word for word in text.split() if word not in _NAMELIKE_WORDS]
    return not _NOT_NAME.search(" ".join(others)) and text.split()[0] not in _NAMELIKE_WORDS


def _add_recipient(foot: Foot, text: str, closed: bool) -> bool:
    """A new recipient for a dash, else the last one goes on. Returns whether 'Lưu …' with its full stop has closed the list."""
    dashed = bool(_DASH.match(text))
    if closed and not dashed:
        return True
    text = _DASH.sub("", text)
    runs_on = (
        foot.recipients
        and not dashed
        and not (foot.recipients[-1].endswith((";", ".")) and not text[:1].islower() and not text.startswith("("))
    )
    if runs_on:
        foot.recipients[-1] += " " + text
    elif dashed or not foot.recipients or not _is_person(text):
        foot.recipients.append(text)
    return bool(_ARCHIVE.match(bare(foot.recipients[-1])) and foot.recipients[-1].endswith(".")) if foot.recipients else False


def _signer(posts: list[str], names: list[str]) -> Signer:
    authority: list[str] = []
    plain_posts: list[str] = []
    for post in posts:
        post = re.sub(r"\s+", " ", post).strip(" .,;:*_")
        if AUTHORITY.match(bare(post)):
            authority.append(_spaced(post))
        elif authority and not plain_posts and not POSITION.search(bare(post)):
            authority[-1] += " " + post
        else:
            plain_posts.append(post)
    name = _RANKS.sub("", names[-1].strip(" ./*_")) if names else None
    return Signer("; ".join(authority) or None, plain_posts[0] if plain_posts else None, name)


def _spaced(post: str) -> str:
    """'KT.CHỦ TỊCH' is generated as 'KT. CHỦ TỊCH'."""
    return re.sub(r"^(\S+?)\s*\.\s*", lambda m: f"{m[1]}. ", post)
