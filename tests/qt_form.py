"""A small Qt program for the tests of the context: a plain field, a password field, a drawing.

F9 shows the password, F10 calls the plain field otherwise; with the word `without-focus` nothing
takes the focus, and with `with-button` there is a button as well.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget


def main() -> int:
    app = QApplication(["qt-form"])
    form, plain, password, drawing = QWidget(), QLineEdit(), QLineEdit(), QWidget()
    form.setWindowTitle("a form")
    layout = QVBoxLayout(form)
    for widget in (plain, password, drawing):
        layout.addWidget(widget)
    password.setEchoMode(QLineEdit.EchoMode.Password)
    plain.setAccessibleName("Card number" if "with-card" in sys.argv else "Customer")
    password.setAccessibleName("Word")
    if "with-twin" in sys.argv:
        twin = QLineEdit()
        twin.setAccessibleName("Word")
        layout.addWidget(twin)
    if "with-button" in sys.argv:
        layout.addWidget(QPushButton("Send"))
    drawing.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_password() -> None:
        password.setEchoMode(QLineEdit.EchoMode.Normal)
        form.setWindowTitle("shown")

    QShortcut("F9", form, show_password)
    QShortcut("F10", form, lambda: plain.setAccessibleName("Card number"))
    if "without-focus" in sys.argv:
        for widget in (plain, password, drawing):
            widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    form.resize(400, 200)
    form.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
