"""The history in one SQLite file, as it is read: the state of `riwayat`, the runs, and what changed in each.

riwayat_tulis.py adds runs to it, riwayat_buka.py opens the file.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from xlkinerja.beku import beku
from xlkinerja.riwayat import (
    Acuan,
    AturanJalan,
    BukuLama,
    CatatanTemuan,
    Keadaan,
    Sebab,
    TemuanLama,
)
from xlkinerja.riwayat_buka import RiwayatGagal, Rusak, isi_sah, terbuka, terjemahkan


@beku(frozen=True, slots=True)
class BarisJalan:
    """One run: number, time in UTC, workbooks, open findings by severity, and what became of them."""

    nomor: int
    waktu: datetime
    program: str
    buku: int
    tak_terbaca: int
    galat: int
    peringatan: int
    info: int
    baru: int
    kambuh: int
    selesai: int
    tetap: int
    diterima: int
    tidak_diperiksa: int


@beku(frozen=True, slots=True)
class Titik:
    """One point of the trend: a run, its workbooks, its open errors and warnings."""

    waktu: datetime
    buku: int
    galat: int
    peringatan: int


@beku(frozen=True, slots=True)
class BarisTemuan:
    """A finding as the history knows it: `dulu` before a run, `kini` now; `pertama` and `terakhir` seen, in UTC.
    `buku`: number of its workbook. `sebab`: why it last came or went, if that was since then, or why it was not looked
    at."""

    buku: int
    jalur: str
    satker: str
    nama_satker: str
    tahun: int | None
    catatan: CatatanTemuan
    dulu: Keadaan | None
    kini: Keadaan
    terperiksa: bool
    pertama: datetime
    terakhir: datetime
    sebab: Sebab | None
    berubah: bool


@beku(frozen=True, slots=True)
class BarisBuku:
    """A workbook as the last run left it. `ada`: that run had it; `terbaca`: it could be read when it last was there.
    The run as a whole is the workbook `JALUR_BERSAMA`."""

    nomor: int
    jalur: str
    satker: str
    nama_satker: str
    tahun: int | None
    ada: bool
    terbaca: bool


@beku(frozen=True, slots=True)
class _Sejak:
    """What became of a finding since a run: first this, and in the end for this reason."""

    pertama: Keadaan
    sebab: Sebab | None


class Riwayat:
    """A history to be read. Raises RiwayatGagal if there is none, or none that can be read."""

    def __init__(self, tempat: Path) -> None:
        if not tempat.exists():
            raise RiwayatGagal(f"{tempat}: belum ada riwayat.")
        try:
            with terjemahkan(tempat), terbuka(tempat, buat=False) as db:
                db.execute("BEGIN")
                jalan = db.execute(f"SELECT {_KOLOM_JALAN} FROM jalan ORDER BY nomor").fetchall()
                self._temuan = db.execute(_SEMUA_TEMUAN).fetchall()
                buku = db.execute(f"SELECT {_KOLOM_BUKU} FROM buku ORDER BY nomor").fetchall()
                self._perubahan = db.execute(
                    "SELECT jalan, buku, sidik, keadaan, sebab FROM perubahan ORDER BY jalan"
                ).fetchall()
                db.execute("COMMIT")
            with isi_sah():
                self.jalan = tuple(map(_baris_jalan, jalan))
                self.buku = tuple(map(_baris_buku, buku))
                self.temuan(sesudah=0)
        except Rusak:
            raise RiwayatGagal(
                f"{tempat}: riwayat ini rusak; pemeriksaan berikutnya menyisihkannya dan memulai yang baru."
            ) from None

    def deret(self) -> tuple[Titik, ...]:
        """The trend, oldest run first."""
        return tuple(Titik(j.waktu, j.buku, j.galat, j.peringatan) for j in self.jalan)

    def temuan(self, *, sesudah: int) -> tuple[BarisTemuan, ...]:
        """Every finding that is open or accepted, or that changed in the runs after number `sesudah` (0: in all)."""
        dulu: dict[tuple[int, str], Keadaan] = {}
        sejak: dict[tuple[int, str], _Sejak] = {}
        for jalan, buku, sidik, keadaan, sebab in self._perubahan:
            if jalan <= sesudah:
                dulu[buku, sidik] = Keadaan(keadaan)
            else:
                pertama = sejak[buku, sidik].pertama if (buku, sidik) in sejak else Keadaan(keadaan)
                sejak[buku, sidik] = _Sejak(pertama, Sebab[sebab] if sebab else None)
        batas = max((tulis_waktu(j.waktu) for j in self.jalan if j.nomor <= sesudah), default="")
        semua = (_baris_temuan(r, dulu, sejak, batas) for r in self._temuan)
        return tuple(t for t in semua if t.berubah or t.kini is not Keadaan.SELESAI)


def muat(db: sqlite3.Connection) -> list[BukuLama]:
    """The state that the last run left."""
    aturan: dict[int, AturanJalan] = {}
    for nomor, isi in db.execute("SELECT nomor, isi FROM aturan"):
        versi, sidik, diabaikan = json.loads(isi)
        aturan[nomor] = AturanJalan(versi, sidik, frozenset(diabaikan))
    temuan: dict[int, dict[str, TemuanLama]] = defaultdict(dict)
    pilih = f"SELECT buku, {_KOLOM_CATATAN}, keadaan, terperiksa FROM temuan"
    for buku, *isi, keadaan, terperiksa in db.execute(pilih):
        c = _catatan(isi)
        temuan[buku][c.sidik] = TemuanLama(c, Keadaan(keadaan), bool(terperiksa))
    hasil = []
    for r in db.execute(
        "SELECT nomor, jalur, isi, satker, tahun, ada, terbaca, acuan_isi, acuan_kumpulan, acuan_aturan, nama_satker "
        "FROM buku ORDER BY nomor"
    ):
        nomor, jalur, isi, satker, tahun, ada, terbaca, a_isi, a_kumpulan, a_aturan, nama = r
        acuan = Acuan(a_isi, a_kumpulan, aturan[a_aturan]) if a_isi is not None else None
        milik = temuan.get(nomor, {})
        hasil.append(BukuLama(nomor, jalur, isi, satker, tahun, bool(ada), bool(terbaca), acuan, milik, nama))
    return hasil


_KOLOM_CATATAN = "sidik, kode, tingkat, lembar, sel, pesan, lain, diterima"
_KOLOM_JALAN = ", ".join(BarisJalan.__dataclass_fields__)
_KOLOM_BUKU = ", ".join(BarisBuku.__dataclass_fields__)
_SEMUA_TEMUAN = f"""
    SELECT t.buku, b.jalur, b.satker, b.nama_satker, b.tahun, b.ada, b.terbaca, t.keadaan, t.terperiksa, t.pertama,
        CASE WHEN t.terperiksa AND t.keadaan <> 'selesai' THEN (SELECT max(waktu) FROM jalan) ELSE t.terakhir END,
        {", ".join(f"t.{k.strip()}" for k in _KOLOM_CATATAN.split(","))}
    FROM temuan t JOIN buku b ON b.nomor = t.buku ORDER BY b.jalur, b.nomor, t.lembar, t.kode, t.sidik
    """


def _catatan(isi: Sequence[str | None]) -> CatatanTemuan:
    sidik, kode, tingkat, lembar, sel, pesan, lain, diterima = isi
    if not (sidik and kode and tingkat) or pesan is None or lain is None:
        raise ValueError("temuan tanpa sidik, kode, tingkat, atau pesan")
    return CatatanTemuan(sidik, kode, tingkat, lembar, sel, pesan, tuple(json.loads(lain)), diterima)


def _baris_jalan(r: Sequence[str | int]) -> BarisJalan:
    nomor, waktu, program, *banyak = r
    return BarisJalan(int(nomor), _baca_waktu(str(waktu)), str(program), *map(int, banyak))


def _baris_buku(r: Sequence[str | int | None]) -> BarisBuku:
    nomor, jalur, satker, nama, tahun, ada, terbaca = r
    tahun = int(tahun) if tahun is not None else None
    return BarisBuku(int(nomor or 0), str(jalur), str(satker), str(nama), tahun, bool(ada), bool(terbaca))


def _baris_temuan(
    r: Sequence[str | None],
    dulu: Mapping[tuple[int, str], Keadaan],
    sejak: Mapping[tuple[int, str], _Sejak],
    batas: str,
) -> BarisTemuan:
    """`batas`: time of the run that is compared with, "" if with none. What changed until then may have been thinned
    out; then what it changed to since tells what it was."""
    buku, jalur, satker, nama, tahun, ada, terbaca, keadaan, terperiksa, pertama, terakhir, *isi = r
    c, kini = _catatan(isi), Keadaan(keadaan)
    kunci = (int(buku or 0), c.sidik)
    sebelum, lalu = dulu.get(kunci), sejak.get(kunci)
    if sebelum is None and str(pertama) < batas:
        sebelum = kini if lalu is None else Keadaan.SELESAI if lalu.pertama is Keadaan.TERBUKA else Keadaan.TERBUKA
    halangan = Sebab.BUKU_TIDAK_ADA if not ada else Sebab.TAK_TERBACA if not terbaca else None
    return BarisTemuan(
        int(buku or 0),
        str(jalur),
        str(satker),
        str(nama),
        int(tahun) if tahun is not None else None,
        c,
        sebelum,
        kini,
        bool(terperiksa),
        _baca_waktu(str(pertama)),
        _baca_waktu(str(terakhir)),
        halangan if not terperiksa else lalu.sebab if lalu is not None else None,
        lalu is not None,
    )


def tulis_waktu(waktu: datetime) -> str:
    """UTC as text that sorts by time."""
    return waktu.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _baca_waktu(teks: str) -> datetime:
    return datetime.strptime(teks, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
