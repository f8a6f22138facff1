"""Facts about browsers: what they are called, and how they name a window that keeps no traces."""

from __future__ import annotations

from recorder.capture.context import WindowInfo

BROWSERS = frozenset({
    "firefox", "firefox-esr", "firefox-bin", "firefox_firefox", "navigator", "librewolf",
    "waterfox", "tor-browser", "mullvad-browser", "chromium", "chromium-browser", "chrome",
    "google-chrome", "google-chrome-stable", "brave", "brave-browser", "vivaldi", "vivaldi-bin",
    "opera", "msedge", "microsoft-edge", "epiphany", "epiphany-browser", "falkon", "qutebrowser",
    "midori", "konqueror",
})  # fmt: skip

# How the name of a private window ends over accessibility, in any case: Firefox, then Chromium
# and what is made of it, in the languages of Europe.
_PRIVATE = (
    "private browsing", "privater modus", "privates fenster", "navigation privée",
    "navegación privada", "navigazione anonima", "privénavigatie", "navegação privada",
    "tryb prywatny", "privat surfning", "privat browsing", "privat nettlesing",
    "yksityinen selaus", "anonymní prohlížení", "privát böngészés",
    "incognito", "inkognito", "incógnito", "navigation privée", "in incognito", "anonymní",
    "anonym", "inprivate", "private", "navegação anónima", "incognitomodus", "tryb incognito",
)  # fmt: skip


def is_browser(window: WindowInfo) -> bool:
    names = (window.app, window.window_class)
    return any(name is not None and name.casefold() in BROWSERS for name in names)


def is_private(title: str) -> bool:
    """Whether a window of a browser is called as those are that keep no traces."""
    plain = title.casefold().rstrip(" )")
    return plain.endswith(_PRIVATE) or any(f"{words} de mozilla" in plain for words in _PRIVATE)
