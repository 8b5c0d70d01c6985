"""Family W, figures: targets above, sums of the 22, copies of a neighbour's workbook, figures far outside."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from random import Random

import pytest

from tests.waktu import hampir_sebanding
from tests.wilayah_ntt import KABUPATEN, SATKER, Ubahan, bersama, buku, nama, semua_w, sendiri, temuan_w, tulis
from xlkinerja.angka import baca_angka
from xlkinerja.aturan.wilayah_target import lebih_lemah
from xlkinerja.buku.ingatan import Isi, buku_ingatan
from xlkinerja.hitung import Polaritas
from xlkinerja.periksa import Sendiri, periksa_buku, periksa_sendiri
from xlkinerja.temuan import Temuan, Tingkat

BELU, ALOR, SIKKA = "53.04", "53.05", "53.07"
KETIK = {
    "PK": ("Perjanjian Kinerja Ketua", ("No.", "Sasaran", "Indikator", "Target")),
    "Capaian": (
        "Capaian Kinerja Ketua",
        ("Sasaran", "Indikator", "Target", "Realisasi", "Capaian", "Polaritas"),
    ),
    "Anggaran": ("Realisasi Anggaran", ("Kode", "Program/Kegiatan", "Pagu", "Realisasi")),
    "Data Dukung": (
        "Data Dukung",
        ("No", "Indikator", "Pembilang", "Jumlah Pembilang", "Penyebut", "Jumlah Penyebut"),
    ),
    "Pemilih": (
        "Data Pemilih",
        ("No.", "Kabupaten/Kota", "TPS", "Pemilih Laki-laki", "Pemilih Perempuan", "Jumlah Pemilih"),
    ),
}
HADIR = "Persentase Partisipasi Pemilih dalam Pemilu/Pemilihan"


def ketik(kode: str, isi: Mapping[str, list[tuple[Isi, ...]]], *, tahun: int = 2026, jalur: str = "") -> Sendiri:
    """A workbook typed from scratch: sheet -> rows."""
    lembar: dict[str, dict[str, Isi]] = {}
    for nama_lembar, baris in isi.items():
        judul, kepala = KETIK[nama_lembar]
        sel = lembar.setdefault(nama_lembar, {"A1": f"{judul} {SATKER[kode].nama} Tahun {tahun}"})
        for r, satu in enumerate((kepala, *baris), 3):
            sel |= {f"{h}{r}": n for h, n in zip("ABCDEF", satu, strict=False) if n is not None}
    jalur = jalur or f"{kode}.xlsx"
    return periksa_sendiri(periksa_buku(buku_ingatan(lembar), jalur).berkas)


def pk(kode: str, target: str, indikator: str = HADIR, **pilihan: int) -> Sendiri:
    return ketik(kode, {"PK": [(1, "Tertib", indikator, target)]}, **pilihan)  # type: ignore[arg-type]


def satu(masing: list[Sendiri], kode: str) -> Temuan:
    ada = [t for t in semua_w(bersama(masing)) if t.kode == kode]
    assert len(ada) == 1, [(t.kode, t.pesan) for t in semua_w(bersama(masing))]
    return ada[0]


# W206


@pytest.mark.parametrize(
    ("ubah", "sel", "selisih", "acuan"),
    [
        ({("Renstra", "L13"): Decimal("0.775")}, "E13", "-5.5", "L13"),  # target provinsi
        ({("Renstra", "M13"): Decimal("0.775")}, "E13", "-5.5", "M13"),  # target nasional
        ({("Renstra", "M8"): Decimal("68.5")}, "E8", "-0.5", "M8"),
        ({("Renstra", "L16"): Decimal("0.02")}, "E16", "63", "L16"),  # minimal: higher is weaker
        ({("Renstra", "M9"): "A"}, "E9", None, "M9"),  # B against A
    ],
)
def test_target_di_bawah_yang_tercantum(ubah: Ubahan, sel: str, selisih: str | None, acuan: str) -> None:
    hasil = bersama([sendiri(BELU, ubah)])
    assert temuan_w(hasil) == [("W206", nama(BELU), "Renstra", sel)]
    t = semua_w(hasil)[0]
    assert t.selisih == (Decimal(selisih) if selisih else None)
    assert [(x.lembar, x.sel) for x in t.terkait] == [("Renstra", acuan)]
    assert t.tingkat is Tingkat.PERINGATAN


def test_pesan_target() -> None:
    t = semua_w(bersama([sendiri(BELU, {("Renstra", "L13"): Decimal("0.775")})]))[0]
    assert t.pesan == (
        "Target 2026 “Persentase Partisipasi Pemilih dalam Pemilu/Pemilihan” di bawah target provinsi: tertulis "
        "72,00%, target provinsi 77,50%"
    )
    t = semua_w(bersama([sendiri(BELU, {("Renstra", "L16"): Decimal("0.02")})]))[0]
    assert " di atas target provinsi: tertulis 65,00%, target provinsi 2,00%" in t.pesan
    assert t.sebab == "indikator minimal: makin rendah makin baik"
    dua = {("Renstra", "L13"): Decimal("0.775"), ("Renstra", "M13"): Decimal("0.8")}
    t = semua_w(bersama([sendiri(BELU, dua)]))[0]
    assert t.sebab == "juga di bawah target nasional 80,00%"


@pytest.mark.parametrize(
    "ubah",
    [
        {("Renstra", "L13"): Decimal("0.71"), ("Renstra", "M13"): Decimal("0.5")},
        {("Renstra", "L13"): "-", ("Renstra", "M13"): ""},
        {("Renstra", "L13"): "77,5 orang"},
        {("Renstra", "L13"): "akan ditetapkan"},
        {("Renstra", "L16"): Decimal("0.65"), ("Renstra", "M16"): Decimal("0.99")},
        {("Renstra", "M9"): "B", ("Renstra", "L9"): "WTP"},
    ],
)
def test_target_yang_memenuhi_atau_tidak_dapat_dibandingkan(ubah: Ubahan) -> None:
    assert temuan_w(bersama([sendiri(BELU, ubah)])) == []


def test_target_provinsi_dari_buku_kerjanya() -> None:
    provinsi = sendiri("53", {("PK Ketua", "D9"): Decimal("0.9")})
    hasil = bersama([sendiri(BELU), provinsi])
    assert temuan_w(hasil) == [("W206", nama(BELU), "Renstra", "E13")]
    assert [(x.berkas, x.lembar, x.sel) for x in semua_w(hasil)[0].terkait] == [(nama("53"), "PK Ketua", "D9")]
    # It goes before the column that was filled in when the template was made.
    tercantum = sendiri(BELU, {("Renstra", "L13"): Decimal("0.99")})
    t = satu([tercantum, provinsi], "W206")
    assert t.seharusnya == Decimal(90)
    assert temuan_w(bersama([tercantum, sendiri("53")])) == []


def test_target_provinsi_sendiri_terhadap_nasional() -> None:
    hasil = bersama([sendiri("53", {("Renstra", "M12"): Decimal("0.775")})])
    assert temuan_w(hasil) == [("W206", nama("53"), "Renstra", "E12")]


def test_target_tahun_lalu_tidak_dipersoalkan_tahun_depan_ya() -> None:
    assert temuan_w(bersama([sendiri(BELU), sendiri("53", {("Renstra", "D12"): Decimal(1)})])) == []
    hasil = bersama([sendiri(BELU), sendiri("53", {("Renstra", "G12"): Decimal(1), ("Renstra", "H12"): Decimal(1)})])
    assert temuan_w(hasil) == [("W206", nama(BELU), "Renstra", "G13")]
    assert "Target 2028 " in semua_w(hasil)[0].pesan and semua_w(hasil)[0].sebab == "begitu pula tahun 2029"


def test_target_di_pk_ketikan() -> None:
    assert temuan_w(bersama([pk("53", "77,5%"), pk(BELU, "75%")])) == [("W206", "53.04.xlsx", "PK", "D4")]
    assert temuan_w(bersama([pk("53", "77,5%"), pk(BELU, "75%", tahun=2025)])) == []
    assert temuan_w(bersama([pk("53", "77,5%"), pk(BELU, "75")])) == []  # percent or index: not known
    asing = "Indeks Kepuasan Layanan"
    assert temuan_w(bersama([pk("53", "90%", asing), pk(BELU, "75%", asing)])) == []  # direction not known


def test_target_pk_yang_berbeda_dari_renstra_hanya_temuan_silang() -> None:
    hasil = bersama([sendiri(BELU, {("PK Ketua", "D10"): Decimal("0.4")}), sendiri("53")])
    kode = {t.kode for b in hasil.berkas for t in b.temuan}
    # F103: the copies that Excel would have recalculated still hold the former target.
    assert kode == {"X202", "F103"}


@pytest.mark.parametrize(
    ("target", "acuan", "polaritas", "lemah"),
    [
        ("75%", "77,5%", Polaritas.MAKSIMAL, True),
        ("77,5%", "77,5%", Polaritas.MAKSIMAL, False),
        ("78%", "77,5%", Polaritas.MAKSIMAL, False),
        ("9 kali", "8 kali", Polaritas.MINIMAL, True),
        ("7 kali", "8 kali", Polaritas.MINIMAL, False),
        ("9", "8 kali", Polaritas.MINIMAL, True),
        ("9 orang", "8 kali", Polaritas.MINIMAL, False),
        ("0,75", "77,5%", Polaritas.MAKSIMAL, False),
        ("75%", "77,5%", None, False),
        ("75%", "77,5%", Polaritas.STABIL, False),
        ("B", "BB", None, True),
        ("WDP", "WTP", Polaritas.MAKSIMAL, True),
        ("A", "BB", None, False),
        ("BB", "WTP", None, False),
        ("BB", "80", Polaritas.MAKSIMAL, False),
        ("80-90%", "95%", Polaritas.MAKSIMAL, False),
        ("-", "95%", Polaritas.MAKSIMAL, False),
    ],
)
def test_lebih_lemah(target: str, acuan: str, polaritas: Polaritas | None, lemah: bool) -> None:
    a, b = baca_angka(target), baca_angka(acuan)
    assert lebih_lemah(a, b, polaritas) is lemah


# W207


def kecamatan(kode: str, *, perempuan: int = 0) -> list[tuple[Isi, ...]]:
    acak = Random(kode)
    baris = [(acak.randint(20, 90), acak.randint(9000, 30000), acak.randint(9000, 30000)) for _ in range(4)]
    jumlah = [sum(x) for x in zip(*baris, strict=True)]
    jumlah[2] += perempuan
    return [
        *((i, f"Kecamatan {i}", t, a, b, a + b) for i, (t, a, b) in enumerate(baris, 1)),
        (None, "JUMLAH", *jumlah, jumlah[1] + jumlah[2]),
    ]


def per_kabupaten(daftar: tuple[str, ...]) -> list[tuple[Isi, ...]]:
    return [(i, SATKER[k].nama.split(" ", 2)[2], *kecamatan(k)[-1][2:]) for i, k in enumerate(daftar, 1)]


LIMA = (BELU, ALOR, SIKKA, "53.08", "53.09")


def test_rincian_provinsi_sama_dengan_satkernya() -> None:
    masing = [ketik(k, {"Pemilih": kecamatan(k)}) for k in LIMA]
    masing.append(ketik("53", {"Pemilih": per_kabupaten(LIMA)}))
    assert {len(m.berkas.dokumen) for m in masing} == {1}
    assert {x[0] for x in temuan_w(bersama(masing))} == {"W211"}


def test_rincian_provinsi_berbeda_dari_satkernya() -> None:
    masing = [ketik(k, {"Pemilih": kecamatan(k, perempuan=7 if k == SIKKA else 0)}) for k in LIMA]
    masing.append(ketik("53", {"Pemilih": per_kabupaten(LIMA)}))
    t = satu(masing, "W207")
    assert (t.lokasi.berkas, t.lokasi.lembar, t.lokasi.sel, t.selisih) == ("53.xlsx", "Pemilih", "E6", Decimal(-7))
    assert t.pesan.startswith("Pemilih Perempuan KPU Kabupaten Sikka berbeda dari buku kerja satkernya: tertulis ")
    assert [(x.berkas, x.sel) for x in t.terkait] == [("53.07.xlsx", "E8"), ("53.xlsx", "F6")]


def test_tabel_yang_lain_sama_sekali_tidak_dibandingkan() -> None:
    """Nothing of the row agrees: it is another count, not a wrong one."""
    masing = [ketik(k, {"Pemilih": kecamatan(f"lain {k}")}) for k in LIMA]
    masing.append(ketik("53", {"Pemilih": per_kabupaten(LIMA)}))
    assert {x[0] for x in temuan_w(bersama(masing))} == {"W211"}


# W208


HADIR_22 = {k: 60_000 + 137 * i * i for i, k in enumerate(KABUPATEN)}
SEMUA_22 = {k: 90_000 + 211 * i for i, k in enumerate(KABUPATEN)}


def dukung(
    kode: str, hadir: Isi, semua: Isi = None, *, pembilang: str = "Jumlah pemilih yang berpartisipasi"
) -> Sendiri:
    baris: list[tuple[Isi, ...]] = [
        (1, HADIR, pembilang, hadir, "Jumlah total pemilih", SEMUA_22.get(kode) if semua is None else semua),
        (2, "Persentase kesesuaian kompetensi pegawai", "Jumlah pegawai yang sesuai", 7, "Jumlah pegawai", 9),
    ]
    return ketik(kode, {"Data Dukung": baris})


def ke_22(hadir: int, semua: int = sum(SEMUA_22.values()), **ganti: Sendiri) -> list[Sendiri]:
    """All of them and the province with these sums; `ganti`: others in their place."""
    milik = {k: ganti.get(f"k{k[3:]}") or dukung(k, HADIR_22[k]) for k in KABUPATEN}
    return [*milik.values(), dukung("53", hadir, semua)]


BENAR = sum(HADIR_22.values())


def test_jumlah_kabupaten_kota_tanpa_temuan() -> None:
    assert temuan_w(bersama(ke_22(BENAR))) == []


@pytest.mark.parametrize(
    ("selisih", "sebab"),
    [
        (5, None),
        (-HADIR_22[BELU], "selisihnya sama dengan angka KPU Kabupaten Belu: belum dijumlahkan"),
        (HADIR_22[BELU], "selisihnya sama dengan angka KPU Kabupaten Belu: terjumlah dua kali"),
    ],
)
def test_jumlah_pemilih_provinsi(selisih: int, sebab: str | None) -> None:
    t = satu(ke_22(BENAR + selisih), "W208")
    assert (t.lokasi.berkas, t.lokasi.lembar, t.lokasi.sel) == ("53.xlsx", "Data Dukung", "D4")
    assert (t.seharusnya, t.selisih, t.sebab) == (Decimal(BENAR), Decimal(selisih), sebab)
    assert [(x.berkas, x.sel) for x in t.terkait] == [(f"{k}.xlsx", "D4") for k in KABUPATEN]
    assert t.pesan.startswith("Jumlah pemilih yang berpartisipasi: provinsi menulis ")


def test_jumlah_penyebut_provinsi() -> None:
    assert satu(ke_22(BENAR, sum(SEMUA_22.values()) - 1), "W208").lokasi.sel == "F4"


def test_jumlah_tidak_dinilai_bila_tidak_semua_menyebutnya() -> None:
    assert {x[0] for x in temuan_w(bersama(ke_22(BENAR + 5)[1:]))} == {"W201"}
    assert temuan_w(bersama(ke_22(BENAR + 5, k04=dukung(BELU, "-")))) == []
    lain = dukung(BELU, 5, pembilang="Jumlah TPS")
    assert temuan_w(bersama(ke_22(BENAR + 5, k04=lain))) == []


# W209


def disalin_dari(kode: str, ke: str) -> Sendiri:
    identitas = {("kode", ""): ke, ("satker", ""): SATKER[ke].nama, ("kode_kpu", ""): ""}
    return sendiri(kode, identitas, nama(ke))


def test_salinan_buku_kerja_tetangga() -> None:
    hasil = bersama([sendiri(BELU), disalin_dari(BELU, ALOR)])
    assert temuan_w(hasil) == [("W209", nama(ALOR), "Capaian Ketua", "T7")]
    t = semua_w(hasil)[0]
    assert f"sama persis dengan KPU Kabupaten Belu ({nama(BELU)}); ini yang pertama" in t.pesan
    assert t.terkait[0].berkas == nama(BELU) and t.terkait[0].sel == "T7"


def test_salinan_yang_sebagian_kecil_diubah_tetap_salinan() -> None:
    identitas = {("kode", ""): ALOR, ("satker", ""): SATKER[ALOR].nama, ("kode_kpu", ""): ""}
    ubah: Ubahan = {**identitas, ("Capaian Ketua", "T7"): Decimal("0.3333"), ("Anggaran", "L10"): Decimal(12345678)}
    t = satu([sendiri(BELU), sendiri(BELU, ubah, nama(ALOR))], "W209")
    assert t.lokasi.sel == "T8"


def test_tiga_salinan_menunjuk_yang_pertama() -> None:
    hasil = bersama([sendiri(BELU), disalin_dari(BELU, ALOR), disalin_dari(BELU, SIKKA)])
    assert [x[1] for x in temuan_w(hasil)] == [nama(ALOR), nama(SIKKA)]
    assert {t.terkait[0].berkas for t in semua_w(hasil)} == {nama(BELU)}


def anggaran(kode: str, pagu: list[int]) -> Sendiri:
    baris: list[tuple[Isi, ...]] = [(f"WA.3355.EBA.{i + 100}", "RO", n, n) for i, n in enumerate(pagu)]
    return ketik(kode, {"Anggaran": baris})


def test_salinan_hanya_bila_cukup_banyak_dan_panjang() -> None:
    acak = Random(7)
    panjang = [acak.randint(11_111_111, 99_999_999) for _ in range(12)]
    assert temuan_w(bersama([anggaran(BELU, panjang), anggaran(ALOR, panjang)]))[0][0] == "W209"
    assert temuan_w(bersama([anggaran(BELU, panjang[:9]), anggaran(ALOR, panjang[:9])])) == []  # 18 figures
    bulat = [n // 1_000_000 * 1_000_000 for n in panjang]
    assert temuan_w(bersama([anggaran(BELU, bulat), anggaran(ALOR, bulat)])) == []
    beda = [n + (i % 5 == 0) for i, n in enumerate(panjang)]  # three in twelve differ
    assert temuan_w(bersama([anggaran(BELU, panjang), anggaran(ALOR, beda)])) == []
    assert temuan_w(bersama([anggaran(BELU, panjang), ketik_lagi(BELU, panjang)])) == []  # of the same office


def ketik_lagi(kode: str, pagu: list[int]) -> Sendiri:
    lagi = anggaran(kode, pagu)
    return periksa_sendiri(type(lagi.berkas)("lain.xlsx", lagi.berkas.satker, 2026, lagi.berkas.dokumen))


def test_ratusan_salinan_linear() -> None:
    acak = Random(3)
    pagu = [acak.randint(11_111_111, 99_999_999) for _ in range(60)]
    dasar = {k: anggaran(k, pagu) for k in KABUPATEN}

    def semua_ditemukan(kali: int) -> None:
        masing = [
            Sendiri(type(m.berkas)(f"{i:02}/{k}.xlsx", m.berkas.satker, 2000 + i, m.berkas.dokumen), (), ())
            for i in range(kali)
            for k, m in dasar.items()
        ]
        assert sum(t.kode == "W209" for t in semua_w(bersama(masing))) == kali * 21

    assert hampir_sebanding(lambda: semua_ditemukan(5), lambda: semua_ditemukan(20))


# W210


def capaian(kode: str, realisasi: str, polaritas: str = "Maksimal") -> Sendiri:
    return ketik(kode, {"Capaian": [("Tertib", HADIR, "80%", realisasi, None, polaritas)]})


def sepuluh(satu: str, *, banyak: int = 10) -> list[Sendiri]:
    lain = [capaian(k, f"{60 + i},5%") for i, k in enumerate(KABUPATEN[: banyak - 1])]
    return [*lain, capaian("53.71", satu)]


@pytest.mark.parametrize(
    ("realisasi", "sebab"),
    [
        ("0,64%", "mungkin tertulis sebagai pecahan, bukan persen (kurang dikali 100)"),
        ("0,64", "mungkin tertulis sebagai pecahan, bukan persen (kurang dikali 100)"),
        ("6,4%", "mungkin koma atau nol keliru: 10 kali terlalu kecil"),
        ("640%", "mungkin koma atau nol keliru: 10 kali terlalu besar"),
        ("6400%", "mungkin koma atau nol keliru: 100 kali terlalu besar"),
        ("1,2%", None),
    ],
)
def test_realisasi_jauh_di_luar(realisasi: str, sebab: str | None) -> None:
    t = satu(sepuluh(realisasi), "W210")
    assert (t.lokasi.berkas, t.lokasi.lembar, t.lokasi.sel) == ("53.71.xlsx", "Capaian", "D4")
    assert (t.tertulis, t.sebab, t.tingkat) == (realisasi, sebab, Tingkat.INFO)
    assert f"tertulis {realisasi}, nilai tengah satker lain 6" in t.pesan


@pytest.mark.parametrize("realisasi", ["0%", "30%", "99,9%", "150%", "-", "64 orang", ""])
def test_realisasi_yang_tidak_dipersoalkan(realisasi: str) -> None:
    assert [x for x in temuan_w(bersama(sepuluh(realisasi))) if x[0] == "W210"] == []


def test_sembilan_satker_terlalu_sedikit() -> None:
    assert [x for x in temuan_w(bersama(sepuluh("0,64%", banyak=9))) if x[0] == "W210"] == []


def test_sebaran_lebar_tidak_dinilai() -> None:
    acak = Random(1)
    masing = [capaian(k, f"{Decimal(acak.randint(1, 900)) / 100}%".replace(".", ",")) for k in KABUPATEN]
    assert [x for x in temuan_w(bersama(masing)) if x[0] == "W210"] == []


def test_realisasi_triwulan_di_templat_menunjuk_ketikannya() -> None:
    """The year's realisasi is a formula; the quarter is where somebody typed."""
    lain = [capaian(k, f"{60 + i},5%") for i, k in enumerate(KABUPATEN[:10]) if k != BELU]
    isi = buku(BELU, {("Capaian Ketua", "T13"): Decimal("0.0064")})
    tulis(isi, "Capaian Ketua", "F13", Decimal("0.0064"), rumus=True)
    t = satu([*lain, periksa_sendiri(periksa_buku(isi, nama(BELU)).berkas)], "W210")
    assert (t.lokasi.berkas, t.lokasi.lembar, t.lokasi.sel) == (nama(BELU), "Capaian Ketua", "T13")


# All together


def test_urutan_berkas_tidak_mengubah_apa_pun() -> None:
    masing = [sendiri(BELU), disalin_dari(BELU, ALOR), sendiri("53", {("PK Ketua", "D9"): Decimal("0.9")})]
    sekali = temuan_w(bersama(masing))
    assert sekali == temuan_w(bersama(masing[::-1])) == temuan_w(bersama(masing))
    assert {x[0] for x in sekali} == {"W206", "W209"}


def test_liar_tanpa_pengecualian() -> None:
    kosong = ketik(BELU, {"Capaian": [("", "", "", "", None, "")], "Data Dukung": [(1, "", "", "x", "", "-")]})
    rusak = ketik(ALOR, {"Pemilih": [(1, "TOTAL", "-", None, "x", 3)], "PK": [(1, None, HADIR, "-")]})
    assert isinstance(temuan_w(bersama([kosong, rusak, *(ketik(k, {"PK": []}) for k in KABUPATEN)])), list)
    assert len(buku(BELU).lembar) > 10
