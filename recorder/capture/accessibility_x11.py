"""Is the field in focus a password field? Asked of the program itself, over AT-SPI.

Only two kinds of events are taken from the bus: a focus that moved and a window that was
activated. Those of changed text carry the letters of password fields, so they are never asked for.
No text of a field is ever read; only its role, its states and what it calls itself are.
"""

from __future__ import annotations

import time
from pathlib import Path

from recorder.capture.atspi import (
    DOCUMENTS,
    DRAWN,
    FIELDS,
    FOCUSED,
    PASSWORD_TEXT,
    PROPERTIES,
    SHELLS,
    count_of,
    has_state,
    one_of,
    text_of,
)
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
from recorder.capture.page_x11 import Pages
from recorder.capture.search_x11 import Again, FocusSearch

LAUNCHER = ("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus")
REGISTRY = "org.a11y.atspi.Registry"
REGISTRY_PLACE = (REGISTRY, "/org/a11y/atspi/registry", REGISTRY)
EVENTS = ("object:state-changed:focused", "window:activate")
RULES = (
    "type='signal',interface='org.a11y.atspi.Event.Object',member='StateChanged',arg0='focused'",
    "type='signal',interface='org.a11y.atspi.Event.Window',member='Activate'",
    "type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged'",
)
# Parts of other programs' windows are drawn by processes of their own.
HELPERS = frozenset({"WebKitWebProcess"})

HINTS = ("placeholder-text", "text-input-type", "html-input-name", "id")
LABELLED_BY = 2
LABEL_LETTERS_MAX = 400
# Nobody tells that a field is called otherwise now, and asking for each key is what costs most.
LABEL_KEPT_NS = 1_000_000_000
# A key waits 250 ms, and an answer that counts for it is asked for after 100 ms of them.
FOCUS_S = 0.15
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
        self._searches: dict[str, FocusSearch] = {}
        self._again: dict[str, Again] = {}
        self._pages = Pages(self._bus)
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

        PENDING stands for: it is there and told of no focus so far. With `search` the program is
        looked through for it, for a moment, and the answer is never PENDING.

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

    def again_ns(self, pid: int) -> int | None:
        """When to ask this program again that did not say where its focus is; None where that
        would be of no use."""
        names = self._names_of(pid)
        if names & self._searches.keys():
            return 0
        return min((self._again[name].due_ns for name in names & self._again.keys()), default=None)

    def page(self, place: Place) -> Page | None:
        """What a browser says of the documents and the window around a place.

        Raises:
            BusGone: the bus is gone.
        """
        return self._pages.page(place)

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
        for known in (self._pids, self._focused, self._searches, self._again):
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
                if answer is Failure.SILENT:
                    self._unresolved.add(name)
                else:
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
        found: tuple[Answer, Place | None] = (Answer.PENDING, None)
        if path := self._focused.get(name):
            place = Place(name, path)
            states, role = self._ask_focus(place)
            if states is None:
                self._put_off(name)
                return Answer.UNKNOWN, place
            if has_state(states, FOCUSED):
                found = self._judge(place, role), place
                if found[0] is not Answer.UNKNOWN:
                    self._forget_search(name)
                    return found
        if search:
            return self._search(name, found)
        self._searches.pop(name, None)
        if name in self._again:
            self._again[name].hurry()
        return found

    def _search(self, name: str, found: tuple[Answer, Place | None]) -> tuple[Answer, Place | None]:
        """Look on for the focus in a program that did not tell of more than what was found."""
        again = self._again.get(name)
        if name not in self._searches:
            if again is not None and time.monotonic_ns() < again.due_ns:
                return found
            self._searches[name] = FocusSearch(self._bus, name)
        search = self._searches[name]
        for place, role in search.turn():
            self._focused[name] = place.path
            found = self._judge(place, role), place
            if found[0] is not Answer.UNKNOWN:
                self._forget_search(name)
                return found
        if search.is_over:
            del self._searches[name]
            self._put_off(name)
        return found

    def _put_off(self, name: str) -> None:
        self._again.setdefault(name, Again()).put_off(time.monotonic_ns())

    def _forget_search(self, name: str) -> None:
        self._searches.pop(name, None)
        self._again.pop(name, None)

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
        if role in SHELLS or (role in DOCUMENTS and not self._has_children(place)):
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
        words = [text_of(name), *(said.get(key, "") for key in HINTS)]
        labels = [
            Place(*target)
            for kind, targets in one_of(relations, list) or ()
            if kind == LABELLED_BY
            for target in targets[:2]
        ]
        asked = [Call(each.of(PROPERTIES), "Get", "ss", (ACCESSIBLE, "Name")) for each in labels]
        words += [text_of(answer) for answer in (self._bus.call_all(asked) if asked else ())]
        return " ".join(word for word in words if word)[:LABEL_LETTERS_MAX]

    def _ask_focus(self, place: Place) -> tuple[list[int] | None, int]:
        """States and role; None for one that is silent, no states for one that is gone."""
        calls = [Call(place.of(), member) for member in ("GetState", "GetRole")]
        states, role = self._bus.call_all(calls, FOCUS_S)
        if Failure.SILENT in (states, role):
            return None, 0
        return one_of(states, list) or [], one_of(role, int) or 0

    def _has_children(self, place: Place) -> bool:
        call = Call(place.of(PROPERTIES), "Get", "ss", (ACCESSIBLE, "ChildCount"))
        return count_of(self._bus.call_all([call])[0]) > 0


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
