"""The errors a person may meet. Each carries one sentence and the exit code it deserves.

A message says what happened, to what, and what to do. It never holds typed text,
a window title or key material, because it may end up in a terminal log.
"""


class CandorError(Exception):
    """A problem was found. The command line prints the sentence and exits with `exit_code`."""

    exit_code = 1


class WrongUse(CandorError):
    """The request itself makes no sense (unknown monitor, bad option, unknown session)."""

    exit_code = 2


class ConsentError(CandorError):
    """Consent is missing, expired, altered, withdrawn, or does not cover what was asked."""


class Locked(CandorError):
    """The vault could not be unlocked, or something sealed was asked for while it was locked."""


class NotOurs(CandorError):
    """The session is sealed to somebody else, or not readable with this identity."""


class FormatError(CandorError):
    """Bytes that are not what the format document allows."""


class VersionRefused(FormatError):
    """A newer format than this program reads."""


class Damaged(CandorError):
    """Content that was altered: a hash, a signature or a seal does not fit."""


class CaptureError(CandorError):
    """The screen, the input or the desktop cannot be recorded here, with the reason."""


class InputLost(CaptureError):
    """Input came faster than it could be taken: some may be missing, so the recording ended."""


class StorageError(CandorError):
    """The disk refused: full, read-only, or gone."""
