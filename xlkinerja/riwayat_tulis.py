"""A run added to the history (riwayat_db.py), or a workbook forgotten in it.

One transaction a run: whoever is killed in the middle leaves the former state, and of two runs at once the second
compares with the first. The journal is a rollback journal, since a write-ahead log does not work on network drives.
What did not change is not written again, and old runs are thinned out.
"""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

from xlkinerja.model import JALUR_BERSAMA
from xlkinerja.riwayat import (
    AturanJalan,
    Banding,
    BukuLama,
    Jalan,
    Keadaan,
    Perbandingan,
    Status,
    TemuanLama,
    bandingkan,
)
from xlkinerja.riwayat_buka import RiwayatGagal, Rusak, berkas_di, isi_sah, sisihkan, terbuka, terjemahkan
from xlkinerja.riwayat_db import muat, tulis_waktu

_UTUH_HARI, _UTUH_JALAN = 400, 2000
"""Runs younger than that and among the newest are all kept; of the others the last of each month."""
_SELESAI_HARI = 800
"""Findings solved longer ago than that are forgotten; should one return, it is new."""


def catat(tempat: Path, jalan: Jalan, *, waktu: datetime, program: str) -> tuple[Perbandingan, str | None]:
    """Compare a run with the history and add it. Returns the comparison, and one line to be said if a damaged history
    was set aside. Raises RiwayatGagal; what was there before is then unharmed."""
    kata = None
    for _ in range(3):
        berkas = berkas_di(tempat)
        try:
            with terjemahkan(tempat), terbuka(tempat, buat=True) as db:
                return _catat(db, jalan, waktu.astimezone(UTC), program), kata
        except Rusak:
            if berkas == berkas_di(tempat):  # else another run was faster, and a new one lies there
                kata = sisihkan(tempat)
    raise RiwayatGagal(f"{tempat}: riwayat tidak dapat ditulis.")


def lupakan(tempat: Path, jalur: str) -> bool:
    """Drop a workbook that the last run did not have, with its findings: it was removed for good. False if there is
    none of that path. Raises RiwayatGagal."""
    try:
        with terjemahkan(tempat), terbuka(tempat, buat=False) as db:
            db.execute("BEGIN IMMEDIATE")
            _simpan_nomor(db)  # lest a new workbook be taken for the one that is forgotten
            pilih = "(SELECT nomor FROM buku WHERE jalur = ? AND NOT ada)"
            for tabel in ("temuan", "perubahan"):
                db.execute(f"DELETE FROM {tabel} WHERE buku IN {pilih}", (jalur,))
            banyak = db.execute("DELETE FROM buku WHERE jalur = ? AND NOT ada", (jalur,)).rowcount
            db.execute("COMMIT")
            return banyak > 0
    except Rusak:
        raise RiwayatGagal(f"{tempat}: riwayat ini rusak.") from None


def _catat(db: sqlite3.Connection, jalan: Jalan, waktu: datetime, program: str) -> Perbandingan:
    db.execute("BEGIN IMMEDIATE")
    with isi_sah():
        lama = muat(db)
    hasil = bandingkan(lama, jalan, terakhir=_nomor_terakhir(db))
    teks = tulis_waktu(waktu)
    nomor = _tulis_jalan(db, jalan, hasil, teks, program)
    aturan: dict[str, int] = {}
    sebelum = {x.nomor: x for x in lama}
    for x in hasil.buku:
        _tulis_buku(db, x, sebelum.get(x.nomor), aturan)
        _tulis_temuan(db, x, sebelum.get(x.nomor), teks)
    db.executemany(
        "INSERT INTO perubahan (jalan, buku, sidik, keadaan, sebab) VALUES (?, ?, ?, ?, ?)",
        [_perubahan(nomor, b) for b in hasil.temuan if b.berubah],
    )
    _tipiskan(db, waktu)
    db.execute("COMMIT")
    return hasil


def _nomor_terakhir(db: sqlite3.Connection) -> int:
    """The highest number that a workbook had when one was forgotten; 0 if none ever was."""
    return int(db.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'buku'").fetchone()[0])


def _simpan_nomor(db: sqlite3.Connection) -> None:
    """Keep the highest number beside that of the runs, where SQLite counts them."""
    semua = int(db.execute("SELECT coalesce(max(nomor), 0) FROM buku").fetchone()[0]), _nomor_terakhir(db)
    db.execute("DELETE FROM sqlite_sequence WHERE name = 'buku'")
    db.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('buku', ?)", (max(semua),))


def _perubahan(jalan: int, b: Banding) -> tuple[int, int, str, str, str | None]:
    return jalan, b.nomor, b.catatan.sidik, b.kini.value, b.sebab.name if b.sebab is not None else None


def _tulis_jalan(db: sqlite3.Connection, jalan: Jalan, hasil: Perbandingan, waktu: str, program: str) -> int:
    buku = [b for b in jalan.buku if b.jalur != JALUR_BERSAMA]
    terbuka = [t.tingkat for b in jalan.buku for t in b.temuan if t.diterima is None]
    isi: dict[str, str | int] = {
        "waktu": waktu,
        "program": program,
        "buku": len(buku),
        "tak_terbaca": sum(not b.terbaca for b in buku),
        **{t: terbuka.count(t) for t in ("galat", "peringatan", "info")},
        **{s.value.replace(" ", "_"): hasil.jumlah(s) for s in Status},
    }
    kursor = db.execute(
        f"INSERT INTO jalan ({', '.join(isi)}) VALUES ({', '.join('?' * len(isi))})", tuple(isi.values())
    )
    assert kursor.lastrowid is not None
    return kursor.lastrowid


def _tulis_buku(db: sqlite3.Connection, x: BukuLama, dulu: BukuLama | None, aturan: dict[str, int]) -> None:
    if dulu is not None and _tanpa_temuan(x) == _tanpa_temuan(dulu):
        return
    a = x.acuan
    acuan = (a.isi, a.kumpulan, _nomor_aturan(db, a.aturan, aturan)) if a is not None else (None, None, None)
    db.execute(
        "INSERT OR REPLACE INTO buku (nomor, jalur, isi, satker, tahun, ada, terbaca, acuan_isi, acuan_kumpulan, "
        "acuan_aturan, nama_satker) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (x.nomor, x.jalur, x.isi, x.satker, x.tahun, x.ada, x.terbaca, *acuan, x.nama_satker),
    )


def _tanpa_temuan(x: BukuLama) -> tuple[object, ...]:
    return x.jalur, x.isi, x.satker, x.tahun, x.ada, x.terbaca, x.acuan, x.nama_satker


def _nomor_aturan(db: sqlite3.Connection, a: AturanJalan, dikenal: dict[str, int]) -> int:
    """The number under which a set of rules is kept, once for all workbooks and runs."""
    isi = json.dumps([a.versi, dict(sorted(a.sidik.items())), sorted(a.diabaikan)])
    if isi not in dikenal:
        db.execute("INSERT OR IGNORE INTO aturan (isi) VALUES (?)", (isi,))
        dikenal[isi] = db.execute("SELECT nomor FROM aturan WHERE isi = ?", (isi,)).fetchone()[0]
    return dikenal[isi]


def _tulis_temuan(db: sqlite3.Connection, x: BukuLama, dulu: BukuLama | None, waktu: str) -> None:
    """Findings that are new or otherwise than before; `terakhir` of one that stays as it is follows from its
    workbook's runs and is not written each time."""
    for t in x.temuan.values():
        sebelum = dulu.temuan.get(t.catatan.sidik) if dulu is not None else None
        if t == sebelum:
            continue
        c = t.catatan
        isi = (c.kode, c.tingkat, c.lembar, c.sel, c.pesan, t.keadaan.value, c.diterima, json.dumps(c.lain))
        lihat = _terakhir(db, t, sebelum, waktu)
        db.execute(
            "INSERT INTO temuan (buku, sidik, kode, tingkat, lembar, sel, pesan, keadaan, diterima, lain, terperiksa, "
            "pertama, terakhir) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, coalesce(?13, ?12)) "
            "ON CONFLICT (buku, sidik) DO UPDATE SET "
            "kode=excluded.kode, tingkat=excluded.tingkat, lembar=excluded.lembar, sel=excluded.sel, "
            "pesan=excluded.pesan, keadaan=excluded.keadaan, diterima=excluded.diterima, lain=excluded.lain, "
            "terperiksa=excluded.terperiksa, terakhir=coalesce(?13, terakhir)",
            (x.nomor, c.sidik, *isi, t.terperiksa, waktu, lihat),
        )


def _terakhir(db: sqlite3.Connection, t: TemuanLama, sebelum: TemuanLama | None, waktu: str) -> str | None:
    """When it was last seen: now if it is there; in the run before if it was there; else as it was (None)."""
    if sebelum is None or (t.terperiksa and t.keadaan is not Keadaan.SELESAI):
        return waktu
    if not sebelum.terperiksa:
        return None
    lalu = db.execute("SELECT waktu FROM jalan ORDER BY nomor DESC LIMIT 1 OFFSET 1").fetchone()
    return str(lalu[0]) if lalu else None


def _tipiskan(db: sqlite3.Connection, waktu: datetime) -> None:
    """Keep the file small: see _UTUH_HARI, _SELESAI_HARI."""
    batas = tulis_waktu(waktu - timedelta(days=_UTUH_HARI))
    lama = (
        "SELECT nomor FROM jalan WHERE (waktu < ? OR nomor <= (SELECT max(nomor) FROM jalan) - ?) AND nomor NOT IN "
        "(SELECT max(nomor) FROM jalan GROUP BY substr(waktu, 1, 7))"
    )
    pilih = (batas, _UTUH_JALAN)
    db.execute(f"DELETE FROM perubahan WHERE jalan IN ({lama})", pilih)
    db.execute(f"DELETE FROM jalan WHERE nomor IN ({lama})", pilih)
    batas = tulis_waktu(waktu - timedelta(days=_SELESAI_HARI))
    db.execute("DELETE FROM temuan WHERE keadaan = ? AND terakhir < ?", (Keadaan.SELESAI.value, batas))
    db.execute("DELETE FROM aturan WHERE nomor NOT IN (SELECT acuan_aturan FROM buku WHERE acuan_aturan IS NOT NULL)")
