"""A run as JSON, exactly as KONTRAK.md has it (versi_skema 1)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from xlkinerja import __version__
from xlkinerja.buku import Rentang
from xlkinerja.konsol import KENDALI
from xlkinerja.laporan import beragam, polos, ringkasan, tampak
from xlkinerja.model import Berkas, Dokumen, Satker
from xlkinerja.olah import Hitungan, capaian_cocok
from xlkinerja.periksa import HasilBerkas, HasilPeriksa
from xlkinerja.temuan import Lokasi, Temuan, Tingkat, alamat_a1

VERSI_SKEMA = 1


def tulis(hasil: HasilPeriksa, *, tingkat: Tingkat) -> Iterator[str]:
    """The document as one piece of text; findings below `tingkat` are left out, `ringkasan` counts all."""
    yield teks_json(susun(hasil, tingkat=tingkat))


def susun(hasil: HasilPeriksa, *, tingkat: Tingkat) -> dict[str, Any]:
    """The document as plain dicts and lists."""
    return {
        "versi_skema": VERSI_SKEMA,
        "versi": __version__,
        "ringkasan": ringkasan(hasil),
        "berkas": [_berkas(b, tingkat) for b in hasil.semua],
    }


def teks_json(isi: object) -> str:
    """JSON text, UTF-8 as it stands except for characters that steer a terminal, which are escaped."""
    teks = json.dumps(isi, ensure_ascii=False, indent=1)
    return KENDALI.sub(lambda c: f"\\u{ord(c[0]):04x}", teks) + "\n"


def _berkas(b: HasilBerkas, tingkat: Tingkat) -> dict[str, Any]:
    ragam = beragam(b.berkas)
    return {
        "jalur": b.berkas.jalur,
        **_siapa(b.berkas.satker),
        "tahun": b.berkas.tahun,
        "terbaca": b.berkas.pesan is None,
        "dokumen": [_dokumen(d, ragam) for d in b.berkas.dokumen],
        "hasil": [_hitungan(h) for h in b.hitungan if h.nilai is not None or h.alasan is not None],
        "temuan": [_temuan(t, b.berkas) for t in tampak(b.temuan, tingkat)],
    }


def _siapa(satker: Satker | None) -> dict[str, str | None]:
    return {"satker": satker.kode if satker else None, "nama_satker": satker.nama if satker else None}


def _dokumen(d: Dokumen, ragam: bool) -> dict[str, Any]:
    dasar = {"jenis": d.jenis, "lembar": d.lembar, "rentang": _rentang(d.rentang), "baris": len(d.baris)}
    return {**dasar, **_siapa(d.satker), "tahun": d.tahun} if ragam else dasar


def _rentang(r: Rentang) -> str:
    return f"{alamat_a1(r.baris1, r.kolom1)}:{alamat_a1(r.baris2, r.kolom2)}"


def _angka(nilai: Decimal | str | None) -> str | None:
    return polos(nilai) if isinstance(nilai, Decimal) else nilai


def _hitungan(h: Hitungan) -> dict[str, str | None]:
    dasar = {
        "lembar": h.sel.lembar,
        "sel": h.sel.alamat,
        "medan": h.bidang,
        "nilai": _angka(h.nilai),
        "tertulis": h.sel.tampil,
    }
    if h.nilai is None:
        return {**dasar, "alasan": h.alasan}
    if h.bidang == "capaian" and not h.yakin and capaian_cocok(h) is not True:
        return {**dasar, "alasan": "polaritas indikator tidak tercatat; dihitung seandainya maksimal"}
    return dasar


def _temuan(t: Temuan, berkas: Berkas) -> dict[str, Any]:
    return {
        "kode": t.kode,
        "tingkat": t.tingkat.value,
        "lembar": t.lokasi.lembar,
        "sel": t.lokasi.sel,
        "pesan": t.pesan,
        "tertulis": t.tertulis,
        "seharusnya": _angka(t.seharusnya),
        "selisih": _angka(t.selisih),
        "sebab": t.sebab,
        "saran": t.saran,
        "terkait": [_lokasi(x, berkas) for x in t.terkait],
        "sidik": t.sidik,
        "status": "terbuka" if t.diterima is None else "diterima",
        "alasan": t.diterima,
    }


def _lokasi(x: Lokasi, berkas: Berkas) -> dict[str, str | None]:
    return {"berkas": x.berkas or berkas.jalur, "lembar": x.lembar, "sel": x.sel}
