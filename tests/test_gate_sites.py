"""Browsers: private windows, sites that are not allowed, and pages that nobody tells about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recorder.capture.browsers import is_private
from recorder.capture.context import Answer, FocusFact, Page, WindowInfo
from recorder.gate_rules import PUBLIC, AppRules, Verdict, judge, masks
from recorder.gate_sites import BrowserWindows, SiteRules, judge_page
from recorder.session.events import GapReason, Hidden
from recorder.session.model import Rect

CLIENT = WindowInfo(7, None, "chromium", "Chromium", 50, Rect(10, 20, 80, 70))
FRAME = replace(CLIENT, id=3, bounds=Rect(9, 9, 90, 90))
POPUP = replace(CLIENT, id=4, bounds=Rect(200, 0, 10, 10), override_redirect=True)
SITES = SiteRules.of(["example.org", "https://shop.test/cart"], never=["mail.example.org"])


def fact(*urls: str, private: bool = False) -> FocusFact:
    page = Page(urls, private)
    return FocusFact(0, 0, 0, CLIENT, Answer.PUBLIC, Answer.NONE, page=page)


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://example.org/a?b", True),
        ("http://www.EXAMPLE.org:8080/", True),
        ("https://shop.test/other", True),
        ("https://mail.example.org/", False),
        ("https://in.mail.example.org/", False),
        ("https://notexample.org/", False),
        ("https://example.org.evil.test/", False),
        ("https://evil.test/?example.org", False),
        ("https://example.org@evil.test/", False),
        ("about:blank", False),
        ("file:///home/example.org", False),
    ],
)
def test_a_site_is_a_host_and_what_lies_below_it(url: str, allowed: bool) -> None:
    assert SITES.allow(url) is allowed


def test_every_document_around_the_focus_must_be_allowed() -> None:
    ok, other = "https://example.org/", "https://other.test/"

    assert judge_page(Page((ok, ok), False), SITES) is None
    assert judge_page(Page((ok, other), False), SITES) is GapReason.URL_NOT_ALLOWED
    assert judge_page(Page((), False), SITES) is GapReason.UNKNOWN
    assert judge_page(Page((), False), SiteRules()) is None
    assert judge_page(Page((ok,), True), SITES) is GapReason.PRIVATE_WINDOW
    assert judge_page(None, SiteRules()) is GapReason.UNKNOWN


def test_a_browser_is_hidden_whole_unless_its_page_is_known_and_allowed() -> None:
    rules = AppRules.of(["*"], sites=SITES)
    silent = FocusFact(0, 0, 0, CLIENT, Answer.UNKNOWN, Answer.NONE)

    assert judge(fact("https://example.org/"), rules) == PUBLIC
    assert judge(fact("https://x.test/"), rules) == Verdict(Hidden.ALL, GapReason.URL_NOT_ALLOWED)
    assert judge(fact(private=True), rules) == Verdict(Hidden.ALL, GapReason.PRIVATE_WINDOW)
    assert judge(silent, rules) == Verdict(Hidden.ALL, GapReason.UNKNOWN)
    assert judge(replace(silent, field=Answer.PENDING), rules) is None


def test_a_browser_that_was_allowed_without_accessibility_is_seen_but_not_in_private() -> None:
    rules = AppRules.of(["*"], without_accessibility=["chromium"])
    silent = FocusFact(0, 0, 0, CLIENT, Answer.NONE, Answer.NONE)
    browsers = BrowserWindows(rules.sites)

    assert judge(silent, rules) == PUBLIC
    assert masks([FRAME], rules, browsers) == ()
    browsers.learn(fact(private=True), [FRAME])
    assert masks([FRAME], rules, browsers) == (FRAME.bounds,)
    assert judge(fact(private=True), rules) == Verdict(Hidden.ALL, GapReason.PRIVATE_WINDOW)


def test_what_was_said_of_a_window_is_remembered_and_holds_for_its_popups() -> None:
    rules, browsers = AppRules.of(["*"]), BrowserWindows(SiteRules())
    other = replace(FRAME, id=5, bounds=Rect(300, 0, 90, 90))

    assert masks([FRAME, POPUP], rules, browsers) == (FRAME.bounds, POPUP.bounds)
    assert browsers.learn(fact(), [FRAME, POPUP, other])
    assert not browsers.learn(fact(), [FRAME, POPUP, other])
    assert masks([FRAME, POPUP, other], rules, browsers) == (other.bounds,)
    browsers.learn(fact(private=True), [FRAME, POPUP, other])
    assert masks([FRAME, POPUP], rules, browsers) == (FRAME.bounds, POPUP.bounds)


@pytest.mark.parametrize(
    ("title", "private"),
    [
        ("News - Chromium (Incognito)", True),
        ("Nachrichten – Google Chrome (Inkognito)", True),
        ("News — Mozilla Firefox Private Browsing", True),
        ("Nachrichten — Mozilla Firefox Privater Modus", True),
        ("Actualités — Navigation privée de Mozilla Firefox", True),
        ("Incognito: a novel - Chromium", False),
        ("News — Mozilla Firefox", False),
    ],
)
def test_a_private_window_is_known_by_its_name(title: str, private: bool) -> None:
    assert is_private(title) is private
