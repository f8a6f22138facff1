"""`candor formats`: what can be exported to and imported from, and what each cannot say."""

from __future__ import annotations

from typing import Any

import click


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def formats(as_json: bool) -> None:
    """List the formats of exports and imports, with what each of them cannot say."""
    from replay.export.registry import find_format, format_names
    from replay.load.registry import readable
    from studio.format_document import format_document

    documents = [
        format_document(form, variant)
        for form in (find_format(name) for name in format_names())
        for variant in form.variants
    ]
    if as_json:
        import json

        imports = [
            {"format": each.name, "title": each.title, "cannot": list(each.cannot)}
            for each in readable()
        ]
        click.echo(json.dumps({"formats": documents, "imports": imports}, indent=2))
        return
    _print(documents)
    _print_readable()


def _print(documents: list[dict[str, Any]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 1, 0))
    for column in ("Format", "Variant", "Does not carry", "Cannot say"):
        table.add_column(column, vertical="top")
    last = None
    for document in documents:
        lost = "; ".join(
            f"{loss} ({', '.join(kinds)})" for loss, kinds in document["loses"].items()
        )
        name = document["format"] if document["format"] != last else ""
        last = document["format"]
        table.add_row(
            Text(name),
            Text(document["variant"]),
            Text(lost or "nothing is lost"),
            Text(", ".join(document["cannot"]) or "–"),
        )
    Console(soft_wrap=False).print(table)


def _print_readable() -> None:
    from rich.console import Console
    from rich.table import Table

    from replay.load.registry import readable

    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for column in ("Import", "Reads", "Does not tell"):
        table.add_column(column, vertical="top")
    for each in readable():
        table.add_row(each.name, each.title, ", ".join(each.cannot))
    Console(soft_wrap=False).print(table)
