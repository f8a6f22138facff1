"""The consent record with the field names of ISO/IEC TS 27560 (W3C DPV profile). Shapes only."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import msgspec

SCHEMA_URL = "https://w3id.org/dpv/schema/dpv-27560#receipt-eu-gdpr"
CONTEXT_URL = "https://w3id.org/dpv/2.3/"
RECORD_VERSION = 1

Moment = Annotated[datetime, msgspec.Meta(tz=True)]
"""A wall clock time with its zone."""


class Notice(msgspec.Struct, frozen=True):
    """The terms that were shown: which campaign, which version, and the hash of its file."""

    campaign: str
    version: int
    title: str
    sha256: str
    steward: str | None


class PurposeRecord(msgspec.Struct, frozen=True):
    id: str
    text: str
    optional: bool
    granted: bool


class PiiRecord(msgspec.Struct, frozen=True):
    """One kind of data, whether the campaign could do without it, and what the person said."""

    type: str
    optional: bool
    granted: bool


class ControllerRecord(msgspec.Struct, frozen=True):
    name: str
    contact: str
    address: str


class RecipientRecord(msgspec.Struct, frozen=True):
    stream: str
    roles: tuple[str, ...]


class Retention(msgspec.Struct, frozen=True):
    days: int
    then: str


class WithdrawalTerms(msgspec.Struct, frozen=True):
    how: str
    cannot: tuple[str, ...]


class Voluntary(msgspec.Struct, frozen=True):
    statement: str
    manager_can_see_refusal: bool


class ConsentEvent(msgspec.Struct, frozen=True):
    """An act: `state` is `given` or `withdrawn`; `by` is the fingerprint of who did it."""

    type: str
    state: str
    time: Moment
    by: str
    valid_until: Moment | None = None


class BoundTo(msgspec.Struct, frozen=True):
    """The hash of the terms that hold for everything recorded under this receipt."""

    policy_sha256: str


class ReceiptRecord(msgspec.Struct, frozen=True, rename={"context": "@context"}):
    """What the worker signs when giving consent. `prev` is the hash of the record before it."""

    candor_version: int
    context: str
    conformsTo: str
    record_id: str
    receipt_id: str
    principal: str
    language: str
    jurisdiction: str
    notice: Notice
    lawful_basis: str
    collection_method: str
    processing_method: str
    processing_location: tuple[str, ...]
    geographic_restrictions: tuple[str, ...]
    purposes: tuple[PurposeRecord, ...]
    never: tuple[str, ...]
    pii: tuple[PiiRecord, ...]
    special_category: bool
    apps_allowed: tuple[str, ...]
    apps_never: tuple[str, ...]
    apps_without_accessibility: tuple[str, ...]
    controllers: tuple[ControllerRecord, ...]
    recipients: tuple[RecipientRecord, ...]
    storage: tuple[str, ...]
    retention: Retention
    withdrawal: WithdrawalTerms
    voluntary: Voluntary
    rights: tuple[str, ...]
    authority: str
    events: tuple[ConsentEvent, ...]
    bound_to: BoundTo
    prev: str | None
    sites_allowed: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET
    sites_never: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET


class WithdrawalRecord(msgspec.Struct, frozen=True):
    """What ends a receipt. `certificate` (base64) is there when the recording key signed."""

    candor_version: int
    receipt: str
    prev: str
    principal: str
    events: tuple[ConsentEvent, ...]
    certificate: bytes | None = None
