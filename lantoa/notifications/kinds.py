"""Kinds of message: a registry the rooms above fill in their `apps.ready()`.

    kinds.register(NotificationKind("plans.reminder", "Nhắc hạn việc được giao", "plans/notifications/reminder"))

A kind has a pair of plain-text templates, `<template>_subject.txt` (one line) and `<template>_body.txt`, rendered once for
all recipients with the caller's context and `url`. Each answers: what should the reader do? The greeting with the reader's
name and the link are put around it by the channel, so the templates leave both out.
"""

from dataclasses import dataclass
from typing import Any

from django.template import Context, engines
from django.template.loader import get_template

from lantoa.core.text import nfc, nfc_lines

DIGEST = "notifications.digest"  # the one kind of this room itself: the e-mail that bundles a day's news


@dataclass(frozen=True)
class NotificationKind:
    """`urgent`: the e-mail leaves at once instead of with the day's digest, and SMS or Zalo too for those who asked for them."""

    key: str  # "room.word"
    label: str  # as the reader's settings and the outbox name it
    template: str  # path of the pair without "_subject.txt", "_body.txt"
    urgent: bool = False
    icon: str = "bell"

    def render(self, context: dict[str, Any]) -> tuple[str, str]:
        """(subject, body), plain text; undefined variables come out empty as everywhere in templates."""
        return nfc(render_text(f"{self.template}_subject.txt", context)), nfc_lines(render_text(f"{self.template}_body.txt", context))


_kinds: dict[str, NotificationKind] = {}


def register(kind: NotificationKind) -> None:
    """Add the kind; registering the same one twice is harmless, another one under a taken key is a mistake."""
    if _kinds.setdefault(kind.key, kind) != kind:
        raise ValueError(f"kind of notification taken: {kind.key}")


def get(key: str) -> NotificationKind:
    """KeyError when no room registered it."""
    return _kinds[key]


def every() -> list[NotificationKind]:
    return sorted(_kinds.values(), key=lambda kind: kind.label)


def label_of(key: str) -> str:
    """The label, or the key itself for a kind of a room that is no longer installed."""
    return _kinds[key].label if key in _kinds else key


def icon_of(key: str) -> str:
    return _kinds[key].icon if key in _kinds else "bell"


def render_text(template_name: str, context: dict[str, Any]) -> str:
    """Render a plain-text template: nothing is escaped, because no browser reads it."""
    template = get_template(template_name, using=engines.all()[0].name)
    return template.template.render(Context(context, autoescape=False))
