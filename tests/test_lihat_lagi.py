"""When a workbook that was written is looked at once more: always when what was written can settle or reveal something,
so that a second run changes nothing; not for sisa and persen that only complete a budget (pelengkap.py)."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from random import Random

import openpyxl
import pytest

from tests.suntik.bahan import Bahan
from tests.suntik.daftar import SEMUA
from tests.suntik.kelas import Kelas
from xlkinerja.baca import baca_buku
from xlkinerja.buku import Suntingan
from xlkinerja.periksa import HasilBerkas, gabungkan, periksa_sendiri, tanpa_daur_ulang
from xlkinerja.rumus_isi import berisi
from xlkinerja.temuan import Sel
from xlkinerja.terapkan import hitung_jalur
from xlkinerja.tulis import Rencana, rencanakan

CONTOH = Path(__file__).parents[1] / "workbooks" / "contoh"


def test_capaian_yang_diisi_menjelaskan_temuan_lain(tmp_path: Path) -> None:
    """Capaian emptied on two sheets of Kota Kupang 2024: only once they are filled is it plain that F53's neighbour
    holds the realisasi, so that the findings sheet says so after one run, and a second one changes nothing."""
    jalur = tmp_path / "kota-kupang-2024.xlsx"
    buku = openpyxl.load_workbook(CONTOH / "kota-kupang-2024.xlsx")
    for lembar, sel in [("Ringkasan", s) for s in ("G9", "G13", "G15", "G16")] + [("Capaian", "G15")]:
        buku[lembar][sel].value = None
    buku.save(jalur)
    hitung_jalur([jalur], cadangan=False)
    sekali = jalur.read_bytes()
    semua = [[s.value for s in b] for b in openpyxl.load_workbook(jalur)["Temuan"].iter_rows(min_row=5)]
    temuan = [(b[1], b[4], b[9]) for b in semua if b[3] == "Capaian multi-tahun" and b[4] in ("F53", "G53")]
    hitung_jalur([jalur], cadangan=False)
    assert jalur.read_bytes() == sekali
    sebab = "nilai realisasi tertulis di kolom capaian: angka baris ini bergeser satu kolom ke kanan"
    assert temuan == [("K201", "G53", f"{sebab} (bandingkan Ringkasan!F16)")]


def _periksa(bahan: Bahan) -> HasilBerkas:
    with tanpa_daur_ulang():
        lengkap = berisi(bahan.buku)
        return gabungkan([periksa_sendiri(baca_buku(lengkap, bahan.nama), lengkap)]).berkas[0]


def _rencana(bahan: Bahan, hasil: HasilBerkas) -> Rencana:
    return rencanakan(bahan.buku, hasil, None, lambda _l, _b, _k: 0)


def _kosongkan(bahan: Bahan, bagian: float, *bidang: str) -> None:
    acak = Random(f"{bahan.ke}/{bagian}")
    for h in _periksa(bahan).hitungan:
        if h.bidang in bidang and acak.random() < bagian:
            bahan.tulis(h.sel, None)


def _tulis(bahan: Bahan, suntingan: tuple[Suntingan, ...]) -> None:
    for s in suntingan:
        assert s.rumus is None and (s.nilai is None or isinstance(s.nilai, (Decimal, str)))
        bahan.tulis(Sel(s.lembar, s.baris, s.kolom), s.nilai, s.format)


@pytest.mark.parametrize("bagian", [1.0, 0.6, 0.05])
@pytest.mark.parametrize("ke", [0, 5, 13, 21])
def test_sisa_dan_persen_tidak_mengungkap_apa_pun(ke: int, bagian: float) -> None:
    bahan = Bahan(ke, Random(ke), ketik=True)
    _kosongkan(bahan, bagian, "sisa", "persen")
    sebelum = _periksa(bahan)
    rencana = _rencana(bahan, sebelum)
    assert rencana.diisi > 0 and not rencana.lihat_lagi
    _tulis(bahan, rencana.suntingan)
    sesudah = _periksa(bahan)
    assert sesudah.temuan == sebelum.temuan
    assert _rencana(bahan, sesudah).diisi == 0


def test_bidang_lain_dilihat_lagi() -> None:
    bahan = Bahan(5, Random(5), ketik=True)
    _kosongkan(bahan, 0.6, "capaian", "persen")
    rencana = _rencana(bahan, _periksa(bahan))
    assert rencana.diisi > 0 and rencana.lihat_lagi


_SALAH = [k for k in SEMUA if k.ketik and k.nama[0] in "JAX"]


@pytest.mark.parametrize("kelas", _SALAH, ids=lambda k: k.nama)
def test_sisa_dan_persen_tidak_mengungkap_apa_pun_di_samping_kesalahan(kelas: Kelas) -> None:
    """A fault of each kind, sisa and percentages not yet filled: where no second look is taken, it finds the same."""
    bahan = Bahan(1, Random(kelas.nama), ketik=True)
    kelas.suntik(bahan)
    _kosongkan(bahan, 1.0, "sisa", "persen")
    sebelum = _periksa(bahan)
    rencana = _rencana(bahan, sebelum)
    if rencana.lihat_lagi:
        return
    _tulis(bahan, tuple(s for s in rencana.suntingan if s.nilai is not None))
    sesudah = _periksa(bahan)
    assert sesudah.temuan == sebelum.temuan
    assert _rencana(bahan, sesudah).diisi == 0


def _salah_pagu(bahan: Bahan) -> None:
    pagu = next(h.catatan.asal["pagu"] for h in _periksa(bahan).hitungan if h.bidang == "sisa")
    bahan.tulis(pagu, Decimal(str(pagu.nilai)) + 1000)


def test_pagu_yang_salah_tidak_perlu_dilihat_lagi_bila_kolomnya_kosong() -> None:
    bahan = Bahan(0, Random(0), ketik=True)
    _kosongkan(bahan, 1.0, "sisa", "persen")
    _salah_pagu(bahan)
    rencana = _rencana(bahan, _periksa(bahan))
    assert (rencana.ditandai, rencana.lihat_lagi) == (1, False)


def test_dilihat_lagi_bila_ada_yang_salah_dan_sisa_yang_diketik() -> None:
    """A sisa that was typed speaks for or against the pagu beside it."""
    bahan = Bahan(0, Random(0), ketik=True)
    _kosongkan(bahan, 0.6, "sisa", "persen")
    _salah_pagu(bahan)
    assert _rencana(bahan, _periksa(bahan)).lihat_lagi


def test_dilihat_lagi_bila_kolomnya_memuat_angka_sebagai_teks() -> None:
    """Rows in between that are filled break the run of texts, of which each is a finding of its own."""
    bahan = Bahan(0, Random(0), ketik=True)
    _kosongkan(bahan, 0.6, "sisa")
    for h in _periksa(bahan).hitungan:
        if h.bidang == "sisa" and h.sel.tampil:
            bahan.tulis(h.sel, h.sel.tampil)
    sebelum = _periksa(bahan)
    assert [t.kode for t in sebelum.temuan if t.lokasi.lembar == "Anggaran"] == ["S101"]
    rencana = _rencana(bahan, sebelum)
    assert rencana.lihat_lagi
    _tulis(bahan, rencana.suntingan)
    assert [t.kode for t in _periksa(bahan).temuan if t.lokasi.lembar == "Anggaran"].count("S101") > 1


@pytest.mark.parametrize(
    ("letak", "rumus", "lagi"),
    [
        (("Identitas", 40, 2), "SUM(Anggaran!G6:G9)", True),
        (("Identitas", 40, 2), "SUM(Anggaran!E6:F9)", False),
        (("Anggaran", 200, 5), "SUM(E6:E9)", False),
        (("Anggaran", 200, 7), "1+1", True),
    ],
)
def test_dilihat_lagi_bila_ada_rumus_yang_memakainya(letak: tuple[str, int, int], rumus: str, lagi: bool) -> None:
    bahan = Bahan(0, Random(0), ketik=True)
    _kosongkan(bahan, 1.0, "sisa", "persen")
    bahan.rumus(Sel(*letak), rumus)
    assert _rencana(bahan, _periksa(bahan)).lihat_lagi is lagi
