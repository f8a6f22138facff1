"""Fifty sessions with secrets everywhere, burnt and proven; every fifth is also read as a whole, at
double size, by somebody who wants to find them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from annotate.detect.ocr import read_text
from annotate.detect.texts import text_detectors
from annotate.redact.burn_events import strings_in
from annotate.redact.candidates import Candidate, redact
from annotate.redact.matching import encodings, holds, reads
from annotate.redact.plan import Everywhere, Plan
from annotate.redact.proof import as_page
from annotate.redact.prove import PSNR_MIN_DB, Tools
from annotate.streams import part
from recorder.consent.campaign import STREAMS
from recorder.session.decoder import Pictures
from recorder.session.events import KeyEvent
from recorder.session.reader import Session
from replay.action_types import Type
from replay.correction_types import Labels, Overlay, Retype
from replay.steps import trajectory_of
from studio.commands.redact import until_proven
from tests.redact_looks import varied_desk
from tests.redact_sessions import sealing, written
from tests.session_helpers import make_worker, plain_records, read

SESSIONS = 51
# Reading whole frames at double size takes several times as long as all the rest.
READ_BY_ANOTHER = 5
NAMES = ("jo.miller", "a.nguyen", "petra_k", "sam.obrien", "t.larsson", "ines.costa")
HOSTS = ("example.org", "mail.example.com", "firm.example.net")
WORDS = ("project falcon", "acme holding", "red lantern", "north quay", "client 4711")


def secret_of(chance: random.Random) -> tuple[str, str]:
    """A secret and its kind; the address of one of many people, a number, a name on no list."""
    digits = "".join(chance.choice("0123456789") for _ in range(12))
    return chance.choice(
        [
            (f"{chance.choice(NAMES)}@{chance.choice(HOSTS)}", "email"),
            (f"{digits[:4]} {digits[4:8]} {digits[8:]} 0004", "card"),
            (f"sk_live_{digits}Zq", "api key"),
            (f"+49 30 {digits[:7]}", "phone"),
            (chance.choice(WORDS), "word of yours"),
        ]
    )


def shown_texts(pictures: Pictures) -> Iterator[str]:
    """Every frame read as a whole, and twice as large."""
    before = None
    for index in pictures.indexes:
        picture = pictures.frame(index)
        if before is not None and not np.abs(picture.astype(int) - before).max() > 8:
            continue
        before = picture.astype(int)
        rgb = picture[:, :, ::-1].copy()
        for each in (rgb, rgb.repeat(2, axis=0).repeat(2, axis=1)):
            lines = read_text(each)
            yield from (line.text for line in lines)
            yield "".join(line.text for line in sorted(lines, key=lambda one: one.rect.y))


def labelled(session: Session, secret: str) -> Overlay:
    """What a worker says of a session, with the secret in every word of it."""
    step = trajectory_of(session).steps[0]
    action = Type(secret, None, None, step.action.t_start_ns, step.action.t_end_ns)
    labels = Labels(f"About {secret}", "success", {step.id: f"Write {secret}"})
    return Overlay((Retype(step.id, action),), labels)


def bytes_of(candidate: Session, secret: str) -> Iterator[bytes]:
    """The streams of a candidate as they would leave, with the worker's review of it."""
    parted = part(candidate, labelled(candidate, secret))
    for stream in STREAMS:
        yield b"".join(parted.content(stream))


@pytest.mark.prove
@pytest.mark.timeout(3600)
def test_no_redacted_string_is_found_again_in_fifty_sessions(tmp_path: Path) -> None:
    worker = make_worker(tmp_path / "home")
    tools = Tools(text_detectors(()))
    worst_db, found = 99.0, list[str]()
    for seed in range(SESSIONS):
        secret, kind = secret_of(random.Random(seed))
        session = written(worker, varied_desk(secret, seed), f"About {secret}")

        def burnt(plan: Plan, session: Session = session) -> Candidate:
            return redact(
                worker.home,
                worker.home.sessions / f"{session.id}.candor",
                session,
                plan,
                sealing(worker),
                tools,
                lambda path: plain_records(path, worker),
                worker.identity.envelope,
            )

        # Halves of a telephone number that was typed from its middle are found by its proof only.
        plan = Plan(session.id, (Everywhere("r1", secret, kind),))
        done = until_proven(plan, burnt, lambda path: plain_records(path, worker), tools)

        assert done.proof.passed, f"{seed}\n{as_page(done.proof)}"
        worst_db = min(worst_db, done.proof.figures.psnr_min_db or 0)
        left = read(done.path, worker)
        texts = [*strings_in(left.events), *strings_in(left.meta)]
        texts += ["".join(e.text or "" for e in left.events if isinstance(e, KeyEvent))]
        found += [f"{seed} text" for text in texts if holds(text, secret)]
        if seed % READ_BY_ANOTHER == 0:
            shown = shown_texts(Pictures(left.chunks))
            found += [f"{seed} pixels" for text in shown if reads(text, secret)]
        records = [record.payload for record in plain_records(done.path, worker)]
        for where in (*records, done.path.read_bytes(), *bytes_of(left, secret)):
            found += [f"{seed} bytes" for raw in encodings(secret) if len(raw) > 8 and raw in where]
        assert found == []
    assert worst_db >= PSNR_MIN_DB
