"""The same form sent again has no second effect."""

import uuid

import pytest
from django.contrib.auth import get_user_model
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpResponse, HttpResponseRedirect

from lantoa.core import submits
from lantoa.core.models import SubmitKey


@pytest.fixture
def post(rf, db):
    user = get_user_model().objects.create_user("can-bo", "Lê Thị Hạnh")

    def make(key):
        request = rf.post("/lam-viec/thu/", {submits.FIELD: key})
        request.user, request.session = user, {}
        request._messages = FallbackStorage(request)
        return request

    return make


def test_second_sending_goes_where_the_first_went_and_does_nothing(post):
    key, ran = str(uuid.uuid4()), []

    def view():
        ran.append(1)
        return HttpResponseRedirect("/lam-viec/xong/")

    first, second = submits.run_once(post(key), view), submits.run_once(post(key), view)
    assert (first["Location"], second["Location"], len(ran)) == ("/lam-viec/xong/", "/lam-viec/xong/", 1)


def test_a_form_shown_again_with_errors_may_be_sent_again(post):
    key = str(uuid.uuid4())
    submits.run_once(post(key), lambda: HttpResponse("Còn thiếu", status=200))
    assert not SubmitKey.objects.exists()


def test_a_view_that_breaks_keeps_no_key(post):
    def view():
        raise ValidationError("hỏng")

    with pytest.raises(ValidationError):
        submits.run_once(post(str(uuid.uuid4())), view)
    assert not SubmitKey.objects.exists()


def test_another_constraint_is_not_taken_for_a_second_click(post):
    def view():
        raise IntegrityError("khác")

    with pytest.raises(IntegrityError):
        submits.run_once(post(str(uuid.uuid4())), view)


def test_old_keys_are_swept(post):
    submits.run_once(post(str(uuid.uuid4())), lambda: HttpResponseRedirect("/"))
    assert submits.sweep_keys() == 0
    SubmitKey.objects.update(created_at="2020-01-01T00:00Z")
    assert submits.sweep_keys() == 1
