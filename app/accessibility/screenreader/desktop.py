"""A desktop for one screen reader: a D-Bus session, an X display and a window manager of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

TOOLS = ("orca", "dbus-daemon", "dbus-send", "Xvfb", "xdotool", "openbox")
SCREEN = "1280x1024x24"
PATIENCE = 30
"""Seconds that a program may take to begin or end on a busy machine."""


class Desktop:
    """Programs that see nothing of the machine's own session. Ends all that it started when its block ends."""

    def __init__(self, locale: str) -> None:
        """Speak the language of `locale` ('lv_LV.UTF-8')."""
        self.locale = locale
        self.environment: dict[str, str] = {}
        self._ends = ExitStack()

    def __enter__(self) -> Desktop:
        """Start the session bus, the display and the window manager."""
        missing = [tool for tool in TOOLS if not shutil.which(tool)]
        if missing:
            raise FileNotFoundError(f"not installed: {', '.join(missing)}")
        with ExitStack() as ends:
            folder = TemporaryDirectory(prefix="balss-orca-", ignore_cleanup_errors=True)
            self.folder = Path(ends.enter_context(folder))
            self._ends = ends
            self.environment = environment(self.folder, self.locale)
            bus = self._told("dbus-daemon", "--session", "--nofork", "--print-address={}")
            self.environment["DBUS_SESSION_BUS_ADDRESS"] = bus
            display = self._told("Xvfb", "-screen", "0", SCREEN, "-nolisten", "tcp", "-displayfd", "{}")
            self.environment["DISPLAY"] = f":{display}"
            self.start("openbox")
            self._ask_for_accessibility()
            self._ends = ends.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        """End what was started, last first."""
        self._ends.close()

    def start(self, *command: str, keep: Sequence[int] = ()) -> subprocess.Popen[bytes]:
        """Start a program; its output goes to a file of the desktop's folder."""
        with (self.folder / f"{Path(command[0]).name}.log").open("ab") as log:
            process = subprocess.Popen(  # noqa: S603  # programs that we name ourselves
                command, env=self.environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL,
                start_new_session=True, pass_fds=keep,
            )  # fmt: skip
        self._ends.callback(end, process)
        return process

    def run(self, *command: str) -> None:
        """Run a program to its end."""
        subprocess.run(  # noqa: S603  # programs that we name ourselves
            command, env=self.environment, stdout=subprocess.DEVNULL, check=True, timeout=PATIENCE
        )

    def press(self, *keys: str) -> None:
        """Press keys, by their names in X (`Tab`, `shift+Tab`, `Down`)."""
        self.run("xdotool", "key", "--clearmodifiers", *keys)

    def _told(self, *command: str) -> str:
        """Start a program that writes a line to the file whose number stands for {}, and return that line."""
        reading, writing = os.pipe()
        self.start(*(word.format(writing) for word in command), keep=[writing])
        os.close(writing)
        with os.fdopen(reading) as line:
            return line.readline().strip()

    def _ask_for_accessibility(self) -> None:
        """Say on the bus that a screen reader runs: Chromium builds its accessibility tree only then."""
        for name in ("IsEnabled", "ScreenReaderEnabled"):
            self.run(
                "dbus-send", "--session", "--print-reply", "--dest=org.a11y.Bus", "/org/a11y/bus",
                "org.freedesktop.DBus.Properties.Set", "string:org.a11y.Status", f"string:{name}",
                "variant:boolean:true",
            )  # fmt: skip


def environment(folder: Path, locale: str) -> dict[str, str]:
    """Variables for programs of the desktop: folders of their own, the locale, and accessibility on."""
    places = {"HOME": "home", "XDG_CONFIG_HOME": "config", "XDG_CACHE_HOME": "cache", "XDG_DATA_HOME": "data",
              "XDG_RUNTIME_DIR": "run"}  # fmt: skip
    for place in places.values():
        (folder / place).mkdir(mode=0o700)
    inherited: Mapping[str, str] = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
    return {
        **inherited,
        **{name: str(folder / place) for name, place in places.items()},
        "LANG": locale,
        "LC_ALL": locale,
        "LANGUAGE": locale.partition("_")[0],
        "GSETTINGS_BACKEND": "memory",
        "GDK_BACKEND": "x11",
        "GTK_MODULES": "",
        "XDG_SESSION_TYPE": "x11",
        "GNOME_ACCESSIBILITY": "1",
        "ACCESSIBILITY_ENABLED": "1",
        "NO_AT_BRIDGE": "0",
    }


def end(process: subprocess.Popen[bytes]) -> None:
    """End a program and what it started, by force if it will not."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, sign)
        with suppress(subprocess.TimeoutExpired):
            process.wait(5)
            return
