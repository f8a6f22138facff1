"""Exports opened by the other side's own code. What is not installed is unverified, not passed."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from replay.steps import trajectory_of
from studio.virtual_desktop import VirtualDesktop
from tests.export_sessions import everything, nasty, written

pytestmark = [pytest.mark.prove, pytest.mark.filterwarnings("default")]


def other_side(name: str) -> ModuleType:
    """A package of the extra `loaders`, or a skip that says what it means."""
    return pytest.importorskip(name, reason=f"unverified: {name} is not installed")


def installed(name: str) -> None:
    """Skip where a package is missing that cannot be imported without a desktop."""
    if importlib.util.find_spec(name) is None:
        pytest.skip(f"unverified: {name} is not installed")


@pytest.fixture
def datasets() -> ModuleType:
    """Hugging Face's loaders, without the thread that watches their progress bars."""
    other_side("tqdm").tqdm.monitor_interval = 0
    return other_side("datasets")


def rows(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_datasets_loads_parquet_whole_and_streaming(datasets: Any, tmp_path: Path) -> None:
    report = written("parquet", "steps", tmp_path / "out", everything(), nasty())
    whole = datasets.load_dataset(
        str(tmp_path / "out"), split="train", cache_dir=str(tmp_path / "cache")
    )
    assert len(whole) == report.steps
    assert whole[0]["image"].size == (64, 48)
    assert [row["index"] for row in whole][:18] == list(range(18))
    files = str(tmp_path / "out/data/*.parquet")
    stream = datasets.load_dataset(
        "parquet", data_files=files, streaming=True, split="train", cache_dir=str(tmp_path / "c2")
    )
    first = next(iter(stream))
    assert first["image"].size == (64, 48)
    assert json.loads(first["action"])["type"] == "click"


@pytest.mark.parametrize("variant", ["before", "both"])
def test_datasets_and_webdataset_load_shards(variant: str, datasets: Any, tmp_path: Path) -> None:
    report = written("webdataset", variant, tmp_path / "out", everything(), nasty())
    shard = tmp_path / "out/steps-000000.tar"
    wds = other_side("webdataset")
    samples = list(wds.WebDataset(str(shard), shardshuffle=False).decode("pil"))
    assert len(samples) == report.steps
    assert samples[0]["png"].size == (64, 48)
    loaded = datasets.load_dataset(
        "webdataset", data_files=str(shard), split="train", cache_dir=str(tmp_path / "cache")
    )
    assert len(loaded) == report.steps
    assert loaded[0]["png"].size == (64, 48)
    assert loaded[3]["json"]["action"]["type"] == "click"


@pytest.mark.parametrize("variant", ["qwen3", "uitars-1.5"])
def test_datasets_loads_the_rows_of_trainers(variant: str, datasets: Any, tmp_path: Path) -> None:
    for form in ("messages", "sharegpt"):
        report = written(form, variant, tmp_path / form, everything(), nasty())
        loaded = datasets.load_dataset(
            str(tmp_path / form), split="train", cache_dir=str(tmp_path / "cache")
        )
        assert len(loaded) == report.steps


@pytest.mark.parametrize("variant", ["qwen3", "qwen2.5", "uitars-1.5", "computer_13"])
def test_trl_puts_every_picture_where_it_was_seen(variant: str, tmp_path: Path) -> None:
    trl = other_side("trl.data_utils")
    written("messages", variant, tmp_path / "out", everything(), nasty())
    for row in rows(tmp_path / "out/train.jsonl"):
        made = trl.prepare_multimodal_messages(row["prompt"] + row["completion"], row["images"])
        seen = [p["image"] for turn in made for p in turn["content"] if p["type"] == "image"]
        assert seen == row["images"]


def test_sharegpt_obeys_the_rules_of_llama_factory(tmp_path: Path) -> None:
    # Their rules, in their words: odd turns are human, even ones gpt, tags equal pictures.
    written("sharegpt", "qwen2.5", tmp_path / "out", everything(), nasty())
    info = json.loads((tmp_path / "out/dataset_info.json").read_text())["candor"]
    for row in rows(tmp_path / "out" / info["file_name"]):
        turns = row[info["columns"]["messages"]]
        assert [turn["from"] for turn in turns] == ["human", "gpt"] * (len(turns) // 2)
        assert sum(turn["value"].count("<image>") for turn in turns) == len(row["images"])


def test_anthropic_takes_every_call_of_the_toolset(tmp_path: Path) -> None:
    types = other_side("anthropic.types.computer_tool_use_block")
    pydantic = other_side("pydantic")
    adapter = pydantic.TypeAdapter(types.ComputerToolUseBlock)
    written("anthropic", "toolset", tmp_path / "out", everything(), nasty())
    seen: set[str] = set()
    for row in rows(tmp_path / "out/conversations.jsonl"):
        assert row["tools"] == [{"type": "computer_toolset_20260801"}]
        for message in row["messages"]:
            for block in message["content"]:
                if block["type"] == "tool_use":
                    # Answers of the service say who called; a recorded conversation cannot.
                    made = adapter.validate_python(block | {"caller": {"type": "direct"}})
                    assert made.input.model_extra in (None, {})
                    seen.add(block["name"])
    assert {"left_click", "double_click", "scroll", "key", "type", "left_click_drag"} <= seen


def test_openai_takes_every_action(tmp_path: Path) -> None:
    responses = other_side("openai.types.responses")
    pydantic = other_side("pydantic")
    action = pydantic.TypeAdapter(responses.ComputerAction)
    written("openai", "computer", tmp_path / "out", everything(), nasty())
    calls = 0
    for row in rows(tmp_path / "out/conversations.jsonl"):
        for item in row["input"]:
            if item["type"] == "computer_call":
                responses.ResponseComputerToolCall.model_validate(item, strict=True)
                for one in item["actions"]:
                    assert action.validate_python(one).model_extra in (None, {})
                    calls += 1
    assert calls > 20


@pytest.mark.parametrize(("variant", "model"), [("1.5", "qwen25vl"), ("1.0", "doubao")])
def test_the_parser_of_ui_tars_reads_the_same_places_and_words(
    variant: str, model: str, tmp_path: Path
) -> None:
    parser = other_side("ui_tars.action_parser")
    out = tmp_path / "out"
    written("uitars", variant, out, everything(), nasty())
    lines = [line for line in rows(out / "provenance.jsonl") if line["index"] is not None]
    for row, line in zip(rows(out / "train.jsonl"), lines, strict=True):
        first = parser.parse_action_to_structure_output(
            row["messages"][-1]["content"], 1000, 48, 64, model_type=model
        )[0]
        action = line["action"]
        if action["type"] == "type":
            # Their parser strips what stands before a text.
            assert first["action_inputs"]["content"] == action["text"].lstrip()
        if action["type"] in ("click", "drag", "scroll"):
            x, y = json.loads(first["action_inputs"]["start_box"])[:2]
            assert abs(x * 64 - 30 - action["x"]) <= 0.5
            assert abs(y * 48 + 10 - action["y"]) <= 0.5


def with_authority(desktop: VirtualDesktop, folder: Path) -> dict[str, str]:
    """The desktop's environment; their X library wants a file of keys, even an empty one."""
    (folder / "authority").touch()
    return dict(desktop.env) | {"XAUTHORITY": str(folder / "authority")}


def test_pyautogui_does_what_the_script_says(desktop: VirtualDesktop, tmp_path: Path) -> None:
    installed("pyautogui")
    written("osworld", "pyautogui", tmp_path / "out", everything())
    script = (tmp_path / "out/5e55/script.py").read_text()
    signed = "import inspect\n" + script + "\nprint(*pyautogui.position())\n"
    done = subprocess.run(
        [sys.executable, "-c", signed],
        env=with_authority(desktop, tmp_path),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    last = [s.action for s in trajectory_of(everything()).steps if hasattr(s.action, "button")][-1]
    place = (last.x + 30, last.y - 10)  # pyright: ignore[reportAttributeAccessIssue,reportOptionalOperand]
    assert tuple(map(int, done.stdout.splitlines()[-1].split())) == place


def test_text_arrives_as_it_was_typed(desktop: VirtualDesktop, tmp_path: Path) -> None:
    installed("pyautogui")
    from replay.action_types import Type
    from replay.grammar.common import pixel_space
    from replay.grammar.pyautogui import CODE
    from studio.virtual_desktop import wait_until

    text = "if a<b > c: print('\"it\\'s\"') # <|x|> 100%"
    calls = CODE.say(Type(text, None, None, 0, 1), pixel_space((0, 0), (800, 600))).calls
    ready, got = tmp_path / "ready", tmp_path / "got"
    command = f"stty -echo; touch {ready}; head -n 1 > {got}.part; mv {got}.part {got}"
    desktop.start("xterm", "-e", "sh", "-c", command, env=dict(desktop.env))
    wait_until(ready.exists, "the terminal")
    head = "import pyautogui, time\npyautogui.FAILSAFE = False\npyautogui.click(960, 540)\n"
    script = head + "\n".join(map(str, calls)) + "\npyautogui.press('enter')"
    subprocess.run(
        [sys.executable, "-c", script], env=with_authority(desktop, tmp_path), check=True
    )
    wait_until(got.exists, "the text")
    assert got.read_text() == text + "\n"
