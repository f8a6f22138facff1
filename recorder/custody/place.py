"""A broker's folder, at which people who share a machine or a disk work: terms, roster, the key of
the broker, and where store and epoch key are.

Whoever can read this folder holds the outer lock of every submission; a team keeps it from itself
behind a service.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from recorder.consent import dsse
from recorder.consent.campaign import SignedCampaign, load_campaign
from recorder.crypto import SignPublic
from recorder.custody.broker import Broker
from recorder.custody.databases import Databases
from recorder.custody.desk import Desk
from recorder.custody.epoch import EpochStore, FileEpochStore, KeyringEpochStore
from recorder.custody.personal import broker_key
from recorder.custody.roster import SignedRoster, accept_first, read_roster
from recorder.custody.stores import Store, open_store
from recorder.errors import ConsentError, Damaged, StorageError, WrongUse
from recorder.vault.home import read_bounded, write_whole
from recorder.vault.unlock import desktop_keyring

KEYRING = "keyring"
CAMPAIGN, ROSTER, KEY, SETTINGS = "campaign.dsse", "roster.dsse", "broker.key", "broker.json"
_SETTINGS_MAX = 64 * 1024


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a broker's store, epoch key and databases are. The epoch key is in the keyring, or in a
    file; without a database the tables are files in the folder. No password stands here."""

    store: str
    epoch_key: str
    version: int = 1
    database: str | None = None
    key_database: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A broker's folder that is there."""

    folder: Path
    settings: Settings
    campaign: SignedCampaign

    @property
    def broker(self) -> SignPublic:
        return broker_key(self.folder / KEY).public()

    @property
    def store(self) -> Store:
        return open_store(self.settings.store)

    def roster_raw(self) -> bytes:
        """The roster as it lies here; whether it counts is for the client to say.

        Raises:
            ConsentError: there is none yet.
        """
        raw = read_bounded(self.folder / ROSTER, dsse.ENVELOPE_MAX)
        if raw is None:
            raise ConsentError("This campaign has no roster yet; see: candor roster --help.")
        return raw

    def open(self, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Broker:
        """The broker, at work. Close it when done.

        Raises:
            CandorError: a part of it cannot be used, or another process has it.
        """
        raw = self.roster_raw()
        key = broker_key(self.folder / KEY)
        # That it follows on the one before was checked when it was put here; clients do so again.
        roster = accept_first(raw, read_roster(raw).root, clock())
        databases = Databases(self.settings.database, self.settings.key_database)
        desk = Desk(
            self.folder, self.campaign, roster, key, self.store, self._epochs(), clock, databases
        )
        return Broker(desk)

    def put_roster(self, raw: bytes, root: str | None, now: datetime) -> SignedRoster:
        """Work with a first roster whose root was compared, or with one that follows.

        Raises:
            ConsentError: it does not follow, is of another root, or names another broker.
        """
        old = read_bounded(self.folder / ROSTER, dsse.ENVELOPE_MAX)
        if old is None:
            roster = accept_first(raw, root or "", now)
            terms = roster.roster
            if (terms.campaign, terms.broker) != (self.campaign.terms.id, self.broker.raw):
                raise ConsentError("The roster is for another campaign or another broker.")
        else:
            broker = self.open(lambda: now)
            try:
                roster = broker.renew_roster(raw)
            finally:
                broker.close()
        write_whole(self.folder / ROSTER, raw)
        return roster

    def _epochs(self) -> EpochStore:
        if self.settings.epoch_key == KEYRING:
            return KeyringEpochStore(desktop_keyring(), self.broker.fingerprint())
        return FileEpochStore(Path(self.settings.epoch_key))


def make_place(
    folder: Path,
    campaign: SignedCampaign,
    store: str,
    epoch_key: str,
    databases: Databases | None = None,
) -> Place:
    """Make a broker's folder. `store` is a folder or a bucket's URL, `epoch_key` the path of a
    file or `KEYRING`.

    Raises:
        WrongUse: something is there already, the campaign is the built-in one, or a database is
            not as it must be.
    """
    if campaign.envelope is None:
        raise WrongUse("The Personal campaign has its own broker; name a campaign file.")
    if (folder / SETTINGS).exists():
        raise WrongUse("There is a broker here already; it was left as it is.")
    where = databases or Databases()
    where.check()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(f"The broker's folder could not be made: {error.strerror}.") from error
    broker_key(folder / KEY)
    write_whole(folder / CAMPAIGN, campaign.envelope)
    settings = Settings(store, epoch_key, database=where.catalogue, key_database=where.keys)
    write_whole(folder / SETTINGS, msgspec.json.encode(settings))
    return Place(folder, settings, campaign)


def read_place(folder: Path) -> Place:
    """A broker's folder.

    Raises:
        WrongUse: there is none.
        Damaged: what is in it was altered.
    """
    raw = read_bounded(folder / SETTINGS, _SETTINGS_MAX)
    terms = read_bounded(folder / CAMPAIGN, dsse.ENVELOPE_MAX)
    if raw is None or terms is None:
        raise WrongUse("There is no broker in this folder; name its folder with --at.")
    try:
        settings = msgspec.json.decode(raw, type=Settings)
    except msgspec.DecodeError as error:
        raise Damaged("The settings of the broker were altered.") from error
    return Place(folder, settings, load_campaign(terms))
