"""What the calls of one step mean, read as a stranger would: the check of what was said. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from replay.action_types import Action, Click, Drag, Finish, Hold, Key, Move, Scroll, Type, Wait
from replay.grammar.common import Call, Grammar, Loss, Op, Space, places_of

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Meaning:
    """The type of an action, the places it names, its text or keys, and how it was done.

    `count` is of clicks and of keys pressed again, `turn` notches right and up.
    """

    kind: str
    places: tuple[Place, ...] = ()
    text: str | None = None
    button: str | None = None
    count: int = 1
    held: frozenset[str] = frozenset()
    turn: tuple[float, float] = (0.0, 0.0)


def meaning_of(action: Action) -> Meaning:
    """What an action should be understood as."""
    places = places_of(action)
    match action:
        case Click():
            held = frozenset(action.modifiers or ())
            return Meaning("click", places, None, action.button, action.count, held)
        case Drag():
            held = frozenset(action.modifiers or ())
            return Meaning("drag", places, None, action.button, 1, held)
        case Scroll():
            held, turn = frozenset(action.modifiers or ()), (float(action.dx), float(action.dy))
            return Meaning("scroll", places, held=held, turn=turn)
        case Type():
            return Meaning("type", (), action.text)
        case Key():
            return Meaning("key", (), " ".join(action.keys), count=action.repeat)
        case Hold():
            held = frozenset(action.modifiers or ())
            return Meaning("hold", places, " ".join(action.keys) or None, action.button, 1, held)
        case Move():
            return Meaning("move", places)
        case Wait():
            return Meaning("wait")
        case Finish():
            return Meaning("finish", (), action.outcome)


def heard(grammar: Grammar, calls: Iterable[Call], space: Space) -> Meaning:
    """What the calls of one step mean."""
    ops = [op for call in calls for op in grammar.hear(call, space)]
    return gather(ops)


def gather(ops: list[Op]) -> Meaning:
    """One meaning for all that is done in a step."""
    kinds = [op.kind for op in ops]
    if not ops:
        return Meaning("nothing")
    if "drag" in kinds or "down" in kinds:
        return replace(_pressed(ops, kinds), held=_held(ops), button=_button(ops))
    for kind in ("click", "scroll", "finish"):
        found = [op for op in ops if op.kind == kind]
        if found:
            placed = [op for op in ops if op.places]
            return Meaning(
                kind,
                placed[0].places if placed else (),
                found[0].text,
                _button(found),
                sum(op.count for op in found),
                _held(ops),
                (sum(op.turn[0] for op in found), sum(op.turn[1] for op in found)),
            )
    if "text" in kinds:
        return Meaning("type", (), "".join(op.text or "" for op in ops if op.kind == "text"))
    if "keydown" in kinds:
        held = [op.text or "" for op in ops if op.kind == "keydown"]
        return Meaning("hold", (), " ".join(held))
    return _simple(ops)


def _simple(ops: list[Op]) -> Meaning:
    first = ops[0]
    names = {"keys": "key", "hold": "hold", "move": "move", "wait": "wait"}
    count = sum(op.count for op in ops if op.kind == first.kind)
    return Meaning(names.get(first.kind, first.kind), first.places, first.text, count=count)


def _held(ops: list[Op]) -> frozenset[str]:
    """The modifiers that the calls name, and the keys that go down around them."""
    named = [name for op in ops for name in op.held]
    return frozenset(named + [op.text or "" for op in ops if op.kind == "keydown"])


def _button(ops: list[Op]) -> str | None:
    """The one button of the calls; None where there is none, or more than one."""
    buttons = {op.button for op in ops if op.button is not None}
    return buttons.pop() if len(buttons) == 1 else None


def _pressed(ops: list[Op], kinds: list[str]) -> Meaning:
    """A button that went down: a drag if it moved before it went up, else a hold."""
    places = [place for op in ops for place in op.places]
    if "drag" in kinds:
        return Meaning("drag", (places[0], places[-1]) if len(places) > 1 else tuple(places))
    moved = [op for op in ops[kinds.index("down") : kinds.index("up")] if op.kind == "move"]
    if moved:
        return Meaning("drag", (places[0], places[-1]))
    return Meaning("hold", tuple(places[:1]))


def disagreement(
    action: Action, losses: Iterable[Loss], understood: Meaning, space: Space
) -> str | None:
    """How what is understood differs from what was done, beyond what the losses say."""
    lost = set(losses)
    wanted = meaning_of(action)
    kinds = {wanted.kind} | ({"click", "key"} if Loss.HOLD in lost else set[str]())
    if understood.kind not in kinds:
        return f"a {wanted.kind} reads as {understood.kind}"
    if wanted.text is not None and understood.text != wanted.text:
        if wanted.kind == "finish" and Loss.OUTCOME in lost:
            return None
        if Loss.CHARACTERS not in lost:
            return f"the text of a {wanted.kind} reads differently"
    if len(understood.places) != len(wanted.places):
        return f"a {wanted.kind} names {len(understood.places)} places of {len(wanted.places)}"
    if problem := _manner(wanted, understood, lost):
        return problem
    reach = max(0.5, space.grid_px / 2) + 1e-6
    for (x, y), (x2, y2) in zip(wanted.places, understood.places, strict=True):
        if abs(x - x2) > reach or abs(y - y2) > reach:
            return f"the place of a {wanted.kind} is {max(abs(x - x2), abs(y - y2)):.2f} px off"
    return None


def _manner(wanted: Meaning, understood: Meaning, lost: set[Loss]) -> str | None:
    """How button, count, modifiers and turn of the wheel differ."""
    kind = wanted.kind
    if wanted.button != understood.button:
        return f"the button of a {kind} reads as {understood.button}"
    if kind in ("click", "key") and wanted.count != understood.count:
        return f"a {kind} of {wanted.count} reads as {understood.count}"
    if kind in ("click", "drag", "scroll") or wanted.button is not None:
        held = frozenset[str]() if Loss.MODIFIERS in lost else wanted.held
        if held != understood.held:
            return f"the modifiers of a {kind} read differently"
    if kind == "scroll" and wanted.turn != understood.turn:
        signs = tuple(_sign(turn) for turn in wanted.turn)
        if Loss.AMOUNT not in lost or signs != tuple(_sign(turn) for turn in understood.turn):
            return f"a scroll by {wanted.turn} reads as {understood.turn}"
    return None


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)
