"""The workbook that is open in Excel, through xlwings: a copy of it is computed, the changes are laid on it by ranges.

Nothing is written but the cells of the list and the findings sheet, and nothing before all of it can be written. An
engine without COM (`.api` gives nothing) gets the same cells. xlwings is imported only when Excel is looked for.
"""

from __future__ import annotations

import atexit
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

from xlkinerja.beku import beku
from xlkinerja.buku import BukuTakTerbaca, Lembar
from xlkinerja.buku.berkas import buka_jalur
from xlkinerja.buku.cadangan import simpan_cadangan
from xlkinerja.buku.excel_dasar import TEKS, ExcelTakSiap, api, coba_lagi, rgb, ringkas, sibuk, sifat, teks_biasa
from xlkinerja.buku.excel_proteksi import tanpa_proteksi
from xlkinerja.buku.excel_temuan import tulis_temuan
from xlkinerja.buku.petak import Petak, petak
from xlkinerja.galat_os import sebab_os
from xlkinerja.perubahan import IsiSel, Jenis, Perubahan

PASANG = 'xlwings belum terpasang; pasang dengan: pip install "xlkinerja[excel]"'


@beku(frozen=True, slots=True)
class Diterapkan:
    """What was done to an open workbook: how many cells were written, and the safety copy, None if nothing changed."""

    sel: int
    cadangan: Path | None


# Finding Excel


def muat_xlwings() -> Any:
    """The module. Raises ExcelTakSiap with how to install it."""
    try:
        import xlwings  # noqa: PLC0415 - optional, and slow to load
    except ImportError:
        raise ExcelTakSiap(PASANG) from None
    # At its end xlwings ends every Excel process that it cannot see, among them those of other users of the computer.
    with suppress(Exception):
        atexit.unregister(sys.modules["xlwings._xlwindows"].cleanup)
    return xlwings


def daftar_buku() -> list[Any]:
    """The workbooks that are open in Excel. Raises ExcelTakSiap."""
    return coba_lagi(lambda: [b for app in _aplikasi() for b in app.books])


def buku_aktif() -> Any:
    """The workbook in front. Raises ExcelTakSiap."""
    return coba_lagi(_buku_aktif)


def _aplikasi() -> Any:
    mesin = muat_xlwings().engines.active
    if mesin is None:
        raise ExcelTakSiap("Excel tidak tersedia di komputer ini; pakai: xlkinerja hitung BERKAS")
    if not len(mesin.apps):
        raise ExcelTakSiap("Excel belum dijalankan; buka dahulu buku kerjanya di Excel.")
    return mesin.apps


def _buku_aktif() -> Any:
    app = _aplikasi().active
    buku = app.books.active if app is not None and len(app.books) else None
    if buku is None or getattr(buku.impl, "xl", buku) is None:
        raise ExcelTakSiap(
            'Tidak ada buku kerja yang terbuka di Excel; bila tampil "Protected View", klik dahulu "Enable Editing".'
        )
    return buku


# Reading


@contextmanager
def salinan(buku: Any) -> Iterator[Path]:
    """A copy of the open workbook as it is now, saved or not, on this computer or in the cloud."""
    with tempfile.TemporaryDirectory(prefix="xlkinerja-", ignore_cleanup_errors=True) as folder:
        yield _salin(buku, Path(folder))


def _salin(buku: Any, folder: Path) -> Path:
    asal = Path(buku.name)
    akhiran = asal.suffix.lower()
    if akhiran in (".xls", ".xlsb", ".csv", ".txt"):
        raise ExcelTakSiap(f'"{buku.name}" bukan .xlsx; simpan dahulu sebagai Buku Kerja Excel (.xlsx), lalu ulangi.')
    tujuan = folder / f"{asal.stem}{akhiran if akhiran == '.xlsm' else '.xlsx'}"
    simpan_salinan = getattr(coba_lagi(lambda: api(buku)), "SaveCopyAs", None)
    if callable(simpan_salinan):
        try:
            coba_lagi(lambda: simpan_salinan(str(tujuan)))
        except ExcelTakSiap:
            raise
        except Exception as galat:
            raise ExcelTakSiap(f'"{buku.name}" tidak dapat disalin dari Excel ({ringkas(galat)}).') from galat
    else:
        _salin_berkas(buku, tujuan)
    return tujuan


def _salin_berkas(buku: Any, tujuan: Path) -> None:
    """Without SaveCopyAs (Mac) the file is the copy, provided that nothing is unsaved."""
    tersimpan = getattr(api(buku), "saved", None)
    with suppress(Exception):
        tersimpan = tersimpan.get() if tersimpan is not None else None
    if tersimpan is not True or not Path(buku.fullname).is_file():
        raise ExcelTakSiap(f'Simpan dahulu "{buku.name}" ke komputer ini, lalu ulangi.')
    try:
        shutil.copyfile(buku.fullname, tujuan)
    except OSError as galat:
        raise ExcelTakSiap(f'"{buku.name}" tidak dapat disalin ({sebab_os(galat)}).') from galat


# Writing


@contextmanager
def tenang(app: Any) -> Iterator[None]:
    """Excel holds still: no drawing, computing, events or keystrokes; all as before afterwards, whatever happens."""
    semula: list[tuple[str, Any]] = []
    status = _baca_status(app)
    try:
        for nama, nilai in _TENANG:
            with suppress(Exception):
                lama = getattr(app, nama)
                setattr(app, nama, nilai)
                semula.append((nama, lama))
        yield
    finally:
        for nama, lama in reversed(semula):
            with suppress(Exception):
                setattr(app, nama, lama)
        with suppress(Exception):
            app.status_bar = status


_TENANG: tuple[tuple[str, Any], ...] = (
    ("screen_updating", False),
    ("calculation", "manual"),
    ("enable_events", False),
    ("display_alerts", False),
    ("interactive", False),
)
AWALAN_STATUS = "xlkinerja: "


def _baca_status(app: Any) -> Any:
    """What the status bar shows; what we wrote there ourselves counts as nothing (False: Excel's own)."""
    try:
        status = app.status_bar
    except Exception:
        return False
    return False if not status or str(status).startswith(AWALAN_STATUS) else status


def tulis_status(buku: Any, teks: str) -> None:
    """One line in Excel's status bar, "" gives it back to Excel; silent where there is none."""
    with suppress(Exception):
        buku.app.status_bar = f"{AWALAN_STATUS}{teks}" if teks else False


def terapkan_aman(buku: Any, p: Perubahan, *, dibaca: Path) -> Diterapkan:
    """Apply a list that was computed from the copy `dibaca`, with a safety copy first. Raises ExcelTakSiap, mostly
    before anything is written; if not, its message names the safety copy."""
    if not p.ada:
        return Diterapkan(0, None)
    coba_lagi(lambda: _siap(buku))
    coba_lagi(lambda: periksa_dapat_ditulis(buku, p))
    try:
        cadangan = simpan_cadangan(dibaca)
    except OSError as galat:
        raise ExcelTakSiap(f"Cadangan tidak dapat disimpan ({sebab_os(galat)}); tidak ada yang diubah.") from galat
    with tenang(buku.app), tanpa_proteksi(buku, {*(x for x, _, _ in _tempat(p)), p.temuan.nama if p.temuan else ""}):
        _tolak_berubah(buku, dibaca)
        try:
            terapkan(buku, p)
        except Exception as galat:
            sebab = "Excel sibuk" if sibuk(galat) else ringkas(galat)
            raise ExcelTakSiap(
                f"Penulisan terhenti ({sebab}). Tutup buku kerja tanpa menyimpan, lalu ulangi; isi semula: {cadangan}"
            ) from galat
    return Diterapkan(len(set(_tempat(p))), cadangan)


def _siap(buku: Any) -> None:
    """Raises while Excel takes no changes."""
    with suppress(NotImplementedError):
        buku.app.screen_updating = buku.app.screen_updating


def periksa_dapat_ditulis(buku: Any, p: Perubahan) -> None:
    """Raises ExcelTakSiap if any of the changes would be refused."""
    if sifat(buku, "ReadOnly"):
        raise ExcelTakSiap(f'"{buku.name}" terbuka hanya-baca; simpan dengan nama lain (F12), lalu ulangi.')
    ada = {x.name: x for x in buku.sheets}
    perlu = {lembar for lembar, _, _ in _tempat(p)}
    hilang = sorted(perlu - set(ada))
    if hilang:
        raise ExcelTakSiap(f"Lembar {_sebut(hilang)} tidak ada lagi; ulangi.")
    if p.temuan is not None and p.temuan.nama not in ada and sifat(buku, "ProtectStructure"):
        raise ExcelTakSiap(
            f'Struktur buku kerja diproteksi sehingga lembar "{p.temuan.nama}" tidak dapat dibuat; buka dahulu '
            "proteksinya (Review > Protect Workbook). Tidak ada yang diubah."
        )


def _sebut(nama: Sequence[str]) -> str:
    return ", ".join(f'"{n}"' for n in nama)


def _tolak_berubah(buku: Any, dibaca: Path) -> None:
    """Raises ExcelTakSiap if somebody typed while we computed."""
    with salinan(buku) as kini:
        try:
            lama, baru = (buka_jalur(p)[0].lembar for p in (dibaca, kini))
        except BukuTakTerbaca as galat:
            raise ExcelTakSiap(f"Tidak diubah: {galat}") from galat
    if [_isian(x) for x in lama] != [_isian(x) for x in baru]:
        raise ExcelTakSiap("Buku kerja berubah selagi dihitung; tidak ada yang ditulis. Ulangi.")


def _isian(lembar: Lembar) -> tuple[str, dict[int, str]]:
    """What was typed into a sheet: formulas, and constants where there is none."""
    isi = zip(lembar.kunci, lembar.jenis, lembar.isi, strict=True)
    ketikan = {k: x for k, j, x in isi if j != ord("-") and k not in lembar.rumus}
    return lembar.nama, ketikan | {k: f"={x}" for k, x in lembar.rumus.items()}


def terapkan(buku: Any, p: Perubahan) -> None:
    """Lay the changes on an open workbook (xlwings.Book): formats, contents, fills, then the findings sheet."""
    for n in dict.fromkeys(lembar for lembar, _, _ in _tempat(p)):
        lembar = buku.sheets[n]
        # Excel writes a block only into the visible rows of a filtered list.
        satuan = sifat(lembar, "FilterMode")
        isi = {(x.baris, x.kolom): x for x in p.isi if x.lembar == n}
        for blok in petak({di: x.format for di, x in isi.items() if x.format is not None}, satuan=satuan):
            _rentang(lembar, blok).number_format = blok.macam
        for macam in petak({di: x.jenis for di, x in isi.items()}, satuan=satuan):
            _isi_petak(lembar, macam, isi)
        for warna in petak({(w.baris, w.kolom): w.warna for w in p.warna if w.lembar == n}, satuan=satuan):
            _rentang(lembar, warna).color = rgb(warna.macam)
    if p.temuan is not None:
        tulis_temuan(buku, p.temuan)


def _tempat(p: Perubahan) -> list[tuple[str, int, int]]:
    return [(x.lembar, x.baris, x.kolom) for x in p.isi] + [(w.lembar, w.baris, w.kolom) for w in p.warna]


def _rentang(lembar: Any, p: Petak[Any]) -> Any:
    return lembar.range((p.baris1, p.kolom1), (p.baris2, p.kolom2))


def _format(rentang: Any) -> str | None:
    """The number format that the cells share, None if they differ, "" where the engine does not tell."""
    try:
        kode: str | None = rentang.number_format
    except NotImplementedError:
        return ""
    return kode


def _isi_petak(lembar: Any, p: Petak[Jenis], isi: dict[tuple[int, int], IsiSel]) -> None:
    """Contents of one kind. A cell of the format "text" would take a number or formula as text, and a formula may
    bring a format of its own: the cell's format is put aside and laid again."""
    rentang = _rentang(lembar, p)
    if p.macam is Jenis.KOSONG:
        rentang.clear_contents()
        return
    format_sel = _format(rentang)
    if format_sel is None and (p.baris1, p.kolom1) != (p.baris2, p.kolom2):
        for b in range(p.baris1, p.baris2 + 1):
            for k in range(p.kolom1, p.kolom2 + 1):
                _isi_petak(lembar, Petak(b, k, b, k, p.macam), isi)
        return
    baris = [[isi[b, k].isi for k in range(p.kolom1, p.kolom2 + 1)] for b in range(p.baris1, p.baris2 + 1)]
    if p.macam is Jenis.TEKS:
        rentang.value = [[teks_biasa(str(x), format_sel) for x in b] for b in baris]
        return
    if format_sel == TEKS:
        rentang.number_format = "General"
    if p.macam is Jenis.RUMUS:
        rumus = [[f"={x}" for x in b] for b in baris]
        rentang.formula = rumus[0][0] if rumus == [[rumus[0][0]]] else rumus
    else:
        rentang.value = [[float(x) if isinstance(x, Decimal) else x for x in b] for b in baris]
    if format_sel and _format(rentang) != format_sel:
        rentang.number_format = format_sel
