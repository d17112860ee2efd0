"""One approved text on each channel: seen side by side, changed, copied, printed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from lantoa.core.rights import allowed, require
from lantoa.core.text import strip_marks
from lantoa.exemplars.enums import Purpose
from lantoa.newsroom import permits, posters, sms
from lantoa.newsroom.enums import TextFor
from lantoa.newsroom.forms import ChannelTextForm
from lantoa.newsroom.queries import channels as queries
from lantoa.newsroom.queries.pictures import pictures_of
from lantoa.newsroom.services import channels as services
from lantoa.newsroom.views.stories import story_of
from lantoa.ui import feedback

PURPOSE_OF = {TextFor.RADIO: Purpose.RADIO, TextFor.SMS: Purpose.SOCIAL, TextFor.SOCIAL: Purpose.SOCIAL, TextFor.POSTER: Purpose.PRINT}


@require_safe
def channels(request: HttpRequest, pk: int) -> HttpResponse:
    """Each channel with its text, whether it still holds, and what stands in its way."""
    story = story_of(request, pk)
    version = queries.approved_version(story)
    pictures = pictures_of(version)
    shown = [
        {
            "one": one,
            "barred": permits.refusals(story.nomination, PURPOSE_OF[one.form], pictures=pictures if one.form == TextFor.POSTER else ()),
        }
        for one in queries.told(story)
    ]
    return render(request, "newsroom/channels.html", {
        "story": story, "shown": shown, "may_edit": allowed(request.user, "newsroom.edit_story", story),
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    story = story_of(request, pk)
    require(request.user, "newsroom.edit_story", story)
    told = queries.told_on(story, form) if form in TextFor.values else None
    if told is None:
        raise Http404
    words = ChannelTextForm(request.POST or None, initial={"text": told.text})
    if request.method == "POST" and words.is_valid():
        with feedback.refusals_on(words):
            services.write_channel_text(story, form, words.cleaned_data["text"], by=request.user)
            feedback.done(request, "Đã lưu bản cho kênh này.")
            return redirect("newsroom:channels", pk)
    text = words.data.get("text", told.text) if words.is_bound else told.text
    without = strip_marks(text)
    return render(request, "newsroom/write_channel.html", {
        "story": story, "told": told, "form": words, "is_sms": form == TextFor.SMS, "length": sms.measure(text),
        "without_marks": without, "length_without": sms.measure(without), "older": story.channel_texts.filter(form=form).select_related("author"),
    })  # fmt: skip


@require_safe
def poster(request: HttpRequest, pk: int) -> HttpResponse:
    """The A3 sheet as PDF; refused in words while the person has not agreed to print."""
    story = story_of(request, pk)
    told = queries.told_on(story, TextFor.POSTER)
    if told is None:
        raise Http404
    version = queries.approved_version(story)
    if barred := permits.refusals(story.nomination, Purpose.PRINT, pictures=pictures_of(version)):
        feedback.done(request, " ".join(barred))
        return redirect("newsroom:channels", pk)
    response = HttpResponse(posters.render_poster(story, version, told.text), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="ap-phich-{story.slug}.pdf"'
    return response
