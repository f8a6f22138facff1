"""A key that signs the heads of imported sessions. It lives for one import and records nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from recorder.consent import dsse
from recorder.crypto import SignPrivate
from recorder.vault.epochs import Epochs
from recorder.vault.home import Home
from recorder.vault.identity import load_public
from recorder.vault.recording_key import RecordingKey, certificate_payload

VALID = timedelta(days=1)


def importing_key(home: Home, sign: Callable[[str, bytes], bytes], now: datetime) -> RecordingKey:
    """A key that the identity certifies for no receipt at all, so it may sign imports alone."""
    public = load_public(home)
    key = SignPrivate.generate()
    payload = certificate_payload(key.public(), public, frozenset(), now, now + VALID)
    certificate = sign(dsse.CERTIFICATE, payload)
    return RecordingKey(key, certificate, public.seal, public.worker, public.sign, Epochs(home))
