"""Submitting, opening, auditing, withdrawing and exporting as people call them."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from annotate.submitted import Kept
from recorder.consent.receipt import ImportOrigin
from recorder.consent.register import Register
from recorder.custody.catalogue import State
from recorder.custody.databases import CATALOGUE_FILE
from recorder.custody.desk import LOG
from recorder.custody.place import read_place
from recorder.session.journal import session_path
from studio.commands.campaign import EXAMPLE
from tests.submit_helpers import CAMPAIGN, CANARY, PEOPLE, SECRET, Town


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    return Town(tmp_path_factory.mktemp("town")).build()


@pytest.fixture(scope="module")
def submission(town: Town) -> str:
    """One for all tests that only look."""
    return town.submitted()


def test_a_preview_says_exactly_what_leaves_and_to_whom(town: Town) -> None:
    candidate = town.candidate()

    shown = json.loads(town.did("worker", "submit", candidate, "--dry-run", "--json"))

    assert shown["submission"] is None
    roles = {each["stream"]: each["roles"] for each in shown["streams"]}
    assert roles["video"] == roles["actions"] == ["annotator", "engineer"]
    assert roles["text"] == roles["context"] == []
    assert town.did("worker", "submit", candidate, "--dry-run", "--json") == json.dumps(
        shown, indent=2
    )


def test_the_original_is_deleted_after_the_acceptance_unless_it_is_kept(town: Town) -> None:
    home = town.home("worker")
    before = set(home.sessions.glob("*.candor"))

    town.submitted()
    assert set(home.sessions.glob("*.candor")) == before

    town.submitted("--keep-original")
    assert len(set(home.sessions.glob("*.candor")) - before) == 1


def test_an_annotator_opens_the_streams_of_the_role_and_nothing_more(
    town: Town, submission: str
) -> None:
    opened = json.loads(town.did("anna", "open", submission, "--json"))

    kinds = [step["action"]["type"] for step in opened["steps"]]
    assert kinds[:2] == ["click", "type"]
    texts = {step["action"]["text"] for step in opened["steps"] if step["action"]["type"] == "type"}
    assert texts == {None}
    assert "has no stream text" in town.refused("anna", "open", submission, "--stream", "text")
    assert "not in the role" in town.refused("anna", "open", submission, "--role", "engineer")


def test_what_was_opened_goes_only_where_the_reader_says(
    town: Town, submission: str, tmp_path: Path
) -> None:
    town.did("anna", "open", submission, "--out", str(tmp_path / "seen"))

    assert (tmp_path / "seen" / "steps.json").stat().st_mode & 0o077 == 0
    assert list((tmp_path / "seen").glob("*/before.png"))


def test_a_worker_sees_who_opened_what_and_what_for(town: Town) -> None:
    submission = town.submitted()
    town.did("anna", "open", submission, "--stream", "video")
    town.did("ben", "open", submission, "--stream", "actions", "--stream", "labels")

    rows = json.loads(
        town.did("worker", "audit", "--session", submission, "--verify", "--json")
    )["entries"]  # fmt: skip

    opened = [each for each in rows if each["what"] == "opened"]
    assert [(each["person"], each["role"], each["stream"]) for each in opened] == [
        ("anna", "annotator", "video"),
        ("ben", "engineer", "actions"),
        ("ben", "engineer", "labels"),
    ]
    assert {each["purpose"] for each in opened} == {"agent-training"}
    assert (town.home("worker").root / "custody" / f"{CAMPAIGN}.witness").exists()


def test_a_refusal_is_seen_as_well(town: Town, submission: str) -> None:
    said = town.refused("ben", "open", submission, "--purpose", "advertising")

    assert "does not know this purpose" in said
    assert "refused by ben" in town.did("worker", "audit", "--session", submission)


def test_what_was_withdrawn_opens_and_exports_for_nobody(town: Town, tmp_path: Path) -> None:
    gone, stays = town.submitted(), town.submitted()
    town.did("ben", "export", gone, "--from", "known", "--format", "jsonl",
             "--out", str(tmp_path / "first"))  # fmt: skip

    said = town.run("worker", "withdraw", gone, "--yes")

    assert "ben may hold an export" in said.stderr
    assert "loses it by" in said.stderr
    assert "withdrawn" in town.refused("anna", "open", gone)
    out = str(tmp_path / "second")
    words = ("export", "--from", "known", "--format", "jsonl", "--out", out)
    assert "is withdrawn" in town.refused("ben", *words, gone)
    again = town.run("ben", *words)
    assert again.exit_code == 0, again.output
    assert f"{gone[:8]} is withdrawn and is left out" in again.stderr
    assert f"holds {gone[:8]}" in again.stderr
    lines = [json.loads(line) for line in Path(out, "provenance.jsonl").read_text().splitlines()]
    submissions = {line["submission"] for line in lines}
    assert gone not in submissions
    assert stays in submissions


def test_an_export_of_submissions_says_so_with_the_consent(
    town: Town, submission: str, tmp_path: Path
) -> None:
    out = tmp_path / "out"

    town.did("ben", "export", submission, "--from", "known", "--format", "jsonl", "--out", str(out))

    line = json.loads((out / "provenance.jsonl").read_text().splitlines()[0])
    assert (line["status"], line["submission"]) == ("submitted", submission)
    assert line["consent"]
    assert "**Submitted.**" in (out / "README.md").read_text()
    town.did("ben", "export", "--check", str(out))


def test_withdrawing_all_ends_the_consent_too(tmp_path: Path) -> None:
    town = Town(tmp_path).build()
    submissions, candidate = {town.submitted(), town.submitted()}, town.candidate()

    death = json.loads(town.did("worker", "withdraw", "--all", "--yes", "--json"))

    assert set(death["submissions"]) == submissions
    assert "withdrawn" in town.refused("worker", "submit", candidate, "--yes")


def test_a_candidate_whose_proof_failed_does_not_leave(town: Town) -> None:
    candidate = town.candidate(leak=True)

    assert "proof of this candidate failed" in town.refused("worker", "submit", candidate, "--yes")


def test_a_candidate_that_was_swapped_does_not_leave(town: Town) -> None:
    one, other = town.candidate(), town.candidate()
    folder = town.home("worker").root / "candidates"
    (folder / f"{one}.proof").write_bytes((folder / f"{other}.proof").read_bytes())

    assert "belongs to another candidate" in town.refused("worker", "submit", one, "--yes")


def test_a_candidate_that_was_altered_does_not_leave(town: Town) -> None:
    one = town.candidate()
    path = town.home("worker").root / "candidates" / f"{one}.candor"
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)

    assert "does not read to its end" in town.refused("worker", "submit", one, "--yes")


def test_an_imported_recording_does_not_leave(town: Town) -> None:
    person = town.did("worker", "identity", "show")

    candidate = town.candidate(ImportOrigin(b"\5" * 32, "ducktrack", person))

    assert "imported recording cannot be submitted" in town.refused(
        "worker", "submit", candidate, "--yes"
    )


def test_a_session_is_submitted_once(town: Town) -> None:
    candidate = town.candidate()
    town.did("worker", "submit", candidate, "--yes")

    assert "submitted before" in town.refused("worker", "submit", candidate, "--yes")


def test_a_roster_that_its_signers_did_not_sign_is_refused(town: Town) -> None:
    path = town.broker / "roster.dsse"
    good = path.read_bytes()
    forged = town.root / "forged.roster"
    key = json.loads(town.did("ben", "roster", "show", str(path), "--json"))
    assert key["signed"] == 2
    broker = town.run("steward", "broker", "roster", str(town.broker), str(path))
    assert broker.exit_code == 0, broker.output
    try:
        words = ["roster", "new", "--campaign", CAMPAIGN, "--broker", "ab" * 32]
        for person in ("ben", "worker"):
            words += ["--signer", str(town.home(person).identity_public)]
        town.did("ben", *words, "--out", str(forged))
        for person in ("ben", "worker"):
            town.did(person, "roster", "sign", str(forged))
        path.write_bytes(forged.read_bytes())

        assert "somebody may be adding themselves" in town.refused("anna", "queue")
    finally:
        path.write_bytes(good)


def test_a_root_that_does_not_fit_is_refused(town: Town) -> None:
    town.did("stranger", "identity", "new")

    said = town.refused("stranger", "roster", "accept", "0" * 32, "--at", str(town.broker))

    assert "other people as signers" in said
    assert "never seen here" in town.refused("stranger", "queue", "--at", str(town.broker))


def test_a_revoked_grant_opens_nothing(town: Town, submission: str) -> None:
    digest = town.did("steward", "grant", "anna", "--role", "annotator", "--days", "7")
    town.did("anna", "open", submission)

    for each in (digest, *town.first_grants):
        town.did("steward", "revoke", each)

    try:
        assert "no grant that covers" in town.refused("anna", "open", submission)
    finally:
        town.did("steward", "grant", "anna", "--role", "annotator", "--days", "8")
        town.did("steward", "grant", "ben", "--role", "engineer", "--days", "8")


def test_somebody_who_signs_no_roster_grants_nothing(town: Town) -> None:
    assert "not signed by anybody" in town.refused("ben", "grant", "ben", "--role", "engineer")


def test_an_object_that_the_store_swapped_is_found(town: Town, submission: str) -> None:
    listed = json.loads(town.did("anna", "queue", "--json"))["submissions"]
    assert submission in {each["submission"] for each in listed}
    objects = sorted(
        (path for path in (town.broker / "store").rglob("*") if path.is_file()),
        key=lambda path: path.stat().st_mtime_ns,
    )
    saved = {path: path.read_bytes() for path in objects}
    try:
        for path, raw in saved.items():
            path.write_bytes(raw[: len(raw) // 2] + b"\0" + raw[len(raw) // 2 + 1 :])
        said = town.refused("anna", "open", submission)
        assert "not the one its manifest names" in said or "was altered" in said
        for path, raw in saved.items():
            path.write_bytes(raw[:-1])
        said = town.refused("anna", "open", submission)
        assert "another object than the manifest names" in said
    finally:
        for path, raw in saved.items():
            path.write_bytes(raw)


def test_nothing_readable_lies_with_the_broker_or_with_who_may_not_read(
    town: Town, submission: str
) -> None:
    town.did("anna", "open", submission)
    town.did("anna", "queue")

    assert SECRET != CANARY
    for needle in (CANARY.encode(), SECRET.encode(), b"Monthly orders", b"Write a note"):
        for folder in (town.broker, *(town.root / person for person in PEOPLE)):
            found = [
                path for path in folder.rglob("*") if path.is_file() and needle in path.read_bytes()
            ]  # fmt: skip
            assert not found, (needle, found)
    assert (town.broker / CATALOGUE_FILE).exists()
    assert (town.broker / LOG).exists()


def test_one_person_alone_submits_opens_and_withdraws(tmp_path: Path) -> None:
    town = Town(tmp_path)
    (tmp_path / "passphrase").touch(mode=0o600)
    (tmp_path / "passphrase").write_text("correct horse battery staple\n")
    town.did("worker", "identity", "new")
    town.did("worker", "consent", "give", "--all", "--yes")
    candidate = town.candidate(Register(town.home("worker")).current())

    done = town.run("worker", "submit", candidate, "--yes")

    assert done.exit_code == 0, done.output
    assert "you hold both locks" in done.stderr
    submission = done.stdout.strip()
    steps = json.loads(town.did("worker", "open", submission, "--json"))
    assert steps["task"] == "Write a note"
    assert any("dear" in (step["action"].get("text") or "") for step in steps["steps"])
    town.did("worker", "withdraw", submission, "--yes")
    assert "withdrawn" in town.refused("worker", "open", submission)
    assert not session_path(town.home("worker").sessions, "x").exists()


def test_the_retention_ends_a_submission_for_everybody(tmp_path: Path) -> None:
    town = Town(tmp_path).build()
    submission = town.submitted()
    # The example keeps 180 days, as long as a roster holds; the broker's clock runs ahead.
    path, old = town.root / "next.roster", town.root / "team.roster"
    key = read_place(town.broker).broker.raw.hex()
    town.new_roster(key, path, "anna:annotator", "ben:engineer", after=old, days=360)
    town.did("steward", "broker", "roster", str(town.broker), str(path))
    (listed,) = json.loads(town.did("ben", "queue", "--json"))["submissions"]
    kept_s = listed["expires_s"] - listed["submitted_s"]
    assert (listed["submission"], kept_s) == (submission, EXAMPLE.retention_days * 86_400)

    later = datetime.now(UTC) + timedelta(days=EXAMPLE.retention_days, hours=1)
    broker = read_place(town.broker).open(lambda: later)
    ended = broker.submissions(State.EXPIRED)
    broker.close()

    assert [each.submission for each in ended] == [submission]
    assert "has expired" in town.refused("anna", "open", submission)
    assert "1 submissions" in town.run("steward", "broker", "expire", str(town.broker)).output
    assert "expired" in town.did("worker", "audit")
    assert json.loads(town.did("ben", "queue", "--json"))["submissions"] == []


def test_a_reported_privacy_problem_closes_a_submission_to_everybody(town: Town) -> None:
    submission = town.submitted()

    town.did("anna", "open", submission, "--report")

    assert "privacy problem was reported" in town.refused("ben", "open", submission)
    assert "quarantined by anna" in town.did("worker", "audit", "--session", submission)
    town.did("worker", "withdraw", submission, "--yes")


def test_an_older_roster_is_refused_by_those_who_saw_a_newer_one(tmp_path: Path) -> None:
    town = Town(tmp_path).build()
    kept, old, new = town.broker / "roster.dsse", town.root / "team.roster", town.root / "new"
    key = read_place(town.broker).broker.raw.hex()
    town.new_roster(key, new, "anna:annotator", after=old)
    town.did("steward", "broker", "roster", str(town.broker), str(new))
    town.did("anna", "queue")
    assert "in no role" in town.refused("ben", "queue")

    kept.write_bytes(old.read_bytes())

    assert "not newer than version 2" in town.refused("anna", "queue")
    assert "older than one that this broker" in town.refused("worker", "audit")


def test_a_submission_that_broke_off_is_finished_and_not_made_twice(town: Town) -> None:
    candidate = town.candidate()
    submission = town.did("worker", "submit", candidate, "--yes")
    kept = Kept(town.home("worker"))
    # As if the process had been killed before the broker's answer was on the disk.
    kept.keep(msgspec.structs.replace(kept.find(submission), acceptance=None))

    assert town.did("worker", "submit", candidate, "--yes") == submission
    assert kept.find(submission).acceptance is not None
