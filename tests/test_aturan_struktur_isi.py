"""Parts of a template that are gone, its identity, missing columns, rows typed twice, footnote marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from tests.isi_acak import isi_wajar
from xlkinerja.aturan.contoh import contoh_buku
from xlkinerja.aturan.deklarasi import Ubah
from xlkinerja.buku import Buku
from xlkinerja.buku.berkas import buka
from xlkinerja.buku.ingatan import Isi, buku_ingatan
from xlkinerja.formulir.identitas import daftar_satker
from xlkinerja.periksa import periksa_buku
from xlkinerja.templat.buku import buat_templat
from xlkinerja.templat.isi import isi_baku
from xlkinerja.temuan import Temuan

BERKAS = buat_templat(isi_wajar(daftar_satker()[3], 2026, 1))


def letak(temuan: Sequence[Temuan], *kode: str) -> list[tuple[str, str | None, str | None]]:
    return [(t.kode, t.lokasi.lembar, t.lokasi.sel) for t in temuan if not kode or t.kode in kode]


def tulis(*baris: Sequence[Isi]) -> Buku:
    sel = {f"{chr(65 + k)}{i}": n for i, b in enumerate(baris, 1) for k, n in enumerate(b) if n is not None}
    return buku_ingatan({"L": sel})


@pytest.mark.parametrize(("lembar", "sebutan"), [("PK Ketua", "PK Ketua"), ("RAK Sekretaris", "RAK Sekretaris"),
                                                 ("Anggaran", "Anggaran"), ("Capaian Ketua", "Capaian Ketua")])
@pytest.mark.parametrize("rusak", [True, False])
def test_lembar_templat_terhapus(lembar: str, sebutan: str, rusak: bool) -> None:
    """Excel leaves the names with #REF!, other programs with the name of a sheet that is not there."""
    buku = buka(BERKAS)
    buku.lembar = [x for x in buku.lembar if x.nama != lembar]
    if rusak:
        buku.nama = {n: "#REF!$A$1" if lembar in isi else isi for n, isi in buku.nama.items()}
    temuan = [t for t in periksa_buku(buku).temuan if t.kode == "S006"]
    assert letak(temuan) == [("S006", None, None)]
    assert temuan[0].pesan == f"Bagian templat tidak ada lagi: {sebutan}"


def ganti_nama(lama: str, baru: str) -> list[Temuan]:
    """What is found once a program renames a sheet and leaves what refers to it as it was."""
    buku = buka(BERKAS)
    next(x for x in buku.lembar if x.nama == lama).nama = baru
    return [t for t in periksa_buku(buku).temuan if t.kode in ("S006", "S009")]


@pytest.mark.parametrize("lama", ["Anggaran", "PK Sekretaris", "RAK Ketua", "Capaian Ketua", "RKT"])
def test_lembar_templat_berganti_nama(lama: str) -> None:
    temuan = ganti_nama(lama, "Lembar (2)")
    assert letak(temuan) == [("S009", "Lembar (2)", None)]
    assert temuan[0].pesan == (
        f"Lembar ini dahulu bernama “{lama}”; rumus dan nama yang merujuknya masih memakai nama itu"
    )
    assert (temuan[0].tertulis, temuan[0].seharusnya) == ("Lembar (2)", lama)
    assert temuan[0].saran is not None and temuan[0].saran.startswith(f"Kembalikan nama lembar ini menjadi “{lama}”.")


def ganti_identitas(**isi: str) -> list[tuple[str, str | None, str | None]]:
    buku = buka(buat_templat(isi_baku(daftar_satker()[3], 2026)))
    for nama, teks in isi.items():
        letak_sel = buku.rentang_bernama(f"xlk_identitas_{nama}")
        assert letak_sel is not None
        lembar, r = letak_sel
        i = lembar._cari(r.baris1, r.kolom1)
        lembar.isi[i] = teks
        lembar.jenis[i] = ord("s" if teks else "-")
    return letak(periksa_buku(buku).temuan, "S007")


def test_identitas_templat() -> None:
    assert ganti_identitas() == []
    assert [x[0] for x in ganti_identitas(kode="")] == ["S007"]
    assert [x[0] for x in ganti_identitas(kode="99.99", satker="")] == ["S007"]
    assert [x[0] for x in ganti_identitas(tahun="")] == ["S007"]
    assert len(ganti_identitas(kode="", tahun="")) == 2


KEPALA = ("No", "Sasaran Strategis", "Indikator Kinerja", "Target")
JUDUL = ("Capaian Kinerja KPU Kota Kupang Tahun 2024",)


@pytest.mark.parametrize(
    ("kolom", "kurang"), [(("Capaian",), "Realisasi"), (("% Capaian",), "Realisasi"), (("Realisasi",), "Capaian")]
)
def test_kolom_realisasi_atau_capaian_tidak_ada(kolom: tuple[str, ...], kurang: str) -> None:
    temuan = periksa_buku(tulis(JUDUL, (*KEPALA, *kolom), (1, "S", "Indeks Reformasi Birokrasi", 80, 90))).temuan
    assert letak(temuan) == [("S008", "L", "E2")]
    assert temuan[0].pesan.startswith(f"Kolom {kurang} tidak ada")


def test_tabel_lengkap_tanpa_temuan() -> None:
    isi = (1, "S", "Indeks Reformasi Birokrasi", 80, 80, "100%")
    assert letak(periksa_buku(tulis(JUDUL, (*KEPALA, "Realisasi", "Capaian"), isi)).temuan, "S008") == []


def test_lembar_nyaris_tabel_menyebut_kolomnya() -> None:
    tabel = ("Tujuan", "Sasaran", "Indikator", "Realisasi", "Capaian")
    temuan = periksa_buku(tulis(JUDUL, tabel, ("T", "S", "Indeks Reformasi Birokrasi", 90, 100))).temuan
    assert letak(temuan) == [("S002", "L", None)]
    assert temuan[0].sebab == "baris 2 menyerupai judul tabel Capaian Kinerja, tetapi kolom Target tidak ada"


def test_anggaran_bersisa_tanpa_realisasi() -> None:
    buku = tulis(("Anggaran KPU Kota Kupang 2024",), ("Uraian", "Pagu", "Sisa"), ("Gaji", 2000, 1000))
    assert letak(periksa_buku(buku).temuan) == [("S008", "L", "C2")]
    buku = tulis(("Anggaran KPU Kota Kupang 2024",), ("Uraian", "Pagu", "Satuan"), ("Gaji", 2000, "paket"))
    assert letak(periksa_buku(buku).temuan, "S008") == []


def baris_pk(i: int, **beda: Isi) -> list[Ubah]:
    isi: Mapping[str, Isi] = {
        "indikator": "Persentase Partisipasi Pemilih dalam Pemilu/ Pemilihan", "target": "85%", **beda,
    }  # fmt: skip
    return [Ubah("target_sasaran", i, n, x) for n, x in isi.items() if not isinstance(x, int | bool)]


def test_baris_tersalin() -> None:
    temuan = periksa_buku(contoh_buku(baris_pk(3))).temuan
    assert letak(temuan, "S206", "S104") == [("S206", "PK Ketua", "C7")]
    assert temuan[[t.kode for t in temuan].index("S206")].pesan.endswith("sama persis dengan baris 6")


def test_baris_mirip_bukan_tersalin() -> None:
    assert letak(periksa_buku(contoh_buku(baris_pk(3, target="86%"))).temuan, "S206") == []


def test_nomor_sama_pada_baris_tersalin_tidak_dilaporkan_lagi() -> None:
    isi = ("Indeks Reformasi Birokrasi", 80, 80, "100%")
    kepala = ("No", "Indikator Kinerja", "Target", "Realisasi", "Capaian")
    temuan = periksa_buku(tulis(JUDUL, kepala, (1, "Nilai SAKIP", 70, 70, "100%"), (2, *isi), (2, *isi))).temuan
    assert letak(temuan, "S104", "S206") == [("S206", "L", "B5")]


@pytest.mark.parametrize(
    ("baris", "ada"),
    [
        (None, True),
        (("* : Realisasi menggunakan Pilkada",), False),
        (("*) angka sementara",), False),
        (("Keterangan: * sementara",), False),
        (("*", "Realisasi menggunakan Pilkada"), False),
        (("Sumber: bagian teknis",), True),
    ],
)
def test_catatan_kaki(baris: Sequence[Isi] | None, ada: bool) -> None:
    isi = [JUDUL, ("No", "Indikator Kinerja", "Target", "Realisasi", "Capaian"),
           (1, "Persentase Partisipasi Pemilih", "85%", "69,66% *", "81,95%*"), (None,)]  # fmt: skip
    temuan = periksa_buku(tulis(*isi, *([baris] if baris else []))).temuan
    assert letak(temuan, "S207") == ([("S207", "L", "D3")] if ada else [])
    if ada:
        t = next(t for t in temuan if t.kode == "S207")
        assert [x.sel for x in t.terkait] == ["E3"]
