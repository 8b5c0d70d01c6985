"""Family A: cumulative series of quarters or months that fall, on any sheet that heads its columns so."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from xlkinerja.angka import Angka
from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Rujukan, Ubah
from xlkinerja.baca import lembar_milik_kita, lembar_templat
from xlkinerja.buku import LEBAR
from xlkinerja.formulir.kinerja import NAMA_BULAN
from xlkinerja.kisi import Kisi
from xlkinerja.konteks import Konteks
from xlkinerja.prosa import Diingat, bertulisan
from xlkinerja.regeks import regeks
from xlkinerja.tampilan import figur
from xlkinerja.tataletak import normal
from xlkinerja.temuan import Sel, Tingkat

_SD = regeks(r"s\s?[./]?\s?d\b")
_KUMULATIF = regeks(r"\bs\s?[./]?\s?d\b|\bsampai\b|\bkumulatif\b", re.I)
_TRIWULAN = regeks(r"\b(?:tw|triwulan|tri|trw)\s*(iv|iii|ii|i|[1-4])\b")
_ROMAWI = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_BULAN = {normal(n): i for i, nama in enumerate(NAMA_BULAN, 1) for n in nama}
_SENDIRI = 3
_JUDUL_TERPANJANG = 60


def _masa(teks: str) -> int | None:
    """The month at whose end the period of a heading closes, or None."""
    kata = normal(teks)
    triwulan = _TRIWULAN.search(kata)
    if triwulan is not None:
        return 3 * (_ROMAWI.get(triwulan[1]) or int(triwulan[1]))
    bulan = [_BULAN[k] for k in kata.split() if k in _BULAN]
    return bulan[-1] if bulan else None


def _deret(kisi: Kisi, baris: int) -> list[list[int]]:
    """The series of columns of a heading row that count cumulatively, each in order of its periods: "Target s.d. TW I"
    and "Realisasi s.d. TW I" belong to two."""
    hasil: dict[str, dict[int, int]] = {}
    for k, teks in kisi.isi(baris):
        masa = _masa(teks) if len(teks) < _JUDUL_TERPANJANG else None
        atas = kisi.sel_induk(baris - 1, k).tampil if masa is not None and baris > 1 else ""
        if masa is not None and (_KUMULATIF.search(teks) or _KUMULATIF.search(atas)):
            awal = normal(_KUMULATIF.split(teks)[0]) if _KUMULATIF.search(teks) else ""
            hasil.setdefault(f"{normal(atas)}|{awal}", {}).setdefault(masa, k)
    return [[k for _, k in sorted(deret.items())] for deret in hasil.values() if len(deret) > 1]


def _turun(kisi: Kisi, baris: int, kolom: Sequence[int]) -> tuple[Sel, Sel] | None:
    """The first figure of a row that is below the one before it: (it, the one before)."""
    sel = [kisi.lembar.sel(baris, k) for k in kolom]
    isi = [(s, n.nilai) for s in sel if isinstance(n := figur(s), Angka)]
    while isi and not isi[-1][1]:  # quarters to come may be filled with zeros
        isi.pop()
    return next(((b, a) for (a, x), (b, y) in pairwise(isi) if y < x), None)


@Diingat
def _mungkin_kumulatif(teks: str) -> bool:
    """Quick test of a text."""
    kecil = teks.casefold() if len(teks) < _JUDUL_TERPANJANG else ""
    return "kumulatif" in kecil or "sampai" in kecil or _SD.search(kecil) is not None


def _menurun(konteks: Konteks) -> Iterator[Hasil]:
    buku = konteks.buku
    if buku is None:
        return
    templat = lembar_templat(buku)
    for urut, lembar in enumerate(buku.lembar):
        if lembar.nama in templat or lembar_milik_kita(lembar):
            continue
        if not any(map(_mungkin_kumulatif.__getitem__, bertulisan(lembar, lembar.isi))):
            continue
        sebut = {
            k // LEBAR + 1
            for k, isi in bertulisan(lembar, zip(lembar.kunci, lembar.isi, strict=True))
            if len(isi) < _JUDUL_TERPANJANG and _KUMULATIF.search(isi)
        }
        if not sebut:
            continue
        kisi = Kisi(lembar)
        calon = (b for b in kisi.baris if b in sebut or b - 1 in sebut)
        kepala = [(b, kolom) for b in calon if (kolom := _deret(kisi, b))]
        for ke, (b, kolom) in enumerate(kepala):
            akhir = kepala[ke + 1][0] if ke + 1 < len(kepala) else kisi.baris[-1] + 1
            baris = (x for x in kisi.baris[bisect_right(kisi.baris, b) :] if x < akhir)
            turun = [t for x in baris for k in kolom if (t := _turun(kisi, x, k)) is not None]
            for g in [turun] if len(turun) > _SENDIRI else [[t] for t in turun]:
                if g:
                    yield _hasil(g, lembar.nama, urut)


def _hasil(g: Sequence[tuple[Sel, Sel]], lembar: str, urut: int) -> Hasil:
    sel, lalu = g[0]
    lain = f", begitu pula {len(g) - 1} baris lain" if len(g) > 1 else ""
    return Hasil(
        sel,
        kunci=f"kumulatif {sel.kolom} {sel.tampil}",
        lembar=lembar,
        urut_lembar=urut,
        terkait=(Rujukan(lalu), *(Rujukan(s) for s, _ in g[1:])),
        isi={"bidang": "kumulatif", "kini": sel.tampil.strip(), "lalu": lalu.tampil.strip(), "lain": lain},
    )


_P = "pendukung"
A223 = Aturan(
    "A223",
    "Angka kumulatif menurun",
    Tingkat.PERINGATAN,
    ("anggaran", "capaian", "pendukung"),
    "Angka sampai dengan (s.d.) suatu triwulan atau bulan memuat angka triwulan atau bulan sebelumnya, maka tidak "
    "dapat lebih kecil. Nol pada triwulan yang belum lewat dibiarkan.",
    "PER-5/PB/2024 (penyerapan kumulatif per triwulan)",
    "Angka kumulatif menurun dari {lalu} menjadi {kini}{lain}",
    "Periksa apakah yang diisi angka triwulan itu saja; bila ya, jumlahkan dengan triwulan sebelumnya.",
    Contoh((Ubah(_P, -1, "pemilih laki laki", "s.d. TW II"), Ubah(_P, -1, "pemilih perempuan", "s.d. TW I")),
           (_P, 0, "pemilih laki laki"), "setiap baris lebih kecil pada triwulan berikutnya"),
    Contoh((Ubah(_P, -1, "pemilih laki laki", "s.d. TW I"), Ubah(_P, -1, "pemilih perempuan", "s.d. TW II"))),
    _menurun,
)  # fmt: skip
