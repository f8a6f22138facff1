"""A small language to choose steps: `type == "click" and app ~ "mousepad"`. Nothing is evaluated.

expression  = term { "or" term }
term        = factor { "and" factor }
factor      = "not" factor | "(" expression ")" | field comparison value
comparison  = == != < <= > >= ~ !~      (~ is "contains", in any case)
value       = number | "text" | 'text' | true | false | null
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from recorder.errors import WrongUse
from replay.export.model import Exportable
from replay.trajectory import Step, Trajectory

LENGTH_MAX = 2000
DEPTH_MAX = 50


@dataclass(frozen=True, slots=True)
class Moment:
    """What an expression is asked about: a step, its trajectory and its session."""

    session: Exportable
    trajectory: Trajectory
    step: Step


Fact = Callable[[Moment], Any]
Wanted = Callable[[Moment], bool]

_TOKEN = re.compile(
    r"""\s*(?:(?P<number>-?\d+(?:\.\d+)?)|(?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
    r"""|(?P<word>[A-Za-z_]\w*)|(?P<sign>==|!=|<=|>=|!~|[<>~()]))"""
)
_ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None}


def _of_action(name: str) -> Fact:
    return lambda moment: getattr(moment.step.action, name, None)


_FACTS: dict[str, Fact] = {
    "type": lambda m: type(m.step.action).__name__.lower(),
    "index": lambda m: m.step.index,
    "app": lambda m: m.step.window.app if m.step.window else None,
    "title": lambda m: m.step.window.title if m.step.window else None,
    "lag_ms": lambda m: m.step.before.lag_ns / 1e6 if m.step.before else None,
    "corrected": lambda m: m.step.corrected,
    "before": lambda m: m.step.before is not None,
    "after": lambda m: m.step.after is not None,
    "start_s": lambda m: m.step.action.t_start_ns / 1e9,
    "took_s": lambda m: (m.step.action.t_end_ns - m.step.action.t_start_ns) / 1e9,
    "modifiers": lambda m: _joined(getattr(m.step.action, "modifiers", ())),
    "keys": lambda m: "+".join(getattr(m.step.action, "keys", ())),
    "task": lambda m: m.trajectory.task,
    "steps": lambda m: len(m.trajectory.steps),
    "outcome": lambda m: _outcome(m.trajectory),
    "session": lambda m: m.session.id,
    "state": lambda m: str(m.session.state),
    "campaign": lambda m: m.session.meta.campaign,
    "platform": lambda m: m.session.meta.platform,
    "duration_s": lambda m: m.session.duration_ns / 1e9,
}
_OF_ACTION = ("button", "count", "text", "x", "y", "repeat")
FIELDS: dict[str, Fact] = _FACTS | {name: _of_action(name) for name in _OF_ACTION}


def parse_where(text: str) -> Wanted:
    """The choice that an expression makes. A comparison with what is not known is false.

    Raises:
        WrongUse: it is not an expression, and where it goes wrong.
    """
    if len(text) > LENGTH_MAX:
        raise WrongUse(f"The expression of --where is longer than {LENGTH_MAX} characters.")
    parser = _Parser(_tokens(text))
    wanted = parser.expression(0)
    if parser.more():
        raise parser.wrong("“and” or “or”")
    return wanted


def text_value(text: str) -> str:
    """A text as it stands in an expression."""
    return '"' + re.sub(r'(["\\])', r"\\\1", text) + '"'


def joined_where(text: str, more: str) -> str:
    """An expression with one comparison more that must hold too."""
    before = text.strip()
    if not before:
        return more
    # Without brackets an “or” would take the new comparison to its right side alone.
    has_or = any((kind, word) == ("word", "or") for kind, word, _ in _tokens_of(before))
    return f"({before}) and {more}" if has_or else f"{before} and {more}"


def _joined(names: tuple[str, ...] | None) -> str | None:
    return None if names is None else "+".join(names)


def _outcome(trajectory: Trajectory) -> str | None:
    last = trajectory.steps[-1].action if trajectory.steps else None
    return trajectory.outcome or getattr(last, "outcome", None)


def _tokens_of(text: str) -> list[tuple[str, str, int]]:
    """The tokens of what may be no expression: none then."""
    try:
        return _tokens(text)
    except WrongUse:
        return []


def _tokens(text: str) -> list[tuple[str, str, int]]:
    tokens: list[tuple[str, str, int]] = []
    at, end = 0, len(text.rstrip())
    while at < end:
        found = _TOKEN.match(text, at)
        if found is None or found.lastgroup is None:
            raise WrongUse(f"The expression of --where goes wrong at character {at + 1}.")
        tokens.append((found.lastgroup, found[found.lastgroup], found.start(found.lastgroup)))
        at = found.end()
    return tokens


@dataclass(slots=True)
class _Parser:
    tokens: list[tuple[str, str, int]]
    at: int = 0

    def more(self) -> bool:
        return self.at < len(self.tokens)

    def wrong(self, wanted: str) -> WrongUse:
        place = f"character {self.tokens[self.at][2] + 1}" if self.more() else "its end"
        return WrongUse(f"The expression of --where needs {wanted} at {place}.")

    def expression(self, depth: int) -> Wanted:
        if depth > DEPTH_MAX:
            raise WrongUse("The expression of --where is nested too deeply.")
        parts = [self._term(depth)]
        while self._take("word", "or"):
            parts.append(self._term(depth))
        return lambda moment: any(part(moment) for part in parts)

    def _term(self, depth: int) -> Wanted:
        parts = [self._factor(depth)]
        while self._take("word", "and"):
            parts.append(self._factor(depth))
        return lambda moment: all(part(moment) for part in parts)

    def _factor(self, depth: int) -> Wanted:
        turns = False
        while self._take("word", "not"):
            turns = not turns
        if self._take("sign", "("):
            inner = self.expression(depth + 1)
            if not self._take("sign", ")"):
                raise self.wrong("“)”")
        else:
            inner = self._comparison()
        return lambda moment: inner(moment) is not turns

    def _comparison(self) -> Wanted:
        kind, name, _ = self.tokens[self.at] if self.more() else ("", "", 0)
        if kind != "word" or name not in FIELDS:
            raise self.wrong(f"a field ({', '.join(sorted(FIELDS))})")
        self.at += 1
        if not self.more() or self.tokens[self.at][0] != "sign" or self.tokens[self.at][1] in "()":
            raise self.wrong("a comparison (== != < <= > >= ~ !~)")
        sign = self.tokens[self.at][1]
        self.at += 1
        value, fact = self._value(), FIELDS[name]
        return lambda moment: _compare(fact(moment), sign, value)

    def _value(self) -> Any:
        kind, text, _ = self.tokens[self.at] if self.more() else ("", "", 0)
        if kind == "number":
            value: Any = float(text)
        elif kind == "text":
            value = re.sub(r"\\(.)", r"\1", text[1:-1])
        elif kind == "word" and text in _WORDS:
            value = _WORDS[text]
        else:
            raise self.wrong("a value (a number, a text in quotes, true, false or null)")
        self.at += 1
        return value

    def _take(self, kind: str, text: str) -> bool:
        if not self.more() or self.tokens[self.at][:2] != (kind, text):
            return False
        self.at += 1
        return True


def _compare(fact: Any, sign: str, value: Any) -> bool:
    if sign in ("==", "!="):
        return (fact == value) is (sign == "==")
    if sign in ("~", "!~"):
        holds = isinstance(fact, str) and str(value).casefold() in fact.casefold()
        return holds is (sign == "~")
    alike = all(isinstance(one, int | float) for one in (fact, value)) or (
        isinstance(fact, str) and isinstance(value, str)
    )
    return alike and _ORDER[sign](fact, value)
