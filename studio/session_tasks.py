"""The task of one session in its worker's own words, without reading the rest of it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from recorder.errors import CandorError, Locked
from recorder.vault.keeper_client import Keeper
from replay.player_session import begin


def task_of(keeper: Keeper, path: Path) -> str:
    """The task; empty where there is none, or where the session cannot be read.

    Raises:
        Locked: the keeper is gone.
    """
    try:
        with closing(keeper.survey(path)) as source:
            return begin(source).meta.task
    except Locked:
        raise
    except CandorError:
        return ""
