"""The table in `docs/EXPORTS.md`, made from the grammars: `python -m tests.exports_document`."""

from __future__ import annotations

from replay.grammar.table import GRAMMARS, SAMPLES, what_it_says
from tests.checkout import ROOT

DOCUMENT = ROOT / "docs" / "EXPORTS.md"
BEGIN, END = "<!-- made by tests/exports_document.py -->", "<!-- end -->"
FULL, PART, NONE = "yes", "in part", "–"


def table() -> str:
    """What each action space says of each kind of action."""
    says = {name: what_it_says(grammar) for name, grammar in GRAMMARS.items()}
    lines = ["| Action | " + " | ".join(says) + " |", "|---" * (len(says) + 1) + "|"]
    for kind in SAMPLES:
        cells = [_cell(*answers[kind]) for answers in says.values()]
        lines.append(f"| {kind} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _cell(possible: bool, losses: tuple[object, ...]) -> str:
    return NONE if not possible else PART if losses else FULL


def with_table(text: str) -> str:
    """The document with its table made anew."""
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return f"{head}{BEGIN}\n\n{table()}\n\n{END}{tail}"


if __name__ == "__main__":
    DOCUMENT.write_text(with_table(DOCUMENT.read_text()))
