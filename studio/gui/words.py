"""The words of the window in the person's language. English is written where it is used."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from studio.gui.assets import asset

CONTEXT = "Candor"
LANGUAGES = ("en", "de")


def tr(text: str, count: int = -1) -> str:
    """The text in the language of the window; with `count`, `%n` and its plural form.

    `text` is a literal and a whole sentence or label, because the catalogue is made from the
    source: `tr("%n session(s)", count)`, `tr("Delete {name}").format(name=…)`.
    """
    return QCoreApplication.translate(CONTEXT, text, None, count)


def mark(text: str) -> str:
    """Note a text for the catalogue where it cannot be translated yet; `tr` it when it is shown."""
    return text


def install_language(app: QCoreApplication, chosen: str) -> str:
    """Load the catalogues of a language, `system` for the system's; returns the language used."""
    wanted = QLocale.system().name()[:2] if chosen == "system" else chosen
    language = wanted if wanted in LANGUAGES else "en"
    if chosen != "system":
        QLocale.setDefault(QLocale(language))
    catalogues = [(path.stem, path.parent) for path in sorted(_folder().glob(f"*_{language}.qm"))]
    if language != "en":
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        catalogues.append((f"qtbase_{language}", Path(folder)))
    for name, folder in catalogues:
        translator = QTranslator(app)
        if translator.load(name, str(folder)):
            app.installTranslator(translator)
    return language


def _folder() -> Path:
    return asset("translations")
