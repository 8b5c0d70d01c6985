"""The result of a folder run -> what the history keeps of it; and the place where the history of a folder lies."""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from types import ModuleType

from xlkinerja import aturan as paket_aturan
from xlkinerja.aturan import SEMUA
from xlkinerja.buku.cadangan import folder_cadangan
from xlkinerja.hitung import Skala
from xlkinerja.model import JALUR_BERSAMA, Berkas
from xlkinerja.pelaksana import sidik_berkas
from xlkinerja.periksa import HasilBerkas, HasilPeriksa
from xlkinerja.regeks import regeks
from xlkinerja.riwayat import AturanJalan, CatatanBuku, CatatanTemuan, Jalan
from xlkinerja.simpanan import versi_aturan
from xlkinerja.temuan import Temuan

NAMA = "riwayat.db"
BERSKALA = ("K301",)
"""Rules whose findings depend on the scale of categories."""
_BUKAN_NAMA = regeks(r"[^\w.-]+")


def tempat_baku(folder: str | Path) -> Path:
    """The history of a folder in the user's data folder (`XDG_DATA_HOME`, or its equivalent on this system), beside
    that of other folders: never in the folder itself, which may be read-only, shared by several, or copied by OneDrive
    while it is being written. Raises RuntimeError where the user has no home folder."""
    asal = os.path.normcase(os.path.realpath(folder))
    nama = _BUKAN_NAMA.sub("-", Path(asal).name).strip("-.")[:40] or "folder"
    tanda = sha256(asal.encode("utf-8", "surrogateescape")).hexdigest()[:12]
    dasar = os.environ.get("XDG_DATA_HOME")
    induk = Path(dasar) / "xlkinerja" if dasar else folder_cadangan().parent
    return induk / "riwayat" / f"{nama}-{tanda}" / NAMA


def jalan_dari(
    hasil: HasilPeriksa, daftar: Sequence[tuple[Path, str]], *, diabaikan: frozenset[str] = frozenset()
) -> Jalan:
    """What is kept of a run; `daftar`: its files, as `kumpulkan` gives them. The run as a whole is kept as a workbook
    of the path `JALUR_BERSAMA`, whether or not it has findings now."""
    isi = {jalur: sidik_berkas(path) or "" for path, jalur in daftar}
    bersama = hasil.bersama or HasilBerkas(Berkas(JALUR_BERSAMA, None, None, ()), (), ())
    buku = tuple(_buku(b, isi.get(b.berkas.jalur, "")) for b in (*hasil.berkas, bersama))
    skala = next((b.berkas.skala for b in hasil.berkas if b.berkas.skala is not None), None)
    return Jalan(buku, aturan_kini(diabaikan, skala))


def _buku(h: HasilBerkas, isi: str) -> CatatanBuku:
    b = h.berkas
    satker, nama = ((b.satker.kode or b.satker.nama), b.satker.nama) if b.satker is not None else ("", "")
    temuan = tuple(_temuan(t, b.jalur) for t in h.temuan)
    return CatatanBuku(sah(b.jalur), isi, sah(satker), b.tahun, b.pesan is None, temuan, sah(nama))


def sah(teks: str) -> str:
    """Text that UTF-8 has; a file name of another encoding has none."""
    return teks.encode("utf-8", "backslashreplace").decode()


def _ada(teks: str | None) -> str | None:
    return sah(teks) if teks is not None else None


def _temuan(t: Temuan, jalur: str) -> CatatanTemuan:
    lain = tuple(map(sah, sorted({x.berkas for x in t.terkait} - {"", jalur, JALUR_BERSAMA})))
    lembar, sel = _ada(t.lokasi.lembar), t.lokasi.sel
    return CatatanTemuan(t.sidik, t.kode, t.tingkat.value, lembar, sel, sah(t.pesan), lain, _ada(t.diterima))


def aturan_kini(diabaikan: frozenset[str] = frozenset(), skala: Skala | None = None) -> AturanJalan:
    """The rules as they are in this program; of those that judge by the scale of categories the one in the settings
    is a part."""
    lintas = frozenset(a.kode for a in SEMUA if a.silang is not None or a.wilayah is not None)
    sidik = dict(sidik_aturan())
    if skala is not None:
        tanda = sha256(repr(skala).encode()).hexdigest()[:16]
        sidik |= {k: f"{sidik[k]}-{tanda}" for k in BERSKALA}
    return AturanJalan(versi_aturan(), sidik, diabaikan & {a.kode for a in SEMUA}, lintas)


@lru_cache(maxsize=1)
def sidik_aturan() -> Mapping[str, str]:
    """Code -> fingerprint of the module that holds the rule with its card, so that a change of either shows."""
    sumber: dict[str, list[str]] = {}
    for nama, modul in sorted(sys.modules.items()):
        if nama.startswith(f"{paket_aturan.__name__}."):
            milik = [a.kode for a in SEMUA if vars(modul).get(a.kode) is a]
            isi = _isi_modul(modul) if milik else ""
            for kode in milik:
                sumber.setdefault(kode, []).append(isi)
    return {a.kode: sha256("\0".join(sumber.get(a.kode, ())).encode()).hexdigest()[:16] for a in SEMUA}


def _isi_modul(modul: ModuleType) -> str:
    """Its source; of a frozen program, that has none, the program's fingerprint."""
    try:
        return inspect.getsource(modul)
    except (OSError, TypeError):
        return versi_aturan()
