"""The rows that the place Review adds to the table of actions, and what each does."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from studio.gui.actions import ActionRow
from studio.gui.player.player_actions import PlayerIds, player_callbacks, player_rows
from studio.gui.redaction.redaction_actions import redaction_callbacks, redaction_rows
from studio.gui.words import tr

if TYPE_CHECKING:
    from studio.gui.review.place import ReviewPlace

PLACE = "review"
OPEN, SOME, ONE = "review_open", "review_step_selected", "review_one_selected"
CAN_MERGE, CAN_SPLIT = "review_can_merge", "review_can_split"
CAN_DELETE, CAN_RESTORE = "review_can_delete", "review_can_restore"
PAIR = "review_pair"
IDS = PlayerIds("review-player", PLACE, OPEN, "Alt+Left Alt+Up", "Alt+Right Alt+Down")


def review_rows() -> tuple[ActionRow, ...]:
    """Everything that can be done with a session under review, in the order of the menus."""
    rows = (
        ("split", tr("Split the step here"), "split", "S", (OPEN, CAN_SPLIT), "edit", True),
        ("merge", tr("Merge the steps"), "merge", "M", (OPEN, CAN_MERGE), "edit", False),
        ("delete", tr("Delete the steps"), "delete", "Delete", (OPEN, CAN_DELETE), "edit", False),
        (
            "restore",
            tr("Bring the steps back"),
            "undo",
            "Shift+Delete",
            (OPEN, CAN_RESTORE),
            "edit",
            False,
        ),
        ("describe", tr("Describe the steps"), "title", "F2", (OPEN, CAN_DELETE), "edit", False),
        ("change", tr("Change what the step was"), "review", "C", (OPEN, ONE), "edit", False),
        ("events", tr("Events of the step"), "", "E", (OPEN, ONE), "edit", False),
        ("task", tr("Word the task"), "", "Shift+F2", (OPEN,), "edit", False),
        ("search", tr("Search the steps"), "search", "Ctrl+F", (OPEN,), "edit", True),
        ("pair", tr("Before and after"), "pair", "B", (OPEN,), "view", True),
        ("next_part", tr("Next part of the page"), "sidebar", "F6", (OPEN,), "view", False),
        ("leave", tr("Close the review"), "chevron-left", "Escape", (OPEN,), "session", True),
    )
    own = tuple(
        ActionRow(
            f"review.{name}",
            text,
            icon,
            keys,
            PLACE,
            needs,
            checked_by=PAIR if name == "pair" else "",
            menu=menu,
            starts_group=group,
        )
        for name, text, icon, keys, needs, menu, group in rows
    )
    return own + redaction_rows(PLACE, OPEN) + player_rows(IDS)


def review_callbacks(place: ReviewPlace) -> dict[str, Callable[[], None]]:
    """What each row does in a place."""
    page = place.page
    own: dict[str, Callable[[], None]] = {
        "review.split": page.split,
        "review.merge": page.merge,
        "review.delete": page.delete,
        "review.restore": page.restore,
        "review.describe": page.describe,
        "review.change": page.change,
        "review.events": page.show_events,
        "review.task": page.word_task,
        "review.search": page.search,
        "review.pair": page.toggle_pair,
        "review.next_part": page.next_part,
        "review.leave": place.leave_review,
    }
    return own | redaction_callbacks(lambda: page.inspector) | player_callbacks(page, IDS)
