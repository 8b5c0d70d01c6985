"""Family K: what is stated about a capaian table as a whole: how many indicators reached 100%, and their average."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import cast

from xlkinerja.angka import Angka, Selang, pangkas_cocok, sejalan, selang, tulis_angka
from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Rujukan, Ubah
from xlkinerja.aturan.kinerja import cermin
from xlkinerja.beku import beku
from xlkinerja.buku import LEBAR, Lembar
from xlkinerja.hitung import batasi, hitung_banding
from xlkinerja.konteks import Konteks
from xlkinerja.model import CapaianIndikator, Dokumen
from xlkinerja.olah import Hitungan
from xlkinerja.prosa import kalimat, prosa_memuat, sebelah_kanan
from xlkinerja.regeks import regeks
from xlkinerja.tampilan import figur
from xlkinerja.tataletak import normal
from xlkinerja.temuan import Sel, Tingkat

_F = "capaian_sasaran"
_NOL, _SERATUS = Decimal(0), Decimal(100)


def _tercetak(a: Angka, h: Hitungan | None) -> Decimal:
    """A printed capaian in percent; a bare fraction is told by what it should be."""
    if a.satuan != "%" and h is not None and isinstance(h.nilai, Decimal) and h.nilai > 5 and abs(a.nilai) <= 5:
        return a.nilai * 100
    return a.nilai


@beku(frozen=True, slots=True)
class _Isi:
    """The capaian of a table's rows: as printed and as computed; None: not assessed or not computable."""

    tercetak: tuple[Decimal | None, ...]
    terhitung: tuple[Decimal | None, ...]
    belum: tuple[bool, ...]
    """Rows whose realisasi is "-"."""

    def cara(self) -> Iterator[list[Decimal]]:
        """Every way to take the rows together: printed or computed, "-" as 0 or left out."""
        for nilai in (self.tercetak, self.terhitung):
            yield [n for n in nilai if n is not None]
            yield [_NOL if n is None else n for n in nilai]
            yield [n for n, b in zip(nilai, self.belum, strict=True) if n is not None and not b]


def _hitungan(konteks: Konteks) -> dict[tuple[int, int], Hitungan]:
    """The computed capaian of the year by table (its `id`) and row."""
    if "hitungan_capaian" not in konteks.memo:
        semua = (h for h in konteks.hitungan_kinerja if h.bidang == "capaian")
        konteks.memo["hitungan_capaian"] = {(id(h.dokumen), h.baris): h for h in semua}
    return cast("dict[tuple[int, int], Hitungan]", konteks.memo["hitungan_capaian"])


def _isi(konteks: Konteks, tabel: Sequence[Dokumen]) -> _Isi:
    hitung = _hitungan(konteks)
    tercetak: list[Decimal | None] = []
    terhitung: list[Decimal | None] = []
    belum: list[bool] = []
    for d in tabel:
        for i, b in enumerate(d.baris):
            if not isinstance(b, CapaianIndikator):
                continue
            h = hitung.get((id(d), i))
            tercetak.append(_tercetak(b.capaian, h) if isinstance(b.capaian, Angka) else None)
            terhitung.append(h.nilai if h is not None and isinstance(h.nilai, Decimal) else None)
            belum.append(not isinstance(b.realisasi, Angka) and not b.asal["realisasi"].tampil.strip(" -–—"))
    return _Isi(tuple(tercetak), tuple(terhitung), tuple(belum))


def _calon_tabel(konteks: Konteks, sel: Sel) -> list[tuple[Dokumen, ...]]:
    """The capaian tables that a statement may be about, the likeliest first: the nearest one above, all of its sheet,
    the nearest below; on a sheet without any, the only one of the workbook."""
    semua = [d for d in konteks.berkas.semua("capaian") if d.formulir != "capaian_tahunan" and len(d.baris) > 1]
    di_sini = [d for d in semua if d.lembar == sel.lembar]
    if not di_sini:
        return [(semua[0],)] if len(semua) == 1 else []
    atas = [d for d in di_sini if d.rentang.baris2 < sel.baris]
    bawah = [d for d in di_sini if d.rentang.baris1 > sel.baris]
    hasil: list[tuple[Dokumen, ...]] = []
    hasil += [(max(atas, key=lambda d: d.rentang.baris2),)] if atas else []
    hasil += [(min(bawah, key=lambda d: d.rentang.baris1),)] if bawah else []
    return [*hasil, tuple(atas), tuple(di_sini), tuple(semua)]


# Counts above, at and below 100%

_SISI = (
    ("di atas", r"(?:di ?atas|lebih dari|lebih besar dari|melebihi|melampaui|>)\s*100(?:,0+)?\s?(?:%|persen)"),
    ("tepat", r"(?:tepat|sama dengan|sebesar|persis|mencapai|(?<![<>])=)\s*100(?:,0+)?\s?(?:%|persen)"),
    ("di bawah", r"(?:di ?bawah|kurang dari|lebih kecil dari|belum mencapai|<)\s*100(?:,0+)?\s?(?:%|persen)"),
)
_POLA_SISI = tuple((n, regeks(p, re.I)) for n, p in _SISI)
_BANYAK = regeks(
    r"(?<![\w.,/-])(?P<n>\d{1,3})\s*(?:\([A-Za-z ]+\)\s*)?(?:buah\s+)?(?:target|indikator|iku|sasaran|kinerja)\b", re.I
)
_DARI = regeks(
    r"(?<![\w.,/-])(?P<n>\d{1,3})\s*(?:\([A-Za-z ]+\)\s*)?(?:[a-z]+\s+){0,3}dari\s+(?:[a-z]+\s+){0,3}\d{1,3}(?!\s?%)\b",
    re.I,
)
_BANYAK_AKHIR = regeks(
    r"(?:sebanyak|sejumlah|berjumlah|adalah|ada|[:=])\s*(?P<n>\d{1,3})\s*(?:\([A-Za-z ]+\))?\s*[.;]?\s*$", re.I
)
_INDIKATOR = regeks(r"\b(?:indikator|target|iku|capaian)\b", re.I)


def _sisi(teks: str) -> int | None:
    """0 above, 1 at, 2 below 100%, if a sentence is about just one of them."""
    ada = [i for i, (_, p) in enumerate(_POLA_SISI) if p.search(teks)]
    return ada[0] if len(ada) == 1 else None


def _banyak_tertulis(teks: str) -> set[int]:
    """The counts that a sentence states; of "2 dari 12 indikator" the 2."""
    for pola in (_DARI, _BANYAK, _BANYAK_AKHIR):
        ada = {int(c["n"]) for c in pola.finditer(teks)}
        if ada:
            return ada
    return set()


def _pernyataan(konteks: Konteks) -> Iterator[tuple[Sel, int, int, int]]:
    """(cell, position of its sheet, side, stated count): in a sentence, or in the cell beside a label."""
    assert konteks.buku is not None
    for p in prosa_memuat(konteks, "100"):
        if len(p.teks) > 600:
            continue
        for k in kalimat(p.teks):
            sisi = _sisi(k) if _INDIKATOR.search(k) else None
            if sisi is None:
                continue
            semua = _banyak_tertulis(k)
            if len(semua) == 1:
                yield p.sel, p.urut, sisi, semua.pop()
            elif not semua and k.strip() == p.teks.strip() and normal(k).startswith(("jumlah", "banyak", "indikator")):
                kanan = sebelah_kanan(konteks.buku.lembar[p.urut], p.sel)
                angka = figur(kanan) if kanan is not None and kanan.rumus is None else None
                cacah = isinstance(angka, Angka) and angka.nilai % 1 == 0 and angka.satuan != "%"
                if kanan is not None and isinstance(angka, Angka) and cacah:
                    yield kanan, p.urut, sisi, int(angka.nilai)


def _isi_cermin(konteks: Konteks, tabel: Sequence[Dokumen]) -> _Isi | None:
    """The rows with the capaian that other tables of the workbook print for them; None where none differs. Such a row
    has a finding of its own, and a statement that counts it as the other table does is right."""
    hitung, asli = _hitungan(konteks), _isi(konteks, tabel)
    semua = [hitung.get((id(d), i)) for d in tabel for i, b in enumerate(d.baris) if isinstance(b, CapaianIndikator)]
    tercetak = list(asli.tercetak)
    for n, h in enumerate(semua):
        lain = [c.capaian for c in cermin(konteks, h)] if h is not None else []
        if len(lain) == 1 and isinstance(lain[0], Angka):
            tercetak[n] = _tercetak(lain[0], h)
    return _Isi(tuple(tercetak), tuple(tercetak), asli.belum) if tercetak != list(asli.tercetak) else None


@beku(frozen=True, slots=True)
class _Pernyataan:
    """A stated count that the table does not bear out: its cell, side, and what the table says."""

    sel: Sel
    tabel: Dokumen
    sisi: int
    n: int
    benar: int


def _salah_cacah(konteks: Konteks) -> Iterator[_Pernyataan]:
    for sel, _, sisi, n in _pernyataan(konteks):
        calon = _calon_tabel(konteks, sel)
        if not calon or any(hitung_banding(c)[sisi] == n for tabel in calon for c in _isi(konteks, tabel).cara()):
            continue
        lain = _isi_cermin(konteks, calon[0])
        if lain is not None and any(hitung_banding(c)[sisi] == n for c in lain.cara()):
            continue
        benar = hitung_banding(x for x in _isi(konteks, calon[0]).terhitung if x is not None)[sisi]
        yield _Pernyataan(sel, calon[0][0], sisi, n, benar)


def _banyak_beda(konteks: Konteks) -> Iterator[Hasil]:
    if konteks.buku is None or not konteks.berkas.semua("capaian"):
        return
    per_tabel: dict[int, list[_Pernyataan]] = {}
    for p in _salah_cacah(konteks):
        per_tabel.setdefault(id(p.tabel), []).append(p)
    for semua in per_tabel.values():
        # What one side has too many the others lack: an indicator counted on the wrong side, said once.
        pindah = len({p.sisi for p in semua}) == len(semua) > 1 and sum(p.n - p.benar for p in semua) == 0
        for p in semua[:1] if pindah else semua:
            yield _hasil_cacah(p, semua[1:] if pindah else ())


def _hasil_cacah(p: _Pernyataan, ikut: Sequence[_Pernyataan]) -> Hasil:
    sebab = None
    if len(ikut) == 1 and abs(p.n - p.benar) == 1:
        lebih, kurang = (p, ikut[0]) if p.n > p.benar else (ikut[0], p)
        sebab = f"satu indikator terhitung {_SISI[lebih.sisi][0]} 100%, menurut tabelnya {_SISI[kurang.sisi][0]} 100%"
    isi = {
        "bidang": _SISI[p.sisi][0],
        "sisi": f"{_SISI[p.sisi][0]} 100%",
        "tertulis": str(p.n),
        "seharusnya": str(p.benar),
        "lembar": p.tabel.lembar,
    }
    return Hasil(
        p.sel, p.tabel, _SISI[p.sisi][0], tertulis=str(p.n), seharusnya=Decimal(p.benar), sebab=sebab,
        selisih=Decimal(p.n - p.benar), isi=isi,
        terkait=(Rujukan(p.tabel.kepala["capaian"]), *(Rujukan(x.sel) for x in ikut)),
    )  # fmt: skip


K303 = Aturan(
    "K303",
    "Banyaknya indikator terhadap 100% tidak sesuai dengan tabelnya",
    Tingkat.GALAT,
    ("capaian",),
    "Pernyataan tentang banyaknya indikator dengan capaian di atas, tepat, atau di bawah 100% dihitung ulang dari "
    "tabel capaian di lembar yang sama. Realisasi “-” boleh dihitung sebagai 0% atau tidak diikutkan.",
    "LKj KPU Kota Kupang 2024 baris 630-632 (2, 7 dan 3 indikator); LKj Sekretariat KPU Provinsi NTT 2020 baris 903",
    "Indikator dengan capaian {sisi}: tertulis {tertulis}, menurut tabel {lembar} ada {seharusnya}",
    "Hitung ulang dari tabel capaian, lalu betulkan pernyataannya.",
    Contoh((Ubah(_F, 0, "catatan", "1. Target dengan capaian realisasi diatas 100% sebanyak 3 (tiga) target;"),),
           (_F, 0, "catatan")),
    Contoh((Ubah(_F, 0, "catatan", "1. Target dengan capaian realisasi diatas 100% sebanyak 2 (dua) target;"),)),
    _banyak_beda,
)  # fmt: skip


# The average

_RATA = regeks(
    r"(?:jumlah |total |nilai )?(?:persentase )?(?:capaian )?(?:kinerja )?rata rata"
    r"(?: (?:persentase|capaian|kinerja|indikator|sasaran|strategis|total|keseluruhan|seluruh|tahun|\d{4}|persen))*"
)
_BATAS = tuple(map(Decimal, (100, 110, 120, 150)))
_DI_BAWAH = 4


def _rata_beda(konteks: Konteks) -> Iterator[Hasil]:
    if konteks.buku is None:
        return
    lembar = {x.nama: x for x in konteks.buku.lembar}
    for d in konteks.berkas.semua("capaian"):
        if d.formulir == "capaian_tahunan" or len(d.baris) < 2 or d.rancu:
            continue
        mulai = 0
        for baris, sel in _baris_rata(konteks, lembar[d.lembar], d):
            ke = [i for i, b in enumerate(d.baris) if b.asal["indikator"].baris < baris]
            angka = figur(sel)
            bagian = [ke[mulai:], ke, list(range(len(d.baris)))]
            mulai = len(ke)
            isi_tabel = _isi(konteks, (d,))
            if not isinstance(angka, Angka) or angka.satuan not in ("", "%") or not ke:
                continue
            if any(_cocok(angka, r) for x in bagian if x for r in _semua_rata(isi_tabel, d, x)):
                continue
            pilih = [isi_tabel.terhitung[i] for i in (bagian[0] or ke)]
            terisi = [n for n in pilih if n is not None]
            if not terisi:
                continue
            benar = sum(terisi, _NOL) / len(terisi)
            isi = {"bidang": "rata-rata", "tertulis": sel.tampil.strip(), "seharusnya": tulis_angka(benar, 2, "%"),
                   "banyak": str(len(terisi))}  # fmt: skip
            yield Hasil(
                sel, d, f"rata-rata {baris}", seharusnya=benar, selisih=angka.nilai - benar, isi=isi,
                terkait=(Rujukan(d.kepala["capaian"]),),
            )  # fmt: skip


def _baris_rata(konteks: Konteks, lembar: Lembar, d: Dokumen) -> Iterator[tuple[int, Sel]]:
    """(row, cell of its average) of the rows in or just below a table that are labelled as averages."""
    milik = {b.asal["indikator"].baris for b in d.baris}
    lain = [x.rentang for x in konteks.berkas.dokumen if x is not d and x.lembar == d.lembar]
    kolom = d.kepala["capaian"].kolom
    for b, awal, akhir in lembar.baris_terisi():
        if b <= d.rentang.baris1 or b in milik or any(r.baris1 <= b <= r.baris2 for r in lain):
            continue
        if b > d.rentang.baris2 + _DI_BAWAH or any(d.rentang.baris2 < r.baris1 <= b for r in lain):
            return
        label = any(
            "rata" in lembar.isi[i].casefold() and _RATA.fullmatch(normal(lembar.isi[i]))
            for i in range(awal, akhir)
            if lembar.jenis[i] == ord("s") and lembar.kunci[i] % LEBAR + 1 < kolom and len(lembar.isi[i]) < 120
        )
        sel = lembar.sel(b, kolom) if label else None
        if sel is not None and sel.tampil.strip():
            yield b, sel


def _semua_rata(isi: _Isi, d: Dokumen, baris: Sequence[int]) -> Iterator[Selang]:
    """Averages of some rows in every usual way: printed or computed, "-" as 0 or left out, capped or not, and the
    average of the groups' averages. Printed figures count with half a unit of their last digit."""
    tercetak, terhitung = (tuple(n[i] for i in baris) for n in (isi.tercetak, isi.terhitung))
    sebagian = _Isi(tercetak, terhitung, tuple(isi.belum[i] for i in baris))
    for nilai in sebagian.cara():
        for batas in (None, *_BATAS) if nilai else ():
            yield _longgar(sum((batasi(n, batas) for n in nilai), _NOL) / len(nilai))
    for kosong_nol in (False, True):
        kelompok: dict[int, list[Decimal]] = {}
        for i in baris:
            n = isi.terhitung[i] if isi.terhitung[i] is not None else isi.tercetak[i]
            if n is not None or kosong_nol:
                kelompok.setdefault(d.kelompok[i] if d.kelompok else 0, []).append(_NOL if n is None else n)
        if kelompok:
            yield _longgar(sum((sum(x, _NOL) / len(x) for x in kelompok.values()), _NOL) / len(kelompok))


def _longgar(nilai: Decimal) -> Selang:
    return selang(nilai, 2)


def _cocok(tertulis: Angka, rata: Selang) -> bool:
    cetak = [selang(tertulis.nilai, max(tertulis.desimal, 0))]
    if tertulis.satuan != "%":
        cetak.append(selang(tertulis.nilai * 100, max(tertulis.desimal, 2) - 2))
    tengah = (rata.bawah + rata.atas) / 2
    return any(sejalan(c, rata) for c in cetak) or pangkas_cocok(tengah, tertulis.nilai, max(tertulis.desimal, 0))


K304 = Aturan(
    "K304",
    "Rata-rata capaian tidak sesuai dengan barisnya",
    Tingkat.PERINGATAN,
    ("capaian",),
    "Rata-rata di bawah tabel capaian dihitung ulang dari baris tabelnya dengan semua cara yang lazim (per indikator "
    "atau per sasaran, “-” sebagai 0 atau tidak diikutkan, dengan atau tanpa batas 100% sampai 150%); tidak satu pun "
    "cocok.",
    "PermenPANRB 53/2014 (pengukuran kinerja); hubungan antarangka dalam tabel",
    "Rata-rata capaian tertulis {tertulis}, sedangkan rata-rata {banyak} baris adalah {seharusnya}",
    "Hitung ulang rata-ratanya, atau jelaskan pembobotannya pada catatan.",
    Contoh((Ubah(_F, 0, "catatan", "Rata-rata capaian"), Ubah(_F, 0, "catatan:capaian", Decimal("1.1018"), "0.00%")),
           (_F, 0, "catatan:capaian")),
    Contoh((Ubah(_F, 0, "catatan", "Rata-rata capaian"), Ubah(_F, 0, "catatan:capaian", Decimal("1.0875"), "0.00%"))),
    _rata_beda,
)  # fmt: skip
