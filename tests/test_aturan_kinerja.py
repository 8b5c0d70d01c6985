"""Family K beyond the capaian itself: units, scales, grades, evidence, quarters, plausibility; literal cells."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest

from tests.isi_acak import isi_wajar
from xlkinerja.aturan.contoh import contoh_buku
from xlkinerja.aturan.deklarasi import Ubah
from xlkinerja.buku import Buku
from xlkinerja.buku.berkas import buka
from xlkinerja.buku.ingatan import buku_ingatan
from xlkinerja.formulir.identitas import daftar_satker
from xlkinerja.periksa import periksa_buku
from xlkinerja.templat.buku import buat_templat
from xlkinerja.temuan import Temuan, Tingkat, urai_a1

F = "capaian_sasaran"
TW = "capaian_triwulan"
DD = "data_dukung"
D = Decimal

Letak = tuple[str, str | None, str | None]


def letak(temuan: tuple[Temuan, ...]) -> list[Letak]:
    return [(t.kode, t.lokasi.lembar, t.lokasi.sel) for t in temuan if t.kode[0] in "JKAX"]


def periksa(*ubah: Ubah) -> tuple[Temuan, ...]:
    return periksa_buku(contoh_buku(ubah)).temuan


@pytest.mark.parametrize(
    ("ubah", "harap"),
    [
        # units
        ((Ubah(F, 4, "realisasi", "8"),), [("K206", "Capaian", "F8")]),
        ((Ubah(F, 4, "realisasi", D(8), '0" Kali"'),), []),
        ((Ubah(F, 4, "realisasi", "8 orang"),), [("K205", "Capaian", "F8")]),
        # scales: the fraction, a hundred times too large, of target and realisasi
        ((Ubah(F, 2, "realisasi", D("0.6966"), "General"),), [("K207", "Capaian", "F6")]),
        ((Ubah(F, 2, "realisasi", D("69.66"), "0.00%"),), [("K207", "Capaian", "F6")]),
        ((Ubah(F, 0, "target", D("0.004"), "0.0%"),), [("K207", "Capaian", "E4")]),
        ((Ubah(F, 6, "realisasi", D("0.0001"), "0.00%"), Ubah(F, 6, "capaian", D("1.9375"), "0.00%")), []),
        # grades
        ((Ubah(F, 5, "realisasi", "A+"),), [("K208", "Capaian", "F9")]),
        ((Ubah(F, 5, "realisasi", "BB"),), [("K208", "Capaian", "F9")]),
        ((Ubah(F, 5, "target", "BB"),), [("K208", "Capaian", "E9")]),
        ((Ubah(F, 1, "realisasi", "BB"),), [("K208", "Capaian", "F5")]),
        ((Ubah(F, 5, "realisasi", "wtp dpp"),), []),
        # "-" with a figure
        ((Ubah(F, 3, "realisasi", "-"),), [("K201", "Capaian", "G7")]),
        # evidence
        ((Ubah(DD, 0, "realisasi", D("0.48"), "0%"),), [("K210", "Data Dukung", "G4")]),
        ((Ubah(DD, 0, "jumlah_pembilang", D(402)),), [("K210", "Data Dukung", "D4")]),
        ((Ubah(DD, 1, "realisasi", D("0.4554"), "0.00%"),), [("K210", "Data Dukung", "D5")]),
        ((Ubah(DD, 1, "realisasi", D("0.4545"), "0.00%"),), []),
        ((Ubah(DD, 1, "realisasi", D("0.455"), "0.0%"),), []),
        ((Ubah(DD, 1, "realisasi", D("0.454"), "0.0%"),), []),
        ((Ubah(DD, 1, "jumlah_penyebut", None),), []),
        ((Ubah(DD, 1, "jumlah_penyebut", D(0)),), []),
        ((Ubah(DD, 1, "jumlah_pembilang", "belum"),), []),
        ((Ubah(DD, 1, "jumlah_pembilang", D(33)), Ubah(DD, 1, "jumlah_penyebut", D(15))),
         [("K209", "Data Dukung", "D5")]),
        # quarters: the typed year contradicts them, and the evidence says the same
        ((Ubah(TW, 1, "realisasi", D("0.48"), "0%"),), [("K211", "Capaian Triwulan", "D6")]),
        ((Ubah(TW, 0, "realisasi", D(3), '0" laporan"'),), [("K211", "Capaian Triwulan", "D5")]),
        ((Ubah(TW, 0, "agregasi", "Rata-rata"),), [("K211", "Capaian Triwulan", "D5")]),
        ((Ubah(TW, 0, "agregasi", "entah"),), []),
        ((Ubah(TW, 0, "target_t2", D(5), '0" laporan"'), Ubah(TW, 0, "capaian_t2", D("0.6"), "0%")),
         [("K212", "Capaian Triwulan", "L5")]),
        ((Ubah(TW, 1, "target_t4", D("0.9"), "0%"), Ubah(TW, 1, "capaian_t4", D("0.9333"), "0.00%")),
         [("K212", "Capaian Triwulan", "L6")]),
        ((Ubah(TW, 1, "target_t2", D("0.98"), "0%"), Ubah(TW, 1, "capaian_t2", D("0.4082"), "0.00%")),
         [("K212", "Capaian Triwulan", "J6")]),
        ((Ubah(TW, 1, "capaian_t3", D("1.1667"), "0.00%"),), [("K213", "Capaian Triwulan", "S6")]),
        ((Ubah(TW, 1, "capaian_t3", D("0.8333"), "0.0000"),), []),
        ((Ubah(TW, 1, "capaian_t3", D("0.83"), "0%"),), []),
        # turnout
        ((Ubah("capaian_tahunan", 0, "2022", D(1), "0%"),), [("K214", "Capaian Multi-tahun", "C6")]),
        ((Ubah("capaian_tahunan", 0, "2022", D(1), "0%"), Ubah("capaian_tahunan", 0, "2023", D("0.98"), "0%")), []),
        ((Ubah("capaian_tahunan", 0, "2020", D(1), "0%"),), []),
    ],
)  # fmt: skip
def test_satu_sebab_satu_temuan(ubah: tuple[Ubah, ...], harap: list[Letak]) -> None:
    assert letak(periksa(*ubah)) == harap


def test_sebab_dan_saran_realisasi_belum_dinilai() -> None:
    t = next(t for t in periksa(Ubah(F, 3, "realisasi", "-")) if t.kode == "K201")
    assert t.pesan == "Capaian: tertulis 62,41%, seharusnya 0,00% (selisih 62,41 poin)"
    assert t.sebab == "realisasi “-” berarti belum dinilai, capaiannya dicetak 0%"
    assert t.saran.startswith("Tulis 0% bila memang belum dinilai")


def test_agregasi_lain_disebut() -> None:
    t = next(t for t in periksa(Ubah(TW, 0, "realisasi", D(2), '0" laporan"')) if t.kode == "K211")
    assert t.sebab == "cocok bila agregasinya posisi akhir"
    assert t.pesan == (
        "Realisasi setahun tertulis 2 laporan, seharusnya 11 laporan menurut triwulannya (agregasi jumlah)"
    )


def test_pembilang_dan_penyebut_tertukar() -> None:
    t = periksa(Ubah(DD, 1, "jumlah_pembilang", D(33)), Ubah(DD, 1, "jumlah_penyebut", D(15)))[0]
    assert t.sebab == "pembilang dan penyebut mungkin tertukar"


def test_semua_realisasi_sama_hanya_petunjuk() -> None:
    kepala = ("Sasaran Strategis", "No.", "Indikator", "Target", "Realisasi", "Capaian")

    def buku(target: list[str], realisasi: list[str]) -> Buku:
        sel: dict[str, object] = {"A1": "Capaian Kinerja Tahun 2024"}
        sel |= {f"{h}3": j for h, j in zip("ABCDEF", kepala, strict=True)}
        for i, (t, r) in enumerate(zip(target, realisasi, strict=True), 1):
            isi = ("Sasaran satu", str(i), f"Persentase hal {i}", t, r, "")
            sel |= {f"{h}{i + 3}": x for h, x in zip("ABCDEF", isi, strict=True)}
        return buku_ingatan({"Capaian": sel})

    beda = ["40%", "55%", "60%", "70%", "80%", "95%"]
    assert [t.lokasi.sel for t in periksa_buku(buku(beda, beda)).temuan if t.kode == "K215"] == ["E4"]
    for target, realisasi in ((beda, [*beda[:5], "94%"]), (["100%"] * 6, ["100%"] * 6), (beda[:5], beda[:5])):
        assert [t for t in periksa_buku(buku(target, realisasi)).temuan if t.kode == "K215"] == []


# In a template the realisasi is a formula: the finding stands where it was typed


@cache
def templat() -> bytes:
    return buat_templat(isi_wajar(daftar_satker()[4], 2026, 4))


def ganti(buku: Buku, lembar: str, alamat: str, isi: str, jenis: str = "n") -> None:
    sel = next(x for x in buku.lembar if x.nama == lembar)
    i = sel._cari(*urai_a1(alamat))
    assert i >= 0
    sel.isi[i], sel.jenis[i] = isi, ord(jenis)


def test_templat_terisi_wajar_diketik_semua_tanpa_temuan() -> None:
    buku = buka(templat())
    for x in buku.lembar:
        x.rumus.clear()
    assert periksa_buku(buku, "templat.xlsx").temuan == ()


def test_templat_predikat_asing_pada_triwulannya() -> None:
    hasil = periksa_buku(buka(templat()), "templat.xlsx")
    kata = next(
        b
        for d in hasil.berkas.semua("capaian")
        for b in d.baris
        if d.lembar == "Capaian Ketua" and b.asal["target"].tampil in ("WTP", "WDP", "TW", "TMP")
    )
    buku = buka(templat())
    ganti(buku, "Capaian Ketua", kata.asal["realisasi_t4"].alamat, "A+", "s")
    ganti(buku, "Capaian Ketua", kata.asal["realisasi"].alamat, "A+", "s")
    semua = periksa_buku(buku, "templat.xlsx").temuan
    ada = [(t.kode, t.lokasi.lembar, t.lokasi.sel) for t in semua]
    assert ("K208", "Capaian Ketua", kata.asal["realisasi_t4"].alamat) in ada


@pytest.mark.parametrize(
    ("isi", "tercapai", "sel"),
    [
        ("±0,67", D("1.05"), "F6"),
        ("±0,67", "", "F6"),
        ("73 %?", "-", "F6"),
        ("abc", D("1.05"), "F6"),
        ("0,73 (tercapai)", D("1.05"), "F6"),
        ("belum dinilai", "", None),
        ("belum dinilai", "-", None),
        ("-", D(0), None),
        ("73,5%*", D("1.05"), None),
    ],
)
def test_realisasi_berupa_kata_disebut_bila_capaiannya_tak_ternilai(
    isi: str, tercapai: str | Decimal, sel: str | None
) -> None:
    ubah = (Ubah(F, 2, "realisasi", isi), Ubah(F, 2, "capaian", tercapai, "0.00%"))
    assert [t.lokasi.sel for t in periksa(*ubah) if t.kode == "S204"] == ([sel] if sel else [])


def test_templat_kata_pada_triwulannya_disebut_sekali() -> None:
    hasil = periksa_buku(buka(templat()), "templat.xlsx")
    baris = next(
        b
        for d in hasil.berkas.semua("capaian")
        for b in d.baris
        if d.lembar == "Capaian Ketua" and b.asal["target"].tampil.endswith("%")
    )
    sel = baris.asal["realisasi_t4"].alamat
    buku = buka(templat())
    ganti(buku, "Capaian Ketua", sel, "±0,67", "s")
    ganti(buku, "Capaian Ketua", baris.asal["realisasi"].alamat, "±0,67", "s")
    semua = [t for t in periksa_buku(buku, "templat.xlsx").temuan if t.kode == "S204"]
    assert [(t.lokasi.lembar, t.lokasi.sel, t.tertulis) for t in semua] == [("Capaian Ketua", sel, "±0,67")]


def test_tingkat_petunjuk() -> None:
    for ubah, kode in (
        (Ubah(F, 4, "realisasi", "8"), "K206"),
        (Ubah("capaian_tahunan", 0, "2022", D(1), "0%"), "K214"),
    ):
        assert [t.tingkat for t in periksa(ubah) if t.kode == kode] == [Tingkat.INFO]
