"""Filled cells into a workbook's bytes, with the stored values of all formulas that follow from them.

Only cells change: the filled ones, and in formula cells the stored value. A formula that uses something which is not
evaluated here keeps its old value, and Excel is asked to compute the workbook anew when it opens it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from decimal import Decimal

from xlkinerja.beku import beku
from xlkinerja.buku import LEBAR, Buku, BukuTakTertulis, Suntingan
from xlkinerja.buku.berkas import dari_paket
from xlkinerja.buku.paket import buka_paket
from xlkinerja.buku.sisip import terapkan
from xlkinerja.buku.sisip_paket import hitung_penuh
from xlkinerja.buku.zip_mentah import rakit
from xlkinerja.model import BarisAnggaran, Dokumen
from xlkinerja.rumus_buku import PetaLembar, PetaRumus
from xlkinerja.rumus_isi import berisi, hitung_ulang
from xlkinerja.rumus_nilai import NilaiGalat, sama_hasil
from xlkinerja.rumus_rambat import Tempat, rambatan

_TANPA_FORMAT = ("General", "@", "")
_RUPIAH = "#,##0"


@beku(frozen=True, slots=True)
class Terisi:
    """The new bytes, every edit in them, and how many formulas keep an old value until Excel computes them."""

    isi: bytes
    suntingan: tuple[Suntingan, ...]
    usang: int


def tulis_isi(isi: bytes, suntingan: Sequence[Suntingan]) -> Terisi:
    """The workbook with the edits and all that follows from them. Raises BukuTakTertulis."""
    if not suntingan:
        return Terisi(isi, (), 0)
    baru = terapkan(isi, suntingan)
    turunan, usang = _turunan(dari_paket(buka_paket(baru)), [(s.lembar, s.baris, s.kolom) for s in suntingan])
    semua = (*suntingan, *turunan)
    try:
        baru = terapkan(isi, semua)
    except BukuTakTertulis:  # one of the formulas is of a kind whose stored value cannot be replaced
        semua, usang = tuple(suntingan), usang + len(turunan)
    if usang:
        paket = buka_paket(baru)
        lama = paket.baca(paket.buku)
        penuh = hitung_penuh(lama)
        baru = rakit(paket, {paket.buku: penuh}) if penuh != lama else baru
    return Terisi(baru, semua, usang)


def _turunan(buku: Buku, asal: Collection[Tempat]) -> tuple[list[Suntingan], int]:
    """Edits that bring up to date what formulas store, and how many of them cannot be."""
    if berisi(buku) is not buku:
        return [], 0  # never computed: whoever opens it computes everything
    peta = PetaRumus(buku)
    kena = _semua_rambatan(peta, asal)
    per_lembar: dict[str, set[int]] = defaultdict(set)
    for lembar, b, k in kena:
        per_lembar[lembar].add((b - 1) * LEBAR + k - 1)
    baru, tak = hitung_ulang(buku, per_lembar)
    hasil, usang = [], 0
    for lama, kini in zip(buku.lembar, baru.lembar, strict=True):
        p, q = PetaLembar(lama, 0), PetaLembar(kini, 0)
        for kunci in sorted(per_lembar.get(lama.nama, ())):
            if (lama.nama.casefold(), kunci) in tak:
                usang += 1
            elif not _sama(p, q, kunci):
                nilai = _nilai_tersimpan(q, kunci)
                usang += nilai is None
                if nilai is not None:
                    tempat = lama.nama, kunci // LEBAR + 1, kunci % LEBAR + 1
                    hasil.append(Suntingan(*tempat, nilai, hanya_nilai_tersimpan=True))
    return hasil, usang


def _semua_rambatan(peta: PetaRumus, asal: Collection[Tempat]) -> frozenset[Tempat]:
    """All formulas that follow, however long the chain."""
    hasil: frozenset[Tempat] = frozenset()
    muka: Collection[Tempat] = asal
    while muka:
        baru = rambatan(peta, muka) - hasil
        hasil |= baru
        muka = baru
    return hasil - frozenset(asal)


def _sama(lama: PetaLembar, baru: PetaLembar, kunci: int) -> bool:
    try:
        return sama_hasil(baru.nilai(kunci), lama.nilai(kunci))
    except NilaiGalat:
        i = lama.indeks[kunci]
        return lama.lembar.jenis[i] == baru.lembar.jenis[i] and lama.lembar.isi[i] == baru.lembar.isi[i]


def _nilai_tersimpan(p: PetaLembar, kunci: int) -> Decimal | str | None:
    """A computed value as it can be stored; None for truth values and errors."""
    try:
        nilai = p.nilai(kunci)
    except NilaiGalat:
        return None
    if isinstance(nilai, bool):
        return None
    return Decimal(p.lembar.isi[p.indeks[kunci]]) if isinstance(nilai, float) else nilai or ""


def berformat(suntingan: Sequence[Suntingan], d: Dokumen, bidang: str) -> list[Suntingan]:
    """The edits with a number format where the cell has none: the one that most cells of its column have."""
    sel = {(s.baris, s.kolom): s for b in d.baris if isinstance(b, BarisAnggaran) and (s := b.asal.get(bidang))}
    ada = Counter(s.format for s in sel.values() if s.format not in _TANPA_FORMAT and isinstance(s.nilai, Decimal))
    kode = ada.most_common(1)[0][0] if ada else _RUPIAH
    return [
        replace(s, format=kode) if sel[s.baris, s.kolom].format in _TANPA_FORMAT else s for s in suntingan
    ]
