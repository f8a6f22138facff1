"""Export to one page per session that a person can click through, with its pictures inside.

The page needs nothing from elsewhere and may do nothing: its policy allows its own script alone.
Recorded words reach it as JSON and are shown as text, never as markup.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Any

import msgspec

from recorder.errors import FormatError
from replay.export.html_page import BODY, SCRIPT, STYLE
from replay.export.model import Episode, Image, Sees, Shot, Written, status_of
from replay.export.reading import provenance
from replay.export.saying import keep_all, lossless
from replay.grammar.common import Loss
from replay.trajectory import step_document

JPEG_QUALITY = 88
_DATA = re.compile(r'<script type="application/json" id="session">(.*?)</script>', re.DOTALL)
_PICTURE = re.compile(r'<img hidden id="p(\d+)" src="data:image/jpeg;base64,')


class Html:
    """A page for each session."""

    name = "html"
    title = "One page per session to click through, with everything inside"
    variants: tuple[str, ...] = ("page",)
    packs = True
    carries_labels = True

    def sees(self, variant: str) -> Sees:
        return "both"

    def data(self, variant: str) -> str:
        return ""

    def says(self, variant: str) -> dict[str, tuple[bool, tuple[Loss, ...]]]:
        return lossless()

    def open(self, folder: Path, variant: str) -> _Sink:
        return _Sink()

    def check(self, folder: Path, variant: str) -> Iterator[str]:
        steps: dict[str, list[Any]] = {}
        for line in provenance(folder):
            steps.setdefault(line["session"], []).append(line["action"])
        for session, actions in steps.items():
            page = (folder / f"{session}.html").read_text(encoding="utf-8")
            data = session_of(page)
            if [step["action"] for step in data["steps"]] != actions:
                yield f"The page of {session} does not show the steps that were recorded."
            there = {int(number) for number in _PICTURE.findall(page)}
            shown = {n for step in data["steps"] for n in (step["p"], step["q"]) if n is not None}
            if shown - there:
                yield f"The page of {session} lacks {len(shown - there)} of its pictures."


class _Sink:
    def write(self, episode: Episode) -> Iterable[Written]:
        path = episode.folder / f"{episode.session.id}.html"
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(descriptor, "w", encoding="utf-8", newline="\n") as page:
            _write_page(episode, page.write)
        return keep_all(episode.shots)

    def close(self) -> None:
        pass


def session_of(page: str) -> Any:
    """The steps that a page holds.

    Raises:
        FormatError: it is not a page of this format.
    """
    found = _DATA.search(page)
    if found is None:
        raise FormatError("A page holds no session.")
    return msgspec.json.decode(found[1])


def _write_page(episode: Episode, write: Any) -> None:
    numbers: dict[str, int] = {}
    steps = [_step(shot, numbers) for shot in episode.shots]
    data = {
        "task": episode.trajectory.task,
        "session": episode.session.id,
        "facts": _facts(episode),
        "image": {
            "x": episode.origin[0], "y": episode.origin[1],
            "width": episode.size[0], "height": episode.size[1],
        },
        "steps": steps,
    }  # fmt: skip
    digest = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
    policy = (
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
        f"script-src 'sha256-{digest}'"
    )
    body = BODY.replace("{status}", status_of(episode.session).capitalize())
    task = episode.trajectory.task
    title = "".join(c if c.isprintable() else " " for c in task)
    write(
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f'<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"<title>{escape(title) or 'A session'}</title>\n<style>{STYLE}</style></head>\n{body}\n"
    )
    for file, number in numbers.items():
        picture = _jpeg((episode.folder / file).read_bytes())
        write(f'<img hidden id="p{number}" src="data:image/jpeg;base64,{picture}" alt="">\n')
    text = msgspec.json.encode(data).decode()
    # Inside a script element only `<` can end it; as an escape it is the same JSON.
    write(f'<script type="application/json" id="session">{_inert(text)}</script>\n')
    write(f"<script>{SCRIPT}</script>\n</html>\n")


def _inert(text: str) -> str:
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _step(shot: Shot, numbers: dict[str, int]) -> dict[str, Any]:
    return step_document(shot.step) | {
        "index": shot.index,
        "events": list(shot.step.seqs),
        "p": _number(shot.before, numbers),
        "q": _number(shot.after, numbers),
    }


def _number(image: Image | None, numbers: dict[str, int]) -> int | None:
    return None if image is None else numbers.setdefault(image.file, len(numbers))


def _facts(episode: Episode) -> list[list[str]]:
    session, trajectory = episode.session, episode.trajectory
    left_out = ", ".join(f"{count} {why}" for why, count in trajectory.left_out.items())
    width, height = episode.size
    return [
        ["Session", session.id],
        ["Status", f"{status_of(session)}, {session.state}"],
        ["Length", f"{session.duration_ns / 1e9:.1f} s"],
        ["Pictures", f"{width} × {height} px"],
        ["Events", f"{trajectory.total:,}, of which {trajectory.used:,} make these steps"],
        ["Left out", left_out or "nothing"],
        ["Campaign", session.meta.campaign],
        ["Consent", session.header.consent or "none (imported)"],
        ["Recorded by", f"{session.meta.program} on {session.meta.platform}"],
    ]


def _jpeg(png: bytes) -> str:
    import cv2
    import numpy as np

    picture = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_COLOR)
    assert picture is not None
    _, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    return base64.b64encode(data.tobytes()).decode()


HTML = Html()
