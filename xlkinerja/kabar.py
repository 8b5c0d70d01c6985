"""What changed in a folder since its recipients were last told -> the notice that a careful colleague would write.

Pure: no clock, no file, no network. What is told is the difference between two points of the history, not what the
last run changed: whoever runs `periksa` by hand in between must not swallow the news.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from itertools import groupby

from xlkinerja import __version__
from xlkinerja.konsol import aman
from xlkinerja.model import JALUR_BERSAMA
from xlkinerja.riwayat import Keadaan, Sebab, Status, status_sejak
from xlkinerja.riwayat_db import BarisBuku, BarisTemuan
from xlkinerja.tampilan_tanggal import hari_tanggal
from xlkinerja.temuan import Tingkat, urai_a1

JUDUL_TERPANJANG = 140
_PER_KELOMPOK, _SELURUHNYA = 10, 100
"""Findings that are listed one by one: of a kind in a workbook, and in the whole notice."""
_SATKER_TERBANYAK = 60
_PESAN_TERPANJANG, _NAMA_TERPANJANG = 300, 80
_CADANGAN = str.maketrans({"\ufffe": "\ufffd", "\uffff": "\ufffd"})
_SELURUH = "Folder secara keseluruhan"


class Peristiwa(Enum):
    """What happened to a workbook; the value counts them: "2 buku kerja tidak ada"."""

    BARU = "baru"
    TIADA = "tidak ada"
    TAK_TERBACA = "tidak dapat dibaca"
    KEMBALI = "ada kembali"
    TERBACA = "dapat dibaca kembali"


class Awal(Enum):
    """Why there is nothing to compare with; the value is what a reader is told."""

    PEMERIKSAAN = "pemeriksaan pertama"
    KABAR = "kabar pertama"
    RIWAYAT = "riwayat dimulai lagi"


@dataclass(frozen=True, slots=True)
class Tersampai:
    """Up to here it was told: number and time of that run, and of each workbook (by number) whether it was there and
    could be read."""

    jalan: int
    waktu: datetime
    buku: Mapping[int, tuple[bool, bool]]


@dataclass(frozen=True, slots=True)
class Bahan:
    """What notices are made of; `dulu`: compared with what. `temuan`: all that are open or accepted now, or changed
    since; `buku`: all that are known; `ragu`: paths of those that may be another office's than they say, of which
    single offices are not told."""

    folder: str
    waktu: datetime
    dulu: Tersampai | Awal
    buku: tuple[BarisBuku, ...]
    temuan: tuple[BarisTemuan, ...]
    ragu: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Kelompok:
    """Findings of a workbook of which the same is to be said; `sebab` None: its own figures changed."""

    status: Status
    sebab: Sebab | None
    temuan: tuple[BarisTemuan, ...]


@dataclass(frozen=True, slots=True)
class Bagian:
    """A workbook in a notice. `pesan`: why it cannot be read; `terbuka`: open findings by severity, of these
    `tertunda` could not be looked at; `tetap`: those that were open before."""

    buku: BarisBuku
    peristiwa: tuple[Peristiwa, ...]
    pesan: str
    kelompok: tuple[Kelompok, ...]
    terbuka: Mapping[Tingkat, int]
    tertunda: int
    tetap: int

    @property
    def berubah(self) -> bool:
        """True if there is something to tell."""
        return bool(self.peristiwa or self.kelompok)

    @property
    def bersama(self) -> bool:
        """True if it is about all that was given."""
        return self.buku.jalur == JALUR_BERSAMA

    @property
    def nama(self) -> str:
        """Whose workbook it is, its path if nobody knows."""
        if self.bersama:
            return _SELURUH
        return rapi(self.buku.nama_satker or self.buku.jalur, _NAMA_TERPANJANG)


@dataclass(frozen=True, slots=True)
class Berita:
    """One notice, of all workbooks or (`satker`) those of some offices; `bagian`: every one of them, changed or not."""

    folder: str
    waktu: datetime
    dulu: datetime | Awal
    satker: tuple[str, ...]
    bagian: tuple[Bagian, ...]

    @property
    def berubah(self) -> bool:
        """True if there is something to tell."""
        return any(b.berubah for b in self.bagian)

    @property
    def buku(self) -> int:
        """How many workbooks were there."""
        return sum(b.buku.ada and not b.bersama for b in self.bagian)

    @property
    def terbuka(self) -> Counter[Tingkat]:
        """Open findings by severity."""
        return sum((Counter(b.terbuka) for b in self.bagian), Counter())

    @property
    def kelompok(self) -> Iterator[Kelompok]:
        """All that changed, of all workbooks."""
        return (k for b in self.bagian for k in b.kelompok)

    def jumlah(self, status: Status) -> int:
        """How many findings became that."""
        return sum(len(k.temuan) for k in self.kelompok if k.status is status)


def rapi(teks: str, panjang: int = _PESAN_TERPANJANG) -> str:
    """Text of a workbook on one line, without control characters, not endless."""
    isi = aman(teks).translate(_CADANGAN)
    return isi if len(isi) <= panjang else isi[: panjang - 1] + "…"


# What is told


def susun(bahan: Bahan, *, satker: Sequence[str] = (), tingkat: Tingkat, selalu: bool = False) -> Berita | None:
    """The notice for whoever is told of these offices (codes; () for all, and for what concerns no single one); None
    if there is nothing to tell. Findings below `tingkat` are left out."""
    milik: dict[int, list[BarisTemuan]] = {}
    for t in bahan.temuan:
        if Tingkat(t.catatan.tingkat).bobot >= tingkat.bobot:
            milik.setdefault(t.buku, []).append(t)
    bukan = {JALUR_BERSAMA, *bahan.ragu}
    pilih = [b for b in bahan.buku if not satker or (b.satker in satker and b.jalur not in bukan)]
    pilih.sort(key=lambda b: (b.jalur == JALUR_BERSAMA, b.satker or "~", b.jalur))
    dulu = bahan.dulu
    bagian = [_bagian(dulu.buku if isinstance(dulu, Tersampai) else {}, b, milik.get(b.nomor, ())) for b in pilih]
    berita = Berita(
        bahan.folder,
        bahan.waktu,
        dulu.waktu if isinstance(dulu, Tersampai) else dulu,
        tuple(satker),
        tuple(b for b in bagian if b.berubah or b.terbuka or b.buku.ada),
    )
    perlu = berita.buku > 0 if isinstance(dulu, Awal) else berita.berubah
    return berita if perlu or selalu else None


def _bagian(dulu: Mapping[int, tuple[bool, bool]], b: BarisBuku, temuan: Sequence[BarisTemuan]) -> Bagian:
    peristiwa = _peristiwa(dulu, b) if b.jalur != JALUR_BERSAMA else ()
    pesan = next((t.catatan.pesan for t in temuan if _tentang_bacaan(b, t) and t.kini is Keadaan.TERBUKA), "")
    # That a workbook cannot be read, or can be again, is said of the workbook.
    berubah = [t for t in temuan if _berubah(t) and not (peristiwa and _tentang_bacaan(b, t))]
    berubah.sort(key=_urut)
    berubah.sort(key=lambda t: _kunci(b, t)[0])
    kelompok = groupby(berubah, key=lambda t: _kunci(b, t)[1:])
    terbuka = [t for t in temuan if t.kini is Keadaan.TERBUKA]
    return Bagian(
        b,
        peristiwa,
        pesan,
        tuple(Kelompok(status, sebab, tuple(isi)) for (status, sebab), isi in kelompok),
        Counter(Tingkat(t.catatan.tingkat) for t in terbuka),
        sum(not t.terperiksa for t in terbuka),
        sum(not _berubah(t) for t in terbuka),
    )


def _peristiwa(dulu: Mapping[int, tuple[bool, bool]], b: BarisBuku) -> tuple[Peristiwa, ...]:
    ada, terbaca = dulu.get(b.nomor, (None, True))
    if not b.ada:
        return (Peristiwa.TIADA,) if ada else ()
    hasil = [Peristiwa.BARU] if ada is None else [Peristiwa.KEMBALI] if not ada else []
    if b.terbaca != terbaca or (hasil and not b.terbaca):
        hasil.append(Peristiwa.TERBACA if b.terbaca else Peristiwa.TAK_TERBACA)
    return tuple(hasil)


def _tentang_bacaan(b: BarisBuku, t: BarisTemuan) -> bool:
    """True if the finding says that the workbook cannot be read: nothing else is found in one that cannot."""
    if t.kini is Keadaan.SELESAI:
        return t.sebab is Sebab.BARU_TERBACA
    return b.ada and not b.terbaca and t.terperiksa


def _berubah(t: BarisTemuan) -> bool:
    """True if a reader who knows how it was must be told; not of what came and went in between."""
    if t.kini is Keadaan.SELESAI:
        return t.dulu in (Keadaan.TERBUKA, Keadaan.DITERIMA)
    return t.dulu is not t.kini


def _urut(t: BarisTemuan) -> tuple[object, ...]:
    c = t.catatan
    return -Tingkat(c.tingkat).bobot, c.lembar or "", urai_a1(c.sel) if c.sel else (0, 0), c.kode, c.sidik


_URUTAN = (Status.BARU, Status.KAMBUH, Status.SELESAI, Status.DITERIMA)


def _kunci(b: BarisBuku, t: BarisTemuan) -> tuple[tuple[int, int], Status, Sebab | None]:
    """Under which heading it stands: what became of it, and why, if not for its own workbook's figures."""
    status = status_sejak(t.dulu, t.kini)
    # All that concerns the whole folder comes and goes with its workbooks.
    biasa = Sebab.KUMPULAN_BERUBAH if b.jalur == JALUR_BERSAMA else Sebab.ISI_BERUBAH
    gugur = t.sebab is Sebab.PENERIMAAN_GUGUR and status is not Status.KAMBUH
    sebab = t.sebab if t.terperiksa and t.sebab is not biasa and not gugur else None
    if status is Status.DITERIMA:
        sebab = None
    return (_URUTAN.index(status), list(Sebab).index(sebab) if sebab is not None else -1), status, sebab


# In a few words


def judul(b: Berita) -> str:
    """The subject: what it comes down to, and whose workbooks, on one bounded line."""
    if isinstance(b.dulu, Awal):
        return f"xlkinerja: {b.dulu.value}: {b.buku} buku kerja, {b.terbuka.total() or 'tanpa'} temuan"
    if not b.berubah:
        return f"xlkinerja: tidak ada perubahan, {b.terbuka.total() or 'tanpa'} temuan terbuka"
    awal = f"xlkinerja: {', '.join(_pokok(b))}"
    satker = dict.fromkeys(x.nama for x in b.bagian if x.berubah and not x.bersama)
    nama = list(satker or [_SELURUH])
    for banyak in range(len(nama), 0, -1):
        lain = len(nama) - banyak
        teks = f"{awal} - {', '.join(nama[:banyak])}{f' dan {lain} lainnya' if lain else ''}"
        if len(teks) <= JUDUL_TERPANJANG:
            return teks
    return rapi(awal, JUDUL_TERPANJANG)


def _temuan(banyak: int) -> str:
    return f"{banyak} temuan" if banyak else "tidak ada temuan"


def _pokok(b: Berita) -> Iterator[str]:
    baru = b.jumlah(Status.BARU)
    if baru:
        aturan = sum(n for s, n in _karena_lain(b, Status.BARU).items() if s in _KARENA_ATURAN)
        tambahan = " karena aturan" if aturan == baru else f" ({aturan} karena aturan)" if aturan else ""
        yield f"{baru} temuan baru{tambahan}"
    gugur = sum(len(k.temuan) for k in b.kelompok if k.sebab is Sebab.PENERIMAAN_GUGUR)
    kata = (
        (b.jumlah(Status.KAMBUH) - gugur, "kambuh"),
        (gugur, "tidak lagi diterima"),
        (b.jumlah(Status.SELESAI), "selesai"),
        (b.jumlah(Status.DITERIMA), "diterima"),
    )
    sudah = bool(baru)
    for n, apa in kata:
        if n:
            yield f"{n} {apa}" if sudah else f"{n} temuan {apa}"
            sudah = True
    peristiwa = Counter(p for x in b.bagian for p in x.peristiwa)
    apa = "buku kerja "
    for p in Peristiwa:
        if peristiwa[p]:
            yield f"{peristiwa[p]} {apa}{p.value}"
            apa = ""


_KARENA_ATURAN = (Sebab.ATURAN_BARU, Sebab.ATURAN_BERUBAH, Sebab.DULU_DIABAIKAN)
_SENDIRI = (None, Sebab.BUKU_BARU, Sebab.BARU_TERBACA, Sebab.PENERIMAAN_GUGUR)
"""Causes that lie in the workbook itself."""


def _karena_lain(b: Berita, status: Status) -> Counter[Sebab]:
    """Causes that no office is to blame for, or not it alone -> how many findings."""
    hasil: Counter[Sebab] = Counter()
    for k in b.kelompok:
        if k.status is status and k.sebab is not None and k.sebab not in _SENDIRI:
            hasil[k.sebab] += len(k.temuan)
    return hasil


# As text


def teks(b: Berita, *, kepada: str | None = None, lampiran: str | None = None) -> str:
    """The notice, lines ended by LF. `kepada`: whom it greets; `lampiran`: name of the report that goes with it."""
    baris = [f"Yth. {rapi(kepada, _NAMA_TERPANJANG)},", ""] if kepada else []
    baris += _pembuka(b)
    sisa = [_SELURUHNYA]
    if isinstance(b.dulu, Awal):
        baris += _daftar_awal(b)
    else:
        for x in b.bagian:
            baris += ["", *_satu_bagian(x, sisa, lampiran is not None)] if x.berubah else []
    if lampiran is not None:
        baris += ["", f"Laporan lengkapnya terlampir: {lampiran}"]
    baris += ["", f"Disusun otomatis oleh xlkinerja {__version__}; tidak ada buku kerja yang diubah."]
    return "\n".join(baris) + "\n"


def _pembuka(b: Berita) -> Iterator[str]:
    lingkup = "" if not b.satker else " milik satker Saudara"
    yield f"Folder {rapi(b.folder, _NAMA_TERPANJANG)}, pemeriksaan {saat(b.waktu)}: {b.buku} buku kerja{lingkup}."
    if isinstance(b.dulu, Awal):
        yield f"{_AWAL[b.dulu]} Terbuka: {_terbuka(b.terbuka)}."
        yield "Sesudah ini hanya yang berubah yang dikabarkan."
        return
    if not b.berubah:
        yield f"Tidak ada perubahan sejak {saat(b.dulu)}. Terbuka: {_terbuka(b.terbuka)}."
        return
    yield f"Berubah sejak {saat(b.dulu)}: {', '.join(_pokok(b))}."
    for status, apa in ((Status.BARU, "baru"), (Status.KAMBUH, "kambuh"), (Status.SELESAI, "selesai")):
        for sebab, n in _karena_lain(b, status).items():
            yield f"{n} di antaranya {apa}{_karena(sebab)}."
    yield f"Tetap terbuka: {_temuan(sum(x.tetap for x in b.bagian))}."


_AWAL = {
    Awal.PEMERIKSAAN: "Ini pemeriksaan pertama folder ini.",
    Awal.KABAR: "Ini kabar pertama tentang folder ini.",
    Awal.RIWAYAT: "Riwayat folder ini dimulai lagi; apa yang berubah sejak kabar sebelumnya tidak diketahui.",
}


def _karena(sebab: Sebab) -> str:
    if sebab is Sebab.TIDAK_DIKETAHUI:
        return f", {sebab.value}"
    return f" karena {sebab.value}{_TAMBAHAN.get(sebab, '')}"


_TAMBAHAN = {
    Sebab.ATURAN_BARU: " (sebelumnya belum diperiksa)",
    Sebab.ATURAN_BERUBAH: " (isi buku kerjanya tidak berubah)",
    Sebab.PROGRAM_BERUBAH: " (isi buku kerjanya tidak berubah)",
    Sebab.KUMPULAN_BERUBAH: " (isi buku kerjanya sendiri tidak berubah)",
    Sebab.KUMPULAN_ATAU_PROGRAM: " (isi buku kerjanya sendiri tidak berubah)",
}


def _terbuka(banyak: Mapping[Tingkat, int]) -> str:
    kata = ", ".join(f"{banyak[t]} {t.value}" for t in Tingkat if banyak.get(t))
    return f"{sum(banyak.values())} temuan ({kata})" if kata else "tidak ada temuan"


def _daftar_awal(b: Berita) -> Iterator[str]:
    """Of the first notice: how things stand, a line for each workbook that is not as it should be."""
    ada = [x for x in b.bagian if x.terbuka or not (x.buku.ada and x.buku.terbaca)]
    if ada:
        yield ""
    for x in ada[:_SATKER_TERBANYAK]:
        kata = _tak_terbaca(x) if not x.buku.terbaca else _terbuka(x.terbuka)
        if not x.buku.ada:
            kata = f"tidak ada pada pemeriksaan ini; {kata}"
        yield f"- {_kepala(x)}: {kata}"
    if ada[_SATKER_TERBANYAK:]:
        yield f"- dan {len(ada) - _SATKER_TERBANYAK} buku kerja lain yang bertemuan"
    bersih = b.buku - sum(x.buku.ada and not x.bersama for x in ada)
    if ada and bersih:
        yield f"- {bersih} buku kerja lain tanpa temuan"


def _tak_terbaca(x: Bagian) -> str:
    return rapi(x.pesan).rstrip(".") or "Buku kerjanya tidak dapat dibaca"


def _kepala(x: Bagian) -> str:
    jalur = rapi(x.buku.jalur, 120)
    return x.nama if x.bersama or not x.buku.nama_satker else f"{x.nama} ({jalur})"


def _satu_bagian(x: Bagian, sisa: list[int], lampiran: bool) -> Iterator[str]:
    yield _kepala(x)
    for p in x.peristiwa:
        yield f"  {_kalimat(p, x)}"
    for k in x.kelompok:
        yield f"  {_judul_kelompok(k)}: {len(k.temuan)}"
        tampil = k.temuan[: min(_PER_KELOMPOK, sisa[0])]
        sisa[0] -= len(tampil)
        yield from (f"  - {_baris_temuan(k, t)}" for t in tampil)
        if len(tampil) < len(k.temuan):
            lain = "; lihat laporan terlampir" if lampiran and k.status is not Status.SELESAI else ""
            yield f"  - {'dan ' if tampil else ''}{len(k.temuan) - len(tampil)} temuan{' lain' if tampil else ''}{lain}"
    if x.tetap and Peristiwa.TIADA not in x.peristiwa and Peristiwa.TAK_TERBACA not in x.peristiwa:
        tertunda = f" ({x.tertunda} tidak dapat diperiksa kali ini)" if x.tertunda else ""
        yield f"  Tetap terbuka: {x.tetap}{tertunda}"


def _kalimat(p: Peristiwa, x: Bagian) -> str:
    belum = f" {x.tertunda} temuannya tetap terbuka, belum dapat diperiksa." if x.tertunda else ""
    return {
        Peristiwa.BARU: "Buku kerja ini baru pertama kali diperiksa.",
        Peristiwa.TIADA: f"Buku kerjanya tidak ada pada pemeriksaan ini.{belum}",
        Peristiwa.TAK_TERBACA: f"{_tak_terbaca(x)}.{belum}",
        Peristiwa.KEMBALI: "Buku kerjanya ada kembali.",
        Peristiwa.TERBACA: "Buku kerjanya dapat dibaca kembali.",
    }[p]


def _judul_kelompok(k: Kelompok) -> str:
    if k.sebab is Sebab.PENERIMAAN_GUGUR:
        apa, _, sebab = str(k.sebab.value).partition(": ")
        return f"{apa.capitalize()} ({sebab})"
    awal = {
        Status.BARU: "Baru",
        Status.KAMBUH: "Kambuh",
        Status.SELESAI: "Selesai",
        Status.DITERIMA: "Diterima dengan alasan",
    }[k.status]
    if k.sebab in (None, Sebab.BUKU_BARU):
        return f"{awal} (pernah selesai)" if k.status is Status.KAMBUH else awal
    return f"{awal}{_karena(k.sebab)}"


def _baris_temuan(k: Kelompok, t: BarisTemuan) -> str:
    c = t.catatan
    tempat = f"{rapi(c.lembar, 40)}!{c.sel}: " if c.lembar and c.sel else f"{rapi(c.lembar, 40)}: " if c.lembar else ""
    alasan = f"; alasan: {rapi(c.diterima)}" if k.status is Status.DITERIMA and c.diterima else ""
    return f"{tempat}{rapi(c.pesan)} [{c.kode}, {c.tingkat}]{alasan}"


def saat(waktu: datetime) -> str:
    """As in "Senin, 2 November 2026 pukul 01.30", by the clock that the time was given in."""
    return f"{hari_tanggal(waktu.date())} pukul {waktu:%H.%M}"


# For programs


def sebagai_json(b: Berita) -> dict[str, object]:
    """The same for programs; times in ISO 8601 with the offset they were given in."""
    return {
        "versi_skema": 1,
        "versi": __version__,
        "folder": rapi(b.folder),
        "waktu": b.waktu.isoformat(timespec="seconds"),
        "dibandingkan_dengan": None if isinstance(b.dulu, Awal) else b.dulu.isoformat(timespec="seconds"),
        "judul": judul(b),
        "text": f"{judul(b)}\n\n{teks(b)}",  # the field that chat services show
        "ringkasan": {
            "berkas": b.buku,
            **{s.value: b.jumlah(s) for s in _URUTAN},
            "tetap": sum(x.tetap for x in b.bagian),
            "terbuka": {t.value: b.terbuka[t] for t in Tingkat},
        },
        "bagian": [_bagian_json(x) for x in b.bagian if x.berubah or isinstance(b.dulu, Awal)],
    }


def _bagian_json(x: Bagian) -> dict[str, object]:
    b = x.buku
    return {
        "jalur": None if x.bersama else rapi(b.jalur),
        "satker": rapi(b.satker) or None,
        "nama_satker": rapi(b.nama_satker) or None,
        "tahun": b.tahun,
        "peristiwa": [p.name.lower() for p in x.peristiwa],
        "terbuka": {t.value: x.terbuka.get(t, 0) for t in Tingkat},
        "tetap": x.tetap,
        "temuan": [_temuan_json(k, t) for k in x.kelompok for t in k.temuan[:_SELURUHNYA]],
    }


def _temuan_json(k: Kelompok, t: BarisTemuan) -> dict[str, object]:
    c = t.catatan
    return {
        "status": k.status.value,
        "sebab": t.sebab.value if t.sebab is not None and t.terperiksa else None,
        "kode": c.kode,
        "tingkat": c.tingkat,
        "lembar": rapi(c.lembar) if c.lembar is not None else None,
        "sel": c.sel,
        "pesan": rapi(c.pesan),
        "alasan": rapi(c.diterima) if c.diterima is not None else None,
        "sidik": c.sidik,
    }
