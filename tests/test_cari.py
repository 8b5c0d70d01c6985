"""The finder: each official table stays itself however staff re-arrange it, and nothing else is taken for one."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import reduce
from pathlib import Path
from random import Random

import pytest
from bentuk_capaian import ANGGARAN, CAPAIAN, CAPAIAN_KETUA
from bentuk_resmi import PERENCANAAN, PK_BAGIAN, PK_KETUA
from hypothesis import given, settings
from hypothesis import strategies as st
from pembuat_tabel import (
    TETAP,
    Bentuk,
    Isian,
    Petak,
    Ubah,
    baca,
    catatan,
    gambar,
    isian,
    kepala_ulang,
    kolom_asing,
    salah_ketik,
    sisip_baris,
    tulis_xlsx,
    urutan,
)

from tests.waktu import sekali
from xlkinerja.baca import baca_buku
from xlkinerja.buku.berkas import buka_jalur
from xlkinerja.buku.ingatan import Isi, buku_ingatan
from xlkinerja.cari import betulkan, kepala_tabel
from xlkinerja.kisi import Kisi
from xlkinerja.temuan import alamat_a1

BENTUK = (*PERENCANAAN, *CAPAIAN, *ANGGARAN)
CARA = ("hilang", "tukar", "ganda")


def _acak(benih: int) -> Ubah:
    def acak(kolom: list[int]) -> list[int]:
        return Random(benih).sample(kolom, len(kolom))

    return urutan(acak)


UBAH: dict[str, Ubah] = {
    **TETAP,
    **{f"salah ketik: {c}, judul ke-{i}": salah_ketik(i, c) for c in CARA for i in range(6)},
    "urutan terbalik": urutan(lambda kolom: kolom[::-1]),
    **{f"urutan acak {i}": _acak(i) for i in range(4)},
    **{f"kolom Satuan sebelum kolom {i}": kolom_asing(i, "Jumlah Dokumen", "5") for i in range(5)},
    **{f"kolom Keterangan sebelum kolom {i}": kolom_asing(i, "Keterangan", "selesai") for i in range(5)},
    **{f"baris kosong {i}": sisip_baris(i) for i in range(5)},
    **{f"nomor halaman {i}": sisip_baris(i, "12", i) for i in range(6)},
    **{f"halaman n dari m {i}": sisip_baris(i, "Halaman 3 dari 7") for i in range(3)},
    **{f"kepala berulang {i}": kepala_ulang(i) for i in range(6)},
}


def _periksa(bentuk: Bentuk, ubah: Sequence[Ubah]) -> None:
    petak: Petak = reduce(lambda p, u: u(p), ubah, bentuk.petak)
    berkas = baca(petak)
    assert catatan(berkas) == bentuk.harapan
    assert {d.formulir for d in berkas.dokumen} == {bentuk.formulir}


@pytest.mark.parametrize("bentuk", BENTUK, ids=lambda b: b.nama)
def test_setiap_susunan_terbaca_sama(bentuk: Bentuk) -> None:
    for nama, ubah in UBAH.items():
        petak = ubah(bentuk.petak)
        berkas = baca(petak)
        assert catatan(berkas) == bentuk.harapan, nama
        assert {d.formulir for d in berkas.dokumen} == {bentuk.formulir}, nama


_JUDUL = st.sampled_from([u for n, u in UBAH.items() if n.startswith("salah") or n in TETAP])
_KOLOM = st.sampled_from([u for n, u in UBAH.items() if n.startswith(("urutan", "kolom"))])
_BARIS = st.builds(sisip_baris, st.integers(0, 9), st.sampled_from(["", "", "7", "- 12 -"]), st.integers(0, 9))
_ULANG = st.builds(kepala_ulang, st.integers(0, 9))


@settings(deadline=None, max_examples=200)
@given(
    bentuk=st.sampled_from(BENTUK),
    salah=st.builds(salah_ketik, st.integers(0, 9), st.sampled_from(CARA)),
    kolom=st.lists(_KOLOM, max_size=2),
    baris=st.lists(_BARIS, max_size=2),
    ulang=st.lists(_ULANG, max_size=1),
    tetap=st.lists(st.sampled_from([u for n, u in TETAP.items() if n != "angka teks"]), max_size=3),
)
def test_gabungan_acak_terbaca_sama(
    *, bentuk: Bentuk, salah: Ubah, kolom: list[Ubah], baris: list[Ubah], ulang: list[Ubah], tetap: list[Ubah]
) -> None:
    # Columns first, then rows: a page number must not be filled by a column that comes later.
    _periksa(bentuk, [salah, *kolom, *baris, *ulang, *tetap])


@pytest.mark.parametrize("bentuk", [PK_BAGIAN, CAPAIAN_KETUA, *ANGGARAN[:2]], ids=lambda b: b.nama)
def test_lembar_dan_baris_tersembunyi_tetap_dibaca(tmp_path: Path, bentuk: Bentuk) -> None:
    tersembunyi = TETAP["baris tersembunyi"](bentuk.petak)
    isi = {"Depan": isian(PK_KETUA.petak), "qwerty": isian(tersembunyi)}
    berkas = baca_buku(buka_jalur(tulis_xlsx(tmp_path / "b.xlsx", isi, sembunyi="qwerty"))[0], "b.xlsx")
    assert catatan(berkas) == (*PK_KETUA.harapan, *bentuk.harapan)


@pytest.mark.parametrize("bawah", [b for b in BENTUK if b is not CAPAIAN_KETUA], ids=lambda b: b.nama)
def test_dua_tabel_bertumpuk(bawah: Bentuk) -> None:
    berkas = baca(CAPAIAN_KETUA.petak, bawah.petak)
    assert [d.formulir for d in berkas.dokumen] == [CAPAIAN_KETUA.formulir, bawah.formulir]
    assert catatan(berkas) == (*CAPAIAN_KETUA.harapan, *bawah.harapan)


def test_letak_kepala_dan_ejaan() -> None:
    petak = gambar("Perjanjian Kinerja", "NO | Sasaran Strategsi | Indikator Knerja | Target\n1 | a | b | 5%")
    kepala = kepala_tabel(Kisi(buku_ingatan({"x": isian(petak).sel}).lembar[0]))
    assert [(k.atas, k.bawah, k.data) for k in kepala] == [(2, 2, 3)]
    assert dict(kepala[0].kolom) == {"nomor": 1, "sasaran": 2, "indikator": 3, "target": 4}
    assert [(s.alamat, b) for s, b in kepala[0].eja] == [
        ("B2", "Sasaran Strategis"),
        ("C2", "Indikator Kinerja"),
    ]


@pytest.mark.parametrize(
    ("salah", "benar"),
    [
        ("taret", "target"),
        ("tagret", "target"),
        ("realiasi", "realisasi"),
        ("sasaran strategsi", "sasaran strategis"),
        ("pagu", None),
        ("kapasitas", None),
        ("indonesia", None),
    ],
)
def test_betulkan(salah: str, benar: str | None) -> None:
    assert betulkan(salah) == benar


# What is no table ---------------------------------------------------------------------------------------------

PROSA = [
    ("Laporan ini memuat target, realisasi dan capaian kinerja seluruh sasaran strategis.",),
    ("Indikator kinerja kegiatan disusun bersama oleh seluruh sub bagian.",),
    ("Target tercapai.", "Realisasi anggaran 98,23%."),
    ("Kupang, 14 Februari 2024",),
    ("KETUA,",),
    ("(nama pejabat)",),
]
TANGGAL = [(f"{h} Januari 2024", f"{h}/01/2024") for h in range(1, 9)]
PARPOL = [
    ("NOMOR URUT", "PARTAI POLITIK", "HASIL PEMUTAKHIRAN"),
    ("1", "2", "3"),
    *((str(n), f"Partai {n}", "Mutakhir") for n in range(1, 9)),
    ("Keterangan", "* Partai Lokal", ""),
]
NAMA = [("No", "Nama", "Jabatan", "Golongan"), *((str(n), "(nama pejabat)", "Staf", "III/a") for n in range(1, 6))]
KAMPUS = [
    ("No", "Tanggal", "Lokasi", "Narasumber", "Jumlah peserta"),
    ("1", "3 Maret 2020", "Aula", "(narasumber)", "120"),
]


@pytest.mark.parametrize("baris", [PROSA, TANGGAL, PARPOL, NAMA, KAMPUS])
def test_bukan_tabel_kinerja(baris: Sequence[tuple[str, ...]]) -> None:
    sel = {alamat_a1(r, k): s for r, b in enumerate(baris, 1) for k, s in enumerate(b, 1) if s}
    berkas = baca_buku(buku_ingatan({"Catatan": sel}), "b.xlsx")
    assert berkas.dokumen == ()
    assert [(i.kode, i.lembar, i.sel) for i in berkas.isyarat] == [("S002", "Catatan", None)]


def test_lembar_kosong_tidak_dilaporkan() -> None:
    berkas = baca_buku(buku_ingatan({"Kosong": {}, "PK": isian(PK_KETUA.petak).sel}), "b.xlsx")
    assert [i.kode for i in berkas.isyarat if i.kode == "S002"] == []


# Time grows with the rows, no faster ------------------------------------------------------------------------------


def _polos(n: int) -> Isian:
    sel: dict[str, Isi] = {}
    for r in range(1, n + 1):
        for k in range(1, 9):
            sel[alamat_a1(r, k)] = f"teks {r % 97} kolom {k}" if k % 2 else Decimal(r * k)
    return Isian(sel, {}, [], [])


def _anggaran(n: int) -> Isian:
    baris = ["Kode | Uraian | Pagu | Realisasi | Sisa | %"]
    for i in range(n):
        kode = f"{3000 + i // 50}" if i % 50 == 0 else f"{i % 50:03d}"
        baris.append(f"{kode} | Layanan {i} | {i + 1}.000 | {i}.000 | 1.000 | 98,00%")
    return isian(gambar("Realisasi Anggaran Tahun 2024", "\n".join(baris)))


def _waktu(isi: Isian) -> float:
    buku = buku_ingatan({"Data": isi.sel}, format={"Data": isi.format})
    return sekali(lambda: baca_buku(buku, "b.xlsx"))


@pytest.mark.parametrize(("buat", "kecil"), [(_polos, 10_000), (_anggaran, 2_500)])
def test_waktu_sebanding_dengan_banyak_baris(buat: type, kecil: int) -> None:
    # Measured again if the machine was busy just then: work that grows faster fails every time.
    assert any(_waktu(buat(kecil * 2)) < 3 * _waktu(buat(kecil)) + 0.02 for _ in range(3))
