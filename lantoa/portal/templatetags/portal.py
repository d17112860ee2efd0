"""Tags of the portal's own pages."""

from django import template
from django.utils.safestring import SafeString

from lantoa.portal import sharing
from lantoa.portal.plates import plate_of

register = template.Library()


@register.filter
def plate(story) -> str:
    """{% static story|plate %}: the drawing that stands for a photo."""
    return plate_of(story.kind, story.nomination.field if story.nomination else "", story.pk)


@register.simple_tag(takes_context=True)
def share_head(context, share: sharing.Share | None = None) -> SafeString:
    """{% share_head share %} in the block `meta`: canonical address, description, Open Graph, schema.org. Without one, of the site."""
    return sharing.head(share or sharing.site_share(context["request"].path), context["request"])


@register.filter
def plate_for(exemplar) -> str:
    """{% static exemplar|plate_for %}: the same for an exemplar as others may read of it."""
    return plate_of("model" if exemplar.is_model and not exemplar.field_key else "", exemplar.field_key, exemplar.pk)
