"""Reports of findings made by hand: every line and field literally."""

import csv
import io
import json
from dataclasses import replace
from decimal import Decimal

import pytest

from xlkinerja.angka import Kosong
from xlkinerja.aturan import SEMUA
from xlkinerja.buku import Rentang
from xlkinerja.konsol import aman
from xlkinerja.laporan import csv as laporan_csv
from xlkinerja.laporan import json as laporan_json
from xlkinerja.laporan import polos, rujukan
from xlkinerja.laporan import teks as laporan_teks
from xlkinerja.model import BarisAnggaran as Baris
from xlkinerja.model import Berkas, CapaianIndikator, Dokumen, Satker
from xlkinerja.olah import Hitungan
from xlkinerja.periksa import HasilBerkas, HasilPeriksa
from xlkinerja.temuan import Lokasi, Sel, Temuan, Tingkat

KUPANG = Satker("53.71", "KPU Kota Kupang", "kota")
TTU = Satker("53.03", "KPU Kabupaten Timor Tengah Utara", "kabupaten")


def dokumen(jenis: str, lembar: str, satker: Satker | None, tahun: int | None) -> Dokumen:
    bidang = ("nama", "pagu", "realisasi", "persen") if jenis == "anggaran" else ("indikator", "target", "capaian")
    kepala = {n: Sel(lembar, 5, i, "s", n, n) for i, n in enumerate(bidang, 1)}
    baris = (Baris(("WA",), "Dukungan", 1),)
    return Dokumen(jenis, jenis, lembar, 0, Rentang(5, 1, 20, len(bidang)), "", "", tahun, satker, baris, kepala)


def temuan(sel: str | None, lembar: str | None = "Anggaran", **ganti: object) -> Temuan:
    dasar = Temuan("J201", Tingkat.GALAT, Lokasi("a.xlsx", lembar, sel), "Jumlah salah", saran="Betulkan.", sidik="9f")
    return replace(dasar, **ganti)  # type: ignore[arg-type]


def hasil(*t: Temuan, dok: tuple[Dokumen, ...] = (), hitungan: tuple[Hitungan, ...] = ()) -> HasilPeriksa:
    dok = dok or (dokumen("anggaran", "Anggaran", KUPANG, 2024),)
    return HasilPeriksa((HasilBerkas(Berkas("a.xlsx", KUPANG, 2024, dok), hitungan, t),))


def teks(h: HasilPeriksa, tingkat: Tingkat = Tingkat.INFO, lebar: int = 80, warna: bool = False) -> str:
    return "".join(laporan_teks.tulis(h, tingkat=tingkat, gaya=laporan_teks.Gaya(lebar, warna)))


# Text

UANG = temuan(
    "B7",
    pesan="Pagu tidak sama dengan jumlah rinciannya",
    tertulis="1.532.465.000",
    seharusnya=Decimal("1305182000"),
    selisih=Decimal("227283000"),
    sebab="satu rincian tidak ikut dijumlahkan",
    terkait=(*(Lokasi("a.xlsx", "Anggaran", s) for s in ("B8", "B9", "B10")), Lokasi("b.xlsx", "PK", "D9")),
)


def test_teks_uang() -> None:
    assert teks(hasil(UANG)) == (
        "a.xlsx\n"
        "KPU Kota Kupang, 2024\n"
        "\n"
        "  Lembar Anggaran\n"
        "  B7  galat      J201  Pagu tidak sama dengan jumlah rinciannya\n"
        "      tertulis   1.532.465.000\n"
        "      seharusnya 1.305.182.000\n"
        "      selisih    227.283.000 rupiah\n"
        "      Sebab      satu rincian tidak ikut dijumlahkan\n"
        "      Saran      Betulkan.\n"
        "      Terkait    B8:B10, [b.xlsx]PK!D9\n"
        "\n"
        "1 buku kerja diperiksa: 1 galat, 0 peringatan, 0 info\n"
        "Penjelasan sebuah kode: xlkinerja jelaskan J201\n"
    )


def test_teks_pada_40_kolom() -> None:
    keluaran = teks(hasil(UANG), lebar=40)
    assert "      Sebab      satu rincian tidak ikut\n                 dijumlahkan\n" in keluaran
    assert max(map(len, keluaran.splitlines())) <= 40


def test_pesan_yang_sudah_lengkap_tidak_diulang() -> None:
    t = temuan(
        "C7",
        pesan="Capaian: tertulis 53,05%, seharusnya 62,41% (selisih -9,36 poin)",
        tertulis="53,05%",
        seharusnya=Decimal("62.41176470588235294117647059"),
        selisih=Decimal("-9.36176470588235294117647059"),
    )
    keluaran = teks(hasil(t))
    assert "C7  galat      J201  Capaian: tertulis 53,05%, seharusnya 62,41%" in keluaran
    assert "      tertulis" not in keluaran


@pytest.mark.parametrize(
    ("tertulis", "seharusnya", "selisih", "baris"),
    [
        ("53,05%", "62.4117", "-9.36", ("seharusnya 62,41%", "selisih    -9,36 poin")),
        # rounded to two decimals both would read alike, so more are shown
        ("12,35%", "12.346", "0.004", ("seharusnya 12,346%", "selisih    0,004 poin")),
        ("8", "9", "-1", ("seharusnya 9", "selisih    -1")),
        ("8", "9.125", "-1.125", ("seharusnya 9,13", "selisih    -1,13")),
    ],
)
def test_desimal_dan_satuan(tertulis: str, seharusnya: str, selisih: str, baris: tuple[str, ...]) -> None:
    t = temuan("A7", tertulis=tertulis, seharusnya=Decimal(seharusnya), selisih=Decimal(selisih))
    keluaran = teks(hasil(t)).splitlines()
    assert [b.strip() for b in keluaran if b.strip().startswith(("seharusnya", "selisih"))] == list(baris)


def test_kolom_persen_tanpa_tanda_persen_bersatuan_poin() -> None:
    t = temuan("D7", tertulis="93.37", seharusnya=Decimal("98.2"), selisih=Decimal("-4.83"))
    assert "seharusnya 98,20%\n      selisih    -4,83 poin\n" in teks(hasil(t))


def test_saran_yang_sama_ditulis_sekali() -> None:
    keluaran = teks(hasil(temuan("B7"), temuan("B8"), temuan("B9", lembar="Lain")))
    assert keluaran.count("Saran") == 2
    assert "Betulkan. (berlaku untuk 2 temuan J201 di lembar ini)\n  B8" in keluaran


def test_temuan_seluruh_berkas_dan_lembar() -> None:
    keluaran = teks(hasil(temuan(None, None), temuan(None)))
    assert "\n\n  berkas  galat      J201  Jumlah salah\n" in keluaran
    assert "  Lembar Anggaran\n  lembar  galat      J201  Jumlah salah\n" in keluaran


def test_tanpa_temuan_satu_baris() -> None:
    assert teks(hasil()) == (
        "a.xlsx (KPU Kota Kupang, 2024): tidak ada temuan\n\n1 buku kerja diperiksa: 0 galat, 0 peringatan, 0 info\n"
    )


def test_yang_tidak_ditampilkan_disebut() -> None:
    h = hasil(temuan("B7", tingkat=Tingkat.INFO), temuan("B8", tingkat=Tingkat.PERINGATAN))
    assert teks(h, Tingkat.GALAT) == (
        "a.xlsx (KPU Kota Kupang, 2024): tidak ada temuan (1 peringatan, 1 info tidak\n"
        "    ditampilkan)\n"
        "\n"
        "1 buku kerja diperiksa: 0 galat, 1 peringatan, 1 info (peringatan dan info tidak\n"
        "ditampilkan; pakai --tingkat info)\n"
    )


def test_warna_tidak_mengubah_teks() -> None:
    polosan, warna = teks(hasil(UANG)), teks(hasil(UANG), warna=True)
    assert "\x1b[1;31mgalat      J201  \x1b[0mPagu" in warna
    for kode in ("\x1b[1;31m", "\x1b[1m", "\x1b[2m", "\x1b[0m"):
        warna = warna.replace(kode, "")
    assert warna == polosan


def test_isi_buku_tidak_dapat_mengendalikan_terminal() -> None:
    t = temuan("B7", lembar="a\x1b[2Jb", pesan="x\x9b31m\u202ey", tertulis="baris\nbaru\x07", sebab="\udcff")
    keluaran = teks(hasil(t))
    assert "Lembar a\ufffd[2Jb" in keluaran
    assert "x\ufffd31m\ufffdy" in keluaran
    assert "tertulis   baris baru\ufffd" in keluaran
    assert "Sebab      \ufffd" in keluaran


def test_terkait_yang_banyak_dipotong() -> None:
    t = temuan("B7", terkait=tuple(Lokasi("a.xlsx", "Anggaran", f"B{n}") for n in range(10, 50, 2)))
    assert "Terkait    B10, B12, B14, B16, B18, B20, B22, B24, dan 12 tempat lain" in teks(hasil(t))


# JSON


def susun(h: HasilPeriksa, tingkat: Tingkat = Tingkat.INFO) -> dict[str, object]:
    isi: dict[str, object] = json.loads("".join(laporan_json.tulis(h, tingkat=tingkat)))
    return isi


def test_json_seluruhnya() -> None:
    isi = susun(hasil(UANG))
    assert isi == {
        "versi_skema": 1,
        "versi": "0.1.0",
        "ringkasan": {"berkas": 1, "galat": 1, "peringatan": 0, "info": 0},
        "berkas": [
            {
                "jalur": "a.xlsx",
                "satker": "53.71",
                "nama_satker": "KPU Kota Kupang",
                "tahun": 2024,
                "terbaca": True,
                "dokumen": [{"jenis": "anggaran", "lembar": "Anggaran", "rentang": "A5:D20", "baris": 1}],
                "hasil": [],
                "temuan": [
                    {
                        "kode": "J201",
                        "tingkat": "galat",
                        "lembar": "Anggaran",
                        "sel": "B7",
                        "pesan": "Pagu tidak sama dengan jumlah rinciannya",
                        "tertulis": "1.532.465.000",
                        "seharusnya": "1305182000",
                        "selisih": "227283000",
                        "sebab": "satu rincian tidak ikut dijumlahkan",
                        "saran": "Betulkan.",
                        "terkait": [
                            {"berkas": "a.xlsx", "lembar": "Anggaran", "sel": "B8"},
                            {"berkas": "a.xlsx", "lembar": "Anggaran", "sel": "B9"},
                            {"berkas": "a.xlsx", "lembar": "Anggaran", "sel": "B10"},
                            {"berkas": "b.xlsx", "lembar": "PK", "sel": "D9"},
                        ],
                        "sidik": "9f",
                        "status": "terbuka",
                        "alasan": None,
                    }
                ],
            }
        ],
    }


def test_json_tingkat_menyaring_temuan_bukan_ringkasan() -> None:
    isi = susun(hasil(temuan("B7", tingkat=Tingkat.INFO)), Tingkat.PERINGATAN)
    assert isi["ringkasan"] == {"berkas": 1, "galat": 0, "peringatan": 0, "info": 1}
    assert isi["berkas"][0]["temuan"] == []  # type: ignore[index]


def test_json_beberapa_satker_dan_tahun_disebut_per_dokumen() -> None:
    dok = (dokumen("anggaran", "A", KUPANG, 2024), dokumen("capaian", "B", TTU, 2023))
    isi = susun(hasil(dok=dok))
    assert [(d["satker"], d["nama_satker"], d["tahun"]) for d in isi["berkas"][0]["dokumen"]] == [  # type: ignore[index]
        ("53.71", "KPU Kota Kupang", 2024),
        ("53.03", "KPU Kabupaten Timor Tengah Utara", 2023),
    ]


def hitungan(nilai: Decimal | str | None, alasan: str | None = None) -> Hitungan:
    baris = (CapaianIndikator("Indikator", Kosong(""), Kosong(""), Kosong("")),)
    d = replace(dokumen("capaian", "Capaian", KUPANG, 2024), baris=baris)
    return Hitungan(d, 0, "capaian", Sel("Capaian", 8, 7, "n", Decimal("1.169"), "116,90%"), nilai, alasan)


def test_json_hasil() -> None:
    isi = susun(
        hasil(hitungan=(hitungan(Decimal("1.169E+2")), hitungan("Baik"), hitungan(None, "target nol"), hitungan(None)))
    )
    sama = {"lembar": "Capaian", "sel": "G8", "medan": "capaian", "tertulis": "116,90%"}
    assert isi["berkas"][0]["hasil"] == [  # type: ignore[index]
        {**sama, "nilai": "116.9"},
        {**sama, "nilai": "Baik"},
        {**sama, "nilai": None, "alasan": "target nol"},
    ]


def test_json_karakter_kendali_dilepas_tanpa_hilang() -> None:
    teks_json = "".join(laporan_json.tulis(hasil(temuan("B7", pesan="a\x9b\u202e\x07é")), tingkat=Tingkat.INFO))
    assert '"pesan": "a\\u009b\\u202e\\u0007é"' in teks_json
    assert json.loads(teks_json)["berkas"][0]["temuan"][0]["pesan"] == "a\x9b\u202e\x07é"


@pytest.mark.parametrize(
    ("nilai", "tertulis"),
    [
        ("116.90", "116.9"),
        ("1E+3", "1000"),
        ("1E-7", "0.0000001"),
        ("-0.00", "0"),
        ("100", "100"),
        ("62.41176470588235294117647059", "62.41176470588235294117647059"),
        ("12345678901234567890123456789012345.50", "12345678901234567890123456789012345.5"),
    ],
)
def test_polos(nilai: str, tertulis: str) -> None:
    assert polos(Decimal(nilai)) == tertulis


# CSV


def tabel(h: HasilPeriksa) -> list[dict[str, str]]:
    mentah = "".join(laporan_csv.tulis(h, tingkat=Tingkat.INFO))
    assert mentah.startswith("\ufeffberkas,satker,tahun,kode,tingkat,lembar,sel,pesan,tertulis,seharusnya,selisih,")
    assert mentah.splitlines(keepends=True)[0].endswith("sebab,saran,terkait,sidik,status,alasan\r\n")
    return list(csv.DictReader(io.StringIO(mentah[1:], newline="")))


def test_csv_baris() -> None:
    assert tabel(hasil(UANG)) == [
        {
            "berkas": "a.xlsx",
            "satker": "53.71",
            "tahun": "2024",
            "kode": "J201",
            "tingkat": "galat",
            "lembar": "Anggaran",
            "sel": "B7",
            "pesan": "Pagu tidak sama dengan jumlah rinciannya",
            "tertulis": "1.532.465.000",
            "seharusnya": "1305182000",
            "selisih": "227283000",
            "sebab": "satu rincian tidak ikut dijumlahkan",
            "saran": "Betulkan.",
            "terkait": "B8; B9; B10; [b.xlsx]PK!D9",
            "sidik": "9f",
            "status": "terbuka",
            "alasan": "",
        }
    ]


@pytest.mark.parametrize("isi", ["=1+1", "+1", "-9,36%", "@SUM(A1)", "\t=1", "\r=1"])
def test_csv_teks_tidak_menjadi_rumus(isi: str) -> None:
    t = temuan("B7", lembar=isi, pesan=isi, tertulis=isi, seharusnya=isi, sebab=isi, saran=isi)
    baris = tabel(hasil(t))[0]
    for kolom in ("lembar", "pesan", "tertulis", "seharusnya", "sebab", "saran"):
        assert baris[kolom] == "'" + isi


def test_csv_angka_negatif_tetap_angka() -> None:
    baris = tabel(hasil(temuan("B7", tertulis="-5", seharusnya=Decimal("-4.50"), selisih=Decimal("-0.5"))))[0]
    assert (baris["tertulis"], baris["seharusnya"], baris["selisih"]) == ("'-5", "-4.5", "-0.5")


def test_csv_satker_dan_tahun_dokumennya() -> None:
    dok = (dokumen("anggaran", "A", KUPANG, 2024), dokumen("capaian", "B", TTU, 2023))
    baris = tabel(hasil(temuan("B7", lembar="A"), temuan("B7", lembar="B"), temuan("Z99", lembar="B"), dok=dok))
    assert [(b["satker"], b["tahun"]) for b in baris] == [("53.71", "2024"), ("53.03", "2023"), ("53.71", "2024")]


# Small parts


@pytest.mark.parametrize(
    ("tempat", "tertulis"),
    [
        (Lokasi("a.xlsx", "PK", "C5"), "C5"),
        (Lokasi("", "PK", "C5"), "C5"),
        (Lokasi("a.xlsx", "RKT", "C5"), "RKT!C5"),
        (Lokasi("b.xlsx", "PK", "C5"), "[b.xlsx]PK!C5"),
        (Lokasi("b.xlsx", "PK", None), "[b.xlsx]PK"),
        (Lokasi("b.xlsx", None, None), "[b.xlsx]"),
    ],
)
def test_rujukan(tempat: Lokasi, tertulis: str) -> None:
    assert rujukan(tempat, Lokasi("a.xlsx", "PK", "D9")) == tertulis


def test_aman() -> None:
    assert aman("  a\n\tb\x1b[0m\u2066c\u2069 ✓") == "a b\ufffd[0m\ufffdc\ufffd ✓"


def test_kode_aturan_tidak_berulang_dan_terurut_dalam_keluarga() -> None:
    kode = [a.kode for a in SEMUA]
    assert len(set(kode)) == len(kode)
