"""The command `templat` on files: which offices, what is pre-filled, new files that never replace another's work."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from xlkinerja.angka import Ambigu, Angka, Kata, Kosong
from xlkinerja.baca import baca_buku
from xlkinerja.beku import beku
from xlkinerja.buku import BukuTakTerbaca
from xlkinerja.buku.berkas import buka_jalur
from xlkinerja.buku.simpan import simpan_salinan
from xlkinerja.formulir.baku import KABUPATEN, PROVINSI, jenis_templat
from xlkinerja.formulir.identitas import daftar_satker
from xlkinerja.formulir.indikator import kunci
from xlkinerja.model import Berkas, Nilai, Satker, TargetIndikator
from xlkinerja.satker_disebut import bukan_satu, satker_disebut
from xlkinerja.tataletak import normal
from xlkinerja.templat.buku import buat_templat
from xlkinerja.templat.isi import DariProvinsi, isi_baku
from xlkinerja.templat.kanvas import Isi

SEMUA = "semua"
UMUM = {
    KABUPATEN: Satker(None, "KPU Kabupaten/Kota", "kabupaten"),
    PROVINSI: Satker(None, "KPU Provinsi", "provinsi"),
}
"""The offices of a template that is not made for one of the list: staff write their name into Identitas."""


class TemplatGagal(Exception):
    """A template cannot be made. The message is one Indonesian line: why and what to do."""


@beku(frozen=True, slots=True)
class TemplatDibuat:
    """One file: where it is, whether it is new ("baru"), was there with the same content ("sama"), or was left alone
    because somebody works in a file of that name ("berbeda")."""

    jalur: Path
    keadaan: str


def pilih_satker(teks: str | None, jenis: str | None) -> tuple[Satker, ...]:
    """The offices meant: a Kemendagri code, a KPU satker code, a name, "semua", or None for the general template.

    Raises TemplatGagal when none or several fit.
    """
    if teks is None:
        return (UMUM[jenis or KABUPATEN],)
    semua = daftar_satker()
    if teks.strip().casefold() == SEMUA:
        return tuple(s for s in semua if jenis is None or jenis_templat(s) == jenis)
    cocok = satker_disebut(teks)
    if len(cocok) != 1:
        raise TemplatGagal(bukan_satu(teks, cocok))
    if jenis is not None and jenis_templat(cocok[0]) != jenis:
        raise TemplatGagal(f"{cocok[0].nama} memakai templat {jenis_templat(cocok[0])}, bukan {jenis}")
    return (cocok[0],)


def nama_berkas(satker: Satker, tahun: int) -> str:
    """File name of an office's workbook: "kinerja-2026-53.03-timor-tengah-utara.xlsx"."""
    if satker.kode is None:
        return f"kinerja-{tahun}-{jenis_templat(satker)}.xlsx"
    nama = satker.nama.split(" ", 2)[2] if satker.jenis != "kota" else satker.nama.removeprefix("KPU ")
    return f"kinerja-{tahun}-{satker.kode}-{normal(nama).replace(' ', '-')}.xlsx"


def baca_provinsi(jalur: Path, tahun: int) -> DariProvinsi:
    """The targets in the province's workbook: PK of the Ketua (else RKT), and the Renstra.

    Raises TemplatGagal when it cannot be read, is another year's or not a province's, or has no target.
    """
    try:
        berkas = baca_buku(buka_jalur(jalur)[0], jalur.name)
    except (BukuTakTerbaca, OSError) as galat:
        raise TemplatGagal(f"{jalur}: tidak dapat dibaca ({galat})") from galat
    if berkas.satker is None or berkas.satker.jenis != "provinsi":
        nama = berkas.satker.nama if berkas.satker else "tidak diketahui"
        raise TemplatGagal(f"{jalur}: satkernya {nama}, bukan KPU Provinsi; pilih buku kerja provinsi")
    if berkas.tahun != tahun:
        raise TemplatGagal(f"{jalur}: buku kerja tahun {berkas.tahun or '(tidak diketahui)'}, bukan {tahun}")
    hasil = DariProvinsi({**_target(berkas, "rkt"), **_target(berkas, "pk")}, _renstra(berkas))
    if not hasil.target and not hasil.renstra:
        raise TemplatGagal(f"{jalur}: target pada lembar Renstra dan PK Ketua belum diisi")
    return hasil


def _target(berkas: Berkas, jenis: str) -> dict[str, Isi]:
    return {
        kunci(b.indikator): isi
        for d in berkas.semua(jenis)
        if d.unit == "ketua" or d.formulir == "target_sasaran"
        for b in d.baris
        if d.unit != "sekretaris" and isinstance(b, TargetIndikator) and b.target is not None
        if (isi := isi_nilai(b.target)) is not None
    }


def _renstra(berkas: Berkas) -> dict[str, dict[int, Isi]]:
    hasil: dict[str, dict[int, Isi]] = {}
    for d in berkas.semua("renstra"):
        for b in d.baris:
            if isinstance(b, TargetIndikator):
                hasil[kunci(b.indikator)] = {t: isi_nilai(n) for t, n in b.per_tahun.items()}
    return {k: tahun for k, tahun in hasil.items() if any(n is not None for n in tahun.values())}


def isi_nilai(nilai: Nilai) -> Isi:
    """A figure that was read, as a template's cell holds it; None where nothing certain stands."""
    if isinstance(nilai, Angka):
        return nilai.nilai.scaleb(-2) if nilai.satuan == "%" else nilai.nilai
    if isinstance(nilai, Kosong):
        return "-" if nilai.teks.strip() else None
    assert isinstance(nilai, Kata | Ambigu)
    return nilai.teks if isinstance(nilai, Kata) else None


def buat_berkas(
    satker: Sequence[Satker], tahun: int, folder: Path, *, provinsi: DariProvinsi | None = None, pekerja: int = 1
) -> Iterator[TemplatDibuat]:
    """Write the workbooks into a folder, in the order given, each reported as it is done."""
    folder.mkdir(parents=True, exist_ok=True)
    buat = partial(_satu, tahun=tahun, folder=folder, provinsi=provinsi)
    if pekerja > 1 and len(satker) > 1:
        with ProcessPoolExecutor(min(pekerja, len(satker))) as kolam:
            yield from kolam.map(buat, satker)
    else:
        yield from map(buat, satker)


def _satu(satker: Satker, *, tahun: int, folder: Path, provinsi: DariProvinsi | None) -> TemplatDibuat:
    tujuan = folder / nama_berkas(satker, tahun)
    isi = buat_templat(isi_baku(satker, tahun, provinsi))
    if tujuan.exists() or os.path.islink(tujuan):
        sama = tujuan.is_file() and tujuan.read_bytes() == isi
        return TemplatDibuat(tujuan, "sama" if sama else "berbeda")
    simpan_salinan(tujuan, isi)
    return TemplatDibuat(tujuan, "baru")
