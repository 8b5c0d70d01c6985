"""The lists of indicators in a satker's documents, and which of them are siblings: versions of one list.

Two lists of one year and unit are siblings if most of their indicators are paired; a table per sasaran is no list of
its own, but the partial tables of one sheet together may be one, if all are of one kind.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import cast, get_args

from xlkinerja.angka import Kosong
from xlkinerja.aturan.silang_lingkup import lingkup, tergantikan
from xlkinerja.beku import beku
from xlkinerja.cocok import Butir, Kepastian, Pasangan, pasangkan
from xlkinerja.formulir.indikator import kunci
from xlkinerja.konteks import Konteks
from xlkinerja.model import AksiIndikator, CapaianIndikator, DefinisiIndikator, Dokumen, TargetIndikator
from xlkinerja.olah import kunci_unit
from xlkinerja.temuan import Sel

URUTAN = ("renstra", "rkt", "rak", "pk", "capaian")
"""Kinds of documents that list the same indicators, from the source to the most derived one (KONTRAK detail 7)."""
NAMA = {"renstra": "Renstra", "iku": "IKU", "rkt": "RKT", "rak": "RAK", "pk": "PK", "capaian": "capaian"}
Baris = TargetIndikator | CapaianIndikator | AksiIndikator | DefinisiIndikator
_BARIS = get_args(Baris)


@beku(frozen=True, slots=True)
class Daftar:
    """The indicators that one document lists: a table, or the partial tables of one sheet together. `butir`: as they
    are paired. `tak_dituntut`: positions without a target that year, which no other document need have."""

    konteks: Konteks
    jenis: str
    tabel: tuple[Dokumen, ...]
    baris: tuple[tuple[Dokumen, Baris], ...]
    butir: tuple[Butir, ...]
    tak_dituntut: frozenset[int]

    @property
    def nama(self) -> str:
        """How a reader finds it: "PK (PK Ketua!A4)"."""
        sel = self.tabel[0].kepala["indikator"]
        return f"{NAMA[self.jenis]} ({sel.lembar}!{sel.alamat})"

    def sel(self, i: int) -> Sel:
        """The cell of an indicator."""
        return self.baris[i][1].asal["indikator"]

    @property
    def berbaris_kembar(self) -> bool:
        """True if a row is a copy of another: then what it was copied over is missing for that reason (S206)."""
        kali = Counter(self.butir)
        ganda = [i for i, b in enumerate(self.butir) if kali[b] > 1]
        isi = Counter(tuple(s.tampil for n, s in self.baris[i][1].asal.items() if n != "nomor") for i in ganda)
        return any(n > 1 for n in isi.values())


@beku(frozen=True, slots=True)
class Saudara:
    """Two lists of the same year and unit that are versions of one: most indicators are paired."""

    kiri: Daftar
    kanan: Daftar
    pasangan: tuple[Pasangan, ...]


PerTahun = list[tuple[int | None, list[Saudara]]]


def saudara(kelompok: Sequence[Konteks]) -> PerTahun:
    """For each year and unit the pairs of sibling lists, the more derived one on the right."""
    return _sekali(kelompok, "saudara", _antar_rencana)


def saudara_iku(kelompok: Sequence[Konteks]) -> PerTahun:
    """The IKU against the plan nearest to the PK: there the national wording is usually taken over."""
    return _sekali(kelompok, "saudara_iku", _dengan_iku)


def _sekali(kelompok: Sequence[Konteks], nama: str, cari: Callable[[Sequence[Daftar]], list[Saudara]]) -> PerTahun:
    memo = kelompok[0].memo
    if nama not in memo:
        if "daftar_indikator" not in memo:
            memo["daftar_indikator"] = _kumpulkan(kelompok)
        semua = cast("dict[tuple[int | None, str], list[Daftar]]", memo["daftar_indikator"])
        memo[nama] = [(tahun, cari(daftar)) for (tahun, _), daftar in semua.items()]
    return cast("PerTahun", memo[nama])


def _kumpulkan(kelompok: Sequence[Konteks]) -> dict[tuple[int | None, str], list[Daftar]]:
    """The lists of a satker by (year, unit), from the IKU and the Renstra on; the Renstra counts in every year of the
    other documents."""
    hasil: dict[tuple[int | None, str], list[Daftar]] = {}
    for n, sesatker in enumerate(_per_satker(kelompok)):
        for (tahun, unit), daftar in _kumpulkan_satker(kelompok, sesatker).items():
            # The offices of a recap under units of their own: nothing is compared across them.
            hasil[tahun, f"{n} {unit}"] = daftar
    return hasil


def _per_satker(kelompok: Sequence[Konteks]) -> list[list[tuple[int, Dokumen]]]:
    """The tables that list indicators with their workbook's position, those of one office together; without those
    that a revision replaced as a whole."""
    lama = tergantikan(kelompok)
    hasil: dict[str, list[tuple[int, Dokumen]]] = defaultdict(list)
    for n, k in enumerate(kelompok):
        for d in k.berkas.dokumen:
            usang = any(2 * len(x.baris) >= len(d.baris) for x in lama.get(id(d), ()))
            if d.jenis in NAMA and d.formulir != "capaian_tahunan" and "indikator" in d.kepala and d.unit and not usang:
                hasil[lingkup(k, d).satker].append((n, d))
    return list(hasil.values())


def _kumpulkan_satker(
    kelompok: Sequence[Konteks], sesatker: Sequence[tuple[int, Dokumen]]
) -> dict[tuple[int | None, str], list[Daftar]]:
    """The lists by year and unit; none where all that there are say the same."""
    tabel: dict[tuple[int, int | None, str, str, str], list[Dokumen]] = defaultdict(list)
    for n, d in sesatker:
        tabel[n, d.tahun, kunci_unit(d.unit), d.jenis, d.lembar].append(d)
    kali = Counter((*x[:3], x[4]) for x in tabel)
    tahun_ada = sorted({t for (_, t, _, jenis, _) in tabel if t is not None and jenis != "renstra"})
    kumpulan: dict[tuple[int | None, str], list[tuple[int, str, list[Dokumen]]]] = defaultdict(list)
    for asal, semua in tabel.items():
        n, tahun, unit, jenis, _ = asal
        bagian = [[d] for d in semua] + ([semua] if len(semua) > 1 and kali[*asal[:3], asal[4]] == 1 else [])
        for t in tahun_ada if jenis == "renstra" else [tahun]:
            kumpulan[t, unit].extend((n, jenis, x) for x in bagian)
    urutan = {jenis: i for i, jenis in enumerate(("iku", *URUTAN))}
    hasil: dict[tuple[int | None, str], list[Daftar]] = {}
    for (tahun, unit), isi in kumpulan.items():
        ada = () if _seragam([x for *_, x in isi]) else isi
        daftar = [x for n, jenis, tabel in ada if (x := _daftar(kelompok[n], jenis, tabel, tahun)).baris]
        hasil[tahun, unit] = sorted(daftar, key=lambda s: urutan[s.jenis])
    return hasil


def _seragam(semua: Sequence[Sequence[Dokumen]]) -> bool:
    """Quick test: True if all lists are one table each and name the same indicators under the same sasaran in the same
    order, each once. Then there is nothing to tell between them."""
    if any(len(tabel) > 1 for tabel in semua):
        return False
    awal, *lain = map(_isi_daftar, (tabel[0] for tabel in semua))
    nama = {kunci(teks) for teks, _ in awal}
    return len(nama) == len(awal) and "" not in nama and all(x == awal for x in lain)


def _isi_daftar(d: Dokumen) -> list[tuple[str, str]]:
    return [(b.indikator, getattr(b, "sasaran", "")) for b in d.baris if isinstance(b, _BARIS) and b.indikator.strip()]


def _daftar(k: Konteks, jenis: str, tabel: Sequence[Dokumen], tahun: int | None) -> Daftar:
    baris = tuple([(d, b) for d in tabel for b in d.baris if isinstance(b, _BARIS) and b.indikator.strip()])
    butir = tuple([Butir(b.indikator, getattr(b, "sasaran", "")) for _, b in baris])
    tak = frozenset([i for i, (_, b) in enumerate(baris) if _tanpa_target(b, tahun)])
    return Daftar(k, jenis, tuple(tabel), baris, butir, tak)


def _tanpa_target(b: Baris, tahun: int | None) -> bool:
    """True for an indicator that has no target in the year ("-" or blank)."""
    if isinstance(b, DefinisiIndikator):
        return False
    if isinstance(b, TargetIndikator) and b.per_tahun:
        return tahun is None or isinstance(b.per_tahun.get(tahun, Kosong("")), Kosong)
    return b.target is None or isinstance(b.target, Kosong)


def _antar_rencana(semua: Sequence[Daftar]) -> list[Saudara]:
    daftar = [d for d in semua if d.jenis != "iku"]
    hasil = [
        s for i, a in enumerate(daftar) for b in daftar[i + 1 :]
        if a.jenis != b.jenis and (s := _sepadan(a, b)) is not None
    ]  # fmt: skip
    # Partial tables put together stand for their sheet only where none of them is complete by itself.
    utuh = {id(d.tabel[0]) for s in hasil for d in (s.kiri, s.kanan) if len(d.tabel) == 1}
    return [s for s in hasil if not any(_berisi_utuh(d, utuh) for d in (s.kiri, s.kanan))]


def _berisi_utuh(d: Daftar, utuh: set[int]) -> bool:
    return len(d.tabel) > 1 and any(id(t) in utuh for t in d.tabel)


def _dengan_iku(semua: Sequence[Daftar]) -> list[Saudara]:
    rencana = [d for d in semua if d.jenis in ("renstra", "rkt", "pk") and len(d.tabel) == 1]
    calon = ([s for a in rencana[::-1] if (s := _sepadan(a, b)) is not None] for b in semua if b.jenis == "iku")
    return [s[0] for s in calon if s]


_SASARAN_TERSEDIKIT = 3


def _sepadan(a: Daftar, b: Daftar) -> Saudara | None:
    """The two lists with their pairs if at least two in three indicators that have a target are surely paired; of a
    shorter list over several sasaran (no part of a table), three in four of its own."""
    if 2 * min(len(a.baris), len(b.baris)) < max(len(a.baris), len(b.baris)) and not _jarang(a, b):
        return None
    pasangan = pasangkan(a.butir, b.butir)
    pasti = sum(p.kepastian is not Kepastian.URUTAN for p in pasangan)
    pendek, panjang = sorted((a, b), key=lambda x: len(x.baris) - len(x.tak_dituntut))
    sedikit, banyak = (len(x.baris) - len(x.tak_dituntut) for x in (pendek, panjang))
    seutuhnya = len(pendek.tabel) == 1 and len({x.kelompok for x in pendek.butir}) >= _SASARAN_TERSEDIKIT
    cukup = 3 * pasti >= 2 * banyak or (seutuhnya and pasti >= 3 and 4 * pasti >= 3 * sedikit)
    return Saudara(a, b, pasangan) if pasti >= 2 and cukup else None


def _jarang(a: Daftar, b: Daftar) -> bool:
    """True if indicators without a target make up the difference in length."""
    banyak = [len(x.baris) - len(x.tak_dituntut) for x in (a, b)]
    return 2 * min(banyak) >= max(banyak)
