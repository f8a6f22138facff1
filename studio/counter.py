"""Where a person deals with a broker: their unlocked keeper, the roster they pinned, the broker in
this process or behind a service, and its store. For commands and window alike.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from annotate.opened import Reader
from recorder.consent.campaign import BUILT_IN, PERSONAL_ID, SignedCampaign
from recorder.crypto import SignPublic
from recorder.custody import documents, opening
from recorder.custody.audit import Leaf, verify_log
from recorder.custody.broker_like import BrokerLike
from recorder.custody.checkpoint import Witness
from recorder.custody.desk import LOG
from recorder.custody.epoch import FileEpochStore
from recorder.custody.messages import HistoryRequest, new_nonce
from recorder.custody.personal import BOTH_LOCKS, open_personal, personal_store
from recorder.custody.place import read_place
from recorder.custody.remote import RemoteBroker, is_remote, reach
from recorder.custody.remote_store import RemoteStore
from recorder.custody.roster import SignedRoster
from recorder.custody.roster_pin import RosterPins
from recorder.custody.stores import Store
from recorder.errors import CandorError, NotOurs, WrongUse
from recorder.vault.home import Home, read_bounded, write_whole
from recorder.vault.identity import PublicIdentity
from recorder.vault.keeper_client import Keeper

_PATH_MAX = 4096


@dataclass(frozen=True, slots=True)
class Counter:
    """One person at one broker. `notice` is what must be said of how it is kept, or None.

    `verify` holds the whole log against its signature and says how many entries it has.
    """

    home: Home
    keeper: Keeper
    person: PublicIdentity
    campaign: SignedCampaign
    broker: BrokerLike
    roster: SignedRoster
    store: Store
    verify: Callable[[], int]
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
    """Go to a broker: the one at this folder or service, else the only one that is known here.

    Raises:
        WrongUse: there is none, or several are known.
        ConsentError: its roster is not the one that was pinned, and does not follow on it.
        CandorError: a part of the broker cannot be used.
    """
    where = _where(home, at, campaign)
    if where is None:
        opened = _personal(home, keeper, person)
    elif is_remote(where):
        opened = _served(home, keeper, person, where)
    else:
        opened = _shared(home, keeper, person, Path(where))
    try:
        yield opened
    finally:
        opened.broker.close()


def remember_place(home: Home, campaign: str, place: str | Path, fingerprint: str = "") -> None:
    """Go to this folder, or to the service with this certificate, for this campaign from now on."""
    folder = _places(home)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if fingerprint:
        write_whole(folder / f"{campaign}.fingerprint", fingerprint.encode())
    text = place if isinstance(place, str) else str(place.absolute())
    write_whole(folder / f"{campaign}.place", text.encode())


def accept_roster(
    home: Home, keeper: Keeper, person: PublicIdentity, root: str, at: str, fingerprint: str
) -> SignedRoster:
    """Accept a roster by its root, and remember where its broker is.

    Raises:
        ConsentError: it is of another root.
        CandorError: there is no broker, or it is not the one that the roster names.
    """
    now = datetime.now(UTC)
    pins = roster_pins(home, person.sign)
    if not is_remote(at):
        place = read_place(Path(at))
        campaign = place.campaign.terms.id
        done = pins.accept(place.roster_raw(), campaign, root, now, keeper.sign)
        remember_place(home, campaign, Path(at))
        return done
    served = reach(at, fingerprint)
    served.link.close()
    campaign = served.campaign.terms.id
    done = pins.accept(served.terms.roster, campaign, root, now, keeper.sign)
    served.check(done.roster)
    remember_place(home, campaign, at.rstrip("/"), served.link.fingerprint)
    return done


def roster_pins(home: Home, identity: SignPublic) -> RosterPins:
    """The rosters that this person accepted."""
    folder = _places(home)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return RosterPins(folder, identity)


def _where(home: Home, at: str | None, campaign: str | None) -> str | None:
    """The broker's folder or service; None for the person's own."""
    if PERSONAL_ID in (at, campaign):
        return None
    if at is not None:
        return at
    known = sorted(_places(home).glob(f"{campaign or '*'}.place"))
    if not known and campaign is None:
        return None
    if len(known) != 1:
        what = "Several brokers are known here" if known else "No broker is known here for it"
        raise WrongUse(f"{what}; name the broker's place with --at.")
    return _text(known[0])


def _text(path: Path) -> str:
    return (read_bounded(path, _PATH_MAX) or b"").decode()


def _fingerprint(home: Home, url: str) -> str:
    """The certificate that was compared for a service."""
    for path in sorted(_places(home).glob("*.place")):
        if _text(path) == url.rstrip("/"):
            return _text(path.with_suffix(".fingerprint"))
    raise WrongUse(
        "This service was never seen here; see: candor roster accept ROOT --at URL --fingerprint …"
    )


def _served(home: Home, keeper: Keeper, person: PublicIdentity, url: str) -> Counter:
    place = reach(url, _fingerprint(home, url))
    try:
        terms, now = place.campaign.terms, datetime.now(UTC)
        pins = roster_pins(home, person.sign)
        roster = pins.accept(place.terms.roster, terms.id, None, now, keeper.sign)
        broker = RemoteBroker(place, roster.roster, keeper.sign)
    except CandorError:
        place.link.close()
        raise
    remember_place(home, terms.id, url.rstrip("/"), place.link.fingerprint)
    return Counter(
        home,
        keeper,
        person,
        place.campaign,
        broker,
        roster,
        RemoteStore(broker),
        broker.verify_log,
        broker.notice,
    )


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
        _log_check(folder, roster),
        broker.notice,
    )


def _personal(home: Home, keeper: Keeper, person: PublicIdentity) -> Counter:
    folder = _places(home) / "own"
    epochs = FileEpochStore(home.root / "epoch.key")
    broker, roster = open_personal(folder, person, keeper.sign, epochs)
    store = personal_store(folder)
    check = _log_check(folder, roster)
    return Counter(home, keeper, person, BUILT_IN, broker, roster, store, check, BOTH_LOCKS)


def _log_check(folder: Path, signed: SignedRoster) -> Callable[[], int]:
    """What reads the whole log as it lies on the disk."""
    roster = signed.roster
    key = SignPublic(roster.broker)
    return lambda: len(verify_log(folder / LOG, roster.log, key))


def _places(home: Home) -> Path:
    return home.root / "custody"
