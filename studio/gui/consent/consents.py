"""The person's consents as the window knows them: read in a job, given, withdrawn, told about."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from recorder.consent.campaign import PERSONAL_ID, SignedCampaign
from recorder.consent.receipt import ConsentReceipt
from recorder.consent.register import Entry, Register
from recorder.errors import CandorError
from recorder.session.model import Scope
from recorder.vault.home import Home
from recorder.vault.keeper_client import Keeper
from studio.gui.jobs import Jobs, Progress
from studio.gui.vault import Vault
from studio.gui.words import tr

LANE = "consent"


class Consents(QObject):
    """`entries` are as of the last `changed`; None before they were read once."""

    changed = Signal()

    def __init__(self, home: Home, jobs: Jobs, vault: Vault, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._register = Register(home)
        self._home = home
        self._jobs = jobs
        self._vault = vault
        self.entries: tuple[Entry, ...] | None = None

    def refresh(self) -> None:
        """Read the receipts again; `changed` comes when that is done."""

        def read(_progress: Progress) -> tuple[Entry, ...]:
            return self._register.entries() if self._home.identity_public.exists() else ()

        self._jobs.run(
            tr("Read the consents"), read, self._take, lane=LANE, replaces=True, quiet=True
        )

    def held(self, campaign_id: str = PERSONAL_ID) -> ConsentReceipt | None:
        """The newest receipt for a campaign that holds, as far as is known."""
        held = [
            each.receipt
            for each in self.entries or ()
            if each.state == "given" and each.receipt and each.receipt.campaign_id == campaign_id
        ]
        return max(held, key=lambda each: each.given_at, default=None)

    def give(
        self,
        campaign: SignedCampaign,
        scopes: frozenset[Scope],
        done: Callable[[ConsentReceipt], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        cancelled: Callable[[], None] | None = None,
        without_accessibility: tuple[str, ...] = (),
        owner: QObject | None = None,
    ) -> None:
        """Sign a receipt. The identity must be there."""

        def work(keeper: Keeper, _progress: Progress) -> ConsentReceipt:
            return self._register.give(scopes, keeper.sign, campaign, without_accessibility)

        def given(receipt: ConsentReceipt) -> None:
            self.refresh()
            done(receipt)

        self._vault.run(
            tr("Give consent"),
            work,
            given,
            failed,
            cancelled=cancelled,
            owner=owner,
            urgent=True,
        )

    def withdraw(
        self,
        receipt: ConsentReceipt,
        done: Callable[[], None] = lambda: None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """End a receipt. No unlock is needed as long as the recording key is there."""

        def with_recording_key(_progress: Progress) -> None:
            self._register.withdraw(receipt)

        def with_identity(keeper: Keeper, _progress: Progress) -> None:
            self._register.withdraw(receipt, keeper.sign)

        def withdrawn(_nothing: None) -> None:
            self.refresh()
            done()

        def second_way(error: Exception) -> None:
            if isinstance(error, CandorError):
                self._vault.run(
                    tr("Withdraw consent"), with_identity, withdrawn, failed, urgent=True
                )
            elif failed is not None:
                failed(error)

        self._jobs.run(tr("Withdraw consent"), with_recording_key, withdrawn, second_way, lane=LANE)

    def save_copy(self, receipt: ConsentReceipt, target: Path, done: Callable[[], None]) -> None:
        """Write a receipt to a file of the person's own. A file that is there is replaced only
        when the person said so in the dialog that named it."""

        def work(_progress: Progress) -> None:
            target.unlink(missing_ok=True)
            self._register.save_copy(receipt, target)

        self._jobs.run(tr("Save the receipt"), work, lambda _nothing: done(), lane=LANE)

    def _take(self, entries: tuple[Entry, ...]) -> None:
        self.entries = entries
        self.changed.emit()
