"""What a person changed about the steps of a session. Plain frozen data; what it does is elsewhere.

Steps are named by their ids (`e{seq}`), which survive a better reduction.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from replay.action_types import Action


class Split(msgspec.Struct, frozen=True, tag_field="kind", tag="split"):
    """One step becomes two: `step` keeps its id, `second` begins at the event it is named after."""

    step: str
    second: str


class Merge(msgspec.Struct, frozen=True, tag_field="kind", tag="merge"):
    """Neighbouring steps become one, under the id of the first."""

    steps: tuple[str, ...]


class Delete(msgspec.Struct, frozen=True, tag_field="kind", tag="delete"):
    """A step is taken out."""

    step: str


class Retype(msgspec.Struct, frozen=True, tag_field="kind", tag="retype"):
    """A step was another action, or one with other fields. Its times stay what they are."""

    step: str
    action: Action


Correction = Split | Merge | Delete | Retype


class Labels(msgspec.Struct, frozen=True):
    """What a person says of a session: its task in own words, its outcome, and single steps."""

    task: str | None = None
    outcome: str | None = None
    steps: dict[str, str] = msgspec.field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Overlay:
    """All that a person changed, in the order it counts."""

    corrections: tuple[Correction, ...] = ()
    labels: Labels = field(default_factory=Labels)
