"""How the root key of a vault is found: a passphrase file, the desktop's keyring, or a prompt.

In this order: an owner-only file that was named explicitly, the keyring when the vault's key lies
there, and last the person. The keyring is a convenience: any program of the login session may ask
it.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, cast

from recorder.errors import Locked
from recorder.vault.vault_file import ROOT_BYTES, RootKind, VaultHead, root_from_passphrase

PASSPHRASE_MIN = 8
_PASSPHRASE_FILE_MAX = 4096
_SERVICE = "candor"


@dataclass(frozen=True, slots=True)
class Unlock:
    """The ways to a passphrase that this caller has. `prompt` asks the person at the machine."""

    passphrase_file: Path | None = None
    prompt: Callable[[], str] | None = None

    @staticmethod
    def default(prompt: Callable[[], str] | None = None) -> Unlock:
        """The file that `CANDOR_PASSPHRASE_FILE` names, and a prompt when there is one."""
        named = os.environ.get("CANDOR_PASSPHRASE_FILE")
        return Unlock(Path(named) if named else None, prompt)


class RootStore(Protocol):
    """A place that keeps root keys by name: the desktop's keyring, or a fake in tests."""

    def get_password(self, service: str, username: str, /) -> str | None: ...

    def set_password(self, service: str, username: str, password: str, /) -> None: ...


def read_passphrase_file(path: Path) -> str:
    """The passphrase in a file that its owner alone can read.

    Raises:
        Locked: it is missing, open to others, not a plain file, or holds no passphrase.
    """
    try:
        with path.open("rb") as file:
            state = os.fstat(file.fileno())
            if not stat.S_ISREG(state.st_mode):
                raise Locked("CANDOR_PASSPHRASE_FILE does not name a plain file.")
            if os.name == "posix" and not _is_private(state):
                raise Locked(
                    "The file in CANDOR_PASSPHRASE_FILE is open to others; "
                    "make it yours alone with chmod 600."
                )
            content = file.read(_PASSPHRASE_FILE_MAX + 1)
    except OSError as error:
        raise Locked(
            f"The file in CANDOR_PASSPHRASE_FILE cannot be read: {error.strerror}."
        ) from error
    try:
        passphrase = content.decode().rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise Locked("The file in CANDOR_PASSPHRASE_FILE is not text.") from error
    if not passphrase or len(content) > _PASSPHRASE_FILE_MAX:
        raise Locked("The file in CANDOR_PASSPHRASE_FILE holds no passphrase.")
    return passphrase


def check_new_passphrase(passphrase: str) -> None:
    """Refuse a passphrase that protects nothing.

    Raises:
        Locked: it is too short.
    """
    if len(passphrase) < PASSPHRASE_MIN:
        raise Locked(f"The passphrase is too short: use at least {PASSPHRASE_MIN} characters.")


def find_root(
    head: VaultHead, passphrase: str | None, store: Callable[[], RootStore]
) -> bytes | None:
    """The root key of a vault, or None when only a passphrase that nobody gave can tell it.

    Raises:
        Locked: the vault's key lies in a keyring that cannot be asked.
    """
    match head.kind:
        case RootKind.PASSPHRASE:
            return None if passphrase is None else root_from_passphrase(head, passphrase)
        case RootKind.KEYRING:
            return root_from_keyring(head, store)


def root_from_keyring(head: VaultHead, store: Callable[[], RootStore]) -> bytes:
    """The root key that the keyring keeps for this vault.

    Raises:
        Locked: there is no keyring, or it does not know the key.
    """
    try:
        held = store().get_password(_SERVICE, head.salt.hex())
    except Locked:
        raise
    # Each desktop's keyring raises its own kinds of errors.
    except Exception as error:
        raise _no_keyring() from error
    try:
        root = bytes.fromhex(held or "")
    except ValueError as error:
        raise _unknown_root() from error
    if len(root) != ROOT_BYTES:
        raise _unknown_root()
    return root


def root_into_keyring(head: VaultHead, root: bytes, store: Callable[[], RootStore]) -> None:
    """Have the keyring keep the root key of a new vault.

    Raises:
        Locked: there is no keyring, or it refused.
    """
    try:
        store().set_password(_SERVICE, head.salt.hex(), root.hex())
    except Locked:
        raise
    # Each desktop's keyring raises its own kinds of errors.
    except Exception as error:
        raise _no_keyring() from error


def desktop_keyring() -> RootStore:
    """The keyring of this operating system, chosen here and not by a configuration file.

    keyring's own choice reads a file that may name any code to load; the process that asks is
    about to hold the identity.

    Raises:
        Locked: this system has none.
    """
    try:
        if sys.platform == "win32":
            from keyring.backends.Windows import WinVaultKeyring

            return WinVaultKeyring()
        if sys.platform == "darwin":
            from keyring.backends.macOS import Keyring as MacKeyring

            return MacKeyring()
        from keyring.backends.SecretService import Keyring

        return cast(RootStore, Keyring())
    except ImportError as error:
        raise _no_keyring() from error


def _is_private(state: os.stat_result) -> bool:
    return not stat.S_IMODE(state.st_mode) & 0o077 and state.st_uid == os.geteuid()


def _no_keyring() -> Locked:
    return Locked(
        "The desktop's keyring cannot be asked here: log in to the desktop, "
        "or use a passphrase instead of the keyring."
    )


def _unknown_root() -> Locked:
    return Locked(
        "The desktop's keyring does not know this vault; "
        "restore the identity with its recovery key."
    )
