"""What can be done with a workbook that is open in Excel, for the command line and the window alike."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xlkinerja.baca import PENANDA_TEMUAN
from xlkinerja.buku.excel import muat_xlwings, salinan, terapkan_aman, tulis_status
from xlkinerja.buku.excel_dasar import ExcelTakSiap, coba_lagi, sifat
from xlkinerja.laporan import tulisan
from xlkinerja.perubahan import Perubahan
from xlkinerja.terapkan import HasilHitung, hitung_perubahan


@dataclass(frozen=True, slots=True)
class HasilTerbuka:
    """One open workbook recomputed or checked. `ringkas`: one line; `cadangan`: None if nothing changed; `gagal`:
    the workbook could not be read or changed, `ringkas` says why."""

    hasil: HasilHitung
    ringkas: str
    cadangan: Path | None
    gagal: bool


def hitung_terbuka(buku: Any) -> HasilTerbuka:
    """Recompute and check an open workbook and write the results into it. Raises ExcelTakSiap."""
    with salinan(buku) as dibaca:
        return _selesaikan(buku, dibaca, *hitung_perubahan(dibaca))


def periksa_terbuka(buku: Any) -> HasilTerbuka:
    """Check an open workbook; only its findings sheet is written. Raises ExcelTakSiap."""
    with salinan(buku) as dibaca:
        return _selesaikan(buku, dibaca, *hitung_perubahan(dibaca, hanya_temuan=True))


def _selesaikan(buku: Any, dibaca: Path, hasil: HasilHitung, p: Perubahan) -> HasilTerbuka:
    cadangan = terapkan_aman(buku, p, dibaca=dibaca).cadangan
    ringkas = tulisan.ringkas(hasil)
    tulis_status(buku, ringkas)
    return HasilTerbuka(hasil, ringkas, cadangan, any(t.pesan is not None for t in hasil.tulisan))


def lembar_temuan(buku: Any) -> Any:
    """The findings sheet of an open workbook, None if there is none."""

    def cari() -> Any:
        for x in buku.sheets:
            if str(x.name).startswith("Temuan") and x.range((1, 1)).value == PENANDA_TEMUAN:
                return x
        return None

    return coba_lagi(cari)


def buka_temuan(buku: Any) -> str:
    """Bring the findings sheet to the front; its summary. Raises ExcelTakSiap if there is none."""
    lembar = lembar_temuan(buku)
    if lembar is None:
        raise ExcelTakSiap(f'"{buku.name}" belum mempunyai lembar Temuan; jalankan dahulu Periksa atau Hitung Ulang.')
    coba_lagi(lembar.activate)
    tulis_status(buku, "")
    return str(lembar.range((2, 1)).value or "")


def lompat(buku: Any, lembar: str, sel: str | None) -> None:
    """Bring a cell to the front. Raises ExcelTakSiap if its sheet is gone."""

    def pergi() -> None:
        tujuan = next((x for x in buku.sheets if x.name == lembar), None)
        if tujuan is None:
            raise ExcelTakSiap(f'Lembar "{lembar}" tidak ada di "{buku.name}".')
        with suppress(NotImplementedError):
            buku.activate()
        tujuan.activate()
        tujuan.range(sel or "A1").select()

    coba_lagi(pergi)


def uji(buku: Any) -> Iterator[str]:
    """How xlkinerja and this Excel get on, a line at a time; nothing is written."""
    yield f"xlwings {muat_xlwings().__version__}"
    with suppress(Exception):
        yield f"Excel {buku.app.version}"
    yield f"Buku kerja: {buku.name}, {len(buku.sheets)} lembar"
    with salinan(buku) as dibaca:
        yield f"Salinan terbaca: {dibaca.stat().st_size:,} bita".replace(",", ".")
        hasil, p = hitung_perubahan(dibaca, hanya_temuan=True)
    yield tulisan.ringkas(hasil)
    terkunci = [x.name for x in buku.sheets if sifat(x, "ProtectContents")]
    yield f"Lembar diproteksi: {', '.join(terkunci) or 'tidak ada'}"
    yield f"Hanya-baca: {'ya' if sifat(buku, 'ReadOnly') else 'tidak'}"
    yield f"Lembar Temuan: {'akan ditulis' if p.temuan is not None else 'sudah sesuai'}"
    yield "Tidak ada yang diubah oleh uji ini."
