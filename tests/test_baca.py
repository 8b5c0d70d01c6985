"""The reader: each official form in a real .xlsx gives its literal records; ambiguous figures are decided or noted."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from bentuk_capaian import (
    ANGGARAN,
    ANGGARAN_KEGIATAN,
    CAPAIAN,
    CAPAIAN_BAGIAN,
    CAPAIAN_KETUA,
    CAPAIAN_SEKRETARIS,
    CAPAIAN_TAHUNAN,
    IKU,
    TARGET_2024,
)
from bentuk_resmi import (
    DAFTAR_ANGGARAN,
    PERENCANAAN,
    PK_BAGIAN,
    PK_KETUA,
    PK_SEKRETARIS,
    RAK_BULAN,
    RAK_TRIWULAN,
    RENSTRA_GABUNG,
    RKT_SEKRETARIS,
    RKT_SUB_BAGIAN,
)
from pembuat_tabel import TETAP, Bentuk, Petak, baca, catatan, gambar, isian, kepala_ulang, petakan, tulis_xlsx

from xlkinerja.baca import PENANDA_TEMUAN, baca_buku
from xlkinerja.buku.berkas import buka_jalur
from xlkinerja.buku.ingatan import buku_ingatan
from xlkinerja.model import BarisAnggaran, Berkas, Dokumen, TargetIndikator

BENTUK = (*PERENCANAAN, *CAPAIAN, *ANGGARAN)


def _baca_xlsx(jalur: Path, bentuk: Bentuk, *, teks: bool) -> Berkas:
    petak = TETAP["angka teks"](bentuk.petak) if teks else bentuk.petak
    return baca_buku(buka_jalur(tulis_xlsx(jalur, {"Sheet1": isian(petak)}))[0], "buku.xlsx")


@pytest.mark.parametrize("teks", [False, True], ids=["angka", "teks"])
@pytest.mark.parametrize("bentuk", BENTUK, ids=lambda b: b.nama)
def test_bentuk_resmi_dari_berkas(tmp_path: Path, bentuk: Bentuk, teks: bool) -> None:
    berkas = _baca_xlsx(tmp_path / "b.xlsx", bentuk, teks=teks)
    assert catatan(berkas) == bentuk.harapan
    assert [d.formulir for d in berkas.dokumen] == [bentuk.formulir]


def test_satu_buku_semua_bentuk(tmp_path: Path) -> None:
    isi = {f"S{i}": isian(b.petak) for i, b in enumerate(BENTUK)}
    berkas = baca_buku(buka_jalur(tulis_xlsx(tmp_path / "b.xlsx", isi))[0], "b.xlsx")
    assert catatan(berkas) == tuple(r for b in BENTUK for r in b.harapan)
    assert [d.urut_lembar for d in berkas.dokumen] == list(range(len(BENTUK)))
    assert [i for i in berkas.isyarat if i.kode == "S002"] == []


def _satu(bentuk: Bentuk) -> Dokumen:
    (dokumen,) = baca(bentuk.petak, lembar="xyz").dokumen
    return dokumen


@pytest.mark.parametrize(
    ("bentuk", "harapan"),
    [
        (PK_KETUA, ("pk", "ketua", 2024, "53.71")),
        (PK_SEKRETARIS, ("pk", "sekretaris", 2020, "53")),
        (PK_BAGIAN, ("pk", "bagian keuangan umum & logistik", 2020, None)),
        (RKT_SEKRETARIS, ("rkt", "sekretaris", 2023, "53.03")),
        (RKT_SUB_BAGIAN, ("rkt", "sub bagian hukum & sdm", 2023, None)),
        (RAK_TRIWULAN, ("rak", "ketua", 2021, "53")),
        (RAK_BULAN, ("rak", "sekretaris", 2021, "53")),
        (RENSTRA_GABUNG, ("renstra", "ketua", None, "53.71")),
        (CAPAIAN_SEKRETARIS, ("capaian", "sekretaris", 2020, "53")),
        (CAPAIAN_BAGIAN, ("capaian", "bagian hukum teknis & hupmas", 2020, None)),
        (CAPAIAN_TAHUNAN, ("capaian", "ketua", 2024, None)),
        (IKU, ("iku", "ketua", 2024, "53.71")),
        (DAFTAR_ANGGARAN, ("anggaran", "", 2023, None)),
    ],
    ids=lambda x: x.nama if isinstance(x, Bentuk) else "",
)
def test_jenis_unit_tahun_satker(bentuk: Bentuk, harapan: tuple[str, str, int | None, str | None]) -> None:
    d = _satu(bentuk)
    assert (d.jenis, d.unit, d.tahun, d.satker.kode if d.satker else None) == harapan


def test_asal_menunjuk_sel_tercetak() -> None:
    d = _satu(PK_BAGIAN)
    baris = [b for b in d.baris if isinstance(b, TargetIndikator)]
    # Carried cells answer with the cell in which they are printed.
    assert {n: s.alamat for n, s in baris[3].asal.items()} == {
        "nomor": "A7", "kegiatan": "B7", "sasaran": "C8", "indikator": "D8", "target": "E8",
    }  # fmt: skip
    assert (d.rentang.baris1, d.rentang.kolom1, d.rentang.baris2, d.rentang.kolom2) == (3, 1, 10, 5)
    assert [a == b for a, b in pairwise(d.kelompok)] == [True, False, False, False]


# A forgotten target -------------------------------------------------------------------------------------------


def _tanpa(bentuk: Bentuk, indikator: str, kolom: str) -> Petak:
    petak = bentuk.petak
    k = next(k for b in petak.baris[: petak.kepala] for k, s in enumerate(b) if s.lower().startswith(kolom))
    r = next(r for r, b in enumerate(petak.baris) if indikator in b)
    return petakan(petak, lambda i, j, s: "" if (i, j) == (r, k) else s)


@pytest.mark.parametrize("lepas", [False, True], ids=["digabung", "tidak digabung"])
@pytest.mark.parametrize("bentuk", [PK_KETUA, PK_BAGIAN, RKT_SUB_BAGIAN, RAK_TRIWULAN, CAPAIAN_KETUA, CAPAIAN_BAGIAN])
def test_target_terlupa_tetap_terbaca(bentuk: Bentuk, lepas: bool) -> None:
    letak = {"rak_triwulan": (2, 3)}.get(bentuk.formulir, (3, 4))
    for i, satu in enumerate(bentuk.harapan):
        petak = _tanpa(bentuk, satu[letak[0]], "target")
        hasil = list(catatan(baca(TETAP["tidak digabung"](petak) if lepas else petak)))
        harapan = list(bentuk.harapan)
        harapan[i] = (*satu[: letak[1]], "", *satu[letak[1] + 1 :])
        assert hasil == harapan, satu[letak[0]]


def test_target_terlupa_di_baris_terakhir() -> None:
    petak = _tanpa(TARGET_2024, "Opini BPK", "target")
    harapan = (*TARGET_2024.harapan[:2], ("", "", "Lembaga andal", "Opini BPK", ""))
    assert catatan(baca(petak)) == harapan
    assert catatan(baca(TETAP["berkaki"](petak))) == harapan
    assert catatan(baca(TETAP["tidak digabung"](petak))) == harapan


def test_induk_anggaran_di_akhir_halaman() -> None:
    """A heading row without figures that ends a page is the parent of the next page's rows."""
    komponen = ANGGARAN[3]
    petak = kepala_ulang(2)(komponen.petak)
    assert petak.baris[5][1] == "6709.QGE.001 - Perencanaan Pemilu"
    assert petak.baris[6][0] == "NO"
    assert catatan(baca(petak)) == komponen.harapan


# Ambiguous figures ----------------------------------------------------------------------------------------------


def _uang(
    baris: str, kepala: str = "Kode | Uraian | Pagu | Realisasi | Sisa"
) -> tuple[list[tuple[Decimal | None, ...]], list[str]]:
    """(pagu, realisasi, sisa) per row, and the cells noted as S103, of a budget typed as text."""
    petak = TETAP["angka teks"](gambar("Realisasi Anggaran Tahun 2024", f"{kepala}\n{baris.strip()}"))
    berkas = baca(petak)
    angka: list[tuple[Decimal | None, ...]] = [
        (b.pagu, b.realisasi, b.sisa) for d in berkas.dokumen for b in d.baris if isinstance(b, BarisAnggaran)
    ]
    return angka, [i.sel.alamat for i in berkas.isyarat if i.kode == "S103" and i.sel]


def test_ambigu_diputus_gaya_indonesia() -> None:
    angka, ambigu = _uang(
        "3355 | A | 1.500.000 | 1.498.000 | 2.000\n3356 | B | 750.000.000 | 749.250.000,50 | 749.999,50"
    )
    assert angka[0] == (Decimal(1500000), Decimal(1498000), Decimal(2000))
    assert ambigu == []


def test_ambigu_diputus_gaya_inggris() -> None:
    angka, ambigu = _uang("3355 | A | 1,500,000 | 1,498,000 | 2,000\n3356 | B | 2,500,000 | 1,100,000 | 1,400,000")
    assert angka[0] == (Decimal(1500000), Decimal(1498000), Decimal(2000))
    # A point in a column of English figures is a decimal point; the sums will then say that something is wrong.
    lain, _ = _uang("3355 | A | 1,500,000 | 2.000 | 1,498,000\n3356 | B | 2,500,000 | 1,100,000 | 1,400,000")
    assert lain[0] == (Decimal(1500000), Decimal("2.000"), Decimal(1498000))
    assert ambigu == []


def test_ambigu_diputus_pagu_kurang_realisasi() -> None:
    angka, ambigu = _uang("3355 | A | 5000 | 2.000 | 3000\n3356 | B | 700 | 500 | 200")
    assert angka[0] == (Decimal(5000), Decimal(2000), Decimal(3000))
    assert ambigu == []


def test_ambigu_diputus_induk_dan_anak() -> None:
    angka, ambigu = _uang("3355 | A | 1.500\n001 | B | 700\n002 | C | 800", "Kode | Uraian | Pagu")
    assert [a[0] for a in angka] == [Decimal(1500), Decimal(700), Decimal(800)]
    assert ambigu == []


def test_ambigu_yang_diputus_memutus_yang_lain() -> None:
    """The program can only be judged once its kegiatan is; the order of the rows does not matter."""
    angka, ambigu = _uang(
        "WA | P | 3.500\n3355 | A | 1.500\n001 | B | 700\n002 | C | 800\n3356 | D | 2000\n001 | E | 2000",
        "Kode | Uraian | Pagu",
    )
    assert [a[0] for a in angka] == [Decimal(n) for n in (3500, 1500, 700, 800, 2000, 2000)]
    assert ambigu == []


def test_ambigu_yang_tidak_terputuskan_dilaporkan() -> None:
    angka, ambigu = _uang("3355 | A | 2.000 | 1.000 | 1.000\n3356 | B | 3.000 | 1.000 | 2.000")
    assert angka == [(None, None, None), (None, None, None)]
    assert sorted(ambigu) == ["C3", "C4", "D3", "D4", "E3", "E4"]


def test_ambigu_di_kolom_kinerja() -> None:
    petak = gambar("PK Tahun 2024", "Sasaran | Indikator | Target\nS | Jumlah surat | 2.000\nT | Jumlah arsip | B")
    berkas = baca(TETAP["angka teks"](petak))
    assert [c[4] for c in catatan(berkas)] == ["?", "B"]
    (isyarat,) = [i for i in berkas.isyarat if i.kode == "S103"]
    assert isyarat.sel is not None
    assert (isyarat.sel.alamat, dict(isyarat.rincian)) == ("C3", {"id": "2000", "en": "2"})


def test_gaya_lain_dan_campuran_dicatat() -> None:
    petak = gambar(
        "Anggaran Tahun 2023",
        "Kode | Uraian | Anggaran\n1. | P | Rp. 1.500.000,-\n- | A | Rp. 617,730.000\n- | B | Rp, 240,710,000\n"
        "- | C | Rp. Rp. 34.304.444.000,-",
    )
    berkas = baca(TETAP["angka teks"](petak))
    pagu = [b.pagu for b in berkas.dokumen[0].baris if isinstance(b, BarisAnggaran)]
    assert pagu == [Decimal(1500000), Decimal(617730000), Decimal(240710000), Decimal(34304444000)]
    catat = {(i.kode, i.sel.alamat) for i in berkas.isyarat if i.sel}
    assert catat == {("S107", "C4"), ("S102", "C5"), ("S101", "C3"), ("S101", "C6")}


# Sheets -------------------------------------------------------------------------------------------------------


def test_lembar_tak_dimengerti_dilaporkan_sekali() -> None:
    buku = buku_ingatan({
        "Catatan": {"A1": "Rapat pleno membahas target dan realisasi.", "A3": "Hadir: seluruh divisi."},
        "Kosong": {},
        "PK": isian(PK_KETUA.petak).sel,
        "Temuan": {"A1": PENANDA_TEMUAN, "A2": "Kode", "B2": "Target"},
    })  # fmt: skip
    berkas = baca_buku(buku, "b.xlsx")
    assert [(i.kode, i.lembar, i.urut_lembar) for i in berkas.isyarat if i.kode == "S002"] == [("S002", "Catatan", 0)]
    assert [d.lembar for d in berkas.dokumen] == ["PK"]


def test_kode_berspasi_dan_kode_angka() -> None:
    """"076.01 .01" is one code; 3355 typed as a number is the same code as text."""
    kode = {r.kode for b in (ANGGARAN[0],) for r in _satu(b).baris if isinstance(r, BarisAnggaran)}
    assert ("01", "3355", "002") in kode
    assert ("01", "3357", "002") in kode
    assert catatan(baca(TETAP["angka teks"](ANGGARAN_KEGIATAN.petak))) == ANGGARAN_KEGIATAN.harapan


def test_penomoran_ganda_dan_terlewat() -> None:
    petak = gambar(
        "Capaian Tahun 2024",
        "No | Indikator | Target | Realisasi | Capaian\n1 | a | 5% | 5% | 100%\n2 | b | 5% | 5% | 100%\n"
        "2 | c | 5% | 5% | 100%\n5 | d | 5% | 5% | 100%",
    )
    isyarat = [(i.kode, i.sel.alamat, dict(i.rincian)) for i in baca(petak).isyarat if i.sel]
    assert isyarat == [("S104", "A5", {"nomor": "2"}), ("S105", "A6", {"nomor": "5", "harusnya": "3"})]
