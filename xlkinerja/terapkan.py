"""Recompute, check and write back: the command `hitung` on files.

Read, check, plan, splice, then read the result again: a correction may settle or reveal another figure, so this is
repeated until nothing changes. Then a second run on the output changes nothing (KONTRAK.md, detail 1).
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from xlkinerja.baca import baca_buku
from xlkinerja.beku import beku
from xlkinerja.buku import Buku, BukuTakTerbaca, BukuTakTertulis, Suntingan
from xlkinerja.buku.berkas import dari_paket
from xlkinerja.buku.gaya import Gaya
from xlkinerja.buku.lembar_baru import LembarBaru
from xlkinerja.buku.paket import Paket, baca_bita, buka_paket
from xlkinerja.buku.simpan import sidik, simpan, simpan_salinan
from xlkinerja.buku.sisip import gaya_sel, terapkan
from xlkinerja.buku.sisip_ingatan import TakBiasa, terapkan_ingatan
from xlkinerja.galat_os import sebab_os
from xlkinerja.hitung import Skala
from xlkinerja.lembar_temuan import KOLOM_GAYA
from xlkinerja.model import Berkas
from xlkinerja.periksa import (
    HasilBerkas,
    HasilPeriksa,
    gabungkan,
    kumpulkan,
    periksa_sendiri,
    tanpa_daur_ulang,
)
from xlkinerja.perubahan import Perubahan, dari_suntingan
from xlkinerja.rumus_isi import berisi
from xlkinerja.tulis import Rencana, rencanakan, tempat

PUTARAN = 5


@beku(frozen=True, slots=True)
class Tulisan:
    """What was written for one workbook: `jalur` as reported; `tujuan` the file written, None if nothing had to
    change or could be written; `cadangan` the backup's file name; counts of cells; `pesan` why it was not written."""

    jalur: str
    tujuan: Path | None
    cadangan: str | None
    diisi: int
    diganti: int
    ditandai: int
    pesan: str | None = None


@beku(frozen=True, slots=True)
class HasilHitung:
    """A run of `hitung`: what was found, and what was written."""

    periksa: HasilPeriksa
    tulisan: tuple[Tulisan, ...]


@dataclass(slots=True)
class _Kerja:
    """One workbook on its way: where it is, the bytes that were read, the bytes as they become; `buku` as stored,
    `lengkap` with the values that its formulas lack."""

    path: Path
    jalur: str
    asal: bytes
    kini: bytes
    buku: Buku | None
    lengkap: Buku | None
    berkas: Berkas
    diisi: int = 0
    diganti: int = 0
    ditandai: int = 0
    pesan: str | None = None
    suntingan: dict[tuple[str, int, int], Suntingan] | None = None
    lembar: LembarBaru | None = None
    hanya_temuan: bool = False
    di_ingatan: bool = False
    """Only the list of changes is wanted: the cells are changed in `buku`, and in `kini` only the small parts, as long
    as that is certain to come to the same."""
    berubah: bool = False
    riwayat: list[tuple[tuple[Suntingan, ...], LembarBaru]] = field(default_factory=list)
    """What each round changed, to splice it after all."""
    dibuka: Paket | None = None

    @property
    def paket(self) -> Paket:
        """`kini` opened; kept as long as it stays so."""
        if self.dibuka is None or self.dibuka.isi is not self.kini:
            self.dibuka = buka_paket(self.kini)
        return self.dibuka


def hitung_jalur(
    jalur: Sequence[str | Path],
    *,
    keluaran: Path | None = None,
    cadangan: bool = True,
    skala: Skala | None = None,
) -> HasilHitung:
    """Recompute and check workbooks and folders and write the results back.

    In place with a backup beside it, or as copies of the same name and relative path under `keluaran`. A workbook
    that cannot be read or written is reported and does not stop the others. `skala`: see `Berkas`. Raises
    TidakAdaBuku.
    """
    daftar = kumpulkan(jalur, kecuali=keluaran)
    with tanpa_daur_ulang():
        return _hitung([_baca(p, j, skala) for p, j in daftar], keluaran, cadangan)


def hitung_perubahan(
    path: Path, *, hanya_temuan: bool = False, skala: Skala | None = None
) -> tuple[HasilHitung, Perubahan]:
    """Recompute and check one workbook, a copy of one that is open, and list the changes instead of writing them.

    `hanya_temuan`: check only; the sheet of findings and the lifting of marks whose fault is gone. Nothing is written.
    A workbook that cannot be read or changed gives an empty list and says why in `tulisan`. `skala`: see `Berkas`.
    Raises TidakAdaBuku.
    """
    ((berkas, jalur),) = kumpulkan([path])
    with tanpa_daur_ulang():
        kerja = _baca(berkas, jalur, skala)
        kerja.hanya_temuan = hanya_temuan
        kerja.di_ingatan = True
        asal = kerja.buku
        hasil = _putaran([kerja])
        tulisan = Tulisan(jalur, None, None, kerja.diisi, kerja.diganti, kerja.ditandai, kerja.pesan)
        if not kerja.berubah or kerja.pesan is not None:
            return HasilHitung(hasil, (tulisan,)), Perubahan()
        suntingan = tuple((kerja.suntingan or {}).values())
        lembar = kerja.lembar if kerja.lembar is not None and not _sama_isi(asal, kerja.lembar) else None
        return HasilHitung(hasil, (tulisan,)), dari_suntingan(suntingan, _gaya(kerja.paket), lembar)


def _sama_isi(buku: Buku | None, baru: LembarBaru) -> bool:
    """Whether a workbook's findings sheet says already what it shall, whatever program stored it and numbered its
    styles anew."""
    lama = next((x for x in buku.lembar if x.nama == baru.nama), None) if buku is not None else None
    if lama is None:
        return False
    ada = {(s.baris, s.kolom): s.nilai for i in range(len(lama.kunci)) if (s := lama.sel_ke(i)).tampil}
    harus = {(b, k): s.nilai for b, isi in enumerate(baru.baris, 1) for k, s in enumerate(isi, 1) if s and s.nilai}
    return _tanpa_gaya(ada) == _tanpa_gaya(harus)


def _tanpa_gaya(isi: Mapping[tuple[int, int], object]) -> dict[tuple[int, int], object]:
    return {di: n for di, n in isi.items() if di[1] != KOLOM_GAYA}


def _hitung(kerja: list[_Kerja], keluaran: Path | None, cadangan: bool) -> HasilHitung:
    awal = _putaran(kerja)
    if keluaran is not None:
        _tolak_kembar(kerja, keluaran)
    return HasilHitung(awal, tuple(_simpan(k, keluaran, cadangan) for k in kerja))


def _putaran(kerja: list[_Kerja]) -> HasilPeriksa:
    """Bring all workbooks to where nothing changes any more; what was found at first."""
    sendiri = [periksa_sendiri(k.berkas, k.lengkap) for k in kerja]
    hasil = awal = gabungkan(sendiri)
    giliran = set(range(len(kerja)))
    for _ in range(PUTARAN):
        berubah = {i for i in sorted(giliran) if _langkah(kerja[i], hasil.berkas[i])}
        if not berubah:
            break
        sendiri = [periksa_sendiri(k.berkas, k.lengkap) if i in berubah else sendiri[i] for i, k in enumerate(kerja)]
        lama, hasil = hasil, gabungkan(sendiri)
        # A workbook whose findings stay as they are has nothing more to be written.
        giliran = {i for i in range(len(kerja)) if i in berubah or hasil.berkas[i].temuan != lama.berkas[i].temuan}
    return awal


def _tolak_kembar(kerja: Sequence[_Kerja], keluaran: Path) -> None:
    """Copies must not fall on an original, and of two workbooks that would become one file the first is written."""
    asal = {os.path.realpath(k.path) for k in kerja}
    sudah: dict[str, Path] = {}
    for k in kerja:
        tujuan = os.path.realpath(keluaran / k.jalur)
        pesan = None
        if tujuan in asal:
            pesan = "folder keluaran adalah folder asalnya; pilih folder lain supaya berkas asal tidak tertimpa"
        elif tujuan in sudah:
            pesan = f'nama keluarannya sama dengan "{sudah[tujuan]}"; jalankan sendiri ke folder keluaran lain'
        if pesan is not None and k.pesan is None:
            k.pesan, k.diisi, k.diganti, k.ditandai = pesan, 0, 0, 0
        sudah.setdefault(tujuan, k.path)


def _baca(path: Path, jalur: str, skala: Skala | None) -> _Kerja:
    try:
        isi = baca_bita(path)
        paket = buka_paket(isi)
        buku = dari_paket(paket)
    except BukuTakTerbaca as galat:
        berkas = Berkas(jalur, None, None, (), pesan=str(galat))
        return _Kerja(path, jalur, b"", b"", None, None, berkas, pesan="tidak dapat dibaca")
    lengkap = berisi(buku)
    dibaca = replace(baca_buku(lengkap, jalur), skala=skala)
    return _Kerja(path, jalur, isi, isi, buku, lengkap, dibaca, dibuka=paket)


def _langkah(k: _Kerja, hasil: HasilBerkas) -> bool:
    """Apply one round of edits; True if another look at the workbook is needed."""
    if k.buku is None or k.pesan is not None:
        return False
    try:
        gaya = _gaya(k.paket)
        rencana = rencanakan(k.buku, hasil, gaya, partial(gaya_sel, k.kini), hanya_temuan=k.hanya_temuan)
        baru, buku = _terapkan(k, k.buku, rencana)
    except BukuTakTertulis as galat:
        k.pesan, k.kini = str(galat), k.asal
        return False
    if baru is k.kini and buku is k.buku:
        k.ditandai = rencana.ditandai
        return False
    _catat(k, rencana)
    k.kini, k.berubah = baru, True
    if not rencana.lihat_lagi:
        return False
    k.buku = buku if buku is not None else dari_paket(k.paket)
    k.lengkap = berisi(k.buku)
    k.berkas = replace(baca_buku(k.lengkap, k.jalur), skala=k.berkas.skala)
    return True


def _terapkan(k: _Kerja, buku: Buku, rencana: Rencana) -> tuple[bytes, Buku | None]:
    """The file with a round's edits, and the workbook in it unless it has to be read; both the very same if nothing
    changes."""
    if k.di_ingatan:
        try:
            k.dibuka, hasil = terapkan_ingatan(k.paket, buku, rencana.suntingan, rencana.lembar)
        except TakBiasa:
            k.di_ingatan, k.kini = False, k.asal
            for suntingan, lembar in k.riwayat:
                k.kini = terapkan(k.kini, suntingan, lembar)
        else:
            k.riwayat.append((rencana.suntingan, rencana.lembar))
            return k.dibuka.isi, hasil
    baru = terapkan(k.kini, rencana.suntingan, rencana.lembar)
    return (k.kini, buku) if baru == k.kini else (baru, None)


def _catat(k: _Kerja, rencana: Rencana) -> None:
    k.diisi += rencana.diisi
    k.diganti += rencana.diganti
    k.ditandai = rencana.ditandai
    k.lembar = rencana.lembar
    semua = k.suntingan or {}
    for s in rencana.suntingan:
        lama = semua.get(tempat(s))
        gabung = s if lama is None or s.nilai is not None else replace(lama, gaya=s.gaya, isian=s.isian)
        semua[tempat(s)] = gabung
    k.suntingan = semua


def _gaya(paket: Paket) -> Gaya | None:
    """The workbook's style sheet, or None if it has none."""
    bagian = next((h.sasaran for h in paket.hubungan(paket.buku).values() if h.jenis == "styles"), None)
    return Gaya(paket.baca(bagian)) if bagian and paket.ada(bagian) else None


def _simpan(k: _Kerja, keluaran: Path | None, cadangan: bool) -> Tulisan:
    hasil = Tulisan(k.jalur, None, None, k.diisi, k.diganti, k.ditandai, k.pesan)
    if k.buku is None:
        return hasil
    try:
        if keluaran is not None and k.pesan is None:
            tujuan = keluaran / k.jalur
            simpan_salinan(tujuan, k.kini)
            return replace(hasil, tujuan=tujuan)
        if k.kini == k.asal or k.pesan is not None:
            return hasil
        salinan = simpan(
            k.path,
            k.kini,
            sidik_asal=sidik(k.asal),
            cadangan=cadangan,
            suntingan=tuple((k.suntingan or {}).values()),
            lembar_baru=k.lembar.nama if k.lembar is not None else None,
        )
        return replace(hasil, tujuan=k.path, cadangan=salinan.name if salinan else None)
    except (BukuTakTertulis, OSError) as galat:
        pesan = str(galat) if isinstance(galat, BukuTakTertulis) else f"gagal disimpan ({sebab_os(galat)})"
        return replace(hasil, pesan=pesan, diisi=0, diganti=0, ditandai=0)
