"""The two workbooks officers exchange with the system: their columns, and what stands in them now."""

from collections.abc import Iterator
from datetime import date

from django.db.models import F

from lantoa.accounts.models import User
from lantoa.organisations import queries
from lantoa.organisations.enums import Role, UnitKind
from lantoa.organisations.spreadsheets import Column

UNITS = [
    Column("slug", "Mã hệ thống", width=30),
    Column("name", "Tên đơn vị", required=True, width=36),
    Column("kind", "Loại", required=True),
    Column("code", "Mã số", width=12),
    Column("short_name", "Tên gọn"),
    Column("parent", "Cấp trên", width=30),
    Column("on", "Từ ngày", required=True, is_day=True, width=14),
    Column("legal_document", "Văn bản", width=40),
    Column("source", "Nguồn", width=30),
]
PEOPLE = [
    Column("username", "Tên đăng nhập", required=True),
    Column("full_name", "Họ và tên", required=True, width=30),
    Column("email", "Thư điện tử", width=30),
    Column("phone", "Điện thoại", width=16),
    Column("role", "Vai trò", required=True, width=30),
    Column("place", "Nơi", required=True, width=36),
    Column("title", "Chức vụ", width=30),
    Column("valid_from", "Từ ngày", required=True, is_day=True, width=14),
    Column("valid_to", "Đến trước ngày", is_day=True, width=14),
]


def unit_rows(user: User, day: date) -> Iterator[dict]:
    """The units the person may see, as they are on the day, the widest first."""
    found = queries.listed_units(queries.visible_units(user), day).annotate(
        legal_document=F("version__legal_document"), source=F("version__source"), since=F("version__valid_from")
    )
    for unit in found.iterator(chunk_size=1000):
        yield {
            "slug": unit.slug, "name": unit.name, "kind": UnitKind(unit.kind).label, "code": unit.code, "short_name": unit.short_name,
            "parent": unit.parent_slug, "on": unit.since, "legal_document": unit.legal_document, "source": unit.source,
        }  # fmt: skip


def person_rows(user: User, day: date) -> Iterator[dict]:
    """The appointments that hold on the day within what the person manages; delegated ones are left to those who gave them."""
    for held in queries.managed_appointments(user, day).iterator(chunk_size=1000):
        yield {
            "username": held.user.username, "full_name": held.user.full_name, "email": held.user.email, "phone": held.user.phone,
            "role": Role(held.role).label, "place": held.unit.slug if held.unit_id else held.cluster.name, "title": held.title,
            "valid_from": held.valid_from, "valid_to": None if held.is_open_ended else held.valid_to,
        }  # fmt: skip
