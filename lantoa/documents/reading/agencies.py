"""How bodies are named: what begins a name, where it ends, which names stand together.

Vietnamese has no articles and few capitals to go by; what tells a body from a task is the first word ('Sở', 'Ủy ban
nhân dân', 'Các cơ quan', 'Hiệu trưởng') and, in a run-in sentence, the first verb that a duty begins with.
"""

from __future__ import annotations

import re

from lantoa.documents.reading.phrases import any_of

_BODIES = any_of("""
    sở | bộ | ban | ủy ban | uỷ ban | ubnd | ubmttq | ub mttq | mttq | mttqvn | mặt trận | hđnd | hội đồng | hội | hiệp hội | liên hiệp
    công an | quân sự | lực lượng | văn phòng | vp | thanh tra | tổng cục | cục | chi cục | vụ | trung tâm | phòng | thường trực
    trường | nhà trường | khoa | học viện | đại học | đài | báo | cổng thông tin
    thư viện | bảo tàng | nhà văn hóa | bưu điện | viễn thông | điện lực
    ngân hàng | kho bạc | bảo hiểm | thuế | hải quan | tòa án | toà án | viện | bệnh viện | trạm | quỹ
    đoàn | tỉnh đoàn | thành đoàn | huyện đoàn | xã đoàn | liên đoàn | liên minh | công đoàn | đoàn thể
    cấp ủy | cấp uỷ | tỉnh ủy | thành ủy | huyện ủy | đảng ủy | đảng uỷ | đảng bộ | chi bộ | chính quyền | các cấp
    cơ quan | đơn vị | địa phương | ngành | cơ sở | tổ chức | doanh nghiệp
    công ty | tổng công ty | tập đoàn | hợp tác xã | nhà máy | nhà thầu
    chủ đầu tư | chủ dự án | chủ sở hữu | chủ cơ sở | chủ doanh nghiệp | cụm | khối | tổ | đội | tổ công tác | bộ phận
    quận | huyện | thị xã | thành phố | phường | xã | thôn | ấp | khu phố | khu vực | tổ dân phố
""")
_PEOPLE = any_of("""
    thủ trưởng | người đứng đầu | lãnh đạo | chủ tịch | phó chủ tịch | giám đốc | phó giám đốc | chánh | phó chánh | trưởng | phó trưởng
    bí thư | phó bí thư | hiệu trưởng | phó hiệu trưởng | chi hội trưởng | tổng phụ trách
    tổ trưởng | thành viên | đồng chí | đ/c | các đồng chí
    giáo viên | gvcn | cán bộ | công chức | viên chức | chuyên viên | kế toán | nhân viên | thầy | cô | ông | bà
    nhân dân | hộ gia đình | chủ hộ | học sinh | phụ huynh | cha mẹ học sinh | cá nhân
""")
_PLURAL = r"(?:các|những|toàn thể|một số|từng|mỗi|tất cả)\s+"
_STARTS = re.compile(rf"^(?:{_PLURAL})?(?:{_BODIES}|{_PEOPLE})\b", re.I)
_GENERIC = re.compile(rf"^(?:{_PLURAL}|sở\s*,|cơ quan\s*,|đơn vị\s*,|thủ trưởng)", re.I)

# Common words that begin like a body and are none ('Tổ chức hội nghị', 'Phòng, chống', 'Báo cáo').
_NOT_BODIES = re.compile(
    "^(?:các )?(?:"
    + any_of(r"""
    (?<!các )tổ chức\s+(?!chính trị|đảng|kinh tế|công đoàn|thuộc|trực thuộc|,) | hội (?:nghị|thi|thảo|diễn|chợ|thao|viên|trại)
    phòng\s*,?\s*(?:chống|ngừa|tránh) | bộ (?:tiêu chí|chỉ số|mặt|máy|sưu tập) | cơ sở (?:vật chất|pháp lý|dữ liệu) | báo (?:cáo|chí)
    ban (?:hành|đầu) | trường hợp | đoàn kết | cục bộ | xã hội | ngành nghề | quỹ đất | viện trợ | cụm từ | khối lượng | vụ (?:việc|án)
""")
    + ")",
    re.I,
)

# What a heading or a sentence puts before the body: 'Đề nghị …' asks, the others order.
_ASKING = re.compile(r"^(?:trân trọng\s+)?(?:kính\s+)?(?:đề nghị|mời|kính mời)\s*:?\s+", re.I)
_ORDERING = re.compile(
    r"^(?:(?:phân công|giao|yêu cầu|chỉ đạo|ủy quyền cho|uỷ quyền cho)(?:\s+nhiệm vụ)?(?:\s+cho)?"
    r"|(?:nhiệm vụ|trách nhiệm)(?:\s+(?:của|cụ thể của))?|đối với|về phía)\s*:?\s+",
    re.I,
)
_TOWARDS = re.compile(r"^(?:đối với|về phía)\s", re.I)

# First words of a duty. The strong ones are never part of a name; the weak ones may be ('các tổ chức cung cấp dịch vụ').
_STRONG = any_of("""
    chủ trì | phối hợp | có trách nhiệm | chịu trách nhiệm | căn cứ | trên cơ sở
    theo chức năng | theo nhiệm vụ | trong phạm vi | tùy theo | tuỳ theo
    làm đầu mối | là cơ quan | là đầu mối | là đơn vị | tham mưu | giúp | tiếp tục
    chủ động | trực tiếp | thường xuyên | khẩn trương | nghiêm túc
    kịp thời | tích cực | tập trung | quan tâm | cần | phải | tăng cường
    đẩy mạnh | nâng cao | phát huy | bảo đảm | đảm bảo | tạo điều kiện
    thực hiện | tổ chức | thi hành | triển khai | tiến hành | xây dựng | ban hành
    thành lập | quyết định | phân công | thống nhất | tiếp thu
    chỉ đạo | hướng dẫn | theo dõi | đôn đốc | kiểm tra | giám sát | rà soát
    tổng hợp | báo cáo | thông báo | thông qua | đề xuất | đề nghị | trình
    tuyên truyền | phổ biến | quán triệt | vận động | phát động | khuyến khích
    tham gia | hỗ trợ | huy động | bố trí | cân đối | lồng ghép | dự trù
    chuẩn bị | hoàn thành | bổ sung | đăng ký | nghiên cứu | xem xét | xử lý | giải quyết | khắc phục | duy trì | đưa | cử | lập | gửi | mở
""")
_WEAK = any_of("""
    cung cấp | quản lý | sử dụng | giới thiệu | phục vụ | đăng tải | đưa tin
    được | chi trả | bảo vệ | khen thưởng | lựa chọn | nắm | rút kinh nghiệm
""")
_STRONG_VERB = re.compile(rf"(?<![\w–-])(?:{_STRONG})(?!\w)")
_WEAK_VERB = re.compile(rf"(?<![\w–-])(?:{_WEAK})(?!\w)")
# A word like a verb is part of a noun behind these: 'các tổ chức', 'công lập', 'chương trình', 'đầu tư xây dựng'.
_NOUN_BEFORE = re.compile(
    r"(?:\b(?:các|những|và|hoặc|ban|công|chương|quy|tiến|lộ|giáo|tờ|đầu tư|công ty|viên|hoạt động|công tác|dịch vụ|nhà thầu"
    r"|đoàn|tổ|quỹ|khối|để|việc|kế hoạch)|,)\s*$",
    re.I,
)

# Lists that name one circle of bodies and must not be cut at their commas.
_CIRCLE = "(?:sở|cơ quan|đơn vị|phòng|ban|cấp ủy|địa phương|huyện|xã|phường|khoa|thị xã)"
_CIRCLES_ON = (
    "(?:ban ngành|ban|ngành|đoàn thể|đơn vị|địa phương|phòng|thị xã|thành phố|phường|xã|tổ chức|doanh nghiệp|hội|mặt trận|cơ quan)"
)
_IDIOM = re.compile(rf"(?:các\s+)?{_CIRCLE}(?:\s*[,\-–]\s*(?:và\s+)?{_CIRCLES_ON})+", re.I)
_PART_STARTS = re.compile(rf"^(?:{_PLURAL})?(?:{_BODIES}|{_PEOPLE})\b")
_CAPITAL_BODY = re.compile(
    r"^(?:(?:các|Các|những|toàn thể)\s+\w|"
    + any_of("""
    Sở | Bộ | Ban | Ủy ban | Uỷ ban | UBND | UBMTTQ | MTTQ | Mặt trận | Công an
    Văn phòng | Thanh tra | Phòng | Trung tâm | Cục | Chi cục | Đài | Báo
    Hội | Hiệp hội | Đoàn | Liên đoàn | Tỉnh đoàn | Thành đoàn | Công đoàn
    Bưu điện | Viễn thông | Điện lực | Ngân hàng | Kho bạc | Bảo hiểm | Thuế
    Tòa án | Viện | Trường | Công ty | Quỹ | Cơ quan | Chủ tịch | Giám đốc | Thủ trưởng | Chánh | Trưởng | Hiệu trưởng | Người đứng đầu
""")
    + r")\b"
)


class Named:
    """A body found at the beginning of a text: its name, whether it is asked rather than told, and what follows the name."""

    __slots__ = ("introduced", "request", "rest", "towards", "unit")

    def __init__(self, unit: str, rest: str, *, request: bool, introduced: bool, towards: bool) -> None:
        self.unit = unit.strip(" ,:;.")
        self.rest = rest.lstrip(" :,").rstrip()
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
