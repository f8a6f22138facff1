"""The rows that redaction adds to the table of actions of the review, and what each does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from annotate.redact.plan import Keep
from studio.gui.actions import ActionRow
from studio.gui.redaction.panel import RedactionPanel
from studio.gui.words import tr


def redaction_rows(place: str, needs: str) -> tuple[ActionRow, ...]:
    """What can be done while a review is open, which the fact `needs` says."""
    rows = (
        ("look", tr("Look through the session for what may be private"), "search", ""),
        ("box", tr("Draw a box"), "region", "D"),
        ("text", tr("Redact a text everywhere…"), "title", "Ctrl+Shift+F"),
        ("step", tr("Redact the selected steps"), "forget", "Shift+X"),
        ("gap", tr("Empty the selection of the timeline"), "gap", "X"),
        ("cut", tr("Cut the selection of the timeline out"), "clock", "Alt+X"),
        ("recipients", tr("As recipients see it"), "eye", "V"),
        ("copy", tr("Make the redacted copy…"), "shield", ""),
        ("submit", tr("Submit the redacted copy…"), "submit", "Ctrl+Return"),
        ("words", tr("Words of yours…"), "people", ""),
    )
    return tuple(
        ActionRow(
            f"redaction.{name}",
            text,
            icon,
            keys,
            place,
            (needs,),
            menu="session",
            starts_group=name == "look",
        )
        for name, text, icon, keys in rows
    )


class Inspects(Protocol):
    """What has the panel, and brings it to the front."""

    @property
    def redactions(self) -> RedactionPanel: ...
    def show_redactions(self) -> None: ...


def redaction_callbacks(inspector: Callable[[], Inspects]) -> dict[str, Callable[[], None]]:
    """What each of these rows does; the inspector may be built later."""

    def panel() -> RedactionPanel:
        inspector().show_redactions()
        return inspector().redactions

    return {
        "redaction.look": lambda: panel().look_through(),
        "redaction.box": lambda: panel().draw_box(),
        "redaction.text": lambda: panel().redact_everywhere(),
        "redaction.step": lambda: panel().redact_steps(),
        "redaction.gap": lambda: panel().cut(Keep.GAP),
        "redaction.cut": lambda: panel().cut(Keep.NOTHING),
        "redaction.recipients": lambda: inspector().redactions.toggle_recipients(),
        "redaction.copy": lambda: panel().make_copy(),
        "redaction.submit": lambda: panel().submit_newest(),
        "redaction.words": lambda: inspector().redactions.edit_words(),
    }
