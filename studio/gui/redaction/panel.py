"""The tab *Redactions* of the review: proposals, redactions, copies. It joins the parts."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QTabWidget, QWidget

from annotate.redact.plan import Keep, Redaction, Region, Span
from annotate.redact.proof import Proof
from recorder.session.model import Rect
from replay import player as heads
from studio.gui.context import AppContext
from studio.gui.player.picture_view import PictureView
from studio.gui.player.timeline import Timeline
from studio.gui.redaction.box_layer import BoxLayer
from studio.gui.redaction.candidates_view import CandidatesView
from studio.gui.redaction.change_sheet import ChangeSheet
from studio.gui.redaction.everywhere_sheet import EverywhereSheet
from studio.gui.redaction.hand import Hand
from studio.gui.redaction.lane import RedactionLane
from studio.gui.redaction.lines import Lines
from studio.gui.redaction.making import Kept, Making
from studio.gui.redaction.proof_sheet import ProofSheet
from studio.gui.redaction.proposals_view import ProposalsView
from studio.gui.redaction.proposed import Proposal, state_of
from studio.gui.redaction.reach import Reach
from studio.gui.redaction.recipients import Recipients
from studio.gui.redaction.redactions_list import RedactionsList, RedactionsModel
from studio.gui.redaction.scanning import Scanning
from studio.gui.redaction.words_sheet import WordsSheet
from studio.gui.review.desk import Desk
from studio.gui.switch import Switch
from studio.gui.theme import Space
from studio.gui.widgets import button, column, icon_button, label, row
from studio.gui.words import tr

PROPOSALS, REDACTIONS, COPIES = range(3)


class RedactionPanel(QWidget):
    """The tab itself. `layer` and `lane` are to be laid over the picture and below the timeline."""

    def __init__(
        self, context: AppContext, desk: Desk, picture: PictureView, timeline: Timeline
    ) -> None:
        super().__init__()
        self.setObjectName("redaction-panel")
        self._context, self._desk = context, desk
        self.scanning = Scanning(context, desk, self)
        self.lines = Lines(context, desk, self)
        self.making = Making(context, desk, self.scanning, self)
        self.hand = Hand(context, desk, self)
        self.recipients = Recipients(context, desk, self.lines, self)
        self.layer = BoxLayer(picture)
        self.lane = RedactionLane(timeline, context.theme)
        self.proposals = ProposalsView(context, desk, self.scanning)
        self.model = RedactionsModel(self)
        self.list = RedactionsList(self.model)
        self.copies = CandidatesView(context, desk, self.scanning, self.making)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("redaction-tabs")
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setObjectName("redaction-tab-bar")
        self.tabs.tabBar().setAccessibleName(tr("Parts of redaction"))
        self.tabs.addTab(self.proposals, tr("Proposals"))
        self.tabs.addTab(self._redactions_page(), tr("Redactions"))
        self.tabs.addTab(self.copies, tr("Copies"))
        self.as_recipients = Switch("as-recipients", tr("As recipients see it"))
        self.as_recipients.setToolTip(tr("Boxes are solid, placeholders stand for texts"))
        words = icon_button(
            "people", tr("Words of yours…"), name="words-of-yours", clicked=self.edit_words
        )
        head = row(self.as_recipients, label(tr("As recipients see it")), 1, words)
        head.setContentsMargins(0, Space.S, 0, 0)
        whole = column(head, self.tabs, space=Space.S)
        whole.setContentsMargins(Space.M, 0, Space.M, Space.M)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._listen()
        self._show()

    # What the person does

    def draw_box(self) -> None:
        """Begin to draw a box over the picture."""
        self._desk.player.use(heads.pause(self._desk.player.head))
        self.layer.draw()

    def cut(self, keep: Keep) -> None:
        """Take the selection of the timeline out, or say how to select."""
        if not self.hand.cut(keep):
            self._context.frame.say(
                tr("Select a stretch of time first: I where it begins, O where it ends.")
            )

    def redact_steps(self) -> None:
        """Redact the selected steps whole."""
        chosen = [self._desk.step(each) for each in self._desk.selection]
        steps = tuple(each for each in chosen if each is not None)
        if not steps:
            self._context.frame.say(tr("Select a step first."))
            return
        self.hand.redact_steps(steps)

    def redact_everywhere(self) -> None:
        """Ask for a text, and redact it in all carriers."""
        if self._desk.is_open:
            sheet = EverywhereSheet(self._context, self._desk, self.lines, self)
            sheet.redacted.connect(self.hand.add)
            self._open(sheet)

    def edit_words(self) -> None:
        self._open(WordsSheet(self._context, self))

    def show_proof(self, proof: Proof) -> None:
        self._open(ProofSheet(proof, self))

    def submit(self, candidate: Path) -> None:
        """Show what would leave of a copy."""
        from studio.gui.custody.submit_sheet import SubmitSheet

        self._open(SubmitSheet(self._context, candidate, self.window()))

    def submit_newest(self) -> None:
        """Submit the newest copy that is proven, or say that there is none."""
        self.tabs.setCurrentIndex(COPIES)
        for kept in self.making.kept:
            if kept.proof is not None and kept.proof.passed:
                self.submit(kept.path)
                return
        self._context.frame.say(tr("Make a redacted copy first; once it is proven, submit it."))

    def change(self, redaction: Redaction) -> None:
        sheet = ChangeSheet(redaction, self)
        sheet.changed_to.connect(self.hand.change)
        self._open(sheet)

    def toggle_recipients(self) -> None:
        self.as_recipients.toggle()

    def make_copy(self) -> None:
        """Make the redacted copy, and show how far it is."""
        self.tabs.setCurrentIndex(COPIES)
        self.making.make()

    def look_through(self) -> None:
        self.tabs.setCurrentIndex(PROPOSALS)
        self.scanning.run()

    # Layout

    def _redactions_page(self) -> QWidget:
        self.reach = QComboBox()
        self.reach.setObjectName("box-reach")
        self.reach.setAccessibleName(tr("How long a new box holds"))
        for reach, words in (
            (Reach.SAME, tr("Box: while it looks the same there")),
            (Reach.FOLLOW, tr("Box: follows what it shows")),
            (Reach.ONWARD, tr("Box: from here to the end")),
            (Reach.SESSION, tr("Box: in the whole session")),
        ):
            self.reach.addItem(words, reach)
        self.reach.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.reach.setMinimumContentsLength(14)
        made = (
            ("draw-box", tr("Draw a box over the picture"), "region", self.draw_box),
            ("redact-text", tr("Redact a text everywhere"), "title", self.redact_everywhere),
            ("redact-step", tr("Redact whole steps"), "forget", self.redact_steps),
            (
                "cut-gap",
                tr("Empty the selection of the timeline and keep its time as a gap"),
                "gap",
                lambda: self.cut(Keep.GAP),
            ),
            (
                "cut-out",
                tr("Cut the selection of the timeline out"),
                "clock",
                lambda: self.cut(Keep.NOTHING),
            ),
        )
        self._tools = []
        for name, text, sign, act in made:
            self._tools.append(icon_button(sign, text, name=name, clicked=act))
        self.eye = icon_button(
            "eye", tr("Show what is redacted"), name="unmask-redactions", checkable=True
        )
        self.eye.toggled.connect(self.model.unmask)
        self.edit = button(tr("Change…"), name="change", clicked=self._change_current)
        self.remove = icon_button("delete", tr("Remove"), name="remove", clicked=self._remove)
        self.hold = icon_button(
            "check",
            tr("Let the chosen box hold as long as chosen here"),
            name="fit-box",
            clicked=self._fit_current,
        )
        self._count = label("", "body", "soft")
        boxes = row(self.reach, self.hold)
        boxes.setStretch(0, 1)
        inner = column(
            row(*self._tools, 1, self.eye, space=Space.XS),
            boxes,
            self.list,
            row(self._count, 1, self.edit, self.remove, space=Space.XS),
            space=Space.S,
        )
        inner.setContentsMargins(0, Space.S, 0, 0)
        inner.setStretch(2, 1)
        page = QWidget()
        page.setLayout(inner)
        return page

    def _listen(self) -> None:
        desk, layer, lane, hand = self._desk, self.layer, self.lane, self.hand
        desk.changed.connect(self._show)
        desk.closed.connect(self._on_closed)
        desk.seeked.connect(self._on_seeked)
        self.scanning.changed.connect(self._show)
        self.recipients.changed.connect(self._on_recipients)
        self.as_recipients.toggled.connect(self.recipients.show)
        self.reach.currentIndexChanged.connect(self._on_reach)
        layer.drawn.connect(self._on_drawn)
        layer.changed.connect(hand.change)
        layer.chosen.connect(self.choose)
        layer.removed.connect(lambda each: hand.remove((each,)))
        lane.chosen.connect(self.choose)
        lane.sought.connect(desk.seek)
        self.list.chosen.connect(self._on_listed)
        self.list.removal_wanted.connect(hand.remove)
        self.list.change_wanted.connect(self.change)
        self.proposals.place_wanted.connect(self._on_place)
        self.copies.proof_wanted.connect(self.show_proof)
        self.copies.submit_wanted.connect(self.submit)
        self.making.made.connect(self._on_made)

    # What comes

    def _show(self) -> None:
        content = self._desk.content
        redactions = content.redactions
        self.model.show_redactions(redactions)
        self.layer.show_redactions(redactions)
        open_ns = [each.t_ns for each in self.scanning.rows if state_of(each, content) == "open"]
        self.lane.show_redactions(redactions, open_ns)
        words = tr("%n redaction(s)", len(redactions)) if redactions else tr("None yet")
        self._count.setText(words)
        self._on_seeked()
        self._enable()

    def _enable(self) -> None:
        is_open = self._desk.is_open
        for each in (*self._tools, self.as_recipients):
            each.setEnabled(is_open)
        chosen = self.list.selected()
        self.edit.setEnabled(len(chosen) == 1)
        self.remove.setEnabled(bool(chosen))
        self.hold.setEnabled(len(chosen) == 1 and isinstance(chosen[0], Region))

    def _on_seeked(self, _t_ns: int = 0) -> None:
        self.layer.show_time(self._desk.t_ns)
        self.layer.show_lines(self.recipients.filled_now())

    def _on_recipients(self) -> None:
        on = self.recipients.on
        self.layer.show_solid(on)
        if self.as_recipients.isChecked() != on:
            self.as_recipients.setChecked(on)
        self._on_seeked()

    def _on_drawn(self, rect: Rect) -> None:
        self.tabs.setCurrentIndex(REDACTIONS)
        self.hand.draw(rect)

    def _on_reach(self) -> None:
        self.hand.reach = Reach(self.reach.currentData())

    def _on_place(self, proposal: Proposal) -> None:
        """Show where a proposal was found."""
        self._desk.player.use(heads.pause(self._desk.player.head))
        self._desk.seek(proposal.t_ns)
        if proposal.id in {each.id for each in self._desk.content.redactions}:
            self.choose(proposal.id)

    def _on_listed(self, redaction: Redaction) -> None:
        self.choose(redaction.id)
        if isinstance(redaction, Region | Span):
            self._desk.seek(redaction.from_ns)

    def choose(self, redaction: str) -> None:
        """Mark a redaction on the picture, in the lane and in the list."""
        self.layer.choose(redaction)
        self.lane.choose(redaction)
        self.list.choose(redaction)
        self._enable()

    def _on_made(self, kept: Kept) -> None:
        if kept.proof is not None:
            self.show_proof(kept.proof)

    def _on_closed(self) -> None:
        self.eye.setChecked(False)
        self._show()

    def _change_current(self) -> None:
        if chosen := self.list.selected():
            self.change(chosen[0])

    def _remove(self) -> None:
        self.hand.remove(tuple(each.id for each in self.list.selected()))

    def _fit_current(self) -> None:
        chosen = self.list.selected()
        if chosen and isinstance(chosen[0], Region):
            self.hand.fit(chosen[0], self.hand.reach)

    def _open(self, dialog: QDialog) -> None:
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.open()
