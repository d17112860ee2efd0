import xml.etree.ElementTree as ET

import pytest

from lantoa.ui.charts import Bar, Cell, Chart, Node, Stage, bars, columns, dots, legend, ring, river, spread

LONG = "Ban Quản lý dự án Đầu tư xây dựng và Phát triển quỹ đất <thành phố>"
CHARTS = {
    "ring": (ring(0.857, "Báo cáo"), "Báo cáo: 86%."),
    "ring over": (ring(1.4, "Báo cáo", on_dark=True), "Báo cáo: 100%."),
    "ring of nothing": (ring(0, "Báo cáo"), "Báo cáo: 0%."),
    "bars": (
        bars([Bar("Xuân An", 3), Bar(LONG, 1200, "nộp trễ"), Bar("Bảo Vinh", 0)], what="Bài", unit="bài"),
        f"Bài: cao nhất là {LONG}, 1.200 bài.",
    ),
    "bars of nothing": (bars([], what="Bài"), "Bài: chưa có số liệu."),
    "dots": (
        dots([("Xuân An", [1, 0, 4]), (LONG, [0, 0, 0])], ["T1", "T2", "T3"], what="Gương"),
        "Gương: 5 trên 2 đơn vị, 1 đơn vị chưa có.",
    ),
    "columns": (
        columns(["T4", "T5"], [("Tin, bài", [3, 1200]), ("Gương", [0, 2])], what="Theo tháng"),
        "Theo tháng: tin, bài T5 1.200, T4 3; gương T5 2, T4 0.",
    ),
    "columns of nothing": (columns([], [("Gương", [])], what="Theo tháng"), "Theo tháng: chưa có số liệu."),
    "river": (river([Stage("Phát hiện", 19, "từ dân 11"), Stage("Lựa chọn", 0)], what="Dòng chảy"), "Dòng chảy: phát hiện 19, lựa chọn 0."),
    "river of nothing": (river([], what="Dòng chảy"), "Dòng chảy: ."),
    "spread": (
        spread([Node("a", "Xuân Tân"), Node("b", "Bảo Vinh", "a"), Node("c", "Suối Tre", "gone")], origin="Hàng Gòn", what="Vườn sạch"),
        "Vườn sạch: 3 nơi học theo Hàng Gòn (vòng 1 có 2, vòng 2 có 1).",
    ),
}


@pytest.fixture(params=CHARTS, ids=str)
def case(request) -> tuple[Chart, str]:
    return CHARTS[request.param]


def test_the_drawing_is_well_formed_and_styled_without_style_attributes(case):
    tree = ET.fromstring(f"<root>{case[0].svg}</root>")
    assert [node.tag for node in tree.iter() if "style" in node.attrib or node.tag in {"style", "script"}] == []


def test_screen_readers_get_the_summary_instead_of_the_drawing(case):
    chart, summary = case
    assert chart.summary == summary
    hidden = [node for node in ET.fromstring(f"<root>{chart.svg}</root>").iter() if node.get("aria-hidden") == "true"]
    assert hidden


def test_no_coordinate_is_not_a_number(case):
    assert "nan" not in case[0].svg
    assert "inf" not in case[0].svg


def test_the_table_gives_every_figure():
    chart = dots([("Xuân An", [1, 0, 1400])], ["T1", "T2", "T3"], what="Gương")
    assert chart.columns == ["Đơn vị", "T1", "T2", "T3", "Tổng"]
    assert chart.rows == [["Xuân An", "1", "0", "1.400", "1.401"]]


def test_zero_is_drawn_hollow():
    circles = ET.fromstring(dots([("a", [0, 2])], ["T1", "T2"], what="x").svg).iter("circle")
    assert [c.get("fill") for c in circles] == ["#fff", "#9B1C1F"]


def test_spread_lists_who_learned_from_whom():
    chart = CHARTS["spread"][0]
    assert chart.rows == [["Xuân Tân", "Hàng Gòn", "1"], ["Bảo Vinh", "Xuân Tân", "2"], ["Suối Tre", "Hàng Gòn", "1"]]


def test_a_river_ends_in_rings_only_when_something_spread():
    rings = [river([Stage("a", 3), Stage("b", count)], what="x").svg.count("<circle") for count in (0, 1)]
    assert rings == [1, 3]  # a hollow mark for nothing; three rings for something


def test_the_legend_counts_the_kinds_that_occur_in_a_fixed_order():
    cells = [Cell("a", "late"), Cell("b", "done"), Cell("c", "late"), Cell("d", "exempt")]
    assert legend(cells) == [("done", "Đạt", 1), ("late", "Chậm", 2), ("exempt", "Không phải làm", 1)]


def test_a_cell_says_its_state_in_words():
    assert Cell("Chọn tháng", "late", "4/5").in_words == "Chậm 4/5"
