"""Ways into a vault: an owner-only file, a keyring, a passphrase; and the recording key's file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from recorder.consent import dsse
from recorder.consent.register import Register
from recorder.crypto import SealPrivate, SignPrivate
from recorder.errors import CandorError, Damaged, Locked
from recorder.session.model import Scope
from recorder.vault import unlock, vault_file
from recorder.vault.home import Home
from recorder.vault.identity import Identity
from recorder.vault.recording_key import load_recording_key, verify_certificate
from recorder.vault.vault_file import RootKind

WORKER = Identity.generate()


class FakeKeyring:
    def __init__(self) -> None:
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str, /) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str, /) -> None:
        self.held[service, username] = password


class NoKeyring(FakeKeyring):
    def get_password(self, service: str, username: str, /) -> str | None:
        raise RuntimeError("no daemon")

    def set_password(self, service: str, username: str, password: str, /) -> None:
        raise RuntimeError("no daemon")


@pytest.fixture
def passphrase(tmp_path: Path) -> Path:
    path = tmp_path / "passphrase"
    path.touch(mode=0o600)
    path.write_text("spring in the air\n")
    return path


@pytest.fixture
def home(candor_home: Path) -> Home:
    home = Home(candor_home)
    WORKER.publish(home)
    Register(home).give(frozenset({Scope.SCREEN}), WORKER.envelope)
    return home


def test_a_passphrase_file_of_the_owner_alone_is_read(passphrase: Path) -> None:
    assert unlock.read_passphrase_file(passphrase) == "spring in the air"


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660, 0o610])
def test_a_passphrase_file_that_others_can_reach_is_refused(passphrase: Path, mode: int) -> None:
    passphrase.chmod(mode)

    with pytest.raises(Locked, match="open to others"):
        unlock.read_passphrase_file(passphrase)


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe", b"x" * 5000])
def test_a_file_without_a_passphrase_is_refused(passphrase: Path, content: bytes) -> None:
    passphrase.write_bytes(content)

    with pytest.raises(Locked):
        unlock.read_passphrase_file(passphrase)


def test_a_missing_passphrase_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "absent", tmp_path):
        with pytest.raises(Locked):
            unlock.read_passphrase_file(path)


def test_the_keyring_gives_back_the_root_of_its_vault() -> None:
    ring, head = FakeKeyring(), vault_file.new_head(RootKind.KEYRING)
    root = bytes(range(32))

    unlock.root_into_keyring(head, root, lambda: ring)

    assert unlock.find_root(head, None, lambda: ring) == root


def test_a_missing_keyring_says_so_in_a_sentence() -> None:
    head = vault_file.new_head(RootKind.KEYRING)

    with pytest.raises(Locked, match="keyring cannot be asked"):
        unlock.find_root(head, None, NoKeyring)
    with pytest.raises(Locked, match="keyring cannot be asked"):
        unlock.root_into_keyring(head, bytes(32), NoKeyring)
    with pytest.raises(Locked, match="keyring cannot be asked"):
        unlock.find_root(head, None, unlock.desktop_keyring)


@pytest.mark.parametrize("held", ["", "zz", "00ff"])
def test_a_keyring_that_does_not_know_the_vault_is_refused(held: str) -> None:
    ring, head = FakeKeyring(), vault_file.new_head(RootKind.KEYRING)
    ring.set_password("candor", head.salt.hex(), held)

    with pytest.raises(Locked, match="does not know this vault"):
        unlock.find_root(head, None, lambda: ring)


def test_a_passphrase_vault_without_a_passphrase_asks_for_one() -> None:
    head = vault_file.new_head(RootKind.PASSPHRASE)

    assert unlock.find_root(head, None, NoKeyring) is None


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(Locked, match="too short"):
        unlock.check_new_passphrase("1234567")


def test_the_recording_key_is_certified_and_can_read_nothing(home: Home) -> None:
    key = load_recording_key(home)

    assert verify_certificate(key.certificate, key.identity) == key.sign.public()
    sealed = key.worker_seal.seal(b"secret", b"place")
    assert WORKER.seal.open(sealed, b"place") == b"secret"
    assert not hasattr(key, "open")
    assert not hasattr(key.worker_seal, "open")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o620])
def test_a_recording_key_that_others_can_reach_is_refused(home: Home, mode: int) -> None:
    home.recording_key.chmod(mode)

    with pytest.raises(Locked, match="open to others"):
        load_recording_key(home)


def test_every_altered_byte_of_the_recording_key_is_refused_or_harmless(home: Home) -> None:
    raw = home.recording_key.read_bytes()
    good = load_recording_key(home)

    for place in range(len(raw)):
        altered = bytearray(raw)
        altered[place] ^= 1
        home.recording_key.write_bytes(altered)
        try:
            key = load_recording_key(home)
        except CandorError:
            continue
        assert key.sign.to_bytes() == good.sign.to_bytes()
        assert key.certificate == good.certificate


def test_an_exchanged_identity_is_noticed(home: Home) -> None:
    # Whoever could swap the key that sessions are sealed to would read every new one.
    Identity.generate().publish(home)

    with pytest.raises(Damaged):
        load_recording_key(home)


def test_an_exchanged_sealing_key_is_noticed_even_under_the_same_identity(home: Home) -> None:
    other = replace(WORKER, seal=SealPrivate.generate())
    other.publish(home)

    with pytest.raises(Damaged, match="certified for another"):
        load_recording_key(home)


def test_a_certificate_by_somebody_else_is_refused(home: Home) -> None:
    key = load_recording_key(home)

    with pytest.raises(Damaged):
        verify_certificate(key.certificate, SignPrivate.generate().public())
    payload, _ = dsse.open_signed(key.certificate, dsse.CERTIFICATE)
    forged = dsse.seal_envelope(dsse.CERTIFICATE, payload, SignPrivate.generate())
    with pytest.raises(Damaged):
        verify_certificate(forged, key.identity)
