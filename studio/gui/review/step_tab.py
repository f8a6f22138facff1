"""The inspector's tab *Step*: what the selected step is, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QFrame, QGridLayout, QPlainTextEdit, QScrollArea, QWidget

from recorder.errors import CandorError
from replay.parts import Part
from replay.trajectory import Step
from studio.gui.actions import Actions
from studio.gui.context import AppContext
from studio.gui.jobs import Progress
from studio.gui.review import acts
from studio.gui.review.action_form import ActionForm
from studio.gui.review.cutter import Cutter
from studio.gui.review.description import Description
from studio.gui.review.desk import Desk
from studio.gui.review.follower import follower
from studio.gui.review.raw_events import lines_of
from studio.gui.review.step_words import (
    after_words,
    before_words,
    element_words,
    kind_words,
    time_words,
    window_words,
)
from studio.gui.sentences import said
from studio.gui.theme import Space
from studio.gui.widgets import ElidedLabel, Pill, button, column, label, line, row
from studio.gui.words import tr

LANE = "review-step"
FACTS = ("time", "window", "element", "before", "after")


class StepTab(QScrollArea):
    """Follows what is selected at a desk."""

    def __init__(self, context: AppContext, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("step-tab")
        self.setAccessibleName(tr("Step"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._context, self._desk = context, desk
        self._shown: Step | None = None
        self._chosen: tuple[str, ...] = ()
        self.sentence = label("", "subtitle", wrap=True)
        self.sentence.setObjectName("step-sentence")
        self.state = Pill()
        self.description = Description()
        self.description_of_all = Description()
        self.form = ActionForm()
        self.cutter = Cutter()
        self.problem = label("", "caption", "danger", wrap=True)
        self.events = QPlainTextEdit()
        self._facts = {name: ElidedLabel() for name in FACTS}

    def build(self) -> None:
        """Lay everything out; the rows of the place are in the table of actions by now."""
        actions = self._context.actions
        self._one = self._for_one(actions)
        self._many = self._for_many(actions)
        self._none = label(tr("Select a step to see what it is."), "body", "soft", wrap=True)
        self._none.setObjectName("no-step")
        inner = QWidget()
        inner.setProperty("page", True)
        inner.setLayout(column(self._none, self._many, self._one, 1, margin=Space.M))
        self.setWidget(inner)
        self._desk.selected.connect(self._show)
        self._desk.changed.connect(self._show)
        self._desk.closed.connect(self._show)
        self.form.edited.connect(self._on_form)
        for each in (self.description, self.description_of_all):
            each.left.connect(self.commit)
        self.cutter.wanted.connect(lambda: actions.trigger("review.split"))
        self._show()

    @property
    def step(self) -> Step | None:
        """The one step that is shown."""
        return self._shown

    def commit(self) -> None:
        """Keep what was written of the step, or of all that are selected."""
        field = self._field
        steps = [each for each in self._chosen if not self._desk.is_gone(each)]
        if steps and field.is_changed:
            field.take_as_read()
            self._desk.apply(acts.description(steps, field.toPlainText()))

    def describe(self) -> None:
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    @property
    def _field(self) -> Description:
        return self.description_of_all if len(self._chosen) > 1 else self.description

    def change(self) -> None:
        """Make the step what the form says."""
        fields = self.form.changes()
        if self._shown is None or not fields:
            return
        try:
            self._desk.apply(acts.change(self._shown, fields))
        except CandorError as error:
            self.problem.setText(said(str(error)))
            self.problem.show()

    def toggle_events(self) -> None:
        """Show or hide the events behind the step."""
        shown = not self.events.isVisible()
        self.events.setVisible(shown)
        self._events_button.setText(tr("Hide the events") if shown else tr("Show the events"))
        self._read_events()

    def _for_one(self, actions: Actions) -> QWidget:
        self.problem.setObjectName("form-problem")
        self.problem.hide()
        apply = button(tr("Change"), "primary", "check", name="change-step", clicked=self.change)
        reset = button(tr("Reset"), "quiet", name="reset-step", clicked=self.form.reset)
        self._form_buttons = QWidget()
        self._form_buttons.setLayout(row(apply, reset, 1))
        self._correcting = QWidget()
        self._correcting.setLayout(
            column(
                line(),
                label(tr("What it was"), "strong"),
                self.form,
                self.problem,
                self._form_buttons,
                self.cutter,
                space=Space.S,
            )
        )
        self._live_verbs = QWidget()
        merge = follower(actions, "review.merge", "merge")
        delete = follower(actions, "review.delete", "delete")
        self._live_verbs.setLayout(row(merge, delete, space=2))
        self._back = self._verb(actions, "review.restore", tr("Bring back"), "undo", "primary")
        self._events_button = button(
            tr("Show the events"), "quiet", name="show-events", clicked=self.toggle_events
        )
        self._build_events()
        self._describing = QWidget()
        self._describing.setLayout(
            column(label(tr("Description"), "strong"), self.description, space=Space.XS)
        )
        whole = QWidget()
        whole.setLayout(
            column(
                self.sentence,
                row(self.state, 1, self._live_verbs),
                self._grid_of_facts(),
                self._describing,
                row(self._back, 1),
                self._correcting,
                line(),
                row(self._events_button, 1),
                self.events,
                space=Space.M,
            )
        )
        return whole

    def _for_many(self, actions: Actions) -> QWidget:
        self._count = label("", "subtitle", wrap=True)
        self._count.setObjectName("selected-count")
        whole = QWidget()
        merge = self._verb(actions, "review.merge", tr("Merge"), "merge")
        delete = self._verb(actions, "review.delete", tr("Delete all"), "delete", "danger")
        back = self._verb(actions, "review.restore", tr("Bring all back"), "undo")
        for name, each in (("merge", merge), ("delete", delete), ("restore", back)):
            each.setObjectName(f"{name}-selected")
        self.description_of_all.setObjectName("steps-description")
        self.description_of_all.setAccessibleName(tr("Description of the selected steps"))
        describing = QWidget()
        words = label(tr("Description of each of them"), "strong", wrap=True)
        describing.setLayout(column(words, self.description_of_all, space=Space.XS))
        self._many_live, self._many_gone = (merge, delete, describing), (back,)
        hint = label(
            tr("What is done to several steps at once can be undone at once."),
            "caption",
            "soft",
            wrap=True,
        )
        verbs = row(merge, delete, 1)
        whole.setLayout(column(self._count, verbs, row(back, 1), describing, hint, space=Space.M))
        return whole

    def _verb(
        self, actions: Actions, action_id: str, text: str, icon: str, kind: str = "plain"
    ) -> QWidget:
        """A button for an action; its own words say it shorter."""
        action = actions.action(action_id)
        name = action_id.replace(".", "-")
        made = button(text, kind, icon, name=name, clicked=action.trigger)  # pyright: ignore[reportArgumentType]
        keys = action.shortcut().toString()
        made.setToolTip(f"{action.text()} ({keys})" if keys else action.text())
        action.changed.connect(lambda: made.setEnabled(action.isEnabled()))
        made.setEnabled(action.isEnabled())
        return made

    def _grid_of_facts(self) -> QWidget:
        names = {
            "time": tr("Time"),
            "window": tr("Window"),
            "element": tr("Element"),
            "before": tr("Before"),
            "after": tr("After"),
        }
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.XS)
        for at, (name, words) in enumerate(names.items()):
            self._facts[name].setObjectName(f"step-{name}")
            grid.addWidget(label(words, "body", "soft"), at, 0)
            grid.addWidget(self._facts[name], at, 1)
        grid.setColumnStretch(1, 1)
        return made

    def _build_events(self) -> None:
        self.events.setObjectName("step-events")
        self.events.setAccessibleName(tr("Events of the step"))
        self.events.setReadOnly(True)
        self.events.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.events.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.events.setFixedHeight(180)
        self.events.hide()

    # What comes

    def _show(self) -> None:
        self.commit()
        chosen = self._desk.selection
        step = self._desk.step(chosen[0]) if len(chosen) == 1 else None
        same = chosen == self._chosen
        self._chosen, self._shown = chosen, step
        self._none.setVisible(not chosen)
        self._many.setVisible(len(chosen) > 1)
        self._one.setVisible(step is not None)
        self._count.setText(tr("%n step(s) selected", len(chosen)))
        gone = [self._desk.is_gone(each) for each in chosen]
        for each in self._many_live:
            each.setVisible(not all(gone))
        for each in self._many_gone:
            each.setVisible(any(gone))
        self.problem.hide()
        if len(chosen) > 1 and not (same and self.description_of_all.hasFocus()):
            self._show_common(chosen)
        if step is not None:
            if not (same and self.description.hasFocus()):
                self.description.show_text(step.description or "")
            self._show_one(step)

    def _show_common(self, chosen: tuple[str, ...]) -> None:
        """What is written of all the selected steps; nothing where that differs."""
        steps = [self._desk.step(each) for each in chosen if not self._desk.is_gone(each)]
        texts = {step.description or "" for step in steps if step is not None}
        differ = tr("They differ. What you write here replaces them all.")
        ask = tr("What were these steps for?")
        self.description_of_all.setPlaceholderText(differ if len(texts) > 1 else ask)
        self.description_of_all.show_text(texts.pop() if len(texts) == 1 else "")

    def _show_one(self, step: Step) -> None:
        is_gone = self._desk.is_gone(step.id)
        number = "" if is_gone else f"{step.index + 1}. "
        self.sentence.setText(f"{number}{_shortened(step.sentence)}")
        if is_gone:
            self.state.show_state(tr("Deleted"), "delete", "danger")
        elif step.corrected:
            self.state.show_state(tr("Corrected"), "review", "info")
        else:
            self.state.show_state(kind_words(type(step.action).__name__.lower()), "", "plain")
        facts = {
            "time": time_words(step),
            "window": window_words(step),
            "element": element_words(step),
            "before": before_words(step),
            "after": after_words(step),
        }
        for name, words in facts.items():
            self._facts[name].setText(words or "–")
        self._describing.setVisible(not is_gone)
        self._correcting.setVisible(not is_gone)
        self._live_verbs.setVisible(not is_gone)
        self._back.setVisible(is_gone)
        self.form.show_step(step)
        self._on_form()
        self._read_parts(step)
        self._read_events()

    def _on_form(self) -> None:
        self._form_buttons.setVisible(bool(self.form.changes()))
        self.problem.hide()

    def _read_parts(self, step: Step) -> None:
        """Find where the step can be divided, in a job, because a long text takes a while."""
        subject = self._desk.subject
        if subject is None or self._desk.is_gone(step.id):
            self.cutter.show_step(None, ())
            return

        def work(_progress: Progress) -> tuple[Part, ...]:
            return subject.evidence.parts_of(step)

        self._context.jobs.run(
            tr("Look into a step"),
            work,
            lambda parts: self._on_parts(step, parts),
            owner=self,
            lane=LANE,
            replaces=True,
            quiet=True,
        )

    def _on_parts(self, step: Step, parts: tuple[Part, ...]) -> None:
        if step == self._shown:
            self.cutter.show_step(step, parts)
            self._context.actions.set_fact("review_can_split", len(parts) > 1)

    def _read_events(self) -> None:
        step, events = self._shown, self._desk.events
        if step is None or not self.events.isVisible():
            return
        self._context.jobs.run(
            tr("Look into a step"),
            lambda _progress: "\n".join(lines_of(events, step)),
            lambda text: self.events.setPlainText(text) if step == self._shown else None,
            owner=self,
            lane=f"{LANE}-events",
            replaces=True,
            quiet=True,
        )


def _shortened(sentence: str) -> str:
    return sentence if len(sentence) <= 160 else f"{sentence[:157]}…"
