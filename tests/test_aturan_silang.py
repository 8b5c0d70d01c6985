"""The rules across documents on filled templates, formulas stripped: one fault typed in, one finding on its cell."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

import pytest

from tests.isi_acak import isi_wajar
from xlkinerja.aturan.contoh import contoh_buku
from xlkinerja.aturan.deklarasi import Ubah
from xlkinerja.baca import baca_buku
from xlkinerja.buku import LEBAR, Buku
from xlkinerja.buku.berkas import buka
from xlkinerja.buku.ingatan import buku_ingatan
from xlkinerja.formulir.identitas import daftar_satker
from xlkinerja.model import BarisAnggaran, Dokumen
from xlkinerja.periksa import gabungkan, periksa_buku, periksa_sendiri
from xlkinerja.templat.buku import buat_templat
from xlkinerja.temuan import Sel, Temuan, urai_a1

SATKER = daftar_satker()
TAHUN = 2026


@cache
def _templat(ke: int) -> bytes:
    return buat_templat(isi_wajar(SATKER[ke], TAHUN, ke))


def diketik(ke: int) -> Buku:
    """A filled template in which every formula was replaced by its value."""
    buku = buka(_templat(ke))
    for lembar in buku.lembar:
        lembar.rumus.clear()
    return buku


def ketik(buku: Buku, lembar: str, sel: str, isi: str | Decimal | None) -> None:
    """Type into a cell that the sheet stores."""
    x = next(x for x in buku.lembar if x.nama == lembar)
    baris, kolom = urai_a1(sel)
    i = x.kunci.index((baris - 1) * LEBAR + kolom - 1)
    x.jenis[i] = ord("-" if isi is None else "s" if isinstance(isi, str) else "n")
    x.isi[i] = "" if isi is None else str(isi)
    x.rumus.pop(x.kunci[i], None)


def dokumen(buku: Buku, lembar: str, jenis: str | None = None) -> Dokumen:
    return next(d for d in baca_buku(buku, "a.xlsx").dokumen if d.lembar == lembar and jenis in (None, d.jenis))


def letak(buku: Buku) -> list[tuple[str, str | None, str | None]]:
    return [(t.kode, t.lokasi.lembar, t.lokasi.sel) for t in periksa_buku(buku, "a.xlsx").temuan]


def satu(buku: Buku) -> Temuan:
    temuan = periksa_buku(buku, "a.xlsx").temuan
    assert len(temuan) == 1, [(t.kode, t.lokasi.lembar, t.lokasi.sel, t.pesan) for t in temuan]
    return temuan[0]


def sel_baris(buku: Buku, lembar: str, ke: int, bidang: str = "indikator") -> Sel:
    return dokumen(buku, lembar).baris[ke].asal[bidang]


@pytest.mark.parametrize("ke", [0, 4, 22])
def test_tanpa_kesalahan_tanpa_temuan(ke: int) -> None:
    assert letak(diketik(ke)) == []


# Coverage


@pytest.mark.parametrize(
    ("lembar", "ke", "di"),
    [
        ("Capaian Ketua", 3, "PK Ketua"),
        ("Capaian Sekretaris", 0, "PK Sekretaris"),
        ("Capaian Keuangan", 5, "PK Keuangan"),
        ("Capaian Hukum", 2, "PK Hukum"),
        ("RAK Ketua", 2, "PK Ketua"),
        ("RAK Sekretaris", 4, "PK Sekretaris"),
        ("PK Ketua", 6, "Capaian Ketua"),
        ("PK Perencanaan", 1, "Capaian Perencanaan"),
        ("RKT", 4, "Capaian Ketua"),
        ("Renstra", 7, "Capaian Ketua"),
    ],
)
def test_indikator_terhapus(lembar: str, ke: int, di: str) -> None:
    buku = diketik(4)
    sel = sel_baris(buku, lembar, ke)
    nama = sel.tampil
    ketik(buku, lembar, sel.alamat, None)
    temuan = [t for t in periksa_buku(buku, "a.xlsx").temuan if t.kode[0] == "X" or t.kode == "R205"]
    kode = "R205" if lembar.startswith("RAK") else "X205"
    assert [(t.kode, t.lokasi.lembar) for t in temuan] == [(kode, di)]
    assert temuan[0].tertulis == nama
    assert lembar in temuan[0].pesan


def test_indikator_hilang_di_buku_kerja_lain() -> None:
    """PK in one workbook, capaian in another of the same satker: the finding stands in the one that has it."""
    kepala = {"A3": "No.", "B3": "Sasaran", "C3": "Indikator", "D3": "Target"}
    nama = ("Indeks Reformasi Birokrasi", "Nilai Akuntabilitas Kinerja", "Persentase Sengketa Hukum yang dimenangkan")
    pk = {**kepala, "A1": "Perjanjian Kinerja Ketua KPU Kota Kupang Tahun 2024"}
    capaian = {**kepala, "A1": "Capaian Kinerja Ketua KPU Kota Kupang Tahun 2024", "E3": "Realisasi", "F3": "Capaian"}
    for i, n in enumerate(nama, 4):
        baris = {f"A{i}": i - 3, f"B{i}": "Tertib", f"C{i}": n, f"D{i}": 80}
        pk |= baris
        capaian |= {**baris, f"E{i}": 80, f"F{i}": 100} if i < 6 else {}
    buku = {"capaian.xlsx": buku_ingatan({"Capaian": capaian}), "pk.xlsx": buku_ingatan({"PK": pk})}
    hasil = gabungkan([periksa_sendiri(baca_buku(b, j), b) for j, b in buku.items()])
    temuan = [(b.berkas.jalur, t.kode, t.lokasi.sel) for b in hasil.berkas for t in b.temuan]
    assert temuan == [("pk.xlsx", "X205", "C6")]


def test_banyak_yang_hilang_satu_temuan() -> None:
    buku = diketik(4)
    d = dokumen(buku, "Capaian Ketua")
    for b in d.baris[5:8]:
        ketik(buku, "Capaian Ketua", b.asal["indikator"].alamat, None)
    temuan = [t for t in periksa_buku(buku, "a.xlsx").temuan if t.kode == "X205"]
    assert [t.lokasi.lembar for t in temuan] == ["PK Ketua"]
    assert "dan 2 indikator lain" in temuan[0].pesan


@pytest.mark.parametrize("lembar", ["Capaian Ketua", "PK Sekretaris", "RAK Ketua", "RKT", "Capaian Keuangan"])
@pytest.mark.parametrize("ke", [0, 3])
def test_salah_ketik_bukan_indikator_lain(lembar: str, ke: int) -> None:
    buku = diketik(4)
    sel = sel_baris(buku, lembar, ke)
    kata = max(sel.tampil.split(), key=len)
    assert len(kata) > 7
    ketik(buku, lembar, sel.alamat, sel.tampil.replace(kata, kata[:4] + kata[5:]))
    assert [x for x in letak(buku) if x[0][0] == "X"] == []


def test_target_indikator_salah_ketik_tetap_dibandingkan() -> None:
    buku = diketik(4)
    sel = sel_baris(buku, "PK Sekretaris", 1)
    kata = max(sel.tampil.split(), key=len)
    ketik(buku, "PK Sekretaris", sel.alamat, sel.tampil.replace(kata, kata[:4] + kata[5:]))
    target = sel_baris(buku, "PK Sekretaris", 1, "target")
    assert isinstance(target.nilai, Decimal)
    ketik(buku, "PK Sekretaris", target.alamat, target.nilai / 2)
    t = satu(buku)
    assert (t.kode, t.lokasi.lembar, t.lokasi.sel) == ("X202", "PK Sekretaris", target.alamat)
    assert "(ejaan berbeda)" in t.pesan


def test_tabel_per_sasaran_dan_rkt_ringkas_tidak_dituntut() -> None:
    """A table with a third of the indicators is another kind of table, not a version with many missing."""
    buku = diketik(4)
    d = dokumen(buku, "Capaian Ketua")
    for b in d.baris[3:]:
        ketik(buku, "Capaian Ketua", b.asal["indikator"].alamat, None)
    assert [x for x in letak(buku) if x[0] == "X205"] == []


@pytest.mark.parametrize("lembar", ["Renstra", "IKU", "PK Ketua", "RAK Ketua", "Capaian Ketua"])
def test_rumusan_nasional(lembar: str) -> None:
    """Each indicator that names its office, worded for the KPU of the nation in one document: on that cell, once."""
    banyak = 0
    for b in dokumen(diketik(4), lembar).baris:
        sel = b.asal["indikator"]
        baru = re.sub(r"KPU (Kabupaten Belu|Provinsi/Kabupaten/Kota)", "KPU RI", sel.tampil)
        if baru != sel.tampil:
            buku = diketik(4)
            ketik(buku, lembar, sel.alamat, baru)
            assert letak(buku) == [("X206", lembar, sel.alamat)]
            banyak += 1
    assert banyak >= 3


@pytest.mark.parametrize("lembar", ["RAK Sekretaris", "PK Sekretaris", "Capaian Sekretaris"])
def test_rumusan_lain_dicocokkan_menurut_urutan(lembar: str) -> None:
    """The only indicator of its sasaran, in other words."""
    buku = diketik(4)
    sel = next(b.asal["indikator"] for b in dokumen(buku, lembar).baris if "data pemilih" in b.asal["indikator"].tampil)
    ketik(buku, lembar, sel.alamat, "Persentase pemutakhiran data pemilih yang selesai tepat waktu")
    t = satu(buku)
    assert (t.kode, t.lokasi.lembar, t.lokasi.sel) == ("X206", lembar, sel.alamat)
    assert "menurut urutan dalam sasarannya, belum pasti" in t.pesan


@pytest.mark.parametrize(("formulir", "lembar", "sel"), [
    ("target_sasaran", "PK Ketua", "B7"), ("capaian_sasaran", "Capaian", "B7"), ("rak_triwulan", "RAK Ketua", "B8"),
])  # fmt: skip
def test_sasaran_terbagi_lain(formulir: str, lembar: str, sel: str) -> None:
    """The table that differs from the others, once."""
    ubah = (Ubah(formulir, 3, "sasaran", "Terwujudnya partisipasi pemilih perempuan"),)
    assert letak(contoh_buku(ubah)) == [("X207", lembar, sel)]


# Dates


@pytest.mark.parametrize(
    ("sel", "isi", "kata"),
    [
        ("C10", "15 Januari 2027", "setelah tahun 2026 berakhir"),
        ("C10", "15 Januari 2024", "lebih dari setahun sebelum"),
        ("C11", "2 Februari 2027", "setelah tahun 2026 berakhir"),
        ("C12", "30 Januari 2026", "sebelum tahun 2026 berakhir"),
        ("C12", "30 Januari 2028", "lebih dari setahun setelah"),
        ("C12", "31 Februari 2027", "tidak ada dalam kalender"),
        ("C12", "30-01-2026", "sebelum tahun 2026 berakhir"),
    ],
)
@pytest.mark.parametrize("rumus", [True, False])
def test_tanggal_identitas(sel: str, isi: str, kata: str, rumus: bool) -> None:
    """One finding, where the date is kept, whether the signatures still follow it or were typed."""
    buku = buka(_templat(4)) if rumus else diketik(4)
    ketik(buku, "Identitas", sel, isi)
    t = satu(buku)
    assert (t.kode, t.lokasi.lembar, t.lokasi.sel) == ("X208", "Identitas", sel)
    assert kata in t.pesan


@pytest.mark.parametrize(("sel", "isi"), [
    ("C10", "20 Desember 2025"), ("C10", "31 Desember 2026"), ("C12", "31 Desember 2026"), ("C12", "akhir tahun"),
    ("C12", None),
])  # fmt: skip
def test_tanggal_yang_wajar(sel: str, isi: str | None) -> None:
    buku = diketik(4)
    ketik(buku, "Identitas", sel, isi)
    assert letak(buku) == []


def test_laporan_triwulan_boleh_sebelum_akhir_tahun() -> None:
    buku = diketik(4)
    ketik(buku, "Identitas", "C8", Decimal(2))
    ketik(buku, "Identitas", "C12", "10 Juli 2026")
    assert [x for x in letak(buku) if x[0] == "X208"] == []


@pytest.mark.parametrize(
    ("lembar", "isi"),
    [
        ("PK Ketua", "Atambua, 15 Januari 2027"),
        ("PK Keuangan", "Atambua, 15 Januari 2023"),
        ("RAK Ketua", "Atambua, 1 Maret 2027"),
        ("Capaian Ketua", "Atambua, 30 Januari 2026"),
        ("Anggaran", "Atambua, 31 Juni 2027"),
    ],
)
def test_tanggal_tanda_tangan(lembar: str, isi: str) -> None:
    buku = diketik(4)
    sel = next(s for d in baca_buku(buku, "a").dokumen if d.lembar == lembar for s in d.penutup)
    ketik(buku, lembar, sel.alamat, isi)
    t = satu(buku)
    assert (t.kode, t.lokasi.lembar, t.lokasi.sel) == ("X208", lembar, sel.alamat)


def test_tanggal_sebagai_tanggal_excel() -> None:
    """The place in one cell, the date as a real date in the next."""
    def buku(hari: int) -> Buku:
        isi = {"A1": "Capaian Kinerja KPU Kota Kupang Tahun 2024", "A3": "No.", "B3": "Sasaran", "C3": "Indikator",
               "D3": "Target", "E3": "Realisasi", "F3": "Capaian", "A4": 1, "B4": "Tertib", "C4": "Nilai A", "D4": 10,
               "E4": 10, "F4": 100, "D7": "Kupang,", "E7": hari}  # fmt: skip
        return buku_ingatan({"Capaian": isi}, format={"Capaian": {"E7": "dd mmmm yyyy"}})

    assert [x for x in letak(buku(45334)) if x[0] == "X208"] == [("X208", "Capaian", "E7")]
    assert [x for x in letak(buku(45700)) if x[0] == "X208"] == []


@pytest.mark.parametrize("judul", [
    "Realisasi Anggaran KPU Kota Kupang s.d. 30 September 2024", "Realisasi Anggaran Triwulan III Tahun 2024",
    "Realisasi Anggaran Tahun 2024 (posisi Agustus)", "Realisasi Anggaran Semester I 2024",
])  # fmt: skip
def test_laporan_sebagian_tahun(judul: str) -> None:
    isi = {"A1": judul, "A3": "Kode", "B3": "Program/Kegiatan", "C3": "Pagu", "D3": "Realisasi", "A4": "WA",
           "B4": "Program Dukungan Manajemen", "C4": 3000000, "D4": 1000000,
           "C7": "Kupang, 3 Oktober 2024"}  # fmt: skip
    assert letak(buku_ingatan({"Anggaran": isi})) == []
    setahun = {**isi, "A1": "Realisasi Anggaran KPU Kota Kupang Tahun 2024"}
    assert letak(buku_ingatan({"Anggaran": setahun})) == [("X208", "Anggaran", "C7")]


# Office and year in titles


@pytest.mark.parametrize("lembar", ["PK Ketua", "PK Sekretaris", "Capaian Ketua", "Anggaran", "Renstra", "RAK Ketua"])
def test_judul_satker_lain(lembar: str) -> None:
    buku = diketik(4)
    sel = next(s for s in dokumen(buku, lembar).judul_sel if "BELU" in s.tampil.upper())
    ketik(buku, lembar, sel.alamat, sel.tampil.replace("BELU", "ALOR").replace("Belu", "Alor"))
    t = satu(buku)
    assert (t.kode, t.lokasi.lembar, t.lokasi.sel) == ("X209", lembar, sel.alamat)
    assert t.pesan == "Judul menyebut KPU Kabupaten Alor, padahal buku kerja ini milik KPU Kabupaten Belu"


def test_indikator_menyebut_satker_lain() -> None:
    buku = diketik(4)
    d = dokumen(buku, "Capaian Ketua")
    sel = next(b.asal["indikator"] for b in d.baris if "Belu" in b.asal["indikator"].tampil)
    ketik(buku, "Capaian Ketua", sel.alamat, sel.tampil.replace("Belu", "Malaka"))
    t = satu(buku)
    assert (t.kode, t.lokasi.lembar, t.lokasi.sel) == ("X209", "Capaian Ketua", sel.alamat)


@pytest.mark.parametrize(
    "judul", ["PERBANDINGAN CAPAIAN DENGAN KPU KABUPATEN ALOR", "KPU PROVINSI NUSA TENGGARA TIMUR", "KPU KAB BELU"]
)
def test_judul_yang_wajar(judul: str) -> None:
    buku = diketik(4)
    sel = next(s for s in dokumen(buku, "PK Ketua").judul_sel if "BELU" in s.tampil)
    ketik(buku, "PK Ketua", sel.alamat, judul)
    assert letak(buku) == []


def test_provinsi_boleh_menyebut_kabupatennya() -> None:
    buku = diketik(0)
    sel = next(s for s in dokumen(buku, "PK Ketua").judul_sel if "TIMUR" in s.tampil)
    ketik(buku, "PK Ketua", sel.alamat, "KPU KABUPATEN BELU")
    assert letak(buku) == []


@pytest.mark.parametrize(
    "lembar", ["PK Ketua", "PK Sekretaris", "PK Keuangan", "RAK Sekretaris", "Capaian Ketua", "Anggaran", "RKT", "IKU"]
)
@pytest.mark.parametrize("tahun", [2025, 2028])
def test_judul_tahun_lain(lembar: str, tahun: int) -> None:
    """The title is at fault, not the figures: they are still compared as this year's."""
    buku = diketik(4)
    sel = next(s for s in dokumen(buku, lembar).judul_sel if "2026" in s.tampil)
    ketik(buku, lembar, sel.alamat, sel.tampil.replace("2026", str(tahun)))
    t = satu(buku)
    assert (t.kode, t.lokasi.lembar, t.lokasi.sel) == ("X210", lembar, sel.alamat)
    assert f"tahun {tahun}" in t.pesan


@pytest.mark.parametrize("isi", ["PERJANJIAN KINERJA (PKPU NOMOR 5 TAHUN 2020)", "RENCANA STRATEGIS 2025-2029",
                                 "PERBANDINGAN KINERJA TAHUN 2025", "PEMILU TAHUN 2024"])  # fmt: skip
def test_tahun_lain_yang_wajar(isi: str) -> None:
    buku = diketik(4)
    sel = next(s for s in dokumen(buku, "PK Ketua").judul_sel if "2026" in s.tampil)
    ketik(buku, "PK Ketua", sel.alamat, isi)
    assert letak(buku) == []


def test_dokumen_tahun_lain_yang_lengkap_bukan_sisa() -> None:
    """Two tables of last year, each beside this year's: a comparison."""
    satu_tahun = {"A3": "No.", "B3": "Sasaran", "C3": "Indikator", "D3": "Target", "A4": 1, "B4": "Tertib"}
    lembar = {
        f"PK {n} {t}": {**satu_tahun, "A1": f"Perjanjian Kinerja {n} KPU Kota Kupang Tahun {t}", "C4": f"Nilai {n}",
                        "D4": t - 1000}
        for n in ("Ketua", "Sekretaris") for t in (2023, 2024)
    }  # fmt: skip
    assert [x for x in letak(buku_ingatan(lembar)) if x[0] == "X210"] == []


# Budget rows one column off

_BIDANG = ("pagu", "blokir", "realisasi", "sisa", "persen")


def _geser(buku: Buku, lembar: str, ke: int, arah: int) -> tuple[BarisAnggaran, list[Sel]]:
    d = next(d for d in baca_buku(buku, "a").dokumen if d.lembar == lembar and "realisasi" in d.kepala)
    b = d.baris[ke]
    assert isinstance(b, BarisAnggaran)
    ada = sorted((b.asal[n] for n in (*_BIDANG, "pagu_awal") if n in b.asal), key=lambda s: s.kolom)
    nilai = [s.nilai if isinstance(s.nilai, Decimal) else None for s in ada]
    nilai = [None, *nilai[:-1]] if arah > 0 else [*nilai[1:], None]
    for s, n in zip(ada, nilai, strict=True):
        ketik(buku, lembar, s.alamat, n)
    return b, ada


@pytest.mark.parametrize("ke", range(3))
@pytest.mark.parametrize("arah", [1, -1])
def test_baris_rekap_bergeser(ke: int, arah: int) -> None:
    buku = diketik(4)
    _, sel = _geser(buku, "Rekap Anggaran", ke, arah)
    t = satu(buku)
    assert (t.kode, t.lokasi.lembar, t.lokasi.sel) == ("A295", "Rekap Anggaran", sel[max(arah, 0)].alamat)
    assert t.sebab is not None and "bergeser satu kolom" in t.sebab


@pytest.mark.parametrize("ke", [0, 1, 2, 3, 4, 9, 14, 20, 30])
@pytest.mark.parametrize("arah", [1, -1])
def test_baris_anggaran_bergeser(ke: int, arah: int) -> None:
    """Pagu awal, pagu, blokir, realisasi, sisa, %: six columns, of which one is often empty."""
    buku = diketik(4)
    _, sel = _geser(buku, "Anggaran", ke, arah)
    assert letak(buku) == [("A295", "Anggaran", sel[max(arah, 0)].alamat)]


@pytest.mark.parametrize("tinggal", ["pagu", "realisasi", "sisa", "persen"])
def test_sel_kosong_bukan_geseran(tinggal: str) -> None:
    """A row with one figure missing is a row with one figure missing."""
    for ke in range(7):
        temuan = letak(contoh_buku((Ubah("anggaran_realisasi", ke, tinggal, None),)))
        assert [x for x in temuan if x[0] == "A295"] == []


def test_baris_bergeser_tiga_kolom() -> None:
    """Without a percentage only the sums can show it."""
    judul = ("Kode", "Program/Kegiatan", "Pagu", "Realisasi", "Sisa")
    isi: list[tuple[str, str, int | None, int, int | None]] = [
        ("WA", "Program Dukungan Manajemen", 700000, 500000, 200000),
        ("WA.3355", "Pengelolaan Keuangan", None, 400000, 300000),
        ("WA.3360", "Operasional", 300000, 200000, 100000),
    ]
    sel = {f"{h}{b}": n for b, baris in enumerate((judul, *isi), 3) for h, n in zip("ABCDE", baris, strict=True)}
    assert letak(buku_ingatan({"Anggaran": sel})) == [("A295", "Anggaran", "D5")]


# Budget: pagu awal, plans, names


def test_pagu_awal_berbeda() -> None:
    buku = diketik(4)
    d = dokumen(buku, "RKT", "anggaran")
    sel = d.baris[4].asal["pagu_awal"]
    assert isinstance(sel.nilai, Decimal)
    ketik(buku, "RKT", sel.alamat, sel.nilai + 1000)
    assert [x for x in letak(buku) if x[0] == "X201"] == [("X201", "RKT", sel.alamat)]


def test_pagu_rencana_boleh_berbeda_dari_pagu_revisi() -> None:
    rencana = {"A1": "Program, Kegiatan dan Anggaran 2024", "A3": "Kode", "B3": "Program/Kegiatan", "C3": "Anggaran",
               "A4": "WA", "B4": "Program Dukungan Manajemen", "C4": 3000000000,
               "A5": "WA.3355", "B5": "Pengelolaan Keuangan dan Barang Milik Negara", "C5": 3000000000}  # fmt: skip
    laporan = {"A1": "Realisasi Anggaran 2024", "A3": "Kode", "B3": "Program/Kegiatan", "C3": "Pagu", "D3": "Realisasi",
               "A4": "WA", "B4": "Program Dukungan Manajemen", "C4": 3100000000, "D4": 2000000000,
               "A5": "WA.3355", "B5": "Pengelolaan Keuangan dan Barang Milik Negara", "C5": 3100000000,
               "D5": 2000000000}  # fmt: skip
    assert letak(buku_ingatan({"RKT": rencana, "Anggaran": laporan})) == []
    assert letak(buku_ingatan({"RKT": rencana, "Anggaran": laporan, "RKT 2": {**rencana, "C4": 3100000000,
                                                                                "C5": 3100000000}})) != []  # fmt: skip


def test_ringkasan_tanpa_kode_dicocokkan_menurut_nama() -> None:
    nama = (
        Ubah("anggaran_ringkas", 0, "nama", "PROGRAM DUKUNGAN MANAJEMEN"),
        Ubah("anggaran_ringkas", 1, "nama", "Penyelenggaraan Pemilu dalam Proses Konsolidasi Demokrasi"),
    )
    assert letak(contoh_buku(nama)) == []
    salah = (
        Ubah("anggaran_ringkas", 0, "realisasi", Decimal(3400009000), "#,##0"),
        Ubah("anggaran_ringkas", 0, "sisa", Decimal(60565000), "#,##0"),
        Ubah("anggaran_ringkas", 2, "realisasi", Decimal(4759012753), "#,##0"),
        Ubah("anggaran_ringkas", 2, "sisa", Decimal(80015247), "#,##0"),
    )
    assert letak(contoh_buku((*nama, *salah))) == [("X201", "Anggaran Ringkas", "D4")]


def test_jumlah_yang_ikut_salah_bukan_temuan_sendiri() -> None:
    """A program's amount and its sisa moved together: the other table shows it, and the total is only its effect."""
    ubah = (
        Ubah("anggaran_ringkas", 1, "realisasi", Decimal(1359127209), "#,##0"),
        Ubah("anggaran_ringkas", 1, "sisa", Decimal(19326791), "#,##0"),
        Ubah("anggaran_ringkas", 1, "persen", Decimal("98.6"), "0.0"),
    )
    assert letak(contoh_buku(ubah)) == [("X201", "Anggaran Ringkas", "D5")]


def test_total_tersalin_dari_tabel_lain_disebut_sebabnya() -> None:
    """Both tables' parts were mended alike, the totals of both are the old one."""
    lebih = Decimal(123456)
    ubah = tuple(
        Ubah(formulir, baris, bidang, Decimal(asli) + tanda * lebih, "#,##0")
        for formulir, baris, realisasi, sisa in (
            ("anggaran_realisasi", 5, 17829910, 4090),
            ("anggaran_realisasi", 3, 1359003753, 19450247),
            ("anggaran_ringkas", 1, 1359003753, 19450247),
        )
        for bidang, asli, tanda in (("realisasi", realisasi, -1), ("sisa", sisa, 1))
    )
    total = {t.lokasi.lembar: t for t in periksa_buku(contoh_buku(ubah)).temuan if t.kode == "J202"}
    assert {(x, t.lokasi.sel) for x, t in total.items()} == {("Anggaran", "D10"), ("Anggaran Ringkas", "D6")}
    assert (total["Anggaran Ringkas"].sebab or "").startswith("angka ini sama dengan Anggaran!D10: tersalin")


@pytest.mark.parametrize("ke", [3, 11, 25])
def test_kode_salah_ketik_di_tabel_lain(ke: int) -> None:
    """RKT and Anggaran carry the same rows; a code mistyped in one of them."""
    buku = diketik(4)
    baris = [b for b in dokumen(buku, "Anggaran").baris if isinstance(b, BarisAnggaran)]
    kegiatan = [b for b in baris if len(b.kode) == 2]
    b = kegiatan[ke % len(kegiatan)]
    lain = next(x for x in dokumen(buku, "RKT", "anggaran").baris if isinstance(x, BarisAnggaran) and x.kode == b.kode)
    ketik(buku, "RKT", lain.asal["kode"].alamat, f"{b.kode[0]}.9{b.kode[1][1:]}")
    assert ("X212", "RKT", lain.asal["kode"].alamat) in letak(buku)


def test_nama_lain_pada_kode_yang_sama() -> None:
    buku = diketik(4)
    sel = dokumen(buku, "RKT", "anggaran").baris[1].asal["nama"]
    ketik(buku, "RKT", sel.alamat, "Pengawasan Intern Inspektorat Wilayah")
    assert letak(buku) == [("X211", "RKT", sel.alamat)]
    ketik(buku, "RKT", sel.alamat, "Pengelolaan Keuangan & BMN")
    assert letak(buku) == []
