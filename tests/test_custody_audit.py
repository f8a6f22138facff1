"""The audit log: nothing in it can be altered, taken out, moved, rolled back or told twice."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recorder.crypto import SignPrivate
from recorder.custody import audit, checkpoint, merkle
from recorder.custody.audit import AuditLog, Leaf, verify_log
from recorder.custody.checkpoint import Witness
from recorder.errors import CandorError, Damaged, FormatError, StorageError

KEY = SignPrivate.generate()
ORIGIN = "candor/test"
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)

# The leaves and roots that implementations of RFC 6962 are held against.
RFC_LEAVES = tuple(
    map(
        bytes.fromhex,
        (
            "",
            "00",
            "10",
            "2021",
            "3031",
            "40414243",
            "5051525354555657",
            "606162636465666768696a6b6c6d6e6f",
        ),
    )
)
RFC_ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)


def test_the_known_roots_come_out() -> None:
    tree = merkle.Tree(RFC_LEAVES)

    assert tuple(tree.root(size).hex() for size in range(9)) == RFC_ROOTS


def test_the_known_proofs_come_out() -> None:
    tree = merkle.Tree(RFC_LEAVES)

    assert [each.hex()[:8] for each in tree.inclusion(0, 8)] == ["96a296d2", "5f083f0a", "6b47aaf2"]
    assert [each.hex()[:8] for each in tree.consistency(6, 8)] == [
        "0ebc5d34",
        "ca854ea1",
        "d37ee418",
    ]


@pytest.mark.parametrize("size", range(1, 34))
def test_every_proof_of_every_small_tree_holds_for_what_it_proves_alone(size: int) -> None:
    leaves = [bytes([each]) for each in range(size)]
    tree = merkle.Tree(leaves)
    root = tree.root()
    for index in range(size):
        proof = tree.inclusion(index, size)
        assert merkle.proves_inclusion(leaves[index], index, size, proof, root)
        assert not merkle.proves_inclusion(b"other", index, size, proof, root)
        assert not merkle.proves_inclusion(leaves[index], index, size, (*proof, root), root)
    for old in range(size + 1):
        proof, old_root = tree.consistency(old, size), tree.root(old)
        assert merkle.proves_consistency(old, old_root, size, root, proof)
        assert not merkle.proves_consistency(old, merkle.leaf_hash(b"x"), size, root, proof)
        if 0 < old < size:
            assert not merkle.proves_consistency(old, old_root, size, old_root, proof)
            assert not merkle.proves_consistency(old, old_root, size, root, proof[:-1])


@settings(max_examples=60)
@given(st.integers(1, 300), st.data())
def test_a_tree_with_one_other_leaf_has_no_proof_of_growth(size: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, size))
    other = data.draw(st.integers(0, old - 1))
    leaves = [each.to_bytes(2, "big") for each in range(size)]
    forked = merkle.Tree([b"x" if index == other else leaf for index, leaf in enumerate(leaves)])

    assert not merkle.proves_consistency(
        old, merkle.Tree(leaves).root(old), size, forked.root(), forked.consistency(old, size)
    )


def leaf(detail: str) -> Leaf:
    return Leaf("opened", NOON, b"salt", submission="5e" * 16, worker="w", detail=detail)


def filled(folder: Path, *details: str) -> AuditLog:
    log = AuditLog(folder, ORIGIN, KEY)
    for detail in details:
        log.append(leaf(detail))
    return log


def write_leaves(folder: Path, leaves: list[bytes]) -> None:
    raw = b"".join(len(each).to_bytes(4, "big") + each for each in leaves)
    (folder / audit.LEAVES).write_bytes(raw)


ALTERATIONS: dict[str, Callable[[list[bytes]], list[bytes]]] = {
    "altered": lambda leaves: [leaves[0], leaves[1].replace(b"two", b"TWO"), *leaves[2:]],
    "removed": lambda leaves: [leaves[0], *leaves[2:]],
    "reordered": lambda leaves: [leaves[1], leaves[0], *leaves[2:]],
    "cut": lambda leaves: leaves[:-1],
    "repeated": lambda leaves: [*leaves[:2], leaves[1], leaves[2]],
    "added": lambda leaves: [*leaves, leaves[0], leaves[1]],
}


@pytest.mark.parametrize("how", ALTERATIONS)
def test_a_log_that_was_touched_is_found(tmp_path: Path, how: str) -> None:
    filled(tmp_path, "one", "two", "three").close()
    leaves = [msgspec.json.encode(leaf(each)) for each in ("one", "two", "three")]
    write_leaves(tmp_path, leaves)
    assert len(verify_log(tmp_path, ORIGIN, KEY.public())) == 3

    write_leaves(tmp_path, ALTERATIONS[how](leaves))

    with pytest.raises(Damaged):
        verify_log(tmp_path, ORIGIN, KEY.public())
    with pytest.raises(Damaged):
        AuditLog(tmp_path, ORIGIN, KEY)


def test_every_flipped_byte_is_found(tmp_path: Path) -> None:
    filled(tmp_path, "one", "two").close()
    for name in (audit.LEAVES, audit.CHECKPOINT):
        good = (tmp_path / name).read_bytes()
        for place in range(len(good)):
            altered = bytearray(good)
            altered[place] ^= 1
            (tmp_path / name).write_bytes(altered)
            with pytest.raises((Damaged, FormatError)):
                verify_log(tmp_path, ORIGIN, KEY.public())
        (tmp_path / name).write_bytes(good)


def test_a_leaf_that_was_cut_while_it_was_written_is_cut_off(tmp_path: Path) -> None:
    filled(tmp_path, "one").close()
    path = tmp_path / audit.LEAVES
    whole = path.read_bytes()
    path.write_bytes(whole + whole[:-1])

    log = filled(tmp_path, "two")

    assert [each.detail for each in log.leaves()] == ["one", "two"]
    log.close()
    assert len(verify_log(tmp_path, ORIGIN, KEY.public())) == 2


def test_a_leaf_without_its_checkpoint_still_counts(tmp_path: Path) -> None:
    filled(tmp_path, "one").close()
    old = (tmp_path / audit.CHECKPOINT).read_bytes()
    filled(tmp_path, "two").close()
    (tmp_path / audit.CHECKPOINT).write_bytes(old)

    assert len(verify_log(tmp_path, ORIGIN, KEY.public())) == 2


def test_after_a_disk_that_refused_nobody_is_answered_until_the_log_was_read_again(
    tmp_path: Path,
) -> None:
    log = filled(tmp_path)
    (tmp_path / audit.CHECKPOINT).unlink()
    (tmp_path / audit.CHECKPOINT).mkdir()

    with pytest.raises(StorageError):
        log.append(leaf("one"))
    with pytest.raises(StorageError, match="start the broker again"):
        log.append(leaf("two"))
    log.close()

    (tmp_path / audit.CHECKPOINT).rmdir()
    log = filled(tmp_path, "three")
    assert [each.detail for each in log.leaves()] == ["one", "three"]
    log.close()


def test_a_leaf_without_its_checkpoint_is_signed_before_another_is_added(tmp_path: Path) -> None:
    filled(tmp_path, "one").close()
    old = (tmp_path / audit.CHECKPOINT).read_bytes()
    filled(tmp_path, "two").close()
    (tmp_path / audit.CHECKPOINT).write_bytes(old)

    filled(tmp_path).close()

    assert (tmp_path / audit.CHECKPOINT).read_bytes() != old


def test_two_brokers_cannot_hold_one_log(tmp_path: Path) -> None:
    log = filled(tmp_path)

    with pytest.raises(StorageError, match="another broker"):
        AuditLog(tmp_path, ORIGIN, KEY)
    log.close()


def test_a_worker_finds_their_entries_and_proves_them(tmp_path: Path) -> None:
    log = filled(tmp_path, "one", "two")
    log.append(Leaf("opened", NOON, b"", worker="somebody else"))

    entries = list(log.entries_of("w"))

    found = [audit.check_entry(each, ORIGIN, KEY.public()).detail for each in entries]
    assert found == ["one", "two"]
    shown = msgspec.json.encode(leaf("never happened"))
    with pytest.raises(Damaged, match="does not stand"):
        audit.check_entry(
            audit.Entry(0, shown, entries[0].proof, entries[0].checkpoint), ORIGIN, KEY.public()
        )
    log.close()


class TestWitness:
    """What one worker keeps is enough to find a log that tells another story."""

    def see(self, witness: Witness, log: AuditLog) -> None:
        seen = witness.seen()
        witness.accept(log.checkpoint().note, log.consistency(seen.size if seen else 0))

    def test_a_log_that_grew_is_accepted(self, tmp_path: Path) -> None:
        witness = Witness(tmp_path / "seen", ORIGIN, KEY.public())
        for details in (("one",), ("two", "three"), ()):
            log = filled(tmp_path / "log", *details)
            self.see(witness, log)
            log.close()

        seen = witness.seen()
        assert seen is not None
        assert seen.size == 3

    def test_a_log_that_was_rolled_back_with_its_checkpoint_is_found(self, tmp_path: Path) -> None:
        witness = Witness(tmp_path / "seen", ORIGIN, KEY.public())
        filled(tmp_path / "log", "one").close()
        shutil.copytree(tmp_path / "log", tmp_path / "backup")
        log = filled(tmp_path / "log", "two")
        self.see(witness, log)
        log.close()

        restored = AuditLog(tmp_path / "backup", ORIGIN, KEY)
        with pytest.raises(Damaged, match="rolled back"):
            self.see(witness, restored)
        restored.append(leaf("other"))
        with pytest.raises(Damaged, match="forked"):
            self.see(witness, restored)
        restored.append(leaf("more"))
        with pytest.raises(Damaged, match="forked"):
            self.see(witness, restored)
        restored.close()

    def test_a_checkpoint_of_another_key_or_log_is_refused(self, tmp_path: Path) -> None:
        witness = Witness(tmp_path / "seen", ORIGIN, KEY.public())
        for origin, key in ((ORIGIN, SignPrivate.generate()), ("candor/other", KEY)):
            note = checkpoint.sign_checkpoint(origin, 0, merkle.Tree().root(), key).note
            with pytest.raises(Damaged):
                witness.accept(note, ())

        assert witness.seen() is None

    def test_a_checkpoint_has_one_spelling(self) -> None:
        for size in range(64):
            note = checkpoint.sign_checkpoint(ORIGIN, size, merkle.leaf_hash(b""), KEY).note
            for place in range(len(note) - 6, len(note)):
                altered = bytearray(note)
                altered[place] ^= 1
                with pytest.raises((Damaged, FormatError)):
                    checkpoint.read_checkpoint(bytes(altered), ORIGIN, KEY.public())

    @given(st.binary(max_size=300))
    def test_arbitrary_bytes_are_one_clean_error(self, raw: bytes) -> None:
        with pytest.raises(CandorError):
            checkpoint.read_checkpoint(raw, ORIGIN, KEY.public())
