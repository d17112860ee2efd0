"""Who must do what: duty-bearers and their tasks.

A plan assigns work in four forms, and each is read here:

 1. a section whose heading is a body ('2. Sở Nội vụ', '3. Đề nghị Ủy ban Mặt trận Tổ quốc …'): every item below is a task;
 2. a run-in sentence in the part on organisation ('1. Giao phòng Nội vụ tham mưu …', 'Công an tỉnh chủ trì …');
 3. 'giao Sở Y tế …' inside a sentence anywhere else;
 4. a table with a column of tasks and a column of bodies (`duty_tables`).

A lead-in ('…, cụ thể như sau:') is a task like the items under it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lantoa.documents.official import Assignment, Task
from lantoa.documents.reading.agencies import Named, begins_with_duty, heading_unit, is_generic, sentence_unit, split_units
from lantoa.documents.reading.dates import deadline_in
from lantoa.documents.reading.duty_tables import table_assignments
from lantoa.documents.reading.outline import Node
from lantoa.documents.reading.phrases import any_of

# Headings of the part that assigns the work; in a directive or an official letter the whole text does.
_ORGANISING = re.compile(
    r"tổ chức thực hiện|tổ chức, thực hiện|tổ chức triển khai|triển khai thực hiện|phân công|trách nhiệm|giao nhiệm vụ|nhiệm vụ của các"
    r"|điều khoản thi hành",
    re.I,
)
# Headings under which a body is named as an object, not as a duty-bearer.
_DESCRIBING = re.compile(
    r"đối tượng|tiêu chí|tiêu chuẩn|khen thưởng|thành phần|căn cứ|kết quả|phạm vi|điều kiện|địa điểm|thời gian|kinh phí|cơ cấu"
    r"|tình hình|hiện trạng|đánh giá|chỉ tiêu|mục đích|yêu cầu|mục tiêu",
    re.I,
)
_ORDERING_KINDS = {"Chỉ thị", "Công văn", "Thông báo", "Công điện", "Kết luận"}
# These tell what was done, and command nobody; only what they ask for is a duty.
_TELLING_KINDS = {"Báo cáo", "Tờ trình"}
_ORDERED_BODIES = any_of("""
    Sở | sở | Ủy ban | Uỷ ban | UBND | Ban | Công an | Văn phòng | Phòng
    phòng | Trung tâm | Thanh tra | Chi cục | Cục | Đài | Báo | Bảo hiểm
    Kho bạc | Bộ Chỉ huy | Chủ tịch | Giám đốc | Thủ trưởng | Hội | Đoàn
    Liên đoàn | Công ty | Trường | Hiệu trưởng | cơ quan | đơn vị | trường
""")
_ORDERED = re.compile(
    rf"(?<!\w)(?P<lead>[Gg]iao|[Yy]êu cầu|[Đđ]ề nghị)\s+(?:cho\s+)?(?P<rest>(?:(?:các|Các)\s+)?(?:{_ORDERED_BODIES})\b.*)", re.S
)
_EXECUTES = re.compile(r"\b(?:chịu trách nhiệm|có trách nhiệm)\b|thi hành (?:quyết định|nghị quyết) này|căn cứ quyết định thi hành", re.I)


def assignments_of(root: Node, kind: str | None, opening: list[str]) -> list[Assignment]:
    """All assignments in reading order. In a letter or a directive the opening paragraphs order, too.

    An opening that ends in a colon ('… đề nghị các trường thực hiện một số nội dung sau:') gives its body the items that
    follow and name no body of their own.
    """
    if kind in _TELLING_KINDS:
        return [asked for asked in _below(root, orders=False) if asked.request]
    if kind not in _ORDERING_KINDS:
        return list(_below(root, orders=False))
    below = list(_below(root, orders=True))
    leads_in = bool(opening) and opening[-1].rstrip().endswith(":")
    orders = [order for paragraph in (opening[:-1] if leads_in else opening) for order in _orders_in(paragraph)]
    leading = _orders_in(opening[-1]) if leads_in else []
    numbered = {node.place for node in root.children if node.mark}
    if leading and len({order.num for order in below} & numbered) < max(1, len(numbered) / 2):
        leading[-1].tasks += [_task(node.text) for node in _items(root)]
        below = leading
    return [*orders, *below]


def _orders_in(paragraph: str) -> list[Assignment]:
    """Orders of a paragraph without a mark: 'Giao Sở X …', 'Đề nghị các trường …', 'Sở X có trách nhiệm …'."""
    found: list[Assignment] = []
    for sentence in re.split(r"(?<=\.)\s+", paragraph):
        ordered = _ORDERED.search(sentence)
        told = ordered and not re.search(r"(?:được|theo|của|văn bản|việc|có|đã|để)\s*$", sentence[: ordered.start()])
        named = sentence_unit(ordered["rest"]) if ordered and told else None
        if ordered and named and named.rest:
            found.append(_order(named, request=ordered["lead"].lower() == "đề nghị"))
            continue
        named = sentence_unit(sentence)
        if named and named.rest.startswith(("có trách nhiệm", "chịu trách nhiệm")):
            found.append(_order(named, request=False))
    return found


def _order(named: Named, *, request: bool) -> Assignment:
    return Assignment("", named.unit, [_task(named.rest)], split_units(named.unit), request)


def _below(node: Node, *, orders: bool) -> Iterator[Assignment]:
    for child in node.children:
        if child.table:
            yield from table_assignments(child.table, child.place)
            continue
        if child.closing:
            continue
        organising = _organises(child, orders=orders)
        owner = None if _holds_owners(child) else _owner_of_section(child, organising=organising)
        if owner:
            yield from _of_owner(child, owner)
            continue
        said = _owner_of_sentence(child, organising=organising)
        if said:
            yield _assignment(said, child, [said.rest, *(item.text for item in _items(child))])
            continue
        yield from _ordered_inside(child, organising=organising)
        yield from _below(child, orders=orders or _holds_owners(child))


def _holds_owners(node: Node) -> bool:
    """'Chương III. Trách nhiệm của các sở, ngành' with an article for each of them."""
    marked = [child for child in node.children if child.mark and not child.mark.bullet]
    named = [child for child in marked if child.heading and heading_unit(child.heading) and (child.children or child.run_in)]
    return len(named) > 1 and len(named) >= len(marked) / 2


def _organises(node: Node, *, orders: bool) -> bool:
    """Whether the nearest telling heading above assigns work."""
    for heading in node.parent.headings if node.parent else []:
        if _ORGANISING.search(heading):
            return True
        if _DESCRIBING.search(heading) and not heading_unit(heading):
            return False
    return orders or (node.mark is not None and node.mark.style == "article" and bool(_EXECUTES.search(node.text)))


def _owner_of_section(node: Node, *, organising: bool) -> Named | None:
    """The body that a section's heading names, with something below it or behind its colon to do."""
    if not node.heading or not (node.children or node.run_in):
        return None
    named = heading_unit(node.heading)
    if not named or (named.towards and not organising):
        return None
    if _ORGANISING.search(named.unit) and not named.introduced:
        return None
    if organising or named.request or named.introduced:
        return named
    if any(_DESCRIBING.search(heading) for heading in (node.parent.headings if node.parent else [])):
        return None
    tasks = [node.run_in] if node.run_in else [child.text for child in node.children if child.text]
    duties = sum(begins_with_duty(text) for text in tasks)
    return named if duties and duties >= len(tasks) / 2 else None


def _of_owner(node: Node, owner: Named) -> Iterator[Assignment]:
    """The tasks under an owner; a circle of bodies may hand its points to members named one by one."""
    named_children = [(child, sentence_unit(child.text)) for child in node.children if child.mark]
    own = [named for child, named in named_children if named and named.unit[:1].isupper() and named.rest and not _person_in_charge(named)]
    if is_generic(owner.unit) and len(named_children) > 1 and len(own) > len(named_children) / 2:
        for child, named in named_children:
            if named:
                yield _assignment(named, child, [named.rest, *(item.text for item in _items(child))])
            else:
                yield _assignment(owner, child, [child.text, *(item.text for item in _items(child))])
        return
    texts = [node.run_in] if node.run_in else []
    yield _assignment(owner, node, texts + [item.text for item in _items(node)])
    for item in node.walk():
        if item.table:
            yield from table_assignments(item.table, item.place)


def _person_in_charge(named: Named) -> bool:
    """'Người đứng đầu …', 'Chủ tịch …' inside the list of a circle speak of its own heads."""
    return bool(re.match(r"(?:người đứng đầu|chủ tịch|thủ trưởng|lãnh đạo|cán bộ)", named.unit, re.I))


def _owner_of_sentence(node: Node, *, organising: bool) -> Named | None:
    """A run-in duty: the sentence begins with a body and goes on with a verb."""
    if not node.mark and not organising:
        return None
    text = node.text
    if node.heading and node.run_in:
        text = f"{node.heading}: {node.run_in}"
    named = sentence_unit(text)
    if not named or not named.rest or (named.towards and not organising):
        return None
    explained = any(_ORGANISING.search(heading) for heading in (node.parent.headings if node.parent else []))
    if not (begins_with_duty(named.rest) or explained or named.introduced or named.request):
        return None  # 'Chủ đầu tư: Ban Quản lý …' says who it is, not what to do
    if organising or (named.introduced and re.match(r"[Gg]iao|[Pp]hân công", text)):
        return named
    return None


def _ordered_inside(node: Node, *, organising: bool) -> Iterator[Assignment]:
    """'…, giao Sở Y tế thành lập đoàn …' inside a sentence of another part."""
    if node.heading and not node.run_in:
        return
    for sentence in re.split(r"(?<=[.;])\s+", node.text):
        found = _ORDERED.search(sentence)
        if not found or (found["lead"].lower() != "giao" and not organising):
            continue
        if found["lead"].lower() != "giao" and found.start() > 0:
            continue
        named = sentence_unit(found["rest"])
        if named and named.rest and not re.search(r"được\s*$", sentence[: found.start()]):
            yield _assignment(named, node, [named.rest], request=found["lead"].lower() == "đề nghị")


def _items(node: Node) -> list[Node]:
    """Everything below a node that says something of its own, without headings that only name a group, tables and closings."""
    return [
        item
        for item in node.walk()
        if item.text
        and not item.table
        and not item.closing
        and not (item.heading and item.children and not item.run_in and not begins_with_duty(item.heading))
    ]


def _assignment(named: Named, node: Node, texts: list[str], *, request: bool = False) -> Assignment:
    return Assignment(
        num=node.place,
        unit=named.unit,
        unit_parts=split_units(named.unit),
        request=named.request or request,
        tasks=[_task(text) for text in texts if text.strip(" .;:,")],
    )


def _task(text: str) -> Task:
    words, day = deadline_in(text)
    return Task(text.strip().rstrip(";").strip(), words, day)
