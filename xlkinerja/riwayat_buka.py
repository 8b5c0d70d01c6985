"""The history's file: its tables, made and brought up to date, and what is done where it is damaged or out of reach."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from xlkinerja.galat_os import sebab_os

TUNGGU_MS = 10_000
_TANDA = 0x786C6B72
"""application_id of our files: "xlkr"."""
_MIGRASI = (
    """
    CREATE TABLE aturan (nomor INTEGER PRIMARY KEY, isi TEXT NOT NULL UNIQUE);
    CREATE TABLE jalan (
        nomor INTEGER PRIMARY KEY AUTOINCREMENT, waktu TEXT NOT NULL, program TEXT NOT NULL,
        buku INTEGER NOT NULL, tak_terbaca INTEGER NOT NULL,
        galat INTEGER NOT NULL, peringatan INTEGER NOT NULL, info INTEGER NOT NULL,
        baru INTEGER NOT NULL, kambuh INTEGER NOT NULL, selesai INTEGER NOT NULL, tetap INTEGER NOT NULL,
        diterima INTEGER NOT NULL);
    CREATE TABLE buku (
        nomor INTEGER PRIMARY KEY, jalur TEXT NOT NULL, isi TEXT NOT NULL, satker TEXT NOT NULL, tahun INTEGER,
        ada INTEGER NOT NULL, terbaca INTEGER NOT NULL,
        acuan_isi TEXT, acuan_kumpulan TEXT, acuan_aturan INTEGER REFERENCES aturan);
    CREATE TABLE temuan (
        buku INTEGER NOT NULL REFERENCES buku, sidik TEXT NOT NULL, kode TEXT NOT NULL, tingkat TEXT NOT NULL,
        lembar TEXT, sel TEXT, pesan TEXT NOT NULL, keadaan TEXT NOT NULL, diterima TEXT,
        pertama TEXT NOT NULL, terakhir TEXT NOT NULL, PRIMARY KEY (buku, sidik)) WITHOUT ROWID;
    CREATE TABLE perubahan (
        jalan INTEGER NOT NULL REFERENCES jalan, buku INTEGER NOT NULL, sidik TEXT NOT NULL,
        keadaan TEXT NOT NULL, sebab TEXT, PRIMARY KEY (jalan, buku, sidik)) WITHOUT ROWID;
    """,
    """
    ALTER TABLE temuan ADD COLUMN lain TEXT NOT NULL DEFAULT '[]';
    ALTER TABLE temuan ADD COLUMN terperiksa INTEGER NOT NULL DEFAULT 1;
    ALTER TABLE buku ADD COLUMN nama_satker TEXT NOT NULL DEFAULT '';
    ALTER TABLE jalan ADD COLUMN tidak_diperiksa INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX perubahan_temuan ON perubahan (buku, sidik);
    """,
)
"""What leads from each version of the file to the next. Never changed, only added to."""
VERSI = len(_MIGRASI)


class RiwayatGagal(Exception):
    """The history cannot be read or written. The message is one Indonesian line."""


class Rusak(Exception):
    """The file is no sound database."""


@contextmanager
def terbuka(tempat: Path, *, buat: bool) -> Iterator[sqlite3.Connection]:
    """The file with today's tables, made or migrated where needed. Raises Rusak."""
    if buat:
        tempat.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with closing(sqlite3.connect(tempat, timeout=TUNGGU_MS / 1000, isolation_level=None)) as db:
        _siapkan(db, tempat)
        yield db


def _siapkan(db: sqlite3.Connection, tempat: Path) -> None:
    if [r[0] for r in db.execute("PRAGMA quick_check(1)")] != ["ok"]:
        raise Rusak
    db.execute("PRAGMA journal_mode=DELETE")
    if _versi(db) == VERSI and _milik_kita(db):
        return
    db.execute("BEGIN IMMEDIATE")
    versi = _versi(db)  # once more: another run may just have made it
    if versi > VERSI and _milik_kita(db):
        raise RiwayatGagal(f"{tempat}: riwayat ini dibuat versi program yang lebih baru; perbarui xlkinerja.")
    if not _milik_kita(db) and db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise RiwayatGagal(f"{tempat}: berkas ini bukan riwayat xlkinerja.")
    for langkah in _MIGRASI[versi:]:
        for perintah in filter(str.strip, langkah.split(";")):
            db.execute(perintah)
    db.execute(f"PRAGMA application_id={_TANDA}")
    db.execute(f"PRAGMA user_version={VERSI}")
    db.execute("COMMIT")


def _versi(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _milik_kita(db: sqlite3.Connection) -> bool:
    return bool(db.execute("PRAGMA application_id").fetchone()[0] == _TANDA)


_SEBAB = {
    sqlite3.SQLITE_FULL: "ruang penyimpanan penuh",
    sqlite3.SQLITE_READONLY: "tempatnya hanya dapat dibaca",
    sqlite3.SQLITE_CANTOPEN: "tempatnya tidak dapat dibuka atau ditulisi",
    sqlite3.SQLITE_BUSY: "sedang dipakai pemeriksaan lain",
    sqlite3.SQLITE_LOCKED: "sedang dipakai pemeriksaan lain",
    sqlite3.SQLITE_IOERR: "disk atau jaringan gagal, atau ruang penyimpanan penuh",
    sqlite3.SQLITE_PERM: "akses ditolak",
    sqlite3.SQLITE_AUTH: "akses ditolak",
}
_TAK_SAH = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)
"""What a file says that is no database, is damaged, or lacks tables that should be there."""


@contextmanager
def terjemahkan(tempat: Path) -> Iterator[None]:
    """What SQLite and the system refuse as RiwayatGagal; Rusak where it is the file that is not sound."""
    try:
        yield
    except OSError as galat:
        raise RiwayatGagal(f"{tempat}: {sebab_os(galat)}.") from galat
    except sqlite3.Error as galat:
        kode = (getattr(galat, "sqlite_errorcode", None) or 0) & 0xFF
        if kode in _TAK_SAH:
            raise Rusak from galat
        raise RiwayatGagal(f"{tempat}: {_SEBAB.get(kode, galat)}.") from galat


@contextmanager
def isi_sah() -> Iterator[None]:
    """Values that no program of ours writes as Rusak."""
    try:
        yield
    except (ValueError, KeyError, TypeError, AttributeError) as galat:
        raise Rusak from galat


def berkas_di(tempat: Path) -> tuple[int, int] | None:
    """Which file lies there, None if none."""
    try:
        s = tempat.stat()
    except OSError:
        return None
    return s.st_dev, s.st_ino


def sisihkan(tempat: Path) -> str:
    """Give a damaged file another name, with its journal, which must not be played into the next. One line to say."""
    nama = next(n for i in range(1, 10_000) if not (n := tempat.with_name(f"{tempat.name}.rusak-{i}")).exists())
    try:
        os.rename(tempat, nama)
        with suppress(FileNotFoundError):
            os.rename(f"{tempat}-journal", f"{nama}-journal")
    except FileNotFoundError:  # another run was faster
        pass
    except OSError as galat:
        raise RiwayatGagal(f"{tempat}: riwayat ini rusak dan tidak dapat disisihkan ({sebab_os(galat)}).") from galat
    return f"riwayat rusak dan disisihkan sebagai {nama}; riwayat baru dimulai."
