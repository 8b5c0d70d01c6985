"""What `rekap`, `data` and the options --rekap and --balasan of `periksa` do: results onto the disk.

Each file is written in one step or not at all. What is missing or in the way is said in one line.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from xlkinerja.buku import BukuTakTertulis
from xlkinerja.buku.simpan import simpan_berkas
from xlkinerja.konsol import aman
from xlkinerja.laporan import ringkasan
from xlkinerja.laporan.wilayah import Keadaan, Wilayah, wilayah
from xlkinerja.periksa import HasilPeriksa, TidakAdaBuku, kumpulkan
from xlkinerja.perintah import SELESAI, gagal, luaskan, status
from xlkinerja.perintah_periksa import Dihentikan, dihentikan, periksa_di_layar
from xlkinerja.riwayat_db import Titik
from xlkinerja.setelan import Setelan, SetelanSalah
from xlkinerja.setelan_muat import setelan_gagal, siapkan
from xlkinerja.temuan import Tingkat

_Daftar = Sequence[tuple[Path, str]]
_AKHIRAN_DATA = (".csv", ".xlsx", ".parquet")


def rekap(pilihan: argparse.Namespace) -> int:
    """The rekap workbook; status 1 if a finding stands at or above the level, as `periksa` has it."""
    jalur = luaskan(pilihan.jalur)
    try:
        setelan = siapkan(pilihan, jalur)
        tingkat = Tingkat(pilihan.tingkat)
        if pesan := _rekap_salah(pilihan.keluaran, jalur):
            return gagal(pesan)
        hasil, daftar = _periksa(jalur, pilihan.pekerja, setelan)
        deret = _deret(jalur)
        w = tulis_rekap(hasil, daftar, pilihan.keluaran, tingkat=tingkat, tahun=pilihan.tahun, deret=deret)
    except SetelanSalah as salah:
        return setelan_gagal(salah)
    except (TidakAdaBuku, BukuTakTertulis) as salah:
        return gagal(str(salah))
    except Dihentikan as salah:
        return dihentikan(salah)
    print(f"{aman(str(pilihan.keluaran))}: {_kalimat(w, hasil)}")
    return status(hasil, tingkat)


def data(pilihan: argparse.Namespace) -> int:
    """All figures as one table; workbooks that cannot be read are named on stderr."""
    from xlkinerja.laporan import data as tabel  # noqa: PLC0415 - no other command needs it

    jalur = luaskan(pilihan.jalur)
    akhiran = pilihan.keluaran.suffix.lower()
    if akhiran not in _AKHIRAN_DATA:
        return gagal(f"--keluaran {str(pilihan.keluaran)!r}: akhirannya harus .csv, .xlsx atau .parquet.")
    if akhiran == ".parquet" and (pesan := _kurang("pyarrow", "data", "keluaran .parquet")):
        return gagal(pesan)
    bentuk = {".csv": tabel.sebagai_csv, ".xlsx": tabel.sebagai_xlsx, ".parquet": tabel.sebagai_parquet}
    try:
        if pesan := _menimpa(pilihan.keluaran, jalur):
            return gagal(pesan)
        hasil, _ = _periksa(jalur, pilihan.pekerja, siapkan(pilihan, jalur))
        baris = list(tabel.baris_data(hasil))
        simpan_berkas(pilihan.keluaran, bentuk[akhiran](baris))
    except (SetelanSalah, TidakAdaBuku, BukuTakTertulis, tabel.DataGagal) as salah:
        return setelan_gagal(salah) if isinstance(salah, SetelanSalah) else gagal(str(salah))
    except Dihentikan as salah:
        return dihentikan(salah)
    for b in hasil.berkas:
        if b.berkas.pesan is not None:
            print(f"peringatan: {aman(b.berkas.jalur)} tidak dapat dibaca, jadi tidak ada di tabel", file=sys.stderr)
    print(f"{aman(str(pilihan.keluaran))}: {len(baris)} angka dari {len(hasil.berkas)} buku kerja")
    return SELESAI


def tambahan(pilihan: argparse.Namespace, jalur: Sequence[str], hasil: HasilPeriksa | None) -> str | None:
    """--rekap and --balasan of `periksa`: what is in their way; with results they are written."""
    try:
        if hasil is None:
            salah = _rekap_salah(pilihan.rekap, jalur) if pilihan.rekap is not None else None
            return salah or (_kurang("docx", "balasan", "--balasan") if pilihan.balasan is not None else None)
        tingkat = Tingkat(pilihan.tingkat)
        if pilihan.rekap is not None:
            deret = () if pilihan.tanpa_cache else _deret(jalur)
            w = tulis_rekap(hasil, kumpulkan(jalur), pilihan.rekap, tingkat=tingkat, deret=deret)
            print(f"{aman(str(pilihan.rekap))}: {_kalimat(w, hasil)}", file=sys.stderr)
        if pilihan.balasan is not None:
            banyak = tulis_balasan(hasil, pilihan.balasan, tingkat=tingkat)
            kata = f"balasan untuk {banyak} satker (provinsi tidak dibalas)"
            print(f"{aman(str(pilihan.balasan))}: {kata}", file=sys.stderr)
    except (TidakAdaBuku, BukuTakTertulis) as galat:
        return str(galat)
    return None


def tulis_rekap(
    hasil: HasilPeriksa,
    daftar: _Daftar,
    tujuan: Path,
    *,
    tingkat: Tingkat,
    tahun: int | None = None,
    deret: Sequence[Titik] = (),
) -> Wilayah:
    """Write the rekap of a run; `daftar`: its files, as `kumpulkan` gives them; `deret`: the runs before. Raises
    BukuTakTertulis."""
    from xlkinerja.laporan.rekap import buat_rekap  # noqa: PLC0415 - brings pandas

    tujuan = Path(os.path.realpath(tujuan))
    simpan_berkas(tujuan, buat_rekap(hasil, daftar, tujuan.parent, tingkat=tingkat, tahun=tahun, deret=deret))
    return wilayah(hasil, tahun=tahun)


def _deret(jalur: Sequence[str]) -> Sequence[Titik]:
    """The runs before of a folder; () of anything else."""
    from xlkinerja.perintah_riwayat import deret_folder  # noqa: PLC0415 - brings SQLite

    return deret_folder(jalur[0]) if len(jalur) == 1 and Path(jalur[0]).is_dir() else ()


def tulis_balasan(hasil: HasilPeriksa, folder: Path, *, tingkat: Tingkat) -> int:
    """Write a message and a letter for each office into a folder; returns how many. Raises BukuTakTertulis.

    Messages are UTF-8 with BOM and CRLF, so that every Notepad shows them as they are.
    """
    from xlkinerja.laporan.balasan import pesan_teks, susun  # noqa: PLC0415
    from xlkinerja.laporan.surat import buat_surat  # noqa: PLC0415 - brings python-docx

    semua = susun(wilayah(hasil), tingkat)
    for b in semua:
        simpan_berkas(folder / f"{b.nama}.txt", pesan_teks(b).replace("\n", "\r\n").encode("utf-8-sig"))
        simpan_berkas(folder / f"{b.nama}.docx", buat_surat(b))
    return len(semua)


def _periksa(jalur: Sequence[str], pekerja: int | None, setelan: Setelan | None) -> tuple[HasilPeriksa, _Daftar]:
    return periksa_di_layar(jalur, pekerja=pekerja, setelan=setelan), kumpulkan(jalur)


def _rekap_salah(tujuan: Path, jalur: Sequence[str]) -> str | None:
    if tujuan.suffix.lower() != ".xlsx":
        return f"rekap {str(tujuan)!r}: akhirannya harus .xlsx."
    return _kurang("pandas", "rekap", "rekap") or _menimpa(tujuan, jalur)


def _kurang(paket: str, ekstra: str, untuk: str) -> str | None:
    """What to install, None if it is there."""
    if find_spec(paket) is not None:
        return None
    nama = {"docx": "python-docx"}.get(paket, paket)
    return f'{untuk} memerlukan {nama}, yang belum terpasang; jalankan: pip install "xlkinerja[{ekstra}]"'


def _menimpa(tujuan: Path, jalur: Sequence[str]) -> str | None:
    """An output that is one of the workbooks to be read; reports of ours are not among them."""
    if not tujuan.exists():
        return None
    if tujuan.is_dir():
        return f"{tujuan}: ini folder; sebutkan nama berkasnya juga."
    asal = {os.path.realpath(p) for p, _ in kumpulkan(jalur)}
    if os.path.realpath(tujuan) in asal:
        return f"{tujuan}: ini salah satu buku kerja yang diperiksa; pilih nama berkas lain."
    return None


def _kalimat(w: Wilayah, hasil: HasilPeriksa) -> str:
    """Submissions and findings in one line."""
    dikirim = sum(k.keadaan is Keadaan.DIKIRIM for k in w.satker)
    tahun = f" tahun {w.tahun}" if w.tahun is not None else ""
    banyak = ringkasan(hasil)
    temuan = ", ".join(f"{banyak[t.value]} {t.value}" for t in Tingkat)
    return f"{dikirim} dari {len(w.satker)} satker mengirim buku kerja{tahun}; temuan: {temuan}"
