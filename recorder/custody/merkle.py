"""The Merkle tree of RFC 6962: roots, proofs, and how they are checked. Mathematics, no files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from recorder.crypto import sha256

HASH_BYTES = 32
PROOF_MAX = 64
"""More hashes than this stand in no proof of a tree that could ever exist."""


def leaf_hash(leaf: bytes) -> bytes:
    return sha256(b"\x00", leaf)


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01", left, right)


class Tree:
    """A tree that only grows. Hashes of complete subtrees are kept, so proofs take few steps."""

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        self._levels: list[list[bytes]] = [[]]
        for leaf in leaves:
            self.append(leaf)

    @property
    def size(self) -> int:
        return len(self._levels[0])

    def append(self, leaf: bytes) -> int:
        """Add a leaf and return its index."""
        return self.append_hash(leaf_hash(leaf))

    @property
    def hashes(self) -> Sequence[bytes]:
        """The hash of each leaf."""
        return self._levels[0]

    def append_hash(self, hashed: bytes) -> int:
        """Add a leaf of which only the hash is known, and return its index."""
        self._levels[0].append(hashed)
        level = 0
        while len(self._levels[level]) % 2 == 0:
            if level + 1 == len(self._levels):
                self._levels.append([])
            left, right = self._levels[level][-2:]
            self._levels[level + 1].append(node_hash(left, right))
            level += 1
        return self.size - 1

    def root(self, size: int | None = None) -> bytes:
        """The root over the first `size` leaves."""
        return self._hash(0, self.size if size is None else size)

    def inclusion(self, index: int, size: int) -> tuple[bytes, ...]:
        """That leaf `index` stands in the tree of `size` leaves (RFC 6962, 2.1.1)."""
        assert 0 <= index < size <= self.size, "a proof of what is not there"
        path: list[bytes] = []
        start, end = 0, size
        while end - start > 1:
            middle = start + _split(end - start)
            if index < middle:
                path.append(self._hash(middle, end))
                end = middle
            else:
                path.append(self._hash(start, middle))
                start = middle
        return tuple(reversed(path))

    def consistency(self, old: int, size: int) -> tuple[bytes, ...]:
        """That the tree of `size` leaves begins with that of `old` leaves (RFC 6962, 2.1.2)."""
        assert 0 <= old <= size <= self.size, "a proof of what is not there"
        if old in (0, size):
            return ()
        path: list[bytes] = []
        start, end, is_whole = 0, size, True
        while old != end - start:
            split = _split(end - start)
            if old <= split:
                path.append(self._hash(start + split, end))
                end = start + split
            else:
                path.append(self._hash(start, start + split))
                start, old, is_whole = start + split, old - split, False
        if not is_whole:
            path.append(self._hash(start, end))
        return tuple(reversed(path))

    def _hash(self, start: int, end: int) -> bytes:
        """The hash of the leaves from `start` to `end`, where `start` is a place RFC 6962 uses."""
        width = end - start
        if width == 0:
            return sha256()
        if width & (width - 1) == 0 and start % width == 0:
            return self._levels[width.bit_length() - 1][start // width]
        middle = start + _split(width)
        return node_hash(self._hash(start, middle), self._hash(middle, end))


def proves_inclusion(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> bool:
    """Whether the proof leads from this leaf to this root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size or len(proof) > PROOF_MAX:
        return False
    found, here, last = leaf_hash(leaf), index, size - 1
    for each in proof:
        if last == 0:
            return False
        if here & 1 or here == last:
            found = node_hash(each, found)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            found = node_hash(found, each)
        here, last = here >> 1, last >> 1
    return last == 0 and found == root


def proves_consistency(
    old: int, old_root: bytes, size: int, root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether the larger tree begins with the smaller one (RFC 9162, 2.1.4.2)."""
    if not 0 <= old <= size or len(proof) > PROOF_MAX:
        return False
    if old == size:
        return not proof and old_root == root
    if old == 0:
        return not proof and old_root == sha256()
    steps = _with_old_root(old, old_root, proof)
    first = next(steps, None)
    if first is None:
        return False
    here, last = old - 1, size - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    old_found = found = first
    for each in steps:
        if last == 0:
            return False
        if here & 1 or here == last:
            old_found, found = node_hash(each, old_found), node_hash(each, found)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            found = node_hash(found, each)
        here, last = here >> 1, last >> 1
    return last == 0 and old_found == old_root and found == root


def _with_old_root(old: int, old_root: bytes, proof: Sequence[bytes]) -> Iterator[bytes]:
    """A proof from a complete old tree leaves out that tree's root; put it back."""
    if proof and old & (old - 1) == 0:
        yield old_root
    yield from proof


def _split(width: int) -> int:
    """The largest power of two below `width`."""
    return 1 << (width - 1).bit_length() - 1
