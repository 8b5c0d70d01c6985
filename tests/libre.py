"""The real LibreOffice, driven on real workbooks: a list of steps in, one result per step out.

In a test module: `pytest_plugins = ["tests.libre"]` gives the fixture `libre`. The steps ("kerja") are the functions of
`tests/libre_uno.py`, their fields its parameters::

    _, isi = libre.jalankan(jalur, [{"kerja": "sisip_baris", "lembar": "PK", "baris": 3},
                                    {"kerja": "baca", "lembar": "PK", "rentang": "A1:D9"}], simpan=hasil)

Formulas are in Excel's dialect (`=SUM('A b'!A1,2)`) both ways. Values stored in a file are taken as they are: put
{"kerja": "hitung"} first where the engine's own stored values are not what is asked. Language and settings: en-US.

PYTEST_DONT_REWRITE: imported by the tests before pytest registers it.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import uuid
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Self

import pytest

JEMBATAN = Path(__file__).with_name("libre_uno.py")
BATAS = 60.0
"""Seconds for the start, and for each step."""
PASANG = (
    "pasang dahulu: apt-get install --no-install-recommends libreoffice-calc python3-uno (Debian, Ubuntu), "
    "brew install --cask libreoffice (macOS), atau LibreOffice lengkap dengan Python-nya (Windows)"
)
Pesan = dict[str, Any]
Proses = subprocess.Popen[bytes]

_SETELAN = [
    ("Setup/L10N", "ooLocale", "en-US"),
    ("Setup/L10N", "ooSetupSystemLocale", "en-US"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Calc/Content/Update", "Link", "2"),
]
"""Path, property, value: no macros, links never updated, the same language everywhere."""


class LibreGalat(RuntimeError):
    """A step that LibreOffice did not do; the workbook is not stored."""


def _lingkungan() -> dict[str, str]:
    """Ours, without what would lead another Python to the venv's modules."""
    return {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"}}


def _calon_python() -> Iterator[str]:
    """LibreOffice's own Python first: on a bare macOS the system's `python3` asks to install something."""
    soffice = shutil.which("soffice")
    if soffice:
        program = Path(soffice).resolve().parent
        yield from map(str, (program / "python.exe", program / "python", program.parent / "Resources" / "python"))
    yield from ("/usr/bin/python3", "python3")


@functools.cache
def python_uno() -> str:
    """A Python that can `import uno`. Raises `LibreGalat` with what to install."""
    for calon in _calon_python():
        jalur = shutil.which(calon)
        if jalur:
            perintah = [jalur, "-c", "import uno"]
            with contextlib.suppress(OSError, subprocess.SubprocessError):
                subprocess.run(perintah, check=True, capture_output=True, timeout=30, env=_lingkungan())
                return jalur
    raise LibreGalat(f"tidak ada Python yang dapat `import uno`; {PASANG}")


def _soffice() -> str:
    jalur = shutil.which("soffice")
    if not jalur:
        raise LibreGalat(f"LibreOffice (soffice) tidak ditemukan; {PASANG}")
    return jalur


def _tulis_profil(folder: Path) -> None:
    butir = "".join(
        f'<item oor:path="/org.openoffice.{jalur}"><prop oor:name="{nama}" oor:op="fuse"><value>{nilai}</value></prop>'
        "</item>"
        for jalur, nama, nilai in _SETELAN
    )
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{butir}</oor:items>', "utf-8"
    )


def _bunuh(proses: Proses) -> None:
    """Ends a process of ours with its children: `soffice` only starts the real one."""
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(proses.pid)], capture_output=True, check=False)
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(proses.pid, signal.SIGKILL)
    proses.wait(10)


def _sidik(profil: str) -> str:
    """What LibreOffice calls the pipe of a profile by: MD5 of its URL in UTF-16, bytes without leading zeros."""
    return "".join(f"{b:x}" for b in hashlib.md5(profil.encode("utf-16-le"), usedforsecurity=False).digest())


def _sederhana(nilai: object) -> object:
    if isinstance(nilai, Decimal):
        return float(nilai)
    if isinstance(nilai, Path):
        return str(nilai.resolve())
    raise TypeError(f"{nilai!r} bukan isi sebuah langkah")


class _Sesi:
    """One soffice, its throw-away profile, and the bridge that talks to it."""

    def __init__(self, batas: float) -> None:
        self.batas = batas
        self.folder = Path(tempfile.mkdtemp(prefix="xlkinerja-libre-"))
        self.pipa = f"xlkinerja{uuid.uuid4().hex}"
        self.jawaban: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self.profil = (self.folder / "profil").as_uri()
        _tulis_profil(self.folder / "profil")
        self.kantor = self._luncurkan(
            [
                _soffice(),
                f"-env:UserInstallation={self.profil}",
                *("--headless", "--norestore", "--nologo", "--nodefault", "--nofirststartwizard"),
                f"--accept=pipe,name={self.pipa};urp;",
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        self.jembatan = self._luncurkan(
            [python_uno(), str(JEMBATAN), self.pipa, str(batas)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        threading.Thread(target=self._dengar, daemon=True).start()

    def _luncurkan(self, perintah: Sequence[str], *, stdin: int, stdout: int) -> Proses:
        with (self.folder / "catatan.txt").open("ab") as catatan:
            return subprocess.Popen(
                perintah, stdin=stdin, stdout=stdout, stderr=catatan, env=_lingkungan(), start_new_session=True
            )

    def _dengar(self) -> None:
        assert self.jembatan.stdout
        with self.jembatan.stdout as aliran:
            for baris in aliran:
                self.jawaban.put(baris)
        self.jawaban.put(b"")

    def kirim(self, pesan: Pesan) -> None:
        """Sends one request."""
        assert self.jembatan.stdin
        baris = json.dumps(pesan, default=_sederhana, allow_nan=False)
        with contextlib.suppress(OSError):  # a bridge that died: `terima` tells
            self.jembatan.stdin.write(baris.encode() + b"\n")
            self.jembatan.stdin.flush()

    def terima(self, sedang: str) -> Pesan:
        """The next answer. Raises `TimeoutError`, or `EOFError` if LibreOffice or the bridge is gone."""
        try:
            baris = self.jawaban.get(timeout=self.batas)
        except queue.Empty:
            raise TimeoutError(f"{sedang}: tidak selesai dalam {self.batas:g} detik") from None
        if not baris:
            catatan = (self.folder / "catatan.txt").read_text("utf-8", "replace")[-2000:]
            raise EOFError(f"{sedang}: LibreOffice berhenti sendiri\n{catatan}")
        hasil: Pesan = json.loads(baris)
        return hasil

    def tutup(self, *, sabar: float) -> None:
        """Asks LibreOffice to end, waits `sabar` seconds, then ends what is left and removes the profile."""
        assert self.jembatan.stdin
        with contextlib.suppress(OSError):
            self.jembatan.stdin.close()
        for proses in (self.jembatan, self.kantor):
            with contextlib.suppress(subprocess.TimeoutExpired):
                proses.wait(sabar)
            _bunuh(proses)
        for pipa in (self.pipa, f"SingleOfficeIPC_{_sidik(self.profil)}"):  # a killed soffice leaves them
            for sisa in Path("/tmp").glob(f"OSL_PIPE_*_{pipa}"):
                sisa.unlink(missing_ok=True)
        shutil.rmtree(self.folder, ignore_errors=True)


class Libre:
    """One LibreOffice, started at the first use, started again after a crash. `batas`: seconds for each step."""

    def __init__(self, *, batas: float = BATAS) -> None:
        self.batas = batas
        self.sesi: _Sesi | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.tutup()

    def tutup(self, *, sabar: float = 10.0) -> None:
        """Ends LibreOffice, if it runs."""
        if self.sesi:
            self.sesi.tutup(sabar=sabar)
            self.sesi = None

    def _mulai(self) -> _Sesi:
        if not self.sesi:
            python_uno(), _soffice()
            self.sesi = _Sesi(self.batas)
            self.sesi.terima("memulai LibreOffice")
        return self.sesi

    def jalankan(self, asal: Path, langkah: Sequence[Pesan], simpan: Path | None = None) -> list[Any]:
        """Opens a copy of `asal`, does the steps, stores as .xlsx at `simpan`: one result per step.

        Raises `LibreGalat` at the first step that cannot be done, takes too long or brings LibreOffice down.
        """
        try:
            return self._kerjakan(self._mulai(), asal, langkah, simpan)
        except LibreGalat:
            raise
        except BaseException as e:  # the answers still to come would be taken for those of the next request
            self.tutup(sabar=0.0)
            if isinstance(e, TimeoutError | EOFError):
                raise LibreGalat(str(e)) from None
            raise

    def _kerjakan(self, sesi: _Sesi, asal: Path, langkah: Sequence[Pesan], simpan: Path | None) -> list[Any]:
        with tempfile.TemporaryDirectory(dir=sesi.folder) as folder:  # no lock file beside the original
            salinan = shutil.copyfile(asal, Path(folder) / asal.name)
            sesi.kirim({"asal": salinan, "langkah": langkah, "simpan": simpan})
            sebutan = [f"membuka {asal.name}"]
            sebutan += [f"langkah {n} {satu.get('kerja')}" for n, satu in enumerate(langkah, 1)]
            sebutan += [f"menyimpan {asal.name}"]
            hasil = []
            for sebut in sebutan:
                jawab = sesi.terima(sebut)
                if "galat" in jawab:
                    raise LibreGalat(f"{sebut}: {jawab['galat']}")
                hasil.append(jawab["hasil"])
        return hasil[1:-1]


_BERSAMA = Libre()


@pytest.fixture(scope="session")
def libre(pytestconfig: pytest.Config) -> Libre:
    """The LibreOffice that all tests of one process share; ended with pytest."""
    try:
        python_uno(), _soffice()
    except LibreGalat as e:
        raise pytest.fail.Exception(str(e), pytrace=False) from None
    pytestconfig.add_cleanup(_BERSAMA.tutup)
    return _BERSAMA
