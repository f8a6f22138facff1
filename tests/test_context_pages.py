"""What a browser said of its page is kept for a moment while it is too busy to say it again."""

from __future__ import annotations

from recorder.capture.context import Page, Place, WindowInfo
from recorder.capture.context_x11 import PAGE_FRESH_NS, PAGE_KEPT_NS, X11Context

BROWSER = WindowInfo(1, None, "chromium", "Chromium", 1, None)
PLACE, OTHER = Place(":1.1", "/a"), Place(":1.1", "/b")
PAGE = Page(("https://example.org/",), False)


class Browser:
    """Answers as it is told to."""

    def __init__(self) -> None:
        self.says: Page | None = PAGE

    def page(self, place: Place) -> Page | None:
        del place
        return self.says


def test_a_page_is_kept_for_its_place_and_not_for_long() -> None:
    now_ns = 0
    context = X11Context(titles=False, accessibility=False, clock_ns=lambda: now_ns)
    context._accessibility = browser = Browser()  # pyright: ignore[reportAttributeAccessIssue]

    assert context._ask_page(BROWSER, PLACE) == PAGE
    browser.says = None
    now_ns = PAGE_KEPT_NS - 1
    assert context._ask_page(BROWSER, PLACE) == PAGE
    assert context._ask_page(BROWSER, OTHER) is None
    now_ns = PAGE_KEPT_NS
    assert context._ask_page(BROWSER, PLACE) is None


def test_what_is_said_anew_counts_after_a_second_and_after_news_at_once() -> None:
    now_ns = 1
    context = X11Context(titles=False, accessibility=False, clock_ns=lambda: now_ns)
    context._accessibility = browser = Browser()  # pyright: ignore[reportAttributeAccessIssue]
    context._ask_page(BROWSER, PLACE)
    browser.says = Page(("https://example.com/",), True)

    now_ns = PAGE_FRESH_NS
    assert context._ask_page(BROWSER, PLACE) == PAGE
    context._moved_ns = now_ns
    assert context._ask_page(BROWSER, PLACE) == browser.says

    browser.says = PAGE
    now_ns += PAGE_FRESH_NS
    assert context._ask_page(BROWSER, PLACE) == PAGE
