"""What the log says in words. A new act of any room gets its words here; a test finds those that have none."""

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field

from lantoa.audit.models import Entry

ACTIONS = {
    "acknowledge": "xác nhận đã nhận",
    "add": "thêm",
    "add_item": "thêm nội dung",
    "answer": "trả lời",
    "appoint": "phân công",
    "ask": "gửi câu hỏi",
    "close": "đóng",
    "correct": "sửa cho đúng",
    "create": "tạo",
    "delegate": "ủy quyền",
    "deliver": "gửi đến nơi nhận",
    "draft": "soạn thảo",
    "draft_unit_plan": "soạn kế hoạch của đơn vị",
    "edit": "sửa",
    "end": "kết thúc",
    "excuse_clause": "miễn một nội dung",
    "extend": "gia hạn",
    "found": "lập",
    "give_out": "giao việc",
    "give_proof": "nộp minh chứng",
    "go_late": "chuyển quá hạn",
    "hand_over": "chuyển giao",
    "move": "chuyển bước",
    "plan": "lên lịch",
    "remind": "nhắc việc",
    "remove_item": "bỏ nội dung",
    "reorganise": "ghi biến động",
    "resend": "gửi lại",
    "roll_over": "lập cho năm sau",
    "seat": "xếp vào cụm, khối",
    "set_head": "đặt cụm trưởng, khối trưởng",
    "store": "tải tệp lên",
    "sweep": "dọn tệp thừa",
    "unseat": "đưa ra khỏi cụm, khối",
    "withdraw_proof": "rút minh chứng",
    "download": "tải tệp về",
    # accounts
    "sign_in": "đăng nhập",
    "sign_in_failed": "đăng nhập không thành",
    "sign_out": "đăng xuất",
    "change_password": "đổi mật khẩu",
    "set_password": "đặt mật khẩu",
    "issue_reset_link": "cấp liên kết đặt lại mật khẩu",
    "add_factor": "thêm lớp xác thực",
    "remove_factor": "bỏ lớp xác thực",
    "renew_codes": "lập lại mã khôi phục",
    "link_identity": "nối tài khoản đăng nhập một lần",
    "deactivate": "ngừng tài khoản",
    "reactivate": "mở lại tài khoản",
}


def action(code: str) -> str:
    return ACTIONS.get(code, code)


def state(entry: Entry, value: str) -> str:
    """The state's label as the model gives it today; the bare value when the model or state is gone."""
    field = _field(entry.model, "state")
    return str(dict(field.flatchoices).get(value, value)) if field else value


def kind(label: str) -> str:
    """ "kế hoạch" for "plans.Plan": the name of the model for people."""
    try:
        return str(apps.get_model(label)._meta.verbose_name)
    except (LookupError, ValueError):
        return label


def field(entry: Entry, name: str) -> str:
    """What a value in `before` and `after` is called; services may as well write words of their own as keys."""
    found = _field(entry.model, name)
    return str(found.verbose_name) if found else name


def value(found: object) -> str:
    """A value of `before` or `after` as it reads."""
    if found is None or found == "":
        return ""
    if isinstance(found, bool):
        return "có" if found else "không"
    if isinstance(found, list):
        return ", ".join(map(value, found))
    if isinstance(found, dict):
        return "; ".join(f"{key}: {value(inner)}" for key, inner in found.items())
    return str(found)


def _field(label: str, name: str) -> Field | None:
    try:
        found = apps.get_model(label)._meta.get_field(name)
    except (LookupError, ValueError, FieldDoesNotExist):
        return None
    return found if isinstance(found, Field) else None
