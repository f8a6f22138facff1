"""The scenes of custody: the submit sheet in its states, the place Submitted, withdrawing.

Their submissions are made up; the module's name puts them after those that make the sessions.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import msgspec
from PySide6.QtWidgets import QWidget

from annotate.report import Reported
from annotate.submit import Leaving
from annotate.submitted import Submitted
from recorder.consent.campaign import BUILT_IN
from recorder.consent.receipt import ConsentReceipt
from recorder.crypto import SignPrivate
from recorder.custody import documents
from recorder.custody.manifest import Manifest, StreamEntry
from recorder.custody.messages import Acceptance, Death, LogPlace
from studio.gui.custody.place import SubmittedPlace
from studio.gui.custody.receipts import PaperSheet
from studio.gui.custody.submit_sheet import SubmitSheet, _Seen
from studio.gui.custody.withdraw_sheet import WithdrawSheet
from studio.openings import Opening, Own, Standing
from studio.submitting import Condition, Light, Looked, Preview, Reading
from tests import scenes_redaction, scenes_sessions
from tests.screenshots import Scene, Stage

KEY, NOW = SignPrivate.generate(), datetime.now(UTC)
PLACE = LogPlace(41, b"", (), b"")
ROLES = {
    "video": (("annotator", ("Anna Kaur", "Tomas Weil")), ("engineer", ("Ben Okoro",))),
    "actions": (("annotator", ("Anna Kaur", "Tomas Weil")), ("engineer", ("Ben Okoro",))),
    "labels": (("engineer", ("Ben Okoro",)),),
}
SIZES = {"video": (0, 640, 3_140_000), "actions": (412, 0, 21_400), "labels": (0, 0, 900)}
STREAMS = ("video", "actions", "text", "context", "labels")
TERMS = msgspec.structs.replace(
    BUILT_IN.terms, id="team-2026", title="Office tasks 2026", version=3, retention_days=180
)


def _receipt(stage: Stage) -> ConsentReceipt | None:
    entries = stage.context.consents.entries or ()
    return next((each.receipt for each in entries if each.receipt), None)


def _looked(stage: Stage, *, good: bool = True) -> Looked:
    lights = tuple(Light(each, True) for each in Condition)
    if not good:
        lights = (
            Light(Condition.CONSENT, True),
            Light(Condition.PROOF, False, "", ("redacted strings in pictures",)),
            Light(Condition.DETECTORS, True),
            Light(Condition.UNRESOLVED, False, "", ("redacted strings in pictures",)),
            Light(Condition.WHOLE, None),
        )
    review = SimpleNamespace(corrections=(1, 2, 3), labels=SimpleNamespace(outcome="success"))
    ready = SimpleNamespace(parted=SimpleNamespace(review=review)) if good else None
    return Looked(
        Path("candidate"),
        lights,
        scenes_redaction.PROOF,
        _receipt(stage),
        cast(Any, SimpleNamespace(terms=TERMS)),
        cast(Any, ready),
    )


def _preview() -> Preview:
    streams = []
    for name in STREAMS:
        events, frames, size = SIZES.get(name, (180, 0, 4_000))
        roles = ROLES.get(name, ())
        leaving = Leaving(name, tuple(role for role, _ in roles), events, frames, size, "ab" * 32)
        streams.append(Reading(leaving, roles))
    return Preview(tuple(streams), "", None)


def _sheet(stage: Stage, *, good: bool = True) -> SubmitSheet:
    scenes_sessions.filled(stage)
    sheet = SubmitSheet(stage.context, Path("/nowhere"), stage.window)
    sheet.open()
    stage.settle()
    sheet._clear()
    sheet._waiting.hide()
    looked = _looked(stage, good=good)
    sheet._seen = _Seen(looked, scenes_sessions.TASKS[0])
    sheet._show_looked(sheet._seen)
    if good:
        sheet._on_previewed(_preview())
    stage.settle()
    return sheet


def _submit(stage: Stage) -> QWidget:
    return _sheet(stage)


def _submit_end(stage: Stage) -> QWidget:
    sheet = _sheet(stage)
    bar = sheet._area.verticalScrollBar()
    bar.setValue(bar.maximum())
    return sheet


def _submit_refused(stage: Stage) -> QWidget:
    return _sheet(stage, good=False)


def _submit_sending(stage: Stage) -> QWidget:
    sheet = _sheet(stage)
    sheet._show_sending(3_162_300)
    sheet.sending.show_progress(0.62)
    sheet.fit()
    return sheet


def _submit_failed(stage: Stage) -> QWidget:
    from recorder.errors import StorageError

    sheet = _sheet(stage)
    sheet._show_sending(3_162_300)
    sheet._on_send_failed(StorageError("The store cannot be reached; try again later."))
    return sheet


def _submit_done(stage: Stage) -> QWidget:
    sheet = _sheet(stage)
    place = scenes_sessions.filled(stage)
    sheet._on_accepted(msgspec.structs.replace(_kept(0), session=place.shelf.entries[0].session))
    return sheet


def _death(*names: str) -> bytes:
    death = Death(names, 7, NOW, NOW + timedelta(hours=8), True, 0, PLACE)
    return documents.write_document(documents.DEATH, death, _sign)


def _sign(kind: str, payload: bytes) -> bytes:
    from recorder.consent import dsse

    return dsse.seal_envelope(kind, payload, KEY)


def _kept(number: int, **more: Any) -> Submitted:
    name = f"{number + 3:x}" * 32
    said = Acceptance(name, "5c" * 32, NOW, NOW + timedelta(days=171), PLACE)
    raw = documents.write_document(documents.ACCEPTANCE, said, _sign)
    kept = Submitted(
        name,
        TERMS.id,
        "0" * 26,
        "1" * 26,
        b"",
        NOW - timedelta(days=9 * number + 1, hours=2 * number),
        raw,
        NOW + timedelta(days=179 - 9 * number),
    )
    return msgspec.structs.replace(kept, **more)


def _manifest(number: int) -> Manifest:
    streams = tuple(
        StreamEntry(name, "ab" * 32, size * (number + 1), 65536, b"", ())
        for name, (_, _, size) in SIZES.items()
    )
    return Manifest(f"{number + 3:x}" * 32, TERMS.id, 3, "", "", 1, "", b"", streams, "", "", NOW)


def _opening(person: str, role: str, hours: float, *streams: str, refused: bool = False) -> Opening:
    at = NOW - timedelta(hours=hours)
    return Opening(
        "", person, person, role, "agent-training", streams, at, at + timedelta(hours=8), refused
    )


def _owns(stage: Stage) -> tuple[Own, ...]:
    receipt, tasks = _receipt(stage), scenes_sessions.TASKS
    opened = (
        _opening("Ben Okoro", "engineer", 2, "video", "actions", "labels"),
        _opening("Tomas Weil", "annotator", 5, "video", refused=True),
        _opening("Anna Kaur", "annotator", 26, "video", "actions"),
    )
    words = "In the second window a name can be read: top right, next to the picture."
    standings = (
        (Standing.KEPT, opened, {}),
        (Standing.REPORTED, opened[2:], {}),
        (Standing.KEPT, (), {}),
        (Standing.WITHDRAWN, opened[:1], {"death": _death("6" * 32)}),
        (Standing.EXPIRED, opened[2:], {}),
    )
    return tuple(
        Own(
            _kept(number, **more),
            _manifest(number),
            standing,
            tasks[number],
            openings,
            (Reported("", "Anna Kaur", NOW, words),) if standing is Standing.REPORTED else (),
            receipt,
        )
        for number, (standing, openings, more) in enumerate(standings)
    )


def _place(stage: Stage, *chosen: int) -> SubmittedPlace:
    scenes_sessions.filled(stage)
    stage.window.show_place("submitted")
    place = cast(SubmittedPlace, stage.window.place("submitted"))
    stage.settle()
    shelf = place.submissions
    shelf.owns, shelf.is_loaded, shelf.is_told = _owns(stage), True, True
    shelf.changed.emit()
    place.table.select([shelf.owns[each].submission for each in chosen])

    def forget() -> None:
        shelf.owns, shelf.problems, shelf.is_locked = (), (), False
        shelf.changed.emit()

    stage.afterwards.append(forget)
    stage.settle()
    return place


def _empty(stage: Stage) -> QWidget:
    stage.window.show_place("submitted")
    stage.settle()
    return stage.window


def _list(stage: Stage) -> QWidget:
    _place(stage, 0)
    return stage.window


def _reported(stage: Stage) -> QWidget:
    _place(stage, 1)
    return stage.window


def _several(stage: Stage) -> QWidget:
    _place(stage, 0, 2)
    return stage.window


def _refused(stage: Stage) -> QWidget:
    place = _place(stage, 2)
    shelf = place.submissions
    shelf.owns = tuple(replace(each, openings=None) for each in shelf.owns)
    shelf.problems = (
        "The audit log is shorter than when it was seen last; somebody rolled it back.",
    )
    shelf.changed.emit()
    return stage.window


def _locked(stage: Stage) -> QWidget:
    place = _place(stage, 0)
    place.submissions.is_locked = True
    place.submissions.changed.emit()
    return stage.window


def _withdraw(stage: Stage) -> QWidget:
    place = _place(stage, 0)
    place.withdraw_selected()
    return stage.dialog("withdraw-sheet")


def _withdrawn(stage: Stage) -> QWidget:
    place = _place(stage, 0)
    place.withdraw_selected()
    sheet = cast(WithdrawSheet, stage.dialog("withdraw-sheet"))
    shelf = place.submissions
    first = shelf.owns[0]
    kept = msgspec.structs.replace(first.kept, death=_death(first.submission))
    shelf.owns = (replace(first, kept=kept), *shelf.owns[1:])
    sheet._on_withdrawn((first.submission,))
    return sheet


def _acceptance(stage: Stage) -> QWidget:
    sheet = PaperSheet(stage.context, _owns(stage)[0], "acceptance", stage.window)
    sheet.open()
    return sheet


SCENES: dict[str, Scene] = {
    "submit": _submit,
    "submit-end": _submit_end,
    "submit-refused": _submit_refused,
    "submit-sending": _submit_sending,
    "submit-failed": _submit_failed,
    "submit-done": _submit_done,
    "submitted-empty": _empty,
    "submitted": _list,
    "submitted-reported": _reported,
    "submitted-several": _several,
    "submitted-refused": _refused,
    "submitted-locked": _locked,
    "withdraw": _withdraw,
    "withdrawn": _withdrawn,
    "acceptance": _acceptance,
}
