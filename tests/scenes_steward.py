"""The scenes of Campaigns: nothing yet, a draft, a new version, the list of those known here."""

from __future__ import annotations

from pathlib import Path
from tempfile import mkdtemp
from typing import cast

import msgspec
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget

from recorder.consent.campaign import Campaign, Controller, Purpose
from recorder.vault.identity import load_public
from studio.campaigning import EXAMPLE, next_version
from studio.gui.campaigns.campaign_page import CampaignPage
from studio.gui.campaigns.place import NEW, CampaignsPlace
from studio.gui.campaigns.small_sheets import AcceptSheet, BrokerSheet
from studio.steward_desk import Draft, keep_signed, save_draft, sign_terms
from tests.campaign_people import set_up
from tests.gui_helpers import child
from tests.screenshots import Scene, Stage

STUDY: Campaign = msgspec.structs.replace(
    EXAMPLE,
    id="office-2026",
    title="Office study 2026",
    purposes=(
        Purpose("agent-training", "Train an agent to do office work like yours."),
        Purpose("evaluation", "Measure how well such an agent does it."),
    ),
    controller=Controller("Institute for Work", "privacy@institute.example"),
    tasks=("Answer the mail about the invoice", "File the receipt of a journey"),
)

TEAM = msgspec.structs.replace(STUDY, id="mail-2026", title="Mail study")


def _place(stage: Stage) -> CampaignsPlace:
    stage.window.show_place("campaigns")
    place = cast(CampaignsPlace, stage.window.place("campaigns"))
    if not stage.context.actions.fact("campaigns_listed"):
        stage.context.actions.trigger("campaigns.back")
    stage.wait(lambda: place.shelf is not None)
    stage.settle()
    return place


def _empty(stage: Stage) -> QWidget:
    _place(stage)
    return stage.window


def _new(stage: Stage) -> QWidget:
    place = _place(stage)
    place.show_what(NEW)
    stage.wait(lambda: place.editor.terms is not None)
    return stage.window


def _draft(stage: Stage) -> QWidget:
    place = _place(stage)
    save_draft(stage.context.home, Draft("scene", STUDY))
    place.refresh()
    stage.settle()
    place.list.edit_wanted.emit("scene")
    stage.wait(lambda: place.editor.terms == STUDY)
    return stage.window


def _recorded(stage: Stage) -> QWidget:
    shown = _draft(stage)
    for area in (_place_of(stage).editor.form, *shown.findChildren(QScrollArea, "preview-area")):
        bar = area.verticalScrollBar()
        bar.setValue(round(bar.maximum() * 0.4))
    return shown


def _next(stage: Stage) -> QWidget:
    place = _place(stage)
    _signed(stage)
    newer = msgspec.structs.replace(
        next_version(STUDY), retention_days=365, apps_allowed=("mousepad",), title="Office study"
    )
    save_draft(stage.context.home, Draft("scene", newer))
    place.refresh()
    stage.settle()
    place.list.edit_wanted.emit("scene")
    stage.wait(lambda: place.editor.terms == newer)
    return stage.window


def _list(stage: Stage) -> QWidget:
    place = _place(stage)
    place.refresh()
    stage.settle()
    return stage.window


def _place_of(stage: Stage) -> CampaignsPlace:
    return cast(CampaignsPlace, stage.window.place("campaigns"))


def _signed(stage: Stage) -> None:
    """Have the study signed by the person at the window."""
    home, done = stage.context.home, []
    out = Path(mkdtemp()) / "office-2026.campaign"
    stage.context.vault.run(
        "Sign a campaign",
        lambda keeper, _progress: keep_signed(home, sign_terms(STUDY, keeper.sign, out)),
        done.append,
    )
    stage.wait(lambda: done)


def _page(stage: Stage) -> CampaignPage:
    """A campaign with a roster, a grant and a broker, which is made once."""
    place = _place(stage)
    home, done = stage.context.home, []
    if TEAM.id not in (place.shelf.taken if place.shelf else {}):
        folder = Path(mkdtemp())
        stage.context.vault.run(
            "Set up a campaign",
            lambda keeper, _progress: set_up(home, keeper, load_public(home), folder, TEAM),
            done.append,
        )
        stage.wait(lambda: done)
        place.refresh()
        stage.settle()
    place.list.open_wanted.emit(TEAM.id)
    stage.wait(lambda: place.page.overview is not None)
    stage.settle()
    return place.page


def _people(stage: Stage) -> QWidget:
    _page(stage)
    return stage.window


def _log(stage: Stage) -> QWidget:
    page = _page(stage)
    page.verify.click()
    stage.wait(page.result.isVisible)
    bar = page.findChildren(QScrollArea)[0].verticalScrollBar()
    stage.settle()
    bar.setValue(bar.maximum())
    stage.afterwards.append(lambda: bar.setValue(0))
    return stage.window


def _roster(stage: Stage) -> QWidget:
    child(_page(stage), QPushButton, "campaign-make-roster").click()
    return stage.dialog("roster-sheet")


def _root(stage: Stage) -> QWidget:
    page = _page(stage)
    assert page.roster is not None
    sheet = AcceptSheet(page.roster, page)
    sheet.root.setText(page.roster.root)
    sheet.open()
    return stage.dialog("accept-sheet")


def _grant(stage: Stage) -> QWidget:
    child(_page(stage), QPushButton, "campaign-grant").click()
    return stage.dialog("grant-sheet")


def _broker(stage: Stage) -> QWidget:
    sheet = BrokerSheet(_page(stage))
    sheet.folder.setText("/srv/office-2026")
    sheet.open()
    return stage.dialog("broker-sheet")


SCENES: dict[str, Scene] = {
    "campaigns-empty": _empty,
    "campaigns-new": _new,
    "campaigns-draft": _draft,
    "campaigns-recorded": _recorded,
    "campaigns-next": _next,
    "campaigns-people": _people,
    "campaigns-log": _log,
    "campaigns-roster": _roster,
    "campaigns-root": _root,
    "campaigns-grant": _grant,
    "campaigns-broker": _broker,
    "campaigns-list": _list,
}
"""The module's name puts them after those that make the identity."""
