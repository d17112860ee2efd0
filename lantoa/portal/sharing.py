"""What a public page says of itself in its head: for search engines, for feed readers, for whoever is sent the link."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from lantoa.portal.cards import Card, exemplar_card, movement_card, site_card, story_card

SITE = "Lan Tỏa"
# "</script>" and comments cannot end the block, whatever a title says.
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


@dataclass(frozen=True)
class Share:
    """`path`: of the page, without host. `feeds`: (address, title) of feeds a reader of this page may follow."""

    path: str
    title: str
    description: str
    card: Card
    kind: str = "website"  # Open Graph's word: "article" for a story
    published: datetime | None = None
    changed: datetime | None = None
    section: str = ""
    facts: dict[str, Any] = field(default_factory=dict)  # schema.org, without image and address
    feeds: tuple[tuple[str, str], ...] = ()


def story_share(story) -> Share:
    """Of a published story that is dressed (portal.shown). A news item is a NewsArticle, everything else an Article: no claim that is not true."""
    version = story.live
    facts = {
        "@type": "NewsArticle" if story.kind == "news" else "Article", "headline": version.title, "description": version.lead,
        "inLanguage": "vi", "publisher": {"@type": "Organization", "name": story.unit_name or SITE},
    }  # fmt: skip
    if version.byline:
        facts["author"] = {"@type": "Person", "name": version.byline}
    if story.correction:
        facts["correction"] = story.correction
    feeds = [(reverse("portal:feed_rss", args=[f"phong-trao-{story.movement.slug}"]), story.movement.name)] if story.movement_id else []
    return Share(
        reverse("portal:story", args=[story.slug]), version.title, version.lead, story_card(story), kind="article",
        published=story.published_at, changed=version.created_at, section=story.get_kind_display(), facts=facts, feeds=tuple(feeds),
    )  # fmt: skip


def exemplar_share(exemplar) -> Share:
    """Of an exemplar as `exemplars.queries.published` gives it."""
    about = f"{exemplar.name}, {exemplar.place}" if exemplar.title else exemplar.place
    return Share(reverse("portal:exemplar", args=[exemplar.code.lower()]), exemplar.title or exemplar.name, about, exemplar_card(exemplar))


def movement_share(movement) -> Share:
    feed = (reverse("portal:feed_rss", args=[f"phong-trao-{movement.slug}"]), movement.name)
    return Share(
        reverse("portal:movement", args=[movement.slug]),
        movement.name,
        movement.aim or movement.name,
        movement_card(movement),
        feeds=(feed,),
    )


def site_share(
    path: str = "/", title: str = SITE, description: str = "Chuyện người thật, việc thật, đã xác minh, được người trong chuyện đồng ý."
) -> Share:
    return Share(path, title, description, site_card())


def head(share: Share, request: HttpRequest) -> SafeString:
    """The elements for <head>: canonical address, Open Graph, Twitter card, feeds, schema.org."""
    at = request.build_absolute_uri
    properties = [
        ("og:site_name", SITE), ("og:type", share.kind), ("og:locale", "vi_VN"), ("og:title", share.title), ("og:url", at(share.path)),
        ("og:description", share.description), ("og:image", at(share.card.path)), ("og:image:type", "image/png"),
        ("og:image:width", "1200"), ("og:image:height", "630"), ("og:image:alt", share.card.alt),
        ("article:published_time", share.published.isoformat() if share.published else ""),
        ("article:modified_time", share.changed.isoformat() if share.changed else ""), ("article:section", share.section),
    ]  # fmt: skip
    lines = [
        format_html('<link rel="canonical" href="{}">', at(share.path)),
        format_html('<meta name="description" content="{}">', share.description),
        *(format_html('<meta property="{}" content="{}">', name, value) for name, value in properties if value),
        mark_safe('<meta name="twitter:card" content="summary_large_image">'),
        format_html_join("", '<link rel="alternate" type="application/rss+xml" href="{}" title="{}">', share.feeds),
    ]
    if share.facts:
        lines.append(_schema({"mainEntityOfPage": at(share.path), "image": [at(share.card.path)], **_dates(share), **share.facts}))
    return mark_safe("".join(lines))  # noqa: S308  (every part was made by format_html or escaped for JSON)


def _dates(share: Share) -> dict[str, str]:
    days = {"datePublished": share.published, "dateModified": share.changed}
    return {name: day.isoformat() for name, day in days.items() if day}


def _schema(facts: dict[str, Any]) -> SafeString:
    text = json.dumps({"@context": "https://schema.org", **facts}, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308  (data, never run; escaped above)
