"""Files of messages in the container MCAP, with the profile of OWA; the same messages, the same
bytes."""
# mcap is typed in part.
# pyright: reportUnknownMemberType=false, reportMissingImports=false, reportMissingTypeStubs=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import msgspec

from recorder.errors import FormatError, WrongUse
from replay.export.owa_messages import TOPICS, Message

PROFILE = "owa"
LIBRARY = "candor"
DETAILS = "candor"


def require_mcap() -> None:
    """See that the extra is installed.

    Raises:
        WrongUse: it is not.
    """
    try:
        import mcap.writer  # noqa: F401  # pyright: ignore[reportUnusedImport]
    except ImportError as error:
        raise WrongUse(
            "This format needs mcap; install Candor with the extra `owamcap`."
        ) from error


def write_messages(path: Path, messages: Iterable[Message], details: dict[str, str]) -> None:
    """Write messages, in the order of time, and what the whole is."""
    from mcap.writer import Writer

    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "wb") as file:
        writer = Writer(file)
        writer.start(profile=PROFILE, library=LIBRARY)
        channels: dict[str, int] = {}
        for topic, (name, schema) in TOPICS.items():
            kind = writer.register_schema(
                name=name, encoding="jsonschema", data=msgspec.json.encode(schema)
            )
            channels[topic] = writer.register_channel(
                topic=topic, message_encoding="json", schema_id=kind
            )
        writer.add_metadata(DETAILS, details)
        for message in messages:
            data = msgspec.json.encode(message.content)
            writer.add_message(channels[message.topic], message.t_ns, data, message.t_ns)
        writer.finish()


def read_messages(path: Path) -> tuple[list[Message], dict[str, str]]:
    """The messages of a file as they stand in it, and what the whole is.

    Raises:
        FormatError: it cannot be read, or it is no file of OWA's.
    """
    from mcap.exceptions import McapError
    from mcap.reader import make_reader

    try:
        with open(path, "rb") as file:
            reader = make_reader(file, validate_crcs=True)
            if reader.get_header().profile != PROFILE:
                raise FormatError(f"{path.name} is no OWAMcap file.")
            details = {one.name: one.metadata for one in reader.iter_metadata()}
            found = [
                _message(schema, channel, message)
                for schema, channel, message in reader.iter_messages(log_time_order=False)
            ]
    except OSError as error:
        raise FormatError(f"{path.name} cannot be read: {error.strerror}.") from error
    except (McapError, msgspec.DecodeError, ValueError, EOFError) as error:
        raise FormatError(f"{path.name} is damaged.") from error
    return found, details.get(DETAILS, {})


def _message(schema: object, channel: object, message: object) -> Message:
    topic: str = getattr(channel, "topic", "")
    if topic not in TOPICS or getattr(schema, "name", None) != TOPICS[topic][0]:
        raise FormatError("A message has a topic or a schema that OWA does not have.")
    content = msgspec.json.decode(getattr(message, "data", b""), type=dict)
    allowed = TOPICS[topic][1]["properties"]
    if not content.keys() <= allowed.keys():
        raise FormatError("A message has a field that its schema does not have.")
    return Message(int(getattr(message, "log_time", 0)), topic, content)
