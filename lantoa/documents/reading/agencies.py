"""How bodies are named: what begins a name, where it ends, which names stand together.

Vietnamese has no articles and few capitals to go by; what tells a body from a task is the first word ('Sở', 'Ủy ban
nhân dân', 'Các cơ quan', 'Hiệu trưởng') and, in a run-in sentence, the first verb that a duty begins with.
"""

from __future__ import annotations

import re

_BODIES = (
    "sở|bộ|ban|ủy ban|uỷ ban|ubnd|ubmttq|ub mttq|mttq|mặt trận|hđnd|hội đồng|hội|hiệp hội|công an|quân sự|văn phòng|vp|thanh tra|chi cục|cục|tổng cục|vụ|"
    "trung tâm|phòng|trường|nhà trường|đài|báo|bưu điện|viễn thông|điện lực|ngân hàng|kho bạc|bảo hiểm|thuế|hải quan|tòa án|toà án|viện|"
    "liên đoàn|đoàn|tỉnh đoàn|thành đoàn|huyện đoàn|xã đoàn|liên minh|công đoàn|cơ quan|đơn vị|địa phương|doanh nghiệp|tổ chức|chủ đầu tư|chủ dự án|"
    "chủ sở hữu|hợp tác xã|công ty|tổng công ty|tập đoàn|khoa|bệnh viện|trạm|cụm|khối|lực lượng|cấp ủy|cấp uỷ|đảng ủy|đảng uỷ|đảng bộ|chi bộ|"
    "tỉnh ủy|thành ủy|huyện ủy|thường trực|chính quyền|thôn|ấp|khu phố|khu vực|tổ dân phố|tổ|đội|quỹ|cổng thông tin|học viện|đại học|bảo tàng|"
    "thư viện|nhà văn hóa|cơ sở|quận|huyện|xã|phường|thị xã|thành phố|ngành|đoàn thể|sàn|nhà máy|nhà thầu|các cấp|mttqvn|tổ công tác"
)
_PEOPLE = (
    "thủ trưởng|chủ tịch|phó chủ tịch|giám đốc|phó giám đốc|chánh|phó chánh|trưởng|phó trưởng|người đứng đầu|hiệu trưởng|phó hiệu trưởng|"
    "thành viên|giáo viên|gvcn|cán bộ|công chức|viên chức|bí thư|phó bí thư|thầy|cô|ông|bà|đồng chí|đ/c|các đồng chí|chi hội trưởng|tổng phụ trách|"
    "nhân dân|hộ gia đình|học sinh|phụ huynh|cá nhân|tổ trưởng|chuyên viên|kế toán|nhân viên|lãnh đạo|tỉnh đội|cha mẹ học sinh|chủ cơ sở|chủ hộ|chủ doanh nghiệp|bộ phận"
)
_PLURAL = r"(?:các|những|toàn thể|một số|từng|mỗi|tất cả)\s+"
# Common words that begin like a body and are none.
_NOT_BODIES = re.compile(
    r"^(?:tổ chức\s+(?!chính trị|đảng|đoàn|hội|kinh tế|xã hội|cơ sở|công đoàn|thuộc|trực thuộc|,)|báo cáo|ban hành|ban đầu|hội (?:nghị|thi|thảo|diễn|chợ|thao|viên|trại)|"
    r"phòng\s*,?\s*(?:chống|ngừa|tránh)|trường hợp|đoàn kết|cơ sở (?:vật chất|pháp lý|dữ liệu)|bộ (?:tiêu chí|chỉ số|phận|mặt|sưu tập)|cục bộ|xã hội|ngành nghề|khu vực|quỹ đất|"
    r"thành phố [a-z]|viện trợ|thường trực,|đài tưởng niệm|cụm từ|khối lượng|báo chí|địa phương nào|cơ quan nào|trường học [a-z]+ [a-z]+ được|vụ việc|vụ án|bộ máy|tổ yến)",
    re.I,
)
_STARTS = re.compile(rf"^(?:{_PLURAL})?(?:{_BODIES}|{_PEOPLE})\b", re.I)
_GENERIC = re.compile(rf"^(?:{_PLURAL}|sở\s*,|cơ quan\s*,|đơn vị\s*,|thủ trưởng)", re.I)

# What a heading or a sentence puts before the body: 'Đề nghị …' asks, the others order.
_ASKING = re.compile(r"^(?:trân trọng\s+)?(?:kính\s+)?(?:đề nghị|mời|kính mời)\s*:?\s+", re.I)
_ORDERING = re.compile(
    r"^(?:(?:phân công|giao|yêu cầu|chỉ đạo|ủy quyền cho|uỷ quyền cho)(?:\s+nhiệm vụ)?(?:\s+cho)?|(?:nhiệm vụ|trách nhiệm)(?:\s+(?:của|cụ thể của))?|đối với|về phía|do|tại)\s*:?\s+", re.I
)  # fmt: skip
_TOWARDS = re.compile(r"^(?:đối với|tại|về phía|do)\s", re.I)

# First words of a duty. The strong ones are never part of a name; the weak ones may be ('các tổ chức cung cấp dịch vụ').
_STRONG = (
    "chủ trì|có trách nhiệm|chịu trách nhiệm|căn cứ|phối hợp|tham mưu|tiếp tục|chủ động|tăng cường|đẩy mạnh|trên cơ sở|theo chức năng|theo nhiệm vụ|"
    "theo dõi|đôn đốc|tổng hợp|báo cáo|rà soát|khẩn trương|nghiêm túc|kịp thời|thường xuyên|tích cực|bảo đảm|đảm bảo|bố trí|cân đối|lồng ghép|"
    "quán triệt|làm đầu mối|là cơ quan|là đầu mối|là đơn vị|chuẩn bị|tiếp thu|phát huy|nâng cao|hoàn thành|tập trung|cần|phải|"
    "trong phạm vi|tùy theo|tuỳ theo|thông qua|chỉ đạo|hướng dẫn|triển khai|xây dựng|tuyên truyền|tạo điều kiện|đưa|cử|lập|gửi|"
    "kiểm tra|giám sát|đề xuất|vận động|tham gia|hỗ trợ|ban hành|thành lập|phân công|quan tâm|bổ sung|đăng ký|khuyến khích|thông báo|xem xét|trình|dự trù|"
    "nghiên cứu|giúp|quyết định|tiến hành|phát động|phổ biến|thống nhất|mở|trực tiếp|xử lý|giải quyết|khắc phục|duy trì|huy động|thực hiện|tổ chức|thi hành|đề nghị"
)
_WEAK = "cung cấp|quản lý|sử dụng|giới thiệu|phục vụ|đăng tải|đưa tin|được|chi trả|bảo vệ|khen thưởng|lựa chọn|nắm|rút kinh nghiệm"
_STRONG_VERB = re.compile(rf"(?<![\w–-])(?:{_STRONG})(?!\w)")
_WEAK_VERB = re.compile(rf"(?<![\w–-])(?:{_WEAK})(?!\w)")
# A word like a verb is part of a noun behind these: 'các tổ chức', 'công lập', 'chương trình', 'đầu tư xây dựng'.
_NOUN_BEFORE = re.compile(
    r"(?:\b(?:các|những|và|hoặc|ban|công|chương|quy|tiến|lộ|giáo|tờ|đầu tư|công ty|viên|hoạt động|công tác|dịch vụ|nhà thầu|đoàn|tổ|quỹ|khối|để|việc|kế hoạch)|,)\s*$",
    re.I,
)

# Lists that name one circle of bodies and must not be cut at their commas.
_IDIOM = re.compile(r"(?:các\s+)?(?:sở|cơ quan|đơn vị|phòng|ban|cấp ủy|địa phương|huyện|xã|phường|khoa|thị xã)(?:\s*[,\-–]\s*(?:và\s+)?(?:ban|ngành|đoàn thể|đơn vị|địa phương|phòng|ban ngành|thị xã|thành phố|phường|xã|tổ chức|doanh nghiệp|hội|mặt trận|cơ quan))+", re.I)  # fmt: skip
_PART_STARTS = re.compile(rf"^(?:{_PLURAL})?(?:{_BODIES}|{_PEOPLE})\b")
_CAPITAL_BODY = re.compile(r"^(?:(?:các|Các|những|toàn thể)\s+\w|Sở|Ủy ban|Uỷ ban|UBND|UBMTTQ|MTTQ|Mặt trận|Ban|Bộ|Công an|Văn phòng|Phòng|Trung tâm|Hội|Đoàn|Liên đoàn|Thanh tra|Chi cục|Cục|Đài|Báo|Bưu điện|Ngân hàng|Kho bạc|Bảo hiểm|Thuế|Tòa án|Viện|Trường|Công ty|Chủ tịch|Giám đốc|Thủ trưởng|Chánh|Trưởng|Hiệu trưởng|Người đứng đầu|Điện lực|Viễn thông|Tỉnh đoàn|Thành đoàn|Công đoàn|Hiệp hội|Quỹ|Cơ quan)\b")  # fmt: skip


class Named:
    """A body found at the beginning of a text: its name, whether it is asked rather than told, and what follows the name."""

    __slots__ = ("introduced", "request", "rest", "towards", "unit")

    def __init__(self, unit: str, rest: str, *, request: bool, introduced: bool, towards: bool) -> None:
        self.unit = unit.strip(" ,:;.")
        self.rest = rest.strip(" :,")
        self.request = request
        self.introduced = introduced  # 'Giao …', 'Đề nghị …', 'Trách nhiệm của …' stood before it
        self.towards = towards  # 'Đối với …' stood before it


def heading_unit(heading: str) -> Named | None:
    """The body that a heading names: 'Đề nghị Ủy ban Mặt trận Tổ quốc tỉnh' → that Ủy ban, asked."""
    text, request, introduced, towards = _without_lead(heading.strip(" .:;"))
    if not _is_body(text) or len(text) > 260:
        return None
    tail = re.search(r"\s*,?\s+(?:chủ trì|có trách nhiệm|chịu trách nhiệm|phối hợp)\b", text)
    unit = text[: tail.start()] if tail else text
    if not introduced and re.search(r"(?<![\w])(?:gồm|như sau|theo quy định|sau đây|nêu trên)\b", unit):
        return None
    return Named(unit, "", request=request, introduced=introduced, towards=towards)


def sentence_unit(text: str) -> Named | None:
    """The body a sentence begins with and the duty that follows: 'Giao Sở Y tế chủ trì …', 'Công an tỉnh: …'."""
    body, request, introduced, towards = _without_lead(text)
    if not _is_body(body):
        return None
    colon = body.find(":")
    verb = _first_verb(body, _STRONG_VERB)
    if 0 < colon < 260 and (verb is None or colon < verb) and body[colon + 1 :].strip() and not opens_list(body[:colon], body[colon + 1 :]):
        return Named(body[:colon], body[colon + 1 :], request=request, introduced=introduced, towards=towards)
    verb = verb if verb is not None else _first_verb(body, _WEAK_VERB)
    if verb is None or verb > 320 or re.search(r"\bdo\s|\b(?:đã|đang|sẽ|chưa|không)\s*$", body[:verb]):
        return None
    return Named(body[:verb], body[verb:], request=request, introduced=introduced, towards=towards)


def _is_body(text: str) -> bool:
    return bool(_STARTS.match(text)) and not _NOT_BODIES.match(text)


def is_generic(unit: str) -> bool:
    """A circle of bodies rather than one by name: 'Các sở, ban, ngành', 'Các doanh nghiệp'."""
    return bool(_GENERIC.match(unit))


def begins_with_duty(text: str) -> bool:
    """Whether the text begins with the verb of a duty rather than with a noun."""
    return bool(re.match(rf"(?:{_STRONG}|{_WEAK})(?!\w)", text[:1].lower() + text[1:]))


def split_units(unit: str) -> list[str]:
    """The bodies named together, or an empty list for one: 'Sở Y tế và Sở Nội vụ' → both.

    A comma inside a name ('Sở Văn hóa, Thể thao và Du lịch') and inside a circle ('sở, ban, ngành') parts nothing.
    """
    parts: list[str] = []
    for piece in unit.split(";"):
        start = 0
        piece = piece.strip()
        shield = [found.span() for found in _IDIOM.finditer(piece)]
        for found in re.finditer(r"\s*(?:,\s*(?:và\s+|cùng\s+)?|\s(?:và|cùng|với)\s+)", piece):
            rest = piece[found.end() :]
            if any(low <= found.start() and found.end() < high for low, high in shield):
                continue
            if _CAPITAL_BODY.match(rest) or (_PART_STARTS.match(rest) and re.match(r"(?:các|những|từng|toàn thể)\s", rest)):
                parts.append(piece[start : found.start()])
                start = found.end()
        parts.append(piece[start:])
    parts = [part.strip(" ,;.") for part in parts if part.strip(" ,;.")]
    parts = [re.sub(r"^và\s+", "", part) for part in parts]
    return parts if len(parts) > 1 else []


def _without_lead(text: str) -> tuple[str, bool, bool, bool]:
    request = introduced = towards = False
    for _ in range(2):
        for lead in (_ASKING, _ORDERING):
            found = lead.match(text)
            if found and text[found.end() :]:
                request = request or lead is _ASKING
                here = bool(_TOWARDS.match(text))
                towards, introduced = towards or here, introduced or not here
                text = text[found.end() :]
    return text, request, introduced, towards


def _first_verb(text: str, verbs: re.Pattern[str]) -> int | None:
    """Where the duty begins. Names come first, so it is the third word at the earliest ('Sở Y tế …', 'UBND …')."""
    for found in verbs.finditer(text):
        before = text[: found.start()]
        if (len(before.split()) >= 2 or before.strip().isupper()) and not _NOUN_BEFORE.search(before) and not _inside_bracket(before):
            return found.start()
    return None


def _inside_bracket(before: str) -> bool:
    return before.count("(") > before.count(")")


def opens_list(before: str, after: str) -> bool:
    """Whether a colon opens a list of names ('Giám đốc các Sở: Tài chính, Nội vụ') rather than a duty ('Các sở: Rà soát …')."""
    return bool(re.search(r"\b(?:các|những|gồm)(?:\s+[\w–-]+,?){0,3}\s*$", before.strip(), re.I)) and not begins_with_duty(after.strip())
