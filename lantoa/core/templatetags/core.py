"""Template tags every room needs: the submit key."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lantoa.core import submits

register = template.Library()


@register.simple_tag
def submit_key() -> SafeString:
    """Hidden field that makes sending the form twice harmless. Stands in each POST form beside the csrf token."""
    return format_html('<input type="hidden" name="{}" value="{}">', submits.FIELD, submits.new_key())
