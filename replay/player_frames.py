"""The picture at any moment, decoded in memory on demand. For one thread at a time.

Going on decodes each frame once; going elsewhere starts at the key frame before, or at an anchor
behind it where there is one. What was decoded on the way stays in memory for a while, so that going
back by a frame costs nothing.
"""
# PyAV's frames are partly untyped.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportPrivateImportUsage=false

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from recorder.errors import CandorError
from recorder.session.decoder import Image, decode_packet, open_decoder, to_bgra
from recorder.session.model import Chunk
from replay.player_anchors import Anchors
from replay.player_media import Media, Packet, Place

if TYPE_CHECKING:
    from av.video.codeccontext import VideoCodecContext
    from av.video.frame import VideoFrame

CACHE_BYTES_MAX: Final = 72 * 1024 * 1024
ANCHOR_FRAMES: Final = 8
"""Beginning at an anchor costs about as much as decoding so many frames."""


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """A decoded frame. `t_ns` is since when it was on the screen."""

    place: Place
    t_ns: int
    width: int
    height: int
    frame: VideoFrame

    def bgra(self, scale: float = 1.0) -> Image:
        """Its pixels for a screen, made smaller where that is asked.

        Raises:
            Damaged: it does not have the size it claims.
        """
        return to_bgra(self.frame, self.width, self.height, scale)


class Frames:
    """Decodes the frames of one session."""

    def __init__(
        self, media: Media, bytes_max: int = CACHE_BYTES_MAX, anchors: Anchors | None = None
    ) -> None:
        self._media = media
        self._bytes_max = bytes_max
        self._anchors = anchors or Anchors()
        self._cache: OrderedDict[Place, Shown] = OrderedDict()
        self._size = 0
        self._decoder: VideoCodecContext | None = None
        self._decoder_size = (0, 0)
        self._last: Place | None = None

    def at(self, t_ns: int, is_wanted: Callable[[], bool] = lambda: True) -> Shown | None:
        """The frame at a time; None before the first, when its records are missing, or when
        `is_wanted` became false on the way.

        Raises:
            Damaged: it cannot be decoded.
        """
        place = self._media.locate(t_ns)
        if place in self._cache:
            self._cache.move_to_end(place)
            return self._cache[place]
        packets = self._media.packets(t_ns)
        if not packets:
            return None
        try:
            return self._decode(packets, is_wanted)
        except CandorError:
            self._decoder = self._last = None
            raise

    def cost(self, t_ns: int) -> int:
        """How many frames have to be decoded for the one at a time; -1 when records are missing."""
        if self._media.locate(t_ns) in self._cache:
            return 0
        packets = self._media.packets(t_ns)
        if not packets:
            return -1
        begin, anchor = self._beginning(packets)
        return len(packets) - begin + (ANCHOR_FRAMES if anchor is not None else 0)

    def key_before(self, t_ns: int) -> Shown | None:
        """The key frame before a time, which is quick to have; None as for `at`.

        Raises:
            Damaged: it cannot be decoded.
        """
        packets = self._media.packets(t_ns)
        if not packets:
            return None
        return self._cache.get(packets[0].place) or self._decode(packets[:1], lambda: True)

    def forget(self) -> None:
        """Drop everything that was decoded."""
        self._cache.clear()
        self._size = 0
        self._decoder = self._last = None

    def _decode(self, packets: tuple[Packet, ...], is_wanted: Callable[[], bool]) -> Shown | None:
        begin, anchor = self._beginning(packets)
        shown: Shown | None = None
        if anchor is not None:
            shown = self._begin_at(packets[0], packets[begin - 1], anchor)
            begin = 0 if shown is None else begin
        if begin == 0 or self._decoder is None:
            self._decoder, begin = self._fresh_decoder(packets[0].head), 0
        for packet in packets[begin:]:
            if not is_wanted():
                return None
            self._last = None
            shown = self._keep(packet, decode_packet(self._decoder, packet.data))
            self._last = packet.place
        return shown

    def _beginning(self, packets: tuple[Packet, ...]) -> tuple[int, Place | None]:
        """At which of these packets decoding begins, and the anchor that it needs for that."""
        places = [packet.place for packet in packets]
        begin = places.index(self._last) + 1 if self._last in places else 0
        if begin == len(packets):
            # It was decoded last, but dropped from memory since.
            begin = 0
        anchor = self._anchors.before(places[0], places[-1])
        anchored = 0 if anchor is None else places.index(anchor) + 1
        return (anchored, anchor) if anchored - begin > ANCHOR_FRAMES else (begin, None)

    def _begin_at(self, key: Packet, packet: Packet, anchor: Place) -> Shown | None:
        """Bring a decoder behind an anchor; its frame, or None when the anchor does not fit."""
        self._last = None
        self._decoder = self._fresh_decoder(key.head)
        # Nobody else gets this frame: it becomes the anchor's.
        frame = decode_packet(self._decoder, key.data)
        if not self._anchors.lay_over(anchor, frame):
            return None
        self._last = packet.place
        return self._keep(packet, frame)

    def _fresh_decoder(self, head: Chunk) -> VideoCodecContext:
        """A decoder at a key frame. The same one again where sizes allow it, because its memory
        goes back to itself and not to the system."""
        size = head.width, head.height
        if self._decoder is None or self._decoder_size != size:
            self._decoder_size = size
            return open_decoder(head, whole=True)
        self._decoder.flush_buffers()
        return self._decoder

    def _keep(self, packet: Packet, frame: VideoFrame) -> Shown:
        width, height = packet.head.width, packet.head.height
        shown = Shown(packet.place, packet.t_ns, width, height, frame)
        if packet.place not in self._cache:
            self._size += _bytes_of(shown)
        self._cache[packet.place] = shown
        self._cache.move_to_end(packet.place)
        while self._size > self._bytes_max and len(self._cache) > 1:
            _, dropped = self._cache.popitem(last=False)
            self._size -= _bytes_of(dropped)
        return shown


def _bytes_of(shown: Shown) -> int:
    return shown.width * shown.height * 3 // 2
