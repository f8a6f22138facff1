"""Episodes in the calls of a grammar, with the account of what was lost; and the way back. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from replay.export.model import Episode, SaidShot, Shot, Written
from replay.grammar.common import Grammar, Loss, Said


def say(
    episode: Episode, grammar: Grammar, *, needs_before: bool = False
) -> tuple[list[SaidShot], list[Written]]:
    """The shots that the grammar can say, numbered without gaps, and what became of every shot.

    With `needs_before`, a shot without a picture before is left out.
    """
    space = episode.space(grammar)
    spoken: list[SaidShot] = []
    written: list[Written] = []
    for shot in episode.shots:
        answer = grammar.say(shot.step.action, space)
        losses = (*answer.losses, *seen_losses(shot))
        if not answer.calls or (needs_before and shot.before is None):
            written.append(Written(shot, losses, None, space))
            continue
        written.append(Written(shot, losses, len(spoken), space))
        spoken.append(SaidShot(len(spoken), shot, answer.calls))
    return spoken, written


def seen_losses(shot: Shot) -> tuple[Loss, ...]:
    """What the recording itself lacks: the picture before, or what was held."""
    before = (Loss.BEFORE,) if shot.before is None else ()
    return before + ((Loss.NOT_SEEN,) if getattr(shot.step.action, "modifiers", ()) is None else ())


def keep_all(shots: Iterable[Shot], lost: Iterable[Loss] = ()) -> Iterator[Written]:
    """Every shot written as it is, by formats that can say everything."""
    for index, shot in enumerate(shots):
        yield Written(shot, (*lost, *seen_losses(shot)), index)


def lossless(_said: Said | None = None) -> dict[str, tuple[bool, tuple[Loss, ...]]]:
    """The answer of a format that carries actions as they are."""
    from replay.grammar.table import SAMPLES

    return dict.fromkeys(SAMPLES, (True, ()))
