"""What making a candidate takes from this machine: detectors, and under whose consent it stands."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from recorder.consent.receipt import Authority, ImportOrigin
from recorder.consent.register import Register
from recorder.errors import ConsentError
from recorder.session.layout import Header
from recorder.vault.home import Home
from recorder.vault.recording_key import load_recording_key

if TYPE_CHECKING:
    from annotate.detect.model import Detector
    from annotate.detect.word_list import Sealer
    from annotate.redact.burn import Sealing


def detectors_of(home: Home, sealer: Sealer) -> tuple[Detector, ...]:
    """All detectors, with the worker's own words.

    Raises:
        CandorError: the words do not open.
    """
    from annotate.detect.texts import text_detectors
    from annotate.detect.word_list import load_words

    return text_detectors(load_words(home, sealer))


def sealing_of(home: Home, header: Header) -> Sealing:
    """Under whose consent and with which key the candidate of a session is written, as of now.

    Raises:
        ConsentError: the consent is not here any more.
    """
    from annotate.redact.burn import Sealing

    return Sealing(authority_of(home, header), load_recording_key(home), datetime.now(UTC))


def authority_of(home: Home, header: Header) -> Authority:
    """What the original was made under: its candidate stands under the same."""
    if header.consent is None:
        return ImportOrigin(bytes.fromhex(header.origin or ""), "import", header.worker)
    for entry in Register(home).entries():
        if entry.digest == header.consent and entry.receipt is not None:
            return entry.receipt
    raise ConsentError("The consent that this session was recorded under is not here any more.")
