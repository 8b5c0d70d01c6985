"""Several offices, periods, versions and multiples in one workbook: what is rightly different stays silent, a wrong
figure of the same form is still found on its cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import pytest

from tests.test_aturan_silang import diketik, ketik, letak, sel_baris
from xlkinerja.buku.ingatan import Isi, buku_ingatan
from xlkinerja.formulir.judul import masa_teks, versi_teks
from xlkinerja.temuan import alamat_a1

Baris = Sequence[Isi]
UANG = ("Kode", "Program/Kegiatan", "Pagu (Rp)", "Realisasi (Rp)")


def lembar(judul: str, kepala: Sequence[str], baris: Sequence[Baris], keterangan: str | None = None) -> dict[str, Isi]:
    """Title in row 1, caption in row 2, heading in row 3, rows from row 4 on."""
    isi: dict[str, Isi] = {"A1": judul, "A2": keterangan}
    for r, satu in enumerate((kepala, *baris), 3):
        isi |= {alamat_a1(r, k): n for k, n in enumerate(satu, 1) if n is not None}
    return {a: n for a, n in isi.items() if n is not None}


def anggaran(judul: str, pagu: int, realisasi: int) -> dict[str, Isi]:
    return lembar(judul, UANG, [("WA", "Program Dukungan Manajemen", pagu, realisasi)])


def periksa(semua: Mapping[str, Mapping[str, Isi]]) -> list[tuple[str, str | None, str | None]]:
    return [x for x in letak(buku_ingatan(semua)) if x[0] != "S002"]


NAMA = ("Indeks Reformasi Birokrasi", "Nilai Akuntabilitas Kinerja", "Jumlah laporan keuangan yang disusun")
TARGET = (80, 70, 4)


def pk(judul: str, target: Sequence[int] = TARGET) -> dict[str, Isi]:
    isi = [(i, f"Terwujudnya {i}", *x) for i, x in enumerate(zip(NAMA, target, strict=True), 1)]
    return lembar(judul, ("No", "Sasaran Strategis", "Indikator Kinerja", "Target"), isi)


def capaian(judul: str, realisasi: Sequence[int], target: Sequence[int] = TARGET) -> dict[str, Isi]:
    isi = [
        (i, f"Terwujudnya {i}", n, t, r, Decimal(r) / t * 100)
        for i, (n, t, r) in enumerate(zip(NAMA, target, realisasi, strict=True), 1)
    ]
    kepala = ("No", "Sasaran Strategis", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)")
    return lembar(judul, kepala, isi)


# Offices


@pytest.mark.parametrize("judul", ["REALISASI ANGGARAN KPU KABUPATEN {} TAHUN 2024", "Realisasi Anggaran Tahun 2024",
                                   "KPU Provinsi Nusa Tenggara Timur: realisasi KPU Kabupaten {} 2024"])  # fmt: skip
def test_rekap_dua_satker(judul: str) -> None:
    dua = {n: anggaran(judul.format(n.upper()), *x) for n, x in (("Belu", (3000, 2000)), ("Alor", (9000, 5000)))}
    assert periksa(dua) == []
    alor = anggaran(judul.format("ALOR"), 9000, 4000)
    assert periksa({**dua, "Alor Ringkas": alor}) == [("X201", "Alor Ringkas", "D4")]


def test_pk_dan_capaian_dua_satker() -> None:
    belu, alor = (f"KPU KABUPATEN {n} TAHUN 2024" for n in ("BELU", "ALOR"))
    semua = {
        "PK 1": pk(f"PERJANJIAN KINERJA {belu}"),
        "PK 2": pk(f"PERJANJIAN KINERJA {alor}", (85, 75, 5)),
        "Capaian 1": capaian(f"CAPAIAN KINERJA {belu}", (80, 70, 4)),
        "Capaian 2": capaian(f"CAPAIAN KINERJA {alor}", (80, 75, 5), (85, 75, 5)),
    }
    assert periksa(semua) == []
    salah = capaian(f"CAPAIAN KINERJA {alor}", (80, 75, 5), (86, 75, 5))
    assert periksa({**semua, "Capaian 2": salah}) == [("X202", "Capaian 2", "D4")]


def test_judul_sisa_satker_lain_tetap_dibandingkan() -> None:
    """A title left over from another office (X209) does not keep the figures from being compared."""
    milik = "KPU KABUPATEN BELU TAHUN 2024"
    semua = {
        "PK": pk(f"PERJANJIAN KINERJA {milik}"),
        "RKT": pk(f"RENCANA KINERJA TAHUNAN {milik}"),
        "Anggaran": anggaran(f"REALISASI ANGGARAN {milik}", 3000, 2000),
        "Capaian": capaian("CAPAIAN KINERJA KPU KABUPATEN ALOR TAHUN 2024", (80, 70, 4), (81, 70, 4)),
    }
    assert periksa(semua) == [("X209", "Capaian", "A1"), ("X202", "Capaian", "D4")]


def test_kalimat_tentang_satker_lain_bukan_judul() -> None:
    belu = anggaran("REALISASI ANGGARAN KPU KABUPATEN BELU TAHUN 2024", 3000, 500)
    kalimat = anggaran("Serapan ini meningkat dibanding KPU Kabupaten Alor pada Triwulan II", 3000, 600)
    semua = {"A": belu, "B": kalimat}
    assert periksa(semua) == [("X201", "B", "D4")]


# Parts of the year


@pytest.mark.parametrize("dua", [
    ("Realisasi Anggaran s.d. Triwulan I Tahun 2024", "Realisasi Anggaran s.d. Triwulan II Tahun 2024"),
    ("Realisasi Anggaran Bulan Januari 2024", "Realisasi Anggaran Bulan Februari 2024"),
    ("Realisasi Anggaran s.d. 30 Juni 2024", "Realisasi Anggaran s.d. 30 September 2024"),
    ("Realisasi Anggaran Semester I TA 2024", "Realisasi Anggaran Tahun 2024"),
])  # fmt: skip
def test_anggaran_dua_masa(dua: tuple[str, str]) -> None:
    satu, lain = (anggaran(j, 3000, r) for j, r in zip(dua, (500, 1500), strict=True))
    assert periksa({"A": satu, "B": lain}) == []
    assert periksa({"A": satu, "B": {**lain, "A1": dua[0]}}) == [("X201", "B", "D4")]


def test_masa_pada_nama_lembar() -> None:
    judul = "CAPAIAN KINERJA KPU KABUPATEN BELU TAHUN 2024"
    satu, dua = (capaian(judul, (80, 70, n)) for n in (1, 2))
    assert periksa({"TW I": satu, "TW II": dua}) == []
    assert periksa({"Capaian A": satu, "Capaian B": dua}) == [("X204", "Capaian B", "E6")]


def test_target_triwulan_tetap_dibandingkan() -> None:
    semua = {"PK": pk("PERJANJIAN KINERJA TAHUN 2024"),
             "TW I": capaian("CAPAIAN KINERJA TRIWULAN I TAHUN 2024", (80, 70, 1), (81, 70, 4))}  # fmt: skip
    assert periksa(semua) == [("X202", "TW I", "D4")]


@pytest.mark.parametrize(("teks", "masa"), [
    ("Realisasi Anggaran s.d. Triwulan II Tahun 2024", (1, 6)), ("CAPAIAN TW III", (7, 9)),
    ("Triwulan I s.d. IV", (1, 12)),
    ("Semester II 2024", (7, 12)), ("s/d Semester I", (1, 6)), ("posisi 31 Desember 2024", (1, 12)), ("TW4", (10, 12)),
    ("Bulan Maret 2024", (3, 3)), ("Januari s.d. Maret 2024", (1, 3)), ("1 Januari s.d. 30 Juni 2024", (1, 6)),
    ("Kupang, 15 Januari 2024", None), ("Kupang, Januari 2024", None),
    ("Keputusan Nomor 1 tanggal 2 Januari 2024", None),
    ("Capaian per Triwulan Tahun 2024", None), ("Triwulan 2024", None), ("PK (Revisi I, Juli 2024)", None),
    ("Realisasi Anggaran Tahun 2024", None), ("Semua indikator", None),
    ("Pada Triwulan IV telah dilakukan revisi anggaran", None), ("Perbandingan Triwulan I dan II", None),
])  # fmt: skip
def test_masa_teks(teks: str, masa: tuple[int, int] | None) -> None:
    assert masa_teks(teks) == masa


# Versions


@pytest.mark.parametrize("dua", [
    ("PERJANJIAN KINERJA TAHUN 2024", "PERJANJIAN KINERJA PERUBAHAN TAHUN 2024"),
    ("PERJANJIAN KINERJA (AWAL) TAHUN 2024", "REVISI PERJANJIAN KINERJA TAHUN 2024"),
    ("PERJANJIAN KINERJA REVISI I TAHUN 2024", "PERJANJIAN KINERJA REVISI II TAHUN 2024"),
])  # fmt: skip
def test_pk_perubahan_yang_berlaku(dua: tuple[str, str]) -> None:
    awal, akhir = pk(dua[0], (78, 70, 4)), pk(dua[1])
    benar = capaian("CAPAIAN KINERJA TAHUN 2024", (80, 70, 4))
    rkt = pk("RENCANA KINERJA TAHUNAN TAHUN 2024", (78, 70, 4))
    assert periksa({"PK1": awal, "PK2": akhir, "Capaian": benar}) == []
    assert periksa({"RKT": rkt, "PK1": awal, "PK2": akhir, "Capaian": benar}) == []
    lama = capaian("CAPAIAN KINERJA TAHUN 2024", (80, 70, 4), (78, 70, 4))
    assert periksa({"PK1": awal, "PK2": akhir, "Capaian": lama}) == [("X202", "Capaian", "D4")]
    lain = pk("RENCANA KINERJA TAHUNAN TAHUN 2024", (76, 70, 4))
    assert [x[:2] for x in periksa({"RKT": lain, "PK1": awal, "PK2": akhir})] == [("X202", "PK2")]


@pytest.mark.parametrize(("teks", "versi"), [
    ("Perjanjian Kinerja Perubahan", 1), ("Revisi ke-2 PK", 2), ("PAGU AWAL", -1), ("Pagu Revisi Terakhir", 99),
    ("Keputusan tentang Perubahan atas PK", None), ("Pagu sebelum revisi", -1),
    ("PK awal tahun", -1), ("PK 2024", None),
])  # fmt: skip
def test_versi_teks(teks: str, versi: int | None) -> None:
    assert versi_teks(teks) == versi
    assert versi_teks("PKRevisi", lembar=True) == 1


def test_pagu_dua_revisi() -> None:
    """The pagu of two revisions differ rightly, their realisasi does not."""
    satu, dua = (anggaran(f"Realisasi Anggaran Tahun 2024 (Revisi {n})", p, 500) for n, p in ((1, 3000), (2, 4000)))
    assert periksa({"A": satu, "B": dua}) == []
    assert periksa({"A": satu, "B": {**dua, "D4": 600}}) == [("X201", "B", "D4")]
    assert periksa({"A": satu, "B": {**dua, "A1": "Realisasi Anggaran Tahun 2024"}}) == [("X201", "B", "C4")]


# Multiples of rupiah


RINCI = [("WA", "Program Dukungan Manajemen", 2739147000, 2707154637), ("CQ", "Program Pemilu", 2267433000, 2207860938)]


def ringkas(kali: int, kepala: Sequence[str] = UANG, keterangan: str | None = None) -> dict[str, Isi]:
    isi = [(k, n, round(p / kali), round(Decimal(r) / kali)) for k, n, p, r in RINCI]
    return lembar("Ringkasan Anggaran Tahun 2024", kepala, isi, keterangan)


JUTA = ("Kode", "Program/Kegiatan", "Pagu (juta Rp)", "Realisasi (juta Rp)")


@pytest.mark.parametrize(("kali", "kepala", "keterangan"), [
    (1, UANG, None), (1000, UANG, "(dalam ribuan rupiah)"), (1000, UANG, "(Rp ribu)"), (10**6, JUTA, None),
    (10**6, UANG, "Satuan: jutaan rupiah"),
])  # fmt: skip
def test_kelipatan_rupiah(kali: int, kepala: Sequence[str], keterangan: str | None) -> None:
    semua = {"Rinci": lembar("Realisasi Anggaran Tahun 2024", UANG, RINCI)}
    benar = ringkas(kali, kepala, keterangan)
    assert periksa({**semua, "Ringkas": benar}) == []
    nilai = benar["D4"]
    assert isinstance(nilai, int | Decimal)
    assert periksa({**semua, "Ringkas": {**benar, "D4": nilai - 5}}) == [("X201", "Ringkas", "D4")]


def test_keterangan_satuan_keliru() -> None:
    semua = {"Rinci": lembar("Realisasi Anggaran Tahun 2024", UANG, RINCI)}
    keliru = ringkas(1, keterangan="(dalam ribuan rupiah)")
    assert periksa({**semua, "Ringkas": keliru}) == [("X214", "Ringkas", "A2")]
    assert periksa({**semua, "Ringkas": {**keliru, "D4": 2707154630}}) == [
        ("X214", "Ringkas", "A2"), ("X201", "Ringkas", "D4"),
    ]  # fmt: skip
    assert periksa({**semua, "Ringkas": ringkas(1000)})[0][:2] == ("X201", "Ringkas")


# Witnesses of a realisasi


def _x204(**isi: Decimal) -> list[tuple[str, str | None, str | None]]:
    """The turnout in a kabupaten's template, typed, its counts not filled in: "F13" realisasi, "T13" quarter IV, "H11"
    the realisasi that the evidence reports."""
    buku = diketik(1)
    for alamat, n in {"D11": None, "F11": None, **isi}.items():
        ketik(buku, "Capaian Ketua" if alamat.endswith("13") else "Data Dukung", alamat, n)
    return letak(buku)


@pytest.fixture(scope="module")
def partisipasi() -> tuple[Decimal, Decimal]:
    """Target and realisasi of Capaian Ketua row 13."""
    lembar = next(x for x in diketik(1).lembar if x.nama == "Capaian Ketua")
    target, realisasi = lembar.sel(13, 5).nilai, lembar.sel(13, 6).nilai
    assert isinstance(target, Decimal) and isinstance(realisasi, Decimal)
    return target, realisasi


def test_realisasi_dilaporkan_dibandingkan(partisipasi: tuple[Decimal, Decimal]) -> None:
    temuan = _x204(H11=partisipasi[1] - Decimal("0.05"))
    assert temuan == [("X204", "Data Dukung", "H11")]


def test_data_dukung_ikut_bersaksi(partisipasi: tuple[Decimal, Decimal]) -> None:
    """The year and its quarter wrong, evidence and the multi-year table right."""
    target, benar = partisipasi
    n = benar + Decimal("0.02")
    assert _x204(F13=n, T13=n, G13=n / target) == [("X204", "Capaian Ketua", "F13")]


def test_triwulan_membantah_setahun(partisipasi: tuple[Decimal, Decimal]) -> None:
    target, benar = partisipasi
    n = benar + Decimal("0.02")
    assert _x204(F13=n, G13=n / target) == [("K211", "Capaian Ketua", "F13")]


# Renamed indicators, mirrored findings


def test_indikator_berganti_nama_satu_temuan() -> None:
    buku = diketik(4)
    sel = sel_baris(buku, "Capaian Ketua", 4)
    ketik(buku, "Capaian Ketua", sel.alamat, "Jumlah Kotak Suara yang Disimpan di Gudang Logistik")
    assert [x for x in letak(buku) if x[0] in ("X205", "X206")] == [("X205", "Capaian Ketua", sel.alamat)]


def test_realisasi_melebihi_pagu_sekali() -> None:
    rinci = lembar("Realisasi Anggaran Tahun 2024", UANG, [
        ("WA", "Program A", 3000000, 3500000), ("WA.3355", "Kegiatan", 3000000, 3500000),
        ("CQ", "Program B", 2000000, 1000000), ("CQ.6709", "Kegiatan", 2000000, 1000000),
    ])  # fmt: skip
    isi = [("WA", "Program A", 3000000, 3500000), ("CQ", "Program B", 2000000, 1000000)]
    ringkasan = lembar("Ringkasan Anggaran Tahun 2024", UANG, isi)
    assert periksa({"Rinci": rinci, "Ringkas": ringkasan}) == [("A203", "Rinci", "D5")]
    lain = lembar("Ringkasan Anggaran Tahun 2024", UANG, [("AB", "Program C", 3000000, 3500001), isi[1]])
    assert periksa({"Rinci": rinci, "Ringkas": lain}) == [("A203", "Rinci", "D5"), ("A203", "Ringkas", "D4")]


def test_tabel_kedua_di_bawah_judul_lembar() -> None:
    """A sheet per office with two tables: the second one's title names no office."""
    def dua(nama: str, pagu: int, lain: int) -> dict[str, Isi]:
        isi = anggaran(f"REALISASI ANGGARAN KPU KABUPATEN {nama} TAHUN 2024", pagu, 500)
        return isi | {f"{a[0]}{int(a[1:]) + 6}": n for a, n in anggaran("Tabel 2. Ringkasan", lain, 500).items()}

    assert periksa({"1": dua("BELU", 3000, 3000), "2": dua("ALOR", 9000, 9000)}) == []
    assert periksa({"1": dua("BELU", 3000, 3000), "2": dua("ALOR", 9000, 9100)}) == [("X201", "2", "C10")]
