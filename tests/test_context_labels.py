"""What a field calls itself: it hides what is typed there, and is remembered once it was secret."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from recorder.capture.context import Answer
from recorder.gate_rules import PASSWORD, PUBLIC, SENSITIVE, AppRules, judge
from studio.scripted_person import ScriptedPerson
from studio.virtual_desktop import VirtualDesktop, virtual_desktop
from tests.context_helpers import Watch, form, watching

RULES = AppRules.of(["*"])


@pytest.fixture
def desktop() -> Iterator[VirtualDesktop]:
    with virtual_desktop("1280x720") as desktop:
        yield desktop


@pytest.fixture
def watch(desktop: VirtualDesktop, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", desktop.env["DBUS_SESSION_BUS_ADDRESS"])
    with watching(desktop) as watch:
        yield watch


@pytest.fixture
def person(desktop: VirtualDesktop) -> Iterator[ScriptedPerson]:
    person = ScriptedPerson(desktop.display, pause_s=0.01)
    yield person
    person.close()


def test_a_plain_field_with_a_sensitive_name_hides_the_keys(
    desktop: VirtualDesktop, watch: Watch
) -> None:
    with form(desktop, "with-card"):
        watch.wait_for(lambda fact: judge(fact, RULES) == SENSITIVE, "the card field")
        assert watch.focuses()[-1].field is Answer.PUBLIC


def test_a_field_that_gets_a_sensitive_name_while_it_has_the_focus_hides_the_keys(
    desktop: VirtualDesktop, watch: Watch, person: ScriptedPerson
) -> None:
    with form(desktop):
        watch.wait_for(lambda fact: judge(fact, RULES) == PUBLIC, "the plain field")
        person.chord("F10")
        watch.wait_for(lambda fact: judge(fact, RULES) == SENSITIVE, "its new name")


def test_the_name_of_a_harmless_field_is_told_to_the_gate(
    desktop: VirtualDesktop, watch: Watch
) -> None:
    with form(desktop):
        fact = watch.wait_for(lambda fact: judge(fact, RULES) == PUBLIC, "the plain field")
        assert fact.label == "Customer"


def test_a_password_that_is_shown_stays_secret_after_the_focus_was_elsewhere(
    desktop: VirtualDesktop, watch: Watch, person: ScriptedPerson
) -> None:
    with form(desktop):
        watch.wait_for(lambda fact: judge(fact, RULES) == PUBLIC, "the plain field")
        person.chord("Tab")
        watch.wait_for(lambda fact: judge(fact, RULES) == PASSWORD, "the password field")
        person.chord("F9")
        person.chord("shift", "Tab")
        watch.wait_for(lambda fact: judge(fact, RULES) == PUBLIC, "the plain field again")
        person.chord("Tab")
        watch.wait_for(lambda fact: judge(fact, RULES) == PASSWORD, "the field, shown")


def test_another_field_of_the_same_name_stays_secret_as_long_as_its_program_lives(
    desktop: VirtualDesktop, watch: Watch, person: ScriptedPerson
) -> None:
    with form(desktop, "with-twin"):
        watch.wait_for(lambda fact: judge(fact, RULES) == PUBLIC, "the plain field")
        person.chord("Tab")
        watch.wait_for(lambda fact: judge(fact, RULES) == PASSWORD, "the password field")
        person.chord("Tab")
        watch.wait_for(lambda fact: fact.label is None, "the drawing")
        person.chord("Tab")
        watch.wait_for(lambda fact: judge(fact, RULES) == PASSWORD, "its twin without dots")
