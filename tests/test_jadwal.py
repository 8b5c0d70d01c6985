"""Schedules as texts: literally for one folder, read back for any, and judged by the systems' own tools."""

from __future__ import annotations

import os
import plistlib
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlkinerja import jadwal, jadwal_teks
from xlkinerja.jadwal import HARI_KERJA, SEMUA_HARI, Jadwal, JadwalSalah

SEKARANG: Final = datetime(2026, 11, 27, 9, 30)
KUPANG: Final = Jadwal(
    folder="/data/Kinerja 100%/É'$HOME",
    waktu=(time(7), time(13, 5)),
    hari=HARI_KERJA,
    program=("/opt/py thon/bin/python3", "-m", "xlkinerja"),
    keluaran="/home/u/.local/share/xlkinerja/riwayat/x",
)
WINDOWS: Final = Jadwal(
    folder="D:\\Kinerja 100% é\\",
    waktu=(time(7), time(13, 5)),
    hari=HARI_KERJA,
    program=("C:\\Program Files\\Python\\pythonw.exe", "-m", "xlkinerja"),
    keluaran="C:\\data",
)
ANEH: Final = (
    "/a b", "/a%b", "/a\\%b", "/a\\\\b", "/a\\", "/a'b", '/a"b', "/'%'\\'%", "/$HOME", "/$$x", "/`id`", "/$(id)",
    "/a;b", "/a&b", "/a#b", "/ # c", "/*", "/~", "/!x", "/{a,b}", "/%h%i%%", "/é漢字😀", "/a\\n", "/-x", "/a|b>c<d",
)  # fmt: skip


# What the user writes


@pytest.mark.parametrize(
    ("teks", "waktu"),
    [("07:00", (time(7),)), ("7.00", (time(7),)), ("13:05, 7:00,07.00", (time(7), time(13, 5)))],
)
def test_baca_waktu(teks: str, waktu: tuple[time, ...]) -> None:
    assert jadwal.baca_waktu(teks) == waktu


@pytest.mark.parametrize("teks", ["", "7", "24:00", "07:60", "07:00,", "pagi", "07:00:00", "٠٧:٠٠"])
def test_waktu_yang_ditolak(teks: str) -> None:
    with pytest.raises(JadwalSalah, match="bukan waktu"):
        jadwal.baca_waktu(teks)


@pytest.mark.parametrize(
    ("teks", "hari"),
    [("kerja", HARI_KERJA), ("semua", SEMUA_HARI), ("Senin, rabu", (0, 2)), ("jum'at,Jumat", (4,)), ("ahad", (6,))],
)
def test_baca_hari(teks: str, hari: tuple[int, ...]) -> None:
    assert jadwal.baca_hari(teks) == hari


def test_hari_yang_ditolak() -> None:
    with pytest.raises(JadwalSalah, match="'monday' bukan hari"):
        jadwal.baca_hari("kerja,monday")


def test_kata() -> None:
    assert jadwal.kata_jadwal(KUPANG) == "hari kerja (Senin sampai Jumat) pukul 07.00 dan 13.05"
    assert jadwal.kata_saat(jadwal.berikutnya(KUPANG, SEKARANG)) == "Jumat, 27-11-2026 pukul 13.05"
    assert jadwal.kata_saat(jadwal.berikutnya(KUPANG, datetime(2026, 11, 27, 13, 5))) == "Senin, 30-11-2026 pukul 07.00"


# The four texts, literally


def test_cron() -> None:
    perintah = (
        "'/opt/py thon/bin/python3' -m xlkinerja jadwal jalankan '/data/Kinerja 100'\\%'/É'\"'\"'$HOME' "
        "--keluaran /home/u/.local/share/xlkinerja/riwayat/x >/dev/null # xlkinerja-445916eaf491"
    )
    assert jadwal_teks.baris_cron(KUPANG) == (f"0 7 * * 1,2,3,4,5 {perintah}", f"5 13 * * 1,2,3,4,5 {perintah}")


def test_systemd() -> None:
    layanan, timer = jadwal_teks.unit_systemd(KUPANG)
    assert layanan == (
        "# Ditulis oleh xlkinerja; daftar: xlkinerja jadwal lihat\n"
        "[Unit]\nDescription=Pemeriksaan xlkinerja (/data/Kinerja 100%%/É'$HOME)\n\n"
        "[Service]\nType=oneshot\nNice=10\n"
        'ExecStart="/opt/py thon/bin/python3" "-m" "xlkinerja" "jadwal" "jalankan" '
        '"/data/Kinerja 100%%/É\'$$HOME" "--keluaran" "/home/u/.local/share/xlkinerja/riwayat/x"\n'
    )
    assert timer == (
        "# Ditulis oleh xlkinerja; daftar: xlkinerja jadwal lihat\n"
        "[Unit]\nDescription=Jadwal xlkinerja (/data/Kinerja 100%%/É'$HOME)\n\n"
        "[Timer]\nOnCalendar=Mon,Tue,Wed,Thu,Fri *-*-* 07:00:00\nOnCalendar=Mon,Tue,Wed,Thu,Fri *-*-* 13:05:00\n"
        "Persistent=true\n\n[Install]\nWantedBy=timers.target\n"
    )


def test_launchd() -> None:
    assert plistlib.loads(jadwal_teks.plist_launchd(KUPANG)) == {
        "Label": "id.xlkinerja.445916eaf491",
        "ProgramArguments": [
            "/opt/py thon/bin/python3", "-m", "xlkinerja", "jadwal", "jalankan", "/data/Kinerja 100%/É'$HOME",
            "--keluaran", "/home/u/.local/share/xlkinerja/riwayat/x",
        ],
        "ProcessType": "Background",
        "StartCalendarInterval": [
            {"Hour": j, "Minute": m, "Weekday": h} for h in (1, 2, 3, 4, 5) for j, m in ((7, 0), (13, 5))
        ],
    }  # fmt: skip


def test_tugas() -> None:
    """Seven has passed at half past nine, so it begins tomorrow: else the Task Scheduler might make up for it."""
    isi = jadwal_teks.xml_tugas(WINDOWS, sekarang=SEKARANG, pemakai="KANTOR\\ani")
    assert isi[:2] == b"\xff\xfe"
    teks = isi.decode("utf-16")
    assert teks.startswith('<?xml version="1.0" encoding="UTF-16"?>\r\n<Task ')
    hari = (
        "<ScheduleByWeek><WeeksInterval>1</WeeksInterval><DaysOfWeek><Monday /><Tuesday /><Wednesday /><Thursday />"
        "<Friday /></DaysOfWeek></ScheduleByWeek></CalendarTrigger>"
    )
    assert "".join(b.strip() for b in teks.splitlines()[1:]) == (
        '<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task"><RegistrationInfo>'
        "<Description>Pemeriksaan xlkinerja (D:\\Kinerja 100% é\\)</Description></RegistrationInfo><Triggers>"
        f"<CalendarTrigger><StartBoundary>2026-11-28T07:00:00</StartBoundary>{hari}"
        f"<CalendarTrigger><StartBoundary>2026-11-27T13:05:00</StartBoundary>{hari}</Triggers>"
        '<Principals><Principal id="Pemakai"><UserId>KANTOR\\ani</UserId><LogonType>InteractiveToken</LogonType>'
        "<RunLevel>LeastPrivilege</RunLevel></Principal></Principals><Settings>"
        "<MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>"
        "<DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>"
        "<StopIfGoingOnBatteries>false</StopIfGoingOnBatteries><StartWhenAvailable>true</StartWhenAvailable>"
        "<Enabled>true</Enabled><ExecutionTimeLimit>PT2H</ExecutionTimeLimit></Settings>"
        '<Actions Context="Pemakai"><Exec><Command>C:\\Program Files\\Python\\pythonw.exe</Command>'
        '<Arguments>-m xlkinerja jadwal jalankan "D:\\Kinerja 100% é\\\\" --keluaran C:\\data</Arguments></Exec>'
        "</Actions></Task>"
    )


def test_nama_sama_pada_windows_walaupun_huruf_besar_kecilnya_lain() -> None:
    assert jadwal.nama("D:\\Kinerja") == jadwal.nama("d:\\KINERJA")
    assert jadwal.nama("/d/Kinerja") != jadwal.nama("/d/KINERJA")


# Read back


_JALUR = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufffe\uffff"), max_size=30
).map("/".__add__)
_JADWAL = st.builds(
    Jadwal,
    folder=_JALUR,
    waktu=st.sets(st.times().map(lambda w: time(w.hour, w.minute)), min_size=1, max_size=3).map(
        lambda s: tuple(sorted(s))
    ),
    hari=st.sets(st.integers(0, 6), min_size=1).map(lambda s: tuple(sorted(s))),
    program=_JALUR.map(lambda j: (j, "-m", "xlkinerja")) | _JALUR.map(lambda j: (j,)),
    keluaran=_JALUR,
)


def bolak_balik(j: Jadwal, cara: str) -> Jadwal | None:
    if cara == "cron":
        return jadwal_teks.baca_cron(jadwal_teks.baris_cron(j))
    if cara == "systemd":
        return jadwal_teks.baca_systemd(*jadwal_teks.unit_systemd(j))
    if cara == "launchd":
        return jadwal_teks.baca_launchd(jadwal_teks.plist_launchd(j))
    return jadwal_teks.baca_tugas(jadwal_teks.xml_tugas(j, sekarang=SEKARANG))


@pytest.mark.parametrize("cara", ["cron", "systemd", "launchd", "tugas"])
@settings(max_examples=150, deadline=None)
@given(j=_JADWAL)
def test_terbaca_kembali_atau_ditolak(cara: str, j: Jadwal) -> None:
    try:
        jadwal_teks.tolak_jalur(j, cara)
    except JadwalSalah:
        return
    assert bolak_balik(j, cara) == j


@pytest.mark.parametrize("cara", ["cron", "systemd", "launchd"])
@pytest.mark.parametrize("folder", ANEH)
def test_nama_aneh_tidak_ditolak(cara: str, folder: str) -> None:
    j = Jadwal(folder=folder, waktu=(time(7),), program=KUPANG.program, keluaran=folder)
    jadwal_teks.tolak_jalur(j, cara)
    assert bolak_balik(j, cara) == j


@pytest.mark.parametrize("cara", ["cron", "systemd", "launchd", "tugas"])
@pytest.mark.parametrize("folder", ["/a\nb", "/a\rb", "/a\tb", "/a\x00b", "/a\u2028b", "/a\udce9b", "/a\x1bb"])
def test_ditolak(cara: str, folder: str) -> None:
    with pytest.raises(JadwalSalah, match="ganti nama foldernya"):
        jadwal_teks.tolak_jalur(Jadwal(folder=folder, waktu=(time(7),), program=("/p",), keluaran="/k"), cara)


@pytest.mark.parametrize(
    ("cara", "folder", "kata"),
    [
        ("tugas", 'D:\\a"b', "tanda kutip"),
        ("tugas", "D:\\%TEMP%\\x", "%…%"),
        ("tugas", "D:\\$(Arg0)", "%…%"),
        ("cron", "/" + "a" * 450, "terlalu panjang untuk cron"),
    ],
)
def test_ditolak_satu_cara(cara: str, folder: str, kata: str) -> None:
    with pytest.raises(JadwalSalah, match=kata):
        jadwal_teks.tolak_jalur(Jadwal(folder=folder, waktu=(time(7),), program=("/p",), keluaran=folder), cara)


def test_yang_diubah_orang_lain_tidak_ditebak() -> None:
    satu, dua = jadwal_teks.baris_cron(KUPANG)
    assert jadwal_teks.baca_cron([satu.replace("jalankan", "pasang")]) is None
    assert jadwal_teks.baca_cron([satu, dua.replace("1,2,3,4,5", "*")]) is None
    assert jadwal_teks.baca_cron([satu.replace("0 7", "*/5 7")]) is None
    assert jadwal_teks.baca_cron([satu.replace("'", "", 1)]) is None
    layanan, timer = jadwal_teks.unit_systemd(KUPANG)
    assert jadwal_teks.baca_systemd(layanan, timer.replace("*-*-*", "*-*-1")) is None
    assert jadwal_teks.baca_systemd(layanan, timer.replace("Mon,", "", 1)) is None
    assert jadwal_teks.baca_systemd(layanan.replace("ExecStart", "ExecStop"), timer) is None
    assert jadwal_teks.baca_launchd(b"rusak") is None
    assert jadwal_teks.baca_launchd(plistlib.dumps({"Label": "x"})) is None
    plist = plistlib.loads(jadwal_teks.plist_launchd(KUPANG))
    plist["StartCalendarInterval"].pop()
    assert jadwal_teks.baca_launchd(plistlib.dumps(plist)) is None
    assert jadwal_teks.baca_tugas(b"") is None
    tugas = jadwal_teks.xml_tugas(WINDOWS, sekarang=SEKARANG).decode("utf-16")
    assert jadwal_teks.baca_tugas(tugas) == WINDOWS
    for lama, baru in (("<Monday />", ""), ("05:00</S", "05:00+07:00</S"), ("l>1</W", "l>2</W"), (">-m ", "> ")):
        assert jadwal_teks.baca_tugas(tugas.replace(lama, baru, 1)) != WINDOWS
    for lama, baru in (("<Monday />", ""), ("05:00</S", "05:00+07:00</S"), ("l>1</W", "l>2</W")):
        assert jadwal_teks.baca_tugas(tugas.replace(lama, baru, 1)) is None
    assert jadwal_teks.baca_tugas("<Task/>") is None


@given(st.lists(st.sampled_from(["-m", "a b", 'a"b', "a\\", "a b\\", '\\"', "", "\\\\x y\\\\", "é"]), min_size=1))
def test_urai_windows(kata: list[str]) -> None:
    assert jadwal_teks.urai_windows(subprocess.list2cmdline(kata)) == kata


# Crontab


def test_crontab_orang_lain_tetap() -> None:
    lain = b"MAILTO=x\n# catatan \xff\n5 4 * * * lain # xlkinerja-ini bukan\n0 1 * * * x"
    satu = jadwal_teks.ganti_cron(lain, KUPANG.nama, jadwal_teks.baris_cron(KUPANG))
    assert satu == lain + b"\n" + "".join(f"{b}\n" for b in jadwal_teks.baris_cron(KUPANG)).encode()
    assert jadwal_teks.ganti_cron(satu, KUPANG.nama, jadwal_teks.baris_cron(KUPANG)) == satu
    assert jadwal_teks.ganti_cron(satu, KUPANG.nama, ()) == lain + b"\n"
    assert jadwal_teks.ganti_cron(satu, "xlkinerja-000000000000", ()) == satu
    assert jadwal_teks.ganti_cron(b"", KUPANG.nama, ()) == b""


def seperti_cron(perintah: str, *, separuh: bool) -> str:
    """What a cron hands to the shell: up to the first bare %, `\\%` as %, and with some (`separuh`) `\\\\` as \\."""
    hasil, i = "", 0
    while i < len(perintah) and perintah[i] != "%":
        lepas = perintah[i] == "\\" and perintah[i + 1 : i + 2] in ("%", "\\" if separuh else "%")
        i += lepas
        hasil += perintah[i]
        i += 1
    return hasil


@pytest.mark.skipif(os.name != "posix", reason="shell POSIX")
@pytest.mark.parametrize("separuh", [False, True])
def test_argumen_cron_sampai_utuh(tmp_path: Path, separuh: bool) -> None:
    """The command part of every line, as cron leaves it, run by a shell: the words arrive at the program."""
    program = tmp_path / "pro gram 5%"
    program.write_text('#!/bin/sh\nfor a in "$@"; do printf "%s\\0" "$a"; done >&2\n')
    program.chmod(0o755)
    semua = [
        Jadwal(folder=f, waktu=(time(7),), hari=(6,), program=(str(program), "-m", "xlkinerja"), keluaran=f)
        for f in ANEH
    ]
    baris = [b for j in semua for b in jadwal_teks.baris_cron(j)]
    assert all(b.startswith("0 7 * * 0 ") for b in baris)
    skrip = "\n".join(seperti_cron(b.removeprefix("0 7 * * 0 "), separuh=separuh) for b in baris)
    h = subprocess.run(["/bin/sh", "-c", skrip], capture_output=True, check=True, cwd=tmp_path)
    assert h.stdout == b""
    assert h.stderr.decode() == "".join(f"{a}\0" for j in semua for a in j.argumen[1:])


@pytest.mark.skipif(shutil.which("crontab") is None, reason="crontab belum terpasang")
def test_crontab_menerimanya(tmp_path: Path) -> None:
    """`crontab -n` only looks at the file; a crontab without it (not Debian's) is not asked."""
    crontab, salah = tmp_path / "crontab", tmp_path / "salah"
    salah.write_text("61 7 * * * x\n")
    semua = [Jadwal(folder=f, waktu=(time(7), time(0)), program=KUPANG.program, keluaran=f) for f in ANEH]
    crontab.write_text("".join(f"{b}\n" for j in [*semua, KUPANG] for b in jadwal_teks.baris_cron(j)))
    tolak = subprocess.run(["crontab", "-n", str(salah)], capture_output=True, text=True, check=False)
    if "bad minute" not in tolak.stderr:
        pytest.skip("crontab ini tidak mengenal -n")
    h = subprocess.run(["crontab", "-n", str(crontab)], capture_output=True, text=True, check=False)
    assert h.returncode == 0, h.stderr


# systemd


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd belum terpasang")
def test_systemd_menerimanya(tmp_path: Path) -> None:
    """All units at once; and a unit with a fault, to see that faults are told."""
    berkas = []
    for f in ANEH:
        j = Jadwal(folder=f, waktu=(time(7),), program=(sys.executable, "-m", "xlkinerja"), keluaran=f)
        for isi, akhiran in zip(jadwal_teks.unit_systemd(j), ("service", "timer"), strict=True):
            berkas.append(tmp_path / f"{j.nama}.{akhiran}")
            berkas[-1].write_text(isi)
    lingkungan = {**os.environ, "SYSTEMD_LOG_LEVEL": "warning", "XDG_RUNTIME_DIR": str(tmp_path)}
    periksa = ("systemd-analyze", "--user", "--man=no", "verify")
    h = subprocess.run([*periksa, *berkas], capture_output=True, text=True, check=False, env=lingkungan)
    assert (h.returncode, keluhan(h.stderr)) == (0, [])
    salah = tmp_path / "xlkinerja-000000000000.timer"
    salah.write_text(berkas[1].read_text().replace("07:00", "27:00"))
    h = subprocess.run([*periksa, salah], capture_output=True, text=True, check=False, env=lingkungan)
    assert "Failed to parse calendar specification" in h.stderr


def keluhan(teks: str) -> list[str]:
    """What is said of our units, and not of those of the machine."""
    return [b for b in teks.splitlines() if "xlkinerja" in b]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd belum terpasang")
def test_oncalendar() -> None:
    _, timer = jadwal_teks.unit_systemd(KUPANG)
    saat = [b.removeprefix("OnCalendar=") for b in timer.splitlines() if b.startswith("OnCalendar=")]
    h = subprocess.run(
        ["systemd-analyze", "calendar", "--base-time=2026-11-27 09:30:00", *saat],
        capture_output=True, text=True, check=True, env={**os.environ, "TZ": "UTC", "LC_ALL": "C"},
    )  # fmt: skip
    bentuk = [b.split(": ", 1)[1] for b in h.stdout.splitlines() if "Normalized form" in b]
    kapan = [b.split(": ", 1)[1] for b in h.stdout.splitlines() if "Next elapse" in b]
    assert bentuk == ["Mon..Fri *-*-* 07:00:00", "Mon..Fri *-*-* 13:05:00"]
    assert kapan == ["Mon 2026-11-30 07:00:00 UTC", "Fri 2026-11-27 13:05:00 UTC"]


# launchd


@pytest.mark.skipif(shutil.which("plutil") is None, reason="hanya macOS")
def test_plutil_menerimanya(tmp_path: Path) -> None:
    berkas = tmp_path / "x.plist"
    berkas.write_bytes(jadwal_teks.plist_launchd(KUPANG))
    assert subprocess.run(["plutil", "-lint", berkas], check=False).returncode == 0


# Task Scheduler

_SKEMA: Final = {
    "Task": {"RegistrationInfo", "Triggers", "Settings", "Data", "Principals", "Actions"},
    "RegistrationInfo": {"URI", "SecurityDescriptor", "Source", "Date", "Author", "Version", "Description"},
    "Triggers": ["CalendarTrigger"],
    "CalendarTrigger": ["Enabled", "StartBoundary", "EndBoundary", "Repetition", "ExecutionTimeLimit", "RandomDelay",
                        "ScheduleByDay", "ScheduleByWeek"],
    "ScheduleByDay": ["DaysInterval"],
    "ScheduleByWeek": {"WeeksInterval", "DaysOfWeek"},
    "DaysOfWeek": {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"},
    "Principals": ["Principal"],
    "Principal": {"UserId", "LogonType", "GroupId", "DisplayName", "RunLevel"},
    "Settings": {"AllowStartOnDemand", "DisallowStartIfOnBatteries", "StopIfGoingOnBatteries", "AllowHardTerminate",
                 "StartWhenAvailable", "RunOnlyIfNetworkAvailable", "WakeToRun", "Enabled", "Hidden",
                 "ExecutionTimeLimit", "MultipleInstancesPolicy", "Priority", "RunOnlyIfIdle", "IdleSettings"},
    "Actions": ["Exec"],
    "Exec": {"Command", "Arguments", "WorkingDirectory"},
}  # fmt: skip
"""Children by element, a list where the schema is an xs:sequence (their order), a set where it is xs:all. From the
"Task Scheduler Schema" (taskType, calendarTriggerType, triggerBaseType, principalType, settingsType, execType, …), the
Win32 documentation of Microsoft, learn.microsoft.com/windows/win32/taskschd/task-scheduler-schema."""


def unsur(akar: ET.Element) -> Iterator[tuple[str, list[str]]]:
    for e in akar.iter():
        yield e.tag.rpartition("}")[2], [a.tag.rpartition("}")[2] for a in e]


@pytest.mark.parametrize("hari", [SEMUA_HARI, HARI_KERJA, (6,)])
@pytest.mark.parametrize("pemakai", [None, "KANTOR\\ani"])
def test_tugas_menurut_skema(hari: tuple[int, ...], pemakai: str | None) -> None:
    j = Jadwal(folder="D:\\a&b <c>", waktu=(time(7), time(8)), hari=hari, program=("C:\\p.exe",), keluaran="C:\\d")
    akar = ET.fromstring(jadwal_teks.xml_tugas(j, sekarang=SEKARANG, pemakai=pemakai))
    for nama, anak in unsur(akar):
        boleh = _SKEMA.get(nama, [])
        assert set(anak) <= set(boleh), nama
        if isinstance(boleh, list):
            assert anak == sorted(anak, key=boleh.index), nama
        else:
            assert len(anak) == len(set(anak)), nama
    bagian = next(unsur(akar))
    assert bagian == ("Task", ["RegistrationInfo", "Triggers", "Principals", "Settings", "Actions"])
