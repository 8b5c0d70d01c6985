"""Family F, formulas of one role: one unlike its peers, one that reads another row, rupiah added to percent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Rujukan, Ubah
from xlkinerja.aturan.rumus import ANGGARAN, tulis
from xlkinerja.beku import beku
from xlkinerja.konteks import Konteks
from xlkinerja.model import Dokumen
from xlkinerja.olah import Hitungan
from xlkinerja.rumus_buku import PetaRumus
from xlkinerja.rumus_jumlah import UANG
from xlkinerja.rumus_linear import suku_jumlah
from xlkinerja.rumus_nilai import NilaiGalat, TakDinilai, sama_hasil
from xlkinerja.rumus_sebab import berbeda, kunci_baris, seperan
from xlkinerja.rumus_sel import pecah, pindahkan, relatif
from xlkinerja.temuan import Sel, Tingkat

_RP = "#,##0"
_SETIDAKNYA = 4
"""Fewest formulas of one role that make a majority: three alike and one unlike."""
_SEL_DIURAI = 60


@beku(frozen=True, slots=True)
class Menyimpang:
    """A formula that refers to other cells than its peers do. `seharusnya`: what theirs gives there, as stored (a
    percentage as a fraction); `acuan` is one of the peers and `rumus` its formula moved there."""

    dokumen: Dokumen
    bidang: str
    kunci: str
    sel: Sel
    acuan: Sel
    rumus: str
    seharusnya: Decimal
    berpengaruh: bool


def menyimpang(konteks: Konteks) -> tuple[Menyimpang, ...]:
    """Every formula unlike its peers; computed once."""
    if konteks.rumus is None:
        return ()
    if "rumus_menyimpang" not in konteks.__dict__:
        konteks.__dict__["rumus_menyimpang"] = tuple(_cari(konteks, konteks.rumus))
    hasil: tuple[Menyimpang, ...] = konteks.__dict__["rumus_menyimpang"]
    return hasil


def _cari(konteks: Konteks, peta: PetaRumus) -> Iterator[Menyimpang]:
    for x in seperan(konteks):
        sel = x.berumus
        if len(sel) < _SETIDAKNYA or "SUMIF" in (sel[0].rumus or "") or _seragam(sel):
            continue
        arah = [_arah(s) for s in sel]
        umum, banyak = Counter(arah).most_common(1)[0]
        if banyak * 4 < len(sel) * 3 or not umum:
            continue
        wakil = [s for s, a in zip(sel, arah, strict=True) if a == umum]
        kelompok = _Kelompok(peta, x.dokumen, x.bidang, umum, wakil)
        baris = [i for i, s in zip(x.baris, x.sel, strict=True) if s.rumus]
        for ke, (i, s, a) in enumerate(zip(baris, sel, arah, strict=True)):
            if a != umum and not kelompok.boleh(s, pertama=ke == 0):
                h = konteks.rumus_hitungan.get(s[:3])
                yield from kelompok.nilai(i, s, h, baris_lain=_baris_lain(a))


def _seragam(sel: Sequence[Sel]) -> bool:
    """True if the formulas differ in nothing but their own row's number; a cheap test that most columns pass."""
    awal = ""
    for s in sel:
        assert s.rumus is not None
        kini = s.rumus.replace(str(s.baris), "\1")
        if awal and kini != awal:
            return False
        awal = kini
    return True


Arah = frozenset[tuple[object, ...]]
"""The cells that a formula refers to, as seen from its own; of other sheets only the columns."""


def _arah(s: Sel) -> Arah:
    hasil: set[tuple[object, ...]] = set()
    for teks in pecah(s.rumus or "")[1]:
        lembar, b1, k1, b2, k2, tetap = relatif(teks, s.baris, s.kolom)
        if lembar:
            hasil.add((lembar, k1, k2))
        elif (b2 - b1 + 1) * (k2 - k1 + 1) <= _SEL_DIURAI and tetap[0] == tetap[2] and tetap[1] == tetap[3]:
            semua = ((b, k) for b in range(b1, b2 + 1) for k in range(k1, k2 + 1))
            hasil.update((b, tetap[0], k if not tetap[1] else k - s.kolom) for b, k in semua)
        else:
            hasil.add((b1, k1, b2, k2, *tetap))
    return frozenset(hasil)


def _baris_lain(a: Arah) -> bool:
    """True if one of the cells lies in another row, by distance."""
    return any(len(x) == 3 and isinstance(x[0], int) and x[1] is False and x[0] != 0 for x in a)


@beku(frozen=True, slots=True)
class _Kelompok:
    """Cells of one role: what most of them refer to (`umum`), and those that do (`wakil`)."""

    peta: PetaRumus
    dokumen: Dokumen
    bidang: str
    umum: Arah
    wakil: Sequence[Sel]

    def boleh(self, s: Sel, *, pertama: bool) -> bool:
        """True for a formula that may be unlike: the first of a running total, a sum over its own column."""
        if pertama and _baris_lain(self.umum):
            return True
        if self.dokumen.jenis == "anggaran" and self.bidang in UANG:
            suku = suku_jumlah(s.rumus or "", self.peta)
            if suku is not None and all(x.acuan.kolom1 == x.acuan.kolom2 == s.kolom for x in suku):
                return True
        return "SUMIF" in (s.rumus or "").upper()

    def nilai(self, i: int, s: Sel, h: Hitungan | None, *, baris_lain: bool) -> Iterator[Menyimpang]:
        """The formula of row `i`, if it is wrong or refers to another row; `h`: the engine's figure for it."""
        acuan = min(self.wakil, key=lambda w: (abs(w.baris - s.baris), w.baris))
        rumus = pindahkan(acuan.rumus or "", s.baris - acuan.baris, s.kolom - acuan.kolom)
        if not isinstance(s.nilai, Decimal):
            return
        dua = self._menurut_mesin(s, h) if h is not None else self._menurut_rumus(s, rumus)
        if dua is not None and (dua[1] or baris_lain):
            kunci = kunci_baris(self.dokumen, i)
            yield Menyimpang(self.dokumen, self.bidang, kunci, s, acuan, rumus, dua[0], dua[1])

    def _menurut_mesin(self, s: Sel, h: Hitungan) -> tuple[Decimal, bool] | None:
        if not isinstance(h.nilai, Decimal):
            return None
        return h.nilai / (100 if "%" in s.format else 1), berbeda(s, h.nilai, self.bidang)

    def _menurut_rumus(self, s: Sel, rumus: str) -> tuple[Decimal, bool] | None:
        try:
            hasil = self.peta.hitung(s.lembar, rumus)
        except (TakDinilai, NilaiGalat):
            return None
        if not isinstance(hasil, float) or hasil == 0:
            return None  # nothing filled in that it could be made from
        assert isinstance(s.nilai, Decimal)
        return Decimal(f"{hasil:.15g}"), not sama_hasil(hasil, float(s.nilai), self.peta.terbesar(s.lembar, rumus))


def _hasil_menyimpang(m: Menyimpang) -> Hasil:
    assert isinstance(m.sel.nilai, Decimal)
    kali = 100 if "%" in m.sel.format else 1
    return Hasil(
        m.sel,
        m.dokumen,
        m.kunci,
        seharusnya=m.seharusnya * kali,
        selisih=(m.sel.nilai - m.seharusnya) * kali,
        sebab=f"rumus sel ini ={m.sel.rumus}; menurut sel seperan {m.acuan.alamat} mestinya ={m.rumus}",
        terkait=(Rujukan(m.acuan),),
        menutup=(Rujukan(m.sel),),
        isi={
            "bidang": m.bidang,
            "rumus": f"={(m.sel.rumus or '')[:80]}",
            "mestinya": f"={m.rumus[:80]}",
            "acuan": m.acuan.alamat,
            "seharusnya": tulis(m.seharusnya, m.sel),
        },
    )


def _lain_sendiri(konteks: Konteks) -> Iterator[Hasil]:
    yield from (_hasil_menyimpang(m) for m in menyimpang(konteks) if m.berpengaruh)


def _lain_tanpa_akibat(konteks: Konteks) -> Iterator[Hasil]:
    per_lembar: dict[str, list[Menyimpang]] = {}
    for m in menyimpang(konteks):
        if not m.berpengaruh:
            per_lembar.setdefault(m.sel.lembar, []).append(m)
    for semua in per_lembar.values():
        h = _hasil_menyimpang(semua[0])
        terkait = tuple(Rujukan(m.sel) for m in semua[1:])
        isi = {**h.isi, "jumlah": str(len(semua))}
        yield Hasil(h.sel, h.dokumen, "rumus lain", sebab=h.sebab, terkait=(*h.terkait, *terkait), isi=isi)


_SISA = tuple(
    Ubah(ANGGARAN, i, "sisa", Decimal(n), _RP, f"C{i + 4}-D{i + 4}")
    for i, n in ((0, 60564345), (1, 60564345), (3, 19450247), (4, 19446157), (5, 4090), (6, 80014592))
)
F121 = Aturan(
    "F121",
    "Rumus berbeda dari sel seperan dan hasilnya lain",
    Tingkat.GALAT,
    ("anggaran", "capaian", "pendukung"),
    "Rumus sel ini merujuk sel lain daripada rumus seperan di kolom yang sama (dibandingkan menurut letaknya, R1C1), "
    "dan hasilnya bukan angka yang semestinya.",
    "Rumus sel seperan di kolom yang sama; hubungan antarangka dalam tabel",
    "Rumus {rumus} berbeda dari sel seperan ({acuan}); dengan {mestinya} hasilnya {seharusnya}",
    "Salin rumus sel seperan ke sel ini.",
    Contoh((*_SISA, Ubah(ANGGARAN, 2, "sisa", Decimal(60564345), _RP, "C5-D5")), (ANGGARAN, 2, "sisa")),
    Contoh((*_SISA, Ubah(ANGGARAN, 2, "sisa", Decimal(0), _RP, "C6-D6"))),
    _lain_sendiri,
)
F122 = Aturan(
    "F122",
    "Rumus merujuk baris lain, hasilnya kebetulan sama",
    Tingkat.INFO,
    ("anggaran", "capaian", "pendukung"),
    "Rumus sel ini merujuk baris lain, tidak seperti rumus seperan di kolom yang sama. Sekarang hasilnya sama, tetapi "
    "akan salah begitu datanya berubah.",
    "Rumus sel seperan di kolom yang sama",
    "{jumlah} rumus merujuk baris lain daripada sel seperan ({acuan}), mis. {rumus}; hasilnya kebetulan sama",
    "Salin rumus sel seperan ke sel ini.",
    Contoh((*_SISA[1:3], *_SISA[3:], Ubah(ANGGARAN, 2, "sisa", Decimal(0), _RP, "C9-C9")), (ANGGARAN, 2, "sisa")),
    Contoh((*_SISA, Ubah(ANGGARAN, 2, "sisa", Decimal(0), _RP, "C6-D6"))),
    _lain_tanpa_akibat,
)
