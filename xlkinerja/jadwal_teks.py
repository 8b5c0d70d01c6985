"""A schedule as the texts of four schedulers, cron, systemd, launchd and the Task Scheduler, and back.

Nothing here touches the system. Every form is read back, which is how what is scheduled is listed and compared; what
somebody changed so that it is no schedule of ours any more is None. A folder is somebody's input: it goes into each
text as one quoted argument, or is refused.
"""

from __future__ import annotations

import plistlib
import re
import shlex
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta

from xlkinerja.jadwal import AWALAN, SEMUA_HARI, Jadwal, JadwalSalah, nama_kita
from xlkinerja.konsol import KENDALI

_HARI_SYSTEMD = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_HARI_TUGAS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NS = "http://schemas.microsoft.com/windows/2004/02/mit/task"
_LABEL = "id.xlkinerja."
_DIAM = ">/dev/null"
_CRON_TERPANJANG = 900
"""Bytes of a line; crons cut a command at 998 or so (MAX_COMMAND of Vixie cron is 1000)."""


def tolak_jalur(jadwal: Jadwal, cara: str) -> None:
    """Raise JadwalSalah for a path that this scheduler cannot be told without doubt."""
    for jalur in (jadwal.folder, jadwal.keluaran, *jadwal.program):
        if KENDALI.search(jalur) or re.search("[\t\n\r\ufffe\uffff]", jalur):
            raise JadwalSalah(
                f"jalur {jalur!r} memuat pindah baris, huruf kendali, atau huruf yang bukan UTF-8; ganti nama foldernya"
            )
        if cara == "tugas" and '"' in jalur:
            raise JadwalSalah(f"jalur {jalur} memuat tanda kutip, yang tidak boleh ada pada nama folder Windows")
        if cara == "tugas" and re.search(r"%[^%\s=][^%=]*%|\$\(", jalur):
            raise JadwalSalah(
                f"jalur {jalur} memuat %…% atau $(…), yang dapat diganti Windows dengan isi lain; ganti nama foldernya"
            )
    if cara == "cron" and any(len(b.encode()) > _CRON_TERPANJANG for b in baris_cron(jadwal)):
        raise JadwalSalah(f"jalur {jadwal.folder} terlalu panjang untuk cron; pilih --cara systemd")
    if cara == "systemd" and "$" in jadwal.program[0]:
        raise JadwalSalah(f"jalur program {jadwal.program[0]} memuat $, yang tidak dapat ditulis untuk systemd")


def _dari_argumen(argumen: Sequence[str], saat: Iterable[tuple[int, time]]) -> Jadwal | None:
    """The schedule that runs these words at these days and times; None if it is none of ours."""
    if len(argumen) < 6 or tuple(argumen[-5:-3]) != ("jadwal", "jalankan") or argumen[-2] != "--keluaran":
        return None
    semua = set(saat)
    hari, waktu = tuple(sorted({h for h, _ in semua})), tuple(sorted({w for _, w in semua}))
    if not semua or len(semua) != len(hari) * len(waktu):  # other times on other days
        return None
    return Jadwal(folder=argumen[-3], keluaran=argumen[-1], program=tuple(argumen[:-5]), waktu=waktu, hari=hari)


# cron


def baris_cron(jadwal: Jadwal) -> tuple[str, ...]:
    """One line for each time, without line end; our mark is a comment of the shell at its end."""
    perintah = " ".join([*(kutip_cron(a) for a in jadwal.argumen), _DIAM])  # of what is said, cron would make a mail
    hari = "*" if jadwal.hari == SEMUA_HARI else ",".join(str((h + 1) % 7) for h in jadwal.hari)
    return tuple(f"{w.minute} {w.hour} * * {hari} {perintah} # {jadwal.nama}" for w in jadwal.waktu)


def kutip_cron(kata: str) -> str:
    """One word for cron and then the shell.

    % is a line end to cron unless a backslash stands before it, and some crons also halve a double backslash: the
    first stands outside of quotes, where a shell drops its backslash too, and no backslash is followed by another.
    """
    if kata and re.fullmatch(r"[A-Za-z0-9_./,:=@+-]+", kata):
        return kata
    potong = re.findall(r"['%\\]|[^'%\\]+", kata) or [""]
    return "".join({"'": '"\'"', "%": r"\%"}.get(p, f"'{p}'") for p in potong)


def nama_cron(baris: bytes) -> str | None:
    """Whose line of a crontab this is; None if it is not ours."""
    cocok = re.search(rb"^[0-9].* # (xlkinerja-[0-9a-f]{12})\s*$", baris)
    return cocok[1].decode("ascii") if cocok else None


def baca_cron(baris: Sequence[str]) -> Jadwal | None:
    """The schedule of the lines of one name; None if they were changed by somebody."""
    saat, argumen = [], set()
    for b in baris:
        cocok = re.fullmatch(r"([0-9]+) ([0-9]+) \* \* (\*|[0-9](?:,[0-9])*) (.*) # xlkinerja-[0-9a-f]{12}\s*", b)
        if cocok is None:
            return None
        hari = SEMUA_HARI if cocok[3] == "*" else [(int(h) + 6) % 7 for h in cocok[3].split(",")]
        try:
            saat += [(h, time(int(cocok[2]), int(cocok[1]))) for h in hari]
            *kata, diam = shlex.split(cocok[4])
        except ValueError:
            return None
        argumen.add(tuple(kata) if diam == _DIAM else ())
    return _dari_argumen(argumen.pop(), saat) if len(argumen) == 1 else None


def ganti_cron(isi: bytes, nama: str, baris: Sequence[str]) -> bytes:
    """A crontab with the lines of one name replaced (or without them); every other line stays byte for byte."""
    lain = b"".join(b for b in isi.splitlines(keepends=True) if nama_cron(b) != nama)
    if baris and lain and not lain.endswith(b"\n"):
        lain += b"\n"
    return lain + "".join(f"{b}\n" for b in baris).encode()


# systemd


def unit_systemd(jadwal: Jadwal) -> tuple[str, str]:
    """Texts of the .service and of the .timer."""
    uraian = f"({jadwal.folder})".replace("%", "%%")
    perintah = " ".join(_kutip_systemd(a) for a in jadwal.argumen)
    layanan = (
        "# Ditulis oleh xlkinerja; daftar: xlkinerja jadwal lihat\n"
        f"[Unit]\nDescription=Pemeriksaan xlkinerja {uraian}\n\n"
        f"[Service]\nType=oneshot\nNice=10\nExecStart={perintah}\n"
    )
    hari = "" if jadwal.hari == SEMUA_HARI else ",".join(_HARI_SYSTEMD[h] for h in jadwal.hari) + " "
    saat = "".join(f"OnCalendar={hari}*-*-* {w:%H:%M}:00\n" for w in jadwal.waktu)
    timer = (
        "# Ditulis oleh xlkinerja; daftar: xlkinerja jadwal lihat\n"
        f"[Unit]\nDescription=Jadwal xlkinerja {uraian}\n\n"
        f"[Timer]\n{saat}Persistent=true\n\n[Install]\nWantedBy=timers.target\n"
    )
    return layanan, timer


def _kutip_systemd(kata: str) -> str:
    for asal, ganti in (("\\", "\\\\"), ('"', '\\"'), ("%", "%%"), ("$", "$$")):
        kata = kata.replace(asal, ganti)
    return f'"{kata}"'


def baca_systemd(layanan: str, timer: str) -> Jadwal | None:
    """The schedule of both units; None if they were changed by somebody."""
    perintah = re.search(r"^ExecStart=(.*)$", layanan, re.MULTILINE)
    saat = re.findall(r"^OnCalendar=(?:([A-Za-z,]+) )?\*-\*-\* (\d\d):(\d\d):00$", timer, re.MULTILINE)
    if perintah is None or not {h for s in saat for h in s[0].split(",") if h} <= set(_HARI_SYSTEMD):
        return None
    kata = re.findall(r'"((?:[^"\\]|\\.)*)"', perintah[1])
    argumen = [re.sub(r"\\(.)|%(%)|\$(\$)", lambda m: m[1] or m[2] or m[3], k) for k in kata]
    return _dari_argumen(
        argumen,
        [
            (hari, time(int(j), int(m)))
            for daftar, j, m in saat
            for hari in ([_HARI_SYSTEMD.index(h) for h in daftar.split(",") if h] or SEMUA_HARI)
        ],
    )


# launchd


def label_launchd(nama: str) -> str:
    """The name of an entry as launchd writes them."""
    return _LABEL + nama.removeprefix(AWALAN)


def nama_label(label: str) -> str | None:
    """The name of an entry by its label; None if it is not ours."""
    nama = AWALAN + label.removeprefix(_LABEL)
    return nama if label.startswith(_LABEL) and nama_kita(nama) else None


def plist_launchd(jadwal: Jadwal) -> bytes:
    """The LaunchAgent."""
    hari: list[dict[str, int]] = [{}] if jadwal.hari == SEMUA_HARI else [{"Weekday": (h + 1) % 7} for h in jadwal.hari]
    isi = {
        "Label": label_launchd(jadwal.nama),
        "ProgramArguments": list(jadwal.argumen),
        "ProcessType": "Background",
        "StartCalendarInterval": [{"Hour": w.hour, "Minute": w.minute, **h} for h in hari for w in jadwal.waktu],
    }
    return plistlib.dumps(isi, sort_keys=False)


def baca_launchd(isi: bytes) -> Jadwal | None:
    """The schedule of a LaunchAgent; None if it was changed by somebody."""
    try:
        p = plistlib.loads(isi)
        saat = [
            (hari, time(s["Hour"], s["Minute"]))
            for s in p["StartCalendarInterval"]
            for hari in ([(s["Weekday"] + 6) % 7] if "Weekday" in s else SEMUA_HARI)
        ]
        return _dari_argumen(p["ProgramArguments"], saat)
    except (ValueError, KeyError, TypeError, plistlib.InvalidFileException):
        return None


# Task Scheduler


def xml_tugas(jadwal: Jadwal, *, sekarang: datetime, pemakai: str | None = None) -> bytes:
    """The task, UTF-16 with its mark. It begins after `sekarang`, lest a time that has passed today be made up for;
    `pemakai`: DOMAIN\\name, None: whoever registers it."""
    akar = ET.Element("Task", {"version": "1.2", "xmlns": _NS})
    _isi(akar, {"RegistrationInfo": {"Description": f"Pemeriksaan xlkinerja ({jadwal.folder})"}})
    pemicu = ET.SubElement(akar, "Triggers")
    hari: dict[str, object] = (
        {"ScheduleByDay": {"DaysInterval": "1"}}
        if jadwal.hari == SEMUA_HARI
        else {"ScheduleByWeek": {"WeeksInterval": "1", "DaysOfWeek": {_HARI_TUGAS[h]: "" for h in jadwal.hari}}}
    )
    for w in jadwal.waktu:
        mulai = datetime.combine(sekarang.date() + timedelta(days=w <= sekarang.time()), w)
        _isi(pemicu, {"CalendarTrigger": {"StartBoundary": mulai.isoformat(), **hari}})
    siapa = {"UserId": pemakai} if pemakai else {}
    pelaku = ET.SubElement(ET.SubElement(akar, "Principals"), "Principal", {"id": "Pemakai"})
    _isi(pelaku, {**siapa, "LogonType": "InteractiveToken", "RunLevel": "LeastPrivilege"})
    _isi(akar, {"Settings": _SETELAN_TUGAS})
    aksi = ET.SubElement(akar, "Actions", {"Context": "Pemakai"})
    program, *argumen = jadwal.argumen
    _isi(aksi, {"Exec": {"Command": program, "Arguments": subprocess.list2cmdline(argumen)}})
    ET.indent(akar)
    teks = '<?xml version="1.0" encoding="UTF-16"?>\n' + ET.tostring(akar, encoding="unicode") + "\n"
    return b"\xff\xfe" + teks.replace("\n", "\r\n").encode("utf-16-le")


_SETELAN_TUGAS = {
    "MultipleInstancesPolicy": "IgnoreNew",
    "DisallowStartIfOnBatteries": "false",
    "StopIfGoingOnBatteries": "false",
    "StartWhenAvailable": "true",
    "Enabled": "true",
    "ExecutionTimeLimit": "PT2H",
}


def _isi(induk: ET.Element, isi: object) -> None:
    """Elements below `induk` from nested dicts; a string is text."""
    if isinstance(isi, dict):
        for tag, dalam in isi.items():
            _isi(ET.SubElement(induk, tag), dalam)
    elif isi:
        induk.text = str(isi)


def tugas_aktif(isi: bytes | str) -> bool:
    """Whether a task, or one that cannot be read, is switched on."""
    try:
        return ET.fromstring(isi).findtext("t:Settings/t:Enabled", "true", {"t": _NS}) != "false"
    except (ET.ParseError, ValueError):
        return True


def baca_tugas(isi: bytes | str) -> Jadwal | None:
    """The schedule of a task as we wrote it; None if it was changed by somebody."""
    ns = {"t": _NS}
    try:
        akar = ET.fromstring(isi)
        saat = [x for p in akar.iterfind("t:Triggers/*", ns) for x in _saat_tugas(p)]
    except (ET.ParseError, ValueError):
        return None
    perintah, argumen = akar.findtext(".//t:Command", None, ns), akar.findtext(".//t:Arguments", None, ns)
    if perintah is None or argumen is None:
        return None
    return _dari_argumen([perintah, *urai_windows(argumen)], saat)


def _saat_tugas(pemicu: ET.Element) -> list[tuple[int, time]]:
    """Days and times of a trigger. ValueError if it is not as ours are."""
    ns = {"t": _NS}
    mulai = datetime.fromisoformat(pemicu.findtext("t:StartBoundary", "", ns))
    hari = [_HARI_TUGAS.index(e.tag.rpartition("}")[2]) for e in pemicu.iterfind("t:ScheduleByWeek/t:DaysOfWeek/*", ns)]
    sering = pemicu.findtext("t:ScheduleByDay/t:DaysInterval", None, ns)
    sering = sering or pemicu.findtext("t:ScheduleByWeek/t:WeeksInterval", None, ns)
    if mulai.tzinfo is not None or sering != "1":
        raise ValueError("bukan harian atau mingguan")
    return [(h, mulai.time()) for h in hari or SEMUA_HARI]


def urai_windows(teks: str) -> list[str]:
    """The words of a Windows command line, by the rules that list2cmdline quotes for."""
    hasil: list[str] = []
    kata: str | None = None
    dikutip = False
    for potong in re.findall(r'\\*"|\\+|[ \t]|[^ \t"\\]+', teks):
        if potong in " \t" and not dikutip:
            hasil += [kata] if kata is not None else []
            kata = None
        elif potong.endswith('"'):
            garis = len(potong) - 1
            kata = (kata or "") + "\\" * (garis // 2) + '"' * (garis % 2)
            dikutip ^= garis % 2 == 0
        else:
            kata = (kata or "") + potong
    return [*hasil, kata] if kata is not None else hasil
