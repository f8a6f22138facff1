"""A small Qt program for the tests of the context: a plain field and a password field."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget


def main() -> int:
    app = QApplication(["qt-form"])
    form = QWidget()
    form.setWindowTitle("a form of secrets")
    layout = QVBoxLayout(form)
    plain, password = QLineEdit(), QLineEdit()
    password.setEchoMode(QLineEdit.EchoMode.Password)
    layout.addWidget(plain)
    layout.addWidget(password)
    form.resize(400, 200)
    form.show()
    plain.setFocus(Qt.FocusReason.OtherFocusReason)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
