"""A draft as archival PDF, with the Word file's measures and words."""

from __future__ import annotations

from lantoa.documents.typesetting import typeset
from lantoa.documents.writing.draft import Draft
from lantoa.documents.writing.printed import MOTTO, NATION, printed
from lantoa.documents.writing.styles import (
    FOOT_LEFT,
    HEAD_LEFT,
    PAGE,
    RULE,
    SIGN_LINES,
    TEXT_WIDTH,
    as_data,
    bold_width,
    place_day_style,
    styles,
)


def write(draft: Draft) -> bytes:
    """PDF/A-2a (which is 2b, and tagged). Raises KeyError for an unknown kind."""
    page = printed(draft)
    table = styles(draft.body_size)
    issuer = max((bold_width(line, table["issuer"].size) for line in page.issuer), default=0.0)
    subject = min(bold_width(page.subject, table["subject"].size), TEXT_WIDTH - table["subject"].left - table["subject"].right)
    return typeset(
        "official.typ",
        page.as_data()
        | {
            "styles": as_data(table), "page": PAGE, "body_size": draft.body_size, "author": ", ".join(page.issuer), "nation": NATION, "motto": MOTTO,
            "head_left": HEAD_LEFT, "foot_left": FOOT_LEFT, "sign_lines": SIGN_LINES, "issuer_rule": min(issuer, HEAD_LEFT) * RULE,
            "motto_rule": bold_width(MOTTO, table["motto"].size), "subject_rule": subject * RULE,
            "place_day_style": place_day_style(page.place_day, draft.body_size),
        },
    )  # fmt: skip
