"""Notices of a run: what changed is queued, sent, and kept where it does not get through.

A notice that fails costs the run nothing: it waits beside the history and is sent first thing by the next run.
"""

from __future__ import annotations

import os
import ssl
import sys
import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from hashlib import sha256
from pathlib import Path

from xlkinerja.beku import beku
from xlkinerja.buku import BukuTakTertulis
from xlkinerja.galat_os import sebab_os
from xlkinerja.himpunan import meragukan
from xlkinerja.kabar import Awal, Bahan, Berita, Tersampai, susun
from xlkinerja.kabar_antre import BERKAS, SUREL, WEBHOOK, Antrean, SedangDipakai, Tertunda
from xlkinerja.kabar_berkas import tambah_berkas
from xlkinerja.kabar_kata import judul, sebagai_json, teks
from xlkinerja.kabar_kirim import Gagal, Tidur, tidur_biasa
from xlkinerja.kabar_surel import Lampiran, kirim_surel, susun_surel
from xlkinerja.kabar_webhook import kirim_webhook
from xlkinerja.konsol import aman
from xlkinerja.model import Berkas
from xlkinerja.periksa import HasilPeriksa, kumpulkan
from xlkinerja.perintah_riwayat import catat_pemeriksaan
from xlkinerja.riwayat_buka import RiwayatGagal
from xlkinerja.riwayat_db import Riwayat
from xlkinerja.riwayat_jalan import sah, tempat_baku
from xlkinerja.setelan import Kabar, Penerima, Setelan, Surel

MENYERAH_HARI = 7
"""So long a notice is sent again to who refuses it for good."""
LAPORAN_TERBESAR = 10_000_000
"""Mail servers take about 20 MB, and an attachment grows by a third on its way."""


@beku(frozen=True, slots=True)
class _Kerja:
    """One run's notices: the queue, where the history lies, the settings, the run's local time; what tests replace;
    which notices were tried; channel that is down -> how many were not even tried."""

    antrean: Antrean
    tempat: Path
    kabar: Kabar
    waktu: datetime
    tidur: Tidur
    konteks: ssl.SSLContext | None
    sudah: set[str] = field(default_factory=set)
    mati: dict[str, int] = field(default_factory=dict)


def kabari(
    hasil: HasilPeriksa,
    folder: str | Path,
    setelan: Setelan,
    *,
    diabaikan: frozenset[str] = frozenset(),
    waktu: datetime,
    tempat: Path | None = None,
    tidur: Tidur = tidur_biasa,
    konteks: ssl.SSLContext | None = None,
) -> list[str]:
    """Record the run of a folder in its history, then `kabarkan`."""
    catatan = catat_pemeriksaan(hasil, folder, diabaikan=diabaikan, tempat=tempat, waktu=waktu)
    tercatat = hasil if catatan is not None else None
    return kabarkan(tercatat, folder, setelan, waktu=waktu, tempat=tempat, tidur=tidur, konteks=konteks)


def kabarkan(
    hasil: HasilPeriksa | None,
    folder: str | Path,
    setelan: Setelan,
    *,
    waktu: datetime,
    tempat: Path | None = None,
    tidur: Tidur = tidur_biasa,
    konteks: ssl.SSLContext | None = None,
) -> list[str]:
    """Tell what changed since people were last told, up to the last run in the history, which is `hasil`; None: it
    could not be recorded, so that only what waits is sent. Returns lines to be said; what fails is one of them, never
    an exception. `waktu`: when the run was, by the reader's clock; `tempat`: the history, else that in the user's data
    folder."""
    if setelan.kabar is None:
        return []
    baris: list[str] = []
    try:
        tempat = tempat or tempat_baku(folder)
        kerja = _Kerja(Antrean(tempat), tempat, setelan.kabar, waktu, tidur, konteks)
        with kerja.antrean.terkunci(tidur=tidur):
            baris += _kabari(kerja, hasil, folder)
        return baris
    except SedangDipakai:
        kata = "pemeriksaan lain sedang mengirim kabar folder ini"
    except OSError as galat:
        kata = f"{galat.filename or folder}: {sebab_os(galat)}"
    except (RiwayatGagal, BukuTakTertulis, RuntimeError) as salah:
        kata = str(salah)
    except Exception as galat:
        _jejak(galat)
        kata = f"{type(galat).__name__}: {galat}"
    return [*baris, _peringatan(f"kabar belum terkirim ({kata.rstrip('.')}); dicoba lagi pada pemeriksaan berikutnya.")]


def _kabari(kerja: _Kerja, hasil: HasilPeriksa | None, folder: str | Path) -> Iterator[str]:
    yield from _kirim_semua(kerja)
    if hasil is not None:
        yield from _antrekan(kerja, hasil, folder)
        yield from _kirim_semua(kerja)
    for saluran, n in kerja.mati.items():
        if n:
            yield _peringatan(
                f"{n} kabar lain lewat {saluran} juga belum terkirim; dicoba lagi pada pemeriksaan berikutnya."
            )
    kerja.antrean.rapikan(kerja.waktu)
    yield from (_peringatan(f"{k}.") for k in kerja.antrean.kata)


# What is to be told


def _antrekan(kerja: _Kerja, hasil: HasilPeriksa, folder: str | Path) -> Iterator[str]:
    """Put the notices into the queue, and note up to where they tell."""
    riwayat = Riwayat(kerja.tempat)
    dulu, sejak = kerja.antrean.sampai()
    bahan = _bahan(kerja, riwayat, dulu, hasil, Path(os.path.realpath(folder)).name or str(folder))
    kini = riwayat.jalan[-1]
    laporan: dict[tuple[str, ...], str | None] = {}
    for urut, (saluran, penerima) in enumerate(_tujuan(kerja.kabar)):
        satker = penerima.satker if penerima is not None else ()
        berita = susun(bahan, satker=satker, tingkat=kerja.kabar.tingkat, selalu=kerja.kabar.selalu)
        if berita is None:
            continue
        tanda = _tanda(kerja, kini.nomor, saluran, penerima)
        if saluran == SUREL and kerja.kabar.laporan and satker not in laporan:
            laporan[satker], kata = _laporan(kerja, hasil, folder, riwayat, satker=satker, tanda=tanda)
            yield from kata
        kerja.antrean.simpan(
            _tertunda(saluran, penerima, berita, tanda=tanda, urut=urut, sejak=sejak, laporan=laporan.get(satker))
        )
    keadaan = {b.nomor: (b.ada, b.terbaca) for b in riwayat.buku}
    kerja.antrean.simpan_sampai(Tersampai(kini.nomor, kini.waktu, keadaan))


def _bahan(kerja: _Kerja, riwayat: Riwayat, dulu: Tersampai | None, hasil: HasilPeriksa, folder: str) -> Bahan:
    """Compared with the run up to which everybody was told, if the history still has it."""
    awal: Tersampai | Awal = Awal.KABAR if len(riwayat.jalan) > 1 else Awal.PEMERIKSAAN
    if dulu is not None:
        ada = any((j.nomor, j.waktu) == (dulu.jalan, dulu.waktu) for j in riwayat.jalan)
        awal = replace(dulu, waktu=dulu.waktu.astimezone(kerja.waktu.tzinfo)) if ada else Awal.RIWAYAT
    sesudah = awal.jalan if isinstance(awal, Tersampai) else 0
    ragu = frozenset(sah(b.berkas.jalur) for b in hasil.berkas if meragukan(b.berkas))
    return Bahan(folder, kerja.waktu, awal, riwayat.buku, riwayat.temuan(sesudah=sesudah), ragu)


def _tujuan(kabar: Kabar) -> Iterator[tuple[str, Penerima | None]]:
    if kabar.surel is not None:
        yield from ((SUREL, p) for p in {(p.surel, p.satker): p for p in kabar.penerima}.values())
    if kabar.webhook is not None:
        yield WEBHOOK, None
    if kabar.berkas is not None:
        yield BERKAS, None


def _tanda(kerja: _Kerja, jalan: int, saluran: str, penerima: Penerima | None) -> str:
    """What makes a notice this one: folder, run and recipient."""
    isi = (os.path.realpath(kerja.tempat), kerja.waktu.astimezone(UTC).isoformat(), jalan, saluran,
           (penerima.surel, penerima.satker) if penerima is not None else None)  # fmt: skip
    return sha256(repr(isi).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _tertunda(
    saluran: str, penerima: Penerima | None, berita: Berita, *, tanda: str, urut: int, sejak: str, laporan: str | None
) -> Tertunda:
    nama = f"laporan-{berita.waktu:%Y-%m-%d}.html" if laporan is not None and saluran == SUREL else None
    isi = teks(berita, kepada=penerima.nama if penerima is not None else None, lampiran=nama)
    waktu = berita.waktu.isoformat(timespec="seconds")
    if penerima is None:
        json = sebagai_json(berita) if saluran == WEBHOOK else None
        return Tertunda(tanda, urut, sejak, waktu, saluran, judul(berita), isi, isi=json)
    alamat = tuple(dict.fromkeys(penerima.surel))
    return Tertunda(
        tanda, urut, sejak, waktu, saluran, judul(berita), isi, alamat, alamat, berita.satker, laporan, nama
    )  # fmt: skip


def _laporan(
    kerja: _Kerja, hasil: HasilPeriksa, folder: str | Path, riwayat: Riwayat, *, satker: tuple[str, ...], tanda: str
) -> tuple[str | None, list[str]]:
    """The report that goes with notices of these offices, with nothing of other offices' workbooks in it; and what is
    to be said if there is none."""
    from xlkinerja.laporan.html import tulis  # noqa: PLC0415 - Jinja2 is only needed here

    try:
        deret = riwayat.deret()
        daftar = kumpulkan([folder])
        if satker:
            hasil = HasilPeriksa(tuple(b for b in hasil.berkas if _milik(b.berkas, satker)))
            jalur = {b.berkas.jalur for b in hasil.berkas}
            daftar, deret = [d for d in daftar if d[1] in jalur], ()
        if not hasil.berkas:
            return None, []
        isi = tulis(hasil, daftar=daftar, tingkat=kerja.kabar.tingkat, deret=deret).encode()
    except Exception as galat:  # a report that fails must not keep the news back
        _jejak(galat)
        return None, [_peringatan(f"laporan untuk kabar tidak dapat dibuat ({type(galat).__name__}: {galat}).")]
    if len(isi) > LAPORAN_TERBESAR:
        return None, [_peringatan(f"laporan tidak dilampirkan pada kabar: {len(isi) // 1_000_000} MB, terlalu besar.")]
    return kerja.antrean.simpan_laporan(f"laporan-{tanda}", isi), []


def _milik(b: Berkas, satker: tuple[str, ...]) -> bool:
    return b.satker is not None and (b.satker.kode or b.satker.nama) in satker and not meragukan(b)


# Sending


def _kirim_semua(kerja: _Kerja) -> Iterator[str]:
    """Send what waits and was not tried yet, the oldest first; where a channel is down, only the first waits for it."""
    for t in kerja.antrean.tertunda():
        if t.tanda in kerja.sudah:
            continue
        kerja.sudah.add(t.tanda)
        if t.saluran in kerja.mati:
            kerja.mati[t.saluran] += 1
            continue
        try:
            baris, mati = _kirim_satu(kerja, t)
        except Exception as galat:  # one that cannot be handled must not keep the others back for ever
            _jejak(galat)
            baris, mati = [_gagal_sendiri(kerja, t, galat)], False
        yield from baris
        if mati:
            kerja.mati[t.saluran] = 0


def _gagal_sendiri(kerja: _Kerja, t: Tertunda, galat: Exception) -> str:
    salah = Gagal(f"{type(galat).__name__}: {galat}", tetap=True)
    if not _habis(kerja, t, salah):
        return _belum(f"lewat {t.saluran}", salah)
    kerja.antrean.hapus(t)
    return _menyerah(t, f"lewat {t.saluran}", salah.sebab)


def _kirim_satu(kerja: _Kerja, t: Tertunda) -> tuple[list[str], bool]:
    if t.saluran == SUREL:
        return _kirim_surel(kerja, t)
    webhook, berkas = kerja.kabar.webhook, kerja.kabar.berkas
    if t.saluran == WEBHOOK and webhook is not None:
        salah = kirim_webhook(webhook, t.isi or {}, tanda=t.tanda, konteks=kerja.konteks, tidur=kerja.tidur)
    elif t.saluran == BERKAS and berkas is not None:
        salah = tambah_berkas(berkas, t.judul, t.teks, t.saat)
    else:
        kerja.antrean.hapus(t)
        return [_menyerah(t, f"lewat {t.saluran}", "salurannya tidak ada lagi pada setelan")], False
    if salah is None:
        kerja.antrean.hapus(t)
        return [f"Kabar terkirim lewat {t.saluran}: {aman(t.judul)}"], False
    if _habis(kerja, t, salah):
        kerja.antrean.hapus(t)
        return [_menyerah(t, f"lewat {t.saluran}", salah.sebab)], False
    return [_belum(f"lewat {t.saluran}", salah)], salah.semua


def _kirim_surel(kerja: _Kerja, t: Tertunda) -> tuple[list[str], bool]:
    """Send an e-mail to those that it has not reached, as far as they are still told of what is in it."""
    surel = kerja.kabar.surel
    boleh = {a for p in kerja.kabar.penerima if _memuat(p.satker, t.satker) for a in p.surel}
    kepada = tuple(a for a in t.kepada if a in boleh)
    baris = [_peringatan(f"kabar {_tanggal(t)} tidak dikirim lagi ke {aman(a)}: tidak ada lagi pada setelan.")
             for a in t.kepada if a not in boleh]  # fmt: skip
    if surel is None or not kepada:
        kerja.antrean.hapus(t)
        return baris + ([_menyerah(t, "lewat surel", "surel tidak ada lagi pada setelan")] if kepada else []), False
    try:
        salah = _coba_kirim(kerja, surel, t, kepada)
    except ValueError as galat:
        salah = dict.fromkeys(kepada, Gagal(f"pesannya tidak dapat disusun: {galat}", tetap=True))
    if tiba := [a for a in kepada if a not in salah]:
        baris.append(f"Kabar terkirim ke {aman(', '.join(tiba))}: {aman(t.judul)}")
    baris += _tak_tiba(kerja, t, salah)
    sisa = tuple(a for a, g in salah.items() if not _habis(kerja, t, g))
    if sisa:
        kerja.antrean.simpan(replace(t, kepada=sisa))
    else:
        kerja.antrean.hapus(t)
    return baris, bool(salah) and all(g.semua for g in salah.values())


def _tak_tiba(kerja: _Kerja, t: Tertunda, salah: Mapping[str, Gagal]) -> Iterator[str]:
    """One line for the addresses of which the same is to be said."""
    for g in dict.fromkeys(salah.values()):
        ke = f"ke {', '.join(a for a, x in salah.items() if x == g)}"
        yield _menyerah(t, ke, g.sebab) if _habis(kerja, t, g) else _belum(ke, g)


def _coba_kirim(kerja: _Kerja, surel: Surel, t: Tertunda, kepada: Sequence[str]) -> dict[str, Gagal]:
    """With the report if there is one, and where that is too large for the server without it."""
    isi = kerja.antrean.laporan(t)
    lampiran = Lampiran(t.nama_lampiran or "laporan.html", isi) if isi is not None else None
    tanpa = "Laporan yang disebut di atas tidak disimpan lagi.\n" if t.lampiran is not None and isi is None else ""
    salah = kirim_surel(
        surel, _pesan(surel, t, tanpa, lampiran), kepada, konteks=kerja.konteks, tidur=kerja.tidur
    )  # fmt: skip
    besar = [a for a, g in salah.items() if g.besar]
    if lampiran is None or not besar:
        return salah
    pesan = _pesan(surel, t, "Laporan yang disebut di atas tidak terlampir: terlalu besar untuk server surel.\n", None)
    ulang = kirim_surel(surel, pesan, besar, konteks=kerja.konteks, tidur=kerja.tidur)
    return {a: g for a, g in salah.items() if not g.besar} | ulang


def _pesan(surel: Surel, t: Tertunda, tambahan: str, lampiran: Lampiran | None) -> EmailMessage:
    return susun_surel(
        dari=surel.dari,
        kepada=t.semua,
        judul=t.judul,
        teks=t.teks + tambahan,
        waktu=t.saat,
        tanda=t.tanda,
        lampiran=lampiran,
    )


def _memuat(penerima: Sequence[str], isi: Sequence[str]) -> bool:
    """True if who is told of these offices may read what is of those; () are all."""
    return not penerima or (bool(isi) and set(isi) <= set(penerima))


def _habis(kerja: _Kerja, t: Tertunda, salah: Gagal) -> bool:
    """True if a notice that is refused for good has waited long enough."""
    return salah.tetap and kerja.waktu - t.saat > timedelta(days=MENYERAH_HARI)


def _menyerah(t: Tertunda, ke: str, sebab: str) -> str:
    return _peringatan(f"kabar {_tanggal(t)} {ke} tidak dikirim lagi: {sebab}.")


def _belum(ke: str, salah: Gagal) -> str:
    return _peringatan(f"kabar {ke} belum terkirim: {salah.sebab}; dicoba lagi pada pemeriksaan berikutnya.")


def _tanggal(t: Tertunda) -> str:
    return f"{t.saat:%d-%m-%Y}"


def _jejak(galat: Exception) -> None:
    if os.environ.get("XLKINERJA_DEBUG"):
        traceback.print_exception(galat, file=sys.stderr)


def _peringatan(pesan: str) -> str:
    return f"peringatan: {aman(pesan)}"
