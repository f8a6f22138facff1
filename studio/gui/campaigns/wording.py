"""The words of the place Campaigns: parts of the terms, what is wrong with them, what changed."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDate, QLocale

from studio.campaigning import Change, Fault, Field, Wrong
from studio.gui.sentences import said
from studio.gui.words import mark, tr

_SHORT = QLocale.FormatType.ShortFormat
NAMES = {
    Field.ID: mark("Short name"),
    Field.TITLE: mark("Title"),
    Field.CONTROLLER: mark("Who answers for the data"),
    Field.CONTACT: mark("How to reach them"),
    Field.ADDRESS: mark("Their address"),
    Field.PURPOSES: mark("Purposes"),
    Field.NEVER: mark("Never used for"),
    Field.SCOPES: mark("What may be recorded"),
    Field.RECIPIENTS: mark("Who may read what"),
    Field.APPS_ALLOWED: mark("Programs that may be recorded"),
    Field.APPS_NEVER: mark("Programs that are never recorded"),
    Field.APPS_UNSEEN: mark("Programs recorded although they hide their password fields"),
    Field.SITES_ALLOWED: mark("Sites that may be recorded"),
    Field.SITES_NEVER: mark("Sites that are never recorded"),
    Field.TASKS: mark("Tasks"),
    Field.RETENTION: mark("Submissions are kept for"),
    Field.CONSENT: mark("A consent holds for"),
    Field.STORAGE: mark("Where sessions are kept"),
    Field.JURISDICTION: mark("Law of"),
    Field.AUTHORITY: mark("Where to complain"),
    Field.RIGHTS: mark("Rights of the worker"),
    Field.VOLUNTARY: mark("Why it is voluntary"),
    Field.WITHDRAWAL: mark("How to withdraw"),
    Field.LABELS: mark("Questions for annotators"),
    Field.VERSION: mark("Version"),
}
HINTS = {
    Field.ID: mark("Lower case letters, digits, . _ and -. It never changes."),
    Field.PURPOSES: mark("One in each line. Grants name a purpose by the word before the colon."),
    Field.APPS_ALLOWED: mark("One in each line; * for every program."),
    Field.SITES_ALLOWED: mark("One host in each line. Empty: every site that is not ruled out."),
    Field.SITES_NEVER: mark("One host in each line."),
    Field.TASKS: mark("One in each line. Workers choose from them, or write their own."),
    Field.APPS_UNSEEN: mark("Passwords typed into them may be recorded. Better leave it empty."),
}

ROSTER_PROBLEMS = (
    mark("Add the people first."),
    mark("Somebody has no name."),
    mark("Somebody is named twice."),
    mark("At least two people must sign, so that nobody decides alone."),
    mark("Fewer people sign than are needed."),
)
"""What `roster_problem` says, for the catalogue."""


def name_of(field: Field) -> str:
    return tr(NAMES[field])


def fault_sentence(fault: Fault) -> str:
    """Why a part cannot be signed as it stands."""
    match fault.wrong:
        case Wrong.MISSING:
            return tr("This is needed.")
        case Wrong.ID:
            return tr("Lower case letters, digits, . _ and -, beginning with a letter or digit.")
        case Wrong.ID_TAKEN:
            return tr("Another campaign has this name. Make a new version of it, or name another.")
        case Wrong.NO_SCOPE:
            return tr("Offer at least one thing to record.")
        case Wrong.NO_READER:
            return tr("Let somebody read at least one stream.")
        case Wrong.NOT_RECORDED:
            return tr("A stream is given to somebody, but nothing that goes into it is recorded.")
        case Wrong.PURPOSE_TWICE:
            return tr("Two purposes have the same short name.")
        case Wrong.DAYS:
            return tr("This number of days is not possible.")
        case Wrong.UNPRINTABLE:
            return tr("A sign in it cannot be printed.")
        case Wrong.OLD_VERSION:
            return tr("A version as new as this was signed already.")
        case Wrong.OTHER:
            return said(fault.detail)


def change_sentence(change: Change) -> str:
    """One line of what a new version changes for workers."""
    part = name_of(change.field)
    if change.weight == "more":
        return tr("{part}: more than before").format(part=part)
    if change.weight == "less":
        return tr("{part}: less than before").format(part=part)
    return tr("{part}: changed").format(part=part)


def role_word(role: str) -> str:
    """A role as the office of one person."""
    words = {
        "worker": tr("worker"),
        "annotator": tr("annotator"),
        "engineer": tr("engineer"),
        "adjudicator": tr("adjudicator"),
        "steward": tr("steward"),
        "auditor": tr("auditor"),
    }
    return words.get(role, role)


def day_of(moment: datetime) -> str:
    """A moment as the day it is here."""
    here = moment.astimezone()
    return QLocale().toString(QDate(here.year, here.month, here.day), _SHORT)


def moment_of(moment: datetime) -> str:
    """A moment as day and time here."""
    here = moment.astimezone()
    return f"{day_of(moment)} {here:%H:%M:%S}"


def kind_word(kind: str) -> str:
    """What a line of the log tells of."""
    words = {
        "submitted": tr("submitted"),
        "opened": tr("opened"),
        "refused": tr("refused"),
        "granted": tr("granted"),
        "revoked": tr("revoked"),
        "quarantined": tr("closed to everybody"),
        "assigned": tr("assigned"),
        "withdrawn": tr("withdrawn"),
        "expired": tr("expired"),
        "dead": tr("deleted"),
        "roster": tr("new roster"),
    }
    return words.get(kind, kind)
