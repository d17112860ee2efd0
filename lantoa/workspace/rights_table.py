"""Who may do what, in words, for the help page. A test compares the rows that name a permission with the rule."""

from dataclasses import dataclass

from lantoa.organisations.enums import Role

R = Role
ROLES = [R.UNIT_OFFICER, R.UNIT_LEADER, R.CLUSTER_HEAD, R.STANDING_AGENCY, R.CITY_LEADER, R.ADMINISTRATOR]


@dataclass(frozen=True)
class Row:
    """`cells`: words for each of ROLES, empty where the role may not."""

    label: str
    cells: tuple[str, ...]
    permissions: tuple[str, ...] = ()

    @property
    def by_role(self) -> list[tuple[str, str]]:
        return [(role.label, words) for role, words in zip(ROLES, self.cells, strict=True)]


TABLE = (
    Row("Xem việc được giao", ("đơn vị mình", "đơn vị mình", "trong cụm, khối", "toàn địa bàn", "toàn địa bàn", "")),
    Row("Gửi minh chứng, nộp", ("đơn vị mình", "", "", "việc của mình", "", "")),
    Row("Duyệt việc đã nộp", ("", "đơn vị mình, trừ việc tự làm", "", "", "", "")),
    Row("Công nhận, miễn việc", ("", "", "", "kế hoạch mình phụ trách", "", "")),
    Row("Xác nhận đã nhận kế hoạch", ("", "đơn vị mình", "", "", "", "")),
    Row("Soạn kế hoạch, giao việc", ("kế hoạch của đơn vị", "", "", "kế hoạch của địa phương", "", "")),
    Row("Ký kế hoạch", ("", "kế hoạch của đơn vị", "", "", "kế hoạch của địa phương", "")),
    Row("Xem bảng theo dõi", ("đơn vị mình", "đơn vị mình", "trong cụm, khối", "toàn địa bàn", "toàn địa bàn", "tất cả")),
    Row("Đôn đốc, kiểm tra", ("", "", "trong cụm, khối", "toàn địa bàn", "xem", "")),
    Row(
        "Sửa đơn vị, cụm, khối", ("", "", "", "toàn địa bàn", "", "tất cả"), ("organisations.manage_unit", "organisations.manage_clusters")
    ),
    Row("Phân công người", ("", "mời công chức của đơn vị", "", "toàn địa bàn", "", "tất cả"), ("organisations.appoint",)),
    Row(
        "Xem hộp gửi đi, gửi lại", ("", "", "", "toàn địa bàn", "", "tất cả"), ("notifications.view_outbox", "notifications.resend_message")
    ),
    Row("Xem tình trạng hệ thống", ("", "", "", "", "", "có"), ("workspace.view_health",)),
)
