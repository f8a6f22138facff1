"""Labelling as people call it: a queue, answers, handing in, agreement, decisions, and a report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from annotate.submitted import Kept
from studio.commands.campaign import EXAMPLE
from tests.submit_helpers import Town

ROLES = ("anna:annotator", "carl:annotator", "dora:adjudicator", "ben:engineer")
NOTE = "CANARY-she-wrote-a-private-note"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    asked = EXAMPLE.label_schema
    assert asked is not None
    terms = msgspec.structs.replace(EXAMPLE, labels=msgspec.structs.replace(asked, annotators=2))
    return Town(tmp_path_factory.mktemp("labels"), roles=ROLES, terms=terms).build()


@pytest.fixture(scope="module")
def session(town: Town) -> str:
    """A submission that nobody closes or withdraws; the tests about it run in their order."""
    return town.submitted()


def answers(town: Town, person: str, submission: str, said: dict[str, Any], *words: str) -> str:
    file = town.root / f"{person}.json"
    file.write_text(json.dumps(said))
    return town.did(person, "annotate", submission, "--answers", str(file), *words)


def shown(town: Town, person: str, submission: str) -> dict[str, Any]:
    return json.loads(town.did(person, "annotate", submission, "--json"))


def stages(town: Town, person: str) -> dict[str, str]:
    listed = json.loads(town.did(person, "queue", "--json"))["submissions"]
    return {each["submission"]: each["stage"] for each in listed}


def test_work_is_to_do_then_doing_then_done_and_is_sealed_meanwhile(
    town: Town, session: str
) -> None:
    assert stages(town, "anna")[session] == "to do"
    steps = [each["id"] for each in shown(town, "anna", session)["trajectory"]["steps"]]

    answers(town, "anna", session, {"steps": {steps[0]: {"what": NOTE, "correct": "correct"}}})

    assert stages(town, "anna")[session] == "doing"
    kept = shown(town, "anna", session)["answers"]
    assert {each["value"] for each in kept} == {NOTE, "correct"}
    assert "1 required answers are missing" in town.refused("anna", "annotate", session, "--finish")
    said = {"session": {"outcome": "success", "quality": 4, "tags": ["note"]}}
    labels = answers(town, "anna", session, said, "--finish")
    assert stages(town, "anna")[session] == "done"
    assert not list((town.root / "anna" / "labels").iterdir())
    assert NOTE.encode() not in _everything(town)
    assert [each.session for each in Kept(town.home("anna")).all()] == [session]
    assert labels not in stages(town, "anna")


def test_an_answer_that_does_not_fit_changes_nothing(town: Town, session: str) -> None:
    shown(town, "carl", session)
    for said, problem in (
        ({"session": {"outcome": "perhaps"}}, "one of success, failure"),
        ({"steps": {"e999": {"what": "x"}}}, "no such step"),
        ({"session": {"mood": "x"}}, "no such question"),
        ({"sessions": {}}, "fields besides"),
        ({"session": {"outcome": {"accept": "nobody"}}}, "proposed nothing"),
    ):
        file = town.root / "bad.json"
        file.write_text(json.dumps(said))
        assert problem in town.refused("carl", "annotate", session, "--answers", str(file))
    assert shown(town, "carl", session)["answers"] == []


def test_a_proposal_of_a_model_is_kept_apart_until_a_person_takes_it_over(
    town: Town, session: str
) -> None:
    step = shown(town, "carl", session)["trajectory"]["steps"][0]["id"]
    file = town.root / "model.json"
    file.write_text(json.dumps({"steps": {step: {"what": "Clicks", "why": "To begin"}}}))
    town.did("carl", "annotate", session, "--suggest", str(file), "--model", "tiny-1")

    said = {
        "session": {"outcome": "failure"},
        "steps": {step: {"what": {"accept": "tiny-1"}, "correct": "correct"}},
    }
    answers(town, "carl", session, said)

    seen = shown(town, "carl", session)
    taken = next(each for each in seen["answers"] if each["question"] == "what")
    assert (taken["value"], taken["from_suggestion"]) == ("Clicks", "tiny-1")
    assert len(seen["suggestions"]["tiny-1"]) == 2
    town.did("carl", "annotate", session, "--finish")


def test_agreement_names_where_annotators_differ_and_annotators_do_not_see_it(
    town: Town, session: str
) -> None:
    told = {each["question"]: each for each in json.loads(town.did("ben", "agreement", "--json"))}

    assert (told["outcome"]["items"], told["outcome"]["annotators"]) == (1, 2)
    assert set(told["outcome"]["differences"][0]["said"].values()) == {"success", "failure"}
    assert told["correct"]["differences"] == []
    assert "outcome" in town.did("ben", "agreement", session)
    own = json.loads(town.did("anna", "agreement", "--json"))
    assert {each["items"] for each in own} == {0}


def test_an_adjudicator_decides_where_they_differ_and_the_originals_stay(
    town: Town, session: str
) -> None:
    assert stages(town, "dora")[session] == "to do"
    seen = shown(town, "dora", session)
    assert [each["question"] for each in seen["to_decide"]] == ["outcome", "what"]

    answers(town, "dora", session, {"session": {"outcome": "success"}}, "--finish")

    assert stages(town, "dora")[session] == "done"
    left = json.loads(town.did("dora", "annotate", session, "--json"))["to_decide"]
    assert [each["question"] for each in left] == ["what"]
    told = {each["question"]: each for each in json.loads(town.did("ben", "agreement", "--json"))}
    assert told["outcome"]["differences"]


def test_the_worker_sees_who_labelled_a_session(town: Town, session: str) -> None:
    entries = json.loads(town.did("worker", "audit", "--session", session, "--json"))["entries"]

    made = [each["person"] for each in entries if each["what"] == "submitted" and each["about"]]
    assert made == ["anna", "carl", "dora"]
    assert any(each["about"] == session and each["person"] == "ben" for each in entries)


def test_a_report_goes_back_to_the_worker_alone_who_redacts_further_and_submits_again(
    town: Town,
) -> None:
    submission = town.submitted()

    town.did("anna", "annotate", submission, "--report", f"{NOTE} in the second picture")

    assert "privacy problem" in town.refused("ben", "open", submission)
    audit = json.loads(town.did("worker", "audit", "--session", submission, "--json"))
    assert [each["words"] for each in audit["reports"]] == [f"{NOTE} in the second picture"]
    assert NOTE in town.did("worker", "audit", "--session", submission)
    assert NOTE not in town.did("ben", "audit", "--json")
    assert NOTE.encode() not in _everything(town)
    kept = next(each for each in Kept(town.home("worker")).all() if each.submission == submission)
    town.did("worker", "withdraw", submission, "--yes")
    plan = town.root / "plan.json"
    plan.write_text(json.dumps({"session": kept.candidate, "redactions": []}))
    again = town.run("worker", "redact", kept.candidate, "--plan", str(plan))
    assert "No session" not in again.output + str(again.exception)


def test_a_steward_assigns_and_others_are_refused(town: Town) -> None:
    submission = town.submitted()

    town.did("steward", "queue", "--assign", submission, "--to", "anna")

    assert submission in stages(town, "anna")
    assert submission not in stages(town, "carl")
    assert "assigned to other annotators" in town.refused("carl", "open", submission)
    assert "Nobody on the roster" in town.refused("steward", "queue", "--assign", submission,
                                                  "--to", "nobody")  # fmt: skip
    assert "not signed by anybody" in town.refused("carl", "queue", "--assign", submission,
                                                   "--to", "carl")  # fmt: skip


def test_an_export_carries_what_annotators_said_and_how_sure_it_is(
    town: Town, session: str, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    listed = stages(town, "ben")
    assert session in listed
    assert not set(listed) & {each.submission for each in Kept(town.home("anna")).all()}

    town.did("ben", "export", session, "--from", "known", "--format", "jsonl", "--out", str(out))

    first = json.loads((out / "steps.jsonl").read_text().splitlines()[0])
    of_session = {each["question"]: each for each in first["session_labels"]}
    assert (of_session["outcome"]["value"], of_session["outcome"]["standing"]) == (
        "success",
        "adjudicated",
    )
    assert of_session["tags"]["value"] == ["note"]
    said = {each["question"]: each for each in first["labels"]}
    assert (said["correct"]["value"], said["correct"]["annotators"]) == ("correct", 2)
    assert (said["what"]["value"], said["what"]["standing"]) == (None, "disputed")
    assert said["what"]["models"] == ["tiny-1"]
    assert (said["why"]["value"], said["why"]["source"]) == ("To begin", "model")
    assert first["description"] is None
    assert town.did("ben", "export", "--check", str(out))


def test_a_format_without_labels_says_so_and_keeps_them_in_the_provenance(
    town: Town, session: str, tmp_path: Path
) -> None:
    out = tmp_path / "out"

    done = json.loads(
        town.did("ben", "export", session, "--from", "known", "--format", "agentnet",
                 "--out", str(out), "--json")
    )  # fmt: skip

    assert done["losses"]["what annotators said, which is in provenance.jsonl"] >= 1
    lines = [json.loads(each) for each in (out / "provenance.jsonl").read_text().splitlines()]
    assert {each["question"] for each in lines[0]["labels"]} == {"what", "why", "correct"}
    assert json.loads((out / "agentnet.jsonl").read_text())["task_completed"] is True


def test_an_annotator_takes_labels_back_and_hands_in_others(town: Town) -> None:
    submission = town.submitted()
    shown(town, "anna", submission)
    labels = answers(town, "anna", submission, {"session": {"outcome": "failure"}}, "--finish")

    assert "answers are missing" in town.refused("anna", "annotate", submission, "--finish")
    said = town.root / "other.json"
    said.write_text(json.dumps({"session": {"outcome": "success"}}))
    words = ("annotate", submission, "--answers", str(said), "--finish")
    assert "submitted before" in town.refused("anna", *words)
    town.did("anna", "withdraw", labels, "--yes")
    assert town.did("anna", *words) != labels
    assert stages(town, "anna")[submission] == "done"


def test_withdrawing_a_session_ends_its_labels_too(town: Town, session: str) -> None:
    kept = Kept(town.home("anna")).all()
    labels = {each.submission for each in kept if each.session == session}

    gone = town.did("worker", "withdraw", session, "--yes").split()

    assert session in gone
    assert labels <= set(gone)
    assert session not in stages(town, "anna")


def _everything(town: Town) -> bytes:
    """All bytes of everybody's folders but the documents that the tests write."""
    files = [path for path in town.root.rglob("*") if path.is_file() and path.parent != town.root]
    return b"".join(path.read_bytes() for path in files)


def test_what_a_worker_corrected_leaves_with_the_submission_and_what_they_wrote_stays(
    town: Town, tmp_path: Path
) -> None:
    recorded = town.recorded()
    steps = json.loads(town.did("worker", "steps", recorded, "--json"))["steps"]
    file = town.root / "review.json"
    said = {
        "outcome": "failure",
        "steps": {steps[1]["id"]: NOTE},
        "edits": [{"delete": steps[0]["id"]}],
    }
    file.write_text(json.dumps(said))
    town.did("worker", "label", recorded, "--file", str(file))
    candidate = town.candidate(session=recorded)
    submission = town.did("worker", "submit", candidate, "--yes")

    town.did("ben", "export", submission, "--from", "known", "--format", "jsonl",
             "--out", str(tmp_path / "out"))  # fmt: skip

    raw = (tmp_path / "out" / "steps.jsonl").read_text()
    lines = [json.loads(each) for each in raw.splitlines()]
    assert len(lines) == len(steps) - 1
    assert NOTE not in raw
    opened = json.loads(town.did("ben", "open", submission, "--json"))
    assert opened["outcome"] == "failure"
