"""A run to an answer for each office: what it is told, as a short message and as the content of a letter.

Plain text for e-mail and WhatsApp here, the letter as .docx in `surat`. No clock and no name is filled in.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import Enum
from itertools import groupby

from xlkinerja.beku import beku
from xlkinerja.konsol import aman
from xlkinerja.laporan import tampak
from xlkinerja.laporan.matriks import Nilaian, matriks_capaian
from xlkinerja.laporan.serapan import serapan_satker
from xlkinerja.laporan.wilayah import Keadaan, Kiriman, Wilayah, nama_pendek
from xlkinerja.model import Satker
from xlkinerja.periksa import HasilBerkas
from xlkinerja.tataletak import normal
from xlkinerja.temuan import Temuan, Tingkat

TERBANYAK = 25
"""Findings that a message lists; the letter lists all, up to `TERBANYAK_SURAT`."""
TERBANYAK_SURAT = 300
_PESAN_TERPANJANG, _NAMA_TERPANJANG = 400, 48
_CADANGAN = str.maketrans({"\ufffe": "\ufffd", "\uffff": "\ufffd"})


class Macam(Enum):
    """What an answer asks for."""

    PERBAIKI = "perbaiki"
    TERIMA_KASIH = "terima kasih"
    KIRIM = "kirim"
    KIRIM_ULANG = "kirim ulang"
    TAHUN_LAIN = "tahun lain"
    PASTIKAN = "pastikan"


@beku(frozen=True, slots=True)
class Butir:
    """One thing to correct: which workbook, the finding."""

    berkas: HasilBerkas
    temuan: Temuan


@beku(frozen=True, slots=True)
class Balasan:
    """The answer to one office. `nama`: file name without ending; `kepada`: whom it addresses; `keterangan`: why it
    cannot be read, which year is there; `butir`: what to correct, in sheet order; `kosong`: what is left blank."""

    nama: str
    kepada: str
    pengirim: str
    tahun: int | None
    macam: Macam
    berkas: tuple[str, ...]
    butir: tuple[Butir, ...]
    keterangan: str = ""
    kosong: str = ""


def rapi(teks: str, panjang: int = _PESAN_TERPANJANG) -> str:
    """Text of a workbook on one line, without control characters, not endless."""
    isi = aman(teks).translate(_CADANGAN)
    return isi if len(isi) <= panjang else isi[: panjang - 1] + "…"


def slug(teks: str) -> str:
    """A file name's part from any text: ASCII letters, digits and hyphens, bounded."""
    polos = unicodedata.normalize("NFKD", teks).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", polos).strip("-")[:_NAMA_TERPANJANG].strip("-") or "berkas"


def nama_satker(s: Satker) -> str:
    """"53.71-kota-kupang": an office's code and name as a file name."""
    return f"{s.kode}-{slug(normal(nama_pendek(s)))}"


def susun(w: Wilayah, tingkat: Tingkat) -> tuple[Balasan, ...]:
    """The answers: to each kabupaten/kota, then to the senders of workbooks of no known office.

    An office of which nothing is there is asked for its workbook only if the run is plainly the province's collection
    (rule W201); otherwise workbooks may have been picked out, and each is answered for what it is.
    """
    hasil = [b for k in w.satker if (b := _satker(w, k, tingkat)) is not None]
    nama: Counter[str] = Counter()
    for satu in w.lain:
        dasar = "lain-" + slug(re.split(r"[/\\]", satu.berkas.jalur)[-1].rsplit(".", 1)[0])
        nama[dasar] += 1
        unik = dasar if nama[dasar] == 1 else f"{dasar}-{nama[dasar]}"
        hasil.append(_lain(w, satu, unik, tingkat))
    return tuple(hasil)


def _satker(w: Wilayah, k: Kiriman, tingkat: Tingkat) -> Balasan | None:
    tanpa = k.keadaan in (Keadaan.BELUM, Keadaan.TIDAK_DISERTAKAN, Keadaan.TAHUN_LAIN) and not k.berkas
    if tanpa and not w.lengkap:
        return None
    berkas = [b for b in k.berkas if k.keadaan is not Keadaan.DIKIRIM or b.berkas.tahun in (w.tahun, None)]
    butir = _butir(berkas, tingkat)
    if k.keadaan is Keadaan.DIKIRIM or (k.keadaan is Keadaan.TAHUN_LAIN and not w.lengkap):
        macam = Macam.PERBAIKI if butir else Macam.TERIMA_KASIH
    else:
        macam = _MACAM[k.keadaan] if not tanpa else Macam.KIRIM
        butir = butir if macam is Macam.PASTIKAN else ()
    tahun = w.tahun if w.lengkap or k.keadaan is Keadaan.DIKIRIM else _tahun(k.berkas)
    jalur = tuple(b.berkas.jalur for b in berkas)
    kosong = _kosong(w, k) if k.keadaan is Keadaan.DIKIRIM else ""
    return Balasan(
        nama_satker(k.satker), k.satker.nama, w.induk.satker.nama, tahun, macam, jalur, butir, k.keterangan, kosong
    )


_MACAM = {
    Keadaan.TAK_TERBACA: Macam.KIRIM_ULANG,
    Keadaan.PERLU_DIPASTIKAN: Macam.PASTIKAN,
    Keadaan.TAHUN_LAIN: Macam.TAHUN_LAIN,
    Keadaan.BELUM: Macam.KIRIM,
}


def _lain(w: Wilayah, b: HasilBerkas, nama: str, tingkat: Tingkat) -> Balasan:
    satker = b.berkas.satker
    kepada = rapi(satker.nama, 80) if satker is not None else "pengirim buku kerja ini"
    butir = _butir((b,), tingkat)
    macam = Macam.KIRIM_ULANG if b.berkas.pesan is not None else Macam.PERBAIKI if butir else Macam.TERIMA_KASIH
    butir = () if b.berkas.pesan is not None else butir
    return Balasan(nama, kepada, w.induk.satker.nama, b.berkas.tahun, macam, (b.berkas.jalur,), butir,
                   f"{b.berkas.jalur}: {b.berkas.pesan}" if b.berkas.pesan else "")  # fmt: skip


def _tahun(berkas: Sequence[HasilBerkas]) -> int | None:
    tahun = {b.berkas.tahun for b in berkas}
    return tahun.pop() if len(tahun) == 1 else None


def _butir(berkas: Sequence[HasilBerkas], tingkat: Tingkat) -> tuple[Butir, ...]:
    """The open findings."""
    return tuple(Butir(b, t) for b in berkas for t in tampak(b.temuan, tingkat) if t.diterima is None)


def _kosong(w: Wilayah, k: Kiriman) -> str:
    """What an office's workbooks of the year leave blank, "" if nothing."""
    sel = list(matriks_capaian(replace(w, satker=(k,))).isi.values())
    belum = sum(s.nilaian is Nilaian.BELUM_DIISI for s in sel)
    bagian = [f"target atau realisasi {belum} dari {len(sel)} indikator Ketua"] if belum else []
    uang = serapan_satker(k, w.tahun).uang
    if uang is not None:
        bagian += [n for n, isi in (("pagu", uang.pagu), ("realisasi anggaran", uang.realisasi)) if isi is None]
    return " dan ".join(bagian) if len(bagian) < 3 else f"{', '.join(bagian[:-1])} dan {bagian[-1]}"


def perihal(b: Balasan) -> str:
    """The subject line."""
    tahun = f" tahun {b.tahun}" if b.tahun is not None else ""
    awal = "Permintaan buku kerja kinerja" if b.macam in (Macam.KIRIM, Macam.KIRIM_ULANG, Macam.TAHUN_LAIN) else (
        "Hasil pemeriksaan buku kerja kinerja")  # fmt: skip
    return awal + tahun


def pembuka(b: Balasan) -> str:
    """The paragraph that says what was found."""
    tahun = f" tahun {b.tahun}" if b.tahun is not None else ""
    berkas = ", ".join(rapi(j, 120) for j in b.berkas[:5])
    berkas += f" dan {len(b.berkas) - 5} lainnya" if b.berkas[5:] else ""
    diterima = f"Buku kerja kinerja{tahun} ({berkas}) sudah kami terima dan periksa."
    return {
        Macam.PERBAIKI: f"{diterima} Hasilnya {jumlah(b)}. Mohon hal-hal berikut diperbaiki:",
        Macam.TERIMA_KASIH: f"{diterima} Tidak ada yang perlu diperbaiki. Terima kasih atas kerja sama Saudara."
        if not b.kosong
        else f"{diterima} Pada isinya tidak ditemukan kesalahan, tetapi masih ada yang belum diisi: {b.kosong}.",
        Macam.KIRIM: f"Sampai pemeriksaan ini, buku kerja kinerja{tahun} dari {b.kepada} belum kami terima.",
        Macam.KIRIM_ULANG: f"Buku kerja yang kami terima tidak dapat dibaca ({rapi(b.keterangan)}).",
        Macam.TAHUN_LAIN: f"Buku kerja yang kami terima ({berkas}) bukan untuk tahun yang diminta: {b.keterangan}, "
        f"sedangkan yang diminta tahun {b.tahun}.",
        Macam.PASTIKAN: f"Buku kerja yang kami terima perlu dipastikan dahulu ({rapi(b.keterangan)})."
        + (f" Di dalamnya terdapat {jumlah(b)}:" if b.butir else ""),
    }[b.macam]


def penutup(b: Balasan) -> str:
    """The closing request, "" where there is none."""
    tahun = f" tahun {b.tahun}" if b.tahun is not None else ""
    kosong = f"Yang belum diisi: {b.kosong}. " if b.kosong else ""
    return {
        Macam.PERBAIKI: f"{kosong}Setelah diperbaiki, mohon buku kerjanya dikirim kembali kepada kami. Bila sebuah "
        "angka memang benar, mohon disampaikan alasannya. Terima kasih.",
        Macam.TERIMA_KASIH: "Bila sudah waktunya, mohon dilengkapi lalu dikirim kembali. Terima kasih."
        if b.kosong
        else "",
        Macam.KIRIM: f"Mohon buku kerja{tahun} segera dikirimkan. Bila sudah dikirim, mohon diberitahukan kapan dan "
        "lewat apa, supaya dapat kami cari. Terima kasih.",
        Macam.KIRIM_ULANG: "Mohon dikirim ulang sebagai berkas .xlsx yang utuh dan tanpa kata sandi. Sebelum dikirim, "
        "mohon dicoba dibuka dahulu di Excel. Terima kasih.",
        Macam.TAHUN_LAIN: f"Mohon dikirim buku kerja{tahun}. Bila isinya memang untuk tahun {b.tahun}, mohon tahun di "
        "lembar Identitas dan judul-judulnya dibetulkan. Terima kasih.",
        Macam.PASTIKAN: "Mohon nama satker, kode dan tahun di lembar Identitas serta nama berkasnya dicocokkan, lalu "
        "buku kerjanya dikirim kembali. Terima kasih.",
    }[b.macam]


def jumlah(b: Balasan) -> str:
    """"3 galat, 5 peringatan": what there is to correct."""
    banyak = Counter(x.temuan.tingkat for x in b.butir)
    return ", ".join(f"{banyak[t]} {t.value}" for t in Tingkat if banyak[t])


def tempat(b: Balasan, x: Butir) -> str:
    """Where a finding stands: sheet, and the workbook if there are several."""
    lembar = f"Lembar {rapi(x.temuan.lokasi.lembar, 40)}" if x.temuan.lokasi.lembar is not None else "Buku kerja"
    return f"{lembar} ({rapi(x.berkas.berkas.jalur, 80)})" if len({id(y.berkas) for y in b.butir}) > 1 else lembar


def terpilih(b: Balasan, banyak: int) -> tuple[Butir, ...]:
    """So many of what to correct, the gravest, in sheet order."""
    urut = sorted(range(len(b.butir)), key=lambda i: (-b.butir[i].temuan.tingkat.bobot, i))[:banyak]
    return tuple(b.butir[i] for i in sorted(urut))


def pesan_teks(b: Balasan) -> str:
    """The message, lines ended by LF: greeting, findings by sheet, closing, sender."""
    baris = [f"Yth. {b.kepada}", "", f"*{perihal(b)}*", "", pembuka(b)]
    baris += _daftar(b)
    if penutup(b):
        baris += ["", penutup(b)]
    return "\n".join([*baris, "", b.pengirim]) + "\n"


def _daftar(b: Balasan) -> Iterator[str]:
    ada = terpilih(b, TERBANYAK)
    sudah: set[tuple[str, str]] = set()
    nomor = 0
    for di, isi in groupby(ada, key=lambda x: tempat(b, x)):
        yield ""
        yield f"*{di}*"
        for x in isi:
            nomor += 1
            t = x.temuan
            sel = f"Sel {t.lokasi.sel}: " if t.lokasi.sel is not None else ""
            yield f"{nomor}. {sel}{_kalimat(t)}"
            if t.saran and (t.kode, t.saran) not in sudah:
                sudah.add((t.kode, t.saran))
                yield f"   Tindakan: {rapi(t.saran)}"
    if len(b.butir) > len(ada):
        yield ""
        yield f"dan {len(b.butir) - len(ada)} temuan lain: lihat surat {b.nama}.docx."


def _kalimat(t: Temuan) -> str:
    isi = rapi(t.pesan)
    return isi if isi.endswith((".", "…", "?")) else f"{isi}."
