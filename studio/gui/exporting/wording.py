"""What formats, kinds of actions, losses and sets are called in the window."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QLocale

from studio.gui.words import mark, tr

FORMATS: Mapping[str, tuple[str, str]] = {
    "html": (
        mark("Pages to click through"),
        mark("One page for each session that any browser opens, with everything inside."),
    ),
    "jsonl": (
        mark("Lines of JSON"),
        mark("One line for each step, with all that is known of it, beside its pictures."),
    ),
    "parquet": (
        mark("Table for Hugging Face"),
        mark("Parquet that the library datasets loads, with the pictures inside."),
    ),
    "webdataset": (
        mark("Tar shards"),
        mark("Samples in tar files for WebDataset: the picture before, the step as JSON."),
    ),
    "lerobot": (
        mark("LeRobot data set"),
        mark("Version 3: the screen as a camera, the input as its action, ten rows a second."),
    ),
    "owamcap": (
        mark("OWAMcap log"),
        mark("Every event with its exact time, and the video beside it."),
    ),
    "messages": (
        mark("Chat messages"),
        mark("Prompts and answers with pictures between them, as TRL trains on them."),
    ),
    "sharegpt": (
        mark("ShareGPT conversations"),
        mark("Conversations with pictures, as LLaMA-Factory trains on them."),
    ),
    "qwen-vl": (
        mark("Qwen-VL"),
        mark("Conversations in the form of Qwen's own fine-tuning."),
    ),
    "uitars": (
        mark("UI-TARS"),
        mark("Conversations in the action words of UI-TARS."),
    ),
    "agentnet": (
        mark("AgentNet trajectories"),
        mark("Trajectories as OpenCUA trains on them."),
    ),
    "osworld": (
        mark("OSWorld run logs"),
        mark("A log for each session, with a script that pyautogui can run."),
    ),
    "anthropic": (
        mark("Anthropic computer use"),
        mark("Messages with tool calls, one conversation for each session."),
    ),
    "openai": (
        mark("OpenAI computer use"),
        mark("Input items with computer calls, one conversation for each session."),
    ),
}
"""The formats that are built in, those for looking at first: name and one sentence."""

_KINDS = (
    mark("click"), mark("double click"), mark("triple click"), mark("right click"),
    mark("right double click"), mark("middle click"), mark("back button"),
    mark("click with Ctrl"), mark("straight drag"), mark("bent drag"), mark("right drag"),
    mark("drag with Shift"), mark("scroll"), mark("scroll sideways"), mark("scroll with Ctrl"),
    mark("typing"), mark("typing in any script"), mark("key"), mark("chord"),
    mark("chord of four keys"), mark("repeated key"), mark("held key"), mark("held button"),
    mark("hover"), mark("wait"), mark("success"), mark("failure"),
    mark("a step without a picture before"),
)  # fmt: skip
_LOSSES = (
    mark("held modifiers"), mark("which modifiers were held, which is not known"),
    mark("the mouse button"), mark("that the clicks were one gesture"),
    mark("the path of the drag"), mark("that it was held"), mark("how long it took"),
    mark("how far it scrolled"), mark("text that is not known"),
    mark("the text that the keys gave"), mark("characters without a key"), mark("the key"),
    mark("more keys than a chord may have"), mark("a place outside the picture"),
    mark("this kind of action"), mark("whether the task succeeded"), mark("a picture before"),
    mark("the picture after"), mark("words that would have been markup"),
)  # fmt: skip
ACTIONS = (
    ("click", mark("click")), ("type", mark("typing")), ("key", mark("key")),
    ("drag", mark("drag")), ("scroll", mark("scroll")), ("hold", mark("held key or button")),
    ("move", mark("hover")), ("wait", mark("wait")), ("finish", mark("end of the task")),
)  # fmt: skip
"""What `type` is in an expression, and its name."""

SPLITS = (
    ("", mark("No sets: everything in one folder")),
    ("session", mark("Sets that share no session")),
    ("worker", mark("Sets that share no worker")),
    ("app", mark("Sets that share no application")),
    ("task", mark("Sets that share no task")),
)
_SETS = (mark("train"), mark("validation"), mark("test"))
_PICTURES: Mapping[str, str] = {
    "before": mark("A picture before each step."),
    "both": mark("A picture before and after each step."),
    "before and last": mark("A picture before each step, and one at the end."),
    "none": mark("No pictures: the video itself."),
}


def format_name(name: str) -> str:
    """What a format is called; one of another package by its own name."""
    return tr(FORMATS[name][0]) if name in FORMATS else name


def format_sentence(name: str, title: str) -> str:
    """One sentence about a format; one of another package brings its own."""
    return tr(FORMATS[name][1]) if name in FORMATS else title


def format_order(name: str) -> tuple[int, str]:
    """Where a format stands in the list."""
    names = list(FORMATS)
    return (names.index(name) if name in FORMATS else len(names), name)


def kinds_words(kinds: Iterable[str]) -> str:
    """Kinds of actions in a row."""
    return ", ".join(tr(kind) for kind in kinds)


def loss_words(loss: str) -> str:
    return tr(loss)


def set_words(name: str) -> str:
    return tr(name)


def pictures_words(sees: str) -> str:
    return tr(_PICTURES[sees]) if sees in _PICTURES else ""


def number(count: int) -> str:
    """A number as the language writes it."""
    return QLocale().toString(count)
