"""The vault file, the identity in it, the public half beside it, and the files' modes."""

from __future__ import annotations

import stat
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recorder.errors import CandorError, Damaged, Locked, StorageError, VersionRefused, WrongUse
from recorder.vault import vault_file
from recorder.vault.home import Home, read_bounded, write_whole
from recorder.vault.identity import (
    Identity,
    load_public,
    read_public,
    recovery_seed,
    recovery_text,
)
from recorder.vault.vault_file import RootKind

WORKER = Identity.generate()
ROOT = bytes(range(32))
RAW = vault_file.seal_vault(vault_file.new_head(RootKind.PASSPHRASE), ROOT, WORKER)


def test_a_vault_gives_back_the_identity() -> None:
    opened = vault_file.open_vault(RAW, ROOT)

    assert opened.sign.to_bytes() == WORKER.sign.to_bytes()
    assert opened.seal.to_bytes() == WORKER.seal.to_bytes()
    assert opened.epoch == WORKER.epoch


def test_every_flipped_bit_of_a_vault_is_refused() -> None:
    for place in range(len(RAW)):
        for bit in range(8):
            altered = bytearray(RAW)
            altered[place] ^= 1 << bit
            with pytest.raises((Damaged, Locked, VersionRefused)):
                vault_file.open_vault(bytes(altered), ROOT)


@given(st.binary(max_size=200))
def test_arbitrary_bytes_are_not_a_vault(raw: bytes) -> None:
    with pytest.raises(CandorError):
        vault_file.open_vault(vault_file.MAGIC + raw, ROOT)


def test_a_cut_vault_is_refused_at_every_length() -> None:
    for length in range(len(RAW)):
        with pytest.raises(Damaged):
            vault_file.open_vault(RAW[:length], ROOT)


def test_a_wrong_passphrase_is_refused() -> None:
    head = vault_file.new_head(RootKind.PASSPHRASE, memory_kib=8 * 1024)
    raw = vault_file.seal_vault(head, vault_file.root_from_passphrase(head, "right one"), WORKER)

    wrong = vault_file.root_from_passphrase(vault_file.parse_head(raw), "wrong one")
    with pytest.raises(Locked, match="passphrase is wrong"):
        vault_file.open_vault(raw, wrong)
    right = vault_file.root_from_passphrase(vault_file.parse_head(raw), "right one")
    assert vault_file.open_vault(raw, right).seed == WORKER.seed


@pytest.mark.parametrize(
    ("memory_kib", "passes", "lanes"),
    [(1 << 30, 3, 4), (64 * 1024, 255, 4), (64 * 1024, 3, 0), (8, 1, 1), (0, 0, 0)],
)
def test_absurd_parameters_are_refused_before_they_are_used(
    memory_kib: int, passes: int, lanes: int
) -> None:
    absurd = bytearray(RAW)
    struct.pack_into(">IBB", absurd, 8, memory_kib, passes, lanes)

    with pytest.raises(Damaged):
        vault_file.parse_head(bytes(absurd))


def test_the_usual_parameters_are_64_mib_3_passes_4_lanes() -> None:
    head = vault_file.parse_head(RAW)

    assert (head.memory_kib, head.passes, head.lanes) == (64 * 1024, 3, 4)


def test_two_vaults_share_neither_salt_nor_nonce() -> None:
    one, two = (vault_file.new_head(RootKind.PASSPHRASE) for _ in range(2))

    assert one.salt != two.salt
    assert one.nonce != two.nonce


@given(st.binary(min_size=32, max_size=32))
def test_a_recovery_key_survives_paper(seed: bytes) -> None:
    text = recovery_text(seed)

    assert len(text.split("-")) == 14
    assert recovery_seed(f"  {text.lower().replace('-', ' ')}\n") == seed


@given(st.binary(min_size=32, max_size=32), st.integers(0, 55), st.sampled_from("ABCXYZ234567"))
def test_a_mistyped_recovery_key_is_refused(seed: bytes, place: int, sign: str) -> None:
    letters = recovery_text(seed).replace("-", "")
    mistyped = letters[:place] + sign + letters[place + 1 :]

    if mistyped != letters:
        with pytest.raises(WrongUse):
            recovery_seed(mistyped)


def test_an_identity_made_again_from_its_seed_has_the_same_keys_and_a_new_epoch() -> None:
    again = Identity.from_seed(WORKER.seed)

    assert again.public().worker == WORKER.public().worker
    assert again.seal.to_bytes() == WORKER.seal.to_bytes()
    assert again.epoch != WORKER.epoch


def test_a_public_identity_with_another_sealing_key_is_refused(candor_home: Path) -> None:
    home = Home(candor_home)
    public = WORKER.publish(home)
    assert load_public(home) == public or load_public(home).worker == public.worker

    raw = bytearray(public.envelope)
    raw[400] = raw[400] ^ 1
    with pytest.raises(Damaged):
        read_public(bytes(raw))


def test_private_keys_do_not_show_in_a_repr() -> None:
    assert WORKER.seed.hex() not in repr(WORKER)
    assert repr(WORKER.seed) not in repr(WORKER)


def test_folders_and_files_are_the_owners_alone(candor_home: Path) -> None:
    home = Home(candor_home).ensure()
    vault_file.write_vault(home, RAW)

    folders = (home.root, home.sessions, home.receipts, home.campaigns, home.run)
    assert {stat.S_IMODE(each.stat().st_mode) for each in folders} == {0o700}
    assert stat.S_IMODE(home.vault.stat().st_mode) == 0o600


def test_a_write_that_fails_leaves_the_old_file_and_no_other(candor_home: Path) -> None:
    home = Home(candor_home).ensure()
    (home.root / "taken").mkdir()

    with pytest.raises(StorageError):
        write_whole(home.root / "taken", b"new")
    with pytest.raises(StorageError):
        write_whole(home.root / "absent" / "file", b"new")
    assert not list(home.root.glob(".*"))


def test_a_file_is_not_read_beyond_its_bound(tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(bytes(11))

    assert read_bounded(tmp_path / "large", 11) == bytes(11)
    with pytest.raises(StorageError):
        read_bounded(tmp_path / "large", 10)
    assert read_bounded(tmp_path / "absent", 10) is None
