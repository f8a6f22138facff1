"""Signed checkpoints of an audit log, in the manner of C2SP's tlog-checkpoint, and the witness.

A checkpoint says how many leaves a log has and what its root is. Whoever keeps one can tell later
whether the log was cut, altered or told differently to somebody else.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from pathlib import Path

from recorder.crypto import SIGNATURE_BYTES, SignPrivate, SignPublic, sha256
from recorder.custody import merkle
from recorder.errors import Damaged, FormatError
from recorder.vault.home import read_bounded, write_whole

CHECKPOINT_BYTES_MAX = 4096
_PURPOSE = "checkpoint"
_NOTE = re.compile(
    r"(?P<text>(?P<origin>[!-~]{1,128})\n(?P<size>0|[1-9][0-9]{0,17})\n(?P<root>[A-Za-z0-9+/]{43}=)\n)"
    r"\n— (?P<signer>[!-~]{1,128}) (?P<signature>[A-Za-z0-9+/=]{88,96})\n"
)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log said of itself. `note` is the signed text as it was written."""

    origin: str
    size: int
    root: bytes
    note: bytes


def sign_checkpoint(origin: str, size: int, root: bytes, key: SignPrivate) -> Checkpoint:
    text = _text(origin, size, root)
    signature = _key_hash(origin, key.public()) + key.sign(_PURPOSE, text.encode())
    return Checkpoint(origin, size, root, _note(text, origin, signature))


def read_checkpoint(note: bytes, origin: str, key: SignPublic) -> Checkpoint:
    """Verify a checkpoint of this log, then read it.

    Raises:
        FormatError: these bytes are not a checkpoint.
        Damaged: it is another log's, or the signature does not fit.
    """
    try:
        match = _NOTE.fullmatch(note[: CHECKPOINT_BYTES_MAX + 1].decode())
        if match is None:
            raise FormatError("These bytes are not a checkpoint of an audit log.")
        signature = base64.b64decode(match["signature"], validate=True)
        root = base64.b64decode(match["root"], validate=True)
    except (UnicodeDecodeError, binascii.Error) as error:
        raise FormatError("These bytes are not a checkpoint of an audit log.") from error
    if match["origin"] != origin or match["signer"] != origin:
        raise Damaged("The checkpoint is of another audit log.")
    named, signed = signature[:-SIGNATURE_BYTES], signature[-SIGNATURE_BYTES:]
    fits = key.fits(_PURPOSE, match["text"].encode(), signed)
    if named != _key_hash(origin, key) or not fits:
        raise Damaged("The checkpoint of the audit log is not signed by its broker.")
    checkpoint = Checkpoint(origin, int(match["size"]), root, note)
    if _note(_text(origin, checkpoint.size, root), origin, signature) != note:
        raise FormatError("A checkpoint is not spelled the one way it is written.")
    return checkpoint


@dataclass(frozen=True, slots=True)
class Witness:
    """The newest checkpoint that one person saw of one log, in a file of their own."""

    path: Path
    origin: str
    key: SignPublic

    def seen(self) -> Checkpoint | None:
        """Raises:
        FormatError, Damaged: the file was altered.
        """
        note = read_bounded(self.path, CHECKPOINT_BYTES_MAX)
        return None if note is None else read_checkpoint(note, self.origin, self.key)

    def accept(self, note: bytes, proof: tuple[bytes, ...]) -> Checkpoint:
        """Hold a log against what was seen of it before, and remember it.

        `proof` is the log's consistency proof from the size that was seen (0 at first).

        Raises:
            Damaged: the log was rolled back, altered or forked; keep the old checkpoint as
                evidence. What was seen before stays.
        """
        new, old = read_checkpoint(note, self.origin, self.key), self.seen()
        if old is not None:
            check_grown(old, new, proof)
        write_whole(self.path, note)
        return new


def check_grown(old: Checkpoint, new: Checkpoint, proof: tuple[bytes, ...]) -> None:
    """Do nothing when the newer log begins with the older one.

    Raises:
        Damaged: it does not.
    """
    if new.size < old.size:
        raise Damaged(
            f"The audit log was rolled back: it had {old.size} entries and now shows {new.size}."
        )
    if not merkle.proves_consistency(old.size, old.root, new.size, new.root, proof):
        raise Damaged(
            "The audit log was altered or forked: it does not begin with the entries it had before."
        )


def _text(origin: str, size: int, root: bytes) -> str:
    return f"{origin}\n{size}\n{base64.b64encode(root).decode()}\n"


def _note(text: str, origin: str, signature: bytes) -> bytes:
    return f"{text}\n— {origin} {base64.b64encode(signature).decode()}\n".encode()


def _key_hash(origin: str, key: SignPublic) -> bytes:
    # A kind of signature of our own (0xff), because ours are bound to a purpose.
    return sha256(origin.encode(), b"\n\xffcandor-ed25519", key.raw)[:4]
