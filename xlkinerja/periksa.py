"""Workbooks to findings: run the rules of each, then those across the workbooks of one satker and of a province; sort.

Nothing is written. A workbook that cannot be read becomes finding S001. `kumpulan` runs whole folders.
"""

from __future__ import annotations

import gc
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import field, replace
from hashlib import sha256
from pathlib import Path

from xlkinerja.aturan import SEMUA
from xlkinerja.aturan.deklarasi import Aturan, PemeriksaSilang, TemuanBerkas, temuan_dari
from xlkinerja.aturan.sebab_rumus import lengkapi_sebab
from xlkinerja.baca import baca_buku
from xlkinerja.beku import beku
from xlkinerja.buku import Buku, BukuTakTerbaca
from xlkinerja.buku.berkas import dari_paket
from xlkinerja.buku.paket import baca_bita, buka_paket
from xlkinerja.hasil_kita import laporan_kita
from xlkinerja.konteks import Konteks
from xlkinerja.lembar_temuan import baca_penerimaan
from xlkinerja.model import JALUR_BERSAMA, Berkas
from xlkinerja.olah import Hitungan
from xlkinerja.rumus_isi import berisi
from xlkinerja.temuan import Temuan, Tingkat

AKHIRAN = (".xlsx", ".xlsm")
_KUNCI = ("~$", ".~")
"""Beginnings of the names of lock files, of Excel and of LibreOffice."""
_TERTUTUP = ("J", "K", "A", "X", "S004", "S104", "S203", "S204")
"""Codes and families in which one finding can explain another away; other form findings (S) and action plans (R)
always stand."""


class TidakAdaBuku(Exception):
    """No workbook was found in what was given. The message is one Indonesian line."""


@beku(frozen=True, slots=True)
class HasilBerkas:
    """One workbook checked: its documents, every computed figure, its findings in sheet order."""

    berkas: Berkas
    hitungan: tuple[Hitungan, ...]
    temuan: tuple[Temuan, ...]


@beku(frozen=True, slots=True)
class HasilPeriksa:
    """A whole run, workbooks in path order. `bersama`: findings that are about what was given as a whole and stand in
    no workbook; None if there are none."""

    berkas: tuple[HasilBerkas, ...]
    bersama: HasilBerkas | None = None

    @property
    def semua(self) -> tuple[HasilBerkas, ...]:
        """Everything that has findings: the workbooks, then the run as a whole."""
        return (*self.berkas, self.bersama) if self.bersama is not None else self.berkas

    def jumlah(self, tingkat: Tingkat) -> int:
        """How many open findings of that severity there are."""
        return sum(t.tingkat is tingkat and t.diterima is None for b in self.semua for t in b.temuan)

    @property
    def diterima(self) -> int:
        """How many findings were accepted, with a reason, in the workbooks or by the settings."""
        return sum(t.diterima is not None for b in self.semua for t in b.temuan)

    @property
    def diterima_setelan(self) -> int:
        """How many of these by the settings."""
        return sum(t.diterima_setelan for b in self.semua for t in b.temuan)


def kumpulkan(jalur: Sequence[str | Path], *, kecuali: Path | None = None) -> list[tuple[Path, str]]:
    """Workbooks to read with the path they are reported under: a file by its name, a folder's content relative to
    the folder. Lock files ("~$...") are skipped, and so are reports of ours and a folder `kecuali` inside the ones
    given; a file that is reached twice is read once. Raises TidakAdaBuku if nothing is there."""
    hasil: dict[str, tuple[Path, str]] = {}
    for teks in jalur:
        p = Path(teks)
        if p.is_dir():
            for anak in _jalan(p, kecuali):
                hasil.setdefault(os.path.realpath(anak), (anak, anak.relative_to(p).as_posix()))
        elif p.exists():
            if not p.name.startswith(_KUNCI):
                hasil.setdefault(os.path.realpath(p), (p, p.name))
        else:
            raise TidakAdaBuku(f"{teks}: tidak ditemukan; periksa kembali nama berkas atau foldernya.")
    if not hasil:
        raise TidakAdaBuku(f"Tidak ada buku kerja .xlsx atau .xlsm di {', '.join(map(str, jalur))}.")
    return sorted(hasil.values(), key=lambda b: (b[1], str(b[0])))


def _jalan(folder: Path, kecuali: Path | None) -> Iterator[Path]:
    lewati = os.path.realpath(kecuali) if kecuali is not None else None
    for akar, anak, berkas in os.walk(folder):
        if akar != str(folder) and os.path.realpath(akar) == lewati:
            anak.clear()
            continue
        anak.sort()
        for nama in sorted(berkas):
            if nama_buku(nama) and not laporan_kita(Path(akar) / nama):
                yield Path(akar) / nama


def nama_buku(nama: str) -> bool:
    """Whether a file of that name is a workbook: not a lock file, a backup of ours, or what a program that is saving
    puts down for a moment (`~$x.xlsx`, `.~lock.x.xlsx#`, `x.xlsx.cadangan-1`, `1A2B3C4D`, `x.tmp`)."""
    return nama.lower().endswith(AKHIRAN) and not nama.startswith(_KUNCI)


def baca_jalur(path: Path, jalur: str) -> tuple[Berkas, Buku | None]:
    """The documents of a workbook on disk and its cells; `pesan` says why if it cannot be read."""
    try:
        isi = baca_bita(path)
    except BukuTakTerbaca as galat:
        return Berkas(jalur, None, None, (), pesan=str(galat)), None
    return baca_isi(isi, jalur)


def baca_isi(isi: bytes, jalur: str) -> tuple[Berkas, Buku | None]:
    """The same of a workbook's bytes."""
    try:
        buku = berisi(dari_paket(buka_paket(isi)))
    except BukuTakTerbaca as galat:
        return Berkas(jalur, None, None, (), pesan=str(galat)), None
    return baca_buku(buku, jalur), buku


def periksa_buku(buku: Buku, jalur: str = "buku.xlsx") -> HasilBerkas:
    """Check one workbook that is already open, across its own documents too."""
    buku = berisi(buku)
    return gabungkan([periksa_sendiri(baca_buku(buku, jalur), buku)]).berkas[0]


@contextmanager
def tanpa_daur_ulang() -> Iterator[None]:
    """Hold Python's cycle collector off: records are trees without cycles, and walking millions of them over and
    over takes a fifth of a run. Afterwards what is left counts as old, so that it is not walked at once."""
    aktif = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if aktif:
            gc.freeze()
            gc.unfreeze()
            gc.enable()


@beku(frozen=True, slots=True)
class Sendiri:
    """What can be said about a workbook on its own; `konteks` with what was computed, if it is at hand;
    `penerimaan`: the findings that were accepted in it, with the reasons. `tuntas`: the rules between the documents of
    its satker have run too, since it holds them all."""

    berkas: Berkas
    hitungan: tuple[Hitungan, ...]
    temuan: tuple[TemuanBerkas, ...]
    konteks: Konteks | None = None
    penerimaan: Mapping[str, str] = field(default_factory=dict)
    tuntas: bool = False

    def temuan_tuntas(self) -> tuple[Temuan, ...] | None:
        """Its findings as they stay, to which only rules across satker add; None if another workbook may explain one
        of them away."""
        return _urutkan([t.temuan for t in _saring(self.temuan)], self.penerimaan) if self.tuntas else None


def periksa_sendiri(berkas: Berkas, buku: Buku | None = None) -> Sendiri:
    """Run the rules that need one workbook only; `buku`: its cells, where they are at hand."""
    konteks = Konteks(berkas, buku)
    temuan = tuple(
        temuan_dari(a, berkas, h) for a in SEMUA if a.periksa is not None for h in a.periksa(konteks)
    )
    temuan = tuple(lengkapi_sebab(konteks, temuan))
    penerimaan = baca_penerimaan(buku) if buku is not None else {}
    konteks.lepas_buku()
    if berkas.templat:
        temuan = (*temuan, *_bersama([konteks], lambda a: a.silang, berkas))
        konteks.memo.clear()
    return Sendiri(berkas, konteks.hitungan, temuan, konteks, penerimaan, berkas.templat)


def gabungkan(masing: Sequence[Sendiri], *, lain: Sequence[Berkas] = ()) -> HasilPeriksa:
    """Add the rules across workbooks, drop what another finding explains, number twins, sort. `lain`: workbooks of
    which nothing but name, satker and year is of use here, since they belong to no satker that is known."""
    semua = [t for m in masing for t in m.temuan]
    konteks = {id(m): m.konteks or Konteks(m.berkas, hitungan=m.hitungan) for m in masing}
    for k in konteks.values():
        k.memo.clear()  # of a run before, with other workbooks
    for kelompok in _per_satker([m for m in masing if not m.tuntas]):
        anggota = [konteks[id(m)] for m in kelompok]
        semua.extend(_bersama(anggota, lambda a: a.silang, anggota[0].berkas))
    bersama = Berkas(JALUR_BERSAMA, None, None, ())
    sewilayah = [*konteks.values(), *(Konteks(b) for b in lain)]
    semua.extend(_bersama(sewilayah, lambda a: a.wilayah, bersama))
    for k in sewilayah:
        k.memo.clear()  # what it holds points back to its holder, and nobody collects cycles during a run
    # By identity: two workbooks of different folders may be reported under one path.
    milik: dict[int, list[Temuan]] = defaultdict(list)
    for t in _saring(semua):
        milik[id(t.berkas)].append(t.temuan)
    umum = _urutkan(milik[id(bersama)], {})
    return HasilPeriksa(
        tuple(HasilBerkas(m.berkas, m.hitungan, _urutkan(milik[id(m.berkas)], m.penerimaan)) for m in masing),
        HasilBerkas(bersama, (), umum) if umum else None,
    )


def _bersama(
    konteks: Sequence[Konteks], bagian: Callable[[Aturan], PemeriksaSilang | None], pemilik: Berkas
) -> Iterator[TemuanBerkas]:
    """What the rules over several workbooks find in these; `pemilik`: where a finding stands that names no workbook."""
    for a in SEMUA:
        periksa = bagian(a)
        for h in periksa(konteks) if periksa is not None and konteks else ():
            yield temuan_dari(a, pemilik, h)


def _per_satker(masing: Sequence[Sendiri]) -> Iterable[list[Sendiri]]:
    """Workbooks of one satker together. One whose satker is unknown stands alone, and so does one made from a
    template (`tuntas`): it is complete, and another of the same satker is another version, not its companion."""
    kelompok: dict[str, list[Sendiri]] = defaultdict(list)
    for m in masing:
        s = m.berkas.satker
        kelompok[(s.kode or s.nama) if s is not None else f"\0{id(m)}"].append(m)
    return kelompok.values()


def _saring(semua: Sequence[TemuanBerkas]) -> list[TemuanBerkas]:
    """One cause, one finding: a finding on a cell that another, wider one explains is left out."""
    tertutup: set[tuple[int, str | None, str | None]] = set()
    hasil: list[TemuanBerkas] = []
    for t in sorted(semua, key=_urutan_saring):
        lokasi = t.temuan.lokasi
        if t.temuan.kode.startswith(_TERTUTUP) and (id(t.berkas), lokasi.lembar, lokasi.sel) in tertutup:
            continue
        hasil.append(t)
        tertutup.update((id(b), lembar, sel) for b, lembar, sel in t.menutup)
    return hasil


def _urutan_saring(t: TemuanBerkas) -> tuple[bool, int, str, tuple[int, int, int], str]:
    """Wrong formulas first, since wrong figures follow from them; then what explains most."""
    return t.temuan.kode[0] != "F", -len(t.menutup), t.temuan.lokasi.berkas, t.temuan.urut, t.temuan.kode


def _urutkan(temuan: Sequence[Temuan], penerimaan: Mapping[str, str]) -> tuple[Temuan, ...]:
    """By sheet, row, column, code; equal fingerprints get an ordinal so that each is its own; the accepted ones get
    their reason."""
    hasil: list[Temuan] = []
    kali: dict[str, int] = defaultdict(int)
    for t in sorted(temuan, key=lambda t: (t.urut, t.kode)):
        kali[t.sidik] += 1
        n = kali[t.sidik]
        satu = t if n == 1 else replace(t, sidik=sha256(f"{t.sidik}#{n}".encode()).hexdigest()[:16])
        alasan = penerimaan.get(satu.tanda_terima) if penerimaan else None
        hasil.append(satu if alasan is None else replace(satu, diterima=alasan))
    return tuple(hasil)
