"""Every format of an export: written, read back, and held to what was recorded."""

from __future__ import annotations

import json
import re
from pathlib import Path

import msgspec
import pytest

from recorder.errors import WrongUse
from recorder.session.model import Scope
from replay.export import registry
from replay.export.check import check_export
from replay.export.registry import BadPlugin, find_format, format_names
from replay.export.split import plan_split
from replay.export.where import parse_where
from replay.export.writer import Choice
from replay.grammar.common import Loss
from replay.steps import trajectory_of
from tests.export_sessions import NASTY_WORDS, all_forms, contents, everything, nasty, written

FORMS = [form for form in all_forms() if form[0] != "parquet"]


def skip_without_pyarrow(form: str) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow", reason="unverified: the extra `parquet` is not installed")


@pytest.mark.parametrize(
    ("form", "variant"), all_forms(), ids=[":".join(form) for form in all_forms()]
)
def test_what_was_recorded_can_be_read_back(form: str, variant: str, tmp_path: Path) -> None:
    skip_without_pyarrow(form)
    report = written(form, variant, tmp_path / "out", everything(), everything("ab-1"))
    checked = check_export(tmp_path / "out")
    assert checked.problems == ()
    assert checked.steps == report.steps
    total = 2 * len(trajectory_of(everything()).steps)
    assert report.steps + report.left_out == total
    assert total > 30


@pytest.mark.parametrize(
    ("form", "variant"), all_forms(), ids=[":".join(form) for form in all_forms()]
)
def test_hostile_words_stay_words(form: str, variant: str, tmp_path: Path) -> None:
    skip_without_pyarrow(form)
    written(form, variant, tmp_path / "out", nasty())
    assert check_export(tmp_path / "out").problems == ()
    for name, content in contents(tmp_path / "out").items():
        assert re.fullmatch(r"[\w./-]+", name)
        assert ".." not in name
        if name.endswith((".svg", ".md", ".html")):
            assert b"<script>alert" not in content
            assert not set(content) & {0, 7, 27}


@pytest.mark.parametrize(
    ("form", "variant"), all_forms(), ids=[":".join(form) for form in all_forms()]
)
def test_the_same_sessions_give_the_same_bytes(form: str, variant: str, tmp_path: Path) -> None:
    skip_without_pyarrow(form)
    for name in ("one", "two"):
        written(form, variant, tmp_path / name, everything(), nasty())
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


@pytest.mark.parametrize(("form", "variant"), FORMS, ids=[":".join(form) for form in FORMS])
def test_a_changed_file_is_found(form: str, variant: str, tmp_path: Path) -> None:
    written(form, variant, tmp_path / "out", everything())
    named = find_format(form).data(variant) or "*.html"
    path = next((tmp_path / "out").glob(named))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    (tmp_path / "out" / "SHA256SUMS").unlink()
    problems = check_export(tmp_path / "out").problems
    assert len(problems) > 1


def test_every_loss_has_a_line_in_the_report(tmp_path: Path) -> None:
    report = written("uitars", "1.5", tmp_path / "out", everything())
    losses = json.loads((tmp_path / "out/losses.json").read_text())
    assert losses["counts"] == dict(report.losses)
    assert losses["left_out"] == report.left_out
    assert report.left_out > 0
    assert losses["steps"] == report.steps + report.left_out
    named = {line["action"]: line for line in losses["steps_with_losses"]}
    assert "the path of the drag" in named["drag"]["lost"]
    assert "how far it scrolled" in named["scroll"]["lost"]


@pytest.mark.parametrize(
    ("form", "variant"), all_forms(), ids=[":".join(form) for form in all_forms()]
)
def test_where_keys_were_not_granted_no_target_claims_that_none_was_held(
    form: str, variant: str, tmp_path: Path
) -> None:
    skip_without_pyarrow(form)
    session = everything()
    session.meta = msgspec.structs.replace(session.meta, scopes=(Scope.SCREEN, Scope.MOUSE))
    written(form, variant, tmp_path / "out", session)
    assert check_export(tmp_path / "out").problems == ()
    for line in (tmp_path / "out/losses.json").read_text().splitlines():
        if '"action":"scroll"' in line or '"action":"click"' in line:
            assert str(Loss.NOT_SEEN) in line
    clicks = [
        line["action"]
        for line in map(json.loads, (tmp_path / "out/provenance.jsonl").read_text().splitlines())
        if line["action"]["type"] == "click"
    ]
    assert clicks
    assert all(click["modifiers"] is None for click in clicks)
    only = Choice(parse_where("modifiers == null"), "modifiers == null")
    assert written(form, variant, tmp_path / "some", session, choice=only).filtered > 0


def test_a_step_says_where_it_comes_from(tmp_path: Path) -> None:
    written("agentnet", "jsonl", tmp_path / "out", everything())
    lines = [
        json.loads(line) for line in (tmp_path / "out/provenance.jsonl").read_text().splitlines()
    ]
    first = lines[0]
    assert first["consent"] == "c0ffee"
    assert first["licence"] is None
    assert first["redactions"] == []
    assert first["status"] == "unsubmitted"
    assert first["events"][0] <= first["events"][1]
    assert [line["index"] for line in lines if line["index"] is not None] == list(
        range(sum(line["index"] is not None for line in lines))
    )


def test_markup_in_typed_text_never_counts_as_a_picture(tmp_path: Path) -> None:
    written("sharegpt", "qwen3", tmp_path / "out", nasty())
    for line in (tmp_path / "out/train.jsonl").read_text().splitlines():
        row = json.loads(line)
        text = "".join(turn["value"] for turn in row["conversations"])
        assert text.count("<image>") == len(row["images"])
        assert "<|im_" not in text


def test_a_page_cannot_run_anything_else(tmp_path: Path) -> None:
    written("html", "page", tmp_path / "out", nasty())
    page = (tmp_path / "out/bad.html").read_text()
    assert page.count("<script") == 2
    assert page.count("</script>") == 2
    assert "default-src 'none'" in page
    assert "http" not in page.replace("http-equiv", "").replace("http://www.w3.org/2000/svg", "")


def test_a_script_holds_only_plain_calls(tmp_path: Path) -> None:
    import ast

    written("osworld", "pyautogui", tmp_path / "out", nasty(), everything())
    for name in ("bad", "5e55"):
        tree = ast.parse((tmp_path / "out" / name / "script.py").read_text())
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        assert calls
        for call in calls:
            assert isinstance(call.func, ast.Attribute)
            assert isinstance(call.func.value, ast.Name)
            assert call.func.value.id in ("pyautogui", "time")
            assert all(isinstance(value, ast.Constant | ast.UnaryOp) for value in call.args)


@pytest.mark.parametrize("form", ["jsonl", "sharegpt", "osworld", "webdataset", "html"])
def test_sets_are_folders_that_are_checked_too(form: str, tmp_path: Path) -> None:
    sessions = [everything(f"s{n}", f"Task {n}") for n in range(12)]
    choice = Choice(split_of=plan_split(sessions, "session"), split="session")
    variant = find_format(form).variants[0]
    report = written(form, variant, tmp_path / "out", *sessions, choice=choice)
    assert sum(report.splits.values()) == 12
    assert len(report.splits) > 1
    assert check_export(tmp_path / "out").problems == ()
    assert "train" in (tmp_path / "out/README.md").read_text()


@pytest.mark.parametrize(
    ("where", "kinds"),
    [
        ('type == "drag"', {"drag"}),
        ("type == 'click' and count > 1 or button == 'middle'", {"click"}),
        ('text ~ "GRÜSSE" and not (type == "key")', {"type"}),
        ("x < 0 and x >= -30", {"click"}),
        ("app == null", {"click"}),
        ("dx > 1", None),
    ],
)
def test_only_the_wanted_steps_are_written(where: str, kinds: set[str] | None, tmp_path: Path):
    if kinds is None:
        with pytest.raises(WrongUse, match="needs a field"):
            parse_where(where)
        return
    report = written(
        "jsonl", "steps", tmp_path / "out", everything(), choice=Choice(parse_where(where), where)
    )
    assert set(report.actions) == kinds
    assert report.filtered + report.steps == len(trajectory_of(everything()).steps)
    assert check_export(tmp_path / "out").problems == ()


@pytest.mark.parametrize(
    "where",
    [
        "", "type", "type ==", 'type == "click', "type = 1", "__class__ == 1", "(type == 1",
        "type == 1)", "type == 1 count == 2", "(" * 200, "x" * 3000, "not", "1 == 1", "type == x",
    ],
)  # fmt: skip
def test_what_is_no_expression_is_refused_in_a_sentence(where: str) -> None:
    with pytest.raises(WrongUse, match="--where"):
        parse_where(where)


def test_a_plug_in_that_breaks_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib.metadata import EntryPoint

    points = [
        EntryPoint("broken", "no.such.module:X", registry.GROUP),
        EntryPoint("empty", "tests.export_sessions:Made", registry.GROUP),
        EntryPoint("jsonl", "no.such.module:X", registry.GROUP),
    ]
    monkeypatch.setattr(registry, "entry_points", lambda group: points)
    assert {"broken", "empty", "jsonl"} <= set(format_names())
    with pytest.raises(BadPlugin, match=r"'broken' .no.such.module:X.*ModuleNotFoundError"):
        find_format("broken")
    with pytest.raises(BadPlugin, match=r"'empty'.*lacks"):
        find_format("empty")
    assert find_format("jsonl").name == "jsonl"


def test_a_folder_that_is_no_export_is_said(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="not an export"):
        check_export(tmp_path)
    for text in ("[]", "{", '{"candor_export": 9, "folders": [], "format": "x", "variant": "y"}'):
        (tmp_path / "candor.json").write_text(text)
        with pytest.raises(WrongUse):
            check_export(tmp_path)
    (tmp_path / "candor.json").write_text(
        '{"candor_export": 1, "folders": ["../.."], "format": "jsonl", "variant": "steps"}'
    )
    with pytest.raises(WrongUse, match="not its own"):
        check_export(tmp_path)


def test_the_corpus_is_nasty() -> None:
    texts = [getattr(step.action, "text", None) for step in trajectory_of(nasty()).steps]
    assert sum(text is not None for text in texts) > len(NASTY_WORDS) // 2


def test_the_document_says_what_the_code_says() -> None:
    from tests.exports_document import DOCUMENT, with_table

    text = DOCUMENT.read_text()
    assert text == with_table(text)
    assert not [name for name in registry.BUILT_IN if f"| `{name}` |" not in text]


@pytest.mark.parametrize("form", ["jsonl", "anthropic", "openai", "agentnet", "osworld", "uitars",
                                  "messages", "sharegpt", "html", "webdataset"])  # fmt: skip
def test_a_check_answers_whatever_it_reads(form: str, tmp_path: Path) -> None:
    variant = find_format(form).variants[0]
    written(form, variant, tmp_path / "out", everything())
    (tmp_path / "out/SHA256SUMS").unlink()
    data = next((tmp_path / "out").glob(find_format(form).data(variant) or "*.html"))
    for path in (data, tmp_path / "out/provenance.jsonl"):
        whole = path.read_bytes()
        for bad in (
            b"",
            b"{}\n",
            b"[]\n",
            b"null\n",
            b"7\n",
            b"\xff\xfe\n",
            b"[" * 9000,
            whole[:99],
        ):
            path.write_bytes(bad)
            problems = check_export(tmp_path / "out").problems
            assert len(problems) > 1
            assert all(problem.endswith(".") for problem in problems)
        path.write_bytes(whole)
