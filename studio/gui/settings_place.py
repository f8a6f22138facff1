"""The Settings place, made from the table of settings. What is changed holds at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, cast

from PySide6.QtWidgets import QComboBox, QSpinBox, QWidget

from studio.gui.context import AppContext
from studio.gui.place import Place
from studio.gui.record.hotkey_editor import HotkeyEditor
from studio.gui.settings_table import SETTINGS, Setting
from studio.gui.shortcut_editor import ShortcutEditor
from studio.gui.switch import Switch
from studio.gui.theme import Space
from studio.gui.widgets import Card, PageHeader, button, column, label, line, row, scroll_page
from studio.gui.words import tr

CONTROL_WIDTH_PX = 190


class SettingsPlace(Place):
    """One card for each section, one line for each setting."""

    place_id = "settings"

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._show: dict[str, Callable[[], None]] = {}
        reset = button(tr("Reset all"), "quiet", "undo", name="reset-settings")
        reset.clicked.connect(context.settings.reset)
        header = PageHeader(tr("Settings"), tr("Every change holds at once."), reset)
        self._cards = column(space=Space.XL)
        content = column(header, self._cards, 1, space=Space.XL, margin=Space.XL)
        self.setLayout(column(scroll_page(content)))
        context.settings.changed.connect(self._refresh)
        self.build_in_turns(self._parts())

    def _parts(self) -> Iterator[None]:
        for section in dict.fromkeys(setting.section for setting in SETTINGS):
            self._cards.addWidget(self._section(section))
            yield
        self._cards.addWidget(HotkeyEditor(self.context))
        yield
        self._shortcuts = ShortcutEditor(self.context)
        self._cards.addWidget(self._shortcuts)

    @property
    def is_built(self) -> bool:
        return super().is_built and self._shortcuts.is_built

    def _section(self, section: str) -> Card:
        card = Card(label(tr(section), "subtitle"))
        for setting in SETTINGS:
            if setting.section == section:
                card.body.addWidget(line())
                card.body.addLayout(self._line(cast("Setting[Any]", setting)))
        return card

    def _line(self, setting: Setting[Any]):
        words = column(
            label(tr(setting.title), "strong"),
            label(tr(setting.note), tone="soft", wrap=True),
            space=2,
        )
        control = self._control(setting)
        control.setAccessibleDescription(tr(setting.note))
        made = row(words, control, space=Space.L)
        made.setStretch(0, 1)
        return made

    def _control(self, setting: Setting[Any]) -> QWidget:
        if isinstance(setting.default, bool):
            return self._switch(setting)
        return self._choices(setting) if setting.choices else self._number(setting)

    def _switch(self, setting: Setting[bool]) -> QWidget:
        settings = self.context.settings
        made = Switch(setting.key, tr(setting.title))
        self._show[setting.key] = lambda: made.setChecked(settings.get(setting))
        self._show[setting.key]()
        made.toggled.connect(lambda on: settings.choose(setting, on))
        return made

    def _choices(self, setting: Setting[Any]) -> QWidget:
        settings = self.context.settings
        made = QComboBox()
        made.setObjectName(setting.key)
        made.setAccessibleName(tr(setting.title))
        made.setMinimumWidth(CONTROL_WIDTH_PX)
        values = [value for value, _ in setting.choices]
        for _, text in setting.choices:
            made.addItem(tr(text))
        self._show[setting.key] = lambda: made.setCurrentIndex(values.index(settings.get(setting)))
        self._show[setting.key]()
        made.activated.connect(lambda at: settings.choose(setting, values[at]))
        return made

    def _number(self, setting: Setting[int]) -> QWidget:
        settings = self.context.settings
        made = QSpinBox()
        made.setObjectName(setting.key)
        made.setAccessibleName(tr(setting.title))
        made.setFixedWidth(CONTROL_WIDTH_PX)
        made.setRange(setting.low, setting.high)
        made.setSuffix(f" {tr(setting.unit)}" if setting.unit else "")
        self._show[setting.key] = lambda: made.setValue(settings.get(setting))
        self._show[setting.key]()
        made.valueChanged.connect(lambda value: settings.choose(setting, value))
        return made

    def _refresh(self, key: str) -> None:
        if key in self._show:
            self._show[key]()
