"""What a screen reader sees of a program: names, roles and states over AT-SPI. For tests alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from recorder.capture.bus import Bus, BusGone, Call, Failure, NoAnswer

LAUNCHER = ("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus")
REGISTRY = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
ACCESSIBLE = "org.a11y.atspi.Accessible"
PROPERTIES = "org.freedesktop.DBus.Properties"
FOCUSED, SHOWING, ENABLED, FOCUSABLE = 12, 25, 8, 11
ANSWER_S = 3.0
BATCH = 64


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing that is shown."""

    name: str
    states: int
    place: tuple[str, str]
    role: str = ""

    def has(self, state: int) -> bool:
        return bool(self.states >> state & 1)


class Reader:
    """Reads the windows of one program on a desktop; every reading is anew."""

    def __init__(self, env: Mapping[str, str], program: str) -> None:
        session = Bus(env["DBUS_SESSION_BUS_ADDRESS"])
        try:
            address = session.call(LAUNCHER, "GetAddress", timeout_s=ANSWER_S)[0]
        finally:
            session.close()
        self._bus = Bus(address)
        self._program = program

    def close(self) -> None:
        self._bus.close()

    def shown(self) -> list[Seen]:
        """Everything that is shown now, empty while the program does not answer."""
        try:
            return [each for root in self._roots() for each in self._below(root)]
        except (NoAnswer, BusGone):
            return []

    def sees(self, name: str) -> bool:
        """Whether something of this name is shown."""
        return any(each.name == name for each in self.shown())

    def focused(self) -> tuple[str, ...]:
        """The names of what has the keyboard: a list, and the row in it."""
        return tuple(each.name for each in self.shown() if each.has(FOCUSED))

    def extents(self, seen: Seen) -> tuple[int, int, int, int]:
        """Where it lies on the desktop: x, y, width, height."""
        place = (*seen.place, "org.a11y.atspi.Component")
        return tuple(self._bus.call(place, "GetExtents", "u", 0, timeout_s=ANSWER_S)[0])

    def with_roles(self) -> list[Seen]:
        """Everything that is shown and can have the keyboard, with its role."""
        found = [each for each in self.shown() if each.has(FOCUSABLE)]
        roles = self._ask([Call((*each.place, ACCESSIBLE), "GetRoleName") for each in found])
        return [
            replace(each, role=role[0] if role else "")
            for each, role in zip(found, roles, strict=True)
        ]

    def _roots(self) -> list[tuple[str, str]]:
        answer = self._bus.call((*REGISTRY, ACCESSIBLE), "GetChildren", timeout_s=ANSWER_S)
        places = [tuple(each) for each in answer[0]]
        return [each for each in places if self._name(each) == self._program]

    def _name(self, place: tuple[str, str]) -> str:
        try:
            place_ = (*place, PROPERTIES)
            return self._bus.call(place_, "Get", "ss", ACCESSIBLE, "Name", timeout_s=ANSWER_S)[0][1]
        except NoAnswer:
            return ""

    def _below(self, root: tuple[str, str]) -> Iterator[Seen]:
        """Level by level, and only below what is shown."""
        level = [root]
        while level:
            children = [
                tuple(child)
                for answer in self._ask(
                    [Call((*each, ACCESSIBLE), "GetChildren") for each in level]
                )
                if answer
                for child in answer[0]
            ]
            names = self._ask(
                [Call((*c, PROPERTIES), "Get", "ss", (ACCESSIBLE, "Name")) for c in children]
            )
            states = self._ask([Call((*c, ACCESSIBLE), "GetState") for c in children])
            level = []
            for child, name, state in zip(children, names, states, strict=True):
                if not name or not state:
                    continue
                bits = state[0][0] | state[0][1] << 32
                if bits >> SHOWING & 1:
                    level.append(child)
                    yield Seen(name[0][1], bits, child)

    def _ask(self, calls: list[Call]) -> list[tuple | None]:
        answers: list[tuple | None] = []
        for at in range(0, len(calls), BATCH):
            for each in self._bus.call_all(calls[at : at + BATCH], ANSWER_S):
                answers.append(None if isinstance(each, Failure) else each)
        return answers
