"""Where a person deals with a broker: their unlocked keeper, the roster they pinned, the broker in
this process and its store. For commands and window alike.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from annotate.opened import Reader
from recorder.consent.campaign import BUILT_IN, PERSONAL_ID, SignedCampaign
from recorder.crypto import SignPublic
from recorder.custody import documents, opening
from recorder.custody.audit import Leaf
from recorder.custody.broker import Broker
from recorder.custody.checkpoint import Witness
from recorder.custody.desk import LOG
from recorder.custody.epoch import FileEpochStore
from recorder.custody.messages import HistoryRequest, new_nonce
from recorder.custody.personal import BOTH_LOCKS, open_personal, personal_store
from recorder.custody.place import read_place
from recorder.custody.roster import SignedRoster
from recorder.custody.roster_pin import RosterPins
from recorder.custody.stores import Store
from recorder.errors import NotOurs, WrongUse
from recorder.vault.home import Home, read_bounded, write_whole
from recorder.vault.identity import PublicIdentity
from recorder.vault.keeper_client import Keeper

_PATH_MAX = 4096


@dataclass(frozen=True, slots=True)
class Counter:
    """One person at one broker. `notice` is what must be said of how it is kept, or None."""

    home: Home
    keeper: Keeper
    person: PublicIdentity
    campaign: SignedCampaign
    broker: Broker
    roster: SignedRoster
    store: Store
    log_folder: Path
    notice: str | None

    def reader(self, role: str | None = None, purpose: str | None = None) -> Reader:
        """This person in a role, for a purpose; the only ones there are, when none is named.

        Raises:
            NotOurs: they are in no role.
            WrongUse: there are several, and none was named.
        """
        roster = self.roster.roster
        held = sorted({each.role for each in roster.roles if self._holds(each.role)})
        if role is None and len(held) > 1:
            raise WrongUse(f"You are {' and '.join(held)} here; say as whom with --role.")
        if not held:
            raise NotOurs("You are in no role of this campaign; ask a steward.")
        purposes = [each.id for each in self.campaign.terms.purposes]
        if purpose is None and len(purposes) > 1:
            raise WrongUse(f"Say what for with --purpose: {', '.join(purposes)}.")
        return Reader(
            self.person.worker,
            role or held[0],
            purpose or purposes[0],
            self.keeper,
            self.broker,
            roster,
            self.store,
        )

    def history(self) -> tuple[Leaf, ...]:
        """All that happened to this person's submissions, held against what they saw before.

        Raises:
            Damaged: the log was rolled back, altered or forked.
        """
        roster = self.roster.roster
        path = self.home.root / "custody" / f"{roster.campaign}.witness"
        witness = Witness(path, roster.log, SignPublic(roster.broker))
        seen = witness.seen()
        request = HistoryRequest(
            roster.campaign, datetime.now(UTC), new_nonce(), seen.size if seen else 0
        )
        raw = documents.write_document(documents.HISTORY_REQUEST, request, self.keeper.sign)
        return opening.check_history(self.broker.history(raw), roster, witness)

    def name(self, fingerprint: str) -> str:
        """What somebody is called on the roster; people who left it by their fingerprint."""
        person = self.roster.roster.person(fingerprint)
        return person.name if person else fingerprint

    def _holds(self, role: str) -> bool:
        return self.roster.roster.holds(self.person.worker, role)


@contextmanager
def at_counter(
    home: Home, keeper: Keeper, person: PublicIdentity, at: str | None, campaign: str | None = None
) -> Generator[Counter]:
    """Go to a broker: the one at this folder, else the only one that is known here.

    Raises:
        WrongUse: there is none, or several are known.
        ConsentError: its roster is not the one that was pinned, and does not follow on it.
        CandorError: a part of the broker cannot be used.
    """
    folder = _folder(home, at, campaign)
    opened = _personal(home, keeper, person) if folder is None else _shared(
        home, keeper, person, folder
    )  # fmt: skip
    try:
        yield opened
    finally:
        opened.broker.close()


def remember_place(home: Home, campaign: str, folder: Path) -> None:
    """Go to this folder for this campaign from now on."""
    path = _places(home) / f"{campaign}.place"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole(path, str(folder.absolute()).encode())


def roster_pins(home: Home, identity: SignPublic) -> RosterPins:
    """The rosters that this person accepted."""
    folder = _places(home)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return RosterPins(folder, identity)


def _folder(home: Home, at: str | None, campaign: str | None) -> Path | None:
    """The broker's folder; None for the person's own."""
    if PERSONAL_ID in (at, campaign):
        return None
    if at is not None:
        return Path(at)
    known = sorted(_places(home).glob(f"{campaign or '*'}.place"))
    if not known and campaign is None:
        return None
    if len(known) != 1:
        what = "Several brokers are known here" if known else "No broker is known here for it"
        raise WrongUse(f"{what}; name the broker's folder with --at.")
    return Path((read_bounded(known[0], _PATH_MAX) or b"").decode())


def _shared(home: Home, keeper: Keeper, person: PublicIdentity, folder: Path) -> Counter:
    place = read_place(folder)
    terms, raw = place.campaign.terms, place.roster_raw()
    pins, now = roster_pins(home, person.sign), datetime.now(UTC)
    roster = pins.accept(raw, terms.id, None, now, keeper.sign)
    if roster.roster.broker != place.broker.raw:
        raise NotOurs("This is not the broker that the roster names.")
    broker = place.open()
    remember_place(home, terms.id, folder)
    return Counter(
        home,
        keeper,
        person,
        place.campaign,
        broker,
        roster,
        place.store,
        folder / LOG,
        broker.notice,
    )


def _personal(home: Home, keeper: Keeper, person: PublicIdentity) -> Counter:
    folder = _places(home) / "own"
    epochs = FileEpochStore(home.root / "epoch.key")
    broker, roster = open_personal(folder, person, keeper.sign, epochs)
    store = personal_store(folder)
    return Counter(home, keeper, person, BUILT_IN, broker, roster, store, folder / LOG, BOTH_LOCKS)


def _places(home: Home) -> Path:
    return home.root / "custody"
