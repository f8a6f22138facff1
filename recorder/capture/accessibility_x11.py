"""Is the field in focus a password field? Asked of the program itself, over AT-SPI.

Only two kinds of events are taken from the bus: a focus that moved and a window that was
activated. Those of changed text carry the letters of password fields, so they are never asked for.
No text of a field is ever read; only its role, its states and what it calls itself are.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from recorder.capture.browsers import is_private
from recorder.capture.bus import (
    CONNECT_TIMEOUT_S,
    DBUS,
    Bus,
    BusGone,
    Call,
    Failure,
    NoAnswer,
    Signal,
    Urgent,
)
from recorder.capture.context import ACCESSIBLE, Answer, Page, Place
from recorder.capture.identity_x11 import program_of

LAUNCHER = ("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus")
REGISTRY = "org.a11y.atspi.Registry"
REGISTRY_PLACE = (REGISTRY, "/org/a11y/atspi/registry", REGISTRY)
EVENTS = ("object:state-changed:focused", "window:activate")
RULES = (
    "type='signal',interface='org.a11y.atspi.Event.Object',member='StateChanged',arg0='focused'",
    "type='signal',interface='org.a11y.atspi.Event.Window',member='Activate'",
    "type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged'",
)
PROPERTIES = "org.freedesktop.DBus.Properties"
ROOT = "/org/a11y/atspi/accessible/root"

PASSWORD_TEXT = 40
# Alert, desktop, dialog, frame, internal frame, layered pane, root pane, application, window: the
# place in them that takes the keys was not told.
SHELLS = frozenset({0, 2, 14, 16, 23, 28, 30, 46, 69, 75})
# Animation, canvas, drawing area, filler, image, panel, unknown, viewport, embedded: what the
# program draws there, it draws without telling.
DRAWN = frozenset({3, 6, 18, 20, 27, 39, 67, 68, 78})
# Dialog, file chooser, frame, window: the one with the focus is active.
WINDOWS = frozenset({16, 19, 23, 69})
ACTIVE, FOCUSED, SHOWING, MANAGES_DESCENDANTS = 1, 12, 25, 31
# Document frame, web document. Chromium shows an empty one where it keeps its pages to itself.
DOCUMENTS = frozenset({82, 95})
# Parts of other programs' windows are drawn by processes of their own.
HELPERS = frozenset({"WebKitWebProcess"})

# Combo box, password text, spin button, text, editbar, entry: what is typed stays in them.
FIELDS = frozenset({11, 40, 52, 61, 77, 79})
HINTS = ("placeholder-text", "text-input-type", "html-input-name", "id")
LABELLED_BY = 2
LABEL_LETTERS_MAX = 400
# Nobody tells that a field is called otherwise now, and asking for each key is what costs most.
LABEL_KEPT_NS = 1_000_000_000
DOCUMENT = "org.a11y.atspi.Document"
# What Firefox and Chromium call the address of a document.
ADDRESSES = ("DocURL", "URI")
APPLICATION = 75
PAGE_S = 0.1
PAGE_DEPTH_MAX = 64

SEARCH_S = 0.15
SEARCH_OBJECTS_MAX = 600
SEARCH_AGAIN_NS = 2_000_000_000
BATCH = 64
CHILDREN_MAX = 200
ANCESTORS_MAX = 8


class Accessibility:
    """The accessibility bus, and what the programs on it say of their focus. For one thread.

    Raises:
        BusGone, NoAnswer: there is no such bus, or nobody keeps its register.
    """

    def __init__(self, address: str, urgent: Urgent | None = None) -> None:
        self._bus = Bus(address, urgent)
        self._focused: dict[str, str] = {}
        self._secret: set[Place] = set()
        self._secret_labels: set[tuple[str, str]] = set()
        self.label: str | None = None
        self._labelled: tuple[int, tuple[Place, int], str] | None = None
        self._searched_ns: dict[str, int] = {}
        self._pids: dict[str, int | None] = {}
        self._helpers: dict[tuple[int, int], bool] = {}
        try:
            for rule in RULES:
                self._bus.subscribe(rule)
            self._register()
            names = self._bus.call(DBUS, "ListNames")[0]
        except (NoAnswer, BusGone):
            self._bus.close()
            raise
        self._unresolved = {name for name in names if name.startswith(":")} - {self._bus.name}

    def fileno(self) -> int:
        return self._bus.fileno()

    def close(self) -> None:
        self._bus.close()

    def is_secret(self, place: Place) -> bool:
        """Whether a place was ever a password field; from any thread."""
        return place in self._secret

    def read(self, pid: int | None) -> bool:
        """Take in what was said; whether any of it is about the program of this process.

        Raises:
            BusGone: the bus is gone.
        """
        speakers: set[str] = set()
        for signal in self._bus.signals():
            speakers.add(self._hear(signal))
        speakers.discard("")
        return bool(speakers) and pid is not None and bool(speakers & self._names_of(pid))

    def ask(self, pid: int, *, search: bool) -> tuple[Answer, Place | None]:
        """What kind of place has the focus in the program of this process, and which one it is.

        PENDING stands for: it is there and told of no focus so far. With `search` the whole
        program is looked through for it, within limits, and the answer is never PENDING.

        Raises:
            BusGone: the bus is gone.
        """
        self.label = None
        names = self._names_of(pid)
        if not names:
            return Answer.NONE, None
        found = [self._ask_program(name, search=search) for name in sorted(names)]
        for answer in (Answer.SECRET, Answer.UNKNOWN, Answer.PUBLIC, Answer.NONE):
            for said, place in found:
                if said is answer:
                    return said, place
        return (Answer.UNKNOWN if search else Answer.PENDING), None

    def page(self, place: Place) -> Page | None:
        """What a browser says of the documents and the window around a place.

        Raises:
            BusGone: the bus is gone.
        """
        urls: list[str] = []
        window: str | None = None
        deadline = time.monotonic() + PAGE_S
        for _ in range(PAGE_DEPTH_MAX):
            calls = [
                Call(place.of(), "GetRole"),
                Call(place.of(PROPERTIES), "Get", "ss", (ACCESSIBLE, "Parent")),
                Call(place.of(PROPERTIES), "Get", "ss", (ACCESSIBLE, "Name")),
                *(Call(place.of(DOCUMENT), "GetAttributeValue", "s", (key,)) for key in ADDRESSES),
            ]
            rest_s = deadline - time.monotonic()
            if rest_s <= 0:
                return None
            role, parent, name, *told = self._bus.call_all(calls, rest_s)
            number = one_of(role, int)
            if number is None:
                return None
            if number in DOCUMENTS:
                urls += [address for each in told if (address := one_of(each, str))][:1]
            if number in WINDOWS:
                window = _text(name)
            above: tuple[Any, ...] | None = one_of(parent, tuple)
            if number == APPLICATION or above is None or str(above[1][1]).endswith("/null"):
                break
            place = Place(*above[1])
        return None if not window else Page(tuple(urls), is_private(window))

    # What is said.

    def _register(self) -> None:
        for event in EVENTS:
            self._bus.call(REGISTRY_PLACE, "RegisterEvent", "s", event, timeout_s=CONNECT_TIMEOUT_S)
        self._registry = self._bus.call(DBUS, "GetNameOwner", "s", REGISTRY)[0]

    def _hear(self, signal: Signal) -> str:
        """Keep what a signal says; whose focus it may have changed, or nothing."""
        if signal.member == "NameOwnerChanged":
            return self._hear_owner(*signal.body) if signal.sender == DBUS[0] else ""
        self._labelled = None
        if signal.member == "StateChanged":
            gained = signal.body[1:2] == (1,)
            if gained:
                self._focused[signal.sender] = signal.path
            elif self._focused.get(signal.sender) == signal.path:
                del self._focused[signal.sender]
        return signal.sender

    def _hear_owner(self, name: str, old: str, new: str) -> str:
        if name == REGISTRY and new not in ("", self._registry):
            # A new register knows nothing of what the old one was told.
            try:
                self._register()
            except NoAnswer as error:
                raise BusGone from error
        if not name.startswith(":") or name == self._bus.name:
            return ""
        if new:
            self._unresolved.add(name)
            return name
        del old
        self._unresolved.discard(name)
        for known in (self._pids, self._focused, self._searched_ns):
            known.pop(name, None)
        self._secret = {place for place in self._secret if place.name != name}
        self._secret_labels = {each for each in self._secret_labels if each[0] != name}
        self._helpers.clear()
        return ""

    # Whose it is.

    def _names_of(self, pid: int) -> set[str]:
        """The connections of a program: of its process, and of those that draw a part of it."""
        if self._unresolved:
            names = list(self._unresolved)
            self._unresolved.clear()
            calls = [Call(DBUS, "GetConnectionUnixProcessID", "s", (name,)) for name in names]
            for name, answer in zip(names, self._bus.call_all(calls), strict=True):
                self._pids[name] = one_of(answer, int)
        return {name for name, other in self._pids.items() if other and self._is_of(other, pid)}

    def _is_of(self, other: int, pid: int) -> bool:
        if other == pid:
            return True
        key = (other, pid)
        if key not in self._helpers:
            self._helpers[key] = _helps(other, pid)
        return self._helpers[key]

    # What it answers.

    def _ask_program(self, name: str, *, search: bool) -> tuple[Answer, Place | None]:
        path = self._focused.get(name)
        if path is not None:
            place = Place(name, path)
            states, role = self._ask_all([place])[0]
            if states is None:
                return Answer.UNKNOWN, place
            if has_state(states, FOCUSED):
                return self._judge(place, role), place
        if not search:
            return Answer.PENDING, None
        now_ns = time.monotonic_ns()
        if now_ns - self._searched_ns.get(name, -SEARCH_AGAIN_NS) < SEARCH_AGAIN_NS:
            return Answer.PENDING, None
        self._searched_ns[name] = now_ns
        return self._search(name)

    def _judge(self, place: Place, role: int) -> Answer:
        """A field that was secret once stays so: programs can show a password on demand."""
        label = self._label_of(place, role) if role in FIELDS else ""
        if role == PASSWORD_TEXT:
            self._secret.add(place)
            if label:
                self._secret_labels.add((place.name, label))
        if place in self._secret or (place.name, label) in self._secret_labels:
            return Answer.SECRET
        self.label = label or None
        if role in SHELLS or (role in DOCUMENTS and not self._count_children([place])[0]):
            return Answer.UNKNOWN
        return Answer.NONE if role in DRAWN else Answer.PUBLIC

    def _label_of(self, place: Place, role: int) -> str:
        """What a field calls itself. It is asked again when the focus has moved, when the field
        has become another kind of field, and after a while."""
        now_ns, about = time.monotonic_ns(), (place, role)
        if self._labelled is None or self._labelled[1] != about or now_ns >= self._labelled[0]:
            label = self._read_label(place)
            self._labelled = (now_ns + LABEL_KEPT_NS, about, label)
        return self._labelled[2]

    def _read_label(self, place: Place) -> str:
        """What a field calls itself: its name, hint and key, and the name of what labels it."""
        calls = [
            Call(place.of(PROPERTIES), "Get", "ss", (ACCESSIBLE, "Name")),
            Call(place.of(), "GetAttributes"),
            Call(place.of(), "GetRelationSet"),
        ]
        name, attributes, relations = self._bus.call_all(calls)
        said: dict[str, str] = one_of(attributes, dict) or {}
        words = [_text(name), *(said.get(key, "") for key in HINTS)]
        labels = [
            Place(*target)
            for kind, targets in one_of(relations, list) or ()
            if kind == LABELLED_BY
            for target in targets[:2]
        ]
        asked = [Call(each.of(PROPERTIES), "Get", "ss", (ACCESSIBLE, "Name")) for each in labels]
        words += [_text(answer) for answer in (self._bus.call_all(asked) if asked else ())]
        return " ".join(word for word in words if word)[:LABEL_LETTERS_MAX]

    def _search(self, name: str) -> tuple[Answer, Place | None]:
        """Look for the focus from the program's root down, as far as the limits allow."""
        deadline = time.monotonic() + SEARCH_S
        shell: tuple[Answer, Place | None] = (Answer.PENDING, None)
        level, seen = [Place(name, ROOT)], 0
        while level and seen < SEARCH_OBJECTS_MAX:
            seen += len(level)
            told = self._ask_all(level, deadline)
            if all(states is None for states, _ in told):
                return Answer.UNKNOWN, None
            below: list[Place] = []
            for place, (states, role) in zip(level, told, strict=True):
                if states is None:
                    continue
                if has_state(states, FOCUSED):
                    self._focused[name] = place.path
                    shell = self._judge(place, role), place
                    if shell[0] is not Answer.UNKNOWN:
                        return shell
                if place.path == ROOT or _may_hold_focus(states, role):
                    below.append(place)
            level = self._children(below, deadline)
        return shell

    def _ask_all(
        self, places: list[Place], deadline: float | None = None
    ) -> list[tuple[list[int] | None, int]]:
        """States and role of each; None for one that is silent, no states for one that is gone."""
        calls = [Call(place.of(), member) for place in places for member in ("GetState", "GetRole")]
        answers = self._call_all(calls, deadline)
        return [
            (
                None if Failure.SILENT in (states, role) else one_of(states, list) or [],
                one_of(role, int) or 0,
            )
            for states, role in zip(answers[::2], answers[1::2], strict=True)
        ]

    def _children(self, places: list[Place], deadline: float) -> list[Place]:
        # Some programs make an object for each cell of a table as soon as it is asked for.
        counts = self._count_children(places, deadline)
        few = [
            place for place, count in zip(places, counts, strict=True) if 0 < count <= CHILDREN_MAX
        ]
        lists = self._call_all([Call(place.of(), "GetChildren") for place in few], deadline)
        return [Place(name, path) for answer in lists for name, path in one_of(answer, list) or ()]

    def _count_children(self, places: list[Place], deadline: float | None = None) -> list[int]:
        """How many children each has; 0 where that was not told."""
        calls = [
            Call(place.of(PROPERTIES), "Get", "ss", (ACCESSIBLE, "ChildCount")) for place in places
        ]
        counts = [one_of(answer, tuple) for answer in self._call_all(calls, deadline)]
        return [count[1] if count and isinstance(count[1], int) else 0 for count in counts]

    def _call_all(
        self, calls: list[Call], deadline: float | None
    ) -> list[tuple[Any, ...] | Failure]:
        answers: list[tuple[Any, ...] | Failure] = []
        for begin in range(0, len(calls), BATCH):
            batch = calls[begin : begin + BATCH]
            if deadline is None:
                answers += self._bus.call_all(batch)
            else:
                answers += self._bus.call_all(batch, max(0.0, deadline - time.monotonic()))
        return answers


def find_bus(written: str | None) -> str | None:
    """The address of the accessibility bus: from its launcher, else as written on the display."""
    try:
        session = Bus("SESSION")
    except BusGone:
        return written
    try:
        # Asking the launcher starts it, as any program with accessibility would.
        address = session.call(LAUNCHER, "GetAddress", timeout_s=CONNECT_TIMEOUT_S)[0]
    except (NoAnswer, BusGone):
        return written
    finally:
        session.close()
    return address or written


def _text(answer: tuple[Any, ...] | Failure) -> str:
    """The text of a property."""
    told: tuple[Any, ...] | None = one_of(answer, tuple)
    return str(told[1]).strip() if told is not None and len(told) == 2 else ""


def one_of(answer: tuple[Any, ...] | Failure, kind: type) -> Any:
    """The one value of an answer, if it is of this kind."""
    if isinstance(answer, Failure) or not answer:
        return None
    return answer[0] if isinstance(answer[0], kind) else None


def has_state(states: list[int], state: int) -> bool:
    word, bit = divmod(state, 32)
    return len(states) > word and bool(states[word] >> bit & 1)


def _may_hold_focus(states: list[int], role: int) -> bool:
    if has_state(states, MANAGES_DESCENDANTS) or not has_state(states, SHOWING):
        return False
    return role not in WINDOWS or has_state(states, ACTIVE)


def _helps(helper: int, pid: int) -> bool:
    """Whether a process draws a part of the windows of another one."""
    return program_of(helper) in HELPERS and pid in _ancestors(helper)


def _ancestors(pid: int) -> list[int]:
    line: list[int] = []
    while pid > 1 and len(line) < ANCESTORS_MAX:
        try:
            stat = Path(f"/proc/{pid}/stat").read_bytes()
        except OSError:
            break
        pid = int(stat.rpartition(b")")[2].split()[1])
        line.append(pid)
    return line
