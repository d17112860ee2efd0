"""Tags of the portal's own pages."""

from django import template

from lantoa.portal.plates import plate_of

register = template.Library()


@register.filter
def plate(story) -> str:
    """{% static story|plate %}: the drawing that stands for a photo."""
    return plate_of(story.kind, story.nomination.field if story.nomination else "", story.pk)
