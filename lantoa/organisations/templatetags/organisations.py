"""Words of this room in templates."""

from django import template

from lantoa.organisations.enums import UnitKind

register = template.Library()


@register.filter
def unit_kind(value: str) -> str:
    """{{ unit.kind|unit_kind }} → phường"""
    return UnitKind(value).label if value else ""
