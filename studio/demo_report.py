"""The report of the demo: one page that a person can check by eye, pictures beside it."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from studio.demo_redact import Redacted

NS = 1e9
STYLE = """
:root { color-scheme: light dark; --line: #8884; --soft: #8882; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 1100px; margin: 40px auto; padding: 0 20px }
h1 { font-size: 26px; margin: 0 } h1 + p { margin-top: 4px; opacity: .75 }
table { border-collapse: collapse; margin: 20px 0 } td { padding: 4px 18px 4px 0 }
td:first-child { opacity: .7 }
article { border-top: 1px solid var(--line); padding: 20px 0 }
article h2 { font-size: 17px; margin: 0 0 2px } article p { margin: 0 0 10px; opacity: .7 }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 14px }
figure { margin: 0 } figcaption { font-size: 13px; opacity: .7 }
img { width: 100%; border: 1px solid var(--line); border-radius: 4px; display: block }
.none { background: var(--soft); border-radius: 4px; padding: 20px; font-size: 14px }
code { font-size: 14px }
"""


@dataclass(slots=True)
class Report:
    """What the demo found; the dictionaries are the JSON of the commands."""

    session: str
    task: str
    sealed: dict[str, Any]
    opened: dict[str, Any]
    shown: dict[str, Any]
    trajectory: dict[str, Any]
    searched: int = 0
    redacted: Redacted | None = None


def write_report(report: Report, out: Path) -> None:
    """Write `report.html` beside the pictures in `steps/`."""
    steps = "\n".join(_step(step, out) for step in report.trajectory["steps"])
    gaps = "\n".join(f"<li>{escape(_gap(gap))}</li>" for gap in report.shown["gaps"])
    page = f"""<!doctype html>
<html lang="en"><meta charset="utf-8"><title>A session recorded by Candor</title>
<style>{STYLE}</style>
<h1>{escape(report.task)}</h1>
<p>Recorded with consent, sealed before it reached the disk, and read back as steps.</p>
<table>{_facts(report)}</table>
<h2>Not recorded</h2><ul>{gaps}</ul>
<h2>Steps</h2>
{steps}
<p>Look inside with <code>CANDOR_HOME=home CANDOR_PASSPHRASE_FILE=passphrase.txt candor show
{report.session[:8]}</code> in this folder.</p>
</html>
"""
    (out / "report.html").write_text(page)


def _facts(report: Report) -> str:
    events = report.trajectory["events"]
    left_out = ", ".join(f"{count} {why}" for why, count in events["left_out"].items())
    rows = {
        "Session": report.session,
        "Verified, still sealed": _verdict(report.sealed),
        "Verified, opened": _verdict(report.opened),
        "Length": f"{report.shown['duration_ns'] / NS:.1f} s",
        "Size": f"{report.opened['bytes'] / 1e6:.2f} MB for {report.opened['frames']} frames",
        "Events": f"{events['total']}, {events['used']} used by steps; left out: {left_out}",
        "The password that was typed": f"in 0 of {report.searched} files, and in no step",
    }
    if report.redacted is not None:
        rows |= _redaction(report.redacted)
    return "".join(f"<tr><td>{escape(name)}<td>{escape(value)}" for name, value in rows.items())


def _redaction(redacted: Redacted) -> dict[str, str]:
    proof = redacted.proof
    proposed = ", ".join(f"{count} {kind}" for kind, count in redacted.proposed.items())
    figures = proof["figures"]
    found = sum(check["found"] for check in proof["checks"])
    return {
        "Proposed to be redacted": proposed,
        "The redacted copy": f"{proof['candidate']}, made and proven in {redacted.seconds:.0f} s",
        "Its proof": f"{len(proof['checks'])} checks, {found} found",
        "Outside of the boxes": f"the worst of {figures['frames']} frames keeps "
        f"{figures['psnr_min_db']} dB",
        "The secrets that were shown": f"in 0 of {redacted.searched} texts, records and files of "
        "the redacted copy",
    }


def _verdict(report: dict[str, Any]) -> str:
    return report["problem"] or f"{report['state']}, {report['records']} records"


def _gap(gap: dict[str, Any]) -> str:
    end = "the end" if gap["t_end_ns"] is None else f"{gap['t_end_ns'] / NS:.1f} s"
    hidden = "" if gap["hidden"] == "all" else f" ({gap['hidden']} only)"
    return f"{gap['t_start_ns'] / NS:.1f} s to {end}: {gap['reason']}{hidden}"


def _step(step: dict[str, Any], out: Path) -> str:
    action = step["action"]
    lag = step["before"] and f", last confirmed {step['before']['lag_ns'] / 1e6:.0f} ms earlier"
    app = step["window"] and step["window"]["app"]
    place = f", in {escape(app)}" if app else ""
    return f"""<article><h2>{step["index"] + 1}. {escape(step["sentence"])}</h2>
<p>{step["id"]} at {action["t_start_ns"] / NS:.2f} s{lag or ""}{place}</p>
<div class="pair">{_picture(step, "before", out)}{_picture(step, "after", out)}</div></article>"""


def _picture(step: dict[str, Any], when: str, out: Path) -> str:
    picture = Path("steps") / step["id"] / f"{when}.png"
    if not (out / picture).exists():
        return f'<div class="none">No frame {when} it is known.</div>'
    return (
        f'<figure><img src="{picture}" alt="The screen {when} step {step["index"] + 1}" '
        f'loading="lazy"><figcaption>{when}</figcaption></figure>'
    )
