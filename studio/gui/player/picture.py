"""A decoded frame on its way to the screen. Made in a job, painted on the GUI thread."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QImage

from recorder.session.decoder import Image
from replay.player_frames import Shown
from replay.player_media import Place
from replay.player_previews import Preview, pixels_of


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A frame as an image of `scale` times its size, which is `width` x `height`.

    `pixels` is the memory that `image` looks at. `is_preview` says that a better one follows.
    """

    image: QImage
    pixels: Image
    t_ns: int
    width: int
    height: int
    scale: float
    place: Place | None
    is_preview: bool = False


def picture_of(shown: Shown, scale: float, *, is_preview: bool = False) -> Picture:
    """The picture of a decoded frame.

    Raises:
        Damaged: the frame does not have the size it claims.
    """
    width, height = shown.width, shown.height
    pixels = shown.bgra(scale)
    return made_picture(
        pixels, shown.t_ns, width, height, scale, shown.place, is_preview=is_preview
    )


def preview_of(preview: Preview) -> Picture | None:
    """The small picture of a preview, or None when it cannot be read."""
    pixels = pixels_of(preview)
    if pixels is None:
        return None
    width, height = preview.width, preview.height
    scale = pixels.shape[1] / width
    return made_picture(pixels, preview.t_ns, width, height, scale, is_preview=True)


def made_picture(
    pixels: Image,
    t_ns: int,
    width: int,
    height: int,
    scale: float,
    place: Place | None = None,
    *,
    is_preview: bool = False,
) -> Picture:
    """A picture of pixels in blue, green, red and one more byte."""
    high, wide = pixels.shape[:2]
    image = QImage(pixels.data, wide, high, pixels.strides[0], QImage.Format.Format_RGB32)
    return Picture(image, pixels, t_ns, width, height, scale, place, is_preview)
