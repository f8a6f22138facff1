"""A tray for tests: a program that takes the signs of others on the session bus and shows nothing.

It prints the bus name of each sign that registers, one a line.
"""
# jeepney has no types.
# pyright: reportMissingTypeStubs=false

from __future__ import annotations

import sys

from jeepney import HeaderFields, MessageType, new_error, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

NAME = "org.kde.StatusNotifierWatcher"
FACTS = {
    "IsStatusNotifierHostRegistered": ("b", True),
    "ProtocolVersion": ("i", 0),
    "RegisteredStatusNotifierItems": ("as", []),
}


def main() -> None:
    connection = open_dbus_connection(bus="SESSION")
    connection.send_and_get_reply(message_bus.RequestName(NAME))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while True:
        message = connection.receive()
        if message.header.message_type is not MessageType.method_call:
            continue
        fields = message.header.fields
        match fields.get(HeaderFields.member):
            case "RegisterStatusNotifierItem":
                sys.stdout.write(f"{fields[HeaderFields.sender]}\n")
                sys.stdout.flush()
                reply = new_method_return(message)
            case "Get":
                reply = new_method_return(message, "v", (FACTS[message.body[1]],))
            case "GetAll":
                reply = new_method_return(message, "a{sv}", (FACTS,))
            case _:
                reply = new_error(message, "org.freedesktop.DBus.Error.UnknownMethod")
        connection.send(reply)


if __name__ == "__main__":
    main()
