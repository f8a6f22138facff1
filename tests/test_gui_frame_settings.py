"""Settings: only differences are stored, a broken file is kept aside, changes hold at once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from pytestqt.qtbot import QtBot

from studio.gui.jobs import Jobs
from studio.gui.settings import FILE, Settings
from studio.gui.settings_table import COUNTDOWN_S, SETTINGS, SHOW_KEYS, THEME
from studio.gui.words import tr


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


def loaded(folder: Path, jobs: Jobs) -> Settings:
    settings = Settings(folder, jobs)
    settings.load()
    return settings


def test_without_a_file_the_defaults_hold(tmp_path: Path, jobs: Jobs) -> None:
    settings = loaded(tmp_path, jobs)

    assert [settings.get(cast(Any, each)) for each in SETTINGS] == [
        each.default for each in SETTINGS
    ]
    assert settings.problem is None


def test_only_what_differs_is_stored(tmp_path: Path, jobs: Jobs, qtbot: QtBot) -> None:
    settings = loaded(tmp_path, jobs)

    settings.choose(THEME, "dark")
    settings.choose(COUNTDOWN_S, 5)
    settings.choose(THEME, "system")
    qtbot.waitUntil(lambda: not jobs.active())
    settings.flush()

    assert json.loads((tmp_path / FILE).read_text()) == {"recording.countdown_s": 5}
    assert loaded(tmp_path, jobs).get(COUNTDOWN_S) == 5


def test_a_change_is_told_once(tmp_path: Path, jobs: Jobs) -> None:
    settings, heard = loaded(tmp_path, jobs), []
    settings.changed.connect(heard.append)

    settings.choose(SHOW_KEYS, False)
    settings.choose(SHOW_KEYS, False)

    assert heard == ["player.show_keys"]


@pytest.mark.parametrize("content", ["{", "[]", '"text"', "\x00\x01"])
def test_a_broken_file_is_kept_aside_and_said(tmp_path: Path, jobs: Jobs, content: str) -> None:
    (tmp_path / FILE).write_text(content)

    settings = loaded(tmp_path, jobs)

    assert settings.get(THEME) == "system"
    assert settings.problem is not None
    assert "settings.broken.json" in settings.problem
    assert (tmp_path / "settings.broken.json").read_text() == content
    assert not (tmp_path / FILE).exists()


@pytest.mark.parametrize("value", ["purple", 3, True, None, ["dark"]])
def test_a_value_that_does_not_fit_gives_the_default(
    tmp_path: Path, jobs: Jobs, value: object
) -> None:
    (tmp_path / FILE).write_text(json.dumps({"look.theme": value}))

    assert loaded(tmp_path, jobs).get(THEME) == "system"


def test_what_a_newer_candor_stored_is_kept(tmp_path: Path, jobs: Jobs) -> None:
    (tmp_path / FILE).write_text('{"later.thing": [1, 2]}')
    settings = loaded(tmp_path, jobs)

    settings.choose(THEME, "dark")
    settings.flush()

    stored = json.loads((tmp_path / FILE).read_text())
    assert stored == {"later.thing": [1, 2], "look.theme": "dark"}


def test_resetting_puts_every_default_back(tmp_path: Path, jobs: Jobs) -> None:
    settings = loaded(tmp_path, jobs)
    settings.choose(THEME, "dark")
    settings.choose_shortcuts({"go.record": "F5"})

    settings.reset()

    assert settings.get(THEME) == "system"
    assert settings.shortcuts() == {"go.record": "F5"}


def test_every_setting_is_sound() -> None:
    assert len({each.key for each in SETTINGS}) == len(SETTINGS)
    assert not [each.key for each in SETTINGS if not each.accepts(each.default)]
    assert not [each.key for each in SETTINGS if not (tr(each.title) and tr(each.note))]
