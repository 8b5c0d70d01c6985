"""The command `isi`: an export of realisasi into the budget sheet of a workbook, with a list of what did not fit.

What scripts may rely on, beside KONTRAK.md:

1. Written are input cells of leaf rows in one column, and the stored values of formulas that follow from them; every
   other part of the file stays byte for byte, but for a number format (styles.xml) where a filled cell had none, and
   Excel's order to compute (workbook.xml) where a formula cannot be computed here. A second run changes nothing.
2. A formula is never overwritten; another figure only with --timpa, and then listed with what stood there.
3. In place with a backup beside the workbook as `hitung` makes it, or to --keluaran, which must not exist with other
   content; --coba writes nothing. Refused as by `hitung`: locked, read-only, changed meanwhile.
4. Status 0: every figure of the export found its row and every leaf row its figure, and the sums agree. 1: something
   is listed (a differing pagu alone does not count). 2: nothing was done, one line on stderr says why.
5. --format json: lists of {sel, kode, nama, letak_ekspor, lembar, ekspor, sebab}; amounts are plain decimal strings.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from xlkinerja import __version__
from xlkinerja.angka import tulis_angka
from xlkinerja.baca import baca_buku
from xlkinerja.beku import beku
from xlkinerja.buku import BukuTakTerbaca, BukuTakTertulis
from xlkinerja.buku.berkas import dari_paket
from xlkinerja.buku.paket import baca_bita, buka_paket
from xlkinerja.buku.simpan import sidik, simpan, simpan_salinan
from xlkinerja.formulir.kinerja import nama_bulan
from xlkinerja.isi_anggaran import Butir, Hasil, rencanakan_isi
from xlkinerja.isi_nilai import IsiGagal
from xlkinerja.isi_tulis import Terisi, berformat, tulis_isi
from xlkinerja.konsol import aman, keluarkan, lebar
from xlkinerja.laporan import polos
from xlkinerja.laporan.json import VERSI_SKEMA, teks_json
from xlkinerja.laporan.teks import Gaya
from xlkinerja.model import Berkas
from xlkinerja.rumus_isi import berisi
from xlkinerja.sakti import Ekspor, baca_ekspor
from xlkinerja.sakti_petak import EksporTakTerbaca

SELESAI, ADA_SISA, GAGAL = 0, 1, 2
_TERBANYAK = 50
"""Lines of one list that the text shows; JSON has all."""


@beku(frozen=True, slots=True)
class _Tulisan:
    """What became of the file: where it was written (None: it was not), the backup's name, whether only tried."""

    tujuan: Path | None
    cadangan: str | None
    coba: bool
    usang: int


def isi(pilihan: argparse.Namespace) -> int:
    """Fill, write, report; status 1 if something did not fit or was left alone, 2 if nothing could be done."""
    try:
        asal = _baca(pilihan.anggaran)
        ekspor = baca_ekspor(_baca(pilihan.dari), pilihan.dari.name)
        berkas = baca_buku(berisi(dari_paket(buka_paket(asal))), pilihan.anggaran.name)
        hasil = rencanakan_isi(
            berkas, ekspor,
            bulan=pilihan.bulan, nilai=pilihan.nilai, lembar=pilihan.lembar, timpa=pilihan.timpa, paksa=pilihan.paksa,
        )  # fmt: skip
        hasil.suntingan = berformat(hasil.suntingan, hasil.dokumen, hasil.bidang)
        terisi = tulis_isi(asal, hasil.suntingan)
        tulisan = _simpan(pilihan, asal, terisi)
    except (IsiGagal, EksporTakTerbaca, BukuTakTertulis) as galat:
        return _gagal(str(galat))
    except BukuTakTerbaca as galat:
        return _gagal(f"{pilihan.anggaran.name}: {galat}")
    if pilihan.format == "json":
        keluarkan([teks_json(_json(berkas, ekspor, hasil, tulisan))])
    else:
        sys.stdout.writelines(f"{b}\n" for b in _teks(berkas, ekspor, hasil, tulisan, Gaya(lebar(sys.stdout))))
    return SELESAI if hasil.lengkap else ADA_SISA


def _gagal(pesan: str) -> int:
    print(f"galat: {aman(pesan)}", file=sys.stderr)
    return GAGAL


def _baca(path: Path) -> bytes:
    if not path.is_file():
        raise IsiGagal(f"{path}: tidak ditemukan; periksa kembali nama berkasnya.")
    try:
        return baca_bita(path)
    except BukuTakTerbaca as galat:
        raise IsiGagal(f"{path.name}: {galat}") from galat


def _simpan(pilihan: argparse.Namespace, asal: bytes, terisi: Terisi) -> _Tulisan:
    path, tujuan = pilihan.anggaran, pilihan.keluaran
    if tujuan is not None:
        if tujuan.suffix.lower() != path.suffix.lower():
            raise IsiGagal(f"--keluaran harus berakhiran {path.suffix}, seperti buku kerjanya.")
        if os.path.realpath(tujuan) in (os.path.realpath(path), os.path.realpath(pilihan.dari)):
            raise IsiGagal("--keluaran menunjuk buku kerja atau ekspornya sendiri; pilih nama berkas lain.")
    if pilihan.coba:
        return _Tulisan(None, None, True, terisi.usang)
    if tujuan is not None:
        if tujuan.exists() and tujuan.read_bytes() != terisi.isi:
            raise IsiGagal(f"{tujuan} sudah ada dan isinya lain; tidak ditimpa. Pilih nama berkas lain.")
        simpan_salinan(tujuan, terisi.isi)
        return _Tulisan(tujuan, None, False, terisi.usang)
    if terisi.isi == asal:
        return _Tulisan(None, None, False, 0)
    salinan = simpan(
        path, terisi.isi,
        sidik_asal=sidik(asal), cadangan=not pilihan.tanpa_cadangan, suntingan=terisi.suntingan,
    )  # fmt: skip
    return _Tulisan(path, salinan.name if salinan else None, False, terisi.usang)


# ---------------------------------------------------------------- text


def _rp(n: Decimal | None) -> str:
    return tulis_angka(n) if n is not None else "-"


def _isi_timpa(b: Butir) -> str:
    return f"{b.sebab or f'semula {_rp(b.lembar)}'}, diganti {_rp(b.ekspor)}"


def _isi_tidak_ditimpa(b: Butir) -> str:
    return f"{b.sebab or f'sudah terisi {_rp(b.lembar)}'}, ekspor {_rp(b.ekspor)}"


def _isi_sebab(b: Butir) -> str:
    ekspor = f" (ekspor {_rp(b.ekspor)})" if b.ekspor is not None else ""
    return f"{b.sebab}{ekspor}"


def _isi_sisa(b: Butir) -> str:
    return f"{_rp(b.ekspor)}{f' ({b.sebab})' if b.sebab else ''}"


def _isi_tanpa(b: Butir) -> str:
    kini = f"terisi {_rp(b.lembar)}" if b.lembar is not None else "kosong"
    return f"{kini}; {b.sebab}" if b.sebab else kini


def _isi_beda(b: Butir) -> str:
    return f"lembar {_rp(b.lembar)}, ekspor {_rp(b.ekspor)}"


def _isi_diketik(b: Butir) -> str:
    return f"tertulis {_rp(b.lembar)}, rinciannya kini berjumlah {_rp(b.ekspor)}"


_DAFTAR: tuple[tuple[str, str, Callable[[Butir], str]], ...] = (
    ("ditimpa", "Ditimpa", _isi_timpa),
    ("tidak_ditimpa", "Tidak ditimpa, sudah terisi angka lain (--timpa menggantinya)", _isi_tidak_ditimpa),
    ("tidak_diisi", "Tidak diisi", _isi_sebab),
    ("tanpa_baris", "Ada di ekspor, tidak ada di lembar", _isi_sisa),
    ("tanpa_ekspor", "Ada di lembar, tidak ada di ekspor", _isi_tanpa),
    ("sampai_berbeda", "Realisasi sampai dengan bulan ini berbeda", _isi_beda),
    ("jumlah_diketik", "Jumlah yang diketik, bukan rumus; sesuaikan sendiri", _isi_diketik),
    ("pagu_berbeda", "Pagu berbeda (sekadar diketahui)", _isi_beda),
)


def _teks(berkas: Berkas, ekspor: Ekspor, h: Hasil, t: _Tulisan, gaya: Gaya) -> Iterator[str]:
    for kalimat in _pembuka(berkas, ekspor, h):
        yield from gaya.lipat(aman(kalimat), menjorok=4)
    yield ""
    for kalimat in _hitungan(h, t):
        yield from gaya.lipat(aman(kalimat), menjorok=4)
    for nama, judul, kata in _DAFTAR:
        semua: Sequence[Butir] = getattr(h, nama)
        if semua:
            yield ""
            kepala = "Akan ditimpa" if nama == "ditimpa" and t.coba else judul
            yield from gaya.lipat(f"{kepala} ({len(semua)}):", menjorok=4)
            yield from _butir(semua, kata, gaya)
    yield ""
    for kalimat in (_jumlah(h), *h.catatan, *_penutup(berkas, h, t)):
        yield from gaya.lipat(aman(kalimat), menjorok=4)


def _pembuka(berkas: Berkas, ekspor: Ekspor, h: Hasil) -> Iterator[str]:
    siapa = [berkas.satker.nama] if berkas.satker else []
    siapa += [str(berkas.tahun)] if berkas.tahun else []
    yield f"{berkas.jalur}, lembar {h.dokumen.lembar}" + (f" ({', '.join(siapa)})" if siapa else "")
    bulan = f", {nama_bulan(h.bulan)}" if h.bulan else ""
    lembar = f", lembar {ekspor.lembar}" if ekspor.lembar else ""
    yield f'Ekspor {ekspor.nama}{lembar}: kolom "{h.sumber}"{bulan}'


def _hitungan(h: Hasil, t: _Tulisan) -> Iterator[str]:
    jumlah = sum((b.ekspor for b in h.diisi if b.ekspor is not None), Decimal(0))
    kata = "akan diisi" if t.coba else "diisi"
    isi = f"{len(h.diisi)} sel {kata}, berjumlah {_rp(jumlah)}" if h.diisi else f"Tidak ada sel kosong yang {kata}"
    yield f"{isi}; {h.sama} sel sudah sama." if h.sama else f"{isi}."


def _butir(semua: Sequence[Butir], kata: Callable[[Butir], str], gaya: Gaya) -> Iterator[str]:
    tampil = semua[:_TERBANYAK]
    lebar_tempat = max(len(b.sel or b.letak) for b in tampil)
    for b in tampil:
        awal = f"  {(b.sel or b.letak).ljust(lebar_tempat)}  "
        nama = " ".join(x for x in (b.kode, _pendek(b.nama)) if x) or "(tanpa nama)"
        yield from gaya.lipat(aman(f"{nama}: {kata(b)}"), awal=awal, menjorok=len(awal))
    if len(semua) > len(tampil):
        yield f"  dan {len(semua) - len(tampil)} lagi; --format json memuat semuanya"


def _pendek(nama: str) -> str:
    return nama if len(nama) <= 60 else nama[:59] + "…"


def _jumlah(h: Hasil) -> str:
    if h.jumlah_ekspor is None:
        return f"Jumlah di lembar {_rp(h.jumlah_lembar)}; ekspor tidak memuat jumlah yang dapat dibandingkan."
    if h.jumlah_cocok:
        return f"Jumlah di lembar sama dengan jumlah ekspor: {_rp(h.jumlah_ekspor)}."
    selisih = (h.jumlah_lembar or Decimal(0)) - h.jumlah_ekspor
    return (
        f"Jumlah BERBEDA: di lembar {_rp(h.jumlah_lembar)}, di ekspor {_rp(h.jumlah_ekspor)} (selisih {_rp(selisih)})."
    )


def _penutup(berkas: Berkas, h: Hasil, t: _Tulisan) -> Iterator[str]:
    if t.usang:
        yield f"{t.usang} rumus tidak dapat dihitung di sini; Excel menghitungnya saat buku kerja dibuka."
    if t.coba:
        yield "Tidak ada yang ditulis (--coba)."
    elif t.tujuan is None:
        yield "Buku kerja tidak berubah."
    else:
        yield f"Tersimpan di {t.tujuan}" + (f" (cadangan: {t.cadangan})." if t.cadangan else ".")
        yield "Selanjutnya: xlkinerja hitung " + (f'"{t.tujuan}"' if " " in str(t.tujuan) else str(t.tujuan))


# ---------------------------------------------------------------- JSON


def _json(berkas: Berkas, ekspor: Ekspor, h: Hasil, t: _Tulisan) -> dict[str, Any]:
    """The same as data; amounts are plain decimal strings, as in the reports of `periksa`."""
    p = ekspor.perihal
    return {
        "versi_skema": VERSI_SKEMA,
        "versi": __version__,
        "berkas": {
            "jalur": berkas.jalur,
            "lembar": h.dokumen.lembar,
            "medan": h.bidang,
            "satker": berkas.satker.kode if berkas.satker else None,
            "nama_satker": berkas.satker.nama if berkas.satker else None,
            "tahun": berkas.tahun,
        },
        "ekspor": {
            "nama": ekspor.nama,
            "lembar": ekspor.lembar or None,
            "kolom": h.sumber,
            "bulan": h.bulan,
            "nama_satker": p.satker.nama if p.satker else None,
            "tahun": p.tahun,
            "baris": len(ekspor.baris),
        },
        "lengkap": h.lengkap,
        "diisi": [_catat(b) for b in h.diisi],
        "sama": h.sama,
        **{nama: [_catat(b) for b in getattr(h, nama)] for nama, _, _ in _DAFTAR},
        "jumlah": {"lembar": _angka(h.jumlah_lembar), "ekspor": _angka(h.jumlah_ekspor), "cocok": h.jumlah_cocok},
        "catatan": list(h.catatan),
        "tulisan": {"ditulis": t.tujuan is not None, "cadangan": t.cadangan, "rumus_usang": t.usang},
    }


def _angka(n: Decimal | None) -> str | None:
    return polos(n) if n is not None else None


def _catat(b: Butir) -> dict[str, str | None]:
    return {
        "sel": b.sel or None,
        "kode": b.kode,
        "nama": b.nama,
        "letak_ekspor": b.letak or None,
        "lembar": _angka(b.lembar),
        "ekspor": _angka(b.ekspor),
        "sebab": b.sebab or None,
    }
