"""The compliance matrix: what a cell says, who sees which rows, and that its size costs no queries."""

import io
from datetime import date

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lantoa.core import clock
from lantoa.core.periods import Period
from lantoa.organisations.enums import Role
from lantoa.plans.queries.matrix import Cell, CellKind, Look, add, read_matrix, silent_months
from lantoa.plans.templatetags.plans_matrix import matrix_cells
from tests.factories import AssignmentFactory, EvidenceFactory, PlanFactory, UnitFactory, person_with
from tests.plans.watching import DAY, make_world


@pytest.fixture
def world(db):
    with clock.at(DAY):
        yield make_world()


def row_names(matrix):
    return [row.name for row in matrix.rows]


def kinds(matrix, name):
    row = next(row for row in matrix.rows if row.name == name)
    return [cell and cell.kind for cell in row.cells]


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        (Cell(given=1), CellKind.NONE),
        (Cell(given=1, begun=1), CellKind.DOING),
        (Cell(given=1, waiting=1), CellKind.WAITING),
        (Cell(given=1, done=1), CellKind.DONE),
        (Cell(given=1, begun=1, late=1), CellKind.LATE),
        (Cell(given=1, waived=1), CellKind.EXEMPT),
        (Cell(given=3, done=2), CellKind.DOING),
        (Cell(given=3, done=2, waiting=1), CellKind.WAITING),
        (Cell(given=3, done=2, waived=1), CellKind.DONE),
        (Cell(given=3, done=2, late=1), CellKind.LATE),
    ],
)
def test_a_cell_says_its_worst_news(cell, kind):
    assert cell.kind == kind


def test_a_hundred_percent_means_all():
    assert Cell(given=300, done=299).percent == 99
    assert Cell(given=2, waived=2).percent is None
    assert add([Cell(2, 1), Cell(3, 0, late=1)]) == Cell(given=5, done=1, late=1)


def test_units_stand_in_their_clusters_by_seat(world):
    matrix = read_matrix(world.plan, world.person[Role.STANDING_AGENCY], Look())
    assert [(cluster, [row.name for row in rows]) for cluster, rows in matrix.groups] == [
        ("Cụm thi đua số 1", ["Phường Bảo Vinh", "Phường Xuân An", "Xã Xuân Thiện"]),
        ("Khối nội chính", ["Công an thành phố"]),
    ]
    assert [(column.code, column.title) for column in matrix.columns] == [("U05", "Nhiều hình thức"), ("U10", "Văn nghệ")]


def test_cells_tell_done_waiting_late_not_begun_and_exempt_apart(world):
    matrix = read_matrix(world.plan, world.person[Role.STANDING_AGENCY], Look())
    assert kinds(matrix, "Phường Bảo Vinh") == [CellKind.LATE, CellKind.NONE]
    assert kinds(matrix, "Phường Xuân An") == [CellKind.WAITING, CellKind.NONE]
    assert kinds(matrix, "Xã Xuân Thiện") == [CellKind.DONE, CellKind.NONE]
    assert kinds(matrix, "Công an thành phố") == [CellKind.DONE, CellKind.EXEMPT]
    assert [(cell.done, cell.owed, cell.late) for cell in matrix.totals] == [(2, 4, 1), (0, 3, 0)]


def test_not_owed_is_no_cell_and_reads_differently_from_not_done(world):
    AssignmentFactory(duty=world.yearly, unit=world.office, period="", due_on=date(2022, 12, 31), period_end=date(2022, 12, 31))
    matrix = read_matrix(world.plan, world.person[Role.STANDING_AGENCY], Look())
    row = next(row for row in matrix.rows if row.name == "Phòng Nội vụ")
    assert row.cells[0] is None
    assert row.cluster == "Ngoài cụm, khối"
    html = matrix_cells(row, matrix.columns, "/viec/?ke-hoach=1")
    assert '–<span class="sr">không phải làm</span>' in html
    assert html.count("<a ") == 1
    assert f"&amp;don-vi={world.office.pk}&amp;nhiem-vu={world.yearly.pk}" in html
    assert "chưa có" in html


def test_by_clause_sums_the_clauses_duties(world):
    matrix = read_matrix(world.plan, world.person[Role.STANDING_AGENCY], Look(by_clause=True))
    assert [(column.code, column.duty_ids) for column in matrix.columns] == [
        ("II.1 ý 4", (world.monthly.pk, world.yearly.pk)),
        ("II.2 ý 4", (world.yearly.pk,)),
    ]
    assert [(cell.done, cell.owed) for cell in matrix.totals] == [(2, 7), (0, 3)]


def test_a_period_shows_what_was_in_force_in_it(world):
    agency = world.person[Role.STANDING_AGENCY]
    june = read_matrix(world.plan, agency, Look(span=Period.parse("2022-M06")))
    assert [cell.given for cell in june.totals] == [0, 4]
    assert june.columns[0].code == "U05"
    may = read_matrix(world.plan, agency, Look(span=Period.parse("2022-M05")))
    assert [cell.given for cell in may.totals] == [4, 4]


def test_filters_narrow_the_rows(world):
    agency = world.person[Role.STANDING_AGENCY]
    assert row_names(read_matrix(world.plan, agency, Look(only_late=True))) == ["Phường Bảo Vinh"]
    assert row_names(read_matrix(world.plan, agency, Look(words="bao vinh"))) == ["Phường Bảo Vinh"]
    assert row_names(read_matrix(world.plan, agency, Look(cluster=world.law.pk))) == ["Công an thành phố"]
    assert read_matrix(world.plan, agency, Look(words="không có đâu")).rows == []


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (Role.UNIT_OFFICER, ["Phường Xuân An"]),
        (Role.UNIT_LEADER, ["Phường Xuân An"]),
        (Role.GRASSROOTS, ["Phường Xuân An"]),
        (Role.FINANCE, []),
        (Role.COUNCIL_MEMBER, []),
        (Role.CLUSTER_HEAD, ["Phường Bảo Vinh", "Phường Xuân An", "Xã Xuân Thiện"]),
        (Role.STANDING_AGENCY, ["Phường Bảo Vinh", "Phường Xuân An", "Xã Xuân Thiện", "Công an thành phố"]),
        (Role.CITY_LEADER, ["Phường Bảo Vinh", "Phường Xuân An", "Xã Xuân Thiện", "Công an thành phố"]),
        (Role.UPPER_VIEWER, ["Phường Bảo Vinh", "Phường Xuân An", "Xã Xuân Thiện", "Công an thành phố"]),
    ],
)
def test_rows_by_role(world, role, seen):
    matrix = read_matrix(world.plan, world.person[role], Look())
    assert row_names(matrix) == seen
    assert sum(cell.given for cell in matrix.totals) == 2 * len(seen)


def test_nothing_of_the_neighbours(world):
    assert row_names(read_matrix(world.plan, world.neighbour, Look())) == []
    assert row_names(read_matrix(world.other_plan, world.person[Role.STANDING_AGENCY], Look())) == []


def test_totals_are_of_all_pages(world):
    agency = world.person[Role.STANDING_AGENCY]
    whole = read_matrix(world.plan, agency, Look())
    second = read_matrix(world.plan, agency, Look(), page=2, per_page=3)
    assert (row_names(second), second.pages, second.units) == (["Công an thành phố"], 2, 4)
    assert second.totals == whole.totals
    narrowed = read_matrix(world.plan, agency, Look(cluster=world.east.pk), page=1, per_page=2)
    assert [cell.given for cell in narrowed.totals] == [3, 3]
    assert read_matrix(world.plan, agency, Look(), page=99, per_page=3).page == 2


def test_a_unit_that_has_closed_keeps_its_row_and_name(world):
    gone = UnitFactory(name="Phường Xuân Trung", parent=world.city, closed_on=date(2022, 6, 1))
    AssignmentFactory(duty=world.monthly, unit=gone)
    matrix = read_matrix(world.plan, world.person[Role.STANDING_AGENCY], Look())
    assert row_names(matrix)[-1] == "Phường Xuân Trung"


@pytest.mark.parametrize("per_page", [None, 2])
def test_queries_do_not_grow_with_the_rows(world, per_page):
    agency = world.person[Role.STANDING_AGENCY]

    def count():
        agency.__dict__.pop("_appointments", None)
        with CaptureQueriesContext(
            connection,
        ) as caught:
            read_matrix(world.plan, agency, Look(), per_page=per_page)
        return len(caught)

    before = count()
    for _ in range(3):
        AssignmentFactory(duty=world.monthly, unit=UnitFactory(parent=world.city))
    assert count() == before == (6 if per_page is None else 7)


def test_silent_months_count_live_proof_only(world):
    EvidenceFactory(assignment=world.an_may, happened_on=date(2022, 4, 12))
    EvidenceFactory(assignment=world.vinh_may, happened_on=date(2022, 4, 12), withdrawn=True)
    months, units = silent_months(world.plan, world.person[Role.CLUSTER_HEAD])
    assert [month.code for month in months] == ["2022-M03", "2022-M04", "2022-M05", "2022-M06"]
    assert [(unit.name, unit.silent) for unit in units] == [("Phường Bảo Vinh", 4), ("Xã Xuân Thiện", 4), ("Phường Xuân An", 3)]
    assert units[-1].months == [(3, False), (4, True), (5, False), (6, False)]


def test_a_plan_of_nothing_has_an_empty_matrix(db):
    with clock.at(DAY):
        plan = PlanFactory()
        matrix = read_matrix(plan, person_with(Role.STANDING_AGENCY, plan.standing_agency), Look())
    assert (matrix.rows, matrix.columns, matrix.totals, matrix.total.percent) == ([], [], [], None)


# --- The pages ------------------------------------------------------------------------------------------------------------


def address(name, world):
    return reverse(f"plans:{name}", args=[world.plan.pk])


def test_the_page_links_each_cell_to_its_proofs(world, client):
    client.force_login(world.person[Role.STANDING_AGENCY])
    page = client.get(address("matrix", world), {"ky": "2022-M05"}).content.decode()
    link = f"ke-hoach={world.plan.pk}&amp;ky=2022-M05&amp;don-vi={world.vinh.pk}&amp;nhiem-vu={world.monthly.pk}"
    assert page.count(link) == 1
    assert "tháng 5/2022 · tính đến 31/5/2022" in page


def test_who_may_not_see_proofs_gets_cells_without_links(world, client):
    client.force_login(world.person[Role.UPPER_VIEWER])
    page = client.get(address("matrix", world)).content.decode()
    assert "Phường Bảo Vinh" in page
    assert "nhiem-vu=" not in page


@pytest.mark.parametrize("query", ["ky=x", "cum=abc", "xem=!", "trang=x", "trang=99", "tre=7", "q=" + "x" * 300])
def test_nonsense_in_the_address_does_no_harm(world, client, query):
    client.force_login(world.person[Role.STANDING_AGENCY])
    assert client.get(f"{address('matrix', world)}?{query}").status_code == 200


@pytest.mark.parametrize("name", ["matrix", "matrix_xlsx", "matrix_pdf", "coverage"])
def test_pages_open_for_the_agency_and_not_for_the_neighbour(world, client, name):
    client.force_login(world.neighbour)
    assert client.get(address(name, world)).status_code == 404
    client.force_login(world.person[Role.STANDING_AGENCY])
    answer = client.get(address(name, world))
    assert answer.status_code == 200
    if name.startswith("matrix_"):
        assert answer["Content-Disposition"].startswith(f'attachment; filename="ma-tran-{world.plan.number[:3]}')


def test_an_export_follows_the_filter(world, client):
    client.force_login(world.person[Role.STANDING_AGENCY])
    book = openpyxl.load_workbook(io.BytesIO(client.get(address("matrix_xlsx", world), {"tre": "1"}).content))
    names = [row[0].value for row in book["Ma trận"].iter_rows(min_row=5)]
    assert names == ["Cụm thi đua số 1", "Phường Bảo Vinh"]


@pytest.mark.parametrize(("name", "queries"), [("matrix", 13), ("coverage", 19)])
def test_pages_ask_the_same_for_one_row_and_three(world, client, name, queries):
    agency = world.person[Role.STANDING_AGENCY]

    def count():
        client.force_login(agency)
        client.get(address(name, world))  # the frame's first page of a session costs more
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address(name, world)).status_code == 200
        return len(caught)

    before = count()
    for _ in range(3):
        AssignmentFactory(duty=world.monthly, unit=UnitFactory(parent=world.city))
    assert count() == before == queries


def test_the_menu_leads_to_the_newest_plan(world, client):
    client.force_login(world.person[Role.UNIT_OFFICER])
    assert client.get(reverse("plans:current_matrix")).url == address("matrix", world)
    client.force_login(world.person[Role.FINANCE])
    assert "Chưa có kế hoạch nào" in client.get(reverse("plans:current_matrix")).content.decode()
