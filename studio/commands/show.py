"""`candor show`: a session at a glance."""

from __future__ import annotations

import click


@click.command()
@click.argument("session")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def show(session: str, as_json: bool) -> None:
    """Show what a session holds: its task, length, desktop, events, frames, gaps and windows."""
    import msgspec

    from replay.session_view import summary_document, summary_of
    from studio.commands.common import open_session
    from studio.commands.steps_table import safe

    summary = summary_of(open_session(session))
    if as_json:
        text = msgspec.json.format(msgspec.json.encode(summary_document(summary)), indent=2)
        click.echo(text.decode())
        return
    meta, desktop = summary.meta, summary.meta.desktop
    counts = ", ".join(f"{count} {kind}" for kind, count in summary.events.items())
    lines = {
        "Session": meta.session,
        "Task": meta.task,
        "Started": meta.started_at,
        "Length": f"{summary.duration_ns / 1e9:.1f} s",
        "State": summary.state,
        "Desktop": f"{desktop.width} x {desktop.height}, {len(desktop.displays)} display(s)",
        "Recorded": ", ".join(scope.value.replace("_", " ") for scope in meta.scopes),
        "Events": counts or "none",
        "Frames": str(summary.frames),
    }
    for name, value in lines.items():
        click.echo(f"{name:<9} {safe(value)}")
    for gap in summary.gaps:
        end = f"{gap.t_end_ns / 1e9:.1f} s" if gap.t_end_ns is not None else "the end"
        hidden = "" if gap.hidden == "all" else f" ({gap.hidden} only)"
        click.echo(f"Gap       {gap.t_start_ns / 1e9:.1f} s to {end}: {gap.reason}{hidden}")
    for app, title in summary.windows:
        click.echo(f"Window    {safe(app or 'unknown program')}: {safe(title or 'no title')}")
