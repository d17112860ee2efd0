"""A page as a phone on a slow line gets it: bytes of the first visit, and when the largest thing is drawn. Needs Chromium and Playwright."""

import statistics
from typing import Any

# A mid-range phone on a slow 4G line, as Lighthouse throttles: 1.6 Mbit/s down, 150 ms there and back, a processor four times slower.
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
SLOWER = 4
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
_WATCH = """new PerformanceObserver((list) => { for (const e of list.getEntries()) { window.__lcp = e.startTime; window.__what = e.element?.tagName } })
.observe({ type: "largest-contentful-paint", buffered: true });
new PerformanceObserver((list) => { for (const e of list.getEntries()) window.__cls = (window.__cls ?? 0) + (e.hadRecentInput ? 0 : e.value) })
.observe({ type: "layout-shift", buffered: true });"""


def measure_home(address: str, path: str = "/", times: int = 5) -> dict[str, Any]:
    """Medians over fresh browsers: kilobytes that came over the line, milliseconds to the largest paint, layout shift."""
    from playwright.sync_api import sync_playwright

    visits = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium")
        for _ in range(times):
            visits.append(_visit(browser, address + path))
        browser.close()
    middle = lambda name: statistics.median(visit[name] for visit in visits)  # noqa: E731
    return {
        "address": path, "kb_first_visit": round(middle("bytes") / 1000, 1), "requests": visits[0]["requests"], "largest": visits[0]["what"],
        "lcp_ms": round(middle("lcp")), "lcp_worst_ms": round(max(visit["lcp"] for visit in visits)), "layout_shift": round(middle("cls"), 3),
    }  # fmt: skip


def _visit(browser, address: str) -> dict[str, Any]:
    context = browser.new_context(**PHONE, bypass_csp=True)
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", NETWORK)
    line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    sizes: list[float] = []
    line.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.add_init_script(_WATCH)
    page.goto(address, wait_until="networkidle")
    page.wait_for_timeout(500)
    found = page.evaluate("({ lcp: window.__lcp ?? 0, what: window.__what ?? '', cls: window.__cls ?? 0 })")
    context.close()
    return {**found, "bytes": sum(sizes), "requests": len(sizes)}
