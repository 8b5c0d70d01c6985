"""What `periksa` does: a folder run at a terminal, its report, and the files that were asked for beside it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Collection, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from xlkinerja.buku import BukuTakTertulis
from xlkinerja.kemajuan import Kemajuan
from xlkinerja.konsol import berwarna, lebar
from xlkinerja.kumpulan import Kabar, periksa_jalur
from xlkinerja.pelaksana import KlasterGagal, Pelaksana
from xlkinerja.periksa import HasilBerkas, HasilPeriksa, TidakAdaBuku, kumpulkan
from xlkinerja.perintah import DIHENTIKAN, gagal, kode_diabaikan, laporkan, luaskan, status
from xlkinerja.setelan import Setelan, SetelanSalah, skala_setelan
from xlkinerja.setelan_muat import hari_ini, setelan_gagal, siapkan, tutup
from xlkinerja.setelan_terap import terima, terima_semua
from xlkinerja.temuan import Tingkat

if TYPE_CHECKING:
    from xlkinerja.laporan.teks import Aliran
    from xlkinerja.riwayat import Perbandingan
    from xlkinerja.simpanan import Simpanan


class Dihentikan(Exception):
    """Somebody pressed Ctrl-C. The message is one Indonesian line."""


def periksa(
    pilihan: argparse.Namespace, *, selesai: Callable[[HasilPeriksa, Perbandingan | None], None] | None = None
) -> int:
    """Check workbooks and folders; status 1 if a finding stands at or above the level. `selesai` is told the result
    and what the history says of it."""
    jalur = luaskan(pilihan.jalur)
    try:
        setelan = siapkan(pilihan, jalur)
    except SetelanSalah as salah:
        return setelan_gagal(salah)
    tingkat = Tingkat(pilihan.tingkat)
    aliran = _aliran(tingkat) if pilihan.format == "teks" else None
    berkas = (pilihan.laporan, pilihan.rekap, pilihan.balasan)
    lain = pilihan.kabari or any(b is not None for b in berkas)

    def tampilkan(nomor: int, b: HasilBerkas) -> None:
        if aliran is not None:
            sys.stdout.writelines(aliran.buku(nomor, b))
            sys.stdout.flush()

    try:
        if pesan := _rekap(pilihan, jalur) or _belum_diatur(pilihan, jalur, setelan):
            return gagal(pesan)
        diabaikan = kode_diabaikan(pilihan.abaikan)
        hasil = periksa_di_layar(
            jalur,
            pekerja=pilihan.pekerja,
            abaikan=diabaikan,
            klaster=pilihan.klaster,
            tanpa_cache=pilihan.tanpa_cache,
            rinci=lain or pilihan.format == "json",
            tampilkan=tampilkan if aliran is not None else None,
            setelan=setelan,
        )
        if aliran is not None:
            sys.stdout.writelines([*aliran.selesai(hasil), tutup(hasil, setelan)])
        else:
            laporkan(hasil, pilihan.format, tingkat)
        dicatat = not pilihan.tanpa_cache and len(jalur) == 1 and Path(jalur[0]).is_dir()
        banding = _catat(hasil, jalur[0], diabaikan) if dicatat else None
        if selesai is not None:
            selesai(hasil, banding)
        pesan = _berkas_lain(pilihan, jalur, hasil, dicatat=dicatat)
        if pilihan.kabari and setelan is not None:  # last: what waits for a mail server keeps nothing back
            _kabari(hasil, jalur[0], setelan, tercatat=banding is not None)
        if pesan:
            return gagal(pesan)
    except (TidakAdaBuku, KlasterGagal, BukuTakTertulis) as salah:
        return gagal(str(salah))
    except Dihentikan as salah:
        return dihentikan(salah)
    return status(hasil, tingkat)


def _aliran(tingkat: Tingkat) -> Aliran:
    from xlkinerja.laporan.teks import Aliran, Gaya  # noqa: PLC0415 - for this format only

    return Aliran(tingkat, Gaya(lebar(sys.stdout), berwarna(sys.stdout)))


def _belum_diatur(pilihan: argparse.Namespace, jalur: Sequence[str], setelan: Setelan | None) -> str | None:
    """What --kabari lacks, before anything is checked."""
    if not pilihan.kabari:
        return None
    from xlkinerja.perintah_kabar import belum_diatur  # noqa: PLC0415 - brings SQLite and what sends

    return belum_diatur(jalur, setelan, dicatat=not pilihan.tanpa_cache)


def _kabari(hasil: HasilPeriksa, folder: str, setelan: Setelan, *, tercatat: bool) -> None:
    from xlkinerja.perintah_kabar import kabari_pemeriksaan  # noqa: PLC0415 - the same

    kabari_pemeriksaan(hasil, folder, setelan, tercatat=tercatat)


def _catat(hasil: HasilPeriksa, folder: str, diabaikan: frozenset[str]) -> Perbandingan | None:
    from xlkinerja.perintah_riwayat import catat_pemeriksaan  # noqa: PLC0415 - brings SQLite

    return catat_pemeriksaan(hasil, folder, diabaikan=diabaikan)


def periksa_di_layar(
    jalur: Sequence[str],
    *,
    pekerja: int | None,
    abaikan: Collection[str] = (),
    klaster: str | None = None,
    tanpa_cache: bool = False,
    rinci: bool = True,
    tampilkan: Callable[[int, HasilBerkas], None] | None = None,
    setelan: Setelan | None = None,
    hari: date | None = None,
) -> HasilPeriksa:
    """A folder run with a progress bar on stderr; `tampilkan` writes what is ready to stdout. `setelan`: accepts
    findings, as of the day `hari` (today), and gives the scale of categories.

    Raises TidakAdaBuku, KlasterGagal, Dihentikan.
    """
    kemajuan = Kemajuan(sys.stderr)
    hari = hari or hari_ini()

    def siap(nomor: int, b: HasilBerkas) -> None:
        kemajuan.hapus()
        if tampilkan is not None:
            tampilkan(nomor, b if setelan is None else terima(b, setelan, hari))

    try:
        hasil = periksa_jalur(
            jalur,
            abaikan=abaikan,
            pekerja=pekerja,
            pelaksana=_klaster(klaster) if klaster else None,
            simpanan=None if tanpa_cache else _simpanan(),
            rinci=rinci,
            kabar=Kabar(kemajuan.maju, siap if tampilkan is not None else None),
            skala=skala_setelan(setelan),
        )
        return hasil if setelan is None else terima_semua(hasil, setelan, hari)
    except KeyboardInterrupt:
        pesan = f"dihentikan: {kemajuan.selesai} dari {kemajuan.banyak} buku kerja sudah diperiksa"
        raise Dihentikan(f"{pesan}; tidak ada buku kerja yang diubah.") from None
    finally:
        kemajuan.hapus()


def dihentikan(salah: Dihentikan) -> int:
    """Say on stderr how far it came; status 130."""
    print(salah, file=sys.stderr)
    return DIHENTIKAN


def _simpanan() -> Simpanan | None:
    from xlkinerja.simpanan import simpanan_baku  # noqa: PLC0415 - brings pickle

    return simpanan_baku()


def _klaster(alamat: str) -> Pelaksana:
    from xlkinerja.klaster import di_klaster  # noqa: PLC0415 - slow to import

    return di_klaster(alamat)


def _berkas_lain(
    pilihan: argparse.Namespace, jalur: Sequence[str], hasil: HasilPeriksa, *, dicatat: bool
) -> str | None:
    """The files asked for beside the report; what is wrong."""
    try:
        if pilihan.laporan is not None:
            _laporan(hasil, jalur, pilihan.laporan, Tingkat(pilihan.tingkat), dicatat=dicatat)
        return _rekap(pilihan, jalur, hasil)
    except BukuTakTertulis as salah:
        return str(salah)


def _laporan(hasil: HasilPeriksa, jalur: Sequence[str], tujuan: Path, tingkat: Tingkat, *, dicatat: bool) -> None:
    from xlkinerja.laporan.html import tulis_laporan  # noqa: PLC0415 - Jinja2 is only needed here
    from xlkinerja.perintah_riwayat import deret_folder  # noqa: PLC0415 - brings SQLite

    tulis_laporan(hasil, kumpulkan(jalur), tujuan, tingkat, deret=deret_folder(jalur[0]) if dicatat else ())


def _rekap(pilihan: argparse.Namespace, jalur: Sequence[str], hasil: HasilPeriksa | None = None) -> str | None:
    """--rekap and --balasan: first whether they can be written, then, with the results, write them; what is wrong."""
    if pilihan.rekap is None and pilihan.balasan is None:
        return None
    from xlkinerja import perintah_rekap  # noqa: PLC0415 - brings pandas and python-docx

    return perintah_rekap.tambahan(pilihan, jalur, hasil)
