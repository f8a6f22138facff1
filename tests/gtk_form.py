"""A GTK form for the tests: a plain field with the focus, and a password field after it.

It runs with the system's own Python, which has the bindings (Debian: python3-gi, gir1.2-gtk-3.0).
"""
# pyright: basic
# pyright: reportMissingImports=false, reportAttributeAccessIssue=false

import gi

gi.require_version("Gtk", "3.0")
from gi.repository import Gtk  # noqa: E402


def main() -> None:
    window = Gtk.Window(title="a form")
    window.set_default_size(300, 120)
    window.connect("destroy", Gtk.main_quit)
    column = Gtk.Box(orientation=Gtk.Orientation.VERTICAL)
    plain, password = Gtk.Entry(), Gtk.Entry(visibility=False)
    password.set_input_purpose(Gtk.InputPurpose.PASSWORD)
    for field in (plain, password):
        column.add(field)
    window.add(column)
    window.show_all()
    plain.grab_focus()
    Gtk.main()


if __name__ == "__main__":
    main()
