"""Kinds of unit, of change, of cluster, and the roles people are appointed to (product.md §2)."""

from django.db.models import TextChoices


class UnitKind(TextChoices):
    NATION = "nation", "Trung ương"
    PROVINCE = "province", "tỉnh"
    CENTRAL_CITY = "central_city", "thành phố trực thuộc Trung ương"
    PROVINCIAL_CITY = "provincial_city", "thành phố thuộc tỉnh"
    TOWN = "town", "thị xã"
    DISTRICT = "district", "huyện, quận"
    WARD = "ward", "phường"
    COMMUNE = "commune", "xã"
    SPECIAL_ZONE = "special_zone", "đặc khu"
    HAMLET = "hamlet", "khu phố, ấp"
    DEPARTMENT = "department", "cơ quan chuyên môn"
    FRONT = "front", "Mặt trận Tổ quốc"
    MASS_ORGANISATION = "mass_organisation", "đoàn thể"
    PARTY_BODY = "party_body", "cơ quan Đảng"
    VERTICAL_AGENCY = "vertical_agency", "cơ quan ngành dọc"
    MEDIA = "media", "cơ quan truyền thông"
    PUBLIC_SERVICE = "public_service", "đơn vị sự nghiệp"
    SCHOOL = "school", "trường học"
    ENTERPRISE = "enterprise", "doanh nghiệp"


# Kinds that are levels of territory: they hold other units, and reports roll up through them.
TERRITORIES = {
    UnitKind.NATION, UnitKind.PROVINCE, UnitKind.CENTRAL_CITY, UnitKind.PROVINCIAL_CITY, UnitKind.TOWN, UnitKind.DISTRICT,
    UnitKind.WARD, UnitKind.COMMUNE, UnitKind.SPECIAL_ZONE,
}  # fmt: skip
# "Địa phương" of a plan: wards and communes.
LOCALITIES = {UnitKind.WARD, UnitKind.COMMUNE, UnitKind.SPECIAL_ZONE}
# How wide a territory is, the widest first; all other kinds share the last tier. Codes are unique within a tier.
_TIERS = [
    {UnitKind.NATION},
    {UnitKind.PROVINCE, UnitKind.CENTRAL_CITY},
    {UnitKind.PROVINCIAL_CITY, UnitKind.TOWN, UnitKind.DISTRICT},
    LOCALITIES,
]


def tier_of(kind: str) -> int:
    """0 for the nation … 3 for wards and communes, 4 for what is no territory."""
    return next((tier for tier, kinds in enumerate(_TIERS) if kind in kinds), len(_TIERS))


class SuccessionKind(TextChoices):
    MERGE = "merge", "sáp nhập"
    SPLIT = "split", "chia, tách"
    RENAME = "rename", "đổi tên"
    UPGRADE = "upgrade", "nâng cấp, đổi loại"
    MOVE = "move", "chuyển cấp trên"
    ABOLISH = "abolish", "giải thể"


class ClusterKind(TextChoices):
    CLUSTER = "cluster", "cụm thi đua"
    BLOCK = "block", "khối thi đua"


class HeadPost(TextChoices):
    HEAD = "head", "trưởng"
    VICE = "vice", "phó"


class Role(TextChoices):
    """What a person is appointed to. Permissions are named in each room's rules.py in terms of these."""

    UNIT_OFFICER = "UO", "Công chức đơn vị"
    UNIT_LEADER = "UL", "Lãnh đạo đơn vị"
    CLUSTER_HEAD = "CH", "Trưởng cụm, khối thi đua"
    STANDING_AGENCY = "SA", "Cơ quan Thường trực"
    COUNCIL_MEMBER = "CM", "Thành viên Hội đồng"
    CITY_LEADER = "CL", "Lãnh đạo UBND"
    MEDIA_EDITOR = "ME", "Biên tập viên báo, đài"
    FRONT_PARTNER = "FP", "Mặt trận, đoàn thể"
    FINANCE = "FI", "Tài chính"
    ADMINISTRATOR = "AD", "Quản trị hệ thống"
    UPPER_VIEWER = "UP", "Cấp trên theo dõi"
    GRASSROOTS = "GR", "Khu phố, ấp, trường học"


# How far an appointment reaches. OWN: the unit itself. SUBTREE: the unit and all below it. SYSTEM: everything.
# A standing agency is an office under the authority that issues the plan, and reaches all that is under that authority.
class Reach(TextChoices):
    OWN = "own"
    CLUSTER = "cluster"
    AUTHORITY = "authority"
    SUBTREE = "subtree"
    SYSTEM = "system"


REACH = {
    Role.UNIT_OFFICER: Reach.OWN,
    Role.UNIT_LEADER: Reach.OWN,
    Role.CLUSTER_HEAD: Reach.CLUSTER,
    Role.STANDING_AGENCY: Reach.AUTHORITY,
    Role.COUNCIL_MEMBER: Reach.SUBTREE,
    Role.CITY_LEADER: Reach.SUBTREE,
    Role.MEDIA_EDITOR: Reach.OWN,
    Role.FRONT_PARTNER: Reach.OWN,
    Role.FINANCE: Reach.OWN,
    Role.ADMINISTRATOR: Reach.SYSTEM,
    Role.UPPER_VIEWER: Reach.SUBTREE,
    Role.GRASSROOTS: Reach.OWN,
}
