"""Who is signed out in the middle of a form comes back to the page of the form, not to an address that only takes forms."""

import pytest

pytestmark = pytest.mark.django_db
FORM = "/lam-viec/viec/1/minh-chung/"


def next_after(response):
    return response["Location"].partition("?next=")[2]


def test_a_page_is_opened_again_after_signing_in(client):
    assert next_after(client.get("/lam-viec/viec/1/")) == "/lam-viec/viec/1/"


@pytest.mark.parametrize(
    ("referer", "back"),
    [("http://testserver/lam-viec/viec/1/", "/lam-viec/viec/1/"), ("http://khac.vn/lam-viec/viec/1/", "/lam-viec/"), ("", "/lam-viec/")],
)
def test_a_form_leads_back_to_the_page_it_stood_on(client, referer, back):
    assert next_after(client.post(FORM, headers={"referer": referer} if referer else {})) == back


def test_a_part_of_a_page_takes_the_whole_page_to_the_sign_in(client):
    response = client.post(FORM, headers={"referer": "http://testserver/lam-viec/viec/1/", "hx-request": "true"})
    assert (response.status_code, response["HX-Redirect"].partition("?next=")[2]) == (401, "/lam-viec/viec/1/")
