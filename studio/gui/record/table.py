"""The rows that the Record place adds to the table of actions, and what it remembers."""

from __future__ import annotations

from studio.gui.actions import ActionRow
from studio.gui.settings_table import RECORDING, Setting
from studio.gui.words import mark, tr

NEVER_APPS: Setting[tuple[str, ...]] = Setting(
    "recording.never_apps",
    (),
    mark("Never recorded"),
    mark("Applications that are left out of every recording."),
    RECORDING,
)
"""Edited in the Record place. It is not in the table of the settings, so that resetting those
does not bring an application back into recordings."""

NEVER_SITES: Setting[tuple[str, ...]] = Setting(
    "recording.never_sites",
    (),
    mark("Sites never recorded"),
    mark("Sites that are left out of every recording."),
    RECORDING,
)
"""Edited and kept as `NEVER_APPS`."""


def record_rows() -> tuple[ActionRow, ...]:
    """The verbs of a recording. All but the first work from every place."""
    runs, on, steered = ("recording_runs",), ("recording_is_on",), ("recording_is_steered",)
    return (
        ActionRow(
            "record.start",
            tr("Record"),
            "record",
            "Ctrl+R",
            place="record",
            needs=("can_record",),
            menu="record",
        ),
        ActionRow(
            "record.pause",
            tr("Pause"),
            "pause",
            "Ctrl+Shift+P",
            needs=steered,
            menu="record",
            starts_group=True,
        ),
        ActionRow("record.mark", tr("Mark…"), "marker", "Ctrl+Shift+M", needs=on, menu="record"),
        ActionRow(
            "record.forget",
            tr("Forget the last 30 seconds"),
            "forget",
            "Ctrl+Shift+F",
            needs=steered,
            menu="record",
        ),
        ActionRow(
            "record.stop",
            tr("Stop"),
            "stop",
            "Ctrl+Shift+X",
            needs=runs,
            menu="record",
            starts_group=True,
        ),
        ActionRow(
            "record.success", tr("Stop: the task succeeded"), "ok", needs=steered, menu="record"
        ),
        ActionRow(
            "record.failure", tr("Stop: the task failed"), "close", needs=steered, menu="record"
        ),
        ActionRow(
            "record.discard",
            tr("Discard…"),
            "discard",
            "Ctrl+Shift+Q",
            needs=runs,
            menu="record",
            starts_group=True,
        ),
        ActionRow(
            "record.check",
            tr("Check again what a recording needs"),
            "refresh",
            "F5",
            place="record",
            needs=("!recording_runs",),
            menu="record",
            starts_group=True,
        ),
    )
