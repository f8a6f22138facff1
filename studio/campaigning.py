"""Writing the terms of a campaign: what a steward starts from, what is wrong with them so far, what
a new version changes for workers, and how an edit is taken back. Pure; for commands and window.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from recorder.consent.campaign import (
    ANY_APP,
    PERSONAL,
    PERSONAL_ID,
    SCHEMA_OF_LABELS,
    Campaign,
    Controller,
    Purpose,
    Recipient,
    parse_terms,
)
from recorder.consent.label_schema import LabelSchema, Question
from recorder.errors import FormatError, VersionRefused
from recorder.session.model import Scope

EXAMPLE = msgspec.structs.replace(
    PERSONAL,
    id="team-2026",
    title="Team study",
    purposes=(Purpose("agent-training", "Train an agent to do tasks like yours."),),
    controller=Controller("Your organisation", "privacy@example.org"),
    recipients=(
        Recipient("video", ("annotator", "engineer", "adjudicator")),
        Recipient("actions", ("annotator", "engineer", "adjudicator")),
        Recipient("labels", ("annotator", "engineer", "adjudicator")),
    ),
    retention_days=180,
    consent_valid_days=90,
    jurisdiction="DE",
    voluntary="Taking part is voluntary; declining has no consequence and no manager sees it.",
    apps_allowed=("mousepad", "xterm"),
    schema=SCHEMA_OF_LABELS,
    labels=LabelSchema(
        (
            Question("outcome", "Was the task done?", "outcome", required=True),
            Question("correct", "Was this step right?", "step correctness", per="step"),
            Question("what", "What happens in this step?", "step description", per="step"),
            Question("why", "Why is it done?", "thought", per="step"),
            Question("box", "Where is the element?", "element box", per="step"),
            Question("quality", "How useful is this session for training?", "quality"),
            Question("tags", "What is it about?", "tags"),
        )
    ),
)
"""Terms for a steward to start from."""

READERS = ("annotator", "engineer", "adjudicator")
"""The roles to which a stream is given in the window; others that a file names stay as they are."""

ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")


class Field(StrEnum):
    """A part of the terms, as a person edits it."""

    ID = "id"
    TITLE = "title"
    CONTROLLER = "controller"
    CONTACT = "contact"
    ADDRESS = "address"
    PURPOSES = "purposes"
    NEVER = "never"
    SCOPES = "scopes"
    RECIPIENTS = "recipients"
    APPS_ALLOWED = "apps_allowed"
    APPS_NEVER = "apps_never"
    APPS_UNSEEN = "apps_without_accessibility"
    SITES_ALLOWED = "sites_allowed"
    SITES_NEVER = "sites_never"
    TASKS = "tasks"
    RETENTION = "retention_days"
    CONSENT = "consent_valid_days"
    STORAGE = "storage"
    JURISDICTION = "jurisdiction"
    AUTHORITY = "authority"
    RIGHTS = "rights"
    VOLUNTARY = "voluntary"
    WITHDRAWAL = "withdrawal"
    LABELS = "labels"
    VERSION = "version"


class Wrong(StrEnum):
    """Why a part of the terms cannot be signed as it stands."""

    MISSING = "missing"
    ID = "id"
    ID_TAKEN = "id_taken"
    NO_SCOPE = "no_scope"
    NO_READER = "no_reader"
    NOT_RECORDED = "not_recorded"
    PURPOSE_TWICE = "purpose_twice"
    DAYS = "days"
    UNPRINTABLE = "unprintable"
    OLD_VERSION = "old_version"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason why terms cannot be signed. `detail` is the sentence of `OTHER` alone."""

    field: Field
    wrong: Wrong
    detail: str = ""


def first_draft() -> Campaign:
    """What a new campaign begins with: the example, without what only its steward can say."""
    return msgspec.structs.replace(
        EXAMPLE,
        id="",
        title="",
        purposes=(),
        controller=Controller("", ""),
        jurisdiction="",
        apps_allowed=(ANY_APP,),
    )


def next_version(terms: Campaign) -> Campaign:
    """What a new version of signed terms begins with."""
    return msgspec.structs.replace(terms, version=terms.version + 1)


def faults(terms: Campaign, taken: dict[str, int] | None = None) -> tuple[Fault, ...]:
    """Everything that keeps terms from being signed. `taken` are the versions signed before.

    The last word is that of `parse_terms`, so nothing without a fault here is refused there.
    """
    found = (*_missing(terms), *_impossible(terms, taken or {}))
    if found:
        return found
    try:
        parse_terms(terms.encode())
    except (FormatError, VersionRefused) as error:
        return (Fault(Field.LABELS, Wrong.OTHER, str(error)),)
    return ()


def _missing(terms: Campaign) -> tuple[Fault, ...]:
    needed = (
        (Field.TITLE, terms.title),
        (Field.ID, terms.id),
        (Field.CONTROLLER, terms.controller.name),
        (Field.CONTACT, terms.controller.contact),
        (Field.PURPOSES, terms.purposes),
        (Field.JURISDICTION, terms.jurisdiction),
        (Field.VOLUNTARY, terms.voluntary),
        (Field.WITHDRAWAL, terms.withdrawal),
        (Field.APPS_ALLOWED, terms.apps_allowed),
    )
    return tuple(Fault(field, Wrong.MISSING) for field, value in needed if not value)


def _impossible(terms: Campaign, taken: dict[str, int]) -> tuple[Fault, ...]:
    given = {each.stream for each in terms.recipients if each.roles}
    ids = [each.id for each in terms.purposes]
    is_free = terms.id != PERSONAL_ID
    is_newer = terms.version > taken.get(terms.id, 0)
    is_first = terms.version == 1
    checks = (
        (Field.ID, Wrong.ID, not terms.id or ID.fullmatch(terms.id) is not None),
        (Field.ID, Wrong.ID_TAKEN, is_free and (is_newer or not is_first)),
        (Field.VERSION, Wrong.OLD_VERSION, is_newer or is_first),
        (Field.SCOPES, Wrong.NO_SCOPE, bool(terms.scopes)),
        (Field.RECIPIENTS, Wrong.NO_READER, bool(given)),
        (Field.RECIPIENTS, Wrong.NOT_RECORDED, not unrecorded(terms)),
        (Field.PURPOSES, Wrong.PURPOSE_TWICE, len(set(ids)) == len(ids)),
        (Field.RETENTION, Wrong.DAYS, 1 <= terms.retention_days <= 3650),
        (Field.CONSENT, Wrong.DAYS, 1 <= terms.consent_valid_days <= 730),
        *((field, Wrong.UNPRINTABLE, all(map(str.isprintable, texts)))
          for field, texts in _texts(terms)),
    )  # fmt: skip
    return tuple(Fault(field, wrong) for field, wrong, fits in checks if not fits)


def unrecorded(terms: Campaign) -> frozenset[str]:
    """Streams that somebody may read although nothing that goes into them is offered."""
    sources = {
        "video": {Scope.SCREEN},
        "actions": {Scope.KEYSTROKES, Scope.MOUSE},
        "text": {Scope.KEYSTROKES},
        "context": {Scope.WINDOW_TITLES, Scope.ACCESSIBILITY},
    }
    given = {each.stream for each in terms.recipients if each.roles}
    return frozenset(name for name in given & set(sources) if not sources[name] & terms.offered)


def _texts(terms: Campaign) -> tuple[tuple[Field, Iterable[str]], ...]:
    who = terms.controller
    return (
        (Field.TITLE, (terms.title,)),
        (Field.CONTROLLER, (who.name,)),
        (Field.CONTACT, (who.contact,)),
        (Field.ADDRESS, (who.address,)),
        (Field.PURPOSES, [each.text for each in terms.purposes]),
        (Field.TASKS, terms.tasks),
        (Field.VOLUNTARY, (terms.voluntary,)),
        (Field.WITHDRAWAL, (terms.withdrawal,)),
        (Field.JURISDICTION, (terms.jurisdiction,)),
        (Field.AUTHORITY, (terms.authority,)),
    )


def readers(terms: Campaign, stream: str) -> tuple[str, ...]:
    """The roles that may read a stream."""
    return tuple(role for each in terms.recipients if each.stream == stream for role in each.roles)


def sites(terms: Campaign) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The sites that are allowed, and those that are never recorded."""
    allowed, never = terms.sites_allowed, terms.sites_never
    return (
        () if allowed is msgspec.UNSET else allowed,
        () if never is msgspec.UNSET else never,
    )


# What a new version means for workers


@dataclass(frozen=True, slots=True)
class Change:
    """One part that is another in the new version. `more` when it asks more of workers or lets
    others see more, `less` when it does the opposite; neither where that cannot be told."""

    field: Field
    weight: str


def changes(before: Campaign, after: Campaign) -> tuple[Change, ...]:
    """What workers will find changed, in the order of the editor."""
    return tuple(
        Change(field, _weight(field, before, after))
        for field in Field
        if field is not Field.VERSION and _part(field, before) != _part(field, after)
    )


def _part(field: Field, terms: Campaign) -> object:
    if field in (Field.CONTROLLER, Field.CONTACT, Field.ADDRESS):
        names = {Field.CONTROLLER: "name", Field.CONTACT: "contact", Field.ADDRESS: "address"}
        return getattr(terms.controller, names[field])
    return getattr(terms, field.value)


_COUNTED: dict[Field, Callable[[Campaign], frozenset[object]]] = {
    Field.PURPOSES: lambda terms: frozenset(each.text for each in terms.purposes),
    Field.SCOPES: lambda terms: frozenset((each.scope, need) for each in terms.scopes
                                          for need in ({False, each.required})),
    Field.RECIPIENTS: lambda terms: frozenset((each.stream, role) for each in terms.recipients
                                              for role in each.roles),
    Field.APPS_UNSEEN: lambda terms: frozenset(terms.apps_without_accessibility),
}  # fmt: skip
_FEWER: dict[Field, Callable[[Campaign], frozenset[object]]] = {
    Field.NEVER: lambda terms: frozenset(terms.never),
    Field.APPS_NEVER: lambda terms: frozenset(terms.apps_never),
    Field.SITES_NEVER: lambda terms: frozenset(sites(terms)[1]),
    Field.RIGHTS: lambda terms: frozenset(terms.rights),
}


def _weight(field: Field, before: Campaign, after: Campaign) -> str:
    if field in (Field.RETENTION, Field.CONSENT):
        return "more" if getattr(after, field.value) > getattr(before, field.value) else "less"
    if field is Field.APPS_ALLOWED:
        return _weight_of_apps(before.apps_allowed, after.apps_allowed)
    if field in _COUNTED:
        return _weight_of(_COUNTED[field](before), _COUNTED[field](after))
    if field in _FEWER:
        return _weight_of(_FEWER[field](after), _FEWER[field](before))
    return ""


def _weight_of_apps(before: tuple[str, ...], after: tuple[str, ...]) -> str:
    if ANY_APP in before or ANY_APP in after:
        return "" if (ANY_APP in before) == (ANY_APP in after) else (
            "more" if ANY_APP in after else "less"
        )  # fmt: skip
    return _weight_of(frozenset(before), frozenset(after))


def _weight_of(before: frozenset[object], after: frozenset[object]) -> str:
    return "more" if after > before else "less" if after < before else ""


# Taking edits back


@dataclass(frozen=True, slots=True)
class Editing:
    """Terms being written, with what can be taken back: each earlier state and what left it."""

    terms: Campaign
    done: tuple[tuple[Field, Campaign], ...] = ()
    undone: tuple[tuple[Field, Campaign], ...] = ()

    def edit(self, field: Field, terms: Campaign, *, joins: bool = False) -> Editing:
        """The terms after an edit. With `joins`, typing in one field is taken back at once."""
        if terms == self.terms:
            return self
        if joins and self.done and self.done[-1][0] is field and not self.undone:
            return Editing(terms, self.done)
        return Editing(terms, (*self.done, (field, self.terms)))

    def undo(self) -> Editing:
        if not self.done:
            return self
        field, before = self.done[-1]
        return Editing(before, self.done[:-1], (*self.undone, (field, self.terms)))

    def redo(self) -> Editing:
        if not self.undone:
            return self
        field, after = self.undone[-1]
        return Editing(after, (*self.done, (field, self.terms)), self.undone[:-1])
