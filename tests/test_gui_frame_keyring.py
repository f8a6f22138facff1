"""The wizard with a keyring that keeps the vault's key, and the recovery key on paper."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from recorder.vault.identity import load_public
from recorder.vault.keeper_client import Keeper
from recorder.vault.unlock import Unlock
from studio.gui.context import AppContext
from studio.gui.identity.wizard import IdentityWizard
from tests.gui_helpers import child, gui_context, settle

WAIT_MS = 20_000
KEEPER = """#!{python}
import sys
from pathlib import Path
from recorder.vault import unlock

class Ring:
    def get_password(self, service, name):
        path = Path({folder!r}) / name
        return path.read_text() if path.exists() else None

    def set_password(self, service, name, secret):
        (Path({folder!r}) / name).write_text(secret)

unlock.desktop_keyring = Ring
from recorder.vault import keeper
sys.argv = sys.argv[3:]
keeper.main()
"""


class Ring:
    """Stands for a keyring that answers; what it keeps is kept by the keeper's own."""

    viable = True


@pytest.fixture
def ring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every keeper asks a keyring whose secrets lie in this folder."""
    folder = tmp_path / "ring"
    folder.mkdir()
    script = tmp_path / "keeper"
    script.write_text(KEEPER.format(python=sys.executable, folder=str(folder)))
    script.chmod(0o700)
    monkeypatch.delenv("CANDOR_PASSPHRASE_FILE")
    monkeypatch.setattr("recorder.vault.keeper_client.sys.executable", str(script))
    monkeypatch.setattr("studio.gui.identity.keyring_probe.desktop_keyring", Ring)
    return folder


@pytest.fixture
def context(qapp: QApplication, candor_home: Path) -> Iterator[AppContext]:
    with gui_context(candor_home) as made:
        yield made


@pytest.fixture
def wizard(ring: Path, context: AppContext, qtbot: QtBot) -> IdentityWizard:
    made = IdentityWizard(context)
    made.open()
    child(made, QPushButton, "continue").click()
    choice = child(made, QRadioButton, "lock-keyring")
    qtbot.waitUntil(choice.isEnabled, timeout=WAIT_MS)
    choice.click()
    child(made, QPushButton, "continue").click()
    shown = child(made, QLabel, "recovery-key-shown")
    qtbot.waitUntil(lambda: "  " in shown.text(), timeout=WAIT_MS)
    return made


def test_the_keyring_keeps_what_opens_the_vault(
    wizard: IdentityWizard, ring: Path, context: AppContext
) -> None:
    (held,) = ring.iterdir()

    assert load_public(context.home).worker
    with Keeper(context.home) as keeper:
        keeper.unlock(Unlock())
        assert keeper.recovery_key()
    held.unlink()
    with Keeper(context.home) as keeper, pytest.raises(Exception, match="does not know this vault"):
        keeper.unlock(Unlock())


def test_the_recovery_key_is_printed(wizard: IdentityWizard, tmp_path: Path, qtbot: QtBot) -> None:
    paper = tmp_path / "paper.pdf"
    child(wizard, QPushButton, "print-key").click()
    settle()
    (dialog,) = wizard.findChildren(QPrintDialog)
    dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dialog.printer().setOutputFileName(str(paper))
    dialog.done(QPrintDialog.DialogCode.Accepted)

    qtbot.waitUntil(paper.exists, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: paper.read_bytes().rstrip().endswith(b"%%EOF"), timeout=WAIT_MS)
    assert paper.read_bytes().startswith(b"%PDF-")
    assert b"/Font" in paper.read_bytes()
