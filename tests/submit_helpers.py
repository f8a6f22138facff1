"""Four people with data folders of their own around one broker, and what each of them calls."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from annotate.detect.texts import text_detectors
from annotate.redact.burn import Sealing
from annotate.redact.candidates import redact
from annotate.redact.plan import Everywhere, Plan
from annotate.redact.prove import Tools
from recorder.consent.campaign import Campaign
from recorder.consent.receipt import Authority
from recorder.consent.register import Register
from recorder.media.slots import Picture
from recorder.session.journal import session_path
from recorder.session.model import Rect
from recorder.vault.home import Home
from recorder.vault.keeper_client import Keeper
from recorder.vault.reading import read_whole
from recorder.vault.recording_key import load_recording_key
from recorder.vault.unlock import Unlock
from studio.cli import cli
from studio.commands.campaign import EXAMPLE
from tests.redact_sessions import desk_with, write_desk

CAMPAIGN = EXAMPLE.id
SECRET = "jo.miller@example.org"
CANARY = "dear"
"""Typed, and left by the redaction: it may lie in `text` alone, which nobody is given."""

PEOPLE = ("steward", "worker", "anna", "ben")


def no_text(picture: Picture, box: Rect) -> list[Any]:
    """Reading that sees no text, for tests that are not about it."""
    return []


@dataclass
class Town:
    """`root` holds the homes of `PEOPLE`, the broker's folder and its epoch key."""

    root: Path
    first_grants: list[str] = field(default_factory=list[str])
    roles: tuple[str, ...] = ("anna:annotator", "ben:engineer")
    terms: Campaign = EXAMPLE

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody with a home: the four, and whoever else is in a role."""
        others = (each.split(":")[0] for each in self.roles)
        return tuple(dict.fromkeys((*PEOPLE, *others)))

    @property
    def broker(self) -> Path:
        return self.root / "broker"

    def home(self, person: str) -> Home:
        return Home(self.root / person)

    def run(self, person: str, *words: str) -> Result:
        """One command of one person."""
        passphrase = self.root / "passphrase"
        env = {"CANDOR_HOME": str(self.root / person), "CANDOR_PASSPHRASE_FILE": str(passphrase)}
        return CliRunner().invoke(cli, list(words), env=env)

    def did(self, person: str, *words: str) -> str:
        """What a command that must succeed says on standard output."""
        done = self.run(person, *words)
        assert done.exit_code == 0, (words, done.output, done.exception)
        return done.stdout.strip()

    def refused(self, person: str, *words: str) -> str:
        """The sentence with which a command is refused."""
        done = self.run(person, *words)
        assert done.exit_code != 0, (words, done.output)
        return done.output + str(done.exception)

    def build(self) -> Town:
        """Identities, campaign, broker, roster, grants, consent."""
        (self.root / "passphrase").touch(mode=0o600)
        (self.root / "passphrase").write_text("correct horse battery staple\n")
        for person in self.people:
            self.did(person, "identity", "new")
        campaign = str(self.root / "team.campaign")
        terms = self.root / "terms.json"
        terms.write_bytes(self.terms.encode())
        self.did("steward", "campaign", "new", "--terms", str(terms), "--out", campaign)
        key = self.did(
            "steward", "broker", "new", str(self.broker), "--campaign", campaign,
            "--epoch-key", str(self.root / "epoch.key"),
        )  # fmt: skip
        roster = self.root / "team.roster"
        root = self.new_roster(key, roster, *self.roles)
        self.did("steward", "broker", "roster", str(self.broker), str(roster), "--root", root)
        for person in self.people:
            self.did(person, "roster", "accept", root, "--at", str(self.broker))
        self.first_grants += [
            self.did("steward", "grant", person, "--role", role)
            for person, role in (each.split(":") for each in self.roles)
        ]
        self.did("worker", "consent", "give", "--campaign", campaign, "--all", "--yes")
        return self

    def new_roster(
        self, key: str, out: Path, *people: str, after: Path | None = None, days: int = 180
    ) -> str:
        """Write a roster that the steward and Anna sign; its root comes back."""
        words = ["roster", "new", "--campaign", CAMPAIGN, "--broker", key, "--out", str(out)]
        words += ["--days", str(days)]
        for signer in ("steward", "anna"):
            words += ["--signer", str(self.home(signer).identity_public)]
        for each in people:
            name, role = each.split(":")
            words += ["--person", f"{name}={self.home(name).identity_public}:{role}"]
        if after is not None:
            words += ["--after", str(after)]
        root = self.did("steward", *words)
        for signer in ("steward", "anna"):
            self.did(signer, "roster", "sign", str(out))
        return root

    def recorded(self, authority: Authority | None = None, secret: str = SECRET) -> str:
        """The id of a session that the worker recorded."""
        home = self.home("worker")
        receipt = authority or Register(home).current(CAMPAIGN)
        return write_desk(
            home.sessions, receipt, load_recording_key(home), desk_with(secret)
        ).stem  # fmt: skip

    def candidate(
        self, authority: Authority | None = None, *, leak: bool = False, session: str | None = None
    ) -> str:
        """The id of a candidate made of a session, else of a new one; one with a leak is not
        proven."""
        home, session = self.home("worker"), session or self.recorded(authority)
        path = session_path(home.sessions, session)
        plan = Plan(session, () if leak else (Everywhere("r1", SECRET, "email"),))
        sealing = Sealing(
            authority or Register(home).current(CAMPAIGN),
            load_recording_key(home),
            datetime.now(UTC),
        )
        tools = Tools(text_detectors(()), no_text)
        with Keeper(home) as keeper:
            keeper.unlock(Unlock(self.root / "passphrase"))
            whole = read_whole(keeper, path)
            made = redact(home, path, whole, plan, sealing, tools, keeper.read_session, keeper.sign)
        assert made.proof.passed is not leak
        return made.path.stem

    def submitted(self, *words: str) -> str:
        """The id of a submission of a new session."""
        return self.did("worker", "submit", self.candidate(), "--yes", *words)
