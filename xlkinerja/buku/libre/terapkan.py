"""A change list applied to an open document, all of it as one Undo step or nothing."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import uno

from .daftar import Daftar, TakDapat, banyaknya, nama_temuan
from .deret import isi_deret
from .isi import Pengisi
from .lembar_temuan import di_layar, tulis_temuan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

XLSX = "Calc MS Excel 2007 XML"


def simpan_salinan(dok: Any, jalur: str) -> None:
    """Store the document as it stands on screen as an .xlsx copy, without touching its own file or state."""
    dok.storeToURL(uno.systemPathToFileUrl(jalur), (_sifat("FilterName", XLSX), _sifat("Overwrite", True)))


def _sifat(nama: str, nilai: object) -> Any:
    x = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    x.Name, x.Value = nama, nilai
    return x


def terapkan(dok: Any, daftar: Daftar, kemajuan: Callable[[int], None] = lambda _n: None) -> None:
    """Apply a change list to a document: all of it as one Undo step named "Hitung Ulang", or nothing.

    `kemajuan` is told the number of lines done. Raises TakDapat before anything is changed if the document is
    read-only or a sheet that must be changed is protected.
    """
    _periksa(dok, daftar)
    baru = bool(daftar.temuan) and not dok.Sheets.hasByName(nama_temuan(daftar))
    with _satu_langkah(dok), _diam(dok), _terbuka(dok, daftar):
        _ubah_sel(dok, daftar, kemajuan)
        if daftar.temuan:
            tulis_temuan(dok, daftar.temuan)
    if baru:
        di_layar(dok, daftar.temuan)
    kemajuan(banyaknya(daftar))


def _ubah_sel(dok: Any, daftar: Daftar, kemajuan: Callable[[int], None]) -> None:
    sudah = 0
    for nama, baris in daftar.sel.items():
        pengisi = Pengisi(dok, dok.Sheets.getByName(nama))
        pengisi.gayakan(baris)
        sisa = isi_deret(pengisi.lembar, baris)
        sudah += len(baris) - len(sisa)
        for b in sisa:
            pengisi.ubah(b)
            sudah += 1
            if sudah % 500 == 0:
                kemajuan(sudah)


def _periksa(dok: Any, daftar: Daftar) -> None:
    if daftar.ada and dok.isReadonly():
        raise TakDapat("Dokumen ini hanya untuk dibaca. Simpan dengan nama lain, lalu ulangi.")
    for nama in daftar.sel:
        if not dok.Sheets.hasByName(nama):
            raise TakDapat(f"Lembar “{nama}” tidak ada lagi. Ulangi Hitung Ulang.")
    if daftar.temuan and dok.isProtected() and not dok.Sheets.hasByName(nama_temuan(daftar)):
        raise TakDapat(
            "Struktur buku kerja diproteksi sehingga lembar Temuan tidak dapat ditambahkan; tidak ada yang diubah. "
            "Buka proteksinya (Tools > Protect Spreadsheet Structure), lalu ulangi."
        )


@contextmanager
def _terbuka(dok: Any, daftar: Daftar) -> Iterator[None]:
    """The sheets that change without their protection, as a template's have one against slips, without a password;
    afterwards with it. Raises TakDapat if one has a password."""
    nama = [*daftar.sel, *([nama_temuan(daftar)] if daftar.temuan else ())]
    ada = [dok.Sheets.getByName(n) for n in dict.fromkeys(nama) if dok.Sheets.hasByName(n)]
    dibuka = [x for x in ada if x.isProtected()]
    try:
        for x in dibuka:
            x.unprotect("")
        terkunci = [x.Name for x in dibuka if x.isProtected()]
        if terkunci:
            semua = "”, “".join(terkunci)
            raise TakDapat(
                f"Lembar “{semua}” diproteksi dengan sandi sehingga hasilnya tidak dapat ditulis; tidak ada yang "
                "diubah. Buka proteksinya (Tools > Protect Sheet), lalu ulangi."
            )
        yield
    finally:
        for x in dibuka:
            if not x.isProtected():
                x.protect("")


@contextmanager
def _satu_langkah(dok: Any) -> Iterator[None]:
    """One Undo step; undone at once if something goes wrong."""
    urung = dok.UndoManager
    urung.enterUndoContext("Hitung Ulang")
    gagal = True
    try:
        yield
        gagal = False
    finally:
        urung.leaveUndoContext()
        if gagal and urung.isUndoPossible() and urung.getCurrentUndoActionTitle() == "Hitung Ulang":
            urung.undo()


@contextmanager
def _diam(dok: Any) -> Iterator[None]:
    """No redrawing and no recalculating in between."""
    otomatis = dok.isAutomaticCalculationEnabled()
    dok.lockControllers()
    dok.addActionLock()
    dok.enableAutomaticCalculation(False)
    try:
        yield
    finally:
        dok.enableAutomaticCalculation(otomatis)
        if otomatis:
            dok.calculate()
        dok.removeActionLock()
        dok.unlockControllers()
