"""`isi`: realisasi of an export into the leaf rows of the budget sheet; every cell, list and refusal literally."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.isi_acak import isi_wajar
from tests.saksi_formulas import hitung_ulang
from tests.test_sakti import fa, teks, xlsx
from tests.test_terapkan_utuh import buku_lengkap
from xlkinerja.angka import tulis_angka
from xlkinerja.baca import baca_buku
from xlkinerja.buku.berkas import buka
from xlkinerja.buku.sisip import terapkan
from xlkinerja.cli import utama
from xlkinerja.formulir.identitas import satker_berkode
from xlkinerja.isi_anggaran import Butir, Hasil, rencanakan_isi
from xlkinerja.isi_nilai import IsiGagal
from xlkinerja.isi_tulis import berformat, tulis_isi
from xlkinerja.kumpulan import periksa_jalur
from xlkinerja.model import Berkas
from xlkinerja.sakti import Ekspor, baca_ekspor
from xlkinerja.templat.buku import buat_templat
from xlkinerja.templat.isi import IsiBuku

CONTOH: Final = Path(__file__).parent.parent / "workbooks" / "contoh"
TTU: Final = satker_berkode("53.03")
assert TTU is not None
JUDUL: Final = ("REALISASI ANGGARAN KPU KABUPATEN TIMOR TENGAH UTARA",)
TAHUN: Final = ("Tahun Anggaran 2026",)
MARET: Final = ("Periode s.d. Maret 2026",)


# A typed sheet: Kode, Uraian, Pagu, Realisasi, Sisa, %


def lembar(*baris: tuple[Any, ...], judul: str = JUDUL[0] + " TAHUN 2026") -> bytes:
    wadah = io.BytesIO()
    with xlsxwriter.Workbook(wadah, {"in_memory": True}) as buku:
        uang = buku.add_format({"num_format": "#,##0"})
        ws = buku.add_worksheet("Anggaran")
        ws.write(0, 0, judul)
        ws.write_row(2, 0, ("Kode", "Program/Kegiatan", "Pagu", "Realisasi", "Sisa", "%"))
        for i, b in enumerate(baris, 3):
            ws.write_row(i, 0, b[:2])
            for k, isi in enumerate(b[2:], 2):
                if isinstance(isi, str) and isi.startswith("="):
                    ws.write_formula(i, k, isi, uang, 0)
                elif isi is not None:
                    ws.write(i, k, isi, uang)
    return wadah.getvalue()


TIGA: Final = (
    ("WA", "Program", 3000, "=SUM(D5:D6)"),
    ("WA.3355", "Keuangan", 1000, None),
    ("WA.3360", "Umum", 2000, None),
)


def rencana(isi: bytes, ekspor: bytes, nama: str = "e.csv", **pilihan: Any) -> Hasil:
    return rencanakan_isi(baca_buku(buka(isi), "kpu.xlsx"), baca_ekspor(ekspor, nama), **pilihan)


def ekspor(
    *baris: tuple[str, ...], judul: tuple[tuple[str, ...], ...] = (JUDUL, TAHUN), kepala: str = "Realisasi"
) -> bytes:
    return teks(*judul, ("Kode", "Uraian", "Pagu", kepala), *baris)


SEMUA: Final = ekspor(
    ("WA", "p", "3.000", "1.500.000"), ("WA.3355", "k", "1.000", "500.000"), ("3360", "u", "2.000", "1.000.000")
)


def sel(h: Hasil) -> dict[str, Decimal]:
    return {b.sel: b.ekspor for b in h.diisi if b.ekspor is not None}


def ubah(butir: list[Butir]) -> list[tuple[str, str, int | None, int | None, str]]:
    def bulat(n: Decimal | None) -> int | None:
        return None if n is None else int(n)

    return [(b.sel or b.letak, b.kode, bulat(b.lembar), bulat(b.ekspor), b.sebab) for b in butir]


def test_baris_terdalam_diisi_induk_dijumlahkan_rumusnya() -> None:
    h = rencana(lembar(*TIGA), SEMUA)
    assert sel(h) == {"D5": 500000, "D6": 1000000}
    assert (h.bidang, h.sumber, h.lengkap) == ("realisasi", "Realisasi", True)
    assert h.jumlah_ekspor == h.jumlah_lembar == 1500000
    assert h.pagu_berbeda == []  # 3.000 and 3000 are the same
    hasil = openpyxl.load_workbook(io.BytesIO(tulis_isi(lembar(*TIGA), h.suntingan).isi), data_only=True)["Anggaran"]
    assert [hasil[f"D{i}"].value for i in (4, 5, 6)] == [1500000, 500000, 1000000]


def test_yang_terisi_angka_lain_tidak_ditimpa() -> None:
    isi = lembar(TIGA[0], ("WA.3355", "Keuangan", 1000, 1000), ("WA.3360", "Umum", 2000, 1000000))
    h = rencana(isi, SEMUA)
    assert (h.suntingan, h.sama) == ([], 1)
    assert ubah(h.tidak_ditimpa) == [("D5", "WA.3355", 1000, 500000, "")]
    assert not h.lengkap
    assert (h.jumlah_lembar, h.jumlah_ekspor, h.jumlah_cocok) == (1001000, 1500000, False)
    h = rencana(isi, SEMUA, timpa=True)
    assert ubah(h.ditimpa) == [("D5", "WA.3355", 1000, 500000, "")]
    assert [(s.baris, s.kolom, s.nilai) for s in h.suntingan] == [(5, 4, 500000)]
    assert h.lengkap


@pytest.mark.parametrize("tulis", ["-", "segera", "2.000"])
def test_teks_di_sel_pun_tidak_ditimpa_diam_diam(tulis: str) -> None:
    isi = lembar(TIGA[0], ("WA.3355", "Keuangan", 1000, tulis), TIGA[2])
    h = rencana(isi, SEMUA)
    assert [b.sel for b in h.tidak_ditimpa] == ["D5"] and sel(h) == {"D6": 1000000}
    assert [s.nilai for s in rencana(isi, SEMUA, timpa=True).suntingan] == [500000, 1000000]


def test_teks_yang_ada_disebut_apa_adanya() -> None:
    h = rencana(lembar(TIGA[0], ("WA.3355", "Keuangan", 1000, "-"), TIGA[2]), SEMUA)
    assert ubah(h.tidak_ditimpa) == [("D5", "WA.3355", 0, 500000, 'sudah terisi "-"')]


def test_jumlah_yang_diketik_disebut_tidak_diubah() -> None:
    isi = lembar(
        ("WA", "Program", 3000, 1000), ("WA.3355", "Keuangan", 1000, None), ("WA.3360", "Umum", 2000, 1000000),
        ("", "TOTAL", 3000, 1000),
    )  # fmt: skip
    h = rencana(isi, SEMUA)
    assert sel(h) == {"D5": 500000}
    assert ubah(h.jumlah_diketik) == [("D4", "WA", 1000, 1500000, ""), ("D7", "", 1000, 1500000, "")]
    assert not h.lengkap
    assert rencana(tulis_isi(isi, h.suntingan).isi, SEMUA).jumlah_diketik == []


def test_realisasi_setahun_yang_diketik_disebut() -> None:
    """The form with months, typed: the year's column holds figures where the template has formulas."""
    wadah = io.BytesIO()
    with xlsxwriter.Workbook(wadah, {"in_memory": True}) as buku:
        ws = buku.add_worksheet("Anggaran")
        ws.write(0, 0, JUDUL[0] + " TAHUN 2026")
        ws.write_row(2, 0, ("Kode", "Uraian", "Pagu Awal", "Pagu Revisi", "Realisasi", "Sisa"))
        ws.merge_range("G3:H3", "Realisasi per Bulan")
        ws.write_row(3, 6, ("Jan", "Feb"))
        ws.write_row(4, 0, ("WA", "Program", 9000, 9000, 10, 8990, 10))
        ws.write_row(5, 0, ("WA.3355", "Keuangan", 9000, 9000, 10, 8990, 10))
    e = teks(JUDUL, ("Bulan Februari 2026",), ("Kode", "Uraian", "Bulan Ini"), ("WA.3355", "k", "5,00"))
    h = rencana(wadah.getvalue(), e)
    assert (sel(h), h.bidang) == ({"H6": 5}, "b2")
    assert ubah(h.jumlah_diketik) == [("E5", "WA", 10, 15, ""), ("E6", "WA.3355", 10, 15, "")]


def test_rumus_tidak_pernah_ditimpa() -> None:
    isi = lembar(TIGA[0], ("WA.3355", "Keuangan", 1000, "=C5"), TIGA[2])
    h = rencana(isi, SEMUA, timpa=True)
    assert sel(h) == {"D6": 1000000} and h.ditimpa == []
    assert ubah(h.tidak_diisi) == [("D5", "WA.3355", 0, 500000, "selnya berisi rumus")]


def test_yang_tidak_cocok_disebut_yang_bernilai_lebih_dahulu() -> None:
    e = ekspor(
        ("WA", "p", "", "9"),
        ("WA.3357", "nol", "", "0"),
        ("WA.3355", "k", "", "4"),
        ("WA.3358", "lain", "", "5"),
        ("WA.3358.EBA", "di bawahnya", "", "5"),
    )
    h = rencana(lembar(*TIGA), e)
    assert sel(h) == {"D5": 4}
    assert ubah(h.tanpa_baris) == [
        ("baris 7", "WA.3358", None, 5, "bersama 1 baris di bawahnya"),
        ("baris 5", "WA.3357", None, 0, ""),
    ]
    assert ubah(h.tanpa_ekspor) == [("D6", "WA.3360", None, None, "")]
    assert (h.jumlah_lembar, h.jumlah_ekspor) == (4, 9)


def test_rincian_ekspor_di_bawah_baris_lembar_bukan_sisa() -> None:
    e = ekspor(
        ("WA", "p", "", "3"), ("WA.3355", "k", "", "1"), ("EBA", "kro", "", "1"), ("EBA.994", "ro", "", "1"),
        ("WA.3360", "u", "", "2"), ("EBA", "kro", "", "2"), ("521111", "akun", "", "2"),
    )  # fmt: skip
    h = rencana(lembar(*TIGA), e)
    assert (sel(h), h.tanpa_baris, h.lengkap) == ({"D5": 1, "D6": 2}, [], True)


def test_kode_sama_di_bawah_dua_induk_tidak_ditebak() -> None:
    """001 stands below both RO: each goes where it belongs; a row that names no parent goes nowhere."""
    isi = lembar(
        ("001", "Lepas", 1, None), ("WA.3355.EBA.994.001", "Gaji", 1, None), ("WA.3355.EBA.962.001", "Umum", 1, None)
    )
    e = ekspor(
        ("WA.3355", "", "", "3"), ("EBA", "", "", "3"), ("EBA.994", "", "", "1"), ("001", "Gaji", "", "1"),
        ("EBA.962", "", "", "2"), ("001", "Umum", "", "2"),
    )  # fmt: skip
    h = rencana(isi, e)
    assert sel(h) == {"D5": 1, "D6": 2}
    assert ubah(h.tanpa_ekspor) == [("D4", "001", None, None, "")]
    tanpa_program = lembar(("3355.EBA.994.001", "Gaji", 1, None))
    dua = ekspor(("WA.3355.EBA.994.001", "", "", "1"), ("CQ.3355.EBA.994.001", "", "", "2"))
    h = rencana(tanpa_program, dua)
    assert sel(h) == {}
    assert [b.sebab for b in h.tidak_diisi] == ["kode ini ada di beberapa baris ekspor (baris 4, baris 5)"]


def test_kode_ganda_di_ekspor_dan_di_lembar() -> None:
    umum = ("WA.3360", "u", "", "5")
    h = rencana(lembar(*TIGA), ekspor(("WA.3355", "RM", "", "1"), ("WA.3355", "PNP", "", "2"), umum))
    assert sel(h) == {"D6": 5}
    assert [(b.sel, b.sebab) for b in h.tidak_diisi] == [
        ("D5", "kode ini ada di beberapa baris ekspor (baris 4, baris 5)")
    ]
    h = rencana(lembar(*TIGA, ("WA.3355", "lagi", 5, None)), ekspor(("WA.3355", "k", "", "1"), umum))
    assert sel(h) == {"D6": 5}
    assert [(b.sel, b.sebab) for b in h.tidak_diisi] == [
        ("D5", "kode ini ada di beberapa baris lembar"), ("D7", "kode ini ada di beberapa baris lembar"),
    ]  # fmt: skip


def test_sub_komponen_boleh_tidak_ada_di_satu_pihak() -> None:
    isi = lembar(("WA.3355.EBA.994.001.511111", "Gaji", 1, None))
    e = ekspor(("WA.3355.EBA.994.001.0A", "", "", "7"), ("511111", "", "", "7"))
    assert sel(rencana(isi, e)) == {"D4": 7}
    dua = ekspor(("WA.3355.EBA.994.001.0A", "", "", "7"), ("511111", "", "", "7"),
                 ("WA.3355.EBA.994.001.0B", "", "", "8"), ("511111", "", "", "8"))  # fmt: skip
    assert sel(rencana(isi, dua)) == {}
    assert sel(rencana(lembar(("WA.3355.EBA.994.001.B.511111", "Gaji", 1, None)), dua)) == {"D4": 8}


def test_angka_bermakna_ganda_tidak_diisikan() -> None:
    h = rencana(lembar(*TIGA), ekspor(("WA.3355", "k", "", "2.000"), ("WA.3360", "u", "", "7")))
    assert sel(h) == {"D6": 7}
    assert ubah(h.tidak_diisi) == [("D5", "WA.3355", None, None, 'angka "2.000" dapat dibaca dua cara')]
    assert h.jumlah_ekspor is None


def test_kode_yang_salah_tulis_tidak_diperbaiki_diam_diam() -> None:
    isi = lembar(*TIGA, ("WA.336O", "Salah O", 5, None), ("WA.3361", "Lain", 5, None), ("WA.3362", "Lain", 5, None))
    e = ekspor(*((f"WA.{n}", "x", "", "1") for n in (3355, 3360, 3361, 3362)))
    h = rencana(isi, e)
    assert sorted(sel(h)) == ["D5", "D6", "D8", "D9"]
    assert ubah(h.tanpa_ekspor) == [("D7", "WA.336O", None, None, "barisnya tanpa kode anggaran yang sah")]


def test_kode_berbeda_huruf_kecil_dan_titik_sama_saja() -> None:
    isi = lembar(TIGA[0], ("wa.3355", "Keuangan", 1000, None), ("WA. 3360.", "Umum", 2000, None))
    assert sel(rencana(isi, SEMUA)) == {"D5": 500000, "D6": 1000000}


def test_kode_ekspor_yang_salah_tulis_tidak_diperbaiki_diam_diam() -> None:
    """Nor is a row placed below such a code by its position."""
    isi = lembar(*((f"WA.{n}.EBA", "a", 1, None) for n in (3355, 3360, 3361, 3362)))
    e = ekspor(
        ("WA.3355", "", "", "1"), ("EBA", "", "", "1"), ("WA.336O", "", "", "2"), ("EBA", "", "", "2"),
        ("WA.3361", "", "", "3"), ("EBA", "", "", "3"), ("WA.3362.EBA", "", "", "4"),
    )  # fmt: skip
    h = rencana(isi, e)
    assert sel(h) == {"D4": 1, "D6": 3, "D7": 4}
    assert ubah(h.tanpa_ekspor) == [("D5", "WA.3360.EBA", None, None, "")]
    assert [(b.letak, b.kode, b.ekspor) for b in h.tanpa_baris] == [("baris 6", "WA.336O", 2)]


def test_pagu_berbeda_hanya_diberitahukan() -> None:
    h = rencana(lembar(*TIGA), ekspor(("WA.3355", "k", "1.500,00", "1"), ("WA.3360", "u", "2.000,00", "2")))
    assert ubah(h.pagu_berbeda) == [("C5", "WA.3355", 1000, 1500, "")]
    assert h.lengkap


def test_total_tercetak_yang_bukan_jumlahnya_disebut() -> None:
    h = rencana(lembar(*TIGA), ekspor(("WA.3355", "k", "", "1"), ("WA.3360", "u", "", "2"), ("TOTAL", "", "", "4")))
    assert (h.jumlah_ekspor, h.jumlah_lembar, h.lengkap) == (4, 3, False)
    assert h.catatan == ["Rincian ekspor berjumlah 3, sedangkan totalnya tertulis 4."]


# Whose and when


def test_satker_atau_tahun_lain_ditolak() -> None:
    kupang = (("KPU KOTA KUPANG",), TAHUN)
    with pytest.raises(IsiGagal, match="ekspor KPU Kota Kupang, bukan KPU Kabupaten Timor Tengah Utara"):
        rencana(lembar(*TIGA), ekspor(("WA.3355", "k", "", "1"), judul=kupang))
    with pytest.raises(IsiGagal, match="ekspor tahun 2025, bukan 2026"):
        rencana(lembar(*TIGA), ekspor(("WA.3355", "k", "", "1"), judul=(JUDUL, ("TA 2025",))))
    h = rencana(lembar(*TIGA), ekspor(("WA.3355", "k", "", "1"), judul=kupang), paksa=True)
    assert sel(h) == {"D5": 1} and "KPU Kota Kupang" in h.catatan[0]


def test_yang_tidak_disebut_ekspor_dicatat() -> None:
    h = rencana(lembar(*TIGA), ekspor(("WA.3355", "k", "", "1"), ("WA.3360", "u", "", "2"), judul=()))
    assert len(h.catatan) == 2 and h.lengkap


def test_ribuan_dan_bulan_yang_bertentangan_ditolak() -> None:
    with pytest.raises(IsiGagal, match="dalam ribuan rupiah"):
        rencana(lembar(*TIGA), ekspor(("WA.3355", "k", "", "1"), judul=(JUDUL, ("(dalam ribuan rupiah)",))))
    with pytest.raises(IsiGagal, match="tidak dalam rupiah penuh"):
        rencana(lembar(*TIGA, judul="REALISASI TAHUN 2026 (dalam jutaan rupiah)"), ekspor(("WA.3355", "k", "", "1")))
    with pytest.raises(IsiGagal, match="menyebut Maret, bukan Mei"):
        rencana(lembar(*TIGA), ekspor(("WA.3355", "k", "", "1"), judul=(JUDUL, MARET)), bulan=5)


def test_realisasi_satu_bulan_bukan_realisasi_setahun() -> None:
    with pytest.raises(IsiGagal, match="tidak ada kolom realisasi sampai dengan bulan itu"):
        rencana(lembar(*TIGA), ekspor(("WA.3355", "k", "", "1"), kepala="Realisasi Bulan Ini"))
    with pytest.raises(IsiGagal, match="--nilai bulan atau --nilai sampai"):
        rencana(lembar(*TIGA), ekspor(("WA.3355", "k", "", "1"), judul=(JUDUL, ("Bulan Maret 2026",))))
    h = rencana(lembar(*TIGA), ekspor(("WA.3355", "k", "", "1"), judul=(JUDUL, ("Bulan Maret 2026",))), nilai="sampai")
    assert sel(h) == {"D5": 1}


# The form with months


@cache
def penuh() -> IsiBuku:
    assert TTU is not None
    return isi_wajar(TTU, 2026, 1)


@cache
def templat(sampai: int) -> bytes:
    """The filled template, its months only up to one."""
    isi = penuh()
    anggaran = tuple(replace(b, bulan={m: n for m, n in b.bulan.items() if m <= sampai}) for b in isi.anggaran)
    return buat_templat(replace(isi, anggaran=anggaran))


def uang(kode: str, bulan: range) -> Decimal:
    """Realisasi of a row and all below it in these months."""
    milik = [b for b in penuh().anggaran if b.kode == kode or b.kode.startswith(kode + ".")]
    return sum((n for b in milik for m, n in b.bulan.items() if m in bulan and isinstance(n, Decimal)), Decimal(0))


def laporan(bulan: int, *kolom: str, judul: str | None = None) -> bytes:
    """The export of one month with these columns, amounts as Indonesian text with two decimals."""
    arti = {"ini": "Bulan Ini", "lalu": "s.d. Bulan Lalu", "sd": "s.d. Bulan Ini", "polos": "Realisasi"}
    satu = range(bulan, bulan + 1)
    rentang = {"ini": satu, "lalu": range(1, bulan), "sd": range(1, bulan + 1), "polos": satu}
    nama = ("", "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September")[bulan]
    baris = [
        (b.kode, b.uraian, *(tulis_angka(uang(b.kode, rentang[k]), 2) for k in kolom)) for b in penuh().anggaran
    ]
    program = [b.kode for b in penuh().anggaran if "." not in b.kode]
    total = [tulis_angka(sum((uang(p, rentang[k]) for p in program), Decimal(0)), 2) for k in kolom]
    atas = (JUDUL, TAHUN, (judul if judul is not None else f"Periode s.d. {nama} 2026",))
    return teks(*atas, ("Kode", "Uraian", *(arti[k] for k in kolom)), *baris, ("JUMLAH SELURUHNYA", "", *total))


DAUN: Final = 25


@pytest.mark.parametrize("kolom", [("ini",), ("lalu", "sd"), ("sd",), ("lalu", "ini", "sd")])
def test_bulan_diisi_dari_kolom_mana_pun(kolom: tuple[str, ...]) -> None:
    h = rencana(templat(2), laporan(3, *kolom))
    daun = {b.kode: b.bulan[3] for b in penuh().anggaran if b.bulan}
    assert {b.kode: b.ekspor for b in h.diisi} == daun and len(daun) == DAUN
    assert (h.bidang, h.lengkap, h.jumlah_cocok) == ("b3", True, True)
    kodenya = {b.kode: b.sel for b in h.diisi}
    assert kodenya["WA.3355.EBA.994.001"] == "N10"


def test_sampai_dengan_tanpa_bulan_sebelumnya_tidak_dihitung() -> None:
    h = rencana(templat(1), laporan(3, "sd"))
    assert h.suntingan == [] and len(h.tidak_diisi) == DAUN
    assert h.tidak_diisi[0].sebab == "realisasi Februari di lembar belum terisi"


def test_sampai_dengan_di_bawah_bulan_sebelumnya_tidak_menjadi_negatif() -> None:
    e = teks(JUDUL, MARET, ("Kode", "Uraian", "s.d. Bulan Ini"), ("WA.3355.EBA.994.001", "g", "5,00"))
    (b,) = rencana(templat(2), e).tidak_diisi
    assert b.sebab == "s.d. bulan ini 5, padahal bulan-bulan sebelumnya di lembar 14.190.760"


def test_sampai_dengan_yang_berbeda_disebut() -> None:
    h = rencana(templat(1), laporan(3, "ini", "sd"))
    assert len(h.diisi) == DAUN == len(h.sampai_berbeda)
    b = h.sampai_berbeda[0]
    februari = uang(b.kode, range(2, 3))
    assert b.ekspor is not None and b.lembar is not None and b.ekspor - b.lembar == februari
    assert not h.lengkap


def test_baris_ekspor_yang_tidak_konsisten_tidak_diisikan() -> None:
    isi = laporan(3, "lalu", "ini", "sd").decode().split("\r\n")
    i = next(n for n, b in enumerate(isi) if b.startswith("WA.3355.EBA.994.001;"))
    kode, nama, lalu, ini, _ = isi[i].split(";")
    isi[i] = ";".join((kode, nama, lalu, ini, "1,00"))
    h = rencana(templat(2), "\r\n".join(isi).encode())
    assert [(b.kode, b.sebab) for b in h.tidak_diisi] == [
        (kode, "realisasi lalu + ini tidak sama dengan s.d. pada baris ekspor ini")
    ]


def test_kolom_realisasi_polos() -> None:
    with pytest.raises(IsiGagal, match="--nilai bulan atau --nilai sampai"):
        rencana(templat(2), laporan(3, "polos", judul="Bulan Maret 2026"))
    h = rencana(templat(2), laporan(3, "polos", judul="Bulan Maret 2026"), nilai="bulan")
    assert len(h.diisi) == DAUN and h.lengkap
    assert len(rencana(templat(0), laporan(1, "polos", judul="Bulan Januari 2026")).diisi) == DAUN


def berkolom(*kepala: str) -> bytes:
    wadah = io.BytesIO()
    with xlsxwriter.Workbook(wadah, {"in_memory": True}) as buku:
        ws = buku.add_worksheet("Anggaran")
        ws.write_row(0, 0, ("Kode", "Uraian", "Pagu", *kepala))
        ws.write_row(1, 0, ("WA.3355", "Keuangan", 9000, *range(1, len(kepala) + 1)))
        ws.write_row(2, 0, ("WA.3360", "Umum", 9000, *range(3, len(kepala) + 3)))
    return wadah.getvalue()


@pytest.mark.parametrize(
    ("kepala", "pesan"),
    [
        (("Realisasi", "Realisasi"), "beberapa kolom realisasi"),
        (("Realisasi TW I", "Realisasi TW II"), "beberapa kolom realisasi"),
        (("Realisasi Bulan Ini",), 'kolom "Realisasi Bulan Ini" di lembar "Anggaran" bukan realisasi sampai dengan'),
        (("Realisasi s.d. Februari 2026",), 'lembar "Anggaran" sampai dengan Februari, ekspornya Maret'),
    ],
)
def test_kolom_lembar_yang_bukan_realisasi_sampai_bulan_itu(kepala: tuple[str, ...], pesan: str) -> None:
    e = ekspor(("WA.3355", "k", "", "1"), judul=(JUDUL, MARET))
    with pytest.raises(IsiGagal, match=pesan):
        rencana(berkolom(*kepala), e)


def test_kolom_sampai_bulan_ini_di_antara_yang_lain() -> None:
    isi = berkolom("Realisasi s.d. Bulan Lalu", "Realisasi Bulan Ini", "Realisasi s.d. Bulan Ini")
    e = ekspor(("WA.3355", "k", "", "7"), ("WA.3360", "u", "", "5"), judul=(JUDUL, MARET))
    h = rencana(isi, e, timpa=True)
    assert [(b.sel, b.lembar, b.ekspor) for b in h.ditimpa] == [("F2", 3, 7)] and h.sama == 1


def test_bulan_dari_judul_kolom() -> None:
    kepala = ("Kode", "Uraian", "Realisasi s.d. Bulan Lalu", "Realisasi s.d. Maret 2026")
    e = teks(JUDUL, TAHUN, kepala, ("WA.3355.EBA.994.001", "g", "5", "7"))
    h = rencana(templat(0), e)
    assert (h.bidang, sel(h)) == ("b3", {"N10": 2})
    with pytest.raises(IsiGagal, match=r"menyebut Januari dan Maret; sebut --bulan N\."):
        rencana(templat(0), teks(JUDUL, ("Periode Januari 2026",), kepala, ("WA.3355.EBA.994.001", "g", "5", "7")))


@pytest.mark.parametrize(
    ("judul", "kolom", "ditolak"),
    [
        ("Triwulan II Tahun 2026", "Realisasi Bulan Ini", True),
        ("Triwulan I Tahun 2026", "Periode Ini", True),
        ("Periode Januari s.d. Maret 2026", "Periode Ini", True),
        ("Periode Maret 2026", "Periode Ini", False),
        ("s.d. Maret 2026", "Realisasi Bulan Ini", False),
    ],
)
def test_periode_yang_mungkin_lebih_dari_sebulan(judul: str, kolom: str, ditolak: bool) -> None:
    e = teks(JUDUL, (judul,), ("Kode", "Uraian", kolom), ("WA.3355.EBA.994.001", "g", "7"))
    if ditolak:
        with pytest.raises(IsiGagal, match="mungkin meliputi lebih dari satu bulan"):
            rencana(templat(0), e)
    assert len(rencana(templat(0), e, nilai="bulan").diisi) == 1


def test_dua_belas_kolom_bulan() -> None:
    kepala = ("Kode", "Uraian", "Jan", "Feb", "Mar", "Jumlah Realisasi")
    e = teks(JUDUL, TAHUN, kepala, ("WA.3355.EBA.994.001", "g", "1", "2", "3", "6"))
    assert sel(rencana(templat(0), e, bulan=2)) == {"M10": 2}
    with pytest.raises(IsiGagal, match="sebut dengan --bulan"):
        rencana(templat(0), e)


def test_bulan_harus_diketahui() -> None:
    with pytest.raises(IsiGagal, match="sebut dengan --bulan"):
        rencana(templat(2), laporan(3, "ini", judul=""))
    assert rencana(templat(2), laporan(3, "ini", judul=""), bulan=3).bidang == "b3"


def test_laporan_fa_detail_ke_templat() -> None:
    """Codes at every depth, in columns of their own, down to items; two komponen filled, all else listed."""
    e = teks(
        JUDUL, ("Periode Januari 2026",),
        fa(A="Uraian", Q="Pagu Revisi", V="REALISASI TA 2026", AC="%", AD="SISA ANGGARAN"),
        fa(W="Periode Lalu", X="Periode Ini", Y="s.d. Periode"),
        fa(A="JUMLAH SELURUHNYA", Q="9.000.000", W="0", X="1.500.000", Y="1.500.000"),
        fa(B="WA", D="Program", Q="9.000.000", W="0", X="1.500.000", Z="1.500.000"),
        fa(B="WA.3355", I="Kegiatan", Q="9.000.000", W="0", X="1.500.000", Z="1.500.000"),
        fa(C="EBA", G="KRO", Q="9.000.000", W="0", X="1.500.000", Z="1.500.000"),
        fa(C="EBA.994", K="RO", Q="9.000.000", W="0", X="1.500.000", Z="1.500.000"),
        fa(E="001", J="Gaji", Q="8.000.000", W="0", X="1.000.000", Z="1.000.000"),
        fa(F="001.0A", L="Sub", Q="8.000.000", W="0", X="1.000.000", Z="1.000.000"),
        fa(H="511111", M="Akun", Q="8.000.000", W="0", X="1.000.000", Z="1.000.000"),
        fa(N="000001. Butir", Q="8.000.000", W="0", X="1.000.000", Z="1.000.000"),
        fa(E="003", J="Lain", Q="1.000.000", W="0", X="500.000", Z="500.000"),
    )  # fmt: skip
    h = rencana(templat(0), e)
    assert sel(h) == {"L10": 1000000}
    assert ubah(h.tanpa_baris) == [("baris 14", "003", None, 500000, "")]
    assert len(h.tanpa_ekspor) == DAUN - 1


def test_laporan_fa_detail_lengkap_sampai_butirnya() -> None:
    """Every komponen of the template with sub komponen, akun and item below it, as text with dots."""
    letak = (("B", "D"), ("B", "I"), ("C", "G"), ("C", "K"), ("E", "J"))
    kepala = fa(A="Uraian", Q="Pagu Revisi", S="Lock Pagu", V="REALISASI TA 2026", AC="%", AD="SISA ANGGARAN")
    baris = [JUDUL, ("Periode Maret 2026",), kepala, fa(W="Periode Lalu", X="Periode Ini", Y="s.d. Periode")]
    for b in penuh().anggaran:
        t = b.kode.split(".")
        angka = {k: tulis_angka(uang(b.kode, range(*r))) for k, r in (("W", (1, 3)), ("X", (3, 4)), ("Z", (1, 4)))}
        di_kode, di_nama = letak[len(t) - 1]
        kode = (t[0], b.kode, t[-1], ".".join(t[2:]), t[-1])[len(t) - 1]
        baris.append(fa(**{di_kode: kode, di_nama: b.uraian}, **angka))
        if len(t) == 5:
            baris.append(fa(F=f"{t[-1]}.0A", L="Tanpa Sub Komponen", **angka))
            baris.append(fa(H="521211", M="Belanja Bahan", **angka))
            baris.append(fa(N="000001. Belanja", **angka))
    h = rencana(templat(2), xlsx(*baris), "fa.xlsx")
    assert {b.kode: b.ekspor for b in h.diisi} == {b.kode: b.bulan[3] for b in penuh().anggaran if b.bulan}
    assert h.lengkap and h.catatan == [] and h.jumlah_ekspor == 956794906


# The files


def zip_isi(isi: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(isi)) as z:
        return {n: z.read(n) for n in z.namelist()}


def test_hanya_sel_yang_berubah_dan_nilai_rumusnya_benar(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    p, e = tmp_path / "kpu.xlsx", tmp_path / "maret.csv"
    awal = templat(2)
    p.write_bytes(awal)
    e.write_bytes(laporan(3, "ini", "sd"))
    assert utama(["isi", str(p), "--dari", str(e)]) == 0
    keluar = capsys.readouterr().out
    assert "25 sel diisi, berjumlah 956.794.906." in keluar
    assert "Jumlah di lembar sama dengan jumlah ekspor: 956.794.906." in keluar
    assert max(map(len, keluar.splitlines())) <= 80 or str(tmp_path) in keluar
    kini = zip_isi(p.read_bytes())
    lama = zip_isi(awal)
    assert list(kini) == list(lama)
    berubah = {n for n in lama if kini[n] != lama[n]}
    lembar_xml = {f"xl/worksheets/sheet{n}.xml" for n in _nomor(awal, "Anggaran", "Rekap Anggaran", "Ringkasan")}
    assert berubah == lembar_xml
    assert (tmp_path / "kpu.xlsx.cadangan-1").read_bytes() == awal
    # What was filled is what a template filled so from the start holds, and every formula has the value it gives.
    jadi, harus = buka(p.read_bytes()), buka(templat(3))
    for x, y in zip(jadi.lembar, harus.lembar, strict=True):
        for i in range(len(y.kunci)):
            tuju = y.sel_ke(i)
            ada = x.sel(tuju.baris, tuju.kolom)
            assert (ada.rumus, ada.gaya) == (tuju.rumus, tuju.gaya)
            a, n = ada.nilai, tuju.nilai
            dekat = isinstance(a, Decimal) and isinstance(n, Decimal) and abs(a - n) <= abs(a) / 10**9
            assert dekat or (a or "") == (n or ""), (x.nama, ada.alamat, a, n)
    (hasil,) = periksa_jalur([p]).berkas
    assert hasil.temuan == ()
    # Once more: nothing changes.
    sesudah = p.read_bytes()
    assert utama(["isi", str(p), "--dari", str(e)]) == 0
    assert "25 sel sudah sama" in capsys.readouterr().out
    assert p.read_bytes() == sesudah and len(list(tmp_path.iterdir())) == 3


def _nomor(isi: bytes, *nama: str) -> list[int]:
    semua = [x.nama for x in buka(isi).lembar]
    return [semua.index(n) + 1 for n in nama]


def test_rumus_saksi_setuju() -> None:
    """A formula library finds no stored value in a filled typed sheet that differs."""
    h = rencana(lembar(*TIGA), SEMUA)
    hasil = hitung_ulang(tulis_isi(lembar(*TIGA), h.suntingan).isi)
    assert (hasil.berbeda, hasil.cocok) == ([], 1)


def test_lembar_ketikan_berumus_bersih_sesudahnya(tmp_path: Path) -> None:
    p, e = tmp_path / "kpu.xlsx", tmp_path / "e.csv"
    baris = (
        ("WA", "Program", 3000000, "=SUM(D5:D6)", "=C4-D4", "=D4/C4*100"),
        ("WA.3355", "Keuangan", 1000000, None, "=C5-D5", "=D5/C5*100"),
        ("WA.3360", "Umum", 2000000, None, "=C6-D6", "=D6/C6*100"),
    )
    p.write_bytes(lembar(*baris))
    e.write_bytes(SEMUA)
    assert utama(["isi", str(p), "--dari", str(e)]) == 0
    (hasil,) = periksa_jalur([p]).berkas
    assert hasil.temuan == ()
    nilai = openpyxl.load_workbook(p, data_only=True)["Anggaran"]
    assert [nilai[f"{k}{b}"].value for b in (4, 5, 6) for k in "DEF"] == [
        1500000, 1500000, 50, 500000, 500000, 50, 1000000, 1000000, 50,
    ]  # fmt: skip


def test_rumus_yang_tidak_dapat_dihitung_diserahkan_ke_excel(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    p, e = tmp_path / "kpu.xlsx", tmp_path / "e.csv"
    awal = zip_isi(lembar(*TIGA, ("", "TOTAL", 3000, "=OFFSET(D4,0,0)+D5")))
    awal["xl/workbook.xml"] = awal["xl/workbook.xml"].replace(b' fullCalcOnLoad="1"', b"")
    with zipfile.ZipFile(p, "w") as z:
        for nama, isi in awal.items():
            z.writestr(nama, isi)
    e.write_bytes(SEMUA)
    assert utama(["isi", str(p), "--dari", str(e)]) == 0
    assert "1 rumus tidak dapat dihitung di sini; Excel menghitungnya saat buku kerja" in capsys.readouterr().out
    kini = zip_isi(p.read_bytes())
    assert {n for n in awal if kini[n] != awal[n]} == {"xl/worksheets/sheet1.xml", "xl/workbook.xml"}
    assert b'fullCalcOnLoad="1"' in kini["xl/workbook.xml"]


def test_buku_yang_belum_pernah_dihitung(tmp_path: Path) -> None:
    """Formulas without stored values stay so: whoever opens the workbook computes all of them."""
    p, e = tmp_path / "kpu.xlsx", tmp_path / "e.csv"
    openpyxl.load_workbook(io.BytesIO(lembar(*TIGA))).save(p)
    e.write_bytes(SEMUA)
    assert utama(["isi", str(p), "--dari", str(e)]) == 0
    kini = openpyxl.load_workbook(p, data_only=True)["Anggaran"]
    assert [kini[f"D{i}"].value for i in (4, 5, 6)] == [None, 500000, 1000000]


def test_coba_tidak_menulis(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    p, e = tmp_path / "kpu.xlsx", tmp_path / "e.csv"
    p.write_bytes(lembar(*TIGA))
    e.write_bytes(SEMUA)
    assert utama(["isi", str(p), "--dari", str(e), "--coba"]) == 0
    keluar = capsys.readouterr().out
    assert "2 sel akan diisi, berjumlah 1.500.000." in keluar and "Tidak ada yang ditulis (--coba)." in keluar
    assert p.read_bytes() == lembar(*TIGA) and len(list(tmp_path.iterdir())) == 2


def test_keluaran_lain_dan_buku_lengkap(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Charts, pictures, tables, protection: the copy has every part but the sheet's byte for byte."""
    p, e, k = buku_lengkap(tmp_path / "kpu-belu-2024.xlsx"), tmp_path / "e.xlsx", tmp_path / "hasil.xlsx"
    kepala = ("Kode", "Uraian", "Realisasi")
    e.write_bytes(xlsx(("KPU KABUPATEN BELU TA 2024",), kepala, ("WA.3355", "Keuangan", 2500000)))
    awal = p.read_bytes()
    perintah = ["isi", str(p), "--dari", str(e), "--keluaran", str(k), "--timpa"]
    assert utama(perintah) == 1
    keluar = capsys.readouterr().out
    assert "D5  WA.3355 Keuangan: semula 2.000.000, diganti 2.500.000" in keluar
    assert "D4  WA Program Dukungan Manajemen: tertulis 2.000.000, rinciannya kini" in keluar
    assert p.read_bytes() == awal
    lama, kini = zip_isi(awal), zip_isi(k.read_bytes())
    assert {n for n in lama if kini[n] != lama[n]} == {"xl/worksheets/sheet2.xml"} and list(kini) == list(lama)
    assert openpyxl.load_workbook(k)["Anggaran"]["D5"].value == 2500000
    assert utama(perintah) == 1 and zip_isi(k.read_bytes()) == kini


def test_sel_kosong_tak_berformat_mendapat_format_kolomnya() -> None:
    h = rencana(lembar(TIGA[0], TIGA[1], ("WA.3360", "Umum", 2000, 7)), SEMUA)
    (s,) = berformat(h.suntingan, h.dokumen, h.bidang)
    assert (s.baris, s.nilai, s.format) == (5, 500000, "#,##0")


@pytest.mark.parametrize(
    ("argumen", "pesan"),
    [
        (("nihil.xlsx", "--dari", "e.csv"), "galat: nihil.xlsx: tidak ditemukan; periksa kembali nama berkasnya.\n"),
        (("kpu.xlsx", "--dari", "nihil.csv"), "galat: nihil.csv: tidak ditemukan; periksa kembali nama berkasnya.\n"),
        (("e.csv", "--dari", "e.csv"), "galat: e.csv: berkas teks atau CSV yang diberi nama .xlsx"),
        (("kpu.xlsx", "--dari", "kosong.csv"), "galat: kosong.csv: tidak ditemukan tabel dengan judul kolom Kode"),
        (
            ("kpu.xlsx", "--dari", "e.csv", "--lembar", "PK"),
            'galat: kpu.xlsx: tidak ada tabel anggaran dengan kolom realisasi di lembar "PK".',
        ),
        (("kpu.xlsx", "--dari", "e.csv", "--keluaran", "x.xls"), "galat: --keluaran harus berakhiran .xlsx"),
        (("kpu.xlsx", "--dari", "e.csv", "--keluaran", "kpu.xlsx"), "galat: --keluaran menunjuk buku kerja"),
        (
            ("kpu.xlsx", "--dari", "e.csv", "--keluaran", "terkunci.xlsx"),
            "galat: terkunci.xlsx sudah ada dan isinya lain; tidak ditimpa.",
        ),
        (("terkunci.xlsx", "--dari", "e.csv"), 'galat: "terkunci.xlsx" sedang dibuka di Excel'),
    ],
)
def test_tidak_dapat_dijalankan(
    argumen: tuple[str, ...],
    pesan: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    for nama in ("kpu.xlsx", "terkunci.xlsx"):
        Path(nama).write_bytes(lembar(*TIGA))
    Path("~$terkunci.xlsx").write_bytes(b"")
    Path("e.csv").write_bytes(SEMUA)
    Path("kosong.csv").write_bytes(b"")
    assert utama(["isi", *argumen]) == 2
    keluar = capsys.readouterr()
    assert keluar.out == "" and keluar.err.startswith(pesan) and keluar.err.count("\n") == 1


def test_bulan_di_luar_setahun(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        utama(["isi", "a.xlsx", "--dari", "b.csv", "--bulan", "13"])
    assert "'13' bukan bulan 1 sampai 12" in capsys.readouterr().err


def test_json_dan_teks_jahat(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    p, e = tmp_path / "kpu.xlsx", tmp_path / "e.csv"
    p.write_bytes(lembar(*TIGA))
    jahat = '=HYPERLINK("x")\x1b[31m'
    e.write_bytes(ekspor(("WA.3355", "k", "", "5"), ("WA.3399", jahat, "", "6"), ("WA.3360", "\u202eu", "", "7")))
    assert utama(["isi", str(p), "--dari", str(e), "--coba", "--format", "json"]) == 1
    isi = json.loads(capsys.readouterr().out)
    diisi = [(b["sel"], b["kode"], b["ekspor"]) for b in isi["diisi"]]
    assert diisi == [("D5", "WA.3355", "5"), ("D6", "WA.3360", "7")]
    assert [(b["letak_ekspor"], b["ekspor"]) for b in isi["tanpa_baris"]] == [("baris 5", "6")]
    assert isi["jumlah"] == {"lembar": "12", "ekspor": "18", "cocok": False}
    assert isi["tulisan"] == {"ditulis": False, "cadangan": None, "rumus_usang": 0}
    assert utama(["isi", str(p), "--dari", str(e), "--coba"]) == 1
    teks_nya = capsys.readouterr().out
    assert "\x1b" not in teks_nya and "\u202e" not in teks_nya
    assert "Jumlah BERBEDA: di lembar 12, di ekspor 18 (selisih -6)." in teks_nya


def test_contoh_beberapa_tabel_harus_dipilih() -> None:
    berkas = baca_buku(buka((CONTOH / "kota-kupang-2024.xlsx").read_bytes()), "kota-kupang-2024.xlsx")
    e = baca_ekspor(
        teks(("KPU KOTA KUPANG 2024",), ("Kode", "Uraian", "Realisasi"),
             ("WA.3355", "k", "3.305.485.655"), ("WA.3360", "o", "94.524.001")), "e.csv",
    )  # fmt: skip
    with pytest.raises(IsiGagal, match='"Ringkasan", "Anggaran", "Realisasi"'):
        rencanakan_isi(berkas, e)
    h = rencanakan_isi(berkas, e, lembar="Anggaran")
    assert h.sama == 1
    assert ubah(h.tidak_ditimpa) == [("D8", "WA.3360", 94524000, 94524001, "")]


# Random budgets come back exactly

_KRO: Final = ("WA.3355.EBA", "CQ.6709.QGE", "CQ.3355.EBA")
KODE: Final = st.sampled_from(
    [f"{kro}.{ro}.{n}" for kro in _KRO for ro in ("001", "994") for n in ("001", "051", "052")]
)


def _bentuk(n: Decimal, cara: str) -> str:
    return {"id": tulis_angka(n, 2), "polos": format(n, "f"), "bulat": tulis_angka(n)}[cara]


def _baris(daun: Mapping[str, Decimal], pendek: bool) -> list[tuple[str, Decimal]]:
    """All rows of the tree with their sums, in order; short codes below their parents if asked for."""
    hasil: list[tuple[str, Decimal]] = []
    sudah: set[str] = set()
    for kode in sorted(daun):
        token = kode.split(".")
        for n in range(1, len(token) + 1):
            awal = ".".join(token[:n])
            if awal in sudah:
                continue
            sudah.add(awal)
            jumlah = sum((v for k, v in daun.items() if k == awal or k.startswith(awal + ".")), Decimal(0))
            tulis = {1: token[0], 2: awal, 3: token[2], 4: ".".join(token[2:4]), 5: token[-1]}[n] if pendek else awal
            hasil.append((tulis, jumlah))
    return hasil


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(
    daun=st.dictionaries(KODE, st.integers(0, 10**11).map(Decimal), min_size=1, max_size=9),
    cara=st.sampled_from(("id", "polos", "bulat")),
    pendek=st.booleans(),
    bentuk=st.sampled_from(("csv", "teks xlsx", "angka xlsx")),
    total=st.booleans(),
)
def test_anggaran_acak_kembali_utuh(
    daun: dict[str, Decimal], cara: str, pendek: bool, bentuk: str, total: bool
) -> None:
    """A sheet filled from the export of its own figures has them all; with whole figures the notation may be unclear,
    and then nothing wrong is filled."""
    baris = _baris(daun, pendek)
    jumlah = [("TOTAL", sum(daun.values(), Decimal(0)))] if total else []
    isi: Any = [(k, "x", n if bentuk == "angka xlsx" else _bentuk(n, cara)) for k, n in (*baris, *jumlah)]
    kepala = (JUDUL, TAHUN, ("Kode", "Uraian", "Realisasi"))
    e: Ekspor = baca_ekspor(teks(*kepala, *isi) if bentuk == "csv" else xlsx(*kepala, *isi), f"e.{bentuk[-4:].strip()}")
    asal = lembar(*((k, "x", 1000, None) for k, _ in _baris(daun, False)))
    berkas: Berkas = baca_buku(buka(asal), "kpu.xlsx")
    h = rencanakan_isi(berkas, e)
    assert {b.kode: b.ekspor for b in h.diisi}.items() <= daun.items()
    if cara != "bulat" or bentuk == "angka xlsx":
        assert {b.kode: b.ekspor for b in h.diisi} == daun
        assert h.lengkap and h.jumlah_ekspor == sum(daun.values())
    assert all(b.sebab.endswith("dapat dibaca dua cara") for b in h.tidak_diisi)
    baru = terapkan(asal, h.suntingan)
    lagi = rencanakan_isi(baca_buku(buka(baru), "kpu.xlsx"), e)
    assert lagi.suntingan == [] and lagi.sama == len(h.diisi)
