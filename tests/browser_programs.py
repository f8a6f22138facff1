"""Real browsers for long proofs, with a profile of their own and a page with a password field.

They look for nothing in the network. A test that misses one says `unverified`.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from subprocess import Popen

import pytest

from recorder.capture.windows_x11 import X11Windows
from studio.virtual_desktop import VirtualDesktop, wait_until
from tests.context_helpers import program

PAGE = (
    '<!doctype html><meta charset="utf-8"><title>a page</title><input '
    'aria-label="Customer" autofocus onfocus="document.title=\'a form\'">'
    '<input type="password" aria-label="Word">'
)
SPEAKS = "--force-renderer-accessibility"
QUIET = (
    "--no-sandbox", "--no-first-run", "--disable-gpu",
    "--no-default-browser-check", "--disable-background-networking", "--disable-sync",
    "--disable-component-update", "--disable-features=Translate,OptimizationHints",
    "--password-store=basic", "--host-resolver-rules=MAP * ~NOTFOUND",
)  # fmt: skip
# A profile of its own, which asks nothing at its first start and looks for nothing in the network.
PREFERENCES = (
    '"accessibility.force_disabled", -1', '"browser.aboutwelcome.enabled", false',
    '"browser.shell.checkDefaultBrowser", false', '"signon.rememberSignons", false',
    '"datareporting.policy.dataSubmissionEnabled", false', '"app.update.enabled", false',
    '"toolkit.telemetry.reportingpolicy.firstRun", false', '"app.normandy.enabled", false',
    '"network.captive-portal-service.enabled", false', '"browser.formfill.enable", false',
    '"network.connectivity-service.enabled", false', '"browser.tabs.firefox-view", false',
    '"termsofuse.bypassNotification", true', '"browser.sessionstore.resume_from_crash", false',
)  # fmt: skip


def firefox(desktop: VirtualDesktop, folder: Path) -> AbstractContextManager[Popen[bytes]]:
    browser = shutil.which("firefox-esr") or shutil.which("firefox")
    if browser is None:
        pytest.skip("unverified: Firefox is not installed")
    profile = folder / "profile"
    profile.mkdir()
    (profile / "user.js").write_text("\n".join(f"user_pref({each});" for each in PREFERENCES))
    options = ("--no-remote", "--profile", str(profile), _page_in(folder))
    return _shown(desktop, browser, *options)


def chromium(
    desktop: VirtualDesktop, folder: Path, *, speaks: bool = True
) -> AbstractContextManager[Popen[bytes]]:
    """Without `speaks` it says nothing of its pages over accessibility."""
    browser = shutil.which("chromium")
    if browser is None:
        pytest.skip("unverified: Chromium is not installed")
    options = (*QUIET, f"--user-data-dir={folder / 'profile'}", *([SPEAKS] if speaks else []))
    return _shown(desktop, browser, *options, _page_in(folder))


@contextmanager
def _shown(desktop: VirtualDesktop, *command: str) -> Iterator[Popen[bytes]]:
    """A browser whose page has the focus, which it gives to its first field."""
    with program(desktop, *command, GNOME_ACCESSIBILITY="1") as child:
        windows = X11Windows(desktop.display, titles=True)

        def is_ready() -> bool:
            while windows.read():
                pass
            active = windows.active()
            return active is not None and (active.title or "").startswith("a form")

        try:
            wait_until(is_ready, "the page", 30)
        finally:
            windows.close()
        yield child


def _page_in(folder: Path) -> str:
    page = folder / "page.html"
    page.write_text(PAGE)
    return page.as_uri()
