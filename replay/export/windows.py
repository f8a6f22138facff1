"""What a model sees before it acts: the task, the last few steps with their pictures, the screen.

Shared by every format that trains on one step at a time. Nothing of a later moment is in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from replay.export.model import Episode, Image, SaidShot, Written
from replay.export.saying import say
from replay.grammar.common import Grammar, Loss, plain_words

# UI-TARS keeps five pictures; so do we, the present one included.
HISTORY = 4


@dataclass(frozen=True, slots=True)
class Turn:
    """What was seen, and what was done then."""

    image: Image
    answer: str


@dataclass(frozen=True, slots=True)
class Window:
    """One row: the task in harmless words, earlier turns, the present one."""

    session: str
    said: SaidShot
    task: str
    earlier: tuple[Turn, ...]
    now: Turn

    @property
    def images(self) -> list[str]:
        """The pictures in the order in which they are seen."""
        return [turn.image.file for turn in (*self.earlier, self.now)]

    @property
    def id(self) -> str:
        return f"{self.session}_{self.said.index:06d}"


def windows(episode: Episode, grammar: Grammar) -> tuple[Iterator[Window], list[Written]]:
    """The rows of a session; a step without a picture before cannot be one."""
    spoken, written = say(episode, grammar, needs_before=True)
    task, changed = plain_words(episode.trajectory.task)
    if changed:
        written = [
            Written(one.shot, (*one.losses, Loss.MARKUP), one.index, one.space) for one in written
        ]
    return _rows(episode.session.id, spoken, grammar, task), written


def _rows(session: str, spoken: list[SaidShot], grammar: Grammar, task: str) -> Iterator[Window]:
    turns: list[Turn] = []
    for said in spoken:
        assert said.shot.before is not None
        turn = Turn(said.shot.before, grammar.text(said.calls))
        yield Window(session, said, task or "(no task)", tuple(turns), turn)
        turns = [*turns, turn][-HISTORY:]
