"""Runs compared with what is known: each night's statuses and reasons, literally; and over random nights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlkinerja.aturan import SEMUA
from xlkinerja.riwayat import (
    AturanJalan,
    BukuLama,
    CatatanBuku,
    CatatanTemuan,
    Jalan,
    Keadaan,
    Perbandingan,
    Sebab,
    Status,
    bandingkan,
    status_sejak,
)
from xlkinerja.riwayat_jalan import sidik_aturan

ATURAN = AturanJalan("v1", {"K201": "a", "J201": "a", "S001": "a", "X201": "a", "W201": "a"},
                     lintas=frozenset({"X201", "W201"}))  # fmt: skip
Ringkas = dict[tuple[str, str], tuple[str, str | None]]


def temuan(sidik: str, *, lain: Sequence[str] = (), diterima: str | None = None) -> CatatanTemuan:
    """A finding whose fingerprint begins with its code."""
    return CatatanTemuan(sidik, sidik[:4], "galat", "PK", "D9", f"pesan {sidik}", tuple(lain), diterima)


def buku(
    jalur: str, isi: str, *t: CatatanTemuan | str, satker: str = "", tahun: int | None = 2026, terbaca: bool = True
) -> CatatanBuku:
    milik = tuple(temuan(x) if isinstance(x, str) else x for x in t)
    return CatatanBuku(jalur, isi, satker, tahun, terbaca, milik)


def malam(lama: Sequence[BukuLama], *b: CatatanBuku, aturan: AturanJalan = ATURAN) -> Perbandingan:
    return bandingkan(lama, Jalan(b, aturan))


def ringkas(p: Perbandingan) -> Ringkas:
    return {(t.jalur, t.catatan.sidik): (t.status.value, t.sebab.name if t.sebab else None) for t in p.temuan}


def satu(p: Perbandingan) -> tuple[str, str | None]:
    (isi,) = ringkas(p).values()
    return isi


def test_lima_malam() -> None:
    """Faults appear, are corrected, return; a workbook is missing, another unreadable; one accepted; a rule added."""
    p = malam([], buku("a", "a1", "K201-1", "J201-1"), buku("b", "b1", "K201-2"))
    assert ringkas(p) == {
        ("a", "K201-1"): ("baru", "BUKU_BARU"),
        ("a", "J201-1"): ("baru", "BUKU_BARU"),
        ("b", "K201-2"): ("baru", "BUKU_BARU"),
    }
    # Second night: one corrected, one accepted, one new.
    p = malam(p.buku, buku("a", "a2", "J201-1", "J201-2"), buku("b", "b2", temuan("K201-2", diterima="sesuai LKj")))
    assert ringkas(p) == {
        ("a", "J201-1"): ("tetap", None),
        ("a", "J201-2"): ("baru", "ISI_BERUBAH"),
        ("a", "K201-1"): ("selesai", "ISI_BERUBAH"),
        ("b", "K201-2"): ("diterima", None),
    }
    # Third night: a is unreadable, b is not there.
    p = malam(p.buku, buku("a", "a3", "S001-1", terbaca=False))
    assert ringkas(p) == {
        ("a", "S001-1"): ("baru", "TAK_TERBACA"),
        ("a", "J201-1"): ("tidak diperiksa", "TAK_TERBACA"),
        ("a", "J201-2"): ("tidak diperiksa", "TAK_TERBACA"),
        ("b", "K201-2"): ("tidak diperiksa", "BUKU_TIDAK_ADA"),
    }
    # Fourth night: a can be read again and holds the fault of the first night; b has another figure.
    p = malam(p.buku, buku("a", "a4", "K201-1", "J201-1"), buku("b", "b3", "K201-2"))
    assert ringkas(p) == {
        ("a", "K201-1"): ("kambuh", "ISI_BERUBAH"),
        ("a", "J201-1"): ("tetap", None),
        ("a", "S001-1"): ("selesai", "BARU_TERBACA"),
        ("a", "J201-2"): ("selesai", "ISI_BERUBAH"),
        ("b", "K201-2"): ("kambuh", "PENERIMAAN_GUGUR"),
    }
    # Fifth night: nothing changed but the rules.
    baru = AturanJalan("v2", {**ATURAN.sidik, "A201": "a", "J201": "b"})
    p = malam(p.buku, buku("a", "a4", "K201-1", "J201-1", "J201-3", "A201-1"), buku("b", "b3", "K201-2"), aturan=baru)
    assert ringkas(p) == {
        ("a", "K201-1"): ("tetap", None),
        ("a", "J201-1"): ("tetap", None),
        ("a", "J201-3"): ("baru", "ATURAN_BERUBAH"),
        ("a", "A201-1"): ("baru", "ATURAN_BARU"),
        ("b", "K201-2"): ("tetap", None),
    }


def test_aturan_baru_dikenali_walaupun_isinya_juga_berubah() -> None:
    p = malam([], buku("a", "1"))
    baru = AturanJalan("v2", {**ATURAN.sidik, "A201": "a", "J201": "b"})
    p = malam(p.buku, buku("a", "2", "A201-1", "J201-1", "K201-1"), aturan=baru)
    assert [x[1] for x in ringkas(p).values()] == ["ATURAN_BARU", "ISI_DAN_ATURAN", "ISI_BERUBAH"]


def test_aturan_dibanding_dengan_saat_buku_itu_terakhir_dibaca() -> None:
    """A rule that came while a workbook was away is new to that workbook, not to the folder."""
    baru = AturanJalan("v2", {**ATURAN.sidik, "A201": "a"})
    p = malam([], buku("a", "1"), buku("b", "1b"))
    p = malam(p.buku, buku("b", "1b"), aturan=baru)
    p = malam(p.buku, buku("a", "1", "A201-1"), buku("b", "1b", "A201-2"), aturan=baru)
    # b had the rule the night before; what changed since then is that a is back.
    assert ringkas(p) == {("a", "A201-1"): ("baru", "ATURAN_BARU"), ("b", "A201-2"): ("baru", "KUMPULAN_BERUBAH")}


def test_aturan_dicabut() -> None:
    p = malam([], buku("a", "1", "K201-1"))
    tanpa = AturanJalan("v2", {k: v for k, v in ATURAN.sidik.items() if k != "K201"})
    p = malam(p.buku, buku("a", "1"), aturan=tanpa)
    assert satu(p) == ("selesai", "ATURAN_DICABUT")


def test_program_diperbarui_tanpa_perubahan_lain() -> None:
    p = malam([], buku("a", "1"))
    lain = malam(p.buku, buku("a", "1", "K201-1"), aturan=replace(ATURAN, versi="v2"))
    assert satu(lain) == ("baru", "PROGRAM_BERUBAH")
    assert satu(malam(p.buku, buku("a", "1", "K201-1"))) == ("baru", "TIDAK_DIKETAHUI")
    dua = malam(p.buku, buku("a", "1", "K201-1"), buku("b", "2"), aturan=replace(ATURAN, versi="v2"))
    assert satu(dua) == ("baru", "KUMPULAN_ATAU_PROGRAM")


def test_kode_yang_diabaikan_tidak_selesai() -> None:
    p = malam([], buku("a", "1", "K201-1"))
    tanpa = replace(ATURAN, diabaikan=frozenset({"K201"}))
    p = malam(p.buku, buku("a", "2"), aturan=tanpa)
    assert satu(p) == ("tidak diperiksa", "KODE_DIABAIKAN")
    assert satu(malam(p.buku, buku("a", "2", "K201-1"))) == ("tetap", None)
    assert satu(malam(p.buku, buku("a", "2"))) == ("selesai", "TIDAK_DIKETAHUI")
    assert ringkas(malam(p.buku, buku("a", "2", "K201-1", "K201-2")))["a", "K201-2"] == ("baru", "DULU_DIABAIKAN")


def test_ganti_nama_dengan_isi_sama() -> None:
    p = malam([], buku("a", "1", "K201-1"))
    p = malam(p.buku, buku("baru/a-final", "1", "K201-1"))
    assert ringkas(p) == {("baru/a-final", "K201-1"): ("tetap", None)}
    assert [(x.nomor, x.jalur) for x in p.buku] == [(1, "baru/a-final")]


def test_nama_berputar_mengikuti_isinya() -> None:
    p = malam([], buku("a", "1", "K201-1"), buku("b", "2", "K201-2"))
    p = malam(p.buku, buku("b", "1", "K201-1"), buku("c", "2", "K201-2"))
    assert ringkas(p) == {("b", "K201-1"): ("tetap", None), ("c", "K201-2"): ("tetap", None)}
    p = malam(p.buku, buku("c", "1", "K201-1"), buku("b", "2", "K201-2"))
    assert {s for s, _ in ringkas(p).values()} == {"tetap"}


def test_ganti_nama_dan_isi_dikenali_dari_satker_dan_tahun() -> None:
    p = malam([], buku("a", "1", "K201-1", "K201-2", satker="53.71"), buku("b", "2", "K201-3", satker="53.03"))
    p = malam(p.buku, buku("x", "9", "K201-1", satker="53.71"), buku("b", "2", "K201-3", satker="53.03"))
    assert ringkas(p) == {
        ("x", "K201-1"): ("tetap", None),
        ("x", "K201-2"): ("selesai", "ISI_BERUBAH"),
        ("b", "K201-3"): ("tetap", None),
    }


@pytest.mark.parametrize(
    "kini",
    [
        [buku("x", "9", "K201-1", satker="53.71"), buku("y", "8", satker="53.71")],  # which of the two?
        [buku("x", "9", "K201-1", satker="53.71", tahun=2025)],
        [buku("x", "9", "K201-1")],
    ],
)
def test_bukan_ganti_nama(kini: list[CatatanBuku]) -> None:
    p = malam([], buku("a", "1", "K201-1", satker="53.71"))
    p = malam(p.buku, *kini)
    assert ringkas(p) == {
        ("a", "K201-1"): ("tidak diperiksa", "BUKU_TIDAK_ADA"),
        ("x", "K201-1"): ("baru", "BUKU_BARU"),
    }


def test_salinan_adalah_buku_lain() -> None:
    p = malam([], buku("a", "1", "K201-1"))
    p = malam(p.buku, buku("a", "1", "K201-1"), buku("a (2)", "1", "K201-1"))
    assert ringkas(p) == {("a", "K201-1"): ("tetap", None), ("a (2)", "K201-1"): ("baru", "BUKU_BARU")}


def test_sejak_awal_tak_terbaca() -> None:
    p = malam([], buku("a", "", "S001-1", terbaca=False))
    assert satu(p) == ("baru", "BUKU_BARU")
    p = malam(p.buku, buku("a", "", "S001-1", terbaca=False))
    assert satu(p) == ("tetap", None)
    p = malam(p.buku, buku("a", "1", "K201-1"))
    assert ringkas(p) == {("a", "K201-1"): ("baru", "BARU_TERBACA"), ("a", "S001-1"): ("selesai", "BARU_TERBACA")}


def test_terkunci_semalam_lalu_terbaca_lagi_tanpa_perubahan() -> None:
    """Locked for a night: S001 comes and goes, the others are what they were."""
    p = malam([], buku("a", "1", "K201-1", "J201-1", satker="53.71"))
    p = malam(p.buku, buku("a", "", "S001-1", terbaca=False))
    assert p.buku[0].satker == "53.71"
    p = malam(p.buku, buku("a", "1", "K201-1", "J201-1", satker="53.71"))
    assert {s: x for (_, s), x in ringkas(p).items()} == {
        "K201-1": ("tetap", None), "J201-1": ("tetap", None), "S001-1": ("selesai", "BARU_TERBACA")
    }  # fmt: skip


def test_buku_lain_tidak_ada_tidak_menyelesaikan_temuan_silang() -> None:
    silang = temuan("X201-1", lain=["pk"])
    p = malam([], buku("capaian", "1", silang, "K201-1"), buku("pk", "2"))
    tanpa = malam(p.buku, buku("capaian", "9", "K201-1"))
    assert ringkas(tanpa)["capaian", "X201-1"] == ("tidak diperiksa", "BUKU_LAIN_TIDAK_ADA")
    rusak = malam(p.buku, buku("capaian", "9", "K201-1"), buku("pk", "3", terbaca=False))
    assert ringkas(rusak)["capaian", "X201-1"] == ("tidak diperiksa", "BUKU_LAIN_TIDAK_ADA")
    ada = malam(tanpa.buku, buku("capaian", "9", "K201-1"), buku("pk", "3"))
    assert ringkas(ada)["capaian", "X201-1"] == ("selesai", "KUMPULAN_BERUBAH")
    nama = malam(p.buku, buku("capaian", "1", "K201-1"), buku("pk-baru", "2"))
    assert ringkas(nama)["capaian", "X201-1"] == ("selesai", "KUMPULAN_BERUBAH")


def test_temuan_bersama() -> None:
    """Findings on the run as a whole: new, solved, and not solved while a workbook is away."""
    p = malam([], buku("a", "1"), buku("b", "2"), buku(".", "", "W201-1"))
    assert ringkas(p) == {(".", "W201-1"): ("baru", "BUKU_BARU")}
    tanpa = malam(p.buku, buku("a", "1"), buku(".", "", "W201-2"))
    assert ringkas(tanpa) == {
        (".", "W201-2"): ("baru", "KUMPULAN_BERUBAH"),
        (".", "W201-1"): ("tidak diperiksa", "BUKU_LAIN_TIDAK_ADA"),
    }
    p = malam(p.buku, buku("a", "1"), buku("b", "2"), buku("c", "3"), buku(".", ""))
    assert ringkas(p) == {(".", "W201-1"): ("selesai", "KUMPULAN_BERUBAH")}
    p = malam(p.buku, buku("a", "1"), buku("b", "2"), buku("c", "4"), buku(".", "", "W201-1"))
    assert ringkas(p) == {(".", "W201-1"): ("kambuh", "KUMPULAN_BERUBAH")}


def test_diterima() -> None:
    p = malam([], buku("a", "1", temuan("K201-1", diterima="alasan")))
    assert satu(p) == ("diterima", "BUKU_BARU")
    assert p.temuan[0].berubah
    p = malam(p.buku, buku("a", "1", temuan("K201-1", diterima="alasan lain")))
    assert satu(p) == ("diterima", None)
    assert not p.temuan[0].berubah
    assert p.buku[0].temuan["K201-1"].catatan.diterima == "alasan lain"
    p = malam(p.buku, buku("a", "2"))
    assert satu(p) == ("selesai", "ISI_BERUBAH")
    p = malam(p.buku, buku("a", "3", temuan("K201-1", diterima="alasan")))
    assert satu(p) == ("diterima", "ISI_BERUBAH")


def test_sidik_sama_dalam_buku_lain_berdiri_sendiri() -> None:
    p = malam([], buku("a", "1", "K201-1"), buku("b", "2", "K201-1"))
    p = malam(p.buku, buku("a", "3"), buku("b", "2", "K201-1"))
    assert ringkas(p) == {("a", "K201-1"): ("selesai", "ISI_BERUBAH"), ("b", "K201-1"): ("tetap", None)}


@pytest.mark.parametrize(
    ("dulu", "kini", "status"),
    [
        (None, Keadaan.TERBUKA, Status.BARU),
        (None, Keadaan.SELESAI, Status.SELESAI),
        (None, Keadaan.DITERIMA, Status.DITERIMA),
        (Keadaan.TERBUKA, Keadaan.TERBUKA, Status.TETAP),
        (Keadaan.SELESAI, Keadaan.TERBUKA, Status.KAMBUH),
        (Keadaan.DITERIMA, Keadaan.TERBUKA, Status.KAMBUH),
        (Keadaan.TERBUKA, Keadaan.SELESAI, Status.SELESAI),
    ],
)
def test_status_sejak(dulu: Keadaan | None, kini: Keadaan, status: Status) -> None:
    assert status_sejak(dulu, kini) is status
    if kini is not Keadaan.SELESAI:
        assert status_sejak(dulu, kini, terperiksa=False) is Status.TIDAK_DIPERIKSA


def test_sidik_aturan_menurut_modulnya() -> None:
    sidik = sidik_aturan()
    assert set(sidik) == {a.kode for a in SEMUA}
    assert sidik["K201"] == sidik["K202"] != sidik["J201"]


# Random nights


@dataclass(frozen=True)
class _Malam:
    """Path -> None (missing), "rusak", or the findings that are there, with whether they are accepted."""

    buku: Mapping[str, Mapping[str, bool] | str | None]
    diabaikan: frozenset[str]


_KODE = ("K201", "J201")
_isi = st.dictionaries(st.sampled_from([f"{k}-{i}" for k in _KODE for i in range(2)]), st.booleans())
_malam = st.builds(
    _Malam,
    st.fixed_dictionaries({n: st.one_of(st.none(), st.just("rusak"), _isi, _isi, _isi) for n in "abc"}),
    st.sets(st.sampled_from(_KODE), max_size=1).map(frozenset),
)


def _jalankan(lama: Sequence[BukuLama], nomor: int, m: _Malam) -> Perbandingan:
    semua = []
    for jalur, isi in m.buku.items():
        if isi == "rusak":
            semua.append(buku(jalur, "", "S001-1", terbaca=False))
        elif isinstance(isi, Mapping):
            ada = [temuan(s, diterima="ya" if d else None) for s, d in isi.items() if s[:4] not in m.diabaikan]
            semua.append(buku(jalur, f"{jalur}{nomor}", *ada))
    return malam(lama, *semua, aturan=replace(ATURAN, diabaikan=m.diabaikan))


@settings(max_examples=150, deadline=None)
@given(st.lists(_malam, min_size=1, max_size=6))
def test_malam_acak(semua: list[_Malam]) -> None:
    """Against a model that knows only: seen, accepted, solved."""
    tahu: dict[tuple[str, str], Keadaan] = {}
    lama: Sequence[BukuLama] = []
    for nomor, m in enumerate(semua):
        p = _jalankan(lama, nomor, m)
        lama = p.buku
        kata = {(t.jalur, t.catatan.sidik): t for t in p.temuan}
        assert len(kata) == len(p.temuan)  # one status each
        sebelum = dict(tahu)
        for kunci, t in kata.items():
            assert (t.status is Status.BARU) == (kunci not in sebelum and t.kini is Keadaan.TERBUKA)
            assert t.dulu is sebelum.get(kunci)
            assert (t.sebab is None) == (not t.berubah and t.status is not Status.TIDAK_DIPERIKSA) or (
                t.status is Status.DITERIMA
            )
            if t.status is Status.TIDAK_DIPERIKSA:
                assert t.kini is t.dulu is not Keadaan.SELESAI
                isi = m.buku[kunci[0]]
                assert not isinstance(isi, Mapping) or kunci[1][:4] in m.diabaikan
            if t.status is Status.KAMBUH:
                assert sebelum[kunci] in (Keadaan.SELESAI, Keadaan.DITERIMA)
            tahu[kunci] = t.kini
        # What is open and not spoken of does not exist.
        assert {k for k, x in tahu.items() if x is not Keadaan.SELESAI} <= set(kata)
        for jalur, isi in m.buku.items():
            if isinstance(isi, Mapping):
                ada = {(jalur, s) for s in isi if s[:4] not in m.diabaikan}
                terlihat = {k for k, t in kata.items() if k[0] == jalur and t.status not in
                            (Status.SELESAI, Status.TIDAK_DIPERIKSA)}  # fmt: skip
                assert terlihat == ada
        assert {(x.jalur, s): t.keadaan for x in p.buku for s, t in x.temuan.items()} == tahu
        # Open = first seen and returned minus solved and accepted.
        assert sum(t.keadaan is Keadaan.TERBUKA for x in p.buku for t in x.temuan.values()) == (
            sum(x is Keadaan.TERBUKA for x in sebelum.values())
            + p.jumlah(Status.BARU)
            + p.jumlah(Status.KAMBUH)
            - sum(t.dulu is Keadaan.TERBUKA and t.kini is not Keadaan.TERBUKA for t in p.temuan)
        )


@settings(max_examples=60, deadline=None)
@given(st.lists(_malam, min_size=1, max_size=4))
def test_jalan_yang_sama_dua_kali_tidak_mengubah_apa_pun(semua: list[_Malam]) -> None:
    lama: Sequence[BukuLama] = []
    for nomor, m in enumerate(semua):
        lama = _jalankan(lama, nomor, m).buku
    lagi = _jalankan(lama, len(semua) - 1, semua[-1])
    assert lagi.buku == lama
    assert not [t for t in lagi.temuan if t.berubah]


def test_sebab_berbunyi_indonesia_dan_berlainan() -> None:
    assert len({s.value for s in Sebab}) == len(Sebab)
