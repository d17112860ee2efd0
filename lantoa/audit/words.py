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
    "ask_for_bundle": "dựng tập công văn",
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
    "enter_paper": "ghi sổ văn bản đi",
    "extend": "gia hạn",
    "found": "lập",
    "give_out": "giao việc",
    "give_proof": "nộp minh chứng",
    "go_late": "chuyển quá hạn",
    "hand_over": "chuyển giao",
    "move": "chuyển bước",
    "plan": "lên lịch",
    "receive": "nhận hồ sơ giới thiệu",
    "transcribe": "chép lời từ bản ghi âm",
    "bring_book": "đưa lên tệp giới thiệu nhiều người",
    "export_list": "tải danh sách hồ sơ giới thiệu",
    "take_book": "nhập tệp giới thiệu nhiều người",
    "check_duplicates": "dò hồ sơ trùng",
    "suspect": "nghi hai hồ sơ trùng",
    "take_in": "nhận phần của hồ sơ gộp vào",
    "join_subjects": "nối hai hồ sơ của cùng một người",
    "set_criterion": "xét tiêu chí",
    "add_source": "thêm nguồn xác minh",
    "add_confirmation": "ghi xác nhận nơi cư trú",
    "remove_finding": "bỏ mục xác minh ghi nhầm",
    "attach": "gửi kèm tệp",
    "remove_attachment": "gỡ tệp kèm",
    "hold": "tạm dừng",
    "release": "thôi tạm dừng",
    "mentor": "ghi lần bồi dưỡng",
    "take_consent": "lấy ý kiến đồng ý",
    "withdraw_consent": "rút đồng ý",
    "make_own_link": "cấp đường dẫn riêng",
    "close_own_link": "khóa đường dẫn riêng",
    "take_down": "gỡ bỏ khỏi nơi đã đăng",
    "ask_about_data": "hỏi về dữ liệu của mình",
    "acknowledge_request": "báo đã nhận yêu cầu",
    "answer_request": "trả lời yêu cầu",
    "remind": "nhắc việc",
    "remove_item": "bỏ nội dung",
    "reorganise": "ghi biến động",
    "resend": "gửi lại",
    "roll_over": "lập cho năm sau",
    "seat": "xếp vào cụm, khối",
    "set_head": "đặt cụm trưởng, khối trưởng",
    "store": "tải tệp lên",
    "reuse_lesson": "ghi làm theo bài học",
    "sweep": "dọn tệp thừa",
    "unseat": "đưa ra khỏi cụm, khối",
    "withdraw": "rút lại",
    "withdraw_proof": "rút minh chứng",
    "download": "tải tệp về",
    # newsroom
    "write_version": "viết một bản",
    "comment": "nhắn",
    "settle_comment": "đánh dấu lời nhắn đã xong",
    "note_read_back": "ghi đã đọc lại cho người được viết",
    "register_publication": "ghi nơi đăng, phát",
    "add_picture": "thêm ảnh vào bài",
    "describe_picture": "ghi về ảnh của bài",
    "remove_picture": "bỏ ảnh khỏi bài",
    "note_taken_down": "ghi đã gỡ ở nơi đăng, phát",
    "cross_out_publication": "gạch bỏ dòng ghi nơi đăng, phát",
    "make_read_back_link": "cấp đường dẫn đọc lại bài",
    "answer_read_back": "người được viết trả lời về bài",
    "write_channel_text": "viết bản cho kênh",
    "open_column": "mở chuyên mục",
    "edit_column": "sửa chuyên mục",
    "close_column": "đóng chuyên mục",
    "reopen_column": "mở lại chuyên mục",
    "see_column": "thấy chuyên mục còn chạy",
    "ask_media": "đề nghị phối hợp",
    "note_request": "nhắn về đề nghị phối hợp",
    "note_royalty": "ghi nhuận bút",
    "cross_out_royalty": "gạch bỏ nhuận bút",
    # radio
    "add_part": "thêm lời vào bản tin",
    "add_slot": "thêm khung giờ",
    "add_stories": "thêm bài vào bản tin",
    "arrange_parts": "xếp thứ tự các phần",
    "ask_for_approval": "trình duyệt lời",
    "ask_for_mix": "cho ghép bản tin",
    "break_in": "phát chen",
    "connect": "nối loa thông minh",
    "end_slot": "thôi khung giờ",
    "keep_take": "ghi âm",
    "move_airing": "dời lượt phát",
    "plan_airings": "xếp lịch phát",
    "read_live": "chọn đọc trực tiếp",
    "remove_part": "bỏ một phần khỏi bản tin",
    "renew_address": "đổi địa chỉ kín",
    "send_back": "trả lại",
    "skip_day": "ghi ngày nghỉ phát",
    "take_log": "nhập nhật ký thiết bị",
    "use_take": "chọn lần ghi âm",
    "withdraw_part": "gỡ một phần khỏi bản tin",
    "write_script": "sửa lời đọc",
    # selection
    "revoke": "thu hồi biểu dương",
    "remove": "bỏ khỏi danh sách",
    "keep_signed_file": "gửi bản đã ký",
    "money_returned": "ghi tiền về quỹ",
    "set_award_form": "đặt hình thức khen",
    "set_base_salary": "đặt mức lương cơ sở",
    "set_template": "đặt mẫu giấy khen",
    "seat_member": "mời vào hội đồng",
    "unseat_member": "cho thôi hội đồng",
    "set_scheme": "đặt quy chế bình chọn",
    "open_round": "mở đợt bình chọn",
    "add_candidate": "đưa vào danh sách bình chọn",
    "withdraw_candidate": "rút khỏi danh sách bình chọn",
    "recuse": "không bỏ phiếu vì có liên quan",
    "set_criteria": "đặt tiêu chí",
    "vote": "bỏ phiếu",
    "vote_refused": "bỏ phiếu bị từ chối",
    "note_attendance": "ghi người dự họp",
    "settle_tie": "phân định bằng phiếu",
    "write_minutes": "ghi biên bản",
    # reporting
    "begin_report": "soạn báo cáo thành phố",
    "write_section": "sửa một phần báo cáo",
    "add_indicator": "thêm chỉ tiêu",
    "change_indicator": "đổi cách đếm của chỉ tiêu",
    "end_indicator": "thôi dùng chỉ tiêu",
    "add_figure": "thêm ô vào mẫu",
    "drop_item": "bỏ ô khỏi mẫu",
    "new_version": "lập bản mới của mẫu",
    "set_days": "đổi lịch báo cáo",
    "adopt_forms": "dùng bộ mẫu báo cáo đề xuất",
    "amend": "lập bản sửa",
    "dispute": "báo số sai",
    "load_values": "nạp số liệu các kỳ trước",
    "open_cycle": "mở kỳ báo cáo",
    "refresh": "lấy lại số từ bản ghi",
    "repair_totals": "tính lại tổng hợp",
    "withdraw_dispute": "rút lời báo sai",
    "write_report": "ghi vào báo cáo",
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

# Values of `before` and `after` that are no fields of the record.
VALUES = {
    "attendance": "dự họp",
    "boxes": "số ô",
    "clusters": "số cụm, khối lệch",
    "edition": "lần",
    "forms": "mẫu",
    "holder": "nơi làm",
    "nodes": "số dòng lệch",
    "period": "kỳ",
    "question": "câu hỏi",
    "reports": "số báo cáo",
    "channel": "nơi đăng, phát",
    "chosen": "được chọn",
    "decision": "quyết định",
    "first": "lần đầu",
    "form": "hình thức",
    "found": "tìm thấy",
    "how": "cách bỏ phiếu",
    "joined": "đã nối",
    "line": "dòng số",
    "lines": "số dòng",
    "member": "thành viên",
    "merged": "đã gộp",
    "name": "tên",
    "names": "các tên",
    "number": "số",
    "on": "ngày",
    "one": "hồ sơ này",
    "order": "thứ tự",
    "other": "hồ sơ kia",
    "parts": "số phần",
    "place": "ở đâu",
    "post": "chức vụ",
    "record": "bản ghi",
    "rules": "quy chế",
    "seconds": "giây",
    "slot": "khung giờ",
    "slots": "số khung giờ",
    "subject": "về việc",
    "text": "lời nhắn",
    "tie": "liên quan",
    "title": "đầu đề",
    "until": "đến",
    "values": "số giá trị",
    "version": "bản số",
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
    return str(found.verbose_name) if found else VALUES.get(name, name)


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
