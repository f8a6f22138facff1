"""Which sites may be recorded, and what is remembered of the windows of browsers.

A site is a host; its subdomains belong to it. No I/O and no time here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from recorder.capture.browsers import is_browser
from recorder.capture.context import FocusFact, Page, WindowInfo
from recorder.session.events import GapReason

ANY_SITE = "*"


@dataclass(frozen=True, slots=True)
class SiteRules:
    """The sites that may be recorded ("*" for all); `never` wins over `allowed`."""

    allowed: frozenset[str] = frozenset({ANY_SITE})
    never: frozenset[str] = frozenset()

    @classmethod
    def of(cls, allowed: Iterable[str], never: Iterable[str] = ()) -> SiteRules:
        """Rules from sites as people write them, with or without scheme and path."""
        return cls(frozenset(map(site_of, allowed)), frozenset(map(site_of, never)))

    @property
    def matter(self) -> bool:
        """Whether it has to be known which site is shown."""
        return bool(self.never) or ANY_SITE not in self.allowed

    def allow(self, url: str) -> bool:
        host = site_of(url)
        if _lies_in(host, self.never):
            return False
        return ANY_SITE in self.allowed or _lies_in(host, self.allowed)


ALL_SITES = SiteRules()


def judge_page(page: Page | None, sites: SiteRules) -> GapReason | None:
    """Why nothing of a browser's window may be recorded, or None if it may."""
    if page is None:
        return GapReason.UNKNOWN
    if page.private:
        return GapReason.PRIVATE_WINDOW
    if not sites.matter:
        return None
    if not page.urls:
        return GapReason.UNKNOWN
    return None if all(map(sites.allow, page.urls)) else GapReason.URL_NOT_ALLOWED


class BrowserWindows:
    """What was last said of each browser window. One that never had the focus is unknown."""

    def __init__(self, sites: SiteRules) -> None:
        self._sites = sites
        self._said: dict[int, GapReason | None] = {}
        self._last: dict[int, GapReason | None] = {}

    def learn(self, fact: FocusFact, stack: Iterable[WindowInfo]) -> bool:
        """Take over what a fact says of its window; whether that is new."""
        window = fact.window
        if window is None or window.pid is None or fact.page is None or not is_browser(window):
            return False
        frame = _frame_of(window, stack)
        reason = judge_page(fact.page, self._sites)
        before = (self._said.get(frame, GapReason.LOCKED), self._last.get(window.pid))
        self._said[frame] = self._last[window.pid] = reason
        return before != (reason, reason)

    def frame_of(self, window: WindowInfo, stack: Iterable[WindowInfo]) -> WindowInfo:
        """A window that has the focus, under the number that it has in the stack."""
        return replace(window, id=_frame_of(window, stack))

    def reason(self, window: WindowInfo) -> GapReason | None:
        """Why nothing of this window may be seen. A popup is judged as the window it came from."""
        if not is_browser(window):
            return None
        if window.override_redirect and window.pid is not None:
            return self._last.get(window.pid, GapReason.UNKNOWN)
        return self._said.get(window.id, GapReason.UNKNOWN)


def _frame_of(window: WindowInfo, stack: Iterable[WindowInfo]) -> int:
    """The window of the stack that holds a client window, or is it."""
    inside = [
        each.id
        for each in stack
        if each.pid == window.pid
        and not each.override_redirect
        and each.bounds is not None
        and window.bounds is not None
        and each.bounds.intersect(window.bounds) == window.bounds
    ]
    return inside[-1] if inside else window.id


def site_of(text: str) -> str:
    """The host of an address, in lower case; what has none stays as it is."""
    text = text.strip().casefold()
    host = urlsplit(text if "://" in text else f"//{text}").hostname
    return (host or text).rstrip(".")


def _lies_in(host: str, sites: frozenset[str]) -> bool:
    return any(host == site or host.endswith(f".{site}") for site in sites)
