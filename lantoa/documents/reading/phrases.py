"""The fixed phrases of a Vietnamese administrative document (Nghị định 30/2020/NĐ-CP, phụ lục I).

They are looked for in text without marks (`bare`), so that a scan that reads 'QUYÉT ĐỊNH' or a typist who writes
'CỘNG HOÀ' is still understood; what is found is then cut from the text as printed.
"""

import re
from functools import lru_cache

from lantoa.core.text import fold, strip_marks

# Capital and small letters for character classes; a range such as 'À-Ỹ' would hold both.
UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯ" + "".join(chr(code) for code in range(0x1EA0, 0x1EFA, 2))
LOWER = "a-zàáâãèéêìíòóôõùúýăđĩũơư" + "".join(chr(code) for code in range(0x1EA1, 0x1EFA, 2))

# The 29 kinds of article 7, and those of the Party and of older decrees that offices still send around.
KINDS = (
    "Kế hoạch", "Báo cáo", "Quyết định", "Tờ trình", "Chỉ thị", "Hướng dẫn", "Thông báo", "Giấy mời", "Nghị quyết", "Chương trình",
    "Quy chế", "Quy định", "Phương án", "Đề án", "Dự án", "Biên bản", "Công điện", "Thông cáo", "Hợp đồng", "Bản ghi nhớ",
    "Bản thỏa thuận", "Giấy ủy quyền", "Giấy giới thiệu", "Giấy nghỉ phép", "Phiếu gửi", "Phiếu chuyển", "Phiếu báo", "Thư công",
    "Kết luận", "Thông tri", "Công văn", "Điều lệ", "Lời kêu gọi", "Kế hoạch liên tịch", "Kế hoạch phối hợp", "Hướng dẫn liên tịch",
)  # fmt: skip
_KIND_BY_FOLD = {fold(kind): kind for kind in KINDS}

# Kinds that come into force by a decision and are printed behind it as a document of their own.
ATTACHED_KINDS = {"Kế hoạch", "Quy chế", "Quy định", "Phương án", "Đề án", "Chương trình", "Điều lệ", "Hướng dẫn"}

NATION = re.compile(r"cong\s*hoa\s*xa\s*hoi\b(\s*chu\s*nghia\b(\s*viet\s*nam\b)?)?|^\W*chu\s*nghia\s*viet\s*nam\b|^\W*viet\s*nam\W*$")
PARTY = re.compile(r"dang\s+cong\s+san\s+viet\s+nam")
MOTTO = re.compile(r"doc\s*lap\W{1,5}tu\s*do\W{1,5}hanh\s*phuc")

# 'Long Khánh, ngày 21 tháng 3 năm 2022'; a draft leaves the day, or day and month, empty or dotted. A place may be a number ('Phường 4'),
# but then only before the comma: 'Nghị định 30 ngày 05 tháng 3' names none.
DATED = re.compile(
    r"(?P<place>[a-z][a-z .\-]{1,40}?(?:\s*\b\d{1,2}(?=\s*,))?)\s*,?\s*\bnga[yw]\S?\s*(?P<day>[^\s,]{0,4}?|[. …_]{0,20})"
    r"\s*thang\s*(?P<month>\S{0,3}?|[. …_]{0,20})\s*nam\s*(?P<year>\d[\d ]{2,4}\d|\S{0,4})"
)

RECIPIENTS = re.compile(r"^\W*[nv]?[o0][il1]\s*nhan\b\s*:?")  # scans read 'Vơi nhận'
BASES = re.compile(
    r"^\W*can cu\s+(vao\s+)?(cac\s+)?(hien phap|bo luat|luat|phap lenh|nghi|quyet|thong|ke hoach|chi thi|chuong|cong|huong|van ban|ket luan"
    r"|tinh hinh|chuc nang|theo|muc|y kien)"
)
ADDRESSED = re.compile(r"^\W*kinh\s*gui\b\s*:?")
SUBJECT = re.compile(r"^\W*v\s*/\s*v\b\s*:?")

# Who signs for whom: TM. thay mặt, KT. ký thay, TL. thừa lệnh, TUQ. thừa ủy quyền, Q. quyền.
AUTHORITY = re.compile(r"\b(t\s?m|k\s?t|t\s?l|t\s?u\s?q|q)\s?\.\s*(?=[a-z])")
POSITION = re.compile(
    r"\b(quyen\s+)?(pho\s+|uy\s+vien\s+)?(chu\s*tich|giam\s*doc|tong\s+giam\s+doc|truong\s+(ban|phong|khoa|doan|ban\s+to\s+chuc)|chanh\s+(van\s+phong|thanh\s+tra)"
    r"|cuc\s+truong|vu\s+truong|chi\s+cuc\s+truong|bi\s+thu|hieu\s+truong|hieu\s+pho|bo\s+truong|thu\s+truong|thong\s+doc|vien\s+truong"
    r"|chanh\s+an|chi\s+huy\s+truong|truong\s+cong\s+an|tong\s+bien\s+tap|tu\s+lenh|to\s+truong|uy\s+vien\s+thuong\s+truc)\b"
)


def any_of(words: str) -> str:
    """A regular expression for one of the words, which are parted by ' | ' or line ends."""
    return "|".join(word.strip() for line in words.strip().splitlines() for word in line.split(" | "))


@lru_cache(4096)
def bare(text: str) -> str:
    """Lower case without marks, character for character: a place found here is the same place in `text`."""
    return "".join((strip_marks(char).lower() or char)[:1] for char in text)


def kind_of(text: str) -> str | None:
    """The kind of document that a line names and nothing else: 'KẾ HOẠCH' → 'Kế hoạch'."""
    if len(text) > 40 or not text.strip(" *:-").isupper():
        return None
    return _KIND_BY_FOLD.get(fold(text))


def is_nation_or_motto(text: str) -> bool:
    """Whether the line holds the country's name or its motto, or a part of them."""
    plain = bare(text)
    return bool(NATION.search(plain) or MOTTO.search(plain))
