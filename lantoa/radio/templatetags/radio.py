"""Lengths of sound as people say them."""

from django import template

register = template.Library()


@register.filter
def dai(seconds: float | None) -> str:
    """{{ 95|dai }} → 1 phút 35 giây; 42 → 42 giây"""
    whole = round(seconds or 0)
    minutes, rest = divmod(whole, 60)
    if not minutes:
        return f"{rest} giây"
    return f"{minutes} phút {rest} giây" if rest else f"{minutes} phút"


@register.filter
def dong_ho(seconds: float | None) -> str:
    """{{ 95|dong_ho }} → 1:35"""
    minutes, rest = divmod(int(seconds or 0), 60)
    return f"{minutes}:{rest:02}"
