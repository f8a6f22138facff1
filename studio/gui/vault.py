"""The vault as the window sees it: is there an identity, is it unlocked, and work with a keeper.

One keeper, one lane of jobs: all work with private keys runs there, one after another. The
passphrase goes from the dialog to the keeper's pipe and is not kept.
"""

from __future__ import annotations

import queue
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from recorder.errors import CandorError, Locked
from recorder.vault.epochs import Epochs
from recorder.vault.home import Home
from recorder.vault.identity import PublicIdentity, load_public
from recorder.vault.keeper_client import Keeper
from recorder.vault.unlock import Unlock
from studio.gui.jobs import Cancelled, Job, Jobs, Progress
from studio.gui.sentences import said
from studio.gui.words import tr

LANE = "vault"
PING_S = 90
"""A keeper ends after two minutes of silence."""

_ASK_AGAIN_S = 0.2

T = TypeVar("T")


class VaultState(StrEnum):
    """`none`: no identity yet. `unlocked`: a keeper is at hand."""

    NONE = "none"
    LOCKED = "locked"
    UNLOCKED = "unlocked"


class Vault(QObject):
    """Runs work with an unlocked keeper. Its methods belong to the GUI thread.

    `passphrase_wanted` asks for a dialog; answer it with `give_passphrase`.
    """

    changed = Signal()
    passphrase_wanted = Signal(str)
    """A passphrase is needed; with the reason why the last one did not do, or an empty text."""

    _wanted = Signal(str)
    _opened = Signal(bool)

    def __init__(self, home: Home, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._home = home
        self._jobs = jobs
        self._keeper: Keeper | None = None
        self._answers: queue.Queue[str | None] = queue.Queue(maxsize=1)
        self._open = False
        self._pings_left = 0
        self.lock_after_min = 5
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(PING_S * 1000)
        self._idle.timeout.connect(self.pass_idle_time)
        self._wanted.connect(self.passphrase_wanted, Qt.ConnectionType.QueuedConnection)
        self._opened.connect(self._on_opened, Qt.ConnectionType.QueuedConnection)

    @property
    def state(self) -> VaultState:
        if self._open:
            return VaultState.UNLOCKED
        return VaultState.LOCKED if self._home.identity_public.exists() else VaultState.NONE

    def run(
        self,
        title: str,
        work: Callable[[Keeper, Progress], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        cancelled: Callable[[], None] | None = None,
        owner: QObject | None = None,
        urgent: bool = False,
        quiet: bool = False,
        ask: bool = True,
    ) -> Job:
        """Do work with an unlocked keeper; asks for the passphrase when nothing else helps.

        Keep each piece of work short and let it `check` its progress: all work with the keeper
        shares one lane. `cancelled` comes when the person would rather not unlock. With
        `ask=False` a vault that only a passphrase opens stays locked, and the work fails with
        `Locked`.
        """

        def unlocked(progress: Progress) -> T:
            return self._with_keeper(progress, work, ask)

        return self._jobs.run(
            title,
            unlocked,
            done,
            failed,
            cancelled=cancelled,
            owner=owner,
            lane=LANE,
            urgent=urgent,
            quiet=quiet,
        )

    def unlock(self, done: Callable[[], None] = lambda: None) -> Job:
        """Unlock, asking if need be, and do nothing else."""
        return self.run(
            tr("Unlock the vault"),
            lambda _keeper, _progress: None,
            lambda _nothing: done(),
            urgent=True,
        )

    def lock(self) -> None:
        """Forget the keys: end the keeper."""
        self._idle.stop()
        self._jobs.run(
            tr("Lock the vault"),
            lambda _progress: self._end_keeper(),
            lambda _nothing: None,
            lane=LANE,
            urgent=True,
            quiet=True,
        )

    def make_identity(
        self,
        passphrase: str | None,
        done: Callable[[PublicIdentity], None],
        failed: Callable[[Exception], None],
        *,
        recovery_key: str | None = None,
        owner: QObject | None = None,
    ) -> Job:
        """Make the identity, or restore it; locked by the passphrase, or by the keyring if None.

        The file that CANDOR_PASSPHRASE_FILE names wins over the keyring.
        """

        def work(_progress: Progress) -> PublicIdentity:
            self._end_keeper()
            keeper = Keeper(self._home).__enter__()
            try:
                file = None if passphrase is not None else Unlock.default().passphrase_file
                if recovery_key is None:
                    public = keeper.make_identity(passphrase, file)
                else:
                    public = keeper.restore_identity(recovery_key, passphrase, file)
            except BaseException:
                keeper.__exit__(None, None, None)
                raise
            self._hold(keeper)
            return public

        return self._jobs.run(
            tr("Make the identity"), work, done, failed, owner=owner, lane=LANE, urgent=True
        )

    def give_passphrase(self, passphrase: str | None) -> None:
        """Answer `passphrase_wanted`; None when the person would rather not."""
        if self._answers.empty():
            self._answers.put_nowait(passphrase)

    def pass_idle_time(self) -> None:
        """Nobody used the keeper for a while: keep it awake until its time is over."""
        self._pings_left -= 1
        if self._pings_left <= 0:
            self.lock()
            return
        self._jobs.run(
            tr("Keep the vault open"),
            lambda _progress: self._is_alive(),
            self._after_ping,
            lane=LANE,
            quiet=True,
        )

    def close(self) -> None:
        """End the keeper after the jobs have ended."""
        self._idle.stop()
        if self._keeper is not None and Epochs(self._home).is_due():
            # What was deleted in this window; else it is done when the vault is unlocked again.
            with suppress(CandorError):
                self._keeper.settle()
        self._end_keeper()

    # The rest runs in the lane, except what is connected to signals and timers.

    def _with_keeper(
        self, progress: Progress, work: Callable[[Keeper, Progress], T], ask: bool
    ) -> T:
        keeper = self._unlocked(progress, ask)
        try:
            return work(keeper, progress)
        finally:
            self._opened.emit(self._is_alive())

    def _unlocked(self, progress: Progress, ask: bool) -> Keeper:
        if self._keeper is not None and self._is_alive():
            return self._keeper
        self._end_keeper()
        load_public(self._home)
        keeper = Keeper(self._home).__enter__()
        try:
            self._open_vault(keeper, progress, ask)
        except BaseException:
            keeper.__exit__(None, None, None)
            raise
        self._hold(keeper)
        return keeper

    def _open_vault(self, keeper: Keeper, progress: Progress, ask: bool) -> None:
        reason = ""
        while True:
            asked = False

            def prompt(why: str = reason) -> str:
                nonlocal asked
                asked = True
                return self._ask_person(progress, why)

            try:
                keeper.unlock(Unlock.default(prompt if ask else None))
            except Locked as error:
                if not asked:
                    raise
                reason = said(str(error))
                continue
            return

    def _ask_person(self, progress: Progress, why: str) -> str:
        self._wanted.emit(why)
        while True:
            progress.check()
            try:
                answer = self._answers.get(timeout=_ASK_AGAIN_S)
            except queue.Empty:
                continue
            if answer is None:
                progress.cancel.set()
                raise Cancelled
            return answer

    def _hold(self, keeper: Keeper) -> None:
        self._keeper = keeper
        self._opened.emit(True)

    def _is_alive(self) -> bool:
        if self._keeper is None:
            return False
        try:
            self._keeper.process_state()
        except CandorError:
            return False
        return True

    def _end_keeper(self) -> None:
        if self._keeper is not None:
            self._keeper.__exit__(None, None, None)
            self._keeper = None
        self._opened.emit(False)

    def _on_opened(self, is_open: bool) -> None:
        if is_open:
            self._pings_left = self.lock_after_min * 60 // PING_S
            self._idle.start()
        else:
            self._idle.stop()
        self._open = is_open
        self.changed.emit()

    def _after_ping(self, alive: bool) -> None:
        if alive:
            self._idle.start()
        else:
            self.lock()
