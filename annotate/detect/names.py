"""The slot for a model that recognises names and addresses. None comes with Candor.

A customer who has one gives its file; without it names are not looked for, and that is said.
"""
# onnxruntime ships no types.
# pyright: reportMissingTypeStubs=false

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path
from typing import Final

from annotate.detect.model import Answer, Detector, Finding, Ready, Unavailable

NAME: Final = "names"
GROUP: Final = "candor.names"
TEXT_MAX: Final = 100_000
NOT_THERE: Final = (
    "No model for names and addresses is set, so they are not looked for; "
    "put them on your own list, or mark them by hand."
)

Recognise = Callable[[str], tuple[Finding, ...]]
Loader = Callable[[Path], Recognise]


@dataclass(frozen=True, slots=True)
class AbsentNames:
    """What stands in the slot while there is no model."""

    why: str = NOT_THERE
    name: str = NAME

    def find(self, text: str) -> Answer:
        return Unavailable(self.name, self.why)


@dataclass(frozen=True, slots=True)
class ModelNames:
    """A model of the customer in the slot. What it raises, or finds off the text, is a failure."""

    recognise: Recognise
    name: str = NAME

    def find(self, text: str) -> Answer:
        try:
            found = self.recognise(text[:TEXT_MAX])
        # It is somebody else's code.
        except Exception as error:  # noqa: BLE001
            return Unavailable(self.name, f"The model ended with {type(error).__name__}.")
        if len(text) > TEXT_MAX:
            return Unavailable(self.name, f"A text is longer than {TEXT_MAX:,} characters.")
        if any(not 0 <= one.start < one.end <= len(text) for one in found):
            return Unavailable(self.name, "The model answered with places outside the text.")
        return Ready(found)


def names_detector(model: Path | None) -> Detector:
    """The detector in the slot: the model of this file, by the first installed loader of the group
    `candor.names` (a function from a file to a function from a text to findings)."""
    if model is None:
        return AbsentNames()
    if not model.is_file():
        return AbsentNames("The model for names is not where the setting says.")
    loaders = sorted(entry_points(group=GROUP), key=lambda one: one.name)
    if not loaders:
        return AbsentNames(
            "A model for names is set, but nothing installed can load it; "
            "a package with an entry point “candor.names” is needed."
        )
    try:
        load: Loader = loaders[0].load()
        return ModelNames(load(model))
    # It is somebody else's code.
    except Exception as error:  # noqa: BLE001
        return AbsentNames(
            f"The model for names could not be loaded by {loaders[0].name!r} "
            f"({type(error).__name__})."
        )
