"""What `periksa --kabari` and `kabari-coba` do."""

from __future__ import annotations

import argparse
import os
import ssl
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from xlkinerja.kabar import rapi
from xlkinerja.kabar_berkas import tambah_berkas
from xlkinerja.kabar_jalan import kabarkan
from xlkinerja.kabar_kata import saat
from xlkinerja.kabar_kirim import Gagal, Tidur, tidur_biasa
from xlkinerja.kabar_surel import kirim_surel, susun_surel
from xlkinerja.kabar_webhook import kirim_webhook
from xlkinerja.konsol import aman
from xlkinerja.periksa import HasilPeriksa
from xlkinerja.perintah import ADA_TEMUAN, SELESAI, gagal
from xlkinerja.setelan import NAMA_BERKAS, Setelan, SetelanSalah
from xlkinerja.setelan_baca import baca_setelan
from xlkinerja.setelan_muat import setelan_gagal, siapkan
from xlkinerja.setelan_sandi import LAYANAN, Asal, cari_sandi
from xlkinerja.setelan_terap import tempat_setelan


def belum_diatur(jalur: Sequence[str], setelan: Setelan | None, *, dicatat: bool) -> str | None:
    """What `--kabari` lacks, as one line; None if nothing. `dicatat`: the run goes into the history."""
    if len(jalur) == 1 and not Path(jalur[0]).exists():
        return None  # which the check itself will say
    if len(jalur) != 1 or not Path(jalur[0]).is_dir() or not dicatat:
        return "--kabari berlaku untuk satu folder, tanpa --tanpa-cache: yang berubah dilihat dari riwayatnya."
    return tanpa_saluran(jalur[0], setelan)


def tanpa_saluran(folder: str | Path, setelan: Setelan | None) -> str | None:
    """Why nobody can be told by these settings; None if somebody can."""
    if setelan is None:
        return f"{folder}: belum ada {NAMA_BERKAS} dengan bagian [kabar], yang menyebut ke mana dikabari."
    k = setelan.kabar
    if k is None or (k.surel is None and k.webhook is None and k.berkas is None):
        return f"{setelan.tempat}: bagian [kabar] belum ada, atau tidak menyebut surel, webhook, atau berkas."
    if k.surel is not None and not k.penerima:
        return f"{setelan.tempat}: [kabar] memakai surel, tetapi belum ada [[penerima]]."
    return None


def terjadwal(folder: str) -> tuple[Setelan | None, str | None]:
    """The settings by which a scheduled check of a folder tells people, None if it tells nobody; and what their part
    [kabar] lacks, where there is one. Settings that are wrong are told by the check itself."""
    try:
        tempat = tempat_setelan(folder)
        setelan = baca_setelan(tempat) if tempat is not None else None
    except SetelanSalah:
        return None, None
    if setelan is None or setelan.kabar is None:
        return None, None
    pesan = tanpa_saluran(folder, setelan)
    return (setelan, None) if pesan is None else (None, pesan)


def sandi_terjadwal(setelan: Setelan) -> str | None:
    """What is to be known of the password before people are told at night; None if nothing."""
    surel = setelan.kabar.surel if setelan.kabar is not None else None
    if surel is None or surel.pengguna is None:
        return None
    asal = cari_sandi(surel).asal
    if asal is Asal.KEYRING:
        return None
    kata = f"sandi surel {asal.value}"
    if asal is Asal.LINGKUNGAN:
        kata = f"sandi surel ada pada {asal.value}, yang tidak dilihat penjadwal bila hanya diisi di terminal ini"
    return f"{kata}; sebaiknya simpan dengan: keyring set {LAYANAN} {rapi(surel.pengguna, 80)}"


def kabari_pemeriksaan(hasil: HasilPeriksa, folder: str, setelan: Setelan, *, tercatat: bool) -> None:
    """What `periksa --kabari` does in the end: lines on stderr, whatever happens. `tercatat`: the run is in the
    history."""
    kata = kabarkan(hasil if tercatat else None, folder, setelan, waktu=datetime.now().astimezone())
    sys.stderr.writelines(f"{b}\n" for b in kata)


def kabari_coba(pilihan: argparse.Namespace) -> int:
    """Send one marked notice to every channel and recipient, and say of each whether it arrived; status 1 if one did
    not."""
    try:
        setelan = siapkan(pilihan, [str(pilihan.folder)])
    except SetelanSalah as galat:
        return setelan_gagal(galat)
    pesan = tanpa_saluran(pilihan.folder, setelan)
    if setelan is None or pesan is not None:
        return gagal(pesan or "")
    nama = Path(os.path.realpath(pilihan.folder)).name
    hasil = list(coba(setelan, nama, waktu=datetime.now().astimezone()))
    for ke, salah in hasil:
        print(aman(f"{ke}: {'terkirim' if salah is None else f'gagal: {salah.sebab}'}"))
    return ADA_TEMUAN if any(g is not None for _, g in hasil) else SELESAI


def coba(
    setelan: Setelan,
    folder: str,
    *,
    waktu: datetime,
    tidur: Tidur = tidur_biasa,
    konteks: ssl.SSLContext | None = None,
) -> Iterator[tuple[str, Gagal | None]]:
    """To whom, and why it did not arrive."""
    kabar = setelan.kabar
    assert kabar is not None
    kepala = "xlkinerja: UJI COBA kabar, tidak ada yang perlu dilakukan"
    isi = (
        f"Ini uji coba kabar folder {rapi(folder, 80)}, dikirim {saat(waktu)}.\n"
        "Bila pesan ini sampai, kabar hasil pemeriksaan juga akan sampai.\n"
    )
    tanda = f"uji coba {waktu.isoformat()}"
    for p in kabar.penerima if kabar.surel is not None else ():
        assert kabar.surel is not None
        try:
            pesan = susun_surel(
                dari=kabar.surel.dari, kepada=p.surel, judul=kepala, teks=isi, waktu=waktu, tanda=f"{tanda} {p.surel}"
            )
            salah = kirim_surel(kabar.surel, pesan, p.surel, konteks=konteks, tidur=tidur)
        except ValueError as galat:
            salah = dict.fromkeys(p.surel, Gagal(str(galat)))
        yield from ((a, salah.get(a)) for a in p.surel)
    if kabar.webhook is not None:
        json = {"versi_skema": 1, "uji_coba": True, "judul": kepala, "text": f"{kepala}\n\n{isi}"}
        yield "webhook", kirim_webhook(kabar.webhook, json, tanda=tanda, konteks=konteks, tidur=tidur)
    if kabar.berkas is not None:
        yield str(kabar.berkas), tambah_berkas(kabar.berkas, kepala, isi, waktu)
