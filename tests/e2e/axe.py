"""Accessibility of a page as the browser shows it: axe-core (WCAG 2.0 to 2.2 A and AA, and best practice), no sideways scroll."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDTHS = (1440, 768, 390)


def assert_accessible(page: Page, url: str, *, widths: tuple[int, ...] = WIDTHS) -> None:
    """Open `url` at each width; fail with a report at the first violation, sideways scroll, or refused style or script."""
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if "Content Security Policy" in message.text else None)
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(url)
        results = Axe().run(page)
        assert results.violations_count == 0, f"{url} at {width} px: {results.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{url} scrolls sideways at {width} px"
    assert refused == []
