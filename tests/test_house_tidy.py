"""The checkout itself: sizes, docstrings, pins, and what must not be written in any file."""

from __future__ import annotations

import ast
import re
import tomllib

import pytest

from tests.checkout import ROOT, own_files

LINES_MAX = 500
TEXT = (".py", ".md", ".toml", ".txt", ".yml", ".yaml", ".json", ".sh", ".cfg", "")
# Put together here, so that this file does not hold them itself.
HOSTS = tuple(
    ".".join(parts)
    for parts in (("pypi", "org"), ("python" + "hosted", "org"), ("npmjs", "org"), ("npmjs", "com"))
)
MACHINE_PATHS = re.compile("|".join(f"(?<![\\w.]){re.escape(top)}" for top in (
    "/" + "work/", "/" + "opt/", "/" + "root/")) + r"|(?<![\w.])/" + r"tmp/\w")  # fmt: skip


def test_no_source_file_is_too_long() -> None:
    too_long = {
        str(path.relative_to(ROOT)): lines
        for path in own_files(".py")
        if (lines := len(path.read_text().splitlines())) > LINES_MAX
    }

    assert not too_long


def test_every_module_says_what_it_holds() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in own_files(".py")
        if path.name != "__init__.py" and not ast.get_docstring(ast.parse(path.read_text()))
    ]

    assert not silent


def test_no_file_names_a_package_registry() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {host}"
        for path in own_files(*TEXT)
        for host in HOSTS
        if host in path.read_text(errors="replace")
    ]

    assert not found


def test_no_file_names_a_path_of_one_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in own_files(*TEXT)
        if (match := MACHINE_PATHS.search(path.read_text(errors="replace")))
    ]

    assert not found


def _pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    pinned = [line.split("==") for line in lines if line and not line.startswith("#")]
    return {_plain(name): version for name, version in pinned}


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"]]
    for extra in project["optional-dependencies"].values():
        wanted += extra
    on_linux = [line for line in wanted if "sys_platform != 'linux'" not in line]

    names = {_plain(re.split(r"[^\w.-]", line)[0]) for line in on_linux}

    assert names - set(_pins()) == set()


@pytest.mark.parametrize("name", ["dependencies", "studio", "dev"])
def test_dependencies_stand_in_order(name: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    lines = project.get(name) or project["optional-dependencies"][name]

    names = [re.split(r"[^\w.-]", line)[0].lower() for line in lines]

    assert names == sorted(names)
