"""The catalogues of the window: `python -m tests.catalogue` brings them up to date with the source.

Each area has a German catalogue with every text, and an English one with the plurals alone. New
texts are added as unfinished, texts that are gone are taken out; what is finished stays. Then the
compiled form is made beside each.
"""

from __future__ import annotations

import ast
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

from tests.checkout import ROOT

FOLDER = ROOT / "assets" / "translations"
GUI = ROOT / "studio" / "gui"
CONTEXT = "Candor"
AREAS = {
    "frame": (".", "consent", "identity"),
    "sessions": ("sessions", "player"),
    "record": ("record",),
    "redaction": ("redaction",),
    "export": ("exporting",),
    "campaigns": ("campaigns",),
    "review": ("review",),
    "custody": ("custody",),
}
"""Which folders of `studio/gui` have their texts in which catalogue. `.` is without subfolders."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text of the source; `counts` when it has plural forms."""

    source: str
    counts: bool


def texts(area: str) -> tuple[Text, ...]:
    """Every text that the source of an area marks with `tr` or `mark`."""
    found: dict[Text, None] = {}
    for folder in AREAS[area]:
        for path in sorted((GUI / folder).glob("*.py")):
            for call in ast.walk(ast.parse(path.read_text())):
                if isinstance(call, ast.Call):
                    found |= dict.fromkeys(_text_of(call, path))
    return tuple(found)


def catalogue(area: str, language: str) -> Path:
    return FOLDER / f"{area}_{language}.ts"


def forms(path: Path) -> dict[str, tuple[str, ...]]:
    """The finished translations of a catalogue: source to its form, or its two plural forms."""
    if not path.exists():
        return {}
    done: dict[str, tuple[str, ...]] = {}
    for message in ET.parse(path).iter("message"):
        source, translation = message.findtext("source", ""), message.find("translation")
        if translation is None or translation.get("type"):
            continue
        plurals = tuple(each.text or "" for each in translation.iter("numerusform"))
        done[source] = plurals or (translation.text or "",)
    return done


def update(area: str, language: str, more: dict[str, tuple[str, ...]] | None = None) -> None:
    """Write the catalogue of an area anew, with `more` translations, and compile it."""
    path = catalogue(area, language)
    known = forms(path) | (more or {})
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = CONTEXT
    for text in texts(area):
        if text.counts or language != "en":
            _add(context, text, known.get(text.source))
    ET.indent(root, "    ")
    body = ET.tostring(root, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n')
    compiler = Path(sys.executable).with_name("pyside6-lrelease")
    command = [str(compiler), "-silent", str(path), "-qm", str(path.with_suffix(".qm"))]
    subprocess.run(command, check=True)


def _add(context: ET.Element, text: Text, done: tuple[str, ...] | None) -> None:
    message = ET.SubElement(context, "message")
    if text.counts:
        message.set("numerus", "yes")
    ET.SubElement(message, "source").text = text.source
    translation = ET.SubElement(message, "translation")
    fits = done is not None and len(done) == (2 if text.counts else 1)
    if not fits:
        translation.set("type", "unfinished")
    if text.counts:
        for form in done if done is not None and fits else ("", ""):
            ET.SubElement(translation, "numerusform").text = form
    elif done is not None and fits:
        translation.text = done[0]


def _text_of(call: ast.Call, path: Path) -> tuple[Text, ...]:
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    if name not in ("tr", "mark"):
        return ()
    first = call.args[0]
    if isinstance(first, ast.Constant) and isinstance(first.value, str):
        return (Text(first.value, len(call.args) > 1 or bool(call.keywords)),)
    # What comes from a table was marked there; what is put together here can be in no catalogue.
    assert not isinstance(first, ast.JoinedStr | ast.BinOp), f"{path.name}:{call.lineno}"
    return ()


def main() -> None:
    """Update and compile every catalogue; says how many texts still wait."""
    for area in AREAS:
        for language in ("en", "de"):
            update(area, language)
            wanted = [each for each in texts(area) if each.counts or language != "en"]
            missing = len(wanted) - len(forms(catalogue(area, language)))
            sys.stdout.write(f"{area}_{language}: {len(wanted)} texts, {missing} unfinished\n")


if __name__ == "__main__":
    main()
