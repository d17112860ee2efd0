"""The demo's people, and what a browser calls itself, for the templates."""

import re

from django import template
from django.conf import settings

from lantoa.accounts import demo

register = template.Library()
_BROWSERS = [("Edg", "Edge"), ("coc_coc", "Cốc Cốc"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari")]
_SYSTEMS = [("Android", "Android"), ("iPhone|iPad", "iPhone, iPad"), ("Windows", "Windows"), ("Mac OS", "máy Mac"), ("Linux", "Linux")]


@register.simple_tag
def demo_people() -> list[demo.DemoPerson]:
    return demo.people() if settings.DEMO else []


@register.filter
def browser(user_agent: str) -> str:
    """'Mozilla/5.0 (Windows NT 10.0…) Chrome/120…' → 'Chrome trên Windows'."""
    name = next((words for sign, words in _BROWSERS if sign in user_agent), "Trình duyệt khác")
    system = next((words for sign, words in _SYSTEMS if re.search(sign, user_agent)), "")
    return f"{name} trên {system}" if system else name
