"""What can be listened to: bulletins that were on the air, and stories read by the reader's own device."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lantoa.newsroom.queries import published as told
from lantoa.portal import hearing
from lantoa.portal.caching import asked_again, reads
from lantoa.portal.shown import dressed
from lantoa.radio.queries import published as radio
from lantoa.ui.paging import paginate

PER_PAGE = 8
STORIES = 12


@require_safe
@asked_again
@reads("trang")
def listen(request: HttpRequest) -> HttpResponse:
    """The newest bulletin large, the others below it; beside them when the loudspeakers speak today, and the newest stories."""
    page = paginate(request, radio.published_bulletins(), per_page=PER_PAGE)
    bulletins = page.object_list = hearing.with_sound(page.object_list)
    stories = dressed(told.published_stories().exclude(nomination=None)[:STORIES]) if page.number == 1 else []
    for story in stories:
        story.text = told.published_plain_body(story)
    first = next((row for row in bulletins if row.sound), None) if page.number == 1 else None
    return render(request, "portal/listen.html", {
        "page": page, "first": first, "others": [row for row in bulletins if row is not first], "stories": stories,
        "programmes": radio.published_programmes() if page.number == 1 else [],
    })  # fmt: skip
