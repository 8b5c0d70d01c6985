"""Numbers stored as text: a column of them is one finding with their count."""

from __future__ import annotations

from xlkinerja.buku.ingatan import Isi, buku_ingatan
from xlkinerja.periksa import periksa_buku


def temuan(*pagu: Isi) -> list[tuple[str, str | None, str]]:
    sel: dict[str, Isi] = {"A1": "Anggaran KPU Kota Kupang Tahun 2024", "A2": "Uraian", "B2": "Pagu"}
    sel |= {f"A{i}": f"Kegiatan {i}" for i in range(3, 3 + len(pagu))}
    sel |= {f"B{i}": n for i, n in enumerate(pagu, 3)}
    return [(t.kode, t.lokasi.sel, t.pesan) for t in periksa_buku(buku_ingatan({"L": sel})).temuan]


def test_seluruh_kolom_satu_temuan() -> None:
    kolom = [f"{n}.000.000" for n in range(1, 301)]
    assert temuan(*kolom) == [("S101", "B3", "Angka tersimpan sebagai teks (300 sel)")]


def test_tanda_hubung_dan_kosong_tidak_memutus() -> None:
    kolom = ["1.000.000", "2.000.000", "-", "3.000.000", None, "7.000.000"]
    assert temuan(*kolom)[0] == ("S101", "B3", "Angka tersimpan sebagai teks (4 sel)")
    assert [k for k, _, _ in temuan(*kolom)] == ["S101"]


def test_angka_memutus_larik() -> None:
    assert [(k, s) for k, s, _ in temuan("1.000.000", 2000000, "3.000.000")] == [("S101", "B3"), ("S101", "B5")]
