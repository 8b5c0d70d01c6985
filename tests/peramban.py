"""Headless Chromium over its debugging pipe: open a file, resize, evaluate, read the console; no package is needed.

In a test module: `pytest_plugins = ["tests.peramban"]` gives the fixture `peramban`.

PYTEST_DONT_REWRITE: imported by the tests before pytest registers it.
"""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

import pytest

BATAS = 30.0
"""Seconds for each answer."""
PASANG = "pasang dahulu Chromium: apt-get install --no-install-recommends chromium-headless-shell"
_NAMA = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome")
_MAC = tuple(f"/Applications/{n}.app/Contents/MacOS/{n}" for n in ("Google Chrome", "Chromium"))
Pesan = dict[str, Any]


def cari() -> str | None:
    """The browser's program, or None. Windows has no pipes of that kind."""
    if sys.platform == "win32":
        return None
    return next((p for n in _NAMA if (p := shutil.which(n))), next((p for p in _MAC if os.path.exists(p)), None))


def _pipa(ujung: int) -> tuple[int, int]:
    """A pipe whose reading (0) or writing (1) end goes to the browser, under a number that is not in its way."""
    import fcntl  # noqa: PLC0415 - not on Windows

    dua = os.pipe()
    jauh = fcntl.fcntl(dua[ujung], fcntl.F_DUPFD, 10)
    os.close(dua[ujung])
    return jauh, dua[1 - ujung]


class Peramban:
    """One browser with one page. `konsol`: what the page said, errors included; `permintaan`: addresses that it asked
    for."""

    def __init__(self, program: str) -> None:
        self.folder = tempfile.mkdtemp(prefix="xlkinerja-peramban-")
        masuk, self._tulis = _pipa(0)
        keluar, self._baca = _pipa(1)
        kulit = f'exec "$@" 3<&{masuk} 4>&{keluar}'  # the browser reads from 3 and writes to 4
        self.proses = subprocess.Popen(
            ["bash", "-c", kulit, "peramban", program, "--headless", "--no-sandbox", "--disable-gpu",
             "--disable-dev-shm-usage", "--no-first-run", "--hide-scrollbars", "--remote-debugging-pipe",
             f"--user-data-dir={self.folder}", "about:blank"],
            pass_fds=(masuk, keluar), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(masuk)
        os.close(keluar)
        self._nomor = 0
        self._sisa = b""
        self.konsol: list[str] = []
        self.permintaan: list[str] = []
        self._muat = 0
        self.sesi: str | None = None
        sasaran = next(t for t in self.perintah("Target.getTargets")["targetInfos"] if t["type"] == "page")
        self.sesi = self.perintah("Target.attachToTarget", targetId=sasaran["targetId"], flatten=True)["sessionId"]
        for ranah in ("Page", "Runtime", "Log", "Network"):
            self.perintah(f"{ranah}.enable")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.proses.kill()
        self.proses.wait()
        os.close(self._tulis)
        os.close(self._baca)
        shutil.rmtree(self.folder, ignore_errors=True)

    def perintah(self, nama: str, **isian: object) -> Pesan:
        """Send a command of the DevTools protocol and wait for its answer."""
        self._nomor += 1
        pesan: Pesan = {"id": self._nomor, "method": nama, "params": isian}
        if self.sesi is not None:
            pesan["sessionId"] = self.sesi
        os.write(self._tulis, json.dumps(pesan).encode() + b"\0")
        akhir = time.monotonic() + BATAS
        while True:
            jawab = self._terima(akhir)
            if jawab.get("id") == pesan["id"]:
                if "error" in jawab:
                    raise RuntimeError(f"{nama}: {jawab['error']}")
                return dict(jawab["result"])

    def _terima(self, akhir: float) -> Pesan:
        while b"\0" not in self._sisa:
            if not select.select([self._baca], [], [], max(0.0, akhir - time.monotonic()))[0]:
                raise TimeoutError("peramban tidak menjawab")
            potong = os.read(self._baca, 1 << 20)
            if not potong:
                raise RuntimeError("peramban berhenti")
            self._sisa += potong
        satu, _, self._sisa = self._sisa.partition(b"\0")
        pesan: Pesan = json.loads(satu)
        self._catat(pesan.get("method", ""), pesan.get("params", {}))
        return pesan

    def _catat(self, peristiwa: str, isi: Pesan) -> None:
        if peristiwa == "Runtime.consoleAPICalled":
            self.konsol.append(" ".join(str(a.get("value", a.get("description"))) for a in isi["args"]))
        elif peristiwa == "Runtime.exceptionThrown":
            self.konsol.append(str(isi["exceptionDetails"]))
        elif peristiwa == "Log.entryAdded":
            self.konsol.append(str(isi["entry"]["text"]))
        elif peristiwa == "Network.requestWillBeSent":
            self.permintaan.append(str(isi["request"]["url"]))
        elif peristiwa == "Page.loadEventFired":
            self._muat += 1

    def buka(self, jalur: Path, *, lebar: int, gelap: bool = False, tinggi: int = 900) -> None:
        """Open a file in a window of that width and wait until it is loaded."""
        self.ukuran(lebar, tinggi)
        self.perintah(
            "Emulation.setEmulatedMedia",
            features=[{"name": "prefers-color-scheme", "value": "dark" if gelap else "light"},
                      {"name": "prefers-reduced-motion", "value": "reduce"}],
        )  # fmt: skip
        self.konsol.clear()
        self.permintaan.clear()
        muat = self._muat
        self.perintah("Page.navigate", url=jalur.absolute().as_uri())
        akhir = time.monotonic() + BATAS
        while self._muat == muat:
            self._terima(akhir)

    def ukuran(self, lebar: int, tinggi: int = 900) -> None:
        """Resize the window."""
        self.perintah(
            "Emulation.setDeviceMetricsOverride", width=lebar, height=tinggi, deviceScaleFactor=1, mobile=lebar < 600
        )

    def nilai(self, ungkapan: str) -> Any:
        """The value of a JavaScript expression in the page; a promise is awaited."""
        jawab = self.perintah("Runtime.evaluate", expression=ungkapan, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in jawab:
            raise RuntimeError(str(jawab["exceptionDetails"]))
        return jawab["result"].get("value")

    def gambar(self, *, penuh: bool = True) -> bytes:
        """A PNG of the page."""
        return base64.b64decode(self.perintah("Page.captureScreenshot", captureBeyondViewport=penuh)["data"])

    def pdf(self) -> bytes:
        """The page as printed."""
        return base64.b64decode(self.perintah("Page.printToPDF", preferCSSPageSize=True, printBackground=False)["data"])


@pytest.fixture(scope="module")
def peramban() -> Iterator[Peramban]:
    """One browser for the module's tests; skipped where there is none, failed in CI."""
    program = cari()
    if program is None:
        if os.environ.get("CI") and sys.platform == "linux":
            pytest.fail(PASANG)
        pytest.skip(PASANG)
    with Peramban(program) as p:
        yield p
