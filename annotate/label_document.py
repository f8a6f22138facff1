"""A document of answers, as people and scripts write it, read into unfinished labels. Pure.

    {"session": {"outcome": "success"}, "steps": {"e70": {"right": "correct", "what": null}}}

null takes an answer back; `{"accept": "MODEL"}` takes over what a model proposed.
"""

from __future__ import annotations

import json
from typing import Any, Final, cast

from annotate.label_set import (
    MODEL_MAX,
    SESSION,
    Answer,
    Place,
    Work,
    answer_of,
    check_answer,
)
from annotate.labels import WrongDocument
from recorder.consent.label_schema import LabelSchema
from recorder.errors import WrongUse

DOCUMENT_MAX: Final = 8 * 1024 * 1024
_FIELDS: Final = {"session", "steps"}


def with_answers(raw: bytes, schema: LabelSchema, work: Work) -> Work:
    """The work with all that a document answers; `work.steps` are the steps there are.

    Raises:
        WrongDocument: something does not fit; then nothing of it is taken.
    """
    for place, said in _said(raw):
        try:
            if said is None:
                work = work.unanswered(place)
            elif isinstance(said, dict):
                work = work.accepted(place, _model(cast("dict[str, Any]", said)))
            else:
                work = work.answered(_answer(schema, place, said, work))
        except WrongUse as error:
            raise _wrong(place, error) from error
    return work


def with_suggestions(raw: bytes, model: str, schema: LabelSchema, work: Work) -> Work:
    """The work with what a model proposes, which is no answer until a person takes it over.

    Raises:
        WrongDocument: something does not fit.
        WrongUse: the model has no name.
    """
    if not 0 < len(model) <= MODEL_MAX or not model.isprintable():
        raise WrongUse(f"A model has a printable name of at most {MODEL_MAX} characters.")
    proposed: list[Answer] = []
    for place, said in _said(raw):
        try:
            proposed.append(_answer(schema, place, said, work))
        except WrongUse as error:
            raise _wrong(place, error) from error
    return work.suggested(model, proposed)


def _answer(schema: LabelSchema, place: Place, said: Any, work: Work) -> Answer:
    answer = answer_of(schema, place, said)
    check_answer(schema, answer, frozenset(work.steps))
    return answer


def _model(said: dict[str, Any]) -> str:
    model = said.get("accept")
    if said.keys() != {"accept"} or not isinstance(model, str):
        raise WrongUse("Besides an answer there may be accept, with the name of a model.")
    return model


def _said(raw: bytes) -> list[tuple[Place, Any]]:
    document = _object(_parsed(raw), "document")
    if unknown := document.keys() - _FIELDS:
        raise WrongDocument(f"The document has {len(unknown)} fields besides session and steps.")
    found = [((name, SESSION), said) for name, said in _part(document, "session").items()]
    for step, answers in _part(document, "steps").items():
        found += [((name, step), said) for name, said in _object(answers, "step").items()]
    return found


def _parsed(raw: bytes) -> Any:
    if len(raw) > DOCUMENT_MAX:
        raise WrongDocument(f"The document is larger than {DOCUMENT_MAX} bytes and was not read.")
    try:
        return json.loads(raw.decode())
    except json.JSONDecodeError as error:
        raise WrongDocument(f"Line {error.lineno}, column {error.colno}: {error.msg}.") from error
    except (UnicodeDecodeError, RecursionError, ValueError) as error:
        raise WrongDocument("The document is not UTF-8, or is nested beyond reason.") from error


def _part(document: dict[str, Any], name: str) -> dict[str, Any]:
    return _object(document.get(name, {}), name)


def _object(found: Any, name: str) -> dict[str, Any]:
    if not isinstance(found, dict):
        raise WrongDocument(f"The {name} is not an object.")
    return cast("dict[str, Any]", found)


def _wrong(place: Place, error: WrongUse) -> WrongDocument:
    question, step = (each if each.isascii() and len(each) <= 40 else "?" for each in place)
    where = f"of step {step}" if step else "of the session"
    return WrongDocument(f"The answer {question} {where} goes wrong: {error}")
