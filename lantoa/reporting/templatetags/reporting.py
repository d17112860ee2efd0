"""One cell of a table of totals: a filter and not a template, because a page has hundreds of them."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from lantoa.reporting.queries.tree import Cell
from lantoa.ui.words import number

register = template.Library()
_NOTHING = mark_safe('<span class="sr">chưa báo cáo</span>')
_NIL = mark_safe('<span class="hollow" aria-hidden="true"></span>0')


@register.filter
def total(cell: Cell | None) -> SafeString:
    """Nothing reported, a hollow zero when everybody said 0, or the number."""
    if cell is None:
        return _NOTHING
    return _NIL if cell.is_nil else format_html("{}", number(cell.value))
