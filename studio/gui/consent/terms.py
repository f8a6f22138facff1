"""A campaign's terms as sentences for a person. Words only; nothing is shown or decided here."""

from __future__ import annotations

from dataclasses import dataclass

from recorder.consent.campaign import ANY_APP, Campaign
from recorder.consent.label_schema import Question
from recorder.session.model import Scope
from studio.gui.words import mark, tr

BUILT_IN_TEXTS = (
    mark("Your own use, on this machine."),
    mark("Nothing depends on it. Nobody but you learns whether you agreed."),
    mark("performance evaluation"),
    mark("discipline"),
    mark("emotion inference"),
    mark("identifying people"),
    mark("Personal"),
    mark("where you are"),
    mark("the worker's own machine, sealed"),
    mark("access"),
    mark("erasure"),
    mark("portability"),
    mark("objection"),
    mark("complaint"),
)
"""What the built-in terms say, for the catalogue. A campaign's own texts stay as its steward wrote
them."""


@dataclass(frozen=True, slots=True)
class ScopeWords:
    """How a scope is called, and what recording it means."""

    icon: str
    title: str
    note: str


def scope_words(scope: Scope) -> ScopeWords:
    """The words for one scope."""
    match scope:
        case Scope.SCREEN:
            return ScopeWords(
                "screen",
                tr("Screen"),
                tr("Pictures of the part of the screen that you choose, whenever it changes."),
            )
        case Scope.KEYSTROKES:
            return ScopeWords(
                "keyboard",
                tr("Keystrokes"),
                tr("The keys you press, and so what you type, except into password fields."),
            )
        case Scope.MOUSE:
            return ScopeWords(
                "mouse",
                tr("Mouse"),
                tr("Where the pointer is, which buttons you press, and scrolling."),
            )
        case Scope.WINDOW_TITLES:
            return ScopeWords(
                "title",
                tr("Window titles"),
                tr("The names of windows. They may hold names of files, people or pages."),
            )
        case Scope.ACCESSIBILITY:
            return ScopeWords(
                "accessibility",
                tr("Accessibility names"),
                tr("What programs tell screen readers about buttons and fields."),
            )


def in_own_words(text: str) -> str:
    """A text of some terms: translated when it is one of the built-in ones."""
    return tr(text) if text in BUILT_IN_TEXTS else text


def stream_name(stream: str) -> str:
    """A stream of a submission in words."""
    names = {
        "video": tr("Pictures of the screen"),
        "actions": tr("Clicks, scrolling and shortcuts"),
        "text": tr("What you typed"),
        "context": tr("Windows and their titles"),
        "labels": tr("Your task and notes"),
    }
    return names.get(stream, stream)


def role_name(role: str) -> str:
    """A role in words; a role that only the campaign knows stays as it is."""
    names = {
        "worker": tr("you"),
        "annotator": tr("annotators"),
        "engineer": tr("engineers"),
        "adjudicator": tr("adjudicators"),
        "auditor": tr("auditors"),
        "steward": tr("the steward"),
        "controller": tr("the controller"),
    }
    return names.get(role, role)


def asked_sentences(terms: Campaign) -> tuple[str, ...]:
    """What annotators are asked about a session, in the steward's words, and what they can say."""
    schema = terms.label_schema
    return tuple(map(_asked, schema.questions)) if schema else ()


def _asked(asked: Question) -> str:
    words = asked.allowed or (
        (tr("{low} to {high}").format(low=asked.low, high=asked.high),) if asked.numbers else ()
    )
    text = tr("{question} For each step.") if asked.per == "step" else "{question}"
    text = text.format(question=asked.question)
    return f"{text} ({', '.join(map(_option, words))})" if words else text


def _option(word: str) -> str:
    """An answer that Candor offers itself; what a campaign made up stays as it is."""
    names = {
        "success": tr("success"),
        "failure": tr("failure"),
        "correct": tr("correct"),
        "wrong": tr("wrong"),
        "unnecessary": tr("unnecessary"),
    }
    return names.get(word, word)


def apps_sentence(terms: Campaign) -> str:
    """Which programs may be recorded."""
    if ANY_APP in terms.apps_allowed:
        return tr("Every program, except those that are never recorded.")
    return tr("Only these programs: {apps}.").format(apps=", ".join(terms.apps_allowed))


def never_sentences(terms: Campaign) -> tuple[str, ...]:
    """What is not recorded, as far as Candor can hold it back by itself."""
    return (
        tr("Keys typed into password fields, or where nothing says what the field is."),
        tr("%n program(s) for passwords and authorisation.", len(terms.apps_never)),
        tr("Anything while the screen is locked or the recording is paused."),
        tr("Candor's own windows."),
    )


def unseen_sentence(terms: Campaign) -> str:
    """Which programs are recorded although they cannot say where their password fields are."""
    if not terms.apps_without_accessibility:
        return ""
    return tr(
        "These programs cannot say where their password fields are and are recorded all the same: "
        "{apps}. Passwords typed into them may be recorded."
    ).format(apps=", ".join(terms.apps_without_accessibility))
