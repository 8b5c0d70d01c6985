"""A run compared with what is known from the runs before: the state and a run -> each finding's status and why, and
the next state.

Pure: no clock, no file. `riwayat_db` and `riwayat_tulis` keep the state. A finding is known by its workbook and its
`sidik`; a workbook by its path, and where that changed by its content, else by its satker and year.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from enum import Enum
from hashlib import sha256

from xlkinerja.beku import beku


class Keadaan(Enum):
    """What is known of a finding between two runs."""

    TERBUKA = "terbuka"
    DITERIMA = "diterima"
    SELESAI = "selesai"


class Status(Enum):
    """What a run says of a finding. TIDAK_DIPERIKSA: nobody could look, so that it stays as it was."""

    BARU = "baru"
    KAMBUH = "kambuh"
    SELESAI = "selesai"
    TETAP = "tetap"
    DITERIMA = "diterima"
    TIDAK_DIPERIKSA = "tidak diperiksa"


class Sebab(Enum):
    """Why a finding came, went, or was not looked at; the value is what a reader is told."""

    BUKU_BARU = "buku kerjanya baru pertama kali diperiksa"
    BARU_TERBACA = "buku kerjanya kini dapat dibaca"
    ISI_BERUBAH = "isi buku kerjanya berubah"
    ATURAN_BARU = "aturannya baru"
    ATURAN_BERUBAH = "aturannya berubah"
    ISI_DAN_ATURAN = "isi buku kerjanya dan aturannya sama-sama berubah"
    ATURAN_DICABUT = "aturannya sudah tidak ada"
    KUMPULAN_BERUBAH = "buku kerja lain dalam folder ini berubah"
    PROGRAM_BERUBAH = "programnya diperbarui"
    KUMPULAN_ATAU_PROGRAM = "buku kerja lain berubah atau programnya diperbarui"
    PENERIMAAN_GUGUR = "tidak lagi diterima: angkanya berubah, tanda terimanya dihapus, atau masanya habis"
    KODE_DIABAIKAN = "kodenya diabaikan"
    DULU_DIABAIKAN = "kodenya tidak lagi diabaikan"
    BUKU_TIDAK_ADA = "buku kerjanya tidak ada pada pemeriksaan ini"
    TAK_TERBACA = "buku kerjanya tidak dapat dibaca"
    BUKU_LAIN_TIDAK_ADA = "buku kerja lain yang diperlukan tidak ada atau tidak dapat dibaca"
    TIDAK_DIKETAHUI = "sebabnya tidak diketahui"


@beku(frozen=True, slots=True)
class AturanJalan:
    """The rules of a run: `versi` of the program, code -> fingerprint of the rule, the codes left out (`diabaikan`),
    and those that look at several workbooks (`lintas`; of the present run only, it is not kept)."""

    versi: str
    sidik: Mapping[str, str]
    diabaikan: frozenset[str] = frozenset()
    lintas: frozenset[str] = field(default=frozenset(), compare=False)


@beku(frozen=True, slots=True)
class CatatanTemuan:
    """What is kept of a finding. `lain`: paths of other workbooks it concerns; `diterima`: the reason, or None."""

    sidik: str
    kode: str
    tingkat: str
    lembar: str | None
    sel: str | None
    pesan: str
    lain: tuple[str, ...] = ()
    diterima: str | None = None


@beku(frozen=True, slots=True)
class CatatanBuku:
    """A workbook in a run. `isi`: hash of its bytes, "" if it has none (the run as a whole) or nobody could read it;
    `satker`: code, else name, else ""."""

    jalur: str
    isi: str
    satker: str
    tahun: int | None
    terbaca: bool
    temuan: tuple[CatatanTemuan, ...]
    nama_satker: str = ""


@beku(frozen=True, slots=True)
class Jalan:
    """A run: its workbooks with distinct paths, and the rules."""

    buku: tuple[CatatanBuku, ...]
    aturan: AturanJalan

    @property
    def kumpulan(self) -> str:
        """Fingerprint of all that was given."""
        semua = sorted((b.jalur, b.isi, b.terbaca) for b in self.buku)
        return sha256(repr(semua).encode("utf-8", "surrogatepass")).hexdigest()[:24]


@beku(frozen=True, slots=True)
class Acuan:
    """When a workbook could last be read: its content, everything that lay beside it, the rules."""

    isi: str
    kumpulan: str
    aturan: AturanJalan


@beku(frozen=True, slots=True)
class TemuanLama:
    """A finding that is known. `terperiksa`: the last run could say whether it is there."""

    catatan: CatatanTemuan
    keadaan: Keadaan
    terperiksa: bool = True


@beku(frozen=True, slots=True)
class BukuLama:
    """A workbook that is known by `nomor`. `ada`: it was in the last run; `acuan`: None if it never could be read."""

    nomor: int
    jalur: str
    isi: str
    satker: str
    tahun: int | None
    ada: bool
    terbaca: bool
    acuan: Acuan | None
    temuan: Mapping[str, TemuanLama]
    nama_satker: str = ""


@beku(frozen=True, slots=True)
class Banding:
    """What a run says of one finding. `dulu`: what was known before, None if nothing; `sebab`: None where nothing
    changed."""

    nomor: int
    jalur: str
    catatan: CatatanTemuan
    status: Status
    dulu: Keadaan | None
    kini: Keadaan
    sebab: Sebab | None = None

    @property
    def berubah(self) -> bool:
        """True if the finding came, went, or was accepted in this run."""
        return self.dulu is not self.kini


@beku(frozen=True, slots=True)
class Perbandingan:
    """A run compared: every finding that is open, accepted or was just solved, and the state for the next run."""

    temuan: tuple[Banding, ...]
    buku: tuple[BukuLama, ...]

    def jumlah(self, status: Status) -> int:
        """How many findings have that status."""
        return sum(b.status is status for b in self.temuan)


def bandingkan(lama: Sequence[BukuLama], jalan: Jalan, *, terakhir: int = 0) -> Perbandingan:
    """Compare a run with the state that the runs before left. `terakhir`: the highest number that a workbook ever had,
    where that may have been forgotten."""
    jodoh = _jodohkan(lama, jalan.buku)
    milik = {x.nomor: b for b, x in zip(jalan.buku, jodoh, strict=True) if x is not None}
    tiada = frozenset(x.jalur for x in lama if x.nomor not in milik or not milik[x.nomor].terbaca)
    tiada -= {milik[x.nomor].jalur for x in lama if x.nomor in milik and milik[x.nomor].terbaca}
    hal = _Hal(jalan.aturan, jalan.kumpulan, tiada)
    nomor = max([terakhir, *(x.nomor for x in lama)])
    temuan: list[Banding] = []
    buku: list[BukuLama] = []
    for b, x in zip(jalan.buku, jodoh, strict=True):
        if x is None:
            nomor += 1
        bagian = tuple(_satu_buku(hal, b, x, nomor if x is None else x.nomor))
        temuan += bagian
        buku.append(_lanjut(hal, b, x, nomor if x is None else x.nomor, bagian))
    for x in lama:
        if x.nomor not in milik:
            temuan += _tertunda(x, x.jalur, _terbuka(x), Sebab.BUKU_TIDAK_ADA)
            sisa = {s: replace(t, terperiksa=t.keadaan is Keadaan.SELESAI) for s, t in x.temuan.items()}
            buku.append(replace(x, ada=False, temuan=sisa))
    temuan.sort(key=lambda t: (t.jalur, t.nomor))  # within a workbook as they came
    return Perbandingan(tuple(temuan), tuple(sorted(buku, key=lambda x: x.nomor)))


@beku(frozen=True, slots=True)
class _Hal:
    """What holds for the whole run: rules, fingerprint of all that was given, known workbooks that cannot be read."""

    aturan: AturanJalan
    kumpulan: str
    tiada: frozenset[str]


# Which workbook is which


def _jodohkan(lama: Sequence[BukuLama], kini: Sequence[CatatanBuku]) -> list[BukuLama | None]:
    """For each workbook of the run the one that it was: unchanged in its place; else of the same content elsewhere;
    else in the same place; else, where that is unmistakable, of the same satker and year."""
    sisa = {x.nomor: x for x in sorted(lama, key=lambda x: (not x.ada, x.nomor))}
    hasil: dict[int, BukuLama] = {}

    def cocokkan(kunci_lama: Callable[[BukuLama], object], kunci_kini: Callable[[CatatanBuku], object]) -> None:
        calon: dict[object, list[BukuLama]] = defaultdict(list)
        for x in sisa.values():
            calon[kunci_lama(x)].append(x)
        for i, b in enumerate(kini):
            kunci = kunci_kini(b)
            if i not in hasil and kunci is not None and calon.get(kunci):
                hasil[i] = calon[kunci].pop(0)
                del sisa[hasil[i].nomor]

    cocokkan(lambda x: (x.jalur, x.isi), lambda b: (b.jalur, b.isi))
    cocokkan(lambda x: x.isi, lambda b: b.isi or None)
    cocokkan(lambda x: x.jalur, lambda b: b.jalur)
    baru = [b for i, b in enumerate(kini) if i not in hasil]
    tunggal = _tunggal((b.satker, b.tahun) for b in baru if b.terbaca)
    tunggal &= _tunggal((x.satker, x.tahun) for x in sisa.values())
    cocokkan(
        lambda x: (x.satker, x.tahun),
        lambda b: (b.satker, b.tahun) if b.terbaca and (b.satker, b.tahun) in tunggal else None,
    )
    return [hasil.get(i) for i in range(len(kini))]


def _tunggal(milik: Iterable[tuple[str, int | None]]) -> set[tuple[str, int | None]]:
    """Satker and year that occur once, both known."""
    return {k for k, n in Counter(milik).items() if n == 1 and k[0] and k[1] is not None}


# The findings of a workbook


def _satu_buku(hal: _Hal, b: CatatanBuku, x: BukuLama | None, nomor: int) -> Iterator[Banding]:
    """All that the run says of one workbook that it has: what is there, then what is not any more."""
    for c in b.temuan:
        yield _yang_ada(hal, b, x, nomor=nomor, c=c)
    ada = {c.sidik for c in b.temuan}
    if x is None:
        return
    for s, t in _terbuka(x).items():
        if s in ada:
            continue
        if (sebab := _halangan(hal, b, x, t)) is not None:
            yield from _tertunda(x, b.jalur, {s: t}, sebab)
        else:
            mengapa = _mengapa_hilang(hal, b, x, t)
            yield Banding(nomor, b.jalur, t.catatan, Status.SELESAI, t.keadaan, Keadaan.SELESAI, mengapa)


def _yang_ada(hal: _Hal, b: CatatanBuku, x: BukuLama | None, *, nomor: int, c: CatatanTemuan) -> Banding:
    dulu = x.temuan.get(c.sidik) if x is not None else None
    keadaan = dulu.keadaan if dulu is not None else None
    kini = Keadaan.DITERIMA if c.diterima is not None else Keadaan.TERBUKA
    if keadaan is kini:
        status = Status.DITERIMA if kini is Keadaan.DITERIMA else Status.TETAP
        return Banding(nomor, b.jalur, c, status, keadaan, kini)
    if kini is Keadaan.DITERIMA:
        sebab = None if keadaan is Keadaan.TERBUKA else _mengapa_ada(hal, b, x, c.kode)
        return Banding(nomor, b.jalur, c, Status.DITERIMA, keadaan, kini, sebab)
    if keadaan is Keadaan.DITERIMA:
        return Banding(nomor, b.jalur, c, Status.KAMBUH, keadaan, kini, Sebab.PENERIMAAN_GUGUR)
    status = Status.BARU if keadaan is None else Status.KAMBUH
    return Banding(nomor, b.jalur, c, status, keadaan, kini, _mengapa_ada(hal, b, x, c.kode))


def _terbuka(x: BukuLama) -> dict[str, TemuanLama]:
    """Known findings that are not solved."""
    return {s: t for s, t in x.temuan.items() if t.keadaan is not Keadaan.SELESAI}


def _tertunda(x: BukuLama, jalur: str, temuan: Mapping[str, TemuanLama], sebab: Sebab) -> list[Banding]:
    return [
        Banding(x.nomor, jalur, t.catatan, Status.TIDAK_DIPERIKSA, t.keadaan, t.keadaan, sebab) for t in temuan.values()
    ]


def _halangan(hal: _Hal, b: CatatanBuku, x: BukuLama, t: TemuanLama) -> Sebab | None:
    """Why nobody can say that a finding which is not there any more is solved; None if it is."""
    kode = t.catatan.kode
    if not b.terbaca:
        return Sebab.TAK_TERBACA
    if kode in hal.aturan.diabaikan:
        return Sebab.KODE_DIABAIKAN
    if kode not in hal.aturan.sidik:
        return None
    sama = x.acuan is not None and x.acuan.isi == b.isi
    butuh = hal.tiada.intersection(t.catatan.lain) or (kode in hal.aturan.lintas and sama and hal.tiada)
    return Sebab.BUKU_LAIN_TIDAK_ADA if butuh else None


def _mengapa_ada(hal: _Hal, b: CatatanBuku, x: BukuLama | None, kode: str) -> Sebab:
    """Why a finding is there that was not there before."""
    if x is None:
        return Sebab.BUKU_BARU
    if not b.terbaca:
        return Sebab.TAK_TERBACA
    if x.acuan is None:
        return Sebab.BARU_TERBACA
    if kode not in x.acuan.aturan.sidik:
        return Sebab.ATURAN_BARU
    if kode in x.acuan.aturan.diabaikan:
        return Sebab.DULU_DIABAIKAN
    return _yang_berubah(hal, b, x.acuan, kode)


def _mengapa_hilang(hal: _Hal, b: CatatanBuku, x: BukuLama, t: TemuanLama) -> Sebab:
    """Why a finding is gone."""
    kode = t.catatan.kode
    if x.acuan is None or (t.terperiksa and x.ada and not x.terbaca):  # it was about that it could not be read
        return Sebab.BARU_TERBACA
    if kode not in hal.aturan.sidik:
        return Sebab.ATURAN_DICABUT
    return _yang_berubah(hal, b, x.acuan, kode)


def _yang_berubah(hal: _Hal, b: CatatanBuku, acuan: Acuan, kode: str) -> Sebab:
    """What differs from the last time when the workbook could be read. Where two things may be it, both are named."""
    isi = acuan.isi != b.isi
    if acuan.aturan.sidik.get(kode) != hal.aturan.sidik.get(kode):
        return Sebab.ISI_DAN_ATURAN if isi else Sebab.ATURAN_BERUBAH
    if isi:
        return Sebab.ISI_BERUBAH
    lain, program = acuan.kumpulan != hal.kumpulan, acuan.aturan.versi != hal.aturan.versi
    if lain and program:
        return Sebab.KUMPULAN_ATAU_PROGRAM
    return Sebab.KUMPULAN_BERUBAH if lain else Sebab.PROGRAM_BERUBAH if program else Sebab.TIDAK_DIKETAHUI


# The next state


def _lanjut(hal: _Hal, b: CatatanBuku, x: BukuLama | None, nomor: int, bagian: Iterable[Banding]) -> BukuLama:
    temuan = dict(x.temuan) if x is not None else {}
    for t in bagian:
        temuan[t.catatan.sidik] = TemuanLama(t.catatan, t.kini, t.status is not Status.TIDAK_DIPERIKSA)
    acuan = Acuan(b.isi, hal.kumpulan, hal.aturan) if b.terbaca else x.acuan if x is not None else None
    # Of a workbook that cannot be read just now nobody knows whose it is but by what was read before.
    siapa = x if x is not None and not b.terbaca else b
    return BukuLama(nomor, b.jalur, b.isi, siapa.satker, siapa.tahun, True, b.terbaca, acuan, temuan, siapa.nama_satker)


# Over several runs


def status_sejak(dulu: Keadaan | None, kini: Keadaan, *, terperiksa: bool = True) -> Status:
    """What happened to a finding between two points in time, whatever happened in between."""
    if kini is Keadaan.SELESAI:
        return Status.SELESAI
    if not terperiksa:
        return Status.TIDAK_DIPERIKSA
    if kini is Keadaan.DITERIMA:
        return Status.DITERIMA
    if dulu is None:
        return Status.BARU
    return Status.TETAP if dulu is Keadaan.TERBUKA else Status.KAMBUH
