import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpResponse, HttpResponseNotAllowed
from django.test import Client, RequestFactory
from django.urls import path

from lantoa.ui import views
from lantoa.ui.middleware import FriendlyErrorMiddleware


def broken(request):
    raise OperationalError("connection refused")


def faulty(request):
    raise ZeroDivisionError


def too_big(request):
    raise RequestDataTooBig


def odd(request):
    raise SuspiciousOperation


urlpatterns = [path("kho/", broken), path("loi/", faulty), path("lon/", too_big), path("la/", odd)]
handler400 = views.bad_request
handler404 = views.page_not_found
handler500 = views.server_error


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/khong-co/", 404, "Không có trang nào ở địa chỉ này"),
        ("/loi/", 500, "Lỗi này là của hệ thống"),
        ("/kho/", 503, "Hệ thống đang tạm nghỉ"),
        ("/la/", 400, "Trình duyệt gửi lên điều không đọc được"),
        ("/lon/", 413, "Tệp gửi lên lớn quá mức"),
    ],
)
def test_each_fault_has_a_page_that_needs_no_database(address, status, words):
    # No database access is allowed in this test: a query would fail it.
    response = Client(raise_request_exception=False).get(address)
    assert response.status_code == status
    assert words in response.content.decode()
    assert "Traceback" not in response.content.decode()
    assert response["Cache-Control"] == "no-store"


@pytest.mark.urls(__name__)
def test_a_database_that_is_away_asks_to_come_back():
    assert Client(raise_request_exception=False).get("/kho/")["Retry-After"] == "30"


def test_an_old_form_is_explained():
    response = views.csrf_failure(RequestFactory().post("/"), reason="no cookie")
    assert response.status_code == 403
    assert "Trang đã mở quá lâu" in response.content.decode()
    assert "no cookie" not in response.content.decode()


def test_an_old_form_leads_back_to_its_page_and_to_no_other_site():
    said = {
        name: RequestFactory().post("/", headers={"referer": f"http://{name}/lam-viec/viec/7/?ky=2"}) for name in ("testserver", "khac.vn")
    }
    pages = {name: views.csrf_failure(request).content.decode() for name, request in said.items()}
    assert 'href="/lam-viec/viec/7/?ky=2"' in pages["testserver"]
    assert "/lam-viec/viec/7/" not in pages["khac.vn"]


def test_bare_answers_get_a_page_and_others_keep_theirs():
    request = RequestFactory().get("/")
    filled = FriendlyErrorMiddleware(lambda request: HttpResponseNotAllowed(["POST"]))(request)
    kept = FriendlyErrorMiddleware(lambda request: HttpResponse("chậm lại", status=429))(request)
    assert "Trang này chỉ nhận biểu mẫu" in filled.content.decode()
    assert filled["Allow"] == "POST"
    assert kept.content.decode() == "chậm lại"


@pytest.mark.django_db
def test_a_filled_page_arrives_whole(client):
    """Its length is counted after it was filled: a browser shows nothing of a page that says it has none."""
    response = client.post("/suc-khoe")
    assert response.status_code == 405
    assert int(response["Content-Length"]) == len(response.content) > 0


@pytest.mark.parametrize("status", [400, 403, 404, 405, 413, 429, 500, 503])
def test_every_page_says_what_to_do_next(status):
    html = views.error_page(status).content.decode()
    assert f">{status}</text>" in html
    assert 'href="/lam-viec/"' in html
