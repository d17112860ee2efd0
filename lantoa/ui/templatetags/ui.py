"""Tags and filters of the design system; built into every template (settings.TEMPLATES)."""

from datetime import date, datetime

from django import template
from django.core.paginator import Page
from django.template import TemplateSyntaxError
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lantoa.ui import charts, feedback, icons, paging, words

register = template.Library()

# Status is never colour alone: each kind has its own icon, and the words are required.
TAG_ICONS = {"late": "alert", "soon": "clock", "doing": "half", "done": "check", "none": "ring", "gold": "star"}


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """A decorative icon, hidden from screen readers: words stand beside it. An unknown name fails loudly."""
    if name not in icons.names():
        raise TemplateSyntaxError(f"no icon {name!r} in lantoa/ui/icons")
    classes = f"ic {css}".strip()
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>', classes, static("ui/icons.svg"), name)


@register.simple_tag
def tag(kind: str, text: object) -> SafeString:
    """A status tag: `kind` is late, soon, doing, done, none or gold; `text` says it in words."""
    if kind not in TAG_ICONS:
        raise TemplateSyntaxError(f"no tag kind {kind!r}; use one of {', '.join(TAG_ICONS)}")
    return format_html('<span class="tag tag-{}">{}{}</span>', kind, icon(TAG_ICONS[kind]), text)


@register.simple_tag
def due(value: date | datetime) -> SafeString:
    """A deadline as a tag: "Quá hạn 2 ngày", "Còn 5 ngày · 15/6"."""
    text, day = words.time_left(value), words.as_day(value)
    text = text[0].upper() + text[1:]
    return tag(words.due_kind(value), f"{text} · {day.day}/{day.month}" if text.startswith("Còn") else text)


@register.inclusion_tag("ui/pager.html", takes_context=True)
def pager(context, page: Page) -> dict[str, object]:
    """Links to the pages around this one; nothing when one page holds all. Other filters in the address stay."""
    return {
        "page": page,
        "request": context["request"],
        "param": paging.PARAM,
        "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        "gap": page.paginator.ELLIPSIS,
    }


@register.inclusion_tag("ui/chart.html")
def chart(chart) -> dict[str, object]:
    """A chart (lantoa.ui.charts) with its one-line summary and its table."""
    return {"chart": chart}


@register.inclusion_tag("ui/ruler.html")
def ruler(cells) -> dict[str, object]:
    """The duties of a plan side by side (lantoa.ui.charts.Cell), with a legend that counts them."""
    return {"cells": cells, "legend": charts.legend(cells)}


@register.inclusion_tag("ui/parts/cell.html")
def cell(cell) -> dict[str, object]:
    """The coloured face of one cell, for the ruler and for a matrix."""
    return {"cell": cell}


@register.filter
def undo_url(message) -> str:
    return feedback.undo_url(message)


@register.filter
def ngay(value: date | datetime | None) -> str:
    """{{ day|ngay }} → 10/6/2022; nothing for None."""
    return words.day(value) if value else ""


@register.filter
def ngay_chu(value: date | datetime | None) -> str:
    """{{ day|ngay_chu }} → Thứ Sáu, 10/6/2022"""
    return words.day_in_words(value) if value else ""


@register.filter
def luc(value: datetime | None) -> str:
    """{{ moment|luc }} → 17:00 ngày 10/6/2022, 17:00 hôm nay"""
    return words.moment(value) if value else ""


@register.filter
def con_lai(value: date | datetime | None) -> str:
    """{{ due_on|con_lai }} → còn 5 ngày, quá hạn 2 ngày"""
    return words.time_left(value) if value else ""


@register.filter
def so(value, places: int | None = None) -> str:
    """{{ n|so }} → 1.234,5; {{ n|so:1 }} keeps one digit after the comma."""
    return "" if value is None or value == "" else words.number(value, places)
