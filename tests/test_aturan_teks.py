"""Prose rules: the sentence that contradicts itself or its table is found on its cell; the others stay silent."""

from decimal import Decimal
from typing import Final

import pytest

from tests.waktu import hampir_sebanding
from xlkinerja.aturan.contoh import contoh_buku
from xlkinerja.aturan.deklarasi import Ubah
from xlkinerja.buku.ingatan import buku_ingatan
from xlkinerja.periksa import periksa_buku
from xlkinerja.temuan import Temuan

PROSA: Final = ("J207", "J208", "J209", "J210", "J211", "J215", "K303", "K304")


def temuan(formulir: str, teks: str, di: str = "catatan") -> list[Temuan]:
    semua = periksa_buku(contoh_buku((Ubah(formulir, 0, di, teks),))).temuan
    return [t for t in semua if t.kode in PROSA]


SALAH: Final = [
    # words
    ("anggaran_realisasi", "Sebesar Rp 94.524.000,- (sembilan puluh empat juta lima ratus dua puluh ribu rupiah)",
     "J208", "Angka Rp 94.524.000,- berbeda dari terbilangnya: “sembilan puluh empat juta lima ratus dua puluh ribu "
     "rupiah” berarti Rp 94.520.000"),
    ("capaian_sasaran", "Ada 13 (dua belas) kegiatan sosialisasi yang dilaksanakan", "J208",
     "Angka 13 berbeda dari terbilangnya: “dua belas” berarti 12"),
    ("capaian_sasaran", "Serapan mencapai 98,35% (sembilan puluh delapan koma lima tiga persen)", "J208",
     "Angka 98,35% berbeda dari terbilangnya: “sembilan puluh delapan koma lima tiga persen” berarti 98,53%"),
    ("anggaran_realisasi", "Tiga juta lima ratus ribu rupiah (Rp. 3.050.000,-) untuk honor", "J208",
     "Angka Rp. 3.050.000,- berbeda dari terbilangnya: “Tiga juta lima ratus ribu rupiah” berarti Rp 3.500.000"),
    # one sentence
    ("capaian_sasaran", "Dari pagu sebesar Rp 10.000.000 terealisasi Rp 8.000.000 sehingga sisa anggaran Rp 3.000.000",
     "J209", "Rp 3.000.000 tidak cocok dengan angka lain dalam kalimatnya: seharusnya Rp 2.000.000 (pagu dikurangi "
     "realisasi)"),
    ("capaian_sasaran", "Penyerapan anggaran Rp. 7.977.397.605 atau mencapai 89,40% dari anggaran yang diterima yaitu "
     "sebesar Rp 8.107.136.000", "J209", "89,40% tidak cocok dengan angka lain dalam kalimatnya: seharusnya 98,40% "
     "(Rp. 7.977.397.605 dari Rp 8.107.136.000)"),
    ("capaian_sasaran", "Pelatihan diikuti 15 orang terdiri dari: 3 orang bendahara, dan 11 orang pengadaan", "J210",
     "15 tidak sama dengan jumlah 2 rinciannya dalam kalimat itu: 14"),
    ("capaian_sasaran", "Total dana sebesar Rp 9.000.000 dengan rincian: honor Rp 4.000.000, bahan Rp 3.000.000, sewa "
     "Rp 1.000.000", "J210", "Rp 9.000.000 tidak sama dengan jumlah 3 rinciannya dalam kalimat itu: Rp 8.000.000"),
    ("capaian_sasaran", "Kondisi baik 549 dari 602 item = 92,10%", "J215",
     "92,10% tidak sesuai: 549 dari 602 adalah 91,20%"),
    # the table
    ("anggaran_realisasi", "Realisasi seluruhnya Rp 4.759.103.408", "J211",
     "Keterangan menyebut realisasi Rp 4.759.103.408, sedangkan total pada tabelnya (D10) 4.759.013.408"),
    ("anggaran_realisasi", "Terdiri dari 3 program untuk tahun 2024", "J207",
     "Keterangan menyebut 3 program, sedangkan tabelnya memuat 2"),
    ("rak_triwulan", "Jumlah indikator kinerja: 9", "J207",
     "Keterangan menyebut 9 indikator, sedangkan tabelnya memuat 7"),
    ("capaian_sasaran", "Target dengan capaian realisasi dibawah 100% sebanyak 3 (tiga) target.", "K303",
     "Indikator dengan capaian di bawah 100%: tertulis 3, menurut tabel Capaian ada 2"),
    ("capaian_sasaran", "Indikator dengan capaian tepat 100%: 4", "K303",
     "Indikator dengan capaian tepat 100%: tertulis 4, menurut tabel Capaian ada 3"),
]  # fmt: skip


@pytest.mark.parametrize(("formulir", "teks", "kode", "pesan"), SALAH)
def test_kalimat_salah(formulir: str, teks: str, kode: str, pesan: str) -> None:
    assert [(t.kode, t.pesan) for t in temuan(formulir, teks)] == [(kode, pesan)]


BENAR: Final = [
    "Rp. 56,658,099,000,- (Lima Puluh Enal Miliar Enam Ratus Lima Puluh Delapan Juta Sembilan Puluh Sembilan Ribu "
    "Rupiah)",
    "Anggaran tahun 2024 (dua kali revisi) berubah",
    "Pemilu putaran dua (2024) dilaksanakan serentak",
    "Pasal 3 ayat (2) dan Tabel 5 (lanjutan)",
    "Sebesar Rp 4,84 miliar (empat koma delapan empat miliar rupiah)",
    "Sebanyak 12 (duabelas) rapat dan 3 (tiga) bimtek",
    "Realisasi Rp 98.000.000 naik 12,5% dibanding tahun sebelumnya Rp 87.000.000",
    "Pagu awal Rp 100.000.000 menjadi pagu revisi Rp 120.000.000 atau bertambah 20%",
    "Rekomendasi LHP BPK 2018 sebesar: Rp. 122.750.000 dan progress penyelesaiannya sebesar Rp. 105.240.000 (85,74%).",
    "Honor masing-masing Rp 500.000 terdiri dari Rp 300.000 dan Rp 100.000",
    "Peserta 40 orang, antara lain terdiri dari 10 orang KPU dan 12 orang media",
    "Sejumlah 204.807.222 pemilih, terdiri dari jumlah pemilih laki-laki sebanyak 102.218.503 orang dan pemilih "
    "perempuan sebanyak 102.588.719 orang.",
    "DP4 berjumlah 204.656.053 jiwa. Terdiri dari laki-laki sebanyak 102.181.591 jiwa (49,92 persen) dan perempuan "
    "sebanyak 102.474.462 jiwa (50,08 persen) meliputi 38 provinsi",
    "2 (dua) dari 12 (dua belas) indikator kinerja capaiannya mencapai lebih dari 100%",
    "Kondisi baik 549 dari 602 item = 91,20%",
    "Sebanyak 14 dari 19 target tercapai atau 73,68%",
    "Sebanyak 14 dari 19 target tercapai atau 73,6%",
    "Semua indikator dengan capaian di atas 100% mendapat penghargaan",
    "Rumus bagi 2 indikator dengan arah lebih kecil dari target adalah 100%",
    "Terdapat 3 (tiga) dari 7 (tujuh) indikator dengan capaian tepat 100%",
    "Kegiatan 1 dari 3 kegiatan prioritas selesai 100%",
    "076.01.WA.3355.EBA.994.001 (satu komponen) sebesar Rp 1.000",
    "= 1 (satu) dibagi 0",
    "Rp (nol)",
]


@pytest.mark.parametrize("teks", BENAR)
def test_kalimat_yang_tidak_dinilai_atau_benar(teks: str) -> None:
    for formulir in ("capaian_sasaran", "pendukung", "rak_triwulan"):
        assert [(t.kode, t.pesan) for t in temuan(formulir, teks)] == []


@pytest.mark.parametrize(
    "teks",
    [
        "Realisasi sebesar Rp 4.759.013.408 atau 98,35% dari pagu sebesar Rp 4.839.028.000",
        "Pagu Rp 4,84 miliar", "Terdiri dari 2 program dan 4 kegiatan", "Program WA dengan pagu Rp 3.460.574.000",
        "Pagu awal sebesar Rp 3.000.000.000", "Sisa pagu Rp 80.014.592,-", "Realisasi WA Rp 3.400.009.655",
    ],
)  # fmt: skip
def test_keterangan_anggaran_yang_benar(teks: str) -> None:
    assert [(t.kode, t.pesan) for t in temuan("anggaran_realisasi", teks)] == []


@pytest.mark.parametrize(
    ("formulir", "teks"),
    [
        ("target_sasaran", "PK Ketua KPU Kota Kupang Tahun 2024 memuat 5 sasaran dan 7 indikator"),
        ("target_sasaran", "Perjanjian Kinerja KPU Kota Kupang Tahun 2024, Sasaran Strategis 1 Indikator Kinerja"),
        ("capaian_sasaran", "Capaian Kinerja KPU Kota Kupang Tahun 2024: 2 indikator di atas target"),
        ("capaian_sasaran", "Capaian Kinerja KPU Kota Kupang Tahun 2024 (Triwulan 3 indikator utama)"),
        ("renstra", "Matriks Renstra KPU Kota Kupang 2020-2024: 2 tujuan, 5 sasaran, 7 indikator"),
    ],
)
def test_judul_yang_benar(formulir: str, teks: str) -> None:
    assert [(t.kode, t.pesan) for t in temuan(formulir, teks, "judul")] == []


def test_cacah_di_sel_sebelah() -> None:
    ubah = (Ubah("capaian_sasaran", 0, "catatan", "Jumlah indikator dengan capaian di atas 100%"),
            Ubah("capaian_sasaran", 0, "catatan:capaian", Decimal(4), "0"))  # fmt: skip
    ada = [(t.kode, t.lokasi.sel, t.seharusnya) for t in periksa_buku(contoh_buku(ubah)).temuan]
    assert ada == [("K303", "G12", Decimal(2))]
    ubah = (ubah[0], Ubah("capaian_sasaran", 0, "catatan:capaian", Decimal(2), "0"))
    assert periksa_buku(contoh_buku(ubah)).temuan == ()


@pytest.mark.parametrize("rata", ["1.0875", "0.8919", "0.9347"])
def test_rata_rata_dengan_cara_lain(rata: str) -> None:
    """Uncapped; capped at 100; capped at 120."""
    nilai = {"0.9347": (100 + Decimal("116.9") + Decimal("81.9529") + Decimal("62.4118") + 100 + 100 + 120) / 700,
             "0.8919": (100 * 5 + Decimal("81.9529") + Decimal("62.4118")) / 700}.get(rata, Decimal(rata))  # fmt: skip
    ubah = (Ubah("capaian_sasaran", 0, "catatan", "Rata-rata Capaian Kinerja"),
            Ubah("capaian_sasaran", 0, "catatan:capaian", nilai, "0.00%"))  # fmt: skip
    assert [t for t in periksa_buku(contoh_buku(ubah)).temuan if t.kode == "K304"] == []


def test_kalimat_dari_rumus_tidak_dinilai() -> None:
    buku = contoh_buku((Ubah("capaian_sasaran", 0, "catatan", "Ada 13 (dua belas) kegiatan sosialisasi"),))
    lembar = next(x for x in buku.lembar if x.nama == "Capaian")
    i = next(i for i, isi in enumerate(lembar.isi) if "dua belas" in isi)
    lembar.rumus[lembar.kunci[i]] = '"Ada "&13'
    assert [t.kode for t in periksa_buku(buku).temuan] == []


def test_banyak_prosa_tetap_linear() -> None:
    teks = "Realisasi Rp 1.234.567 (satu juta) dari 3 (tiga) kegiatan atau 12,5% dari pagu Rp 9.999.999 terdiri dari "

    def semua_ditemukan(n: int) -> None:
        buku = buku_ingatan({"Narasi": {f"A{i + 1}": teks * 10 + str(i) for i in range(n)}})
        assert len([t for t in periksa_buku(buku).temuan if t.kode == "J208"]) == n * 10

    assert hampir_sebanding(lambda: semua_ditemukan(500), lambda: semua_ditemukan(2000))


TOTAL_SALAH: Final = [
    ("Dari total pagu sebesar Rp 4.839.028.000,- telah terealisasi Rp. 4.795.013.408,- (empat miliar tujuh ratus "
     "sembilan puluh lima juta tiga belas ribu empat ratus delapan rupiah)", "D10"),
    ("Total realisasi sampai dengan 31 Desember 2024 sebesar Rp. 4.759.013.480,-", "D10"),
    ("Sisa anggaran tahun 2024 sebesar Rp. 80.041.592,-", "E10"),
    ("Pagu anggaran KPU Kota Kupang Tahun 2024 sebesar Rp. 4.893.028.000,-", "C10"),
    ("Pagu tahun 2023 Rp 3.000.000.000. Total pagu tahun 2024 sebesar Rp. 4.839.082.000", "C10"),
]  # fmt: skip


@pytest.mark.parametrize(("teks", "total"), TOTAL_SALAH)
def test_total_yang_salah(teks: str, total: str) -> None:
    ada = [(t.kode, t.lokasi.sel, [x.sel for x in t.terkait]) for t in temuan("anggaran_realisasi", teks)]
    assert ada == [("J211", "A12", [total])]


@pytest.mark.parametrize(
    "teks",
    [
        "Realisasi tahun 2023 sebesar Rp. 3.000.000.000,- dari pagu Rp. 3.200.000.000,- atau 93,75%",
        "Pagu tahun 2023 Rp 3.000.000.000. Total realisasi sebesar Rp 2.900.000.000.",
        "Realisasi anggaran sampai dengan triwulan III sebesar Rp. 3.100.000.000,-",
        "Total realisasi s.d. 30 September 2024 sebesar Rp. 3.100.000.000,-",
        "Total pagu belanja barang sebesar Rp. 2.500.000.000,- dengan realisasi Rp. 2.450.000.000,- atau 98,00%",
        "Realisasi belanja pegawai sebesar Rp. 3.305.000.655,-",
        "Total realisasi triwulan IV sebesar Rp. 1.659.013.408,-",
        "Jumlah pagu tahun 2025 direncanakan sebesar Rp. 3.500.000.000,-",
        "Total anggaran yang diblokir sebesar Rp. 100.000.000,- sehingga pagu efektif sebesar Rp. 4.739.028.000,-",
        "Total pagu dikurangi sebesar Rp. 150.000.000,- dari Rp. 4.989.028.000,- menjadi Rp. 4.839.028.000,-",
        "Sisa anggaran tahun 2024 sebesar Rp. 80.014.592,- disebabkan perjalanan dinas sebesar Rp. 50.000.000,-",
        "Anggaran hibah Pilkada sebesar Rp. 20 miliar seluruhnya",
        "Total pagu KPU Provinsi NTT tahun 2024 sebesar Rp. 50.000.000.000,-",
        "Total anggaran sosialisasi sebesar Rp. 25.000.000,-",
        "Anggaran sebesar Rp. 1.000.500.000,-",
    ],
)
def test_total_hal_lain_tidak_dinilai(teks: str) -> None:
    assert [(t.kode, t.pesan) for t in temuan("anggaran_realisasi", teks)] == []


def test_total_setahun_di_bawah_tabel_triwulan_hanya_dinilai_pagunya() -> None:
    judul = Ubah("anggaran_realisasi", 0, "judul", "Realisasi Anggaran KPU Kota Kupang s.d. Triwulan III Tahun 2024")
    for medan, ada in (("realisasi", []), ("pagu", ["J211"])):
        teks = f"Total {medan} tahun 2024 Rp 4.900.000.000"
        semua = periksa_buku(contoh_buku((judul, Ubah("anggaran_realisasi", 0, "catatan", teks)))).temuan
        assert [t.kode for t in semua if t.kode in PROSA] == ada


@pytest.mark.parametrize(
    ("formulir", "teks", "kode"),
    [
        ("target_sasaran", "Dibandingkan tahun 2023 yang memuat 12 indikator, tahun 2024 berkurang", []),
        ("target_sasaran", "Sesuai Keputusan KPU Nomor 197 Tahun 2020 terdapat 15 indikator kinerja utama", []),
        ("target_sasaran", "KPU RI menetapkan 15 indikator kinerja utama", []),
        ("target_sasaran", "KPU Kabupaten Belu menetapkan 15 indikator", []),
        ("target_sasaran", "KPU Kota Kupang menetapkan 15 indikator pada tahun 2024", ["J207"]),
        ("renstra", "Renstra 2020-2024 memuat 15 indikator", ["J207"]),
        ("capaian_sasaran", "Pegawai 33 orang terdiri dari laki-laki 20 orang dan perempuan 13 orang, dengan 25 orang "
         "berpendidikan S1", []),
        ("capaian_sasaran", "Pegawai 33 orang terdiri dari laki-laki 20 orang, perempuan 12 orang, dan 2 orang magang",
         ["J210"]),
    ],
)  # fmt: skip
def test_tahun_kantor_dan_hitungan_lain(formulir: str, teks: str, kode: list[str]) -> None:
    assert [t.kode for t in temuan(formulir, teks)] == kode


def _dua(atas: int, bawah: int) -> Ubah:
    teks = (f"1. Indikator dengan capaian di atas 100% sebanyak {atas} indikator\n"
            f"2. Indikator dengan capaian di bawah 100% sebanyak {bawah} indikator")  # fmt: skip
    return Ubah("capaian_sasaran", 0, "catatan", teks)


def test_satu_indikator_di_sisi_yang_salah_dilaporkan_sekali() -> None:
    def cacah(*ubah: Ubah) -> list[tuple[str, Decimal | str | None, str | None]]:
        semua = periksa_buku(contoh_buku(ubah)).temuan
        return [(t.kode, t.seharusnya, t.sebab) for t in semua if t.kode[0] in "JKX"]

    sebab = "satu indikator terhitung di atas 100%, menurut tabelnya di bawah 100%"
    assert cacah(_dua(2, 2)) == []
    assert cacah(_dua(3, 1)) == [("K303", Decimal(2), sebab)]
    assert cacah(_dua(3, 2)) == [("K303", Decimal(2), None)]
    assert cacah(_dua(3, 3)) == [("K303", Decimal(2), None), ("K303", Decimal(2), None)]


def test_pernyataan_yang_menurut_tabel_lain_benar_tidak_ikut_dilaporkan() -> None:
    """The realisasi was mistyped and its capaian follows; the other table and the statements have the right one."""
    salah = (Ubah("capaian_sasaran", 2, "realisasi", Decimal("0.9666"), "0.00%"),
             Ubah("capaian_sasaran", 2, "capaian", Decimal("1.1372"), "0.00%"),
             Ubah("capaian_sasaran", 2, "kategori", "Baik Sekali"))  # fmt: skip
    semua = periksa_buku(contoh_buku((*salah, _dua(2, 2)))).temuan
    assert [t.kode for t in semua if t.kode[0] in "JKX"] == ["X204"]
    semua = periksa_buku(contoh_buku((*salah, _dua(4, 2)))).temuan
    assert [t.kode for t in semua if t.kode[0] in "JKX"] == ["K303", "X204"]
