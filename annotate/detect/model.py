"""What detectors say and about what. Plain frozen data; no rules, no pictures, no session.

A detector that could not run says so: `Unavailable` is never an empty `Ready`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from recorder.session.model import Rect


class Kind(StrEnum):
    """What was found. The word stands in placeholders (`[email]`) and in the table of proposals."""

    EMAIL = "email"
    PHONE = "phone"
    CARD = "card"
    IBAN = "iban"
    BANK_ACCOUNT = "bank account"
    NATIONAL_ID = "national id"
    TAX_ID = "tax id"
    SSN = "ssn"
    PASSPORT = "passport"
    BIRTH_DATE = "birth date"
    IP_ADDRESS = "ip address"
    MAC_ADDRESS = "mac address"
    CRYPTO_ADDRESS = "crypto address"
    COORDINATES = "coordinates"
    PASSWORD = "password"
    PASSWORD_HASH = "password hash"
    ONE_TIME_CODE = "one-time code"
    URL_CREDENTIALS = "url credentials"
    JWT = "jwt"
    PRIVATE_KEY = "private key"
    API_KEY = "api key"
    USER_PATH = "user path"
    WORD = "word of yours"
    NAME = "name"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a text: characters `start` up to `end`, and which detector said so.

    `confidence` is 0 to 1; None where a detector has no opinion of how sure it is.
    """

    kind: Kind
    start: int
    end: int
    detector: str
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class TypedText:
    """The text that a step typed; `seqs` are the first and the last of its events."""

    step: str
    seqs: tuple[int, int]


@dataclass(frozen=True, slots=True)
class WindowTitle:
    """The title in these window events, which is the same in all."""

    seqs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ElementName:
    """The name in these events of accessible elements, which is the same in all."""

    seqs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """The task of the session."""


@dataclass(frozen=True, slots=True)
class Marker:
    """The text of a mark."""

    seq: int


@dataclass(frozen=True, slots=True)
class Pixels:
    """A rectangle of the desktop in the frames `first` to `last`, both included."""

    first: int
    last: int
    rect: Rect


Place = TypedText | WindowTitle | ElementName | Task | Marker | Pixels


@dataclass(frozen=True, slots=True)
class Sighting:
    """A finding in its place. `text` is the whole text that was read there, and is never shown
    by accident."""

    place: Place
    finding: Finding
    text: str = field(repr=False)

    @property
    def secret(self) -> str:
        """What was found."""
        return self.text[self.finding.start : self.finding.end]


@dataclass(frozen=True, slots=True)
class Ready:
    """The detector ran over everything it was given. No findings means: ran, found nothing."""

    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Unavailable:
    """The detector could not run, or not to its end. `why` is one sentence without content."""

    detector: str
    why: str


Answer = Ready | Unavailable


class Detector(Protocol):
    """Looks at one text at a time."""

    @property
    def name(self) -> str: ...

    def find(self, text: str) -> Answer:
        """What it sees in a text. Never raises for what is in the text."""
        ...
