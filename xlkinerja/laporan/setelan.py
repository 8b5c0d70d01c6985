"""Settings in plain words, and as JSON: what they say, for how long, who is told, and what needs attention."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from xlkinerja import __version__
from xlkinerja.angka import tulis_angka
from xlkinerja.aturan import SEMUA
from xlkinerja.formulir.identitas import daftar_satker, satker_berkode
from xlkinerja.hitung import Jenjang
from xlkinerja.konsol import aman
from xlkinerja.laporan import polos
from xlkinerja.laporan.json import VERSI_SKEMA, teks_json
from xlkinerja.setelan import Abaikan, Kabar, Penerima, Setelan, Webhook
from xlkinerja.setelan_isian import SANDI_SUREL
from xlkinerja.setelan_sandi import Asal
from xlkinerja.tampilan_tanggal import tanggal_panjang

SEGERA = 14
"""Days before the last one from which on an acceptance is said to end soon."""
_DITEMUKAN = (Asal.LINGKUNGAN, Asal.KEYRING)
_LABEL = 12


def sisa_hari(a: Abaikan, hari: date) -> int:
    """Days that are left: 0 on the last one, negative afterwards."""
    return (a.sampai - hari).days


def tanpa_penerima(kabar: Kabar | None) -> tuple[str, ...]:
    """Codes of the offices of which nobody is told, where anybody is told of any."""
    if kabar is None or not kabar.penerima or any(not p.satker for p in kabar.penerima):
        return ()
    ada = {k for p in kabar.penerima for k in p.satker}
    return tuple(s.kode for s in daftar_satker() if s.kode is not None and s.kode not in ada)


def petunjuk(setelan: Setelan, hari: date, sandi: Asal | None) -> tuple[str, ...]:
    """What needs attention though nothing is wrong. `sandi`: where the password was found; None if none is needed."""
    return (*_masa(setelan, hari), *(_saluran(setelan.kabar, sandi) if setelan.kabar is not None else ()))


def _masa(setelan: Setelan, hari: date) -> Iterator[str]:
    for a in setelan.abaikan:
        sisa = sisa_hari(a, hari)
        if sisa < 0:
            yield f"{a.kode} tidak diabaikan lagi sejak {tanggal_panjang(a.sampai)} lewat; perpanjang atau hapus"
        elif sisa <= SEGERA:
            yield f"{a.kode} segera tidak diabaikan lagi: {_sisa(a, hari)}"


def _saluran(kabar: Kabar, sandi: Asal | None) -> Iterator[str]:
    if kabar.surel is None and kabar.webhook is None and kabar.berkas is None:
        yield "tidak ada saluran ([kabar.surel], [kabar.webhook], berkas), jadi tidak ada kabar yang keluar"
    if kabar.surel is not None and not kabar.penerima:
        yield "[kabar.surel] ada, tetapi tidak ada [[penerima]], jadi tidak ada surel yang dikirim"
    if kabar.surel is None and kabar.penerima:
        yield "[[penerima]] ada, tetapi tidak ada [kabar.surel], jadi tidak ada surel yang dikirim"
    if sandi is not None and sandi not in _DITEMUKAN:
        yield f"sandi surel {sandi.value}; simpan di variabel lingkungan {SANDI_SUREL} atau di keyring"


# Text


def sebagai_teks(setelan: Setelan, hari: date, sandi: Asal | None, *, lebar: int) -> Iterator[str]:
    """The lines of the settings in plain words."""
    yield from textwrap.wrap(f"Setelan {aman(str(setelan.tempat))}: benar", lebar, subsequent_indent="    ")
    yield ""
    for label, isi in _bagian(setelan, hari, sandi):
        yield from _berlabel(label, isi, lebar)
    perhatian = petunjuk(setelan, hari, sandi)
    if perhatian:
        yield ""
        yield from _berlabel("Perhatian", [f"- {p}" for p in perhatian], lebar)


def _bagian(setelan: Setelan, hari: date, sandi: Asal | None) -> Iterator[tuple[str, list[str]]]:
    tingkat = setelan.tingkat.value if setelan.tingkat is not None else "tidak ditetapkan (peringatan)"
    yield "Tingkat", [tingkat]
    yield "Diabaikan", [x for a in setelan.abaikan for x in _abaikan(a, hari)] or ["tidak ada"]
    baku = ["tidak ditetapkan (skala buku kerja, atau yang baku)"]
    yield "Skala", [_jenjang(j) for j in setelan.skala] if setelan.skala is not None else baku
    yield "Kabar", _kabar(setelan.kabar, sandi) if setelan.kabar is not None else ["tidak ada"]
    if setelan.kabar is not None and setelan.kabar.penerima:
        tanpa = tanpa_penerima(setelan.kabar)
        akhir = f"tanpa penerima: {_nama_satker(tanpa)}" if tanpa else "setiap satker mempunyai penerima"
        yield "Penerima", [*(_penerima(p) for p in setelan.kabar.penerima), akhir]


def _abaikan(a: Abaikan, hari: date) -> list[str]:
    judul = next((x.judul for x in SEMUA if x.kode == a.kode), "")
    satker = _nama_satker(a.satker) if a.satker else "semua satker"
    return [f"{a.kode}  {judul}", f"    {satker}; {_sisa(a, hari)}", f"    alasan: {aman(a.alasan)}"]


def _sisa(a: Abaikan, hari: date) -> str:
    sisa = sisa_hari(a, hari)
    kata = "hari terakhir" if sisa == 0 else f"{sisa} hari lagi" if sisa > 0 else "sudah habis, tidak berlaku lagi"
    return f"sampai {tanggal_panjang(a.sampai)} ({kata})"


def _jenjang(j: Jenjang) -> str:
    bawah = f"mulai {tulis_angka(j.bawah)}%" if j.bawah is not None else ""
    atas = f"di bawah {tulis_angka(j.atas)}%" if j.atas is not None else ""
    return f"{aman(j.nama)}: {' sampai '.join(x for x in (bawah, atas) if x) or 'semua capaian'}"


def _kabar(k: Kabar, sandi: Asal | None) -> list[str]:
    kapan = "setiap pemeriksaan" if k.selalu else "bila ada yang berubah"
    isi = [f"{kapan}, mulai tingkat {k.tingkat.value}, {'dengan' if k.laporan else 'tanpa'} laporan HTML"]
    if k.surel is not None:
        s = k.surel
        masuk = f"; masuk sebagai {aman(s.pengguna)}" if s.pengguna is not None else "; tanpa masuk"
        isi.append(f"surel: {aman(s.server)} port {s.port} ({s.keamanan.value}), dari {aman(s.dari)}{masuk}")
        isi += [f"    sandi: {sandi.value}"] if sandi is not None else []
        isi.append(f"    {s.percobaan} percobaan, masing-masing paling lama {s.batas_waktu:g} detik")
    if k.webhook is not None:
        isi.append(f"webhook: {_host(k.webhook)} (bagian lain alamatnya tidak ditampilkan)")
    if k.berkas is not None:
        isi.append(f"berkas: {aman(str(k.berkas))}")
    return isi


def _host(w: Webhook) -> str:
    """Of an address the part that is no secret."""
    bagian = urlsplit(w.url)
    return f"{bagian.scheme}://{bagian.netloc}"


def _penerima(p: Penerima) -> str:
    siapa = f"{aman(p.nama)}: " if p.nama is not None else ""
    return f"{siapa}{', '.join(map(aman, p.surel))} <- {_nama_satker(p.satker) if p.satker else 'semua satker'}"


def _nama_satker(kode: Sequence[str]) -> str:
    return ", ".join(f"{k} {s.nama}" if (s := satker_berkode(k)) is not None else k for k in kode)


def _berlabel(label: str, isi: Sequence[str], lebar: int) -> Iterator[str]:
    for n, satu in enumerate(isi):
        teks = satu.lstrip()
        masuk = " " * (_LABEL + len(satu) - len(teks))
        awal = f"{label:<{_LABEL}}" if n == 0 else masuk
        yield from textwrap.wrap(
            teks, lebar, initial_indent=awal, subsequent_indent=masuk + "  ", break_on_hyphens=False
        )


# JSON


def salah_sebagai_json(tempat: Path | None, pesan: Sequence[str]) -> str:
    """Settings that are wrong or not there."""
    return teks_json(_kepala(tempat) | {"sah": False, "galat": list(map(aman, pesan))})


def _kepala(tempat: Path | None) -> dict[str, Any]:
    return {"versi_skema": VERSI_SKEMA, "versi": __version__, "berkas": str(tempat) if tempat is not None else None}


def sebagai_json(setelan: Setelan, hari: date, sandi: Asal | None) -> str:
    """The settings as JSON text; no password and no part of an address that may be one."""
    isi = {
        "sah": True,
        "galat": [],
        "tingkat": setelan.tingkat.value if setelan.tingkat is not None else None,
        "abaikan": [_abaikan_json(a, hari) for a in setelan.abaikan],
        "skala": [_jenjang_json(j) for j in setelan.skala] if setelan.skala is not None else None,
        "kabar": _kabar_json(setelan.kabar, sandi) if setelan.kabar is not None else None,
        "tanpa_penerima": list(tanpa_penerima(setelan.kabar)),
        "petunjuk": list(petunjuk(setelan, hari, sandi)),
    }
    return teks_json(_kepala(setelan.tempat) | isi)


def _abaikan_json(a: Abaikan, hari: date) -> dict[str, Any]:
    judul = next((x.judul for x in SEMUA if x.kode == a.kode), "")
    masa = {"sampai": a.sampai.isoformat(), "sisa_hari": sisa_hari(a, hari)}
    return {"kode": a.kode, "judul": judul, "alasan": a.alasan, **masa, "satker": list(a.satker) or None}


def _jenjang_json(j: Jenjang) -> dict[str, Any]:
    batas = {n: polos(x) if x is not None else None for n, x in (("bawah", j.bawah), ("atas", j.atas))}
    return {"kategori": j.nama, **batas}


def _kabar_json(k: Kabar, sandi: Asal | None) -> dict[str, Any]:
    s = k.surel
    surel = s and {
        "server": s.server,
        "port": s.port,
        "keamanan": s.keamanan.value,
        "dari": s.dari,
        "pengguna": s.pengguna,
        "sandi_ada": sandi in _DITEMUKAN if sandi is not None else None,
        "batas_waktu": s.batas_waktu,
        "percobaan": s.percobaan,
    }
    return {
        "selalu": k.selalu,
        "laporan": k.laporan,
        "tingkat": k.tingkat.value,
        "surel": surel,
        "webhook": _host(k.webhook) if k.webhook is not None else None,
        "berkas": str(k.berkas) if k.berkas is not None else None,
        "penerima": [
            {"nama": p.nama, "surel": list(p.surel), "satker": list(p.satker) or None} for p in k.penerima
        ],
    }
