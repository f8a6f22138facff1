"""Steps in the words of the window: kinds, facts, places where they can be divided."""

from __future__ import annotations

from collections.abc import Sequence

from replay.correcting import kind_of
from replay.parts import Part
from replay.player import clock
from replay.trajectory import Step
from studio.gui.review.step_rows import Row, Show
from studio.gui.words import mark, tr

MS = 1_000_000
EXCERPT = 14

KINDS = {
    "click": mark("Click"),
    "drag": mark("Drag"),
    "scroll": mark("Scroll"),
    "type": mark("Type text"),
    "key": mark("Press keys"),
    "hold": mark("Hold"),
    "move": mark("Point"),
    "wait": mark("Wait"),
    "finish": mark("Finish"),
}
FIELDS = {
    "x": mark("X"),
    "y": mark("Y"),
    "x2": mark("To X"),
    "y2": mark("To Y"),
    "dx": mark("Notches right"),
    "dy": mark("Notches up"),
    "count": mark("Presses"),
    "repeat": mark("Times"),
    "button": mark("Button"),
    "modifiers": mark("Held keys"),
    "keys": mark("Keys"),
    "text": mark("Text"),
    "outcome": mark("Outcome"),
}
BUTTONS = {
    "left": mark("Left"),
    "middle": mark("Middle"),
    "right": mark("Right"),
    "back": mark("Back"),
    "forward": mark("Forward"),
}
SHOWS = {
    Show.ALL: mark("All steps"),
    Show.CORRECTED: mark("Corrected"),
    Show.DELETED: mark("Deleted"),
    Show.NO_BEFORE: mark("No picture before"),
    Show.DESCRIBED: mark("Described"),
    Show.UNDESCRIBED: mark("Not described"),
    Show.NOT_KNOWN: mark("Text or keys not known"),
}


def kind_words(kind: str) -> str:
    return tr(KINDS.get(kind, kind))


def time_words(step: Step) -> str:
    """From when to when, and how long that was."""
    begin_ns, end_ns = step.action.t_start_ns, step.action.t_end_ns
    if end_ns - begin_ns < MS:
        return clock(begin_ns)
    words = {"begin": clock(begin_ns), "end": clock(end_ns)}
    return tr("{begin} to {end}").format(**words)


def window_words(step: Step) -> str:
    if step.window is None:
        return ""
    return " – ".join(each for each in (step.window.title, step.window.app) if each)


def element_words(step: Step) -> str:
    """What the step went to, as the program told it."""
    if step.element is None:
        return ""
    name = step.element.name
    return f"{step.element.role} “{name}”" if name else step.element.role


def before_words(step: Step) -> str:
    """How old the picture before is."""
    if step.before is None:
        return tr("No picture from before this step")
    return tr("{ms} ms earlier").format(ms=round(step.before.lag_ns / MS))


def after_words(step: Step) -> str:
    if step.after is None:
        return tr("No picture from after this step")
    later_ms = max(0, step.after.t_ns - step.action.t_end_ns) / MS
    return tr("{ms} ms later").format(ms=round(later_ms))


def below_words(row: Row) -> str:
    """The small line of a row: when, and in which program."""
    app = row.step.window.app if row.step.window else None
    begin = clock(row.step.action.t_start_ns, millis=False)
    return " · ".join(each for each in (begin, app) if each)


def row_words(row: Row) -> str:
    """A whole row in a sentence, for a screen reader."""
    parts = [f"{row.number}. {row.step.sentence}", row.step.description or "", below_words(row)]
    if row.is_gone:
        parts.insert(0, tr("Deleted"))
    elif row.step.corrected:
        parts.append(tr("Corrected"))
    return ", ".join(part for part in parts if part)


def cut_words(step: Step, parts: Sequence[Part], place: int) -> tuple[str, str]:
    """The two halves of a step that is divided before a part."""
    if kind_of(step.action) == "type":
        one = "".join(part.text for part in parts[:place])
        two = "".join(part.text for part in parts[place:])
        first = one if len(one) <= EXCERPT else f"…{one[-EXCERPT:]}"
        second = two if len(two) <= EXCERPT else f"{two[:EXCERPT]}…"
        return f"“{first}”", f"“{second}”"
    kinds = {
        "click": tr("%n press(es)", place),
        "key": tr("%n press(es)", place),
        "scroll": tr("%n notch(es)", place),
    }
    kind = kind_of(step.action)
    rest = len(parts) - place
    other = tr("%n notch(es)", rest) if kind == "scroll" else tr("%n press(es)", rest)
    return kinds.get(kind, ""), other
