"""Family K: the realisasi that is reported against the counts behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from xlkinerja.angka import Angka, Kosong, Selang, pangkas_cocok, sejalan, selang, tulis_angka
from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Rujukan, Ubah
from xlkinerja.aturan.kinerja_satuan import baris_capaian, salah_skala, sel_diketik
from xlkinerja.beku import beku
from xlkinerja.diagnosa import sebab_salin
from xlkinerja.formulir.indikator import kunci
from xlkinerja.formulir.rumus import sumber_salinan
from xlkinerja.hitung import Polaritas
from xlkinerja.konteks import Konteks
from xlkinerja.model import CapaianIndikator, DataDukung, Dokumen
from xlkinerja.nilai_sama import sama_nilai
from xlkinerja.olah import polaritas_baris, selang_capaian
from xlkinerja.temuan import Sel, Tingkat

_F = "data_dukung"


@beku(frozen=True, slots=True)
class _Dukungan:
    """A row of evidence with its counts, and the values of realisasi that they may mean (percent, or a bare ratio)."""

    dokumen: Dokumen
    baris: DataDukung
    pembilang: Decimal
    penyebut: Decimal | None
    hasil: tuple[Decimal, ...]

    @property
    def utama(self) -> Decimal:
        """The result as it is usually meant."""
        return self.hasil[0]


def _dukungan(konteks: Konteks) -> Iterator[_Dukungan]:
    """Rows whose counts are filled in and can be divided."""
    for d in konteks.berkas.semua("data_dukung"):
        for b in d.baris if not d.rancu else ():
            if not isinstance(b, DataDukung) or not isinstance(b.jumlah_pembilang, Angka):
                continue
            p, q = b.jumlah_pembilang.nilai, b.jumlah_penyebut
            if isinstance(q, Angka) and q.nilai > 0:
                yield _Dukungan(d, b, p, q.nilai, (p / q.nilai * 100, p / q.nilai))
            elif not b.penyebut.strip(" -") and (q is None or isinstance(q, Kosong)) and not _persen(b):
                yield _Dukungan(d, b, p, None, (p,))


def _persen(b: DataDukung) -> bool:
    """True if the reported figure is a percentage, so that one count alone says nothing about it yet."""
    return isinstance(b.realisasi, Angka) and b.realisasi.satuan == "%"


# More than all


def _lebih_dari_semua(konteks: Konteks) -> Iterator[Hasil]:
    for x in _dukungan(konteks):
        b = x.baris
        persen = not isinstance(b.realisasi, Angka) or b.realisasi.satuan in ("%", "")
        if x.penyebut is None or x.pembilang <= x.penyebut or not persen:
            continue
        sel = b.asal["jumlah_pembilang"]
        isi = {
            "bidang": "jumlah_pembilang",
            "pembilang": tulis_angka(x.pembilang),
            "penyebut": tulis_angka(x.penyebut),
            "hasil": tulis_angka(x.utama, 2, "%"),
        }
        ikut = tuple(Rujukan(b.asal[n]) for n in ("jumlah_pembilang", "hasil", "realisasi") if n in b.asal)
        yield Hasil(
            sel, x.dokumen, kunci(b.indikator), terkait=(Rujukan(b.asal["jumlah_penyebut"]),), menutup=ikut, isi=isi,
            sebab="pembilang dan penyebut mungkin tertukar" if _tertukar(x) else None,
        )  # fmt: skip


def _tertukar(x: _Dukungan) -> bool:
    r = x.baris.realisasi
    return isinstance(r, Angka) and bool(x.penyebut) and x.pembilang > 0 and _cocok(r, x.penyebut / x.pembilang * 100)  # type: ignore[operator]


def _cocok(tertulis: Angka, nilai: Decimal) -> bool:
    """Whether a reported figure says a computed one, as far as shown; bare figures may be fractions."""
    tepat = Selang(nilai, nilai)
    if sejalan(selang(tertulis.nilai, max(tertulis.desimal, 0)), tepat):
        return True
    return pangkas_cocok(nilai, tertulis.nilai, max(tertulis.desimal, 0))


K209 = Aturan(
    "K209",
    "Pembilang data dukung melebihi penyebutnya",
    Tingkat.PERINGATAN,
    ("data_dukung",),
    "Pembilang sebuah persentase adalah bagian dari penyebutnya, jadi tidak dapat lebih besar.",
    "LKj Sekretariat KPU Provinsi NTT 2020 baris 672 (549 dari 602 item = 91,20%)",
    "Jumlah pembilang {pembilang} melebihi jumlah penyebut {penyebut} (hasilnya {hasil})",
    "Periksa kedua cacahan; bila memang dapat melebihi, jelaskan pada uraian pembilang dan penyebutnya.",
    Contoh((Ubah(_F, 0, "jumlah_pembilang", Decimal(4200), "#,##0"),), (_F, 0, "jumlah_pembilang")),
    Contoh((Ubah(_F, 0, "jumlah_pembilang", None),), uraian="cacahan belum diisi"),
    _lebih_dari_semua,
)


# Reported and counted


def _bertentangan(konteks: Konteks) -> Iterator[Hasil]:
    capaian: dict[str, list[tuple[Dokumen, CapaianIndikator]]] = defaultdict(list)
    for d, c in baris_capaian(konteks):
        capaian[kunci(c.indikator)].append((d, c))
    for x in _dukungan(konteks):
        if x.penyebut is not None and x.pembilang > x.penyebut:
            continue
        b = x.baris
        semua = capaian[kunci(b.indikator)]
        dilaporkan = _milik(b, [(d, c) for d, c in semua if d.tahun == x.dokumen.tahun and not c.per_tahun])
        beda_sendiri = isinstance(b.realisasi, Angka) and not _sama(b.realisasi, x)
        beda_capaian = [(d, c) for d, c in dilaporkan if isinstance(c.realisasi, Angka) and not _sama(c.realisasi, x)]
        if not beda_sendiri and not beda_capaian:
            continue
        if any(salah_skala(konteks, c) is not None for _, c in dilaporkan):
            continue  # a percentage a hundred times off is K207's
        d, sel, terkait = _tempat(konteks, x, beda_sendiri=beda_sendiri, beda=beda_capaian, semua=dilaporkan)
        ikut = next((c for e, c in beda_capaian if e is d), None)
        yield _hasil(x, d, sel, terkait, ikut)


def _milik(
    b: DataDukung, semua: list[tuple[Dokumen, CapaianIndikator]]
) -> list[tuple[Dokumen, CapaianIndikator]]:
    """The capaian rows that the evidence is about: the one its formula carries, else those of one realisasi; where
    they differ, those that the row repeats."""
    lapor = b.asal.get("realisasi")
    sumber = sumber_salinan(lapor.rumus) if lapor is not None and lapor.rumus else None
    if sumber is not None:
        return [(d, c) for d, c in semua if (s := c.asal["realisasi"]) and (s.lembar, s.alamat) == sumber]
    if all(sama_nilai(c.realisasi, semua[0][1].realisasi) for _, c in semua):
        return semua
    return [(d, c) for d, c in semua if b.realisasi is not None and sama_nilai(c.realisasi, b.realisasi)]


def _sama(realisasi: Angka, x: _Dukungan) -> bool:
    calon = x.hasil if realisasi.satuan != "%" else x.hasil[:1]
    return any(_cocok(realisasi, n) for n in calon)


_Tempat = tuple[Dokumen, Sel, tuple[Sel, ...]]


def _tempat(
    konteks: Konteks, x: _Dukungan, *, beda_sendiri: bool, beda: list[tuple[Dokumen, CapaianIndikator]],
    semua: list[tuple[Dokumen, CapaianIndikator]],
) -> _Tempat:  # fmt: skip
    """The cell at fault, and the others: the figure reported beside the counts if the capaian tables side with the
    counts; a capaian table's realisasi if its own capaian sides with the counts or the reported figure does; else the
    counts."""
    b = x.baris
    cacah = tuple(b.asal[n] for n in ("jumlah_pembilang", "jumlah_penyebut") if n in b.asal)
    lapor = b.asal.get("realisasi")
    if beda_sendiri and not beda and semua and lapor is not None and lapor.rumus is None:
        return x.dokumen, lapor, (*cacah, *(c.asal["realisasi"] for _, c in semua))
    for d, c in beda:
        yakin = not beda_sendiri and isinstance(b.realisasi, Angka)
        sel = sel_diketik(c, "realisasi")
        if sel is not None and (yakin or _capaian_memihak(konteks, c, x)):
            return d, sel, (*cacah, *((lapor,) if lapor is not None else ()))
    lain = tuple(c.asal["realisasi"] for _, c in beda)
    return x.dokumen, cacah[0], (*cacah[1:], *((lapor,) if lapor is not None else ()), *lain)


def _capaian_memihak(konteks: Konteks, c: CapaianIndikator, x: _Dukungan) -> bool:
    """True if a row's printed capaian is that of the counted realisasi and not of the reported one."""
    t, r = c.target, c.realisasi
    if not isinstance(t, Angka) or not isinstance(r, Angka) or not isinstance(c.capaian, Angka) or t.nilai <= 0:
        return False
    tertulis = selang(c.capaian.nilai, c.capaian.desimal)
    p = polaritas_baris(c, konteks.polaritas) or Polaritas.MAKSIMAL
    ganti = Angka(x.utama, r.desimal, r.satuan)
    return sejalan(tertulis, selang_capaian(t, ganti, p)) and not sejalan(tertulis, selang_capaian(t, r, p))


def _hasil(x: _Dukungan, d: Dokumen, sel: Sel, terkait: tuple[Sel, ...], ikut: CapaianIndikator | None) -> Hasil:
    """The finding; `ikut`: the capaian row whose realisasi is at fault, so that its capaian needs no finding."""
    b = x.baris
    hilir = tuple(ikut.asal[n] for n in ("realisasi", "capaian", "kategori") if n in ikut.asal) if ikut else ()
    persen = x.penyebut is not None
    hitung = tulis_angka(x.pembilang)
    if x.penyebut is not None:
        hitung = f"{hitung} / {tulis_angka(x.penyebut)} = {tulis_angka(x.utama, 2, '%')}"
    realisasi = b.realisasi if isinstance(b.realisasi, Angka) else None
    lapor = next((s.tampil.strip() for s in (sel, *terkait) if s not in _cacah(b) and s.tampil.strip()), "-")
    sebab = sebab_salin(realisasi.nilai, round(x.utama, max(realisasi.desimal, 0))) if realisasi else None
    return Hasil(
        sel,
        d,
        kunci(b.indikator),
        seharusnya=x.utama if sel not in _cacah(b) else None,
        sebab=sebab,
        terkait=tuple(Rujukan(s) for s in terkait),
        menutup=tuple(Rujukan(s) for s in (sel, *terkait, *hilir) if s not in _cacah(b)),
        isi={"bidang": "realisasi", "hitung": hitung, "lapor": lapor, "apa": "persentase" if persen else "cacahan"},
    )


def _cacah(b: DataDukung) -> tuple[Sel, ...]:
    return tuple(b.asal[n] for n in ("jumlah_pembilang", "jumlah_penyebut") if n in b.asal)


K210 = Aturan(
    "K210",
    "Realisasi bertentangan dengan data dukungnya",
    Tingkat.GALAT,
    ("data_dukung", "capaian"),
    "Realisasi persentase adalah jumlah pembilang / jumlah penyebut x 100%, realisasi cacahan sama dengan "
    "pembilangnya. Temuan berada pada angka yang terbukti keliru; bila tidak dapat diputuskan, pada cacahannya. "
    "Pembulatan tidak dipersoalkan.",
    "LKj Sekretariat KPU Provinsi NTT 2020 baris 672 (549 dari 602 item = 91,20%); LKj KPU Kota Kupang 2024 baris "
    "545-557",
    "Realisasi {lapor} tidak sesuai dengan data dukungnya: {hitung}",
    "Cocokkan cacahan dengan buktinya, lalu betulkan cacahan atau realisasinya.",
    Contoh((Ubah(_F, 0, "jumlah_pembilang", Decimal(402), "#,##0"),), (_F, 0, "jumlah_pembilang")),
    Contoh((Ubah(_F, 1, "realisasi", Decimal("0.455"), "0.0%"),), uraian="45,5% adalah pembulatan 45,45%"),
    _bertentangan,
)
