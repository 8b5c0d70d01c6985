"""What can be done with a workbook that is open in Excel, for the command line and the window alike."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from xlkinerja.baca import PENANDA_TEMUAN
from xlkinerja.beku import beku
from xlkinerja.buku.excel import muat_xlwings, salinan, terapkan_aman, tulis_status
from xlkinerja.buku.excel_dasar import ExcelTakSiap, coba_lagi, jalur_asal, sifat
from xlkinerja.laporan import tulisan
from xlkinerja.setelan import Setelan, SetelanSalah, skala_setelan
from xlkinerja.setelan_asal import laporan_diterima, setelan_asal
from xlkinerja.terapkan import HasilHitung, hitung_perubahan


@beku(frozen=True, slots=True)
class HasilTerbuka:
    """One open workbook recomputed or checked. `ringkas`: one line; `cadangan`: None if nothing changed; `gagal`:
    the workbook could not be read or changed, `ringkas` says why. `setelan`: what applied to it."""

    hasil: HasilHitung
    ringkas: str
    cadangan: Path | None
    gagal: bool
    setelan: Setelan | None = None


def hitung_terbuka(buku: Any) -> HasilTerbuka:
    """Recompute and check an open workbook and write the results into it. Raises ExcelTakSiap."""
    return _kerjakan(buku, hanya_temuan=False)


def periksa_terbuka(buku: Any) -> HasilTerbuka:
    """Check an open workbook; only its findings sheet is written. Raises ExcelTakSiap."""
    return _kerjakan(buku, hanya_temuan=True)


def _kerjakan(buku: Any, *, hanya_temuan: bool) -> HasilTerbuka:
    setelan = _setelan(buku)
    with salinan(buku) as dibaca:
        hasil, p = hitung_perubahan(dibaca, hanya_temuan=hanya_temuan, skala=skala_setelan(setelan))
        cadangan = terapkan_aman(buku, p, dibaca=dibaca).cadangan
    hasil = laporan_diterima(hasil, setelan, date.today())
    ringkas = tulisan.ringkas(hasil)
    tulis_status(buku, ringkas)
    return HasilTerbuka(hasil, ringkas, cadangan, any(t.pesan is not None for t in hasil.tulisan), setelan)


def _setelan(buku: Any) -> Setelan | None:
    """The settings of the folder where an open workbook lies. Raises ExcelTakSiap."""
    try:
        return setelan_asal(coba_lagi(lambda: jalur_asal(buku)))
    except SetelanSalah as salah:
        raise ExcelTakSiap(f"Tidak ada yang diubah: {salah.ringkas}") from None


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
    setelan = _setelan(buku)
    yield f"Setelan: {setelan.tempat if setelan is not None else 'tidak ada'}"
    with salinan(buku) as dibaca:
        yield f"Salinan terbaca: {dibaca.stat().st_size:,} bita".replace(",", ".")
        hasil, p = hitung_perubahan(dibaca, hanya_temuan=True, skala=skala_setelan(setelan))
    yield tulisan.ringkas(laporan_diterima(hasil, setelan, date.today()))
    terkunci = [x.name for x in buku.sheets if sifat(x, "ProtectContents")]
    yield f"Lembar diproteksi: {', '.join(terkunci) or 'tidak ada'}"
    yield f"Hanya-baca: {'ya' if sifat(buku, 'ReadOnly') else 'tidak'}"
    yield f"Lembar Temuan: {'akan ditulis' if p.temuan is not None else 'sudah sesuai'}"
    yield "Tidak ada yang diubah oleh uji ini."
