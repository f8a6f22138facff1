"""One window for each data folder: the second to open asks the first to come forward, and ends.

The socket lies in the folder's `run`, which only its owner can enter. It carries one word.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from recorder.vault.home import Home

SOCKET = "studio"
_HELLO = b"show\n"
_ANSWER_MS = 1000


class Instance(QObject):
    """The claim of this process to be the window of a data folder."""

    called = Signal()
    """Another process wanted to open the window."""

    def __init__(self, home: Home, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = str(home.run / SOCKET)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_call)

    def claim(self) -> bool:
        """Become the window, or have the one that is open come forward; False in that case."""
        if self._call_the_other():
            return False
        # A socket that a killed window left behind is replaced: Qt binds elsewhere and renames.
        self._server.listen(self._path)
        return True

    def release(self) -> None:
        self._server.close()

    def _call_the_other(self) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._path)
        if not socket.waitForConnected(_ANSWER_MS):
            return False
        socket.write(_HELLO)
        socket.waitForBytesWritten(_ANSWER_MS)
        socket.disconnectFromServer()
        return True

    def _on_call(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.disconnected.connect(socket.deleteLater)
        self.called.emit()
