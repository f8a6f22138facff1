"""The broker's tables on a PostgreSQL server, and who may see which rows: SQL that whoever
administers the server runs once, and Candor never.

The broker is a member of one database role in each of the two databases and owns nothing. People
who ask a server directly have logins of their own, named after their fingerprint: who somebody is
cannot be set by a statement. Each table has row-level security that binds its owner too.
"""

from __future__ import annotations

from typing import Literal

from recorder.custody.schema import CATALOGUE, KEYS, Schema

BROKER, KEEPER = "candor_broker", "candor_keys"
READERS = (
    "candor_worker",
    "candor_annotator",
    "candor_adjudicator",
    "candor_engineer",
    "candor_steward",
    "candor_auditor",
)

_WORKERS_PERSON = "substr(encode(sha256('candor-fingerprint'::bytea || worker), 'hex'), 1, 32)"
_BY_GRANT = """exists (select from candor.grant_ g where g.role = '{role}'
    and session_user = 'candor_' || g.person
    and g.until_s > extract(epoch from statement_timestamp()))"""
_SEEN = "submission, state, reserved_s, submitted_s, expires_s, size_bytes"


def script(what: Literal["catalogue", "keys"]) -> str:
    """What makes the broker's tables in an empty database: everything or nothing."""
    return _catalogue() if what == "catalogue" else _keys()


def _catalogue() -> str:
    everybody = ", ".join((BROKER, *READERS))
    lines = [
        *_beginning(CATALOGUE, (BROKER, *READERS)),
        f"create index submission_person on submission (({_WORKERS_PERSON}));",
        "grant select, insert on submission, grant_, nonce, opening, receipt_end, death"
        f" to {BROKER};",
        "grant update (state, manifest, receipt, lineage, submitted_s, expires_s, size_bytes)"
        f" on submission to {BROKER};",
        f"grant update (objects_left) on death to {BROKER};",
        f"grant delete on nonce, grant_ to {BROKER};",
        *_policies(BROKER),
        f"grant select (digest, person, role, until_s) on grant_ to {', '.join(READERS)};",
        f"create policy own on grant_ for select to {', '.join(READERS)}"
        " using (session_user = 'candor_' || person);",
        f"grant select ({_SEEN}) on submission to {', '.join(READERS)};",
        "grant select (worker, receipt) on submission to candor_worker;",
        "create policy worker on submission for select to candor_worker"
        f" using (session_user = 'candor_' || {_WORKERS_PERSON});",
    ]
    for role in ("annotator", "adjudicator", "engineer"):
        lines.append(
            f"create policy {role} on submission for select to candor_{role}"
            f" using (state = 'submitted' and {_BY_GRANT.format(role=role)});"
        )
    for role in ("steward", "auditor"):
        granted = _BY_GRANT.format(role=role)
        lines += [
            f"create policy {role} on {table} for select to candor_{role} using ({granted});"
            for table in ("submission", "death")
        ]
    granted = _BY_GRANT.format(role="auditor")
    lines += [
        "grant select on death to candor_worker, candor_steward, candor_auditor;",
        "create policy worker on death for select to candor_worker"
        " using (exists (select from candor.submission s where s.submission = death.submission));",
        f"grant select on opening to {', '.join(READERS)};",
        f"create policy own on opening for select to {', '.join(READERS)}"
        " using (session_user = 'candor_' || person);",
        f"create policy auditor on opening for select to candor_auditor using ({granted});",
        f"grant select on shape to {everybody};",
        f"create policy anyone on shape for select to {everybody} using (true);",
    ]
    return "\n".join((*lines, "commit;\n"))


def _keys() -> str:
    lines = [
        *_beginning(KEYS, (KEEPER,)),
        f"grant select, insert, delete on session_key, due to {KEEPER};",
        f"grant update (epoch, wrapped) on session_key to {KEEPER};",
        f"create policy keeper on session_key to {KEEPER} using (true);",
        f"create policy keeper on due to {KEEPER} using (true);",
        f"grant select on shape to {KEEPER};",
        f"create policy keeper on shape for select to {KEEPER} using (true);",
    ]
    return "\n".join((*lines, "commit;\n"))


def _beginning(schema: Schema, roles: tuple[str, ...]) -> list[str]:
    """Roles, a closed database, the tables, and row-level security on each of them."""
    tables = schema.tables.replace(" blob", " bytea").replace(" integer", " bigint")
    tables = tables.replace(" text", ' text collate "C"')
    tables = tables.replace("submitted_s desc,", "submitted_s desc nulls last,")
    named = ", ".join(f"'{each}'" for each in roles)
    return [
        "begin;",
        f"do $$ declare each text; begin foreach each in array array[{named}] loop",
        "    if not exists (select from pg_roles where rolname = each) then",
        "        execute format('create role %I nologin nosuperuser nobypassrls', each);",
        "    end if; end loop;",
        "    execute format('revoke all on database %I from public', current_database());",
        "end $$;",
        "revoke all on schema public from public;",
        f"create schema {schema.name};",
        f"grant usage on schema {schema.name} to {', '.join(roles)};",
        f"set local search_path = {schema.name}, pg_temp;",
        tables.strip(),
        "create table shape (version bigint not null);",
        f"insert into shape values ({schema.version});",
        "do $$ declare each text; begin",
        "    for each in select relname from pg_class where relkind = 'r'",
        f"        and relnamespace = '{schema.name}'::regnamespace loop",
        "        execute format('alter table %I enable row level security', each);",
        "        execute format('alter table %I force row level security', each);",
        "    end loop; end $$;",
    ]


def _policies(broker: str) -> list[str]:
    """What the broker may: everything it does, and nothing to what has ended."""
    return [
        f"create policy broker_sees on submission for select to {broker} using (true);",
        f"create policy broker_reserves on submission for insert to {broker}"
        " with check (state = 'reserved');",
        f"create policy broker_changes on submission for update to {broker}"
        " using (state not in ('withdrawn', 'expired')) with check (true);",
        *(
            f"create policy broker on {table} to {broker} using (true);"
            for table in ("grant_", "nonce", "opening", "receipt_end", "death")
        ),
    ]
