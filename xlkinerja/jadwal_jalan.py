"""A scheduled check: the folder as `periksa` checks it, an HTML report, notices, and one line more in a log of bounded
size."""

from __future__ import annotations

import io
import os
import time
from contextlib import redirect_stderr, redirect_stdout, suppress
from datetime import datetime
from pathlib import Path

from xlkinerja.galat_os import sebab_os
from xlkinerja.konsol import aman
from xlkinerja.laporan.teks import penutup
from xlkinerja.periksa import HasilPeriksa
from xlkinerja.perintah import DIHENTIKAN, GAGAL, SELESAI
from xlkinerja.riwayat import Perbandingan, Status
from xlkinerja.temuan import Tingkat

CATATAN, LAPORAN = "jadwal.log", "laporan.html"
_TERBESAR = 1_000_000
"""Bytes of a log; then it becomes `jadwal.log.1`."""
_BARIS_TERPANJANG = 2000
_KUNCI_BASI_DETIK = 60


def jalankan(folder: str, keluaran: Path) -> tuple[int, str]:
    """Check a folder; the exit status and the line that was logged. 0 if the check ran, whatever it found."""
    mulai = datetime.now().astimezone()
    status, kata = _periksa(folder, keluaran / LAPORAN)
    lama = (datetime.now().astimezone() - mulai).total_seconds()
    baris = f"{mulai:%Y-%m-%d %H:%M:%S %z}  {aman(kata)} ({lama:.0f} detik)"[:_BARIS_TERPANJANG]
    try:
        catat(keluaran / CATATAN, baris)
    except OSError as galat:
        baris += f"; {keluaran / CATATAN} tidak dapat ditulis ({sebab_os(galat)})"
    return status, baris


def _periksa(folder: str, laporan: Path) -> tuple[int, str]:
    """Status and words of `xlkinerja periksa FOLDER --laporan …`, with `--kabari` where the settings say whom to tell,
    run in this process."""
    from xlkinerja.cli import buat_pengurai  # noqa: PLC0415 - which brings all commands
    from xlkinerja.perintah_kabar import terjadwal  # noqa: PLC0415
    from xlkinerja.perintah_periksa import periksa  # noqa: PLC0415

    hitung: list[str] = []

    def selesai(hasil: HasilPeriksa, banding: Perbandingan | None) -> None:
        hitung.append(_kalimat(hasil, banding))

    keluhan, status = io.StringIO(), GAGAL
    try:
        with redirect_stdout(io.StringIO()), redirect_stderr(keluhan):
            dikabari, kurang = terjadwal(folder)
            kabari = ["--kabari"] if dikabari is not None else []
            pilihan = buat_pengurai().parse_args(["periksa", f"--laporan={laporan}", *kabari, "--", folder])
            if kurang:
                keluhan.write(f"peringatan: tidak ada yang dikabari: {kurang}\n")
            status = periksa(pilihan, selesai=selesai)
    except SystemExit:  # argparse, which has said why
        pass
    except Exception as galat:  # nobody sees a traceback at night
        keluhan.write(f"\ngalat: kesalahan di dalam program ({type(galat).__name__}: {' '.join(str(galat).split())})")
    pesan = [b for b in keluhan.getvalue().splitlines() if b and not b.startswith("Laporan ditulis")]
    if status not in (GAGAL, DIHENTIKAN):
        status = SELESAI
    return status, "; ".join(k.rstrip(".") for k in (*hitung, *pesan))


def _kalimat(hasil: HasilPeriksa, banding: Perbandingan | None) -> str:
    kata = penutup(hasil, Tingkat.INFO)
    if banding is None:
        return kata
    banyak = {s: sum(t.status is s for t in banding.temuan) for s in (Status.BARU, Status.KAMBUH, Status.SELESAI)}
    return f"{kata}; {', '.join(f'{n} {s.value}' for s, n in banyak.items())}"


def catat(tempat: Path, baris: str) -> None:
    """Add a line by a single write, so that two at once do not mix. Raises OSError."""
    tempat.parent.mkdir(parents=True, exist_ok=True)
    with suppress(OSError):  # there is none yet, another one turns it over just now, or (Windows) holds it open
        if tempat.stat().st_size >= _TERBESAR:
            _putar(tempat)
    with tempat.open("ab", buffering=0) as berkas:
        berkas.write(f"{baris}\n".encode("utf-8", "backslashreplace"))


def _putar(tempat: Path) -> None:
    """Put the full log aside, one at a time: the next would put aside the new one. Raises OSError."""
    kunci = tempat.with_name(f"{tempat.name}.kunci")
    if kunci.exists() and time.time() - kunci.stat().st_mtime > _KUNCI_BASI_DETIK:
        kunci.unlink()  # of one that was killed
    os.close(os.open(kunci, os.O_CREAT | os.O_EXCL))
    try:
        if tempat.stat().st_size >= _TERBESAR:
            os.replace(tempat, tempat.with_name(f"{tempat.name}.1"))
    finally:
        kunci.unlink()


def baris_terakhir(tempat: Path) -> str | None:
    """The last line of a log; None without one."""
    try:
        with tempat.open("rb") as berkas:
            berkas.seek(max(0, berkas.seek(0, os.SEEK_END) - 4 * _BARIS_TERPANJANG))
            baris = berkas.read().decode("utf-8", "replace").splitlines()
    except OSError:
        return None
    return aman(baris[-1]) if baris else None
