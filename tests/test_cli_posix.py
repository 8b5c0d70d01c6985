"""The command on a POSIX terminal: width, Ctrl-C, a reader that goes away, a full disk."""

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

AKAR: Final = Path(__file__).parent.parent
KUPANG: Final = AKAR / "workbooks" / "contoh" / "kota-kupang-2024.xlsx"
PERINTAH: Final = (sys.executable, "-m", "xlkinerja", "periksa")


def lingkungan() -> dict[str, str]:
    """The environment of the command: the test's own, its cache folder among it."""
    return {**os.environ, "PYTHONPATH": str(AKAR), "NO_COLOR": "1", "TERM": "xterm"}


def baca_semua(induk: int) -> str:
    """What a pseudo terminal shows until its other end is closed."""
    potong = []
    try:
        while isi := os.read(induk, 65536):
            potong.append(isi)
    except OSError:
        pass
    os.close(induk)
    return b"".join(potong).decode()


@pytest.mark.parametrize(("kolom", "lebar"), [(60, 60), (200, 100), (20, 40)])
def test_lebar_terminal(kolom: int, lebar: int) -> None:
    induk, anak = pty.openpty()
    with subprocess.Popen(
        [*PERINTAH, KUPANG], env={**lingkungan(), "COLUMNS": str(kolom)}, stdout=anak, stderr=anak
    ) as p:
        os.close(anak)
        baris = baca_semua(induk).splitlines()
    assert p.returncode == 1
    assert lebar - 12 <= max(map(len, baris)) <= lebar


def test_berwarna_pada_terminal() -> None:
    induk, anak = pty.openpty()
    tanpa = {k: v for k, v in lingkungan().items() if k != "NO_COLOR"}
    with subprocess.Popen([*PERINTAH, KUPANG], env=tanpa, stdout=anak, stderr=anak):
        os.close(anak)
        assert "\x1b[1mkota-kupang-2024.xlsx\x1b[0m" in baca_semua(induk)


def test_ctrl_c_berakhir_tenang() -> None:
    """Nobody reads the report, which is longer than a pipe holds: the command waits until it is interrupted."""
    perintah = [*PERINTAH, str(KUPANG.parent), "--format", "json", "--tingkat", "info"]
    with subprocess.Popen(perintah, env=lingkungan(), bufsize=0, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as p:
        assert p.stdout is not None
        assert p.stdout.read(1) == b"{"
        p.send_signal(signal.SIGINT)
        galat = p.communicate(timeout=20)[1]
    assert (p.returncode, galat) == (130, b"")


def test_pipa_terputus_berakhir_tenang() -> None:
    baca, tulis = os.pipe()
    os.close(baca)
    h = subprocess.run([*PERINTAH, KUPANG], env=lingkungan(), stdout=tulis, stderr=subprocess.PIPE, check=False)
    os.close(tulis)
    assert (h.returncode, h.stderr) == (130, b"")


def test_keluaran_tidak_dapat_ditulis() -> None:
    with Path("/dev/full").open("wb") as penuh:
        h = subprocess.run([*PERINTAH, KUPANG], env=lingkungan(), stdout=penuh, stderr=subprocess.PIPE, check=False)
    assert h.returncode == 2
    assert h.stderr.endswith(b"; periksa jalur, izin, dan ruang penyimpanan.\n")
