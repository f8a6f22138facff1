"""The one style sheet, built from tokens. What a widget is for, it says in properties.

`kind` on buttons (primary, plain, quiet, danger, link), `type` and `tone` on labels, `card`,
`banner` and `rail` on frames. No widget brings a style sheet of its own.
"""

from __future__ import annotations

from dataclasses import asdict
from string import Template
from typing import TYPE_CHECKING

from studio.gui.assets import asset

if TYPE_CHECKING:
    from studio.gui.theme import Tokens

_TYPES = {"caption": 0.86, "body": 1.0, "strong": 1.0, "subtitle": 1.15, "title": 1.6, "display": 2}
_SEMIBOLD = {"strong", "subtitle", "title", "display"}
_TONES = {
    "soft": "text_soft",
    "hint": "text_hint",
    "accent": "accent_text",
    "danger": "danger",
    "warning": "warning",
    "ok": "ok",
    "info": "info",
    "record": "record",
}
_BANNERS = {"info": "info", "warning": "warning", "danger": "danger", "ok": "ok"}


def style_sheet(tokens: Tokens, base_px: int) -> str:
    """The style sheet of a theme, with `base_px` as the size of body text."""
    values = asdict(tokens) | {
        "style": asset("style").as_posix(),
        "theme": tokens.name,
        "caption_px": str(round(base_px * _TYPES["caption"])),
        "control": str(round(base_px * 2.3)),
    }
    parts = [_BASE, _BUTTONS, _FIELDS, _VIEWS, _CHROME]
    return Template("\n".join(parts)).substitute(values) + _labels(tokens, base_px)


def _labels(tokens: Tokens, base_px: int) -> str:
    lines = [
        f'QLabel[type="{name}"] {{ font-size: {round(base_px * factor)}px; '
        f"font-weight: {600 if name in _SEMIBOLD else 400}; }}"
        for name, factor in _TYPES.items()
    ]
    lines += [
        f'QLabel[tone="{name}"] {{ color: {getattr(tokens, token)}; }}'
        for name, token in _TONES.items()
    ]
    lines += [
        f'QFrame[banner="{name}"] {{ background: {getattr(tokens, token + "_soft")}; '
        f"border: 1px solid {getattr(tokens, token + '_soft')}; border-radius: 8px; }}"
        for name, token in _BANNERS.items()
    ]
    lines += [
        f'QFrame[pill="{name}"] {{ background: {getattr(tokens, token + "_soft")}; '
        "border-radius: 9px; }"
        for name, token in _BANNERS.items()
    ]
    return "\n" + "\n".join(lines)


_BASE = """
QWidget { color: $text; }
QMainWindow, QDialog, QWidget[page="true"] { background: $window; }
QToolTip { background: $raised; color: $text; border: 1px solid $border; padding: 5px 8px; }
QLabel { background: transparent; }
QFrame[card="true"] {
    background: $surface; border: 1px solid $border; border-radius: 10px;
}
QFrame[question="true"] {
    background: $surface; border: 1px solid $border; border-radius: 8px;
}
QFrame[question="true"][current="true"] { border-color: $accent; }
QFrame[floating="true"] { background: $raised; border: 1px solid $border_strong; }
QFrame[line="true"] { background: $border; border: none; }
QFrame[pill="plain"] { background: $sunken; border-radius: 9px; }
QLabel[keycap="true"] {
    background: $sunken; color: $text_soft; border: 1px solid $border;
    border-radius: 4px; padding: 1px 6px; font-size: ${caption_px}px;
}
QScrollArea, QScrollArea > QWidget > QWidget[page="true"] { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle { background: $scroll; border-radius: 4px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $text_hint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $border; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QSplitter::handle:hover { background: $accent; }
"""

_BUTTONS = """
QPushButton {
    background: $surface; color: $text; border: 1px solid $border_strong; border-radius: 6px;
    padding: 0 14px; min-height: ${control}px;
}
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $sunken; }
QPushButton:focus { border: 2px solid $focus; padding: 0 13px; min-height: ${control}px; }
QPushButton:disabled { color: $text_off; border-color: $border; background: transparent; }
QPushButton:checked { background: $accent_soft; border-color: $accent; color: $accent_text; }
QPushButton[kind="primary"] {
    background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600;
}
QPushButton[kind="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:pressed { background: $accent_pressed; border-color: $accent_pressed; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="primary"]:disabled {
    background: $sunken; color: $text_off; border-color: $border;
}
QPushButton[kind="danger"] { color: $danger; border-color: $danger; }
QPushButton[kind="danger"]:hover { background: $danger_soft; }
QPushButton[kind="danger"]:focus { border: 2px solid $danger; }
QPushButton[kind="danger"]:disabled { color: $text_off; border-color: $border; }
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; }
QPushButton[kind="quiet"]:hover { background: $hover; }
QPushButton[kind="quiet"]:pressed { background: $sunken; }
QPushButton[kind="quiet"]:focus { border: 2px solid $focus; }
QPushButton[kind="link"] {
    background: transparent; border: 1px solid transparent; color: $accent_text;
    padding: 0 4px; min-height: 20px; text-align: left;
}
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border: 1px solid $focus; padding: 0 4px; min-height: 20px; }
QToolButton {
    background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 5px;
}
QToolButton:hover { background: $hover; }
QToolButton:pressed { background: $sunken; }
QToolButton:checked { background: $accent_soft; color: $accent_text; }
QToolButton:focus { border: 1px solid $focus; }
QToolButton:disabled { color: $text_off; }
QToolButton::menu-indicator { image: none; }
QToolButton[bar="true"] { padding: 4px 6px 2px; font-size: ${caption_px}px; }
QToolButton[bar="true"]::menu-button { border: none; width: 16px; }
QToolButton[bar="true"]::menu-arrow {
    image: url($style/down-$theme.svg); width: 12px; height: 12px;
}
QToolButton[chip="true"] { padding: 1px; }
QToolButton[status="true"] { padding: 2px 8px; color: $text_soft; font-size: ${caption_px}px; }
QCheckBox, QRadioButton { spacing: 9px; background: transparent; padding: 3px; border-radius: 4px; }
QCheckBox:disabled, QRadioButton:disabled { color: $text_off; }
QCheckBox::indicator, QRadioButton::indicator {
    width: 16px; height: 16px; background: $surface; border: 1px solid $border_strong;
}
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox:focus, QRadioButton:focus { background: $accent_soft; }
QCheckBox::indicator:checked, QCheckBox::indicator:indeterminate, QRadioButton::indicator:checked {
    background: $accent; border-color: $accent;
}
QCheckBox::indicator:checked { image: url($style/check-$theme.svg); }
QCheckBox::indicator:indeterminate { image: url($style/partial-$theme.svg); }
QRadioButton::indicator:checked { image: url($style/dot-$theme.svg); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {
    background: $sunken; border-color: $border;
}
"""

_FIELDS = """
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QComboBox, QKeySequenceEdit {
    background: $surface; color: $text; border: 1px solid $border_strong; border-radius: 6px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox {
    padding: 0 10px; min-height: ${control}px;
}
QPlainTextEdit, QTextEdit { padding: 6px 8px; }
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus {
    border: 2px solid $focus; padding: 0 9px;
}
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $focus; padding: 5px 7px; }
QLineEdit:disabled, QSpinBox:disabled, QComboBox:disabled, QPlainTextEdit:disabled {
    background: transparent; color: $text_off; border-color: $border;
}
QLineEdit[problem="true"], QPlainTextEdit[problem="true"] { border-color: $danger; }
QTextEdit[reader="true"], QPlainTextEdit[reader="true"], QTextBrowser[reader="true"] {
    background: transparent; border: none;
}
QComboBox::drop-down { border: none; width: 26px; }
QComboBox::down-arrow { image: url($style/down-$theme.svg); width: 16px; height: 16px; }
QComboBox QAbstractItemView {
    background: $raised; border: 1px solid $border; padding: 4px; outline: none;
    selection-background-color: $accent_soft; selection-color: $text;
}
QSpinBox::up-button, QDoubleSpinBox::up-button {
    border: none; width: 22px; subcontrol-position: top right;
}
QSpinBox::down-button, QDoubleSpinBox::down-button {
    border: none; width: 22px; subcontrol-position: bottom right;
}
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow {
    image: url($style/up-$theme.svg); width: 12px; height: 12px;
}
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow {
    image: url($style/down-$theme.svg); width: 12px; height: 12px;
}
QSlider { background: transparent; }
QSlider::groove:horizontal { height: 4px; background: $border; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::handle:horizontal {
    width: 16px; height: 16px; margin: -6px 0; border-radius: 8px;
    background: $surface; border: 2px solid $accent;
}
QSlider::handle:horizontal:hover, QSlider:focus::handle:horizontal { background: $accent_soft; }
QProgressBar {
    background: $sunken; border: none; border-radius: 3px; min-height: 6px; max-height: 6px;
}
QProgressBar::chunk { background: $accent; border-radius: 3px; }
"""

_VIEWS = """
QAbstractItemView { outline: none; }
QListView, QTreeView, QTableView {
    background: $surface; border: 1px solid $border; border-radius: 10px;
    alternate-background-color: $surface;
    selection-background-color: $accent_soft; selection-color: $text;
}
QListView[flat="true"], QTreeView[flat="true"], QTableView[flat="true"] {
    background: transparent; border: none;
}
QListView::item, QTreeView::item, QTableView::item { padding: 6px 8px; border: none; }
QListView::item:hover, QTreeView::item:hover, QTableView::item:hover { background: $hover; }
QListView::item:selected, QTreeView::item:selected, QTableView::item:selected {
    background: $accent_soft; color: $text;
}
QListView:focus, QTreeView:focus, QTableView:focus { border: 1px solid $focus; }
QListView[rows="true"]:focus { border: none; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section {
    background: transparent; color: $text_soft; border: none;
    border-bottom: 1px solid $border; padding: 7px 8px; font-size: ${caption_px}px;
}
QHeaderView::section:first { padding-left: 12px; }
QHeaderView::section:hover { color: $text; }
QHeaderView::up-arrow { image: url($style/up-$theme.svg); width: 12px; height: 12px; }
QHeaderView::down-arrow { image: url($style/down-$theme.svg); width: 12px; height: 12px; }
QTableCornerButton::section { background: transparent; border: none; }
"""

_CHROME = """
QMenuBar { background: $window; border: none; padding: 2px 6px; }
QMenuBar::item { background: transparent; padding: 5px 10px; border-radius: 5px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $hover; }
QMenu { background: $raised; border: 1px solid $border; padding: 5px; }
QMenu::item { padding: 6px 28px 6px 10px; border-radius: 5px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $text_off; }
QMenu::separator { height: 1px; background: $border; margin: 5px 8px; }
QMenu::icon { padding-left: 8px; }
QMenu::right-arrow { image: url($style/right-$theme.svg); width: 14px; height: 14px; }
QMenu::indicator:checked { image: url($style/check-menu-$theme.svg); width: 14px; height: 14px; }
QMenu::indicator { width: 14px; height: 14px; left: 8px; }
QFrame[rail="true"] { background: $window; border: none; border-right: 1px solid $border; }
QFrame[statusline="true"] { background: $window; border: none; border-top: 1px solid $border; }
QFrame[jobs="true"] { background: $surface; border: none; border-left: 1px solid $border; }
QTabBar::tab {
    background: transparent; color: $text_soft; padding: 7px 12px; border: none;
    border-bottom: 2px solid transparent;
}
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $accent_text; border-bottom-color: $accent; font-weight: 600; }
QTabBar::tab:focus { background: $accent_soft; }
QTabWidget::pane { border: none; border-top: 1px solid $border; }
QDialog[sheet="true"] { background: $window; }
QFrame[overlay="true"] { background: $raised; border: 1px solid $border; border-radius: 12px; }
"""
