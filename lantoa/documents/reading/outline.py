"""The outline of a text: which paragraph stands under which.

Offices nest their marks differently (I – 1 – a, A – I – 1, Điều – 1 – a, 1 – 1.1 – dash), so levels are not given but
found: a mark of a style that is already open goes beside it, a new style goes below. Marks decide, not type faces: a
converter that makes every line a heading, or none, yields the same outline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lantoa.core.text import nfc
from lantoa.documents.reading.agencies import begins_with_duty, heading_unit, opens_list, sentence_unit
from lantoa.documents.reading.layout import Block, Paragraph, Table
from lantoa.documents.reading.marks import Mark, mark_of, starts_item
from lantoa.documents.reading.phrases import UPPER

# Which style may stand under which when neither is open yet; a dash never holds 'I.' or '1.'.
_RANK = {
    "phần": 0, "chương": 1, "mục": 2, "tiểu mục": 3, "capital": 3, "article": 4, "roman": 4, "arabic.": 6, "decimal1": 7, "decimal2": 8,
    "decimal3": 9, "arabic)": 10, "letter)": 11, "letter.": 11, "round": 12, "star": 13, "dash": 14, "plus": 15,
}  # fmt: skip

# 'gồm:', 'như sau:', 'sau đây:' lead a list in; what stands before them is a sentence, not a heading.
_LEADS_IN = re.compile(
    r"(?:gồm(?: có)?|như sau|sau đây|sau|cụ thể|chia (?:thành|làm) \S+ \S+|trong đó|là|nội dung|yêu cầu các|quyết định"
    r"|với các nội dung)\s*:?\s*$",
    re.I,
)
_CLOSING = re.compile(
    r"^(?:trên đây|trong quá trình|quá trình (?:tổ chức|triển khai|thực hiện)|nhận được|rất mong|trân trọng|kính (?:trình|đề nghị|mong)"
    r"|yêu cầu (?:các|thủ trưởng)|(?:kính |trân trọng )?đề nghị (?:các|thủ trưởng)"
    r"|căn cứ (?:nội dung )?(?:kế hoạch|chỉ thị|hướng dẫn|quyết định|công văn)"
    r"|(?:ủy ban nhân dân|uỷ ban nhân dân|ubnd|chủ tịch|sở|phòng|ban|hội đồng|trường|công an)\b.{0,120}\b"
    r"(?:yêu cầu|đề nghị|thông báo|báo cáo|kính|trân trọng))\b",
    re.I,
)


@dataclass(slots=True)
class Node:
    """A paragraph with what stands below it. `heading` is set for a section; `text` is the paragraph without its mark."""

    text: str
    mark: Mark | None = None
    heading: str | None = None
    run_in: str = ""
    bold: int = 0
    table: Table | None = None
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    number: int = 0
    closing: bool = False

    def walk(self) -> Iterator[Node]:
        for child in self.children:
            yield child
            yield from child.walk()

    @property
    def numbers(self) -> list[str]:
        """The labels from the top down to this node, without bullets."""
        above = self.parent.numbers if self.parent else []
        return [*above, self.mark.label] if self.mark and not self.mark.bullet else above

    @property
    def place(self) -> str:
        """Where the node stands, in one word: 'III.2.1' for '2.1.' under '2.' under 'III.'."""
        parts: list[str] = []
        for number in self.numbers:
            if parts and number.startswith(f"{parts[-1]}."):
                parts.pop()
            parts.append(number)
        return ".".join(parts)

    @property
    def headings(self) -> list[str]:
        """The headings above and of this node, nearest first."""
        here = [self.heading] if self.heading else []
        return here + (self.parent.headings if self.parent else [])


def outline_of(blocks: list[Block]) -> tuple[Node, list[tuple[str, str]]]:
    """The text's tree, and doubts about its numbering as (message, place)."""
    root = Node("")
    doubts: list[tuple[str, str]] = []
    last: Node = root
    for number, node in enumerate(_nodes(blocks), 1):
        node.number = number
        parent = _parent_of_marked(last, node.mark, doubts, node.text) if node.mark else _parent_of_plain(last, node)
        if not node.mark and _names_part(parent, node):
            parent.text = nfc(f"{parent.text} {node.text}")
            continue
        node.parent = parent
        parent.children.append(node)
        last = node
    _detach_closing(root)
    for node in root.walk():
        node.heading, node.run_in = _heading(node)
    _headings_by_siblings(root)
    return root, doubts


def _nodes(blocks: list[Block]) -> Iterator[Node]:
    for block in blocks:
        if isinstance(block, Table):
            yield Node("", table=block)
            continue
        for text, bold in _split_breaks(block):
            mark = mark_of(text)
            rest = text[mark.length :] if mark else text
            if rest.strip() or (mark and not mark.bullet):
                yield Node(nfc(rest), mark, bold=max(0, bold - (mark.length if mark else 0)))


def _split_breaks(paragraph: Paragraph) -> list[tuple[str, int]]:
    """A paragraph with soft breaks: a break before an item parts, any other is a space."""
    parts: list[str] = []
    for line in re.split(r"\n+", paragraph.text):
        line = nfc(line)
        if parts and not starts_item(line, parts[-1]):
            parts[-1] += " " + line
        elif line:
            parts.append(line)
    return [(part.strip(), paragraph.bold if index == 0 or paragraph.all_bold else 0) for index, part in enumerate(parts) if part.strip()]


def _open(node: Node) -> Iterator[Node]:
    """The marked nodes that are still open, deepest first."""
    current: Node | None = node
    while current:
        if current.mark:
            yield current
        current = current.parent


def _root(node: Node) -> Node:
    while node.parent:
        node = node.parent
    return node


def _parent_of_marked(last: Node, mark: Mark, doubts: list[tuple[str, str]], text: str) -> Node:
    """Beside the open mark of the same style, else below the deepest open mark that may hold this style."""
    if mark.style.startswith("decimal"):
        prefix = mark.label.rsplit(".", 1)[0]
        for node in _open(last):
            if node.mark and node.mark.label == prefix:
                return node
    same = next((node for node in _open(last) if node.mark.style == mark.style), None)
    if same is not None:
        fresh = mark.value == 1 and not mark.bullet
        deepest = next(_open(last))
        # '1.' again below 'a)' of an open '1.' begins a list of its own; below '3.' itself it is one too.
        if fresh and same.mark.value >= 1 and (deepest is not same or text[:1].islower()):
            holder = next((node for node in _open(last) if not node.mark.bullet), same)
            return holder if holder is not same or not same.parent else same
        if not mark.bullet and not mark.follows(same.mark) and not fresh:
            doubts.append((_numbering_doubt(same.mark, mark), f"{mark.label}. {text[:60]}"))
        return same.parent or _root(last)
    rank = _RANK.get(mark.style, 10)
    for node in _open(last):
        node_rank = _RANK.get(node.mark.style, 10)
        if node_rank < rank or (mark.value == 1 and not node.mark.bullet and node.mark.style not in ("star",)):
            return node
    return _root(last)


def _numbering_doubt(before: Mark, mark: Mark) -> str:
    if before.value == mark.value:
        return f"Số mục {mark.label} dùng hai lần; hãy xem lại cách đánh số."
    return f"Số mục nhảy từ {before.label} sang {mark.label}; có thể thiếu một mục."


def _parent_of_plain(last: Node, node: Node) -> Node:
    """Text without a mark belongs to the innermost numbered section or point that is open."""
    holder = next((open_node for open_node in _open(last) if not open_node.mark.bullet and open_node.mark.style != "star"), None)
    return holder or _root(last)


def _names_part(parent: Node, node: Node) -> bool:
    """'Chương II' on one line, its name in capitals on the next."""
    return bool(
        parent.mark and parent.mark.style in ("phần", "chương", "mục", "tiểu mục", "article")
        and not parent.children and not node.table and (not parent.text or (parent.text.isupper() and parent.mark.style != "article"))
        and (node.text.isupper() or not parent.text) and len(node.text) < 250
    )  # fmt: skip


def _heading(node: Node) -> tuple[str | None, str]:
    """The heading a node is or begins with, and the text that runs on behind it.

    A heading stands alone on its line (in bold, in capitals, or short and above something of its own), or runs in
    before a colon. A numbered paragraph that is all content has none.
    """
    mark, text = node.mark, node.text
    if not mark or (mark.bullet and mark.style != "star") or node.table:
        return None, ""
    clean = text.rstrip(" .:;,")
    if not clean:
        return None, ""
    if mark.style == "star":
        return None, ""
    big = mark.style in ("phần", "chương", "mục", "tiểu mục", "roman", "capital")
    bold = node.bold >= len(clean)
    words = len(clean.split())
    if big and (bold or clean.isupper() or words <= 30) and (node.children or clean.isupper() or bold):
        return _run_in(node) if ":" in clean and not bold and not clean.isupper() else (clean, "")
    sentence = text.rstrip().endswith(".") and words > 25
    if bold and words <= 60 and not sentence and not text.rstrip().endswith((";", "./.")) and not _LEADS_IN.search(text):
        return clean, ""
    ran_in = _run_in(node)
    if ran_in[0] and (node.bold or heading_unit(ran_in[0])):
        return ran_in
    if node.children and not text.rstrip().endswith((";", "./.")) and _stands_alone(node, clean, words):
        return clean, ""
    return ran_in


def _stands_alone(node: Node, clean: str, words: int) -> bool:
    """Whether a paragraph with something below it is a heading rather than a sentence that leads a list in."""
    if (
        words > 45
        or (";" in clean and words > 20 and not heading_unit(clean))
        or _LEADS_IN.search(node.text)
        or re.search(rf"[.;]\s+[{UPPER}]", clean)
    ):
        return False
    named = heading_unit(clean)
    if named and (named.introduced or named.request):
        return True
    if node.text.rstrip().endswith("."):
        return words <= 12 and not begins_with_duty(clean)
    if node.text.rstrip().endswith(":"):
        return words <= 30 and not begins_with_duty(clean)
    letter = node.mark.style.startswith(("letter", "round")) if node.mark else False
    return words <= (20 if letter else 45) and (not begins_with_duty(clean) or not letter)


def _run_in(node: Node) -> tuple[str | None, str]:
    """'2. Thời gian thực hiện: Từ tháng 10 …' — the part before the colon, when it is bold or a short noun."""
    colon = node.text.find(":")
    if colon <= 0:
        return None, ""
    head, rest = node.text[:colon].strip(), node.text[colon + 1 :].strip()
    if not rest or _LEADS_IN.search(head + ":") or head.count("(") != head.count(")") or re.search(r"[“\"][^”\"]*$", head):
        return None, ""
    if opens_list(head, rest) and "," in rest:
        return None, ""
    bold = node.bold >= colon - 1
    words = len(head.split())
    small = node.mark.style.startswith(("letter", "round", "arabic)")) if node.mark else True
    if bold and words <= 60:
        return head, rest
    if not small and words <= 12 and not begins_with_duty(head) and not re.search(r"[.;,]\s", head + " "):
        return head, rest
    named = heading_unit(head)
    if not small and named and words <= 40:
        return head, rest
    return None, ""


def _headings_by_siblings(root: Node) -> None:
    """Points of one row are mostly all headings or none.

    A lone 'heading' among letters that are content is content; a body that begins a sentence ('1. Các sở, ngành căn cứ …')
    among headings that are bodies is a heading too.
    """
    for node in [root, *root.walk()]:
        numbered = [child for child in node.children if child.mark and child.mark.style.startswith(("arabic", "decimal"))]
        bodies = [child for child in numbered if child.heading and heading_unit(child.heading) and not sentence_unit(child.heading)]
        for child in numbered:
            named = sentence_unit(child.text) if child not in bodies and len(bodies) >= len(numbered) / 2 else None
            sentence = child.bold == 0 and child.text.rstrip().endswith(".") and not child.run_in
            if named and sentence and not named.introduced and not named.request:
                child.heading, child.run_in = named.unit, named.rest
        letters = [child for child in node.children if child.mark and child.mark.style.startswith(("letter", "round", "arabic)"))]
        headed = [child for child in letters if child.heading and child.bold < len(child.heading)]
        if headed and len(letters) > 2 and len(headed) < len(letters) / 2:
            for child in headed:
                child.heading, child.run_in = None, ""


def _detach_closing(root: Node) -> None:
    """Takes the sentences that close the whole text ('Trên đây là Kế hoạch …./.') from the last section and hangs them on the root.

    They are the last paragraphs without marks. A paragraph that is all its section has is its content, unless it says that it closes.
    """
    tail: list[Node] = []
    for node in reversed(list(root.walk())):
        if node.mark or node.table:
            break
        tail.insert(0, node)
    for place, node in enumerate(tail):
        headed = node.parent is not root and node.parent is not None and not node.parent.text.rstrip().endswith((".", ";"))
        alone = headed and len(node.parent.children) == len(tail) and place == 0
        closes = _CLOSING.match(node.text) or (node.text.rstrip().endswith("./.") and not alone)
        if not closes:
            continue
        for closing in tail[place:]:
            if closing.parent:
                closing.parent.children.remove(closing)
            closing.parent, closing.closing = root, True
            root.children.append(closing)
        return
