"""Sample content of the style page: invented, with long names, nothing, and much. Dates are counted from today."""

from datetime import timedelta

from django import forms

from lantoa.core import clock
from lantoa.ui.charts import Bar, Cell, Node, Stage, bars, dots, ring, river, spread
from lantoa.ui.forms import DayField, NumberField, SearchForm
from lantoa.ui.navigation import Entry, Group, Item, Menu, Part
from lantoa.ui.shell import Choice, Shell

MENU_LINES = [
    [
        ("Việc của tôi", "list", 6, "Việc"),
        ("Kế hoạch đơn vị", "calendar", None, ""),
        ("Gương, mô hình", "star", 6, "Gương"),
        ("Giới thiệu một gương", "plus", None, "Giới thiệu"),
        ("Tin bài", "pen", 2, ""),
        ("Phát thanh", "radio", None, ""),
    ],
    [
        ("Báo cáo", "file", None, "Báo cáo"),
        ("Điểm thi đua", "chart", None, ""),
        ("Kinh phí", "coin", None, ""),
        ("Kho tư liệu", "book", None, ""),
    ],
]
_groups = [
    [
        Item(Entry(label, "", icon, group=group, dock=dock, raised=icon == "plus"), "#", icon == "list", badge)
        for label, icon, badge, dock in line
    ]
    for group, line in zip((Group.WORK, Group.RESULTS), MENU_LINES, strict=True)
]
_parts = [Part(group.value, items, True) for group, items in zip((Group.WORK, Group.RESULTS), _groups, strict=True)]
_dock = [item for group in _groups for item in group if item.entry.dock]
MENU = Menu(groups=_parts, dock=_dock)

LONG_UNIT = "Ban Quản lý dự án Đầu tư xây dựng và Phát triển quỹ đất thành phố"

SHELL = Shell(
    person="Nguyễn Thị Hoàng Mỹ Uyên",
    honorific="chị",
    role="Công chức văn hóa - xã hội",
    unit="Phường Bảo Vinh",
    cluster="Cụm phường, xã số 1",
    units=[Choice("Phường Bảo Vinh", "1", "Cụm phường, xã số 1", current=True), Choice(LONG_UNIT, "2", "Khối các đơn vị sự nghiệp")],
    switch_url="#",
    period="Quý II/2022",
    periods=[Choice("Quý I/2022", "2022-Q1"), Choice("Quý II/2022", "2022-Q2", current=True)],
    period_url="#",
    search_url="#",
    unread=4,
    news_url="#",
    account_url="#",
    help_line="Phòng Nội vụ trả lời trong ngày làm việc.",
    help_url="#",
)


class ExampleForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(label="Tên việc", help_text="Viết như nói: ai làm gì, cho ai.", max_length=200)
    due_on = DayField(label="Hạn")
    money = NumberField(label="Kinh phí dự kiến", required=False, help_text="Đơn vị: đồng.")
    unit = forms.ChoiceField(label="Đơn vị làm", choices=[("", "Chọn đơn vị"), ("1", "Phường Bảo Vinh"), ("2", LONG_UNIT)])
    kind = forms.ChoiceField(
        label="Loại minh chứng",
        choices=[("a", "Đường dẫn bài đã đăng"), ("b", "Tệp hoặc ảnh"), ("c", "Ghi lại bằng lời")],
        widget=forms.RadioSelect,
    )
    forms_used = forms.MultipleChoiceField(
        label="Hình thức tuyên truyền",
        required=False,
        choices=[("web", "Trang thông tin điện tử"), ("radio", "Loa truyền thanh"), ("zalo", "Nhóm Zalo khu phố")],
        widget=forms.CheckboxSelectMultiple,
    )
    text = forms.CharField(label="Kết quả", widget=forms.Textarea, required=False)
    file = forms.FileField(label="Tệp", required=False, help_text="PDF, DOCX hoặc ảnh, đến 20 MB.")
    sure = forms.BooleanField(label="Tôi đã kiểm tra các nội dung trên")


class ExampleSearch(SearchForm):
    state = forms.ChoiceField(label="Tình trạng", required=False, choices=[("", "Tất cả"), ("late", "Chậm"), ("done", "Đạt")])


DUTIES = [
    "Kế hoạch",
    "Tư tưởng",
    "74 năm",
    "5 phong trào",
    "Nhiều hình thức",
    "Gương mới",
    "Chuyên mục",
    "Chọn tháng",
    "Giao lưu",
    "Văn nghệ",
    "Phối hợp",
    "Nhân rộng",
    "Báo cáo",
]
STATES = [
    ("done", ""),
    ("done", ""),
    ("doing", "2/3"),
    ("done", ""),
    ("done", ""),
    ("doing", "6/8"),
    ("done", ""),
    ("late", "4/5"),
    ("soon", "1/2"),
    ("none", "0/1"),
    ("done", ""),
    ("exempt", ""),
    ("doing", "86%"),
]


def cells(turn: int = 0) -> list[Cell]:
    states = STATES[turn:] + STATES[:turn]
    return [Cell(label, kind, text, "#" if kind != "exempt" else "") for label, (kind, text) in zip(DUTIES, states, strict=True)]


WARDS = ["Bảo Vinh", "Xuân An", "Hàng Gòn", "Xuân Bình", "Suối Tre", "Bình Lộc", LONG_UNIT]


STAGES = [
    Stage("Phát hiện", 19, "từ dân 11"),
    Stage("Xác minh", 14, "loại 3, chờ 2"),
    Stage("Lựa chọn", 9, "bỏ phiếu"),
    Stage("Biểu dương", 8, "1 chờ lễ"),
    Stage("Đăng, phát", 8, "22 lượt phát"),
    Stage("Nhân rộng", 3, "7 nơi"),
]
POSTS = [*(Bar(name, 15 - 3 * i) for i, name in enumerate(WARDS[:5])), Bar(LONG_UNIT, 0, "chưa nộp")]
CHOSEN = [(name, [(i * 3 + j * 2) % 5 for j in range(6)]) for i, name in enumerate(WARDS)]
LEARNERS = [
    Node("a", "Xuân Tân"),
    Node("b", "Suối Tre"),
    Node("c", "Xuân Lập"),
    Node("d", "Bảo Quang", "a"),
    Node("e", "Bàu Trâm", "a"),
    Node("f", "Bình Lộc", "b"),
    Node("g", "Bảo Vinh", "d"),
]


def context() -> dict[str, object]:
    today = clock.today()
    return {
        "today": today,
        "days": [today + timedelta(days) for days in (-2, 0, 1, 5, 40)],
        "soon": today + timedelta(5),
        "form": ExampleForm(),
        "wrong": ExampleForm({"title": "", "due_on": "31/2/2022", "money": "một triệu"}, auto_id="sai_%s"),
        "search": ExampleSearch({"q": "bao vinh"}),
        "cells": cells(),
        "matrix": [(name, cells(i)) for i, name in enumerate(WARDS)],
        "duties": DUTIES,
        "ring_dark": ring(0.86, "Báo cáo quý II tự viết", on_dark=True),
        "charts": [
            river(STAGES, what="Dòng chảy gương, mô hình"),
            bars(POSTS, what="Bài đã đăng", unit="bài"),
            dots(CHOSEN, [f"T{month}" for month in range(1, 7)], what="Gương được chọn theo tháng"),
        ],
        "spread": spread(LEARNERS, origin="Hàng Gòn", what="Vườn sạch"),
    }
