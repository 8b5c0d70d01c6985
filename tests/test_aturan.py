"""Every rule's example is run, and every figure of the correct workbook is made wrong in turn."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from openpyxl import Workbook

from xlkinerja.aturan import SEMUA
from xlkinerja.aturan.contoh import SAH, alamat_contoh, contoh_buku, tabel_contoh
from xlkinerja.aturan.deklarasi import Aturan, Ubah
from xlkinerja.kumpulan import periksa_jalur
from xlkinerja.periksa import periksa_buku
from xlkinerja.temuan import Temuan, Tingkat

_BERSAMA: Final = {f"W{n}" for n in range(201, 212) if n != 206}
TANPA_CONTOH: Final = {"S001", "S002", "S003", "S006", "S007", "S009", "S202", "R207", "F151", "J216"} | _BERSAMA
"""Rules about whole files and sheets, hidden rows, what stands below a table, or many workbooks, which no edit of one
cell can show."""
ANGKA: Final = ("J", "K", "A", "X")
RP: Final = "#,##0"
BERCONTOH: Final = [a for a in SEMUA if a.salah is not None]

Letak = tuple[str, str | None, str | None]


@cache
def periksa(ubah: tuple[Ubah, ...] = ()) -> tuple[Temuan, ...]:
    return periksa_buku(contoh_buku(ubah)).temuan


def letak(temuan: Sequence[Temuan], *keluarga: str) -> list[Letak]:
    """(code, sheet, cell) of the findings, of some families only."""
    pilih = (t for t in temuan if not keluarga or t.kode[0] in keluarga)
    return [(t.kode, t.lokasi.lembar, t.lokasi.sel) for t in pilih]


def tempat_terkait(temuan: Temuan) -> set[str]:
    return {f"{x.lembar}!{x.sel}" for x in temuan.terkait}


# The correct workbook


def test_dokumen_sah_tanpa_temuan() -> None:
    assert periksa() == ()


def test_dokumen_sah_terbaca_seluruhnya() -> None:
    berkas = periksa_buku(contoh_buku()).berkas
    assert (berkas.satker and berkas.satker.kode, berkas.tahun) == ("53.71", 2024)
    assert [(d.formulir, d.lembar, d.unit, d.tahun, len(d.baris)) for d in berkas.dokumen] == [
        ("renstra", "Renstra", "ketua", None, 7),
        ("target_sasaran", "PK Ketua", "ketua", 2024, 7),
        ("rak_triwulan", "RAK Ketua", "ketua", 2024, 7),
        ("rak_bulan", "RAK Sekretaris", "sekretaris", 2024, 2),
        ("capaian_sasaran", "Capaian", "ketua", 2024, 7),
        ("capaian_tahunan", "Capaian Multi-tahun", "ketua", 2024, 1),
        ("anggaran_realisasi", "Anggaran", "", 2024, 7),
        ("anggaran_realisasi", "Anggaran Ringkas", "", 2024, 3),
        ("anggaran_bulanan", "Anggaran Bulanan", "", 2024, 13),
        ("pendukung", "Data Pendukung", "", 2024, 7),
        ("skala", "Skala", "", 2024, 4),
        ("pendukung", "Perolehan Suara", "", 2024, 5),
        ("data_dukung", "Data Dukung", "", 2024, 2),
        ("capaian_sasaran", "Capaian Triwulan", "sekretaris", 2024, 2),
    ]


def test_setiap_sel_contoh_dibaca_sebagai_bidangnya() -> None:
    """`alamat_contoh` says where a field stands; the reader must have taken it from there."""
    menurut_lembar = {d.lembar: d for d in periksa_buku(contoh_buku()).berkas.dokumen}
    for t in SAH:
        d = menurut_lembar[t.lembar]
        for bidang, _, _ in t.kepala:
            for i, b in enumerate(d.baris):
                if t.letak(i, bidang)[0] == b.asal[bidang].baris:  # carried columns answer from the row above
                    assert (t.lembar, b.asal[bidang].alamat) == alamat_contoh(t.nama, i, bidang)
            if bidang in d.kepala:  # a column that turned out not to hold counts has no heading there
                assert d.kepala[bidang].alamat == alamat_contoh(t.nama, -1, bidang)[1]


@pytest.mark.parametrize(
    ("formulir", "baris", "bidang", "lembar", "alamat"),
    [
        ("renstra", 0, "2024", "Renstra", "I4"),
        ("target_sasaran", -1, "target", "PK Ketua", "D3"),
        ("rak_triwulan", -1, "t1", "RAK Ketua", "F4"),
        ("rak_triwulan", 6, "pelaksana", "RAK Ketua", "J11"),
        ("capaian_sasaran", 2, "capaian", "Capaian", "G6"),
        ("capaian_tahunan", 0, "target_renstra", "Capaian Multi-tahun", "H6"),
        ("anggaran_ringkas", 2, "realisasi", "Anggaran Ringkas", "D6"),
        ("pendukung", 6, "pemilih perempuan", "Data Pendukung", "E11"),
    ],
)
def test_alamat_contoh(formulir: str, baris: int, bidang: str, lembar: str, alamat: str) -> None:
    assert alamat_contoh(formulir, baris, bidang) == (lembar, alamat)


def test_alamat_contoh_yang_tidak_ada() -> None:
    with pytest.raises(KeyError, match="tidak memuat rkt"):
        alamat_contoh("rkt", 0, "target")
    with pytest.raises(KeyError, match="tidak memuat kolom pagu"):
        alamat_contoh("renstra", 0, "pagu")
    with pytest.raises(IndexError, match="tidak memuat baris 7"):
        alamat_contoh("renstra", 7, "indikator")


# The cards


def test_kode_unik_berurutan_dan_berpola() -> None:
    kode = [a.kode for a in SEMUA]
    keluarga = "SJKARFXW"
    assert kode == sorted(set(kode), key=lambda k: (keluarga.index(k[0]), k[1:]))
    assert [k for k in kode if not re.fullmatch(r"[SJKARFXW]\d{3}", k)] == []


@pytest.mark.parametrize("aturan", SEMUA, ids=lambda a: a.kode)
def test_kartu_lengkap_dan_berkalimat(aturan: Aturan) -> None:
    assert [aturan.periksa, aturan.silang, aturan.wilayah].count(None) == 2
    assert re.match(r"[A-Z]", aturan.judul) and not aturan.judul.endswith("."), aturan.judul
    assert re.match(r"[A-Z{]", aturan.pesan) and not aturan.pesan.endswith("."), aturan.pesan
    for kalimat in (aturan.penjelasan, aturan.saran):
        assert re.match(r"[A-Z]", kalimat) and kalimat.endswith("."), kalimat
    assert aturan.dasar.strip()
    for teks in (aturan.judul, aturan.pesan, aturan.penjelasan, aturan.saran, aturan.dasar):
        assert teks == teks.strip() and "  " not in teks


def test_yang_tanpa_contoh_hanya_yang_tidak_mungkin() -> None:
    tanpa = {a.kode for a in SEMUA if a.salah is None or a.benar is None}
    assert tanpa == TANPA_CONTOH, f"Beri {sorted(tanpa - TANPA_CONTOH)} contoh salah dan benar pada kartunya."


@pytest.mark.parametrize("aturan", BERCONTOH, ids=lambda a: a.kode)
def test_contoh_salah_memberi_tepat_satu_temuan(aturan: Aturan) -> None:
    """One cause, one finding: of this code, at the cell the card names, and nothing else about a figure."""
    assert aturan.salah is not None and aturan.salah.di is not None
    temuan = periksa(aturan.salah.ubah)
    di = (aturan.kode, *alamat_contoh(*aturan.salah.di))
    assert [x for x in letak(temuan) if x[0] == aturan.kode] == [di]
    assert letak(temuan, *ANGKA) == ([di] if aturan.kode[0] in ANGKA else [])
    assert next(t for t in temuan if t.kode == aturan.kode).tingkat is aturan.tingkat


@pytest.mark.parametrize("aturan", BERCONTOH, ids=lambda a: a.kode)
def test_contoh_benar_tanpa_temuan_kode_itu(aturan: Aturan) -> None:
    assert aturan.benar is not None and aturan.benar.di is None
    temuan = periksa(aturan.benar.ubah)
    assert [x for x in letak(temuan) if x[0] == aturan.kode] == []
    assert letak(temuan, *ANGKA) == []


@pytest.mark.parametrize("aturan", BERCONTOH, ids=lambda a: a.kode)
def test_pesan_contoh_terisi(aturan: Aturan) -> None:
    """A word that a rule did not give would show as a dash."""
    assert aturan.salah is not None
    t = next(t for t in periksa(aturan.salah.ubah) if t.kode == aturan.kode)
    bagian = [re.escape(b) for b in re.split(r"\{\w+\}", aturan.pesan)]
    cocok = re.fullmatch("(.+?)".join(bagian), t.pesan, re.S)
    assert cocok is not None, t.pesan
    assert [isi for isi in cocok.groups() if isi.strip(" -–") == ""] == [], t.pesan
    assert "{" not in t.pesan and "None" not in t.pesan and t.saran and t.sidik


@pytest.mark.parametrize("aturan", BERCONTOH, ids=lambda a: a.kode)
def test_contoh_mengubah_sel_yang_ada(aturan: Aturan) -> None:
    """An edit that changes nothing documents nothing."""
    for contoh in (aturan.salah, aturan.benar):
        assert contoh is not None
        sel = [alamat_contoh(u.formulir, u.baris, u.bidang) for u in contoh.ubah]
        assert len(set(sel)) == len(sel)
        for i in range(len(contoh.ubah)):
            assert contoh_buku(contoh.ubah[: i + 1]) != contoh_buku(contoh.ubah[:i]), contoh.ubah[i]


PESAN: Final = {
    "J201": "Pagu Program Dukungan Manajemen tidak sama dengan jumlah rinciannya (C5:C6): seharusnya 3.460.574.000 "
    "(selisih -27.000)",
    "J203": "Realisasi Operasional Perkantoran dan Dukungan Sarana Prasarana bertentangan dengan jumlah, sisa dan "
    "persentasenya: seharusnya 94.524.000 (selisih -270.000)",
    "J204": "Total kolom Jumlah Kelurahan tidak sama dengan jumlah barisnya: seharusnya 51 (selisih 1)",
    "K201": "Capaian: tertulis 69,66%, seharusnya 81,95% (selisih -12,29 poin)",
    "K203": "Capaian tidak dapat dihitung: target 0 dan realisasi 0",
    "K204": "Capaian 116,9% dipotong; bila dibulatkan menjadi 117,0%",
    "K301": "Kategori: tertulis Cukup, seharusnya Baik",
    "A202": "Persentase Program Dukungan Manajemen tidak sesuai: seharusnya 98,25% (selisih -9,00 poin)",
    "X201": "Realisasi WA Program Dukungan Manajemen berbeda dari Anggaran!D4: di sana 3.400.009.655 "
    "(selisih -601.190)",
    "X204": "Realisasi “Persentase Partisipasi Pemilih dalam Pemilu/ Pemilihan” berbeda dari Capaian!F6: tertulis "
    "66,96%, di sana 69,66%",
}


@pytest.mark.parametrize("kode", PESAN)
def test_pesan_contoh(kode: str) -> None:
    aturan = next(a for a in SEMUA if a.kode == kode)
    assert aturan.salah is not None
    assert [t.pesan for t in periksa(aturan.salah.ubah) if t.kode == kode] == [PESAN[kode]]


# Rules about whole files and sheets


def simpan(folder: Path, nama: str, baris: Sequence[Sequence[str | int | None]]) -> Path:
    buku = Workbook()
    lembar = buku.active
    assert lembar is not None
    lembar.title = "Lembar"
    for isi in baris:
        lembar.append(list(isi))
    buku.save(folder / nama)
    return folder / nama


def temuan_berkas(jalur: Path) -> list[Temuan]:
    return [t for b in periksa_jalur([jalur]).berkas for t in b.temuan]


def test_s001_berkas_rusak(tmp_path: Path) -> None:
    (tmp_path / "rusak.xlsx").write_bytes(b"bukan buku kerja")
    simpan(tmp_path, "utuh.xlsx", (("Catatan rapat", "isi"),))
    hasil = periksa_jalur([tmp_path])
    assert [(b.berkas.jalur, letak(b.temuan)) for b in hasil.berkas] == [
        ("rusak.xlsx", [("S001", None, None)]),
        ("utuh.xlsx", [("S002", "Lembar", None)]),
    ]
    assert hasil.berkas[0].temuan[0].tingkat is Tingkat.GALAT


def test_s002_lembar_tak_dikenali(tmp_path: Path) -> None:
    asing = simpan(tmp_path, "asing.xlsx", (("Daftar Hadir KPU Kota Kupang 2024",), ("Nama", "Jabatan"), ("-", "-")))
    assert letak(temuan_berkas(asing)) == [("S002", "Lembar", None)]
    pk = (("PK KPU Kota Kupang 2024",), ("No.", "Sasaran", "Indikator", "Target"), (1, "Tertibnya", "Nilai", "BB"))
    assert letak(temuan_berkas(simpan(tmp_path, "pk.xlsx", pk))) == []


def test_s202_indikator_tanpa_kolom_target(tmp_path: Path) -> None:
    judul = ("Rencana Kinerja Tahunan KPU Kota Kupang Tahun 2024",)
    tanpa = (judul, ("No", "Indikator Kinerja"), (1, "Nilai Akuntabilitas Kinerja"), (2, "Opini BPK"))
    dengan = (judul, ("No", "Sasaran", "Indikator Kinerja", "Target"), (1, "Akuntabel", "Opini BPK", "WTP"))
    assert letak(temuan_berkas(simpan(tmp_path, "tanpa.xlsx", tanpa))) == [("S202", "Lembar", "B2")]
    assert letak(temuan_berkas(simpan(tmp_path, "dengan.xlsx", dengan))) == []


# Every amount of the budget made wrong

RINCI, RINGKAS = "anggaran_realisasi", "anggaran_ringkas"
UANG: Final = [
    (RINCI, 0, "pagu", "Anggaran", "C4", 3460574000),
    (RINCI, 0, "realisasi", "Anggaran", "D4", 3400009655),
    (RINCI, 0, "sisa", "Anggaran", "E4", 60564345),
    (RINCI, 1, "pagu", "Anggaran", "C5", 3366050000),
    (RINCI, 1, "realisasi", "Anggaran", "D5", 3305485655),
    (RINCI, 1, "sisa", "Anggaran", "E5", 60564345),
    (RINCI, 2, "pagu", "Anggaran", "C6", 94524000),
    (RINCI, 2, "realisasi", "Anggaran", "D6", 94524000),
    (RINCI, 2, "sisa", "Anggaran", "E6", 0),
    (RINCI, 3, "pagu", "Anggaran", "C7", 1378454000),
    (RINCI, 3, "realisasi", "Anggaran", "D7", 1359003753),
    (RINCI, 3, "sisa", "Anggaran", "E7", 19450247),
    (RINCI, 4, "pagu", "Anggaran", "C8", 1360620000),
    (RINCI, 4, "realisasi", "Anggaran", "D8", 1341173843),
    (RINCI, 4, "sisa", "Anggaran", "E8", 19446157),
    (RINCI, 5, "pagu", "Anggaran", "C9", 17834000),
    (RINCI, 5, "realisasi", "Anggaran", "D9", 17829910),
    (RINCI, 5, "sisa", "Anggaran", "E9", 4090),
    (RINCI, 6, "pagu", "Anggaran", "C10", 4839028000),
    (RINCI, 6, "realisasi", "Anggaran", "D10", 4759013408),
    (RINCI, 6, "sisa", "Anggaran", "E10", 80014592),
    (RINGKAS, 0, "pagu", "Anggaran Ringkas", "C4", 3460574000),
    (RINGKAS, 0, "realisasi", "Anggaran Ringkas", "D4", 3400009655),
    (RINGKAS, 0, "sisa", "Anggaran Ringkas", "E4", 60564345),
    (RINGKAS, 1, "pagu", "Anggaran Ringkas", "C5", 1378454000),
    (RINGKAS, 1, "realisasi", "Anggaran Ringkas", "D5", 1359003753),
    (RINGKAS, 1, "sisa", "Anggaran Ringkas", "E5", 19450247),
    (RINGKAS, 2, "pagu", "Anggaran Ringkas", "C6", 4839028000),
    (RINGKAS, 2, "realisasi", "Anggaran Ringkas", "D6", 4759013408),
    (RINGKAS, 2, "sisa", "Anggaran Ringkas", "E6", 80014592),
]
PetakUang = tuple[str, int, str, str, str, int]


def tukar_dua_angka(n: int) -> int:
    """The first two neighbouring digits that differ, swapped (not bringing a 0 to the front): 94524 -> 49524."""
    t = str(n)
    i = next((i for i in range(len(t) - 1) if t[i] != t[i + 1] and (i, t[1]) != (0, "0")), None)
    return n if i is None else int(t[:i] + t[i + 1] + t[i] + t[i + 2 :])


MUTASI: Final[dict[str, Callable[[int], int]]] = {
    "tambah 1": lambda n: n + 1,
    "kali 10": lambda n: n * 10,
    "tukar dua angka": tukar_dua_angka,
    "kali 1000": lambda n: n * 1000,
    "minus": lambda n: -n,
    "nol": lambda _n: 0,
}


def id_petak(nilai: object) -> str:
    return f"{nilai[3]}-{nilai[4]}" if isinstance(nilai, tuple) else str(nilai)


@pytest.mark.parametrize("mutasi", MUTASI)
@pytest.mark.parametrize("petak", UANG, ids=id_petak)
def test_satu_rupiah_keliru_satu_temuan_di_selnya(petak: PetakUang, mutasi: str) -> None:
    """Each amount stands in at least two identities, so the engine can and must name the very cell, and its value."""
    formulir, baris, bidang, lembar, alamat, asli = petak
    baru = MUTASI[mutasi](asli)
    if baru == asli:  # 0 kali 10
        return
    temuan = periksa((Ubah(formulir, baris, bidang, Decimal(baru), RP),))
    assert [(t.lokasi.lembar, t.lokasi.sel, t.seharusnya) for t in temuan] == [(lembar, alamat, Decimal(asli))]
    assert temuan[0].tingkat is Tingkat.GALAT
    assert temuan[0].selisih == baru - asli
    assert temuan[0].kode in ("J201", "J202", "J203", "A201")


@pytest.mark.parametrize("petak", [p for p in UANG if p[5]], ids=id_petak)
def test_rupiah_sebagai_teks_bertitik_tetap_terbaca(petak: PetakUang) -> None:
    formulir, baris, bidang, lembar, alamat, asli = petak
    teks = f"{asli:,}".replace(",", ".")
    temuan = periksa((Ubah(formulir, baris, bidang, teks),))
    assert letak(temuan) == [("S101", lembar, alamat)]


@pytest.mark.parametrize(
    ("formulir", "baris", "alamat", "asli"),
    [
        (RINCI, 0, "F4", "98.25"),
        (RINCI, 1, "F5", "98.20"),
        (RINCI, 2, "F6", "100"),
        (RINCI, 3, "F7", "98.59"),
        (RINCI, 4, "F8", "98.57"),
        (RINCI, 5, "F9", "99.98"),
        (RINCI, 6, "F10", "98.35"),
        (RINGKAS, 0, "F4", "98.25"),
        (RINGKAS, 2, "F6", "98.35"),
    ],
)
@pytest.mark.parametrize("tambah", ["0.02", "-9", "900"])
def test_persen_keliru(formulir: str, baris: int, alamat: str, asli: str, tambah: str) -> None:
    temuan = periksa((Ubah(formulir, baris, "persen", Decimal(asli) + Decimal(tambah), "0.00"),))
    assert letak(temuan) == [("A202", tabel_contoh(formulir).lembar, alamat)]
    assert abs(Decimal(temuan[0].seharusnya or 0) - Decimal(asli)) <= Decimal("0.005")


@pytest.mark.parametrize(
    ("satu", "dua"),
    [
        ("C5", "C9"),  # details of two programs
        ("C5", "D9"),
        ("C5", "D5"),  # pagu and realisasi of one row
        ("C5", "E5"),  # pagu and sisa of one row
        ("D6", "E6"),
        ("C4", "E4"),
        ("C4", "C5"),  # a sum and its detail
        ("D7", "D9"),
        ("C8", "C9"),  # both details of one sum
        ("D5", "D6"),
        ("C4", "C10"),  # a sum and the total above it
        ("D7", "D10"),
        ("E4", "E10"),
        ("C10", "E10"),
    ],
)
def test_dua_kekeliruan_dua_temuan(satu: str, dua: str) -> None:
    """Two independent faults, also where they meet in an identity: each on its cell with its right value."""
    petak = {p[4]: p for p in UANG if p[0] == RINCI}
    ubah = tuple(
        Ubah(RINCI, petak[s][1], petak[s][2], Decimal(petak[s][5] + tambah), RP)
        for s, tambah in ((satu, 70000), (dua, -31000))
    )
    temuan = {t.lokasi.sel: t.seharusnya for t in periksa(ubah) if t.kode[0] in ANGKA}
    assert temuan == {s: Decimal(petak[s][5]) for s in (satu, dua)}
    assert len(periksa(ubah)) == 2


def test_rincian_dan_sisanya_keliru_bersama() -> None:
    """Realisasi and sisa of a leaf moved together: the row is right in itself, so only the sum above shows it.

    The sum is the lowest place where it can be seen (KONTRAK.md); the leaf is in `terkait`. The summary repeats the
    sum as it was, so it agrees and is not reported.
    """
    dua = (Ubah(RINCI, 1, "realisasi", Decimal(3305485566), RP), Ubah(RINCI, 1, "sisa", Decimal(60564434), RP))
    temuan = periksa(dua)
    assert letak(temuan) == [("J201", "Anggaran", "D4")]
    assert {"Anggaran!D5", "Anggaran!E4"} <= tempat_terkait(temuan[0])


def test_jumlah_dan_sisanya_keliru_bersama() -> None:
    dua = (Ubah(RINCI, 0, "pagu", Decimal(3460574001), RP), Ubah(RINCI, 0, "sisa", Decimal(60564346), RP))
    temuan = periksa(dua)
    assert letak(temuan) == [("J201", "Anggaran", "C4")]
    assert "Anggaran!E4" in tempat_terkait(temuan[0])


def test_total_dan_sisanya_keliru_bersama() -> None:
    dua = (Ubah(RINCI, 6, "realisasi", Decimal(4759013480), RP), Ubah(RINCI, 6, "sisa", Decimal(80014520), RP))
    temuan = periksa(dua)
    assert letak(temuan) == [("J202", "Anggaran", "D10")]
    assert "Anggaran!E10" in tempat_terkait(temuan[0])


def test_tanda_terbalik_disebut_sebabnya() -> None:
    temuan = periksa((Ubah(RINCI, 2, "realisasi", Decimal(-94524000), RP),))
    assert letak(temuan) == [("J203", "Anggaran", "D6")]
    assert temuan[0].sebab == "tanda plus/minus terbalik"


# Every figure of the capaian tables made wrong

_P, _KALI = "0.00%", '0" kali"'
CAPAIAN: Final = [
    ("capaian_sasaran", 0, "G4", "1", "100"),
    ("capaian_sasaran", 1, "G5", "1.169", "116.90"),
    ("capaian_sasaran", 2, "G6", "0.8195", "81.95294117647058823529411765"),
    ("capaian_sasaran", 3, "G7", "0.6241", "62.41176470588235294117647059"),
    ("capaian_sasaran", 4, "G8", "1", "100"),
    ("capaian_sasaran", 5, "G9", "1", "100"),
    ("capaian_sasaran", 6, "G10", "2", "200"),
    ("capaian_tahunan", 0, "G6", "0.8195", "81.95294117647058823529411765"),
]


@pytest.mark.parametrize("tambah", ["0.1", "9", "-0.5", "100"])
@pytest.mark.parametrize("petak", CAPAIAN, ids=lambda p: f"{p[0]}-{p[2]}")
def test_capaian_keliru(petak: tuple[str, int, str, str, str], tambah: str) -> None:
    formulir, baris, alamat, asli, seharusnya = petak
    temuan = periksa((Ubah(formulir, baris, "capaian", Decimal(asli) + Decimal(tambah), _P),))
    assert letak(temuan) == [("K201", tabel_contoh(formulir).lembar, alamat)]
    assert temuan[0].seharusnya == Decimal(seharusnya)
    assert format(Decimal(temuan[0].seharusnya), "f") == seharusnya


def test_capaian_dalam_selang_realisasi_yang_tertulis() -> None:
    """0,00% stands for up to 0,005%: against a target of 0,16% that is a capaian from 196,9% on."""
    assert periksa((Ubah("capaian_sasaran", 6, "capaian", Decimal("1.99"), _P),)) == ()
    assert letak(periksa((Ubah("capaian_sasaran", 6, "capaian", Decimal("1.96"), _P),))) == [("K201", "Capaian", "G10")]


@pytest.mark.parametrize(
    ("baris", "isi", "format", "sel", "seharusnya"),
    [
        (0, "4", "0%", "4", "1000"),
        (0, "0.41", "0%", "4", "102.5"),
        (0, "0", "0%", "4", "0"),
        (1, "935.20", "0.00", "5", "1169"),
        (1, "39.52", "0.00", "5", "49.4"),
        (3, "5.305", _P, "7", "624.1176470588235294117647059"),
        (3, "0.5350", _P, "7", "62.94117647058823529411764706"),
        (4, "80", _KALI, "8", "-800"),
        (4, "9", _KALI, "8", "87.5"),
        (6, "0.01", _P, "10", "-425"),
    ],
)
def test_realisasi_keliru_tanpa_pembanding(baris: int, isi: str, format: str, sel: str, seharusnya: str) -> None:
    """Nothing else contradicts the realisasi, so capaian carries the finding and names the realisasi; the kategori
    agrees with the printed capaian and is not a fault of its own."""
    temuan = periksa((Ubah("capaian_sasaran", baris, "realisasi", Decimal(isi), format),))
    assert letak(temuan) == [("K201", "Capaian", f"G{sel}")]
    assert temuan[0].seharusnya == Decimal(seharusnya)
    assert {f"Capaian!F{sel}", f"Capaian!E{sel}"} <= tempat_terkait(temuan[0])


def test_opini_keliru() -> None:
    temuan = periksa((Ubah("capaian_sasaran", 5, "realisasi", "WDP"),))
    assert letak(temuan) == [("K201", "Capaian", "G9")]
    assert temuan[0].seharusnya == Decimal(75)


@pytest.mark.parametrize("isi", ["6.966", "0.7066", "0.6696", "0"])
@pytest.mark.parametrize(
    ("formulir", "lembar", "lain"),
    [
        ("capaian_sasaran", "Capaian", "Capaian Multi-tahun"),
        ("capaian_tahunan", "Capaian Multi-tahun", "Capaian"),
    ],
)
def test_realisasi_keliru_dengan_pembanding(formulir: str, lembar: str, lain: str, isi: str) -> None:
    """The other table has the same capaian and a realisasi that agrees with it: so this realisasi is the wrong one."""
    baris = 2 if formulir == "capaian_sasaran" else 0
    temuan = periksa((Ubah(formulir, baris, "realisasi", Decimal(isi), _P),))
    assert letak(temuan) == [("X204", lembar, "F6")]
    assert temuan[0].seharusnya == Decimal("69.66")
    assert f"{lain}!F6" in tempat_terkait(temuan[0])


@pytest.mark.parametrize("formulir", ["capaian_sasaran", "capaian_tahunan"])
def test_baris_bergeser_satu_kolom(formulir: str) -> None:
    """Target | realisasi | capaian holds 85% | 85% | 69,66%: one finding, in the family of the table."""
    baris = 2 if formulir == "capaian_sasaran" else 0
    geser = (
        Ubah(formulir, baris, "realisasi", Decimal("0.85"), "0%"),
        Ubah(formulir, baris, "capaian", Decimal("0.6966"), _P),
    )
    temuan = periksa(geser)
    assert letak(temuan) == [("K201", tabel_contoh(formulir).lembar, "G6")]
    assert temuan[0].seharusnya == Decimal("81.95294117647058823529411765")
    assert temuan[0].sebab is not None and "bergeser satu kolom" in temuan[0].sebab


TARGET: Final = [
    (0, "4", "0%"),
    (0, "0.41", "0%"),
    (1, "800", "0"),
    (2, "0.58", "0%"),
    (3, "0.58", "0%"),
    (4, "80", _KALI),
    (5, "WDP", "General"),
    (6, "0.016", _P),
]


@pytest.mark.parametrize(("baris", "isi", "format"), TARGET)
@pytest.mark.parametrize(
    "tempat",
    [
        ("target_sasaran", "PK Ketua", "D", 4),
        ("rak_triwulan", "RAK Ketua", "D", 5),
        ("capaian_sasaran", "Capaian", "E", 4),
    ],
)
def test_target_keliru(tempat: tuple[str, str, str, int], baris: int, isi: str, format: str) -> None:
    """A target unlike the Renstra's is one finding, on the target, also where capaian came from the right one."""
    formulir, lembar, kolom, atas = tempat
    nilai = isi if isi.isalpha() else Decimal(isi)
    temuan = periksa((Ubah(formulir, baris, "target", nilai, format),))
    assert letak(temuan) == [("X202", lembar, f"{kolom}{atas + baris}")]
    assert f"Renstra!I{4 + baris}" in tempat_terkait(temuan[0])


def test_target_tahunan_keliru() -> None:
    temuan = periksa((Ubah("capaian_tahunan", 0, "target", Decimal("0.58"), "0%"),))
    assert letak(temuan) == [("X202", "Capaian Multi-tahun", "E6")]


@pytest.mark.parametrize(
    ("formulir", "lembar", "alamat"),
    [("target_sasaran", "PK Ketua", "D8"), ("rak_triwulan", "RAK Ketua", "D9"), ("capaian_sasaran", "Capaian", "E8")],
)
def test_target_tahun_lalu(formulir: str, lembar: str, alamat: str) -> None:
    temuan = periksa((Ubah(formulir, 4, "target", Decimal(9), _KALI),))
    assert letak(temuan) == [("X203", lembar, alamat)]
    assert "Renstra tahun 2023" in (temuan[0].sebab or "")


def test_target_renstra_keliru_dilaporkan_sekali() -> None:
    """All later documents differ from the Renstra in the same way: one finding, the others related."""
    temuan = periksa((Ubah("renstra", 2, "2024", Decimal("0.86"), "0%"),))
    assert letak(temuan) == [("X202", "RAK Ketua", "D7")]
    assert tempat_terkait(temuan[0]) == {"Renstra!I6", "PK Ketua!D6", "Capaian!E6", "Capaian Multi-tahun!E6"}


@pytest.mark.parametrize(
    ("baris", "isi", "harap"),
    [
        (0, "Baik", "Baik Sekali"),
        (1, "Cukup", "Baik Sekali"),
        (2, "Baik Sekali", "Baik"),
        (3, "Kurang", "Cukup"),
        (4, "Baik", "Baik Sekali"),
        (5, "Baik", "Baik Sekali"),
        (6, "Kurang", "Baik Sekali"),
    ],
)
def test_kategori_keliru(baris: int, isi: str, harap: str) -> None:
    temuan = periksa((Ubah("capaian_sasaran", baris, "kategori", isi),))
    assert letak(temuan) == [("K301", "Capaian", f"H{4 + baris}")]
    assert temuan[0].seharusnya == harap


# Supporting table


@pytest.mark.parametrize("tambah", [1, 90, -9])
@pytest.mark.parametrize(
    "petak",
    [
        (6, "jumlah kelurahan", "C11", 51, "J204"),
        (6, "pemilih laki laki", "D11", 145700, "J204"),
        (6, "pemilih perempuan", "E11", 148896, "J204"),
        (0, "jumlah", "F5", 55345, "J205"),
        (5, "jumlah", "F10", 25086, "J205"),
        (0, "pemilih laki laki", "D5", 27410, "J206"),
        (4, "pemilih perempuan", "E9", 21985, "J206"),
    ],
)
def test_cacah_pendukung_keliru(petak: tuple[int, str, str, int, str], tambah: int) -> None:
    """A count that stands in a row sum and a column total is located; the finding names its right value."""
    baris, bidang, alamat, asli, kode = petak
    temuan = periksa((Ubah("pendukung", baris, bidang, Decimal(asli + tambah), RP),))
    assert letak(temuan) == [(kode, "Data Pendukung", alamat)]
    assert (temuan[0].seharusnya, temuan[0].selisih) == (Decimal(asli), Decimal(tambah))


@pytest.mark.parametrize("tambah", [1, -9])
def test_total_seluruhnya_keliru(tambah: int) -> None:
    """The corner figure is a column total and a row sum at once; either rule may say so, on that cell."""
    temuan = periksa((Ubah("pendukung", 6, "jumlah", Decimal(294596 + tambah), RP),))
    assert [(t.lokasi.sel, t.seharusnya) for t in temuan] == [("F11", Decimal(294596))]
    assert temuan[0].kode in ("J204", "J205")


def test_cacah_tanpa_jumlah_mendatar_terlihat_pada_total() -> None:
    """The count of kelurahan stands in no other identity, so only the total can show that a part is wrong."""
    temuan = periksa((Ubah("pendukung", 1, "jumlah kelurahan", Decimal(8), RP),))
    assert letak(temuan) == [("J204", "Data Pendukung", "C11")]
    assert temuan[0].seharusnya == Decimal(50)


@pytest.mark.parametrize("total", ["1.107", "1.108"])
def test_satu_angka_teks_tidak_mematikan_kolom(tmp_path: Path, total: str) -> None:
    """A lone text "1.107" among small counts can be 1107 or 1,107; the column still counts as figures, and the sum
    decides. Where no reading closes the sum, the cell is at fault or cannot be decided, but it is not passed over."""
    isi = (("Data TPS KPU Kota Kupang Tahun 2024",), ("No.", "Kecamatan", "TPS"), (1, "Alak", 201), (2, "Oebobo", 906))
    temuan = temuan_berkas(simpan(tmp_path, "tps.xlsx", (*isi, (None, "TOTAL", total))))
    if total == "1.107":
        assert letak(temuan) == [("S101", "Lembar", "C5")]
    else:
        assert {t.lokasi.sel for t in temuan} == {"C5"}
        assert {t.kode for t in temuan} & {"J204", "S103"}


# Findings as data


def test_sidik_berbeda_untuk_setiap_temuan() -> None:
    semua = [t for a in BERCONTOH if a.salah for t in periksa(a.salah.ubah) if t.kode == a.kode]
    assert [s for s, n in Counter(t.sidik for t in semua).items() if n > 1] == []


def test_sidik_tetap_bila_angka_lain() -> None:
    satu = periksa((Ubah(RINCI, 1, "pagu", Decimal(3366050001), RP),))
    dua = periksa((Ubah(RINCI, 1, "pagu", Decimal(3366050777), RP),))
    assert satu[0].sidik == dua[0].sidik


def test_baris_kegiatan_terhapus_disebut(tmp_path: Path) -> None:
    """Parts left behind by a deleted heading go by their code, not under the heading above them: one finding."""
    baris: list[list[str | int | None]] = [
        ["Kode", "Program/Kegiatan", "Pagu", "Realisasi", "Sisa"],
        ["CQ", "Program Penyelenggaraan Pemilu", 300, 150, 150],
        ["CQ.6867", "Pembentukan Badan Adhoc", 300, 150, 150],
        ["CQ.6867.QGE", "Tata Kelola Kelembagaan", 300, 150, 150],
        ["CQ.6870.QGE", "Kampanye", 40, 20, 20],
    ]
    temuan = temuan_berkas(simpan(tmp_path, "a.xlsx", baris))
    assert letak(temuan) == [("A210", "Lembar", "A5")]
    assert temuan[0].pesan == (
        "Baris CQ.6870.QGE Kampanye (pagu 40) tidak terhitung di C2 Program Penyelenggaraan Pemilu: baris induk "
        "CQ.6870 tidak ada"
    )
    assert {"Lembar!C2", "Lembar!D2", "Lembar!E2"} <= tempat_terkait(temuan[0])
