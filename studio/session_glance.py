"""A first look into a session for the list: its title and thumbnail, sealed again at once."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from recorder.errors import CandorError, Locked
from recorder.session.events import WindowEvent
from recorder.session.layout import RecordType
from replay.player_frames import Frames, Shown
from replay.player_session import Opened, begin, read_events, read_video
from studio.session_list import THUMBNAIL_PLACE, TITLE_PLACE, Title, pack_title

if TYPE_CHECKING:
    from recorder.vault.keeper_client import Keeper, OpenSession
    from recorder.vault.library import Library

THUMBNAIL_PX: Final = 480
JPEG_QUALITY: Final = 82
THUMBNAIL_BYTES_MAX: Final = 60 * 1024
# The very first frames often show the desktop before the work.
LOOK_AT: Final = 0.3


@dataclass(frozen=True, slots=True)
class Glance:
    """What was seen. `thumbnail` is a JPEG, or None where there is no picture."""

    title: Title
    thumbnail: bytes | None


def glance(keeper: Keeper, path: Path) -> Glance:
    """Look into a session. One that cannot be read gives a title with the reason.

    Raises:
        Locked: the keeper is gone.
    """
    try:
        with closing(keeper.survey(path)) as source:
            return _glance(source)
    except Locked:
        raise
    except CandorError as error:
        return Glance(Title("", 0, problem=str(error)), None)


def keep_glance(keeper: Keeper, library: Library, session: str, seen: Glance) -> None:
    """Seal what was seen into the library."""
    title = keeper.seal(TITLE_PLACE.format(session), pack_title(seen.title))
    library.keep_sealed(session, title)
    if seen.title.problem is None:
        library.keep_length(session, seen.title.length_ns)
    if seen.thumbnail is not None:
        sealed = keeper.seal(THUMBNAIL_PLACE.format(session), seen.thumbnail)
        library.keep_thumbnail(session, sealed)


def _glance(source: OpenSession) -> Glance:
    opened = begin(source)
    length_ns, apps = _length_and_apps(source, opened)
    title = Title(
        task=opened.meta.task,
        length_ns=length_ns,
        apps=apps,
        is_import=opened.contents.header.origin is not None,
    )
    try:
        return Glance(title, _thumbnail(source, opened, length_ns))
    except CandorError:
        # The list can do without a picture; the player says what is wrong with it.
        return Glance(title, None)


def _length_and_apps(source: OpenSession, opened: Opened) -> tuple[int, tuple[str, ...]]:
    read_events(source, opened)
    windows = [each for each in opened.columns.others if isinstance(each, WindowEvent)]
    apps = dict.fromkeys(window.app for window in windows if window.app)
    return opened.duration_ns, tuple(apps)[:12]


def _thumbnail(source: OpenSession, opened: Opened, length_ns: int) -> bytes | None:
    if not opened.contents.places(RecordType.MEDIA):
        return None
    frames = Frames(opened.media)
    for at_ns in (int(length_ns * LOOK_AT), length_ns):
        read_video(source, opened, at_ns)
        if shown := frames.key_before(at_ns):
            return _jpeg(shown)
    return None


def _jpeg(shown: Shown) -> bytes | None:
    import cv2

    pixels = shown.bgra(min(1.0, THUMBNAIL_PX / max(shown.width, shown.height)))
    for quality in (JPEG_QUALITY, 60, 30):
        done, data = cv2.imencode(".jpg", pixels[:, :, :3], [cv2.IMWRITE_JPEG_QUALITY, quality])
        if done and len(data) <= THUMBNAIL_BYTES_MAX:
            return data.tobytes()
    return None
