"""Between a draft and the OfficialDocument that the reader makes of the printed paper."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lantoa.core.text import fold, nfc
from lantoa.documents.official import Clause, OfficialDocument, Section, Signer
from lantoa.documents.reading.bases import read_bases
from lantoa.documents.reading.marks import mark_of
from lantoa.documents.reading.names import bodies_of, proper, with_place
from lantoa.documents.writing.draft import KINDS, LETTER, Article, Block, Dash, Draft, Heading, IssueDay, Issuer, Item, Paragraph, Signature
from lantoa.documents.writing.printed import Printed, Text, clean, letter_of, printed, roman

_LEVELS = r"tỉnh|thành phố|huyện|quận|thị xã|phường|xã(?! hội)|thị trấn|đặc khu"
_SPLIT = re.compile(rf"\s+(?=(?:{_LEVELS})\s)", re.I)


def to_official(draft: Draft) -> OfficialDocument:
    """What the reader will read from the printed paper. Clauses and duties are the reader's own understanding and stay empty.

    Raises KeyError for an unknown kind.
    """
    page = printed(draft)
    number = re.fullmatch(r"Số: (\S+?)/(\S+)", page.number)
    bodies = [proper(body) for body in bodies_of([*page.parent, *page.issuer])]
    parent = bodies[-2] if len(bodies) > 1 else None
    return OfficialDocument(
        number=f"{number[1]}/{number[2]}" if number else None,
        number_only=number[1] if number else None,
        symbol=clean(draft.symbol) or None,
        place=clean(draft.issuer.place) or None,
        date=draft.day.date,
        issuer=with_place(bodies[-1], parent) if bodies else None,
        parent_issuer=parent,
        kind=page.kind.capitalize() or "Công văn",
        title=page.subject.strip(" *_-–.;" if page.letter_subject else " *_-–") or None,
        legal_bases=read_bases(list(_opening(page))),
        sections=_sections(draft),
        recipients=[re.sub(r"^- ", "", line).strip(" ;,.") for line in page.recipients],
        signer=_signer(page),
    )


def _opening(page: Printed) -> Iterator[str]:
    for element in page.body:
        if isinstance(element, Text) and element.style in ("addressed", "addressed_list", "addressee"):
            continue
        if not isinstance(element, Text) or mark_of(element.text):
            return
        if element.style in ("base", "text"):
            yield element.text


def _sections(draft: Draft) -> list[Section]:
    """Headings and titled articles as a tree."""
    root: list[Section] = []
    open_at: dict[int, list[Section]] = {0: root}
    counts = [0, 0, 0]
    article = 0
    for block in draft.body:
        if isinstance(block, Article):
            article = block.number or article + 1
            if not clean(block.title):
                continue
            level, number, text = 2, f"Điều {article}", clean(block.title)
        elif isinstance(block, Heading):
            level = block.level
            counts[level - 1] += 1
            counts[level:] = [0] * (3 - level)
            value = counts[level - 1]
            number = clean(block.number) or (roman(value) if level == 1 else str(value) if level == 2 else letter_of(value))
            text = clean(block.text).upper() if level == 1 else clean(block.text)
        else:
            continue
        section = Section(number, text.rstrip(" .:;,"))
        holder = max(depth for depth in open_at if depth < level)
        open_at[holder].append(section)
        open_at = {depth: found for depth, found in open_at.items() if depth < level} | {level: section.children}
    return root


def _signer(page: Printed) -> Signer:
    """The last of those who sign: in minutes the chair, on the right."""
    if not page.signatures:
        return Signer()
    signed = page.signatures[-1]
    authority = [post for post in signed.posts if re.match(r"(TM|KT|TL|TUQ|Q)\. ", post)]
    posts = [post for post in signed.posts if post not in authority]
    return Signer("; ".join(authority) or None, posts[-1] if posts else None, signed.name or None)


def from_official(document: OfficialDocument) -> Draft:
    """A draft that prints what was read, as far as the reader kept it: tables, dashes below dashes and free lines are not kept."""
    kinds = {fold(name): code for code, name in KINDS.items()}
    code = kinds.get(fold(document.kind or ""), LETTER)
    parent = document.parent_issuer or ""
    issuer = document.issuer or ""
    place = re.search(rf"(?:{_LEVELS})\s+\S.*$", parent, re.I)
    if place and issuer.endswith(f" {place[0]}") and not issuer.startswith("Ủy ban nhân dân"):
        issuer = issuer[: -len(place[0])].strip()
    signer = document.signer
    recipients = [text for text in document.recipients if not text.startswith("Lưu")]
    filing = next((re.sub(r"^Lưu\s*:?\s*", "", text) for text in document.recipients if text.startswith("Lưu")), "")
    title = document.title or ""
    return Draft(
        kind=code,
        issuer=Issuer(_printed_lines(issuer), document.place or "", _printed_lines(parent)),
        symbol=document.symbol or "",
        subject=re.sub(r"^v\s*/\s*v\s*:?\s*", "", title, flags=re.I) if code == LETTER else title,
        number=document.number_only or "",
        day=IssueDay.of(document.date) if document.date else IssueDay(),
        bases=[f"{'' if basis.text.startswith('Căn cứ') else 'Căn cứ '}{basis.text}" for basis in document.legal_bases],
        body=list(_body(document)),
        signatures=[Signature(signer.position or "", signer.name or "", tuple((signer.authority or "").split("; ")))]
        if signer.position or signer.name or signer.authority
        else [],
        recipients=recipients,
        filing=filing,
    )


def _printed_lines(body: str) -> tuple[str, ...]:
    """'Ủy ban nhân dân phường Long Khánh' → two lines in capitals, as the head prints them."""
    return tuple(part.upper() for part in _SPLIT.split(nfc(body), maxsplit=1) if part) if body else ()


def _body(document: OfficialDocument) -> Iterator[Block]:
    done: set[str] = set()

    def clauses_at(path: list[str]) -> Iterator[Block]:
        for clause in document.clauses:
            if clause.path == path and clause.id not in done:
                done.add(clause.id)
                yield _clause(clause)

    def below(sections: list[Section], path: list[str], level: int) -> Iterator[Block]:
        for section in sections:
            here = [*path, section.num]
            article = re.fullmatch(r"Điều (\d+)", section.num)
            if article:
                yield Article("", section.heading, int(article[1]))
            else:
                yield Heading(section.heading, min(level, 3), section.num)
            yield from clauses_at(here)
            yield from below(section.children, here, level + 1)

    first = document.sections[0].num if document.sections else ""
    yield from below(document.sections, [], 1 if not first or first[0] in "IVX" or first.startswith("Điều") else 2)
    yield from (_clause(clause) for clause in document.clauses if clause.id not in done)


def _clause(clause: Clause) -> Block:
    last = clause.id.rsplit(".", 1)[-1]
    article = re.fullmatch(r"Điều (\d+)", last)
    if article:
        return Article(clause.text, number=int(article[1]))
    if "-" in last:
        return Dash(clause.text)
    return Item(clause.text, lettered=last.isalpha() and last.islower(), number=last) if last else Paragraph(clause.text)
