"""What a format of an export can and cannot say, as plain data for the command and the window."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from recorder.errors import CandorError, WrongUse
from replay.export.model import Format
from replay.export.registry import find_format, format_names


def format_document(form: Format, variant: str) -> dict[str, Any]:
    """A format in one of its forms, as plain data."""
    says = form.says(variant)
    partly: dict[str, list[str]] = {}
    for kind, (possible, losses) in says.items():
        for loss in losses if possible else ():
            partly.setdefault(str(loss), []).append(kind)
    return {
        "format": form.name,
        "variant": variant,
        "title": form.title,
        "says": [kind for kind, (possible, losses) in says.items() if possible and not losses],
        "loses": partly,
        "cannot": [kind for kind, (possible, _) in says.items() if not possible],
        "pictures": form.sees(variant),
    }


def all_documents() -> tuple[list[dict[str, Any]], list[str]]:
    """Every format in each of its forms, and the sentences of those that cannot be used."""
    documents: list[dict[str, Any]] = []
    problems: list[str] = []
    for name in format_names():
        try:
            form = find_format(name)
        except CandorError as error:
            problems.append(str(error))
            continue
        documents += [format_document(form, variant) for variant in form.variants]
    return documents, problems


def what_lacks(name: str, variant: str) -> str | None:
    """The sentence of a format that needs something which is not installed, or None.

    Raises:
        CandorError: there is no such format, or it is broken.
    """
    form = find_format(name)
    with tempfile.TemporaryDirectory() as folder:
        try:
            sink = form.open(Path(folder), variant)
        except WrongUse as error:
            return str(error)
        # An export without a session may be none that the format can end.
        with suppress(CandorError):
            sink.close()
    return None
