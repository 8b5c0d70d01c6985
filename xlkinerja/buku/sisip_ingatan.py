"""The same as `sisip.terapkan` on a workbook held in memory: what reading the spliced file again would give.

Splicing thousands of cells into a sheet's XML and parsing it again takes longer than a check. Here the cells are
changed in the `Buku`, and only the parts that are small (styles, our sheet, workbook.xml) are written and read; the
sheets of the package stay as they were, since only the styles of its rows and columns are asked of them later on.

Taken are only plain edits of cells that are stored: whatever else needs a look at the XML (a formula, a merge, an
array, a table's heading, cells out of order) is refused, and the caller splices.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from xlkinerja.buku import LEBAR, Buku, BukuTakTertulis, Lembar, Suntingan, angka_mentah
from xlkinerja.buku.berkas import dari_paket
from xlkinerja.buku.kumpul import GALAT_INDEKS, KOLOM
from xlkinerja.buku.lembar_baru import LembarBaru
from xlkinerja.buku.paket import LembarPaket, Paket, buka_paket
from xlkinerja.buku.peta_lembar import PetaLembar
from xlkinerja.buku.sisip import Penulis
from xlkinerja.buku.sisip_lembar import gaya_jadi, kelompokkan
from xlkinerja.buku.sisip_sel import tolak_nilai, tulis_angka

_KOSONG, _ANGKA, _TEKS = ord("-"), ord("n"), ord("s")
_LETAK = re.compile(rb'<row(?=[\s/>])(?:[^<>]*? r="([0-9]+)")?|<c(?=[\s/>])(?:[^<>]*? r="([A-Z]{1,3})([0-9]+)")?')
_ASING = re.compile(rb"""t\s*=\s*["'](?:array|dataTable|shared|d)["']""")


class _KolomBita(dict[bytes, int]):
    """A column's letters as they stand in the file -> its number."""

    def __missing__(self, huruf: bytes) -> int:
        self[huruf] = KOLOM[huruf.decode()]
        return self[huruf]


_KOLOM = _KolomBita()


class TakBiasa(Exception):
    """An edit that needs a look at the file."""


def terapkan_ingatan(
    paket: Paket, buku: Buku, suntingan: Sequence[Suntingan], lembar_baru: LembarBaru
) -> tuple[Paket, Buku]:
    """The package with its small parts brought up to date, and the workbook as it would be read from the spliced file;
    the very same `paket` and `buku` when nothing would change. TakBiasa when that is not certain."""
    penulis = Penulis(paket)
    kembar = len({x.nama.casefold() for x in paket.lembar}) < len(paket.lembar)
    if kembar or any(a.bagian.lower().startswith("_xmlsignatures/") for a in paket.anggota):
        raise TakBiasa
    per_lembar: dict[str, list[Suntingan]] = {}
    for s in suntingan:
        per_lembar.setdefault(s.lembar, []).append(s)
    baru: dict[str, Lembar] = {}
    try:
        for x in paket.lembar:
            if x.nama in per_lembar:
                asal = _lembar(buku, x, lembar_baru)
                ubah = _ubah(penulis, x, asal, per_lembar.pop(x.nama))
                if ubah is not asal:
                    baru[x.nama] = ubah
        if per_lembar:
            raise TakBiasa
        penulis.pasang(lembar_baru)
        hasil = penulis.hasil(berubah=bool(baru))
    except BukuTakTertulis as galat:
        raise TakBiasa from galat
    if hasil is paket.isi and not baru:
        return paket, buku
    jadi = buka_paket(hasil) if hasil is not paket.isi else paket
    return jadi, _baca_lagi(jadi, buku, baru, lembar_baru.nama)


def _lembar(buku: Buku, x: LembarPaket, lembar_baru: LembarBaru) -> Lembar:
    if x.jenis != "worksheet" or x.nama.casefold() == lembar_baru.nama.casefold():
        raise TakBiasa
    return next(b for b in buku.lembar if b.nama == x.nama)


def _baca_lagi(paket: Paket, buku: Buku, baru: dict[str, Lembar], milik_kami: str) -> Buku:
    """The workbook after the edits: changed sheets from memory, ours and what stands outside of sheets read anew."""
    milik = milik_kami.casefold()
    ada = {x.nama: baru.get(x.nama, x) for x in buku.lembar if x.nama.casefold() != milik}
    return dari_paket(paket, sudah=ada)


def _ubah(penulis: Penulis, x: LembarPaket, asal: Lembar, suntingan: list[Suntingan]) -> Lembar:
    """The sheet with the edits; the very same one if they change nothing."""
    per_baris = kelompokkan(x.nama, suntingan)
    daftar = [s for _, baris in sorted(per_baris.items()) for _, s in sorted(baris.items())]
    _periksa_berkas(penulis, x, isi_baru=any(s.nilai is not None for s in daftar))
    hasil = replace(asal, jenis=bytearray(asal.jenis), gaya=asal.gaya[:], isi=list(asal.isi))
    tertutup = _tertutup(asal)
    berubah = False
    for s in daftar:
        kunci = (s.baris - 1) * LEBAR + s.kolom - 1
        i = bisect_left(hasil.kunci, kunci)
        if i == len(hasil.kunci) or hasil.kunci[i] != kunci or hasil.isi[i] == GALAT_INDEKS:
            raise TakBiasa
        if s.nilai is not None:
            berubah |= _tulis(hasil, i, s, tertutup)
        elif s.hapus or s.rumus is not None or s.hanya_nilai_tersimpan:
            raise TakBiasa
        berubah |= _gayakan(hasil, i, s, penulis)
    return hasil if berubah else asal


def _tulis(x: Lembar, i: int, s: Suntingan, tertutup: set[int]) -> bool:
    """Put a value into the i-th cell; True if it was another."""
    kunci = x.kunci[i]
    if s.hapus or s.rumus is not None or (kunci in x.rumus) != s.hanya_nilai_tersimpan:
        raise TakBiasa
    if kunci in tertutup:
        raise TakBiasa
    if isinstance(s.nilai, str):
        if tolak_nilai(s) is not None or not s.nilai.isprintable() or not _utuh(s.nilai):
            raise TakBiasa
        jenis, isi = _TEKS, s.nilai
        sama = x.jenis[i] == jenis and x.isi[i] == isi
    else:
        assert s.nilai is not None
        try:
            jenis, isi = _ANGKA, tulis_angka(s.nilai)
        except (ValueError, OverflowError) as galat:
            raise TakBiasa from galat
        sama = x.jenis[i] == jenis and angka_mentah(x.isi[i]) == angka_mentah(isi)
    if not sama:
        x.jenis[i], x.isi[i] = jenis, isi
    return not sama


def _utuh(teks: str) -> bool:
    """Whether a text is read back from the file as it is written there."""
    return bool(teks) and teks == teks.strip() and "_x" not in teks


def _gayakan(x: Lembar, i: int, s: Suntingan, penulis: Penulis) -> bool:
    """Lay a style over the i-th cell; True if it had another."""
    if s.gaya is None and s.format is None and s.isian is None:
        return False
    kini = x.gaya[i]
    hasil = gaya_jadi(lambda: penulis.gaya, kini, s)
    if hasil == 0 and x.jenis[i] == _KOSONG:
        raise TakBiasa
    x.gaya[i] = hasil
    return hasil != kini


def _tertutup(x: Lembar) -> set[int]:
    """Keys of the stored cells under a merged one."""
    hasil: set[int] = set()
    for g in x.gabungan:
        for b in range(g.baris1, g.baris2 + 1):
            dasar = (b - 1) * LEBAR - 1
            awal = bisect_left(x.kunci, dasar + g.kolom1)
            akhir = bisect_left(x.kunci, dasar + g.kolom2 + 1)
            hasil.update(x.kunci[awal:akhir])
        hasil.discard((g.baris1 - 1) * LEBAR + g.kolom1 - 1)
    return hasil


def _periksa_berkas(penulis: Penulis, x: LembarPaket, *, isi_baru: bool) -> None:
    """TakBiasa unless rows and cells of the part stand in order under plain tags and nothing else owns cells there."""
    peta = PetaLembar(penulis.paket.baca(x.bagian), x.nama)
    if peta.p or (isi_baru and _ada_pemilik(penulis, x, peta)):
        raise TakBiasa
    nomor, kolom, kini = 0, 0, b""
    for baris, huruf, angka in _LETAK.findall(peta.t, peta.data.isi, peta.data.tutup):
        if huruf:
            baru = _KOLOM[huruf]
            if angka != kini or baru <= kolom:
                raise TakBiasa
            kolom = baru
        elif baris and int(baris) > nomor:
            nomor, kolom, kini = int(baris), 0, baris
        else:
            raise TakBiasa


def _ada_pemilik(penulis: Penulis, x: LembarPaket, peta: PetaLembar) -> bool:
    """Whether array or shared formulas, data tables, dates as text, tables or pivot tables are there."""
    if any(h.jenis in ("table", "pivotTable") for h in penulis.paket.hubungan(x.bagian).values()):
        return True
    return _ASING.search(peta.t, peta.data.isi, peta.data.tutup) is not None
