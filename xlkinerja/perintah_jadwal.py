"""What `jadwal` does: folder and times to an entry of the system's scheduler, and what became of it."""

from __future__ import annotations

import argparse
import json
import os
import shlex
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from xlkinerja import jadwal_sistem as sistem
from xlkinerja.jadwal import (
    NAMA_HARI,
    Jadwal,
    JadwalSalah,
    baca_hari,
    baca_waktu,
    berikutnya,
    jalur_windows,
    kata_jadwal,
    kata_saat,
    nama,
)
from xlkinerja.jadwal_jalan import CATATAN, LAPORAN, baris_terakhir, jalankan
from xlkinerja.jadwal_langkah import JadwalGagal, Jalankan, Rencana, laksanakan
from xlkinerja.jadwal_sistem import Terpasang
from xlkinerja.jadwal_teks import tolak_jalur
from xlkinerja.konsol import aman, keluarkan
from xlkinerja.perintah import SELESAI, gagal
from xlkinerja.perintah_kabar import sandi_terjadwal, terjadwal
from xlkinerja.riwayat_jalan import tempat_baku

_CARA = {"systemd": "systemd", "cron": "cron", "launchd": "launchd", "tugas": "Penjadwal Tugas"}
_TERLEWAT = {
    "systemd": "Yang terlewat karena komputer mati disusulkan begitu komputer menyala.",
    "cron": "Yang terlewat karena komputer mati tidak disusulkan oleh cron.",
    "launchd": "Yang terlewat selagi komputer tidur disusulkan; yang terlewat karena komputer mati tidak.",
    "tugas": "Berjalan selama Anda masuk ke Windows; yang terlewat karena komputer mati disusulkan.",
}


def jadwal(pilihan: argparse.Namespace) -> int:
    """Install, list, remove, or run."""
    bagian = {"pasang": _pasang, "lihat": _lihat, "lepas": _lepas, "jalankan": _jalankan}
    try:
        return bagian[pilihan.bagian](pilihan)
    except (JadwalSalah, JadwalGagal) as salah:
        return gagal(str(salah))


def _mutlak(folder: str) -> str:
    return folder if jalur_windows(folder) else os.path.abspath(folder)


def _keluaran(folder: str, keluaran: Path | None) -> Path:
    try:
        return Path(os.path.abspath(keluaran if keluaran is not None else tempat_baku(folder).parent))
    except RuntimeError as salah:
        raise JadwalGagal(str(salah)) from None


def _jalankan(pilihan: argparse.Namespace) -> int:
    status, baris = jalankan(pilihan.folder, _keluaran(pilihan.folder, pilihan.keluaran))
    print(aman(baris), file=sys.stdout if status == SELESAI else sys.stderr)
    return status


# pasang


def _pasang(pilihan: argparse.Namespace) -> int:
    cara = (pilihan.cara or sistem.cara_baku()) if pilihan.coba else sistem.pilih_cara(pilihan.cara)
    j = _susun(pilihan)
    tolak_jalur(j, cara)
    if pilihan.coba:
        _tampilkan(sistem.rencana_pasang(j, cara))
        return SELESAI
    if not Path(j.folder).is_dir():
        raise JadwalSalah(f"{j.folder}: folder tidak ditemukan")
    _uji_program(j.program)
    lama = [t for t in sistem.daftar() if t.nama == j.nama]
    for t in lama:
        if t.cara != cara and not sistem.ada(t.cara):
            raise JadwalGagal(f"folder ini sudah dijadwalkan dengan {_CARA[t.cara]}, yang sedang tidak menjawab.")
    if any(t.cara == cara and t.jadwal == j and t.aktif for t in lama):
        print(f"Sudah terpasang ({_CARA[cara]}); tidak ada yang diubah.")
    else:
        laksanakan(sistem.rencana_pasang(j, cara))
        print(f"Terpasang ({_CARA[cara]}): {aman(j.folder)}, {kata_jadwal(j)}.")
    for t in lama:
        if t.cara != cara:
            laksanakan(sistem.rencana_lepas(t.nama, t.cara))
            print(f"Jadwal folder ini pada {_CARA[t.cara]} dilepas.")
    sys.stdout.writelines(f"{b}\n" for b in _sesudah(j, cara))
    return SELESAI


def _susun(pilihan: argparse.Namespace) -> Jadwal:
    folder = _mutlak(pilihan.folder)
    return Jadwal(
        folder=folder,
        waktu=baca_waktu(pilihan.setiap),
        hari=baca_hari(pilihan.hari),
        program=program_kita(),
        keluaran=str(_keluaran(folder, pilihan.keluaran)),
    )


def program_kita() -> tuple[str, ...]:
    """The words that start this very program; on Windows the one beside it that opens no window, if it is there."""
    beku = bool(getattr(sys, "frozen", False))
    program = Path(sys.executable)
    tanpa_jendela = program.with_name("xlkinerjaw.exe" if beku else "pythonw.exe")
    if sys.platform == "win32" and tanpa_jendela.exists():
        program = tanpa_jendela
    return (str(program),) if beku else (str(program), "-m", "xlkinerja")


def _uji_program(program: Sequence[str]) -> None:
    """Whether the program starts where the scheduler starts it: elsewhere, without this shell's settings."""
    lingkungan = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    try:
        h = subprocess.run(
            [*program, "--versi"], cwd=Path.home(), env=lingkungan, capture_output=True, check=False, timeout=60
        )
    except (OSError, subprocess.TimeoutExpired):
        h = None
    if h is None or h.returncode:
        raise JadwalGagal(
            f"{' '.join(program)} tidak dapat dijalankan dari folder lain; pasang dahulu xlkinerja dengan pip "
            "install, bukan dari folder sumbernya saja."
        )


def _sesudah(j: Jadwal, cara: str) -> list[str]:
    """What is to be known of an installed schedule."""
    baris = [
        f"Berikutnya: {kata_saat(berikutnya(j, datetime.now()))}. {_TERLEWAT[cara]}",
        f"Laporan dan catatan: {aman(j.keluaran)}",
    ]
    setelan, kurang = terjadwal(j.folder)
    if kurang is not None:
        baris.append(f"Tidak ada yang dikabari: {aman(kurang)}")
    elif setelan is not None:
        baris.append(f"Yang berubah dikabarkan menurut {aman(str(setelan.tempat))}")
        baris += [f"Perhatian: {aman(kata)}"] if (kata := sandi_terjadwal(setelan)) else []
    if cara == "systemd" and sistem.perlu_linger():
        baris.append("Jadwal berhenti bila Anda keluar (logout); agar tetap berjalan: loginctl enable-linger")
    return baris


def _tampilkan(rencana: Rencana) -> None:
    """What would be written and run, as it is."""
    for x in rencana.langkah:
        if isinstance(x, Jalankan):
            teks = subprocess.list2cmdline(x.argumen) if x.argumen[0].endswith(".exe") else shlex.join(x.argumen)
            print(f"# dijalankan:\n{teks}\n")
        elif x.isi is None:
            print(f"# dihapus: {aman(str(x.path))}\n")
        else:
            bom = x.isi.startswith(b"\xff\xfe")
            isi = x.isi.decode("utf-16" if bom else "utf-8", "backslashreplace").replace("\r\n", "\n")
            print(f"# ditulis: {aman(str(x.path))}{' (UTF-16)' if bom else ''}\n{isi}")


# lepas


def _lepas(pilihan: argparse.Namespace) -> int:
    semua = sistem.daftar()
    milik = semua if pilihan.semua else [t for t in semua if t.nama == nama(_mutlak(pilihan.folder))]
    if not milik:
        print("Tidak ada jadwal yang terpasang." if pilihan.semua else "Folder ini tidak mempunyai jadwal.")
        return SELESAI
    for t in milik:
        rencana = sistem.rencana_lepas(t.nama, t.cara)
        if pilihan.coba:
            _tampilkan(rencana)
            continue
        laksanakan(rencana)
        print(f"Dilepas ({_CARA[t.cara]}): {aman(t.jadwal.folder if t.jadwal else t.nama)}.")
    return SELESAI


# lihat


def _lihat(pilihan: argparse.Namespace) -> int:
    semua = [_terhitung(t) for t in sistem.daftar()]
    if pilihan.format == "json":
        isi = {"versi_skema": 1, "jadwal": [_catatan(t) for t in semua]}
        keluarkan([json.dumps(isi, ensure_ascii=False, indent=1), "\n"])
    elif not semua:
        print("Belum ada jadwal; pasang dengan: xlkinerja jadwal pasang FOLDER --setiap 07:00")
    else:
        print("\n\n".join("\n".join(_uraian(t)) for t in semua))
    return SELESAI


def _terhitung(t: Terpasang) -> Terpasang:
    """With the next run by the clock, where the system does not tell."""
    if t.berikutnya is not None or t.jadwal is None or not t.aktif:
        return t
    return replace(t, berikutnya=berikutnya(t.jadwal, datetime.now()))


def _catatan(t: Terpasang) -> dict[str, object]:
    j = t.jadwal
    umum: dict[str, object] = {"nama": t.nama, "cara": t.cara, "terbaca": j is not None, "aktif": t.aktif}
    if j is None:
        return umum
    return umum | {
        "folder": j.folder,
        "hari": [NAMA_HARI[h].lower() for h in j.hari],
        "waktu": [f"{w:%H:%M}" for w in j.waktu],
        "berikutnya": t.berikutnya.isoformat(timespec="minutes") if t.berikutnya else None,
        "terakhir": baris_terakhir(Path(j.keluaran, CATATAN)),
        "laporan": str(Path(j.keluaran, LAPORAN)),
        "folder_ada": Path(j.folder).is_dir(),
        "program_ada": Path(j.program[0]).is_file(),
    }


def _uraian(t: Terpasang) -> list[str]:
    j = t.jadwal
    if j is None:
        return [f"{t.nama} ({_CARA[t.cara]}): diubah di luar xlkinerja, tidak dapat dibaca; pasang ulang atau lepas"]
    mati = "tidak ada; jadwal ini sedang dimatikan" if t.aktif is False else f"tidak diketahui; {t.cara} tidak menjawab"
    saat = kata_saat(t.berikutnya) if t.berikutnya else mati
    baris = [
        aman(j.folder),
        f"  {kata_jadwal(j)} ({_CARA[t.cara]})",
        f"  berikutnya  {saat}",
        f"  terakhir    {baris_terakhir(Path(j.keluaran, CATATAN)) or 'belum pernah'}",
        f"  laporan     {aman(str(Path(j.keluaran, LAPORAN)))}",
    ]
    if not Path(j.folder).is_dir():
        baris.append("  PERHATIAN: folder itu sedang tidak ada")
    if not Path(j.program[0]).is_file():
        baris.append(f"  PERHATIAN: programnya tidak ada lagi: {aman(j.program[0])}; pasang ulang jadwalnya")
    return baris
