"""What a person types into the editor of a campaign, as parts of its terms and back. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from recorder.consent.campaign import (
    PERSONAL,
    SCHEMA_OF_LABELS,
    SCHEMA_OF_SITES,
    Campaign,
    Purpose,
    Recipient,
    ScopeOffer,
)
from recorder.session.model import Scope
from studio.campaigning import ID, READERS, Field, readers, sites

_CONTROLLER = {Field.CONTROLLER: "name", Field.CONTACT: "contact", Field.ADDRESS: "address"}


def text_of(field: Field, terms: Campaign) -> str:
    """A part of the terms as it stands in its field; entries of a list in lines."""
    if field in _CONTROLLER:
        return str(getattr(terms.controller, _CONTROLLER[field]))
    if field is Field.PURPOSES:
        return purpose_lines(terms.purposes)
    if field in (Field.SITES_ALLOWED, Field.SITES_NEVER):
        return "\n".join(sites(terms)[field is Field.SITES_NEVER])
    value = getattr(terms, field.value)
    return value if isinstance(value, str) else "\n".join(value)


def with_text(field: Field, terms: Campaign, text: str) -> Campaign:
    """The terms with what was typed into a field."""
    if field in _CONTROLLER:
        who = msgspec.structs.replace(terms.controller, **{_CONTROLLER[field]: text.strip()})
        return msgspec.structs.replace(terms, controller=who)
    if field is Field.PURPOSES:
        return msgspec.structs.replace(terms, purposes=purposes_of(text))
    if field in (Field.SITES_ALLOWED, Field.SITES_NEVER):
        both = list(sites(terms))
        both[field is Field.SITES_NEVER] = lines_of(text.lower())
        return with_sites(terms, both[0], both[1])
    if isinstance(getattr(terms, field.value), str):
        return msgspec.structs.replace(terms, **{field.value: text.strip()})
    return msgspec.structs.replace(terms, **{field.value: lines_of(text)})


def lines_of(text: str) -> tuple[str, ...]:
    """One entry for each line that says something."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def purposes_of(text: str) -> tuple[Purpose, ...]:
    """A purpose for each line, named by the word before a colon, or after its first words."""
    return tuple(_purpose(line) for line in lines_of(text))


def _purpose(line: str) -> Purpose:
    name, colon, text = line.partition(":")
    if colon and ID.fullmatch(name.strip()) and text.strip():
        return Purpose(name.strip(), text.strip())
    words = re.findall(r"[a-z0-9]+", line.lower())
    return Purpose("-".join(words[:3]) or "purpose", line)


def purpose_lines(purposes: Iterable[Purpose]) -> str:
    return "\n".join(f"{each.id}: {each.text}" for each in purposes)


def with_scope(terms: Campaign, scope: Scope, offered: bool, required: bool) -> Campaign:
    """The terms with one scope offered, needed, or neither; in the order that scopes have."""
    kept = {each.scope: each for each in terms.scopes if each.scope is not scope}
    if offered:
        kept[scope] = ScopeOffer(scope, required)
    scopes = tuple(kept[each] for each in Scope if each in kept)
    return msgspec.structs.replace(terms, scopes=scopes)


def with_reader(terms: Campaign, stream: str, role: str, may_read: bool) -> Campaign:
    """The terms with a stream given to a role, or not."""
    now = [each for each in readers(terms, stream) if each != role]
    roles = (*now, role) if may_read else tuple(now)
    ordered = (*(each for each in READERS if each in roles),
               *(each for each in roles if each not in READERS))  # fmt: skip
    others = [each for each in terms.recipients if each.stream != stream]
    changed = [Recipient(stream, ordered)] if ordered else []
    streams = [*PERSONAL.recipients]
    order = {each.stream: at for at, each in enumerate(streams)}
    all_of_them = sorted((*others, *changed), key=lambda each: order.get(each.stream, len(order)))
    return msgspec.structs.replace(terms, recipients=tuple(all_of_them))


def with_sites(terms: Campaign, allowed: tuple[str, ...], never: tuple[str, ...]) -> Campaign:
    """The terms with these sites, and the schema that sites need; without any as before them."""
    needs = SCHEMA_OF_LABELS if terms.label_schema else SCHEMA_OF_SITES if allowed or never else 1
    return msgspec.structs.replace(
        terms,
        sites_allowed=allowed or msgspec.UNSET,
        sites_never=never or msgspec.UNSET,
        schema=max(needs, 1),
    )
