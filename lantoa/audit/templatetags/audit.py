"""The history of an object on its own page, {% load audit %}{% history plan %}, and the log's words."""

from django import template
from django.db.models import Model

from lantoa.audit import queries, words
from lantoa.audit.models import Entry

register = template.Library()
SHOWN = 8


@register.inclusion_tag("audit/_history.html", takes_context=True)
def history(context, obj: Model) -> dict[str, object]:
    """The newest lines about `obj` and a link to all of them; nothing for who may not read them. One query beside the right's."""
    label, pk = obj._meta.label_lower, str(obj.pk)
    entries = list(queries.entries_about(context["request"].user, label, pk)[: SHOWN + 1])
    return {"entries": entries[:SHOWN], "more": len(entries) > SHOWN, "label": label, "pk": pk}


@register.filter
def act(entry: Entry) -> str:
    return words.action(entry.action)


@register.filter
def kind(entry: Entry) -> str:
    return words.kind(entry.model)


@register.filter
def move_words(entry: Entry) -> tuple[str, str]:
    return words.state(entry, entry.from_state), words.state(entry, entry.to_state)


@register.filter
def changes(entry: Entry) -> list[tuple[str, str, str]]:
    """(what, before, after) for each value the act touched."""
    before, after = entry.before_values, entry.after_values
    names = sorted({*before, *after})
    return [(words.field(entry, name), words.value(before.get(name)), words.value(after.get(name))) for name in names]
