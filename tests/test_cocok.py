"""Matching: slips and cuts are matched, different indicators never."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.waktu import tercepat
from xlkinerja.cocok import Butir, Kepastian, bentuk, pasangkan, salah_ketik, samakan, serupa
from xlkinerja.formulir.baku import indikator_baku
from xlkinerja.formulir.identitas import daftar_satker
from xlkinerja.formulir.indikator import RESMI, kunci, resmi

PROVINSI, KABUPATEN = (tuple(dict.fromkeys(b.indikator for b in indikator_baku(daftar_satker()[n], 2024)))
                       for n in (0, 3))  # fmt: skip
DAFTAR = (PROVINSI, KABUPATEN)
JENIS = st.sampled_from(DAFTAR)
PARTISIPASI = "Persentase Partisipasi Pemilih dalam Pemilu/ Pemilihan"
PEREMPUAN = "Persentase Partisipasi Pemilih Perempuan dalam Pemilu/ Pemilihan"
DISABILITAS = "Persentase Partisipasi Pemilih Disabilitas dalam Pemilu/ Pemilihan"


def pasangan(kiri: list[str], kanan: list[str], kelompok: str = "") -> list[tuple[int, int, str]]:
    butir = ([Butir(t, kelompok) for t in daftar] for daftar in (kiri, kanan))
    return [(p.kiri, p.kanan, p.kepastian.value) for p in pasangkan(*butir)]


@st.composite
def salah_satu_kata(ambil: st.DrawFn) -> tuple[tuple[str, ...], int, str]:
    """A standard list, one of its indicators, and that one with a slip inside one of its long words."""
    daftar = ambil(JENIS)
    i = ambil(st.integers(0, len(daftar) - 1))
    kata = daftar[i].split()
    panjang = [n for n, k in enumerate(kata) if len(k) >= 8 and k.isalpha()]
    n = ambil(st.sampled_from(panjang or [0]))
    if not panjang:
        return daftar, i, daftar[i]
    huruf = ambil(st.integers(2, len(kata[n]) - 3))
    k = kata[n]
    kata[n] = ambil(st.sampled_from((
        k[:huruf] + k[huruf + 1 :],
        k[:huruf] + k[huruf] + k[huruf:],
        k[:huruf] + k[huruf + 1] + k[huruf] + k[huruf + 2 :],
        k[:huruf] + ("x" if k[huruf] != "x" else "z") + k[huruf + 1 :],
    )))  # fmt: skip
    return daftar, i, " ".join(kata)


@given(salah_satu_kata())
@settings(max_examples=400, deadline=None)
def test_satu_salah_ketik_tetap_berpasangan(kasus: tuple[tuple[str, ...], int, str]) -> None:
    daftar, i, salah = kasus
    kiri = [*daftar[:i], salah, *daftar[i + 1 :]]
    hasil = pasangan(kiri, list(daftar))
    assert (i, i) in [(a, b) for a, b, _ in hasil], salah
    assert all(kunci(kiri[a]) == kunci(daftar[b]) or a == b for a, b, _ in hasil)


@given(JENIS, st.data())
@settings(max_examples=200, deadline=None)
def test_terpotong_berpasangan_bila_hanya_satu_yang_mungkin(daftar: tuple[str, ...], data: st.DataObject) -> None:
    i = data.draw(st.integers(0, len(daftar) - 1))
    potong = daftar[i][: data.draw(st.integers(30, 200))].rstrip()
    mungkin = [t for t in daftar if bentuk(t).startswith(bentuk(potong))]
    pasti = [t for t in daftar if kunci(t) == kunci(potong)]
    hasil = pasangkan([Butir(potong)], [Butir(t) for t in daftar])
    # Cut within the last word of "Pemilu/Pemilihan" it is a slip away from the whole, not its beginning.
    assert all(p.kanan == i or daftar[p.kanan] in (*mungkin, *pasti) for p in hasil)
    if len(mungkin) == 1 and not pasti and resmi(potong) is None and len(bentuk(potong)) >= 25:
        sisa = bentuk(daftar[i])[len(bentuk(potong)) :]
        if sisa and not sisa.startswith(" "):
            assert [p.kanan for p in hasil] == [i]


@pytest.mark.parametrize("daftar", DAFTAR, ids=["provinsi", "kabupaten"])
def test_indikator_baku_berbeda_tidak_pernah_berpasangan(daftar: tuple[str, ...]) -> None:
    """Each against each, alone in its sasaran, so that nothing but the wording can keep them apart."""
    for i, a in enumerate(daftar):
        for b in daftar[:i]:
            if kunci(a) != kunci(b):
                assert pasangan([a], [b], "Sasaran") == [], (a, b)
                assert not serupa(a, b)


@given(JENIS, st.randoms(use_true_random=False), st.integers(0, 12))
@settings(max_examples=100, deadline=None)
def test_urutan_lain_dan_yang_hilang(daftar: tuple[str, ...], acak: object, hilang: int) -> None:
    kanan = list(daftar)
    acak.shuffle(kanan)  # type: ignore[attr-defined]
    kanan = kanan[hilang:]
    for p in pasangkan([Butir(t) for t in daftar], [Butir(t) for t in kanan]):
        assert kunci(daftar[p.kiri]) == kunci(kanan[p.kanan])
        assert p.kepastian is Kepastian.PASTI


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_teks_apa_pun(a: str, b: str) -> None:
    """Never fails, each cell in at most one pair, and the same from either side."""
    hasil = pasangkan([Butir(a), Butir(b)], [Butir(b), Butir(a)])
    assert len({p.kiri for p in hasil}) == len({p.kanan for p in hasil}) == len(hasil)
    assert serupa(a, b) == serupa(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Persentase Partisipasi Pemilih Perempaun dalam Pemilu/Pemilihan", PEREMPUAN),
        ("Persentase Partisipasi Pemilih Disabiltas dalam Pemilu", DISABILITAS),
        ("Persentase Partsipasi Pemilih dalam Pemilu dan Pemilihan", PARTISIPASI),
        ("Persentase Partisipasi Pemilih Perem", PEREMPUAN),
        ("Nilai Akuntabilitas Kineja", "Nilai Akuntabilitas Kinerja"),
        ("Opini BPK atas LK KPU", "Opini BPK atas Laporan Keuangan KPU"),
        ("Jumlah laporan keg. di Kab. Belu", "Jumlah laporan keg di KPU Kabupaten Belu"),
        ("Persentase dokumen yang di publikasikan", "Persentase dokumen yang dipublikasikan"),
    ],
)
def test_satu_indikator(a: str, b: str) -> None:
    assert [x[:2] for x in pasangan([a], [b])] == [(0, 0)]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (PARTISIPASI, PEREMPUAN),
        (PEREMPUAN, DISABILITAS),
        ("Persentase Partisipasi Pemilih Perempaun dalam Pemilu", PARTISIPASI),
        ("Persentase Partisipasi Pemilih Disabiltas", PEREMPUAN),
        ("Persentase Partisipasi Pemilih Pemula dalam Pemilu", PARTISIPASI),
        ("Jumlah laporan bulanan barang milik negara", "Jumlah laporan tahunan barang milik negara"),
        ("Jumlah dokumen yang disusun tepat waktu", "Jumlah dokumen yang tidak disusun tepat waktu"),
        ("Jumlah laporan semester 1 barang milik negara", "Jumlah laporan semester 2 barang milik negara"),
        ("Jumlah laporan triwulan I yang disampaikan", "Jumlah laporan triwulan II yang disampaikan"),
        ("Persentase KPU Provinsi yang menyampaikan", "Persentase KPU Kabupaten/Kota yang menyampaikan"),
        ("Jumlah dokumen jenis17 yang disusun", "Jumlah dokumen jenis18 yang disusun"),
        ("Persentase penduduk yang memilih", "Persentase penduduk yang dipilih"),
        ("Jumlah laporan pengelolaan keuangan", "Jumlah laporan pengelolaan keuangan tidak tepat waktu"),
    ],
)
def test_dua_indikator(a: str, b: str) -> None:
    assert pasangan([a], [b], "Sasaran") == []


def test_kosakata_resmi_tidak_saling_menelan() -> None:
    """A misspelt or cut official wording is either the same one or none, never another."""
    for teks in (PEREMPUAN, DISABILITAS):
        for n in range(len(teks)):
            tahu = resmi(teks[:n] + teks[n + 1 :])
            if "Pemilih" in teks[:n] and n > 32:
                assert tahu is None or tahu is resmi(teks), teks[:n] + teks[n + 1 :]
    assert len({r.kode for r in RESMI}) == len(RESMI)


def test_sisa_satu_satunya_dalam_sasaran_tidak_pasti() -> None:
    a = [Butir(PARTISIPASI, "S1"), Butir("Persentase sosialisasi yang dilaksanakan kepada masyarakat", "S1")]
    b = [Butir(PARTISIPASI, "S1"), Butir("Persentase pelaksanaan sosialisasi kepada masyarakat umum", "S1")]
    assert [p.kepastian.value for p in pasangkan(a, b)] == ["pasti", "urutan"]
    assert len(pasangkan(a, [*b, Butir("Jumlah peserta sosialisasi kepada masyarakat", "S1")])) == 1


def test_kunci_kembar_menurut_kegiatan() -> None:
    laporan = "Jumlah laporan yang disusun"
    a = [Butir(laporan, "Keuangan"), Butir(laporan, "Umum")]
    assert [(p.kiri, p.kanan) for p in pasangkan(a, a[::-1])] == [(0, 1), (1, 0)]
    assert pasangkan(a, [Butir(laporan, "Logistik")]) == () or len(pasangkan(a, [Butir(laporan, "Umum")])) == 1


def test_samakan_ke_kunci_terdahulu() -> None:
    teks = [PEREMPUAN, PARTISIPASI, "Persentase Partisipasi Pemilih Perempaun dalam Pemilu"]
    menurut = {kunci(t): t for t in teks}
    benar, semua, salah = menurut
    terpisah = {benar: frozenset({1}), semua: frozenset({1, 2}), salah: frozenset({2})}
    assert samakan(terpisah, menurut) == {salah: "partisipasi-perempuan"}
    assert samakan({**terpisah, salah: frozenset({1, 2})}, menurut) == {}
    assert samakan({}, {}) == {}


def test_salah_ketik_terhitung() -> None:
    assert salah_ketik("persentase laporan keuangan", "persentase laporn keuangan") == 1
    assert salah_ketik("persentase laporan keuangan", "persentase laporan kegiatan") is None


def test_banyak_yang_tak_berpasangan_tetap_cepat() -> None:
    a = [Butir(f"Persentase dokumen jenis{i:05d} bagian{i % 71} yang disusun") for i in range(3000)]
    b = [Butir(f"Persentase dokumen jenis{i:05d} bagian{i % 71} yang disahkan") for i in range(3000)]
    assert tercepat(lambda: pasangkan(a, b), cukup=20) < 20
