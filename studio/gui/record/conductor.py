"""Leads a recording from its button to its end: countdown, engine, bar, outline, tray, window.

What is recorded is decided before, in the place; how it is recorded, by the engine.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRect, QSettings, QSize, QTimer, Signal
from PySide6.QtWidgets import QMainWindow, QWidget

from recorder.session.model import Rect
from studio.gui.context import AppContext
from studio.gui.record.bar import Bar
from studio.gui.record.choice import Choice, engine_words
from studio.gui.record.countdown import Countdown
from studio.gui.record.endings import problem_of
from studio.gui.record.outline import Outline, covers_screen
from studio.gui.record.recording import Ending, Recording
from studio.gui.record.sayings import state_word
from studio.gui.record.small_windows import Note, Question
from studio.gui.record.tray import Tray
from studio.gui.sentences import said
from studio.gui.settings_table import CONFIRM_STOP, COUNTDOWN_S, MINIMISE
from studio.gui.words import tr

FORGET_S = 30.0
PATIENCE_MS = 10_000
LAST_WORDS_S = 0.2
LAYOUT_FILE = "window.ini"
TITLE = "Candor"


class Conductor(QObject):
    """`begun` comes when the engine is started, `given_up` when the countdown was cancelled."""

    begun = Signal()
    given_up = Signal()
    ended = Signal(object)
    """The recording is over, with its `Ending`."""

    def __init__(self, context: AppContext, window: Callable[[], QWidget], parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._window = window
        self._choice = Choice()
        self._captured: Rect | None = None
        self._managed = True
        self._bar: Bar | None = None
        self._note: Note | None = None
        self._question: Question | None = None
        self._closing = False
        self._finished: Callable[[], None] | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(lambda: self._finished and self._finished())
        self.recording = Recording(context.home, self)
        self.countdown = Countdown(context.theme)
        context.theme.dress(self.countdown)
        self.outline = Outline()
        self.tray: Tray | None = None
        self.countdown.over.connect(self._launch)
        self.countdown.cancelled.connect(self._on_cancelled)
        self.recording.changed.connect(self._follow)
        self.recording.ended.connect(self._on_ended)
        self.recording.refused.connect(lambda _verb, sentence: context.frame.say(said(sentence)))

    @property
    def busy(self) -> bool:
        """Whether it counts down or records."""
        return self.countdown.runs or self.recording.runs

    @property
    def bar(self) -> Bar | None:
        return self._bar

    def look_for_tray(self) -> None:
        """Take a place in the tray, if there is one."""
        if self.tray is None:
            self.tray = Tray(self._context.actions, self._context.theme, self._window())
        self.tray.look_for_tray()

    def start(self, choice: Choice, captured: Rect | None, *, managed: bool = True) -> None:
        """Count down, then record. `managed` tells whether a window manager runs."""
        if self.busy:
            return
        self._choice, self._captured, self._managed = choice, captured, managed
        settings = self._context.settings
        if settings.get(MINIMISE) and managed:
            self._window().showMinimized()
        if captured is not None:
            self.outline.show_around(captured, records=False)
        seconds = settings.get(COUNTDOWN_S)
        if seconds:
            self.countdown.begin(seconds, choice.task, captured)
        else:
            self._launch()

    # The verbs

    def pause_or_resume(self) -> None:
        self.recording.pause_or_resume()

    def mark(self) -> None:
        """Ask for a note, then mark."""
        if self._note is None:
            self._note = Note()
            self._context.theme.dress(self._note)
            self._note.given.connect(lambda text: self.recording.ask("mark", text))
        bar = self._bar
        beside = bar.geometry() if bar else QRect(self._window().geometry().center(), QSize(0, 0))
        screen = (bar or self._window()).screen().availableGeometry()
        self._note.open_at(beside, screen)

    def forget(self) -> None:
        self.recording.ask("forget", seconds=FORGET_S)

    def stop(self, outcome: str = "") -> None:
        """End and keep it; asks first where the person wants to be asked."""
        if not self._context.settings.get(CONFIRM_STOP):
            self.recording.stop(outcome)
            return
        self._ask(
            Question(
                "stop-question",
                tr("Stop the recording?"),
                tr("What was recorded is kept, sealed."),
                tr("Stop"),
                tr("Go on recording"),
                danger=False,
            ),
            lambda: self.recording.stop(outcome),
        )

    def discard(self) -> None:
        """End and keep nothing; always asks."""
        self._ask(
            Question(
                "discard-question",
                tr("Discard this recording?"),
                tr("Nothing of it is kept, and this cannot be undone."),
                tr("Discard"),
                tr("Keep recording"),
            ),
            self.recording.discard,
        )

    def finish(self, done: Callable[[], None]) -> bool:
        """Begin to end the recording because the window closes; True when none runs (any more).
        Otherwise `done` is called when it is over, or when it was waited for long enough."""
        if self._patience.isActive():
            return False
        if not self.recording.runs or self._finished is not None:
            return True
        self._closing, self._finished = True, done
        self.recording.stop()
        self._patience.start()
        return False

    def close_down(self) -> None:
        """The window closes: take the small windows away."""
        self._closing = True
        self.countdown.cancel()
        # After `finish` it is over, or the engine has not answered for long.
        self.recording.finish_now(LAST_WORDS_S)
        self._put_away()
        for each in (self._bar, self._note, self.countdown):
            if each is not None:
                each.close()
                each.deleteLater()
        self._bar = self._note = None
        if self.tray is not None:
            self.tray.close()

    # What happens

    def _launch(self) -> None:
        # Whatever lies inside the picture must be gone before the first one is taken.
        if self._captured is not None and covers_screen(self._captured):
            self.outline.show_around(self._captured, records=True)
        if self._bar is None:
            self._bar = Bar(self.recording, self._context.actions, self._store())
            self._context.theme.dress(self._bar)
        self.recording.start(engine_words(self._choice, self._captured))
        self._bar.show_beside(self._captured, managed=self._managed)
        self.begun.emit()

    def _on_cancelled(self) -> None:
        self.outline.hide()
        if not self._closing:
            self.show_window()
            self.given_up.emit()

    def _follow(self) -> None:
        state = self.recording.state
        actions = self._context.actions
        actions.set_fact("recording_runs", state in ("starting", "recording", "paused", "silent"))
        actions.set_fact("recording_is_on", state == "recording")
        actions.set_fact("recording_is_steered", state in ("recording", "paused"))
        paused = state == "paused"
        actions.set_text("record.pause", tr("Resume") if paused else tr("Pause"))
        self.outline.show_paused(paused)
        if self.tray is not None:
            self.tray.show_state(state)
        title = TITLE if state == "idle" else state_word(state)
        if self._window().windowTitle() != title:
            self._window().setWindowTitle(title)

    def _on_ended(self, ending: Ending) -> None:
        self._put_away()
        if self._closing:
            self._patience.stop()
            if self._finished is not None:
                # Not now: what closes is deleted, and this is called by one of its parts.
                QTimer.singleShot(0, self, self._finished)
            return
        self.show_window()
        self.ended.emit(ending)
        problem = problem_of(ending)
        if problem is not None:
            self._context.frame.show_problem(problem)

    def _put_away(self) -> None:
        self.outline.hide()
        for each in (self._bar, self._note, self._question):
            if each is not None:
                each.hide()
        if self._question is not None:
            self._question.reject()

    def _ask(self, question: Question, yes: Callable[[], None]) -> None:
        if self._question is not None:
            question.deleteLater()
            self._question.raise_()
            return
        self._question = question
        self._context.theme.dress(question)
        question.answered.connect(lambda agreed: self._on_answered(agreed, yes))
        question.open()
        question.raise_()
        question.activateWindow()

    def _on_answered(self, agreed: bool, yes: Callable[[], None]) -> None:
        self._question = None
        if agreed:
            yes()

    def show_window(self) -> None:
        """Bring the window to the front."""
        from studio.gui.main_window import bring_to_front

        window = self._window()
        if isinstance(window, QMainWindow):
            bring_to_front(window)

    def _store(self) -> QSettings:
        return QSettings(str(self._context.home.root / LAYOUT_FILE), QSettings.Format.IniFormat)
