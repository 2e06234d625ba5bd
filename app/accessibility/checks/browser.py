"""A page in Chromium: what checks may ask of it, and how to change its surroundings for a while.

This is the only module that needs Selenium at run time; checks themselves name `BrowserPage` as a type.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from math import ceil, floor
from pathlib import Path
from typing import Any

from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

CHROMIUM = Path("/usr/bin/chromium")
CHROMEDRIVER = Path("/usr/bin/chromedriver")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-features=Translate,MediaRouter,OptimizationHints",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
)
MEASURE = Path(__file__).with_name("measure.js")
CALL = """
const [name, values, done] = arguments, functions = window.balssMeasure;
if (!functions) return done("absent");
Promise.resolve(functions[name](...values)).then(done, (error) => done({ failed: String(error) }));
"""
WIDE = (1280, 1024)
TAB = {"key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9, "nativeVirtualKeyCode": 9}


def headless_chromium(*flags: str) -> Chrome:
    """Start the system's Chromium by the system's driver; nothing is downloaded."""
    for tool in (CHROMIUM, CHROMEDRIVER):
        if not tool.exists():
            raise FileNotFoundError(f"{tool} is missing: install the packages chromium and chromium-driver")
    options = ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for flag in ("--headless", *FLAGS, *flags):
        options.add_argument(flag)
    return Chrome(options=options, service=Service(str(CHROMEDRIVER)))


class BrowserPage:
    """One loaded page. Whatever a check changes it puts back, so that checks can follow each other."""

    def __init__(self, driver: Chrome, url: str, size: tuple[int, int] = WIDE) -> None:
        """Load `url` in a window of `size` CSS pixels."""
        self.driver = driver
        self.url = url
        self.size = size
        self._resize(size)
        self.command("Emulation.setFocusEmulationEnabled", enabled=True)  # a window behind others draws no focus
        driver.get(url)
        self.shift = float(self.measure("shift"))
        """How far parts of the page moved while it loaded (cumulative layout shift)."""

    def script(self, source: str, *values: Any) -> Any:
        """Run a function body in the page and return what it returns."""
        return self.driver.execute_script(source, *values)

    def measure(self, function: str, *values: Any) -> Any:
        """Call one function of measure.js, which may return a promise, and return its result."""
        result = self.driver.execute_async_script(CALL, function, list(values))
        if result == "absent":
            self.script(MEASURE.read_text(encoding="utf-8"))
            result = self.driver.execute_async_script(CALL, function, list(values))
        if isinstance(result, Mapping) and "failed" in result:
            raise RuntimeError(f"{function}: {result['failed']}")
        return result

    def command(self, name: str, **parameters: Any) -> Any:
        """Send one command of the Chrome DevTools Protocol."""
        return self.driver.execute_cdp_cmd(name, parameters)

    @cached_property
    def stops(self) -> list[dict[str, Any]]:
        """Every stop of the Tab key from the top of the page to its end: see `stop` in measure.js."""
        self.measure("rewind")
        stops: list[dict[str, Any]] = []
        most = 3 * int(self.script("return document.querySelectorAll('*').length"))
        while len(stops) <= most:
            self.press(TAB)
            stop = self.measure("stop")
            if stop is None or (stops and stop["index"] == stops[0]["index"]):
                break
            if not stops or stop["index"] != stops[-1]["index"]:
                stops.append(stop)
        self.measure("rewind")
        return stops

    def press(self, key: Mapping[str, Any]) -> None:
        """Press a key as a keyboard does."""
        self.command("Input.dispatchKeyEvent", type="rawKeyDown", **key)

    def screenshot(self, x: float, y: float, width: float, height: float) -> str:
        """A part of the document, in CSS pixels from its top left corner, as base64 of a PNG."""
        left, top = max(0, floor(x)), max(0, floor(y))
        size = {"width": ceil(x + width) - left, "height": ceil(y + height) - top}
        clip = {"x": left, "y": top, **size, "scale": 1}
        taken = self.command("Page.captureScreenshot", format="png", clip=clip, captureBeyondViewport=True)
        return str(taken["data"])

    def whole_picture(self) -> str:
        """The whole document, as base64 of a PNG."""
        return self.screenshot(0, 0, *self.measure("extent"))

    @contextmanager
    def viewport(self, width: int, height: int) -> Iterator[None]:
        """Show the page in a window of another size."""
        self._resize((width, height))
        try:
            yield
        finally:
            self._resize(self.size)

    @contextmanager
    def styled(self, css: str) -> Iterator[None]:
        """Add a user's style sheet."""
        self.measure("addStyle", css)
        try:
            yield
        finally:
            self.measure("removeStyle")

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Open every `<details>`."""
        closed = self.measure("open", None)
        try:
            yield
        finally:
            self.measure("open", closed)

    @contextmanager
    def appearance(self, **values: str) -> Iterator[None]:
        """Set data attributes of `<html>`, as the page of appearance settings does: `size="300"`."""
        before = self.measure("appearance", values)
        try:
            yield
        finally:
            self.measure("appearance", before)

    @contextmanager
    def default_font(self, pixels: int) -> Iterator[None]:
        """Set the browser's default font size, as a person does in its settings (16 is usual)."""
        self.command("Page.setFontSizes", fontSizes={"standard": pixels, "fixed": pixels})
        try:
            yield
        finally:
            self.command("Page.setFontSizes", fontSizes={"standard": 16, "fixed": 13})

    @contextmanager
    def media(self, **features: str) -> Iterator[None]:
        """Emulate what an operating system asks for: `forced_colors="active"`."""
        named = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.command("Emulation.setEmulatedMedia", features=named)
        try:
            yield
        finally:
            self.command("Emulation.setEmulatedMedia", features=[])

    def _resize(self, size: tuple[int, int]) -> None:
        width, height = size
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.command("Emulation.setDeviceMetricsOverride", **metrics)

