"""Which steward speaks for which campaign: trusted at the first import, held to ever after.

A pin is a document signed by the worker's own identity, next to the campaign file it was made
from. A fingerprint that a person compared is worth no more than the file that remembers it.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from recorder.consent import dsse
from recorder.consent.campaign import BUILT_IN, PERSONAL_ID, SignedCampaign, load_campaign
from recorder.consent.iso27560 import Moment
from recorder.crypto import SignPublic
from recorder.errors import CandorError, ConsentError
from recorder.vault.home import Home, read_bounded, write_whole

if TYPE_CHECKING:
    from recorder.consent.register import Signer


class Pin(msgspec.Struct, frozen=True):
    """The steward's key and the newest version seen of one campaign."""

    campaign: str
    steward: bytes
    campaign_version: int
    campaign_sha256: str
    pinned_at: Moment
    version: int = 1


def check_pin(home: Home, campaign: SignedCampaign, identity: SignPublic) -> Pin | None:
    """Hold a campaign against what was pinned; None when it was never seen here.

    Raises:
        ConsentError: the pin was altered, another steward signed, or the terms are older.
    """
    terms = campaign.terms
    pin = read_pin(home, terms.id, identity)
    if pin is None or campaign.steward is None:
        return None
    if pin.steward != campaign.steward.raw:
        raise ConsentError(
            f"The campaign {terms.id} is signed by another steward than before; "
            "ask whoever sent it why."
        )
    if terms.version < pin.campaign_version:
        raise ConsentError(
            f"The campaign {terms.id} is older than version {pin.campaign_version}, "
            "which was seen here before; ask for the newest file."
        )
    if terms.version == pin.campaign_version and campaign.digest.hex() != pin.campaign_sha256:
        raise ConsentError(
            f"The campaign {terms.id} changed without a new version; ask its steward for one."
        )
    return pin


def pin_campaign(
    home: Home, campaign: SignedCampaign, identity: SignPublic, sign: Signer, now: datetime
) -> None:
    """Keep the campaign and pin its steward's key. The built-in campaign has none.

    Raises:
        ConsentError: as `check_pin`.
    """
    if campaign.envelope is None or campaign.steward is None:
        return
    pin = check_pin(home, campaign, identity)
    if pin is not None and pin.campaign_version == campaign.terms.version:
        return
    terms = campaign.terms
    first = pin.pinned_at if pin else now
    document = Pin(terms.id, campaign.steward.raw, terms.version, campaign.digest.hex(), first)
    write_whole(_campaign_path(home, terms.id), campaign.envelope)
    write_whole(_pin_path(home, terms.id), sign(dsse.PIN, msgspec.json.encode(document)))


def read_pin(home: Home, campaign_id: str, identity: SignPublic) -> Pin | None:
    """The pin of a campaign, or None.

    Raises:
        ConsentError: it was altered.
    """
    raw = read_bounded(_pin_path(home, campaign_id), dsse.ENVELOPE_MAX)
    if raw is None:
        return None
    try:
        pin = msgspec.json.decode(dsse.open_envelope(raw, dsse.PIN, identity), type=Pin)
    except (CandorError, msgspec.DecodeError) as error:
        raise _altered(campaign_id) from error
    if pin.campaign != campaign_id:
        raise _altered(campaign_id)
    return pin


def pinned_campaign(home: Home, campaign_id: str, identity: SignPublic) -> SignedCampaign:
    """The newest terms that were agreed to here under this id.

    Raises:
        ConsentError: the campaign is unknown here, or it or its pin was altered.
    """
    if campaign_id == PERSONAL_ID:
        return BUILT_IN
    pin = read_pin(home, campaign_id, identity)
    raw = read_bounded(_campaign_path(home, campaign_id), dsse.ENVELOPE_MAX)
    if pin is None or raw is None:
        raise ConsentError(f"The campaign {campaign_id} is not known here; name its file.")
    try:
        campaign = load_campaign(raw)
    except CandorError as error:
        raise _altered(campaign_id) from error
    if campaign.digest.hex() != pin.campaign_sha256:
        raise _altered(campaign_id)
    return campaign


def _altered(campaign_id: str) -> ConsentError:
    return ConsentError(
        f"What was remembered of the campaign {campaign_id} was altered; "
        "compare the steward's fingerprint again before you trust it."
    )


def _campaign_path(home: Home, campaign_id: str) -> Path:
    return home.campaigns / f"{campaign_id}.campaign"


def _pin_path(home: Home, campaign_id: str) -> Path:
    return home.campaigns / f"{campaign_id}.pin"
