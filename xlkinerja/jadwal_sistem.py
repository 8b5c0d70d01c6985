"""Schedules on this machine: what is written and run to install, list and remove them.

Every change is a plan first, a `Rencana` of files and commands, which is shown or carried out. Where a step fails, the
files are put back as they were. Nothing that is not ours is touched.
"""

from __future__ import annotations

import csv
import os
import re
import shutil
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from xlkinerja.beku import beku
from xlkinerja.buku.cadangan import folder_cadangan
from xlkinerja.jadwal import AWALAN, Jadwal, nama_kita
from xlkinerja.jadwal_langkah import (
    JadwalGagal,
    Jalankan,
    Langkah,
    Rencana,
    Tulis,
    alat,
    coba_alat,
    isi_berkas,
    teks_alat,
)
from xlkinerja.jadwal_teks import (
    baca_cron,
    baca_launchd,
    baca_systemd,
    baca_tugas,
    baris_cron,
    ganti_cron,
    label_launchd,
    nama_cron,
    nama_label,
    plist_launchd,
    tugas_aktif,
    unit_systemd,
    xml_tugas,
)

ALAT = {"systemd": "systemctl", "cron": "crontab", "launchd": "launchctl", "tugas": "schtasks.exe"}
"""The program of each scheduler."""


@beku(frozen=True, slots=True)
class Terpasang:
    """An entry of ours. `jadwal` None: changed by somebody, so that it cannot be read. `aktif` and `berikutnya` None:
    the system does not tell."""

    nama: str
    cara: str
    jadwal: Jadwal | None
    aktif: bool | None = True
    berikutnya: datetime | None = None


# Which scheduler


def pilih_cara(cara: str | None) -> str:
    """The scheduler that was asked for, or this system's. Raises JadwalGagal where there is none."""
    if cara is not None:
        if not ada(cara):
            raise JadwalGagal(f"--cara {cara}: {ALAT[cara]} tidak ada di komputer ini atau tidak menjawab.")
        return cara
    for calon in _calon():
        if ada(calon):
            return calon
    raise JadwalGagal(
        "tidak ada penjadwal: systemctl --user tidak menjawab dan crontab tidak ada. Pasang paket cron, atau minta "
        "penjadwal lain menjalankan: xlkinerja jadwal jalankan FOLDER"
    )


def cara_baku() -> str:
    """The scheduler of this system, whether or not it answers."""
    return next((c for c in _calon() if ada(c)), _calon()[0])


def _calon() -> tuple[str, ...]:
    if sys.platform == "win32":
        return ("tugas",)
    return ("launchd", "cron") if sys.platform == "darwin" else ("systemd", "cron")


def ada(cara: str) -> bool:
    """Whether a scheduler is here and answers."""
    if shutil.which(ALAT[cara]) is None:
        return False
    if cara != "systemd":
        return True
    try:
        return coba_alat(("systemctl", "--user", "show-environment")).returncode == 0
    except JadwalGagal:
        return False


# Plans


def rencana_pasang(jadwal: Jadwal, cara: str) -> Rencana:
    """What installs a schedule, in place of the folder's former one."""
    buat = {"systemd": _pasang_systemd, "cron": _pasang_cron, "launchd": _pasang_launchd, "tugas": _pasang_tugas}
    return buat[cara](jadwal)


def rencana_lepas(nama: str, cara: str) -> Rencana:
    """What removes an entry of ours."""
    buat = {"systemd": _lepas_systemd, "cron": _lepas_cron, "launchd": _lepas_launchd, "tugas": _lepas_tugas}
    return buat[cara](nama)


# What there is


def daftar() -> list[Terpasang]:
    """All entries of ours that this machine has, by folder. Raises JadwalGagal."""
    cari = {"systemd": _daftar_systemd, "cron": _daftar_cron, "launchd": _daftar_launchd, "tugas": _daftar_tugas}
    semua = [t for c in _calon() if shutil.which(ALAT[c]) is not None for t in cari[c]()]
    return sorted(semua, key=lambda t: (t.jadwal.folder if t.jadwal else "", t.nama, t.cara))


def _rumah() -> Path:
    try:
        return Path.home()
    except RuntimeError:
        raise JadwalGagal("folder rumah (home) pemakai tidak diketahui.") from None


def _folder_kita() -> Path:
    _rumah()
    return folder_cadangan().parent / "jadwal"


# systemd


def _folder_systemd() -> Path:
    return Path(os.environ.get("XDG_CONFIG_HOME") or _rumah() / ".config") / "systemd" / "user"


def _unit(nama: str) -> tuple[Path, Path]:
    folder = _folder_systemd()
    return folder / f"{nama}.service", folder / f"{nama}.timer"


def _systemctl(*argumen: str) -> Jalankan:
    return Jalankan(("systemctl", "--user", *argumen))


def _pasang_systemd(jadwal: Jadwal) -> Rencana:
    tempat = _unit(jadwal.nama)
    timer = tempat[1].name
    langkah: tuple[Langkah, ...] = (
        *(Tulis(p, isi.encode()) for p, isi in zip(tempat, unit_systemd(jadwal), strict=True)),
        _systemctl("daemon-reload"),
        _systemctl("enable", timer),
        _systemctl("restart", timer),  # start would leave one that runs with its former times
    )
    muat = _systemctl("daemon-reload")
    if tempat[1].exists():
        return Rencana(langkah, pulihkan=(muat, _systemctl("restart", timer)))
    return Rencana(langkah, batal=(_systemctl("disable", "--now", timer),), pulihkan=(muat,))


def _lepas_systemd(nama: str) -> Rencana:
    tempat = _unit(nama)
    langkah: tuple[Langkah, ...] = (
        _systemctl("disable", "--now", tempat[1].name),
        *(Tulis(p, None) for p in tempat),
        _systemctl("daemon-reload"),
    )
    return Rencana(langkah, pulihkan=(_systemctl("daemon-reload"), _systemctl("enable", "--now", tempat[1].name)))


def _daftar_systemd() -> list[Terpasang]:
    hasil = []
    for p in sorted(_folder_systemd().glob(f"{AWALAN}*.timer")):
        if nama_kita(p.stem):
            layanan, timer = (isi_berkas(x) or b"" for x in _unit(p.stem))
            jadwal = baca_systemd(layanan.decode("utf-8", "replace"), timer.decode("utf-8", "replace"))
            hasil.append(_keadaan_systemd(Terpasang(p.stem, "systemd", jadwal)))
    return hasil


def _keadaan_systemd(t: Terpasang) -> Terpasang:
    """Whether the timer waits, and for when."""
    tanya = ("--property=ActiveState", "--property=NextElapseUSecRealtime", "--timestamp=unix")
    try:
        isi = alat(("systemctl", "--user", "show", f"{t.nama}.timer", *tanya)).decode("utf-8", "replace")
    except JadwalGagal:
        return replace(t, aktif=None)
    nilai = dict(b.partition("=")[::2] for b in isi.splitlines())
    detik = nilai.get("NextElapseUSecRealtime", "").removeprefix("@")
    aktif = nilai.get("ActiveState") == "active"
    return replace(t, aktif=aktif, berikutnya=datetime.fromtimestamp(int(detik)) if aktif and detik.isdigit() else None)


def perlu_linger() -> bool:
    """Whether systemd says that the user's timers end when the user logs out."""
    try:
        return alat(("loginctl", "show-user", str(os.getuid()), "--property=Linger")).strip() == b"Linger=no"
    except JadwalGagal:
        return False


# cron


def _crontab() -> bytes:
    """The user's crontab, empty if there is none."""
    if shutil.which("crontab") is None:
        return b""
    hasil = coba_alat(("crontab", "-l"))
    if hasil.returncode and b"no crontab" not in hasil.stderr:
        raise JadwalGagal(f"crontab -l gagal: {' '.join(teks_alat(hasil.stderr).split()) or hasil.returncode}")
    return b"" if hasil.returncode else hasil.stdout


def _ganti_crontab(isi: bytes) -> Rencana:
    if not isi:
        return Rencana((Jalankan(("crontab", "-r")),))
    tempat = _folder_kita() / "crontab"
    return Rencana((Tulis(tempat, isi, sementara=True), Jalankan(("crontab", str(tempat)))))


def _pasang_cron(jadwal: Jadwal) -> Rencana:
    return _ganti_crontab(ganti_cron(_crontab(), jadwal.nama, baris_cron(jadwal)))


def _lepas_cron(nama: str) -> Rencana:
    return _ganti_crontab(ganti_cron(_crontab(), nama, ()))


def _daftar_cron() -> list[Terpasang]:
    milik: dict[str, list[str]] = {}
    for b in _crontab().splitlines():
        if (nama := nama_cron(b)) is not None:
            milik.setdefault(nama, []).append(b.decode("utf-8", "replace"))
    return [Terpasang(nama, "cron", baca_cron(b)) for nama, b in milik.items()]


# launchd


def _plist(nama: str) -> Path:
    return _rumah() / "Library" / "LaunchAgents" / f"{label_launchd(nama)}.plist"


def _ranah() -> str:
    return f"gui/{os.getuid() if hasattr(os, 'getuid') else 501}"


def _pasang_launchd(jadwal: Jadwal) -> Rencana:
    tempat = _plist(jadwal.nama)
    muat = Jalankan(("launchctl", "bootstrap", _ranah(), str(tempat)))
    buang = Jalankan(("launchctl", "bootout", f"{_ranah()}/{label_launchd(jadwal.nama)}"))
    lama = _termuat(jadwal.nama)
    langkah: tuple[Langkah, ...] = (Tulis(tempat, plist_launchd(jadwal)), *([buang] if lama else []), muat)
    return Rencana(langkah, pulihkan=(muat,) if lama else ())


def _lepas_launchd(nama: str) -> Rencana:
    buang = Jalankan(("launchctl", "bootout", f"{_ranah()}/{label_launchd(nama)}"))
    langkah: tuple[Langkah, ...] = (*([buang] if _termuat(nama) else []), Tulis(_plist(nama), None))
    return Rencana(langkah)


def _termuat(nama: str) -> bool:
    if shutil.which("launchctl") is None:
        return False
    return coba_alat(("launchctl", "print", f"{_ranah()}/{label_launchd(nama)}")).returncode == 0


def _daftar_launchd() -> list[Terpasang]:
    hasil = []
    for p in sorted(_plist("x").parent.glob("*.plist")):
        nama = nama_label(p.stem)
        if nama is not None:
            hasil.append(Terpasang(nama, "launchd", baca_launchd(isi_berkas(p) or b""), aktif=_termuat(nama)))
    return hasil


# Task Scheduler


def _salinan(nama: str) -> Path:
    """The task as it was registered. What schtasks shows of it is in the console's encoding, which lacks letters."""
    return _folder_kita() / f"{nama}.xml"


def _pasang_tugas(jadwal: Jadwal) -> Rencana:
    nama, rumah = os.environ.get("USERNAME"), os.environ.get("USERDOMAIN")
    pemakai = f"{rumah}\\{nama}" if nama and rumah else None
    tempat = _salinan(jadwal.nama)
    isi = xml_tugas(jadwal, sekarang=datetime.now(), pemakai=pemakai)
    buat = Jalankan(("schtasks.exe", "/Create", "/TN", jadwal.nama, "/XML", str(tempat), "/F"))
    return Rencana((Tulis(tempat, isi), buat))


def _lepas_tugas(nama: str) -> Rencana:
    return Rencana((Jalankan(("schtasks.exe", "/Delete", "/TN", nama, "/F")), Tulis(_salinan(nama), None)))


def _daftar_tugas() -> list[Terpasang]:
    baris = csv.reader(teks_alat(alat(("schtasks.exe", "/Query", "/FO", "CSV", "/NH"))).splitlines())
    nama = sorted({n for b in baris if b and nama_kita(n := b[0].rpartition("\\")[2])})
    return [_tugas(n) for n in nama]


def _tugas(nama: str) -> Terpasang:
    """A task as the system has it, its paths as we registered them, unless they are others by now."""
    xml = teks_alat(alat(("schtasks.exe", "/Query", "/TN", nama, "/XML")))
    sistem, kita = baca_tugas(xml), baca_tugas(isi_berkas(_salinan(nama)) or b"")
    if sistem is not None and kita is not None and _mungkin_sama(sistem.argumen, kita.argumen):
        sistem = replace(kita, waktu=sistem.waktu, hari=sistem.hari)
    return Terpasang(nama, "tugas", sistem if sistem and sistem.nama == nama else None, aktif=tugas_aktif(xml))


def _mungkin_sama(tampil: Sequence[str], asli: Sequence[str]) -> bool:
    """Whether words may be these, shown where letters are lacking: `?`, or the nearest letter, in their place."""
    pola = "\0".join("".join(re.escape(h) if h.isascii() else ".{1,3}" for h in kata) for kata in asli)
    return re.fullmatch(pola, "\0".join(tampil), re.DOTALL) is not None
