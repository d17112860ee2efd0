"""Names of bodies as the head prints them (capitals, abbreviated) to the way they are written in a sentence."""

from __future__ import annotations

import re

from lantoa.documents.reading.phrases import UPPER, bare

_ABBREVIATED = [
    (re.compile(r"^UB\s?ND\b|^UBND\b"), "ỦY BAN NHÂN DÂN"),
    (re.compile(r"^HĐND\b"), "HỘI ĐỒNG NHÂN DÂN"),
    (re.compile(rf"\bTP\.?\s+(?=[{UPPER}])"), "THÀNH PHỐ "),
    (re.compile(r"\bUỶ BAN\b"), "ỦY BAN"),
]
# Common words keep a small letter; a place ('tỉnh X'), and the fields of ministries and departments, take capitals.
_LEVELS = r"tỉnh|thành phố|huyện|quận|thị xã|phường|xã(?! hội)|thị trấn|đặc khu"
_PLACE = re.compile(rf"\b({_LEVELS})\s+(.+)$")
_SCHOOL = re.compile(r"\b(trường (?:THPT|THCS|TH|tiểu học|mầm non|trung học (?:phổ thông|cơ sở)|mẫu giáo)(?: và THCS)?)\s+(.+)$")
_UNIT_PLACE = re.compile(rf"\b(?:{_LEVELS})\s+\S.*$", re.I)
_FIELDS = re.compile(
    r"\b(công thương|nội vụ|tài chính|tư pháp|y tế|xây dựng|giáo dục|đào tạo|khoa học|công nghệ|nông nghiệp|môi trường|văn hóa|thể thao|"
    r"du lịch|lao động|thương binh|xã hội|ngoại giao|dân tộc|tôn giáo|thông tin|truyền thông|kế hoạch|đầu tư|giao thông|tài nguyên|"
    r"quốc phòng|mặt trận|tổ quốc|việt nam|thi đua|khen thưởng|phát triển nông thôn|chính phủ|hồ chí minh)\b"
)
_LEAD = re.compile(
    r"^(uy ban|ubnd|ub nd|so|bo|cuc|chi cuc|tong cuc|vu|phong|truong|hoi dong|hdnd|ban|van phong|trung tam|hoi|cong an|dang uy|dang bo|"
    r"tinh uy|thanh uy|huyen uy|quan uy|thanh tra|vien|toa an|doan|lien doan|mat tran|cong ty|benh vien|quy|dai|chinh phu|thu tuong|"
    r"quoc hoi|tinh doan|thanh doan|lien minh|kho bac|bao hiem|ngan hang|cong doan|hiep hoi|to cong tac|tinh|thanh pho|"
    r"huyen|bch|ban chap hanh)\b"
)
_BARE_LEVEL = re.compile(r"^(tinh|thanh pho|tp|huyen|quan|thi xa|phuong|xa|thi tran|dac khu)\b")


def bodies_of(lines: list[str]) -> list[str]:
    """The bodies that the left half of the head names, superior first. A name may run over several lines."""
    bodies: list[str] = []
    for line in lines:
        plain = bare(line).strip()
        starts = bool(_LEAD.match(plain)) and not _BARE_LEVEL.match(plain)
        if bodies and starts and _is_whole(bodies[-1]):
            bodies.append(line)
        elif bodies:
            bodies[-1] += " " + line
        else:
            bodies.append(line)
    return [" ".join(body.split()) for body in bodies]


def _is_whole(name: str) -> bool:
    """Whether the name may end here; 'BAN CHỈ ĐẠO', 'SỞ LAO ĐỘNG -' and 'SỞ GIÁO DỤC VÀ' may not."""
    plain = bare(name).strip()
    return not re.search(
        r"(\bva|[-–,])$|^(uy ban nhan dan|hoi dong|hoi dong nhan dan|ban chi dao|ban chap hanh|ban quan ly|truong|van phong)$", plain
    )


def proper(name: str) -> str:
    """'ỦY BAN NHÂN DÂN TỈNH ĐỒNG NAI' → 'Ủy ban nhân dân tỉnh Đồng Nai'; a name not in capitals keeps its letters."""
    name = " ".join(name.split()).strip(" -–_*.:;,")
    for pattern, whole in _ABBREVIATED:
        name = pattern.sub(whole if name.isupper() else whole.capitalize(), name)
    if not name.isupper():
        return name
    short = set(re.findall(r"\b(?:[B-DF-HJ-NP-TV-XZĐ]{2,6}|[A-ZĐ]*(?:GD|TĐ|NN|QL|VH|TN|LĐ)[A-ZĐ]*|UBND|HĐND|MTTQ|TNHH|BCH)\b", name))
    name = " ".join(word if word in short else word.lower() for word in name.split())
    name = _PLACE.sub(lambda m: f"{m[1]} {m[2].title()}", name)
    name = _SCHOOL.sub(lambda m: f"{m[1]} {' '.join(w if w in short else w.capitalize() for w in m[2].split())}", name)
    name = _FIELDS.sub(lambda m: m[1].capitalize() if m[1] not in _ALL_WORDS else m[1].title(), name)
    return name[:1].upper() + name[1:]


_ALL_WORDS = {"công thương", "việt nam", "hồ chí minh"}


def with_place(issuer: str, parent: str | None) -> str:
    """A department prints only its field; the place stands in the line above: 'Sở Nội vụ' → 'Sở Nội vụ tỉnh Đồng Nai'."""
    if not parent or not parent.startswith(("Ủy ban nhân dân", "Hội đồng nhân dân")):
        return issuer
    place = _UNIT_PLACE.search(parent)
    if not place or bare(place[0].split(" ", 1)[-1]) in bare(issuer):
        return issuer
    if issuer == "Văn phòng":
        return f"Văn phòng {parent}"
    return f"{issuer} {place[0]}"
