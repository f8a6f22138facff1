"""Is there a keyring that could keep the vault's key? Asked in a job; nothing is stored."""

from __future__ import annotations

from recorder.errors import Locked
from recorder.vault.unlock import desktop_keyring


def keyring_is_here() -> bool:
    """Whether the desktop's keyring answers, as far as can be told without asking the person."""
    try:
        store = desktop_keyring()
    except Locked:
        return False
    return bool(getattr(type(store), "viable", False))
