"""New bytes of a workbook onto the disk: checked, backed up, replaced in one step, or nothing at all.

Also `verifikasi`: the proof that nothing but the edited cells changed.
"""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from xlkinerja.buku import LEBAR, BukuTakTerbaca, BukuTakTertulis, Lembar, Suntingan
from xlkinerja.buku.gaya import STYLES_BARU, Gaya
from xlkinerja.buku.paket import Paket, buka_paket
from xlkinerja.buku.pindai import pindai_lembar
from xlkinerja.buku.sisip_lembar import kelompokkan
from xlkinerja.buku.sisip_paket import nama_rels
from xlkinerja.buku.sisip_sel import sama
from xlkinerja.buku.teks import string_bersama
from xlkinerja.buku.xml_mentah import periksa_xml
from xlkinerja.galat_os import sebab_os

_BOLEH_BERUBAH = ("styles", "calcChain")
_TANPA_FORMAT = ("General",) * 65_536


def sidik(isi: bytes) -> str:
    """SHA-256 of a file's bytes in hexadecimal, as `simpan` expects it."""
    return hashlib.sha256(isi).hexdigest()


def simpan(
    path: Path,
    isi_baru: bytes,
    *,
    sidik_asal: str,
    cadangan: bool = True,
    suntingan: Sequence[Suntingan] | None = None,
    lembar_baru: str | None = None,
) -> Path | None:
    """Replace a workbook by its new bytes; returns the backup's path, None when there is none.

    Refuses (BukuTakTertulis) when the file is open elsewhere, read-only, or no longer what was read
    (`sidik_asal`). With `suntingan` (and the name of our sheet) `verifikasi` also proves the new bytes. Bytes
    that are already there are not written again. On any failure the original is intact, nothing left behind.
    """
    path = Path(os.path.realpath(path))
    _tolak_terkunci(path)
    isi_lama = _baca(path, sidik_asal)
    if isi_lama == isi_baru:
        return None
    if suntingan is None:
        periksa_utuh(isi_baru)
    else:
        verifikasi(isi_lama, isi_baru, suntingan, lembar_baru)
    mode = stat.S_IMODE(path.stat().st_mode)
    with _sementara(path, isi_baru, mode) as sementara:
        salinan, dibuat = _cadangkan(path, isi_lama, mode) if cadangan else (None, False)
        try:
            _tolak_terkunci(path)
            _baca(path, sidik_asal)
            os.replace(sementara, path)
        except BaseException:
            if dibuat and salinan is not None:
                salinan.unlink(missing_ok=True)
            raise
    _sinkron_folder(path.parent)
    return salinan


def simpan_salinan(path_tujuan: Path, isi: bytes) -> None:
    """Write a copy in one step, making its folder; an older copy is replaced unless it is open."""
    periksa_utuh(isi)
    simpan_berkas(path_tujuan, isi)


def simpan_berkas(path_tujuan: Path, isi: bytes) -> None:
    """Write any file in one step, making its folder; an older one is replaced unless it is open."""
    path = Path(os.path.realpath(path_tujuan))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as galat:
        raise BukuTakTertulis(f'Folder "{path.parent.name}" tidak dapat dibuat ({sebab_os(galat)}).') from galat
    mode = 0o644
    if path.exists():
        _tolak_terkunci(path)
        if path.read_bytes() == isi:
            return
        mode = stat.S_IMODE(path.stat().st_mode)
    with _sementara(path, isi, mode) as sementara:
        os.replace(sementara, path)
    _sinkron_folder(path.parent)


def _tolak_terkunci(path: Path) -> None:
    for nama, program in ((f"~${path.name}", "Excel"), (f".~lock.{path.name}#", "LibreOffice")):
        if os.path.lexists(path.with_name(nama)):
            raise BukuTakTertulis(
                f'"{path.name}" sedang dibuka di {program}; tutup dahulu lalu ulangi '
                f"(bila tidak sedang dibuka, hapus berkas kunci {nama})."
            )
    if not path.is_file():
        raise BukuTakTertulis(f'"{path.name}" tidak ditemukan; mungkin dipindahkan atau diganti namanya.')
    if not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(path, os.W_OK):
        raise BukuTakTertulis(f'"{path.name}" hanya boleh dibaca; lepaskan tanda baca-saja (read-only) lalu ulangi.')


def _baca(path: Path, sidik_asal: str) -> bytes:
    isi = path.read_bytes()
    if sidik(isi) != sidik_asal:
        raise BukuTakTertulis(f'"{path.name}" berubah setelah dibaca; ulangi supaya perubahan itu ikut diperiksa.')
    return isi


@contextmanager
def _sementara(path: Path, isi: bytes, mode: int) -> Iterator[Path]:
    """A flushed temporary file beside `path`; gone afterwards unless it was renamed."""
    try:
        fd, nama = tempfile.mkstemp(prefix=".xlkinerja-", suffix=".tmp", dir=path.parent)
    except OSError as galat:
        raise BukuTakTertulis(f'Folder "{path.parent.name}" tidak dapat ditulisi ({sebab_os(galat)}).') from galat
    sementara = Path(nama)
    try:
        with os.fdopen(fd, "wb") as berkas:
            berkas.write(isi)
            berkas.flush()
            os.fsync(berkas.fileno())
        sementara.chmod(mode)
        yield sementara
    except OSError as galat:
        pesan = f'"{path.name}" gagal disimpan ({sebab_os(galat)}); berkas asal tidak berubah.'
        raise BukuTakTertulis(pesan) from galat
    finally:
        sementara.unlink(missing_ok=True)


def _cadangkan(path: Path, isi: bytes, mode: int) -> tuple[Path, bool]:
    """The backup with exactly these bytes, and whether it is new. Earlier ones are never overwritten."""
    awalan = f"{path.name}.cadangan-"
    ada: dict[int, Path] = {}
    for p in path.parent.iterdir():
        nomor = p.name.removeprefix(awalan)
        if p.name.startswith(awalan) and nomor.isascii() and nomor.isdigit():
            ada[int(nomor)] = p
    for _, p in sorted(ada.items()):
        if p.is_file() and p.stat().st_size == len(isi) and p.read_bytes() == isi:
            return p, False
    salinan = path.with_name(f"{awalan}{max(ada, default=0) + 1}")
    try:
        with salinan.open("xb") as berkas:
            berkas.write(isi)
            berkas.flush()
            os.fsync(berkas.fileno())
        salinan.chmod(mode)
    except FileExistsError:
        raise
    except BaseException:
        salinan.unlink(missing_ok=True)
        raise
    return salinan, True


def _sinkron_folder(folder: Path) -> None:
    """Make the renaming durable where the system can."""
    with suppress(OSError):
        fd = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)


def periksa_utuh(isi: bytes) -> Paket:
    """The package, every member unpacked and its CRC checked, and what we may have written well-formed.

    BukuTakTertulis when it would not open.
    """
    try:
        paket = buka_paket(isi)
        for nama in paket.nama_bagian():
            for _ in paket.alirkan(nama):
                pass
        for nama in _dapat_ditulis(paket):
            periksa_xml(paket.baca(nama), nama)
    except BukuTakTerbaca as galat:
        raise BukuTakTertulis(
            f"Hasil tulisan tidak dapat dibuka kembali ({galat}); berkas asal tidak diubah."
        ) from galat
    return paket


def _dapat_ditulis(paket: Paket) -> set[str]:
    """The parts that `terapkan` may have written."""
    terkait = paket.hubungan(paket.buku).values()
    bagian = {h.sasaran for h in terkait if h.jenis in _BOLEH_BERUBAH and paket.ada(h.sasaran)}
    return bagian | {x.bagian for x in paket.lembar} | {paket.buku, nama_rels(paket.buku), "[Content_Types].xml"}


# ---------------------------------------------------------------- the proof


def verifikasi(
    isi_lama: bytes, isi_baru: bytes, suntingan: Sequence[Suntingan], lembar_baru: str | None = None
) -> None:
    """Prove that only the edited cells and our sheet `lembar_baru` changed. BukuTakTertulis otherwise.

    Every part that may not change has the same packed bytes; every other cell has the same type, style, value
    and formula; the edited cells hold what was asked.
    """
    if isi_lama == isi_baru:
        return
    lama, baru = buka_paket(isi_lama), periksa_utuh(isi_baru)
    kami = (lembar_baru or "").casefold()
    nama_lama = [x.nama for x in lama.lembar]
    if [x.nama for x in baru.lembar][: len(nama_lama)] != nama_lama:
        raise _gagal("susunan lembar berubah")
    _periksa_bagian(lama, baru, {s.lembar for s in suntingan}, kami)
    _periksa_gaya(lama, baru)
    for x in lama.lembar:
        milik = [s for s in suntingan if s.lembar == x.nama]
        if milik and x.nama.casefold() != kami:
            _periksa_lembar(_pindai(lama, x.nama), _pindai(baru, x.nama), milik)


def _gagal(apa: str) -> BukuTakTertulis:
    return BukuTakTertulis(f"Pemeriksaan hasil tulisan gagal ({apa}); berkas asal tidak diubah.")


def _mentah(paket: Paket) -> dict[str, bytes]:
    """Packed bytes of each part."""
    return {a.bagian: paket.isi[a.data_offset : a.data_offset + a.terkompresi] for a in paket.anggota}


def _periksa_bagian(lama: Paket, baru: Paket, disunting: Collection[str], kami: str) -> None:
    boleh = {x.bagian for x in lama.lembar if x.nama in disunting or x.nama.casefold() == kami}
    boleh |= {h.sasaran for h in lama.hubungan(lama.buku).values() if h.jenis in _BOLEH_BERUBAH}
    boleh |= {nama_rels(x.bagian) for x in lama.lembar if x.nama.casefold() == kami}
    boleh |= {lama.buku, nama_rels(lama.buku), "[Content_Types].xml"}
    kecil = {b.lower() for b in boleh}
    mentah_baru = _mentah(baru)
    for bagian, data in _mentah(lama).items():
        if bagian.lower() not in kecil and mentah_baru.get(bagian) != data:
            raise _gagal(f"bagian {bagian} ikut berubah")


def _gaya(paket: Paket) -> Gaya:
    for h in paket.hubungan(paket.buku).values():
        if h.jenis == "styles" and paket.ada(h.sasaran):
            return Gaya(paket.baca(h.sasaran))
    return Gaya(STYLES_BARU)


def _periksa_gaya(lama: Paket, baru: Paket) -> None:
    a, b = _gaya(lama), _gaya(baru)
    if a.asal == b.asal:
        return
    for nama in ("numFmts", "fonts", "fills", "borders", "cellXfs"):
        isi = a.bagian(nama).isi
        if isi and b.bagian(nama).isi[: len(isi)] != isi:
            raise _gagal("gaya sel yang lama berubah")


def _pindai(paket: Paket, nama: str) -> Lembar:
    semua = paket.hubungan(paket.buku).values()
    bagian = next((h.sasaran for h in semua if h.jenis == "sharedStrings" and paket.ada(h.sasaran)), None)
    bersama = string_bersama(paket, bagian) if bagian else []
    return pindai_lembar(paket, next(x for x in paket.lembar if x.nama == nama), bersama, _TANPA_FORMAT)


def _sel(lembar: Lembar) -> dict[int, tuple[int, int, str, str | None]]:
    data = zip(lembar.kunci, lembar.jenis, lembar.gaya, lembar.isi, strict=True)
    return {k: (jenis, gaya, isi, lembar.rumus.get(k)) for k, jenis, gaya, isi in data}


def _tanpa_gaya(sel: tuple[int, int, str, str | None] | None) -> tuple[int, str, str | None]:
    return (45, "", None) if sel is None else (sel[0], sel[2], sel[3])


def _periksa_lembar(lama: Lembar, baru: Lembar, suntingan: Sequence[Suntingan]) -> None:
    kelompok = kelompokkan(lama.nama, suntingan)
    kunci = {(b - 1) * LEBAR + k - 1: s for b, baris in kelompok.items() for k, s in baris.items()}
    a, b = _sel(lama), _sel(baru)
    lain_a = {k: v for k, v in a.items() if k not in kunci}
    if lain_a != {k: v for k, v in b.items() if k not in kunci}:
        raise _gagal(f'sel lain di lembar "{lama.nama}" ikut berubah')
    if (lama.gabungan, lama.baris_tersembunyi, lama.kolom_tersembunyi) != (
        baru.gabungan, baru.baris_tersembunyi, baru.kolom_tersembunyi,
    ):  # fmt: skip
        raise _gagal(f'susunan lembar "{lama.nama}" ikut berubah')
    for k, s in kunci.items():
        hanya_gaya = s.nilai is None and s.rumus is None and not s.hapus
        if hanya_gaya and _tanpa_gaya(a.get(k)) != _tanpa_gaya(b.get(k)):
            raise _gagal(f'isi sel {baru.sel(s.baris, s.kolom).alamat} di lembar "{s.lembar}" ikut berubah')
        if s.nilai is not None and not sama(baru.sel(s.baris, s.kolom).nilai, s.nilai):
            raise _gagal(f'sel {baru.sel(s.baris, s.kolom).alamat} di lembar "{s.lembar}" tidak berisi yang diminta')
