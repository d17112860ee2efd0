"""Answers Django leaves bare get a page a person can read."""

from django.http import HttpRequest, HttpResponse

from lantoa.ui import views

BARE = {405, 413, 429}


class FriendlyErrorMiddleware:
    """Fills empty 405, 413 and 429 answers; anything with a body of its own passes."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code in BARE and not response.streaming and not response.content:
            response.content = views.error_page(response.status_code).content
        return response
