"""A button with only an icon that stands for an action; its tip and name are the action's."""

from __future__ import annotations

from PySide6.QtWidgets import QToolButton

from studio.gui.actions import Actions
from studio.gui.widgets import icon_button


def follower(actions: Actions, action_id: str, icon: str) -> QToolButton:
    """Follows an action: whether it can be done, its name, its check mark."""
    action = actions.action(action_id)
    name = f"button-{action_id.replace('.', '-')}"
    made = icon_button(
        icon, action.text(), name=name, checkable=action.isCheckable(), clicked=action.trigger
    )

    def follow() -> None:
        keys = action.shortcut().toString()
        made.setEnabled(action.isEnabled())
        made.setChecked(action.isChecked())
        made.setToolTip(f"{action.text()} ({keys})" if keys else action.text())
        made.setAccessibleName(action.text())

    action.changed.connect(follow)
    made.clicked.connect(lambda _on: follow())
    follow()
    return made
