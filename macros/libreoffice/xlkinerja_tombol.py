"""The buttons of the LibreOffice extension: Hitung Ulang, Periksa, Temuan, Tentang.

LibreOffice loads this file by itself. It stays readable for Python 3.8, which LibreOffice for Windows brought for long:
where that is older than the engine needs, the engine runs outside, by the Python that `xlkinerja pasang libreoffice`
wrote down.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import traceback
from configparser import ConfigParser
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import unohelper
import xlkinerja_libre as libre
from com.sun.star.task import XJobExecutor

if TYPE_CHECKING:
    from collections.abc import Callable

PENYEDIA = "id.xlkinerja.Tombol"
PYTHON_TERTUA = (3, 11)
BATAS = 300
"""Seconds that an engine outside may take."""
TEMUAN, PENANDA = "Temuan", "Temuan xlkinerja"
INFO, BERHASIL, PERINGATAN, BAHAYA = range(4)
"""com.sun.star.frame.InfobarType."""


class Tombol(unohelper.Base, XJobExecutor):
    """One object per click; `trigger` gets what stands behind "?" in the command's address."""

    def __init__(self, konteks: Any) -> None:
        self.konteks = konteks

    def trigger(self, perintah: str) -> None:
        """Do what the button says, and tell what came of it above the sheet."""
        meja = self.konteks.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", self.konteks)
        dok = meja.getCurrentComponent()
        if dok is None or not dok.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
            return
        try:
            judul, isi, jenis = _PERINTAH[perintah](dok)
        except libre.TakDapat as galat:
            judul, isi, jenis = "Tidak ada yang diubah", str(galat), BAHAYA
        except Exception as galat:  # a button must answer, whatever happened
            traceback.print_exc()
            judul, isi, jenis = "xlkinerja gagal; tidak ada yang diubah", _sebab(galat), BAHAYA
        _kabarkan(dok, judul, isi, jenis)


def _sebab(galat: BaseException) -> str:
    """The first line of what went wrong; our own exceptions say it in Indonesian."""
    return (str(galat).strip().splitlines() or [type(galat).__name__])[0][:300]


def _hitung(dok: Any) -> tuple[str, str, int]:
    return _kerjakan(dok, "Menghitung ulang", hanya_temuan=False)


def _periksa(dok: Any) -> tuple[str, str, int]:
    return _kerjakan(dok, "Memeriksa", hanya_temuan=True)


def _kerjakan(dok: Any, nama: str, hanya_temuan: bool) -> tuple[str, str, int]:
    layar = dok.CurrentController
    penunjuk = layar.Frame.createStatusIndicator()
    penunjuk.start(f"xlkinerja: {nama} …", 100)
    try:
        daftar = libre.Daftar(_daftar_perubahan(dok, hanya_temuan))
        penunjuk.setValue(60)
        banyak = max(libre.banyaknya(daftar), 1)
        if daftar.ada:
            libre.terapkan(dok, daftar, lambda n: penunjuk.setValue(60 + 40 * n // banyak))
    finally:
        penunjuk.end()
    if hanya_temuan:
        return "Selesai diperiksa", daftar.ringkasan, INFO
    if not daftar.ada:
        return "Tidak ada yang berubah", daftar.ringkasan, BERHASIL
    return "Selesai dihitung ulang", daftar.ringkasan + " Untuk membatalkan semuanya: Ctrl+Z.", BERHASIL


def _daftar_perubahan(dok: Any, hanya_temuan: bool) -> str:
    """The change list for the document as it stands on screen, by the engine in here or outside."""
    folder = tempfile.mkdtemp(prefix="xlkinerja-")
    try:
        salinan = os.path.join(folder, _nama(dok) + ".xlsx")
        di_dalam = sys.version_info >= PYTHON_TERTUA
        if di_dalam:
            threading.Thread(target=_muat_mesin, daemon=True).start()  # while LibreOffice stores the copy
        libre.simpan_salinan(dok, salinan)
        if di_dalam:
            return _di_dalam(salinan, _asal(dok), hanya_temuan)
        return _di_luar(salinan, _asal(dok), os.path.join(folder, "perubahan.tsv"), hanya_temuan)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _nama(dok: Any) -> str:
    """The document's file name without its ending; rules know an office's workbook by it."""
    nama = dok.getURL().rpartition("/")[2] or dok.Title
    aman = "".join("_" if c in '\\/:*?"<>|%' else c for c in nama)
    return (os.path.splitext(aman)[0] or "buku")[:100]


def _asal(dok: Any) -> str | None:
    """Where the document itself lies, for the settings of its folder; None if it was never saved, or is not here."""
    url = dok.getURL()
    return str(unohelper.fileUrlToSystemPath(url)) if url.startswith("file://") else None


def _muat_mesin() -> None:
    """Import the engine. What may be wrong with it is met again, and told, where it is used."""
    with suppress(Exception):
        import_module("xlkinerja.dokumen_terbuka")


def _di_dalam(salinan: str, asal: str | None, hanya_temuan: bool) -> str:
    from xlkinerja.buku import BukuTakTerbaca, BukuTakTertulis  # noqa: PLC0415  (needs a new Python)
    from xlkinerja.dokumen_terbuka import daftar_perubahan  # noqa: PLC0415

    try:
        return daftar_perubahan(Path(salinan), asal=asal, hanya_temuan=hanya_temuan)
    except (BukuTakTerbaca, BukuTakTertulis) as galat:
        raise libre.TakDapat(str(galat)) from galat


def _di_luar(salinan: str, asal: str | None, tsv: str, hanya_temuan: bool) -> str:
    python = mesin_luar()
    perintah = [python, "-m", "xlkinerja", "hitung", salinan, "--perubahan", tsv]
    if asal is not None:
        perintah += ["--asal", asal]
    if hanya_temuan:
        perintah.append("--hanya-temuan")
    atur: dict[str, Any] = {"creationflags": 0x08000000} if os.name == "nt" else {}
    bersih = {k: v for k, v in os.environ.items() if k not in ("PYTHONHOME", "PYTHONPATH")}
    try:
        hasil = subprocess.run(perintah, capture_output=True, timeout=BATAS, env=bersih, check=False, **atur)
    except (OSError, subprocess.SubprocessError) as galat:
        raise libre.TakDapat(f"Mesin xlkinerja di “{python}” tidak dapat dijalankan ({galat}).") from galat
    if not os.path.exists(tsv) or hasil.returncode > 1:
        kata = hasil.stderr.decode("utf-8", "replace").strip().splitlines()
        raise libre.TakDapat(kata[-1] if kata else "Mesin xlkinerja berhenti tanpa hasil.")
    with open(tsv, encoding="ascii") as f:
        return f.read()


def mesin_luar() -> str:
    """The Python with xlkinerja that the installer wrote down."""
    berkas = berkas_mesin()
    isi = ConfigParser()
    isi.read(str(berkas), encoding="utf-8")
    python = isi.get("mesin", "python", fallback="")
    if not python or not os.path.exists(python):
        raise libre.TakDapat(
            f"LibreOffice ini membawa Python {_versi_python()}, sedangkan mesin xlkinerja perlu 3.11. Pasang xlkinerja "
            "dengan Python yang lebih baru, lalu jalankan: xlkinerja pasang libreoffice"
        )
    return python


def _versi_python() -> str:
    return ".".join(map(str, sys.version_info[:2]))


def berkas_mesin() -> Path:
    """Where the installer writes which Python runs the engine."""
    if os.name == "nt":
        return Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming") / "xlkinerja" / "mesin.ini"
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "xlkinerja" / "mesin.ini"


def _lembar_temuan(dok: Any) -> tuple[str, str, int]:
    daftar = libre.daftar_temuan(dok, TEMUAN, PENANDA)
    if not dok.Sheets.hasByName(TEMUAN):
        return "Belum ada lembar Temuan", "Klik Hitung Ulang atau Periksa lebih dahulu.", PERINGATAN
    dok.CurrentController.setActiveSheet(dok.Sheets.getByName(TEMUAN))
    return "Temuan", f"{len(daftar)} temuan bersel; klik alamatnya, atau menu xlkinerja > Temuan Berikutnya.", INFO


def _lompat(dok: Any, arah: int) -> tuple[str, str, int]:
    """Jump to the next or previous finding's cell, counted from the cell that is selected."""
    urut = {n: i for i, n in enumerate(dok.Sheets.ElementNames)}
    semua: list[tuple[tuple[int, int, int], str, str]] = []
    for lembar, sel in libre.daftar_temuan(dok, TEMUAN, PENANDA):
        if lembar in urut:
            a = dok.Sheets.getByName(lembar).getCellRangeByName(sel).RangeAddress
            semua.append(((urut[lembar], a.StartRow, a.StartColumn), lembar, sel))
    if not semua:
        return "Tidak ada temuan yang dapat dituju", "Klik Hitung Ulang atau Periksa lebih dahulu.", PERINGATAN
    semua = sorted(set(semua))
    layar = dok.CurrentController
    kini = _kini(dok, urut)
    lewat = [x for x in semua if (x[0] > kini if arah > 0 else x[0] < kini)]
    _, lembar, sel = (lewat or semua)[0 if arah > 0 else -1]
    tujuan = dok.Sheets.getByName(lembar)
    layar.setActiveSheet(tujuan)
    layar.select(tujuan.getCellRangeByName(sel))
    return f"Temuan di {lembar}!{sel}", libre.pesan_temuan(dok, TEMUAN, lembar, sel), INFO


def _kini(dok: Any, urut: dict[str, int]) -> tuple[int, int, int]:
    """Where the cursor is, as findings are ordered."""
    pilihan = dok.getCurrentSelection()
    lembar = dok.CurrentController.ActiveSheet.Name
    if not hasattr(pilihan, "RangeAddress") or lembar == TEMUAN:
        return -1, 0, 0
    return urut[lembar], pilihan.RangeAddress.StartRow, pilihan.RangeAddress.StartColumn


def _tentang(_dok: Any) -> tuple[str, str, int]:
    dalam = sys.version_info >= PYTHON_TERTUA
    mesin = "mesin di dalam ekstensi" if dalam else "mesin di " + mesin_luar()
    return (
        f"xlkinerja {libre.VERSI_XLKINERJA}",
        "Hitung Ulang hanya menulis sel hitungan, tanda warna pada sel yang ditemukan keliru, dan lembar Temuan; sel "
        f"isian tidak pernah diubah. Python {_versi_python()}, {mesin}.",
        INFO,
    )


_PERINTAH: dict[str, Callable[[Any], tuple[str, str, int]]] = {
    "hitung": _hitung,
    "periksa": _periksa,
    "temuan": _lembar_temuan,
    "berikut": lambda dok: _lompat(dok, 1),
    "sebelum": lambda dok: _lompat(dok, -1),
    "tentang": _tentang,
}


def _kabarkan(dok: Any, judul: str, isi: str, jenis: int) -> None:
    """A bar above the sheet, which does not stop anybody from working; the last one gives way."""
    layar = dok.CurrentController
    if not hasattr(layar, "appendInfobar"):  # before LibreOffice 7.0
        kotak = layar.Frame.ContainerWindow
        kotak.Toolkit.createMessageBox(kotak, jenis + 1, 1, judul, isi).execute()
        return
    if layar.hasInfobar("xlkinerja"):
        layar.removeInfobar("xlkinerja")
    layar.appendInfobar("xlkinerja", judul, isi, jenis, (), True)


g_ImplementationHelper = unohelper.ImplementationHelper()  # the name that LibreOffice looks for
g_ImplementationHelper.addImplementation(Tombol, PENYEDIA, (PENYEDIA,))
