"""What each command does: parsed options in, reports on stdout, messages on stderr, an exit status."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from glob import glob
from pathlib import Path

from xlkinerja import katalog
from xlkinerja.aturan import SEMUA
from xlkinerja.buku import BukuTakTertulis
from xlkinerja.buku.simpan import simpan_berkas
from xlkinerja.contoh_buku import salin
from xlkinerja.konsol import aman, berwarna, diamkan_anak, keluarkan, lebar
from xlkinerja.laporan import ada_temuan, csv, json, junit, sarif, teks, tulisan
from xlkinerja.periksa import HasilPeriksa, TidakAdaBuku
from xlkinerja.perubahan import tulis_tsv
from xlkinerja.setelan import Setelan, skala_setelan
from xlkinerja.setelan_baca import SetelanSalah
from xlkinerja.temuan import Tingkat
from xlkinerja.terapkan import HasilHitung, hitung_jalur, hitung_perubahan

SELESAI, ADA_TEMUAN, GAGAL, DIHENTIKAN = 0, 1, 2, 130


def periksa(pilihan: argparse.Namespace) -> int:
    """Check workbooks and folders."""
    from xlkinerja import perintah_periksa  # noqa: PLC0415 - needs this module

    return perintah_periksa.periksa(pilihan)


def rekap(pilihan: argparse.Namespace) -> int:
    """The province's workbook."""
    from xlkinerja import perintah_rekap  # noqa: PLC0415

    return perintah_rekap.rekap(pilihan)


def data(pilihan: argparse.Namespace) -> int:
    """All figures as one table."""
    from xlkinerja import perintah_rekap  # noqa: PLC0415

    return perintah_rekap.data(pilihan)


def riwayat(pilihan: argparse.Namespace) -> int:
    """What changed from run to run."""
    from xlkinerja import perintah_riwayat  # noqa: PLC0415

    return perintah_riwayat.riwayat(pilihan)


def periksa_setelan(pilihan: argparse.Namespace) -> int:
    """The settings file, checked and told."""
    from xlkinerja import perintah_setelan  # noqa: PLC0415 - needs this module

    return perintah_setelan.periksa_setelan(pilihan)


def jadwal(pilihan: argparse.Namespace) -> int:
    """Scheduled checks of folders."""
    from xlkinerja import perintah_jadwal  # noqa: PLC0415

    return perintah_jadwal.jadwal(pilihan)


def pantau(pilihan: argparse.Namespace) -> int:
    """Workbooks checked as they are saved."""
    from xlkinerja import perintah_pantau  # noqa: PLC0415

    return perintah_pantau.pantau(pilihan)


def kabari_coba(pilihan: argparse.Namespace) -> int:
    """A trial notice."""
    from xlkinerja import perintah_kabar  # noqa: PLC0415

    return perintah_kabar.kabari_coba(pilihan)


def hitung(pilihan: argparse.Namespace) -> int:
    """Recompute, check and write back; status 2 if a readable workbook could not be written."""
    from xlkinerja import perintah_setelan as ps  # noqa: PLC0415 - needs this module

    jalur = luaskan(pilihan.jalur)
    try:
        setelan = ps.siapkan(pilihan, jalur) if pilihan.perubahan is None else ps.siapkan_salinan(pilihan)
    except SetelanSalah as salah:
        return ps.setelan_gagal(salah) if pilihan.asal is None else gagal(salah.ringkas)
    if pilihan.perubahan is not None:
        return _perubahan(jalur, pilihan, setelan)
    if pilihan.asal is not None:
        return gagal("--asal berlaku bersama --perubahan; tanpa itu setelan dicari di folder buku kerjanya sendiri.")
    if pilihan.hanya_temuan:
        return gagal("--hanya-temuan berlaku bersama --perubahan; untuk memeriksa saja pakai xlkinerja periksa.")
    try:
        skala = skala_setelan(setelan)
        hasil = hitung_jalur(jalur, keluaran=pilihan.keluaran, cadangan=not pilihan.tanpa_cadangan, skala=skala)
    except TidakAdaBuku as salah:
        return gagal(str(salah))
    return _laporkan_hitung(hasil, pilihan, setelan)


def _perubahan(jalur: Sequence[str], pilihan: argparse.Namespace, setelan: Setelan | None) -> int:
    """List the changes of one workbook in a file instead of writing them."""
    from xlkinerja import perintah_setelan as ps  # noqa: PLC0415 - needs this module

    if len(jalur) != 1 or Path(jalur[0]).is_dir() or pilihan.keluaran is not None:
        return gagal("--perubahan berlaku untuk satu buku kerja, tanpa --keluaran.")
    if Path(jalur[0]).exists() and os.path.realpath(jalur[0]) == os.path.realpath(pilihan.perubahan):
        return gagal("--perubahan menunjuk buku kerja itu sendiri; pilih nama berkas lain.")
    try:
        skala = skala_setelan(setelan)
        hasil, perubahan = hitung_perubahan(Path(jalur[0]), hanya_temuan=pilihan.hanya_temuan, skala=skala)
        kata = tulisan.ringkas(replace(hasil, periksa=ps.terima(hasil.periksa, setelan)))
        simpan_berkas(pilihan.perubahan, tulis_tsv(perubahan, kata).encode("ascii"))
    except (TidakAdaBuku, BukuTakTertulis) as salah:
        return gagal(str(salah))
    ditulis = tuple(replace(t, tujuan=pilihan.perubahan) for t in hasil.tulisan if perubahan.ada)
    return _laporkan_hitung(replace(hasil, tulisan=ditulis or hasil.tulisan), pilihan, setelan)


def _laporkan_hitung(hasil: HasilHitung, pilihan: argparse.Namespace, setelan: Setelan | None) -> int:
    """Report and status. Only here are findings accepted by the settings: what was written into the workbook goes
    where the settings do not, and stays when they expire."""
    from xlkinerja import perintah_setelan as ps  # noqa: PLC0415 - needs this module

    tingkat, teks_biasa = Tingkat(pilihan.tingkat), pilihan.format == "teks"
    hasil = replace(hasil, periksa=ps.terima(hasil.periksa, setelan))
    if pilihan.format == "json":
        keluarkan(tulisan.json(hasil, tingkat=tingkat))
    else:
        laporkan(hasil.periksa, pilihan.format, tingkat)
        ke = sys.stdout if teks_biasa else sys.stderr
        if teks_biasa:
            print(ps.tutup(hasil.periksa, setelan))
        ke.writelines(f"{b}\n" for b in tulisan.teks(hasil, lebar=lebar(ke)))
    return GAGAL if tulisan.ada_gagal(hasil) else status(hasil.periksa, tingkat)


def status(hasil: HasilPeriksa, tingkat: Tingkat) -> int:
    """Whether a finding stands at or above the level."""
    return ADA_TEMUAN if ada_temuan(hasil, tingkat) else SELESAI


def laporkan(hasil: HasilPeriksa, format: str, tingkat: Tingkat) -> None:
    mesin = {"json": json.tulis, "csv": csv.tulis, "sarif": sarif.tulis, "junit": junit.tulis}
    if format in mesin:
        keluarkan(mesin[format](hasil, tingkat=tingkat))
    else:
        gaya = teks.Gaya(lebar(sys.stdout), berwarna(sys.stdout))
        sys.stdout.writelines(teks.tulis(hasil, tingkat=tingkat, gaya=gaya))


def luaskan(jalur: Sequence[str]) -> list[str]:
    """Wildcards that the shell left alone (Windows), expanded; a path that exists is never taken for one."""
    hasil: list[str] = []
    for j in jalur:
        cocok = sorted(glob(j)) if not Path(j).exists() and ("*" in j or "?" in j) else []
        hasil.extend(cocok or [j])
    return hasil


def kode_diabaikan(daftar: Sequence[str], *, pilihan: str = "--abaikan") -> frozenset[str]:
    """Codes of all options of that name; one that is not in the catalogue is said so on stderr."""
    kode = {k.strip().upper() for d in daftar for k in d.split(",")} - {""}
    for asing in sorted(kode - {a.kode for a in SEMUA}):
        print(f"peringatan: kode {aman(asing)} pada {pilihan} tidak ada dalam daftar aturan", file=sys.stderr)
    return frozenset(kode)


def jelaskan(pilihan: argparse.Namespace) -> int:
    """The card of one rule with its example run; an unknown code is answered with the nearest."""
    satu = katalog.cari(pilihan.kode)
    if satu is None:
        mirip = ", ".join(katalog.kode_mirip(pilihan.kode))
        return gagal(f"kode {pilihan.kode!r} tidak dikenal; terdekat: {mirip}. Semua kode: xlkinerja aturan")
    sys.stdout.writelines(f"{b}\n" for b in katalog.kartu(satu, lebar=lebar(sys.stdout)))
    return SELESAI


def aturan(pilihan: argparse.Namespace) -> int:
    """The catalogue of rules."""
    if pilihan.format == "json":
        keluarkan([katalog.sebagai_json()])
    elif pilihan.format == "markdown":
        keluarkan([katalog.markdown()])
    else:
        sys.stdout.writelines(f"{b}\n" for b in katalog.daftar(lebar=lebar(sys.stdout)))
    return SELESAI


def templat(pilihan: argparse.Namespace) -> int:
    """New workbooks; status 2 if one could not be made or a file of its name is in the way."""
    from xlkinerja import buat  # noqa: PLC0415 - brings XlsxWriter, which no other command needs

    try:
        satker = buat.pilih_satker(pilihan.satker, pilihan.jenis)
        provinsi = buat.baca_provinsi(pilihan.dari, pilihan.tahun) if pilihan.dari is not None else None
    except buat.TemplatGagal as salah:
        return gagal(str(salah))
    diamkan_anak()
    pekerja = pilihan.pekerja or min(os.cpu_count() or 1, 1 + len(satker) // _TEMPLAT_PER_PEKERJA)
    berbeda = False
    try:
        for x in buat.buat_berkas(satker, pilihan.tahun, pilihan.keluaran, provinsi=provinsi, pekerja=pekerja):
            berbeda |= x.keadaan == "berbeda"
            print(f"{aman(str(x.jalur))}: {_KEADAAN_TEMPLAT[x.keadaan]}", flush=True)
    except BukuTakTertulis as salah:
        return gagal(str(salah))
    if berbeda:
        return gagal("berkas yang sudah ada tidak ditimpa karena mungkin sudah diisi; pilih --keluaran folder lain")
    return SELESAI


_TEMPLAT_PER_PEKERJA = 6
_KEADAAN_TEMPLAT = {"baru": "dibuat", "sama": "sudah ada", "berbeda": "TIDAK ditimpa: sudah ada, isinya berbeda"}
_KEADAAN = {"baru": "disalin", "sama": "sudah ada", "berbeda": "TIDAK ditimpa: sudah ada, isinya berbeda"}


def contoh(pilihan: argparse.Namespace) -> int:
    """Lay out the example workbooks; status 2 if one was in the way."""
    berbeda = False
    for nama, keadaan in salin(pilihan.folder):
        berbeda |= keadaan == "berbeda"
        print(f"{aman(str(pilihan.folder / nama))}: {_KEADAAN[keadaan]}")
    if berbeda:
        return gagal("sebagian contoh tidak disalin; pilih folder lain, mis. xlkinerja contoh contoh-baru")
    print(f"\nSelanjutnya: xlkinerja periksa {aman(str(pilihan.folder))}")
    return SELESAI


def isi(pilihan: argparse.Namespace) -> int:
    """Fill a budget sheet from an export of realisasi."""
    from xlkinerja import perintah_isi  # noqa: PLC0415 - no other command needs it

    return perintah_isi.isi(pilihan)


def excel(pilihan: argparse.Namespace) -> int:
    """Recompute or check the workbook that is open in Excel."""
    from xlkinerja import perintah_excel  # noqa: PLC0415 - only these two commands need Excel

    return perintah_excel.excel(pilihan)


def jendela(pilihan: argparse.Namespace) -> int:
    """The window beside Excel."""
    from xlkinerja import perintah_excel  # noqa: PLC0415

    return perintah_excel.jendela(pilihan)


def gagal(pesan: str) -> int:
    """Say on stderr why nothing could be done; status 2."""
    print(f"galat: {aman(pesan)}", file=sys.stderr)
    return GAGAL


def pasang(pilihan: argparse.Namespace) -> int:
    """Install the button, or take it off."""
    from xlkinerja import pasang_excel, pasang_libre  # noqa: PLC0415 - no other command needs them

    try:
        if pilihan.ke == "excel":
            baris = pasang_excel.pasang(folder=pilihan.folder, saluran=pilihan.saluran, lepas=pilihan.lepas)
        elif pilihan.berkas is not None:
            simpan_berkas(pilihan.berkas, pasang_libre.bangun_oxt())
            baris = [f"Ekstensi LibreOffice ditulis ke {pilihan.berkas}."]
        else:
            baris = pasang_libre.pasang(lepas=pilihan.lepas)
    except (pasang_libre.GagalPasang, BukuTakTertulis) as salah:
        return gagal(str(salah))
    sys.stdout.writelines(f"{aman(b)}\n" for b in baris)
    return SELESAI
