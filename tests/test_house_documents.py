"""The documents keep pace with the code: every command, variable, decision and test they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tests.checkout import PACKAGES, ROOT

DOCS = ROOT / "docs"


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command with its full name, groups included."""
    from studio.cli import cli

    yield from _below("candor", cli)


def _below(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for child in command.list_commands(context):
            found = command.get_command(context, child)
            if found is not None and not found.hidden:
                yield from _below(f"{name} {child}", found)


def sections() -> dict[str, str]:
    """The command reference: what stands under each heading that names a command."""
    pieces = re.split(r"^#+ `(candor[^`]*)`$", (DOCS / "COMMANDS.md").read_text(), flags=re.M)
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


def test_every_command_and_option_is_in_the_reference() -> None:
    documented = sections()
    missing = [name for name, _ in commands() if name not in documented]
    missing += [
        f"{name} {option}"
        for name, command in commands()
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in (*parameter.opts, *parameter.secondary_opts)
        if f"`{option}" not in documented.get(name, "")
    ]

    assert not missing


def test_the_reference_names_no_command_or_option_that_is_gone() -> None:
    known = dict(commands())
    gone = [name for name in sections() if name not in known]
    for name, text in sections().items():
        options = {
            option
            for parameter in (known[name].params if name in known else ())
            for option in (*parameter.opts, *parameter.secondary_opts)
        }
        listed = re.findall(r"^\| `(--?[\w-]+)", text, re.M)
        gone += [f"{name} {option}" for option in listed if option not in options]

    assert not gone


def test_every_command_and_option_has_help() -> None:
    silent = [name for name, command in commands() if not command.help]
    silent += [
        f"{name} {parameter.name}"
        for name, command in commands()
        for parameter in command.params
        if isinstance(parameter, click.Option) and not parameter.help
    ]

    assert not silent


def test_every_environment_variable_is_in_the_reference() -> None:
    used = {
        variable
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        for variable in re.findall(r"\bCANDOR_[A-Z][A-Z_]*[A-Z]\b", path.read_text())
    }
    documented = set(re.findall(r"`(CANDOR_[A-Z_]+)`", (DOCS / "COMMANDS.md").read_text()))

    assert used == documented


def test_every_decision_is_linked_from_the_architecture() -> None:
    text = (DOCS / "ARCHITECTURE.md").read_text()
    linked = set(re.findall(r"adr/([\w-]+\.md)", text))

    assert linked == {path.name for path in (DOCS / "adr").glob("*.md")}


@pytest.mark.parametrize("path", [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))], ids=str)
def test_every_link_to_a_file_leads_somewhere(path: Path) -> None:
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text())

    assert not [target for target in targets if not (path.parent / target).exists()]


@pytest.mark.parametrize("path", sorted(DOCS.rglob("*.md")), ids=lambda path: path.name)
def test_every_test_that_a_document_names_exists(path: Path) -> None:
    named = set(re.findall(r"`(test_\w+)`", path.read_text()))
    tests = "\n".join(test.read_text() for test in sorted((ROOT / "tests").glob("test_*.py")))
    there = set(re.findall(r"def (test_\w+)", tests))

    assert named - there == set()
