import pytest
from django.http import Http404
from django.test import RequestFactory

from lantoa.ui.gallery import views


def test_the_style_page_is_not_there_in_real_use(settings):
    settings.DEBUG = settings.DEMO = False
    with pytest.raises(Http404):
        views.gallery(RequestFactory().get("/"))
    with pytest.raises(Http404):
        views.projector(RequestFactory().get("/"))
