"""Screens painted with secrets in known boxes, in several fonts, sizes and colours."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from recorder.session.model import Rect
from tests.checkout import ROOT
from tests.detect_corpus import Positive, positives
from tests.detect_harmless import harmless

FONTS = (
    "DejaVuSans.ttf",
    "DejaVuSansMono.ttf",
    "NimbusSans-Regular.otf",
    str(ROOT / "assets" / "fonts" / "Inter-Regular.otf"),
)
THEMES = {"light": ((250, 250, 250), (25, 25, 25)), "dark": ((30, 32, 38), (215, 218, 222))}
LINE_CHARS_MAX = 90


@dataclass(frozen=True)
class Shown:
    """A secret on a painted screen. `rect` is where its own characters are."""

    positive: Positive
    rect: Rect


def painted(
    seed: int, width: int, height: int, font: str, size_px: int, theme: str
) -> tuple[NDArray[np.uint8], tuple[Shown, ...]]:
    """A screen (blue, green, red) of lines, every third of which holds a secret."""
    dice = random.Random(f"{seed} {font} {size_px} {theme}")
    fits = [
        one for one in positives(seed) if "\n" not in one.text and len(one.text) < LINE_CHARS_MAX
    ]
    secrets, others = dice.sample(fits, len(fits)), harmless(seed)
    background, ink = THEMES[theme]
    image = Image.new("RGB", (width, height), background)
    draw, face = ImageDraw.Draw(image), load_font(font, size_px)
    shown: list[Shown] = []
    for row, y in enumerate(range(12, height - 2 * size_px, round(size_px * 1.8))):
        is_secret = row % 3 == 1 and len(shown) < len(secrets)
        text = secrets[len(shown)].text if is_secret else dice.choice(others)
        draw.text((24, y), text, font=face, fill=ink)
        if is_secret:
            one = secrets[len(shown)]
            left = 24 + round(draw.textlength(text[: text.index(one.secret)], font=face))
            wide = round(draw.textlength(one.secret, font=face))
            shown.append(Shown(one, Rect(left, y, wide, round(size_px * 1.2))))
    return np.ascontiguousarray(np.asarray(image)[:, :, ::-1]), tuple(shown)


def load_font(name: str, size_px: int) -> ImageFont.FreeTypeFont:
    if Path(name).is_absolute():
        return ImageFont.truetype(name, size_px)
    found = next(iter(sorted(Path("/usr/share/fonts").rglob(name))), None)
    return ImageFont.truetype(
        str(found or ROOT / "assets" / "fonts" / "Inter-Regular.otf"), size_px
    )


def is_covered(shown: Shown, rects: list[Rect]) -> bool:
    """Whether nearly all of a secret lies under the rectangles."""
    area = np.zeros((shown.rect.height, shown.rect.width), bool)
    for rect in rects:
        part = rect.intersect(shown.rect)
        if part is not None:
            y, x = part.y - shown.rect.y, part.x - shown.rect.x
            area[y : y + part.height, x : x + part.width] = True
    return bool(area.mean() >= 0.75)
