"""What everybody can find: what is told, by whom it is told, and the papers; each under its address on the portal.

The index is written when a row changes; whether it may be shown is asked anew at each finding, by the published queries below.
"""

from django.urls import reverse
from django.utils import timezone

from lantoa.exemplars.queries import published as exemplars
from lantoa.movements.queries import published as movements
from lantoa.newsroom.queries import published as told
from lantoa.organisations.queries import published as organisations
from lantoa.plans.queries import published as plans
from lantoa.search.registry import EntryText, SearchSource, Watched, register


def _themes(movement) -> frozenset[str]:
    return frozenset({movement.slug}) if movement else frozenset()


def story(row) -> EntryText | None:
    if row.live is None:
        return None
    return EntryText(
        row.live.title, reverse("portal:story", args=[row.slug]), row.live.lead, f"{told.published_words(row)} {row.live.quote} {row.live.quote_by}",
        day=timezone.localtime(row.published_at).date(), unit=str(row.unit), themes=_themes(row.movement),
    )  # fmt: skip


def exemplar(row) -> EntryText | None:
    if row.published_at is None:
        return None
    return EntryText(
        row.name, reverse("portal:exemplar", args=[row.code.lower()]), row.title, day=timezone.localtime(row.published_at).date(),
        unit=str(row.unit), themes=_themes(row.movement),
    )  # fmt: skip


def movement(row) -> EntryText:
    return EntryText(row.name, reverse("portal:movement", args=[row.slug]), row.aim[:280], row.short_name, themes=_themes(row))


def unit(row) -> EntryText:
    """Under every name it ever bore."""
    names = [version.name for version in row.versions.all()]
    return EntryText(str(row), reverse("portal:unit", args=[row.slug]), "", " ".join(names))


def plan(row) -> EntryText:
    return EntryText(row.citation, reverse("portal:document", args=[row.pk]), row.title[:280], day=row.issued_on)


def register_all() -> None:
    """The models come from the published queries: the portal knows no others."""
    versions = organisations.published_rows().model._meta.get_field("versions").related_model
    renamed = Watched(versions, lambda version: [version.unit_id])
    for key, label, rows, entry, fields, icon, related in [
        ("p_exemplars", "Gương sáng", exemplars.published_nominations, exemplar, {"name", "title", "state", "published_at", "movement"}, "star",
         ("unit", "movement")),
        ("p_stories", "Tin, bài", told.published_stories, story, {"live", "state", "movement", "unit"}, "text", ("live", "unit", "movement")),
        ("p_movements", "Phong trào", movements.published_movements, movement, {"name", "short_name", "aim", "state"}, "heart", ()),
        ("p_units", "Đơn vị", organisations.published_rows, unit, {"slug", "closed_on"}, "building", ()),
        ("p_plans", "Văn bản", plans.published_documents, plan, {"number", "title", "state", "issued_on"}, "file", ()),
    ]:  # fmt: skip
        register(SearchSource(
            key, label, rows().model, lambda user, rows=rows: rows(), entry, frozenset(fields), icon=icon, order=200, public=True,
            also=(renamed,) if key == "p_units" else (),
            prepare=lambda found, related=related: found.select_related(*related) if related else found,
        ))  # fmt: skip
