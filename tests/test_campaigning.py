"""Writing terms without a window: what is wrong with them, what a version changes, taking back."""

from __future__ import annotations

import msgspec
import pytest

from recorder.consent.campaign import ANY_APP, Purpose, Recipient, parse_terms
from recorder.session.model import Scope
from studio.campaigning import (
    EXAMPLE,
    Change,
    Editing,
    Fault,
    Field,
    Wrong,
    changes,
    faults,
    first_draft,
    next_version,
    sites,
)
from studio.terms_text import purposes_of, text_of, with_reader, with_scope, with_text

TWICE = (Purpose("a", "x"), Purpose("a", "y"))
TEXTS = (
    *(Field.TITLE, Field.CONTROLLER, Field.CONTACT, Field.ADDRESS, Field.PURPOSES, Field.TASKS),
    *(Field.NEVER, Field.APPS_ALLOWED, Field.APPS_NEVER, Field.SITES_ALLOWED, Field.SITES_NEVER),
    *(Field.STORAGE, Field.JURISDICTION, Field.AUTHORITY, Field.RIGHTS, Field.VOLUNTARY),
)


def wrong(**changed: object) -> set[tuple[Field, Wrong]]:
    terms = msgspec.structs.replace(EXAMPLE, **changed)
    return {(each.field, each.wrong) for each in faults(terms)}


def test_the_example_can_be_signed() -> None:
    assert faults(EXAMPLE) == ()


def test_a_new_draft_says_what_only_its_steward_can() -> None:
    missing = {each.field for each in faults(first_draft()) if each.wrong is Wrong.MISSING}

    assert missing == {
        Field.TITLE,
        Field.ID,
        Field.CONTROLLER,
        Field.CONTACT,
        Field.PURPOSES,
        Field.JURISDICTION,
    }


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"id": "Team 1"}, (Field.ID, Wrong.ID)),
        ({"id": "personal"}, (Field.ID, Wrong.ID_TAKEN)),
        ({"scopes": ()}, (Field.SCOPES, Wrong.NO_SCOPE)),
        ({"recipients": ()}, (Field.RECIPIENTS, Wrong.NO_READER)),
        ({"retention_days": 0}, (Field.RETENTION, Wrong.DAYS)),
        ({"consent_valid_days": 731}, (Field.CONSENT, Wrong.DAYS)),
        ({"title": "a\x1b[2J"}, (Field.TITLE, Wrong.UNPRINTABLE)),
        ({"purposes": TWICE}, (Field.PURPOSES, Wrong.PURPOSE_TWICE)),
        ({"rights": ("\x07",)}, (Field.LABELS, Wrong.OTHER)),
    ],
)  # fmt: skip
def test_what_cannot_be_signed_is_said_where_it_stands(
    changed: dict[str, object], fault: tuple[Field, Wrong]
) -> None:
    assert fault in wrong(**changed)


def test_nothing_is_given_away_that_is_not_recorded() -> None:
    silent = with_scope(EXAMPLE, Scope.SCREEN, False, False)

    assert faults(silent) == (Fault(Field.RECIPIENTS, Wrong.NOT_RECORDED),)
    assert faults(with_reader(EXAMPLE, "text", "annotator", True)) == ()


def test_a_version_that_was_signed_is_not_signed_again() -> None:
    assert {each.wrong for each in faults(EXAMPLE, {EXAMPLE.id: 1})} == {Wrong.ID_TAKEN}
    second = next_version(EXAMPLE)
    assert faults(second, {EXAMPLE.id: 1}) == ()
    assert {each.wrong for each in faults(second, {EXAMPLE.id: 2})} == {Wrong.OLD_VERSION}


@pytest.mark.parametrize("field", TEXTS)
def test_what_stands_in_a_field_gives_the_same_terms(field: Field) -> None:
    assert with_text(field, EXAMPLE, text_of(field, EXAMPLE)) == EXAMPLE


@pytest.mark.parametrize("field", TEXTS)
def test_what_is_typed_is_in_the_terms_that_are_signed(field: Field) -> None:
    typed = with_text(field, EXAMPLE, "  study: of work  ")

    assert text_of(field, typed) in ("study: of work",)
    if field is not Field.APPS_ALLOWED:
        assert parse_terms(typed.encode()) == typed


def test_sites_need_no_other_schema_once_they_are_gone() -> None:
    plain = msgspec.structs.replace(EXAMPLE, labels=msgspec.UNSET, schema=1)
    with_site = with_text(Field.SITES_NEVER, plain, "bank.example")

    assert (with_site.schema, sites(with_site)) == (2, ((), ("bank.example",)))
    assert with_text(Field.SITES_NEVER, with_site, "").encode() == plain.encode()


def test_a_purpose_has_a_name_of_its_own() -> None:
    found = purposes_of("training: Train an agent.\nMeasure how well it works")

    assert [each.id for each in found] == ["training", "measure-how-well"]


def test_a_stream_goes_to_a_role_and_back() -> None:
    given = with_reader(EXAMPLE, "context", "engineer", True)

    assert Recipient("context", ("engineer",)) in given.recipients
    assert with_reader(given, "context", "engineer", False) == EXAMPLE


def test_a_new_version_says_what_it_asks_of_workers() -> None:
    after = msgspec.structs.replace(
        next_version(EXAMPLE),
        retention_days=EXAMPLE.retention_days + 1,
        apps_allowed=(ANY_APP,),
        title="Another",
        never=EXAMPLE.never[1:],
    )
    less = with_reader(next_version(EXAMPLE), "video", "engineer", False)

    assert changes(EXAMPLE, after) == (
        Change(Field.TITLE, ""),
        Change(Field.NEVER, "more"),
        Change(Field.APPS_ALLOWED, "more"),
        Change(Field.RETENTION, "more"),
    )
    assert changes(EXAMPLE, less) == (Change(Field.RECIPIENTS, "less"),)
    assert changes(EXAMPLE, next_version(EXAMPLE)) == ()


def test_typing_in_a_field_is_taken_back_at_once_and_made_again() -> None:
    first = Editing(EXAMPLE)
    typed = first.edit(Field.TITLE, with_text(Field.TITLE, EXAMPLE, "A"), joins=True)
    typed = typed.edit(Field.TITLE, with_text(Field.TITLE, EXAMPLE, "AB"), joins=True)
    other = typed.edit(Field.TASKS, with_text(Field.TASKS, typed.terms, "Task"), joins=True)

    assert other.undo().terms == typed.terms
    assert other.undo().undo().terms == EXAMPLE
    assert other.undo().undo().redo().redo().terms == other.terms
    assert first.undo() == first.redo() == first
