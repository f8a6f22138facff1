"""Which corrections of steps make sense, and what comes of them. Pure; wrong ones are refused.

Times are never changed by hand: a part has the times of its events, a whole those of its parts.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import msgspec

from recorder.errors import WrongUse
from replay.action_types import Action, Click, Drag, Finish, Hold, Key, Move, Scroll, Type, Wait
from replay.correction_types import Correction, Delete, Merge, Retype, Split
from replay.describe import sentence
from replay.keys import in_order
from replay.parts import Evidence, Part
from replay.rules import MULTI_CLICK_MAX
from replay.trajectory import Step

TEXT_MAX = 64 * 1024
PATH_MAX = 4096
NUMBER_MAX = 1 << 31
NAME_MAX = 64
BUTTON = re.compile(r"left|right|middle|back|forward|button[0-9]{1,3}")
STEP_ID = re.compile(r"e(0|[1-9][0-9]{0,18})")
OUTCOMES = ("success", "failure")

# What a step may turn out to have been. Nobody acted in a wait, and a move pressed nothing.
RETYPES: dict[type[Any], tuple[type[Any], ...]] = {
    Click: (Click, Drag, Hold, Move),
    Drag: (Drag, Click, Hold, Scroll, Move),
    Scroll: (Scroll, Drag),
    Type: (Type, Key),
    Key: (Key, Type, Hold),
    Hold: (Hold, Key, Click, Drag),
    Move: (Move,),
    Wait: (Wait,),
    Finish: (Finish,),
}

_DEFAULTS: dict[str, dict[str, Any]] = {
    "click": {"count": 1, "modifiers": []},
    "drag": {"modifiers": []},
    "scroll": {"dx": 0, "dy": 0, "modifiers": []},
    "type": {"x": None, "y": None},
    "key": {"repeat": 1, "x": None, "y": None},
    "hold": {"keys": [], "button": None, "modifiers": [], "repeat": 1, "x": None, "y": None},
}


def apply_correction(
    correction: Correction, steps: tuple[Step, ...], evidence: Evidence
) -> tuple[Step, ...]:
    """The steps after one correction.

    Raises:
        WrongUse: it makes no sense for these steps.
    """
    match correction:
        case Split():
            place = _place(steps, correction.step)
            return _put(steps, place, place + 1, split_step(steps, place, correction, evidence))
        case Merge():
            first, last = _run(steps, correction.steps)
            return _put(steps, first, last + 1, (merged(steps[first : last + 1]),))
        case Delete():
            place = _place(steps, correction.step)
            return _put(steps, place, place + 1, ())
        case Retype():
            place = _place(steps, correction.step)
            return _put(steps, place, place + 1, (retyped(steps[place], correction.action),))


def split_step(
    steps: tuple[Step, ...], place: int, correction: Split, evidence: Evidence
) -> tuple[Step, Step]:
    """A step in two, at the character, click, notch or press that `second` is named after."""
    step = steps[place]
    if not isinstance(step.action, Type | Click | Scroll | Key):
        raise WrongUse(f"Step {step.id} is a {kind_of(step.action)}, which cannot be split.")
    parts = evidence.parts_of(step)
    if not parts:
        raise WrongUse(f"Step {step.id} cannot be split: its events do not say where.")
    cut = next((at for at, part in enumerate(parts) if part.id == correction.second), 0)
    if not cut:
        raise WrongUse(f"Step {step.id} cannot be split at {correction.second}.")
    if any(other.id == correction.second for other in steps):
        raise WrongUse(f"Step {correction.second} is a step of its own already.")
    one, two = (_share(step.action, each) for each in (parts[:cut], parts[cut:]))
    seq = parts[cut].seq
    seen = evidence.seen
    first = replace(
        _changed(step, one),
        after=seen.after(one.t_start_ns, one.t_end_ns, two.t_start_ns),
        seqs=(step.seqs[0], evidence.last_before(seq, step.seqs[0])),
    )
    second = replace(
        _changed(step, two),
        id=correction.second,
        before=seen.before(two.t_start_ns),
        seqs=(seq, step.seqs[1]),
    )
    return first, second


def merged(steps: tuple[Step, ...]) -> Step:
    """Neighbouring steps as one: seen before the first and after the last."""
    first, last = steps[0], steps[-1]
    action = steps[0].action
    for step in steps[1:]:
        action = _joined(action, step)
    spans = [seq for step in steps for seq in step.seqs]
    seqs = (min(spans), max(spans))
    return replace(_changed(first, action), after=last.after, seqs=seqs)


def retyped(step: Step, action: Action) -> Step:
    """A step that was another action, at the same time."""
    if type(action) not in RETYPES[type(step.action)]:
        raise WrongUse(
            f"Step {step.id} is a {kind_of(step.action)} and cannot become a {kind_of(action)}."
        )
    was = step.action
    action = msgspec.structs.replace(action, t_start_ns=was.t_start_ns, t_end_ns=was.t_end_ns)
    check_action(action)
    return _changed(step, action)


def check_action(action: Action) -> None:
    """Refuse what no reduction could have given.

    Raises:
        WrongUse: a field is not possible.
    """
    problem = _problem(action)
    if problem is not None:
        raise WrongUse(f"A {kind_of(action)} cannot have {problem}.")


def filled(was: Action, fields: dict[str, Any]) -> Action:
    """An action from some of its fields; those not said are as they were, and so are the times.

    Raises:
        WrongUse: one is missing, unknown, or of another type.
    """
    known: dict[str, Any] = msgspec.to_builtins(was)
    kind = str(fields.get("type", known["type"]))
    wanted = {name for each in RETYPES if kind_of_type(each) == kind for name in _fields(each)}
    if not wanted:
        raise WrongUse(f"There is no kind of step {kind!r}.")
    unknown = sorted(fields.keys() - wanted - {"type"} | fields.keys() & {"t_start_ns", "t_end_ns"})
    if unknown:
        raise WrongUse(f"A {kind} has no field {unknown[0]!r} that can be changed.")
    kept = {name: value for name, value in known.items() if name in wanted and name != "path"}
    document = _DEFAULTS.get(kind, {}) | kept | fields | {"type": kind}
    if kind == "drag" and "path" not in fields:
        document["path"] = _straight(was, document)
    try:
        return msgspec.convert(document, Action)
    except msgspec.ValidationError as error:
        raise WrongUse(f"The fields do not make a {kind}: {str(error).rstrip('.')}.") from error


def kind_of(action: Action) -> str:
    """The name of a kind of action: `click`, `type`…"""
    return kind_of_type(type(action))


def kind_of_type(kind: type[Any]) -> str:
    return kind.__name__.lower()


def _fields(kind: type[Any]) -> tuple[str, ...]:
    return kind.__struct_fields__


def _straight(was: Action, document: dict[str, Any]) -> list[list[Any]]:
    """The path that was dragged, its ends where they are now; straight where there was none."""
    between = [list(point) for point in was.path[1:-1]] if isinstance(was, Drag) else []
    ends = ((document.get("x"), document.get("y")), (document.get("x2"), document.get("y2")))
    times = (was.t_start_ns, was.t_end_ns)
    first, last = ([*end, t_ns] for end, t_ns in zip(ends, times, strict=True))
    return [first, *between, last]


def _place(steps: tuple[Step, ...], step_id: str) -> int:
    for place, step in enumerate(steps):
        if step.id == step_id:
            return place
    raise WrongUse(f"There is no step {step_id}.")


def _run(steps: tuple[Step, ...], ids: tuple[str, ...]) -> tuple[int, int]:
    """From where to where steps that follow one another stand."""
    places = [_place(steps, step_id) for step_id in ids]
    if len(places) < 2:
        raise WrongUse("Name two steps or more to merge them.")
    if places != list(range(places[0], places[0] + len(places))):
        raise WrongUse(f"The steps {', '.join(ids)} do not follow one another.")
    return places[0], places[-1]


def _put(
    steps: tuple[Step, ...], start: int, stop: int, between: tuple[Step, ...]
) -> tuple[Step, ...]:
    return (*steps[:start], *between, *steps[stop:])


def _changed(step: Step, action: Action) -> Step:
    """A step that is another action. What it went to is known only of the same place."""
    was = (getattr(step.action, "x", None), getattr(step.action, "y", None))
    stays = was == (getattr(action, "x", None), getattr(action, "y", None))
    element = step.element if stays else None
    named = element.name if element and not element.raced else None
    words = sentence(action, step.window.app if step.window else None, named)
    return replace(step, action=action, sentence=words, element=element, corrected=True)


def _share(action: Type | Click | Scroll | Key, parts: tuple[Part, ...]) -> Action:
    """The action that some of the parts of another make."""
    times = {"t_start_ns": parts[0].t_start_ns, "t_end_ns": parts[-1].t_end_ns}
    match action:
        case Type():
            fields: dict[str, Any] = {"text": "".join(part.text for part in parts)}
        case Click():
            fields = {"count": len(parts)}
        case Scroll():
            fields = {"dx": sum(part.dx for part in parts), "dy": sum(part.dy for part in parts)}
        case Key():
            fields = {"repeat": len(parts)}
    shared: Action = msgspec.structs.replace(action, **times, **fields)
    check_action(shared)
    return shared


def _joined(one: Action, step: Step) -> Action:
    """Two actions as one, or a refusal that says why not."""
    two = step.action
    end = {"t_end_ns": max(one.t_end_ns, two.t_end_ns)}
    if isinstance(one, Type) and isinstance(two, Type):
        if (one.text is None) != (two.text is None):
            raise WrongUse(f"The text of {step.id} or of the step before is not known.")
        text = None if one.text is None or two.text is None else one.text + two.text
        return msgspec.structs.replace(one, text=text, **end)
    if isinstance(one, Scroll) and isinstance(two, Scroll) and one.modifiers == two.modifiers:
        if one.dx * two.dx < 0 or one.dy * two.dy < 0:
            raise WrongUse("Scrolling in opposite directions does not make one step.")
        return msgspec.structs.replace(one, dx=one.dx + two.dx, dy=one.dy + two.dy, **end)
    if isinstance(one, Click) and isinstance(two, Click):
        if (one.button, one.modifiers) != (two.button, two.modifiers):
            raise WrongUse("Clicks with different buttons or modifiers do not make one step.")
        if one.count + two.count > MULTI_CLICK_MAX:
            raise WrongUse(f"A click has at most {MULTI_CLICK_MAX} presses.")
        return msgspec.structs.replace(one, count=one.count + two.count, **end)
    if isinstance(one, Key) and isinstance(two, Key) and one.keys == two.keys:
        return msgspec.structs.replace(one, repeat=one.repeat + two.repeat, **end)
    if isinstance(one, Wait) and isinstance(two, Wait):
        return msgspec.structs.replace(one, **end)
    kinds = f"A {kind_of(one)} and the {kind_of(two)} {step.id}"
    raise WrongUse(f"{kinds} do not make one step.")


def _problem(action: Action) -> str | None:
    """What is impossible about an action."""
    return _place_problem(action) or _own_problem(action)


def _place_problem(action: Action) -> str | None:
    numbers = [getattr(action, name, None) for name in ("x", "y", "x2", "y2", "dx", "dy")]
    if any(number is not None and abs(number) > NUMBER_MAX for number in numbers):
        return "a place that far away"
    button: str | None = getattr(action, "button", None)
    if button is not None and not BUTTON.fullmatch(button):
        return "such a button"
    modifiers: tuple[str, ...] | None = getattr(action, "modifiers", None)
    if modifiers is not None and in_order(set(modifiers)) != modifiers:
        return "these modifiers; they are ctrl, alt, shift and super, in this order"
    return None


def _own_problem(action: Action) -> str | None:
    match action:
        case Click():
            return None if 1 <= action.count <= MULTI_CLICK_MAX else f"{action.count} presses"
        case Drag():
            return _drag_problem(action)
        case Scroll():
            return None if action.dx or action.dy else "no notches"
        case Type():
            return _text_problem(action.text)
        case Key():
            return _keys_problem(action.keys, action.repeat)
        case Hold():
            return _hold_problem(action)
        case Finish():
            return None if action.outcome in OUTCOMES else "another outcome than success or failure"
        case Move() | Wait():
            return None


def _hold_problem(action: Hold) -> str | None:
    if action.button is None:
        return _keys_problem(action.keys, action.repeat)
    return "both keys and a button" if action.keys else None


def _drag_problem(action: Drag) -> str | None:
    path = action.path
    if not 2 <= len(path) <= PATH_MAX:
        return f"a path of {len(path)} points"
    if path[0][:2] != (action.x, action.y) or path[-1][:2] != (action.x2, action.y2):
        return "a path that begins or ends elsewhere"
    times = [action.t_start_ns, *(t_ns for _, _, t_ns in path), action.t_end_ns]
    return None if times == sorted(times) else "a path outside of its time"


def _text_problem(text: str | None) -> str | None:
    if text is None:
        return None
    if not 1 <= len(text) <= TEXT_MAX:
        return f"a text of {len(text)} characters"
    return None if is_text(text) else "characters that are none"


def _keys_problem(keys: tuple[str, ...], repeat: int) -> str | None:
    if not 1 <= len(keys) <= 8 or not all(1 <= len(key) <= NAME_MAX for key in keys):
        return "such keys"
    if not all(key.isprintable() for key in keys):
        return "keys without a name"
    return None if 1 <= repeat <= NUMBER_MAX else f"{repeat} presses"


def is_text(text: str) -> bool:
    """Whether a text can be written down at all."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
