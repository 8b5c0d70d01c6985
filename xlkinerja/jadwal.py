"""When which folder is checked, and the texts that tell the four schedulers so: cron, systemd, launchd, Task Scheduler.

Nothing here touches the system. Every form is also read back, which is how what is scheduled is listed and compared. A
folder is somebody's input: it goes into each text as one quoted argument, or is refused.
"""

from __future__ import annotations

import hashlib
import plistlib
import re
import shlex
import subprocess
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from xlkinerja.konsol import KENDALI

NAMA_HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
SEMUA_HARI, HARI_KERJA = tuple(range(7)), tuple(range(5))
AWALAN = "xlkinerja-"
_NAMA = re.compile(r"xlkinerja-[0-9a-f]{12}")
_HARI_SYSTEMD = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_HARI_TUGAS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NS = "http://schemas.microsoft.com/windows/2004/02/mit/task"
_LABEL = "id.xlkinerja."
_DIAM = ">/dev/null"
_CRON_TERPANJANG = 900
"""Bytes of a line; crons cut a command at 998 or so (MAX_COMMAND of Vixie cron is 1000)."""


class JadwalSalah(Exception):
    """A time, a day or a path that cannot be scheduled. The message is one Indonesian line."""


@dataclass(frozen=True, kw_only=True)
class Jadwal:
    """One folder's checks. `hari`: 0 is Monday; `program`: the words that start xlkinerja; all paths absolute."""

    folder: str
    waktu: tuple[time, ...]
    hari: tuple[int, ...] = SEMUA_HARI
    program: tuple[str, ...]
    keluaran: str

    @property
    def nama(self) -> str:
        """Name of the entry in every scheduler."""
        return nama(self.folder)

    @property
    def argumen(self) -> tuple[str, ...]:
        """What is run, word by word."""
        return (*self.program, "jadwal", "jalankan", self.folder, "--keluaran", self.keluaran)


def nama(folder: str) -> str:
    """One name per folder, of letters that every scheduler takes; Windows does not tell capitals apart."""
    kunci = unicodedata.normalize("NFC", folder)
    if jalur_windows(kunci):
        kunci = kunci.casefold()
    return AWALAN + hashlib.sha256(kunci.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def nama_kita(teks: str) -> bool:
    """Whether an entry of that name is one of ours."""
    return _NAMA.fullmatch(teks) is not None


def jalur_windows(jalur: str) -> bool:
    return re.match(r"[A-Za-z]:[\\/]|\\\\", jalur) is not None


# What the user gives


def baca_waktu(teks: str) -> tuple[time, ...]:
    """`07:00`, `7.00`, or several with commas. Raises JadwalSalah."""
    hasil = set()
    for bagian in teks.split(","):
        cocok = re.fullmatch(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])", bagian.strip())
        if cocok is None:
            raise JadwalSalah(f"{bagian.strip()!r} bukan waktu; tulis jam dan menit 24 jam, mis. 07:00 atau 13.30")
        hasil.add(time(int(cocok[1]), int(cocok[2])))
    return tuple(sorted(hasil))


def baca_hari(teks: str) -> tuple[int, ...]:
    """`kerja` (Monday to Friday) or names of days with commas. Raises JadwalSalah."""
    kata: dict[str, tuple[int, ...]] = {h.casefold(): (i,) for i, h in enumerate(NAMA_HARI)}
    kata |= {"jum'at": (4,), "ahad": (6,), "kerja": HARI_KERJA, "semua": SEMUA_HARI}
    hasil: set[int] = set()
    for bagian in teks.split(","):
        kunci = bagian.strip().casefold().replace("’", "'")
        if kunci not in kata:
            raise JadwalSalah(
                f"{bagian.strip()!r} bukan hari; tulis kerja (Senin sampai Jumat), semua, atau nama hari, mis. "
                "senin,rabu"
            )
        hasil.update(kata[kunci])
    return tuple(sorted(hasil))


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


# Told to the user


def kata_jadwal(jadwal: Jadwal) -> str:
    """`Senin sampai Jumat pukul 07.00 dan 13.00`."""
    jam = _gabung([kata_jam(w) for w in jadwal.waktu])
    if jadwal.hari == SEMUA_HARI:
        return f"setiap hari pukul {jam}"
    if jadwal.hari == HARI_KERJA:
        return f"hari kerja (Senin sampai Jumat) pukul {jam}"
    return f"setiap {_gabung([NAMA_HARI[h] for h in jadwal.hari])} pukul {jam}"


def kata_jam(waktu: time | datetime) -> str:
    """`07.00`."""
    return f"{waktu:%H.%M}"


def kata_saat(saat: datetime) -> str:
    """`Senin, 30-11-2026 pukul 07.00`."""
    return f"{NAMA_HARI[saat.weekday()]}, {saat:%d-%m-%Y} pukul {kata_jam(saat)}"


def _gabung(kata: Sequence[str]) -> str:
    return " dan ".join(([", ".join(kata[:-1])] if len(kata) > 1 else []) + [kata[-1]])


def berikutnya(jadwal: Jadwal, sekarang: datetime) -> datetime:
    """The first scheduled moment after `sekarang`, both in the machine's own time."""
    calon = (
        datetime.combine(sekarang.date() + timedelta(days=d), w)
        for d in range(8)
        if (sekarang.date() + timedelta(days=d)).weekday() in jadwal.hari
        for w in jadwal.waktu
    )
    return next(s for s in calon if s > sekarang)


def _dari_argumen(argumen: Sequence[str], waktu: Iterable[time], hari: Iterable[int]) -> Jadwal | None:
    """The schedule that runs these words; None if they are not ours."""
    if len(argumen) < 6 or tuple(argumen[-5:-3]) != ("jadwal", "jalankan") or argumen[-2] != "--keluaran":
        return None
    return Jadwal(
        folder=argumen[-3],
        keluaran=argumen[-1],
        program=tuple(argumen[:-5]),
        waktu=tuple(sorted(set(waktu))),
        hari=tuple(sorted(set(hari))),
    )


# cron


def baris_cron(jadwal: Jadwal) -> tuple[str, ...]:
    """One line for each time, without line end; our mark is a comment of the shell at its end."""
    perintah = " ".join([*(kutip_cron(a) for a in jadwal.argumen), _DIAM])  # of what is said, cron would make a mail
    # 1 to 7 rather than 0 to 6: both Sundays are understood, and a week stays in order
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
    waktu, hari, argumen = set(), set(), set()
    for b in baris:
        cocok = re.fullmatch(r"([0-9]+) ([0-9]+) \* \* ([0-9,*]+) (.*) # xlkinerja-[0-9a-f]{12}\s*", b)
        if cocok is None:
            return None
        try:
            waktu.add(time(int(cocok[2]), int(cocok[1])))
            *kata, diam = shlex.split(cocok[4])
        except ValueError:
            return None
        if diam != _DIAM:
            return None
        argumen.add(tuple(kata))
        hari.add(SEMUA_HARI if cocok[3] == "*" else tuple(sorted((int(h) + 6) % 7 for h in cocok[3].split(",") if h)))
    if len(argumen) != 1 or len(hari) != 1:
        return None
    return _dari_argumen(argumen.pop(), waktu, hari.pop())


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
    if perintah is None or not saat or not {h for s in saat for h in s[0].split(",") if h} <= set(_HARI_SYSTEMD):
        return None
    kata = re.findall(r'"((?:[^"\\]|\\.)*)"', perintah[1])
    argumen = [re.sub(r"\\(.)|%(%)|\$(\$)", lambda m: m[1] or m[2] or m[3], k) for k in kata]
    hari = [_HARI_SYSTEMD.index(h) for h in saat[0][0].split(",") if h] or SEMUA_HARI
    return _dari_argumen(argumen, [time(int(j), int(m)) for _, j, m in saat], hari)


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
        saat = p["StartCalendarInterval"]
        waktu = [time(s["Hour"], s["Minute"]) for s in saat]
        hari = [(s["Weekday"] + 6) % 7 for s in saat if "Weekday" in s] or SEMUA_HARI
        return _dari_argumen(p["ProgramArguments"], waktu, hari)
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
    try:
        akar = ET.fromstring(isi)
        ns = {"t": _NS}
        saat = [datetime.fromisoformat(e.text or "").time() for e in akar.iterfind(".//t:StartBoundary", ns)]
        hari = [_HARI_TUGAS.index(e.tag.rpartition("}")[2]) for e in akar.iterfind(".//t:DaysOfWeek/*", ns)]
    except (ET.ParseError, ValueError):
        return None
    perintah, argumen = akar.findtext(".//t:Command", None, ns), akar.findtext(".//t:Arguments", None, ns)
    if perintah is None or argumen is None or not saat:
        return None
    return _dari_argumen([perintah, *urai_windows(argumen)], saat, hari or SEMUA_HARI)


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
