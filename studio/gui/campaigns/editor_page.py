"""The editor of one draft: its parts at the left, the worker's sheet beside them, signing below.

It keeps the draft on the disk by itself. What may be signed, and what an edit is, is not said here.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTime, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotate.submit import REQUIRED
from recorder.consent.campaign import Campaign, SignedCampaign
from recorder.vault.keeper_client import Keeper
from studio.campaigning import Editing, Fault, Field, changes, faults
from studio.gui.campaigns.parts import (
    DaysPart,
    LinesPart,
    Part,
    QuestionsPart,
    ReadersPart,
    ScopesPart,
    TextPart,
)
from studio.gui.campaigns.preview import Preview
from studio.gui.campaigns.wording import change_sentence, fault_sentence, name_of
from studio.gui.context import AppContext
from studio.gui.frame import Problem
from studio.gui.jobs import Progress
from studio.gui.theme import Space
from studio.gui.widgets import (
    Card,
    PageHeader,
    Pill,
    button,
    column,
    label,
    line,
    row,
    scroll_page,
    set_tone,
)
from studio.gui.words import tr
from studio.steward_desk import Draft, drop_draft, keep_signed, save_draft, sign_terms

LANE = "campaign-drafts"
SAVE_AFTER_MS, BESIDE_ABOVE_PX = 400, 860


class EditorPage(QWidget):
    """`signed` comes with the campaign once its file is written; it is the history of its draft."""

    signed = Signal(object)
    changed = Signal()
    """Something else can be undone, signed or seen."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.setObjectName("campaign-editor")
        self.setProperty("page", True)
        self._context = context
        self._draft: Draft | None = None
        self._before: Campaign | None = None
        self._taken: dict[str, int] = {}
        self._editing: Editing | None = None
        self._is_signing = self._is_beside = False
        self._unsaved = False
        self._after_save: list[Callable[[], None]] = []
        self.faults: tuple[Fault, ...] = ()
        self.parts: tuple[Part, ...] = ()
        self._save = QTimer(self)
        self._save.setSingleShot(True)
        self._save.setInterval(SAVE_AFTER_MS)
        self._save.timeout.connect(self.save)
        self.preview = Preview()
        self._state = Pill()
        self._build()

    def _build(self) -> None:
        actions = self._context.actions
        self.look = button(tr("Preview"), "plain", "eye", name="campaign-preview")
        self.look.setCheckable(True)
        self.look.clicked.connect(lambda: actions.trigger("campaigns.preview"))
        self.header = PageHeader(tr("New campaign"), "", self._state, self.look)
        self._news = Card(space=Space.XS)
        self._news_text = label("", wrap=True)
        self._news_text.setObjectName("campaign-changes")
        self._news.body.addWidget(label(tr("What this version changes for workers"), "subtitle"))
        self._news.body.addWidget(self._news_text)
        again = tr("Everybody who agreed is asked again before their next recording.")
        self._news.body.addWidget(label(again, tone="soft", wrap=True))
        content = column(self.header, self._news, *self._cards(), 1, space=Space.L, margin=Space.XL)
        self.form = scroll_page(content)
        self.form.setAccessibleName(tr("Terms of the campaign"))
        self.form.setObjectName("campaign-form")
        self._row = row(self.form, self.preview, space=0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._row, 1)
        whole.addWidget(line())
        whole.addLayout(self._foot())
        self._fit()

    def _cards(self) -> tuple[Card, ...]:
        who = (TextPart(Field.TITLE), TextPart(Field.ID), TextPart(Field.CONTROLLER),
               TextPart(Field.CONTACT), TextPart(Field.ADDRESS))  # fmt: skip
        what_for = (LinesPart(Field.PURPOSES), LinesPart(Field.NEVER, 4), LinesPart(Field.TASKS))
        recorded = (ScopesPart(), LinesPart(Field.APPS_ALLOWED), LinesPart(Field.APPS_NEVER, 5),
                    LinesPart(Field.APPS_UNSEEN, 2), LinesPart(Field.SITES_ALLOWED, 2),
                    LinesPart(Field.SITES_NEVER, 2))  # fmt: skip
        seen = (ReadersPart(), QuestionsPart())
        kept = (DaysPart(Field.RETENTION, 3650), DaysPart(Field.CONSENT, 730),
                LinesPart(Field.STORAGE, 2))  # fmt: skip
        rights = (TextPart(Field.VOLUNTARY), TextPart(Field.WITHDRAWAL),
                  TextPart(Field.JURISDICTION), TextPart(Field.AUTHORITY),
                  LinesPart(Field.RIGHTS, 5))  # fmt: skip
        groups: tuple[tuple[str, tuple[Part, ...]], ...] = (
            (tr("The campaign and who answers for it"), who),
            (tr("What for"), what_for),
            (tr("What is recorded"), recorded),
            (tr("Who sees it"), seen),
            (tr("How long"), kept),
            (tr("Rights"), rights),
        )
        self.parts = tuple(part for _, parts in groups for part in parts)
        for part in self.parts:
            part.edited.connect(lambda terms, joins, of=part: self._edit(of.field, terms, joins))
        cards = [Card(label(title, "subtitle"), *parts, space=Space.L) for title, parts in groups]
        text = tr("Before anything leaves, these detectors must have run: {names}.")
        needed = text.format(names=", ".join(REQUIRED))
        cards[3].body.addWidget(label(needed, tone="soft", wrap=True))
        return tuple(cards)

    def _foot(self) -> QVBoxLayout:
        actions = self._context.actions
        self._reason = label("", tone="soft", wrap=True)
        self._reason.setObjectName("campaign-reason")
        self.back = button(tr("Back"), "quiet", "chevron-left", name="campaign-back")
        self.back.clicked.connect(lambda: actions.trigger("campaigns.back"))
        self.sign = button(tr("Sign…"), "primary", "check", name="campaign-sign")
        self.sign.clicked.connect(lambda: actions.trigger("campaigns.sign"))
        foot = row(self.back, self._reason, self.sign, space=Space.M)
        foot.setStretch(1, 1)
        foot.setContentsMargins(Space.XL, Space.S, Space.XL, Space.S)
        return column(foot)

    # A draft comes and goes

    def open(self, draft: Draft, before: Campaign | None, taken: dict[str, int]) -> None:
        """Edit a draft. `before` is the version that it follows, `taken` what was signed."""
        self._draft, self._before, self._taken = draft, before, taken
        self._editing = Editing(draft.terms)
        self._unsaved = False
        title = tr("New campaign")
        if before is not None:
            title = tr("Version {number} of {campaign}").format(
                number=draft.terms.version, campaign=before.title
            )
        self.header.title.setText(title)
        for part in self.parts:
            if part.field is Field.ID:
                part.setEnabled(before is None)
        self._state.show_state(tr("Draft"), "clock")
        self._show()
        self.preview.begin(draft.terms)
        self.form.verticalScrollBar().setValue(0)
        self.parts[0].findChildren(QWidget, "terms-title")[0].setFocus()

    @property
    def terms(self) -> Campaign | None:
        return self._editing.terms if self._editing else None

    @property
    def draft(self) -> Draft | None:
        return self._draft

    @property
    def can_sign(self) -> bool:
        return self._editing is not None and not self.faults and not self._is_signing

    @property
    def is_saved(self) -> bool:
        return not self._unsaved

    def close_draft(self) -> None:
        """The draft goes, for example because it was signed; nothing of it is written any more."""
        self._save.stop()
        self._draft = self._editing = None
        self._unsaved = False
        self.changed.emit()

    # History: what the window's undo asks

    @property
    def undo_name(self) -> str:
        return _edit_name(self._editing.done) if self._editing else ""

    @property
    def redo_name(self) -> str:
        return _edit_name(self._editing.undone) if self._editing else ""

    def undo(self) -> None:
        if self._editing is not None:
            self._take(self._editing.undo())

    def redo(self) -> None:
        if self._editing is not None:
            self._take(self._editing.redo())

    def _edit(self, field: Field, terms: Campaign, joins: bool) -> None:
        if self._editing is not None:
            self._take(self._editing.edit(field, terms, joins=joins))

    def _take(self, editing: Editing) -> None:
        self._editing = editing
        self._unsaved = True
        self._state.show_state(tr("Saving…"), "clock")
        self._save.start()
        self._show()

    def _show(self) -> None:
        assert self._editing is not None
        terms = self._editing.terms
        self.faults = faults(terms, self._taken)
        said = {each.field: fault_sentence(each) for each in reversed(self.faults)}
        for part in self.parts:
            part.show_terms(terms)
            part.show_fault(said.get(part.field, ""))
        self.preview.show_terms(terms)
        self._show_news(terms)
        self._show_reason()
        self.changed.emit()

    def _show_news(self, terms: Campaign) -> None:
        self._news.setVisible(self._before is not None)
        if self._before is not None:
            found = [change_sentence(each) for each in changes(self._before, terms)]
            self._news_text.setText("\n".join(found) or tr("Nothing yet."))

    def _show_reason(self) -> None:
        text, tone = tr("It can be signed."), "soft"
        if self.faults:
            first = self.faults[0]
            text = f"{name_of(first.field)}: {fault_sentence(first)}"
            more = len(self.faults) - 1
            if more:
                text += " " + tr("And %n more.", more)
            tone = "danger"
        self._reason.setText(text)
        set_tone(self._reason, tone)
        self.sign.setEnabled(self.can_sign)

    # Keeping and signing

    def save(self, done: Callable[[], None] = lambda: None) -> None:
        """Write the draft now; `done` is called when it is on the disk."""
        if self._draft is None or self._editing is None or not self._unsaved:
            done()
            return
        draft = Draft(self._draft.name, self._editing.terms)
        home = self._context.home

        def saved(_nothing: None) -> None:
            if self._editing is not None and self._editing.terms == draft.terms:
                self._unsaved = False
                time = QTime.currentTime().toString("HH:mm")
                self._state.show_state(tr("Saved {time}").format(time=time), "ok", "ok")
            done()

        def failed(error: Exception) -> None:
            self._state.show_state(tr("Not saved"), "error", "danger")
            self._context.frame.show_problem(Problem.of(error))
            done()

        self._save.stop()
        self._context.jobs.run(
            tr("Keep the draft"),
            lambda _progress: save_draft(home, draft),
            saved,
            failed,
            cancelled=done,
            owner=self,
            lane=LANE,
            quiet=True,
        )

    def sign_into(self, out: Path) -> None:
        """Sign the draft and write the campaign file."""
        draft, terms, home = self._draft, self.terms, self._context.home
        if draft is None or terms is None or not self.can_sign:
            return
        self._is_signing = True
        self._show_reason()

        def work(keeper: Keeper, _progress: Progress) -> SignedCampaign:
            signed = sign_terms(terms, keeper.sign, out)
            keep_signed(home, signed)
            drop_draft(home, draft.name)
            return signed

        def done(signed: SignedCampaign) -> None:
            self._is_signing = False
            self.close_draft()
            self.signed.emit(signed)

        def failed(error: Exception) -> None:
            over()
            safe = tr("Nothing was signed. The draft is as it was.")
            self._context.frame.show_problem(Problem.of(error, safe))

        def over() -> None:
            self._is_signing = False
            self._show_reason()

        self._save.stop()
        self._context.vault.run(
            tr("Sign a campaign"), work, done, failed, cancelled=over, owner=self, urgent=True
        )

    # Room

    def show_preview(self, on: bool) -> None:
        """Where there is no room beside the form, the preview takes its place."""
        self.look.setChecked(on)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        beside = self.width() >= BESIDE_ABOVE_PX
        alone = not beside and self.look.isChecked()
        self.preview.setVisible(beside or alone)
        self.form.setVisible(not alone)
        self.preview.setFixedWidth(self.width() * 46 // 100 if beside else self.width())
        self.look.setVisible(not beside)


def _edit_name(history: tuple[tuple[Field, Campaign], ...]) -> str:
    return tr("change of “{part}”").format(part=name_of(history[-1][0])) if history else ""
