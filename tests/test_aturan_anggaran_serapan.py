"""Pagu without zeros or without anything, efisiensi, absorption against targets, means of percentages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.isi_acak import isi_wajar
from xlkinerja.baca import baca_buku
from xlkinerja.buku.berkas import buka
from xlkinerja.buku.ingatan import Isi, buku_ingatan
from xlkinerja.formulir.identitas import daftar_satker
from xlkinerja.periksa import gabungkan, periksa_buku, periksa_sendiri
from xlkinerja.templat.buku import buat_templat
from xlkinerja.templat.isi import BarisPagu
from xlkinerja.temuan import Temuan, Tingkat


def periksa(kepala: Sequence[str], *baris: Sequence[Isi], format: str = "#,##0") -> tuple[Temuan, ...]:
    sel: dict[str, Isi] = {"A1": "Realisasi Anggaran KPU Kota Kupang Tahun 2024"}
    sel |= {f"{chr(65 + k)}2": j for k, j in enumerate(kepala)}
    sel |= {f"{chr(65 + k)}{i}": n for i, b in enumerate(baris, 3) for k, n in enumerate(b)}
    format_sel = {a: format for a, n in sel.items() if isinstance(n, int | Decimal)}
    return periksa_buku(buku_ingatan({"L": sel}, format={"L": format_sel})).temuan


def letak(temuan: Sequence[Temuan]) -> list[tuple[str, str | None]]:
    return [(t.kode, t.lokasi.sel) for t in temuan]


RENCANA = ("Kode", "Program/Kegiatan", "Pagu")


def rencana(*pagu: int) -> list[tuple[str, str, int]]:
    return [(f"WA.{3355 + i}", "Kegiatan", p) for i, p in enumerate(pagu)]


def test_pagu_tidak_bulat() -> None:
    temuan = periksa(RENCANA, *rencana(12000, 5250, 11000, 4000, 80000))
    assert [(t.kode, t.lokasi.sel, t.tingkat) for t in temuan] == [("A211", "C4", Tingkat.INFO)]
    assert temuan[0].pesan == "Pagu Kegiatan tidak berakhir 000"


def test_pagu_kecil_tetapi_bulat_dibiarkan() -> None:
    """Seed 000 l.356: Rp 11.000 among hundreds of millions."""
    assert letak(periksa(RENCANA, *rencana(353400000, 11000, 14500000, 12144000))) == []


def test_tabel_yang_kebanyakan_tidak_bulat_dibiarkan() -> None:
    assert letak(periksa(RENCANA, *rencana(123, 456, 11000, 12000))) == []


def test_banyak_pagu_tidak_bulat_satu_temuan() -> None:
    temuan = periksa(RENCANA, *rencana(*[12000] * 12, 1, 2, 3, 4, 5))
    assert letak(temuan) == [("A211", "C15")]
    assert [x.sel for x in temuan[0].terkait] == ["C16", "C17", "C18", "C19"]


UANG = ("Kode", "Program/Kegiatan", "Pagu", "Realisasi")


def test_realisasi_tanpa_pagu() -> None:
    baris = (("WA", "Dukman", 1000, 1100), ("WA.3355", "Keuangan", 1000, 900), ("WA.3360", "Umum", 0, 200))
    temuan = periksa(UANG, *baris)
    assert letak(temuan) == [("A212", "C5")]
    assert temuan[0].pesan == "Pagu Umum nol, padahal realisasinya 200"
    nol = (("WA", "Dukman", 1000, 900), ("WA.3355", "Keuangan", 1000, 900), ("WA.3360", "Umum", 0, 0))
    assert letak(periksa(UANG, *nol)) == []


@pytest.mark.parametrize(
    ("judul", "isi", "kode", "seharusnya"),
    [
        ("Efisiensi (Rp.)", 100, None, None),
        ("Efisiensi", 110, "A222", Decimal(100)),
        ("Efisiensi", -100, "A222", Decimal(100)),
        ("Efisiensi (%)", "10,00%", None, None),
        ("Efisiensi (%)", "10", None, None),
        ("% Efisiensi", "0,1", None, None),
        ("Efisiensi", "10%", None, None),
        ("Efisiensi (%)", "90,00%", "A222", Decimal(10)),
        ("Persentase Efisiensi", "5,46%", "A222", Decimal(10)),
        ("Efisiensi", "-", None, None),
        ("Efisiensi", "tinggi", None, None),
        ("Efisiensi", None, None, None),
    ],
)
def test_efisiensi(judul: str, isi: Isi, kode: str | None, seharusnya: Decimal | None) -> None:
    temuan = periksa((*UANG, judul), ("WA.3355", "Keuangan", 1000, 900, isi))
    assert [(t.kode, t.lokasi.sel, t.seharusnya) for t in temuan] == ([(kode, "E3", seharusnya)] if kode else [])


def test_efisiensi_tertukar_dengan_serapan() -> None:
    temuan = periksa((*UANG, "Efisiensi (%)"), ("WA.3355", "Keuangan", 1000, 900, "90%"))
    assert temuan[0].sebab == "tertulis persentase realisasi, bukan persentase sisa"


def test_persen_jumlah_dari_rata_rata() -> None:
    baris = (
        ("WA", "Dukman", 1000, 870, "70,00%"), ("WA.3355", "Keuangan", 900, 810, "90,00%"),
        ("WA.3360", "Umum", 100, 60, "60,00%"),
    )  # fmt: skip
    salah = [(*baris[0][:4], "75,00%"), *baris[1:]]
    temuan = [t for t in periksa((*UANG, "%"), *salah) if t.kode != "S101"]
    assert letak(temuan) == [("A202", "E3")]
    assert temuan[0].sebab is not None and temuan[0].sebab.startswith("rata-rata persentase rinciannya")
    lain = [t for t in periksa((*UANG, "%"), *baris) if t.kode != "S101"]
    assert lain[0].sebab is None or "rata-rata" not in lain[0].sebab


def terisi(
    sampai: int, bagian: int, triwulan: int | None = None, target: Mapping[str, int] | None = None
) -> list[Temuan]:
    """A template with the same share (percent) of the pagu spent in each month up to `sampai`, reporting up to a
    quarter; `target`: belanja type -> what Identitas asks for in all quarters."""

    def isi(b: BarisPagu) -> BarisPagu:
        if not isinstance(b.pagu, Decimal):
            return b
        return replace(b, bulan=dict.fromkeys(range(1, sampai + 1), b.pagu * bagian / 100))

    semua = isi_wajar(daftar_satker()[4], 2026, 1)
    buku = buka(buat_templat(replace(semua, anggaran=tuple(map(isi, semua.anggaran)), triwulan=triwulan)))
    berkas = baca_buku(buku, "buku.xlsx")
    assert berkas.identitas is not None
    tetap = {j: (Decimal(n),) * 4 for j, n in (target or {}).items()}
    berkas = replace(berkas, identitas=replace(berkas.identitas, target_ikpa=tetap or berkas.identitas.target_ikpa))
    return [t for t in gabungkan([periksa_sendiri(berkas, buku)]).berkas[0].temuan if t.kode == "A231"]


def test_serapan_di_bawah_target() -> None:
    """3% a month: 9% after March, below all targets of quarter I."""
    temuan = terisi(3, 3)
    assert [t.lokasi.lembar for t in temuan] == ["Anggaran"] * 3
    assert temuan[0].pesan.startswith("Penyerapan belanja 51 (pegawai) sampai triwulan I baru 9,00% dari target 20%:")
    assert temuan[0].tingkat is Tingkat.INFO


def test_triwulan_belum_lewat_tidak_dinilai() -> None:
    assert terisi(2, 1) == []
    assert [t.pesan.split(":")[0] for t in terisi(5, 4)] == [
        "Penyerapan belanja 51 (pegawai) sampai triwulan I baru 12,00% dari target 20%",
        "Penyerapan belanja 52 (barang) sampai triwulan I baru 12,00% dari target 15%",
    ]


def test_triwulan_dan_target_menurut_identitas() -> None:
    """4% a month up to August: quarter II has passed. Identitas may stop before it, never goes beyond; its targets
    are those that count."""
    assert [t.pesan.split(":")[0] for t in terisi(8, 4, triwulan=4)] == [
        "Penyerapan belanja 51 (pegawai) sampai triwulan II baru 24,00% dari target 50%",
        "Penyerapan belanja 52 (barang) sampai triwulan II baru 24,00% dari target 50%",
        "Penyerapan belanja 53 (modal) sampai triwulan II baru 24,00% dari target 40%",
    ]
    assert [t.pesan.split(":")[0] for t in terisi(8, 4, triwulan=1)] == [
        "Penyerapan belanja 51 (pegawai) sampai triwulan I baru 12,00% dari target 20%",
        "Penyerapan belanja 52 (barang) sampai triwulan I baru 12,00% dari target 15%",
    ]
    assert [t.pesan.split(":")[0] for t in terisi(8, 4, triwulan=2, target={"51": 20, "52": 25, "53": 1})] == [
        "Penyerapan belanja 52 (barang) sampai triwulan II baru 24,00% dari target 25%",
    ]
    assert terisi(0, 4, triwulan=2) == []
