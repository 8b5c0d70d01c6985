"""Family F, what a formula refers to: another row's figure, rupiah added to percent."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Rujukan, Ubah
from xlkinerja.aturan.rumus import ANGGARAN, CAPAIAN
from xlkinerja.formulir.indikator import kunci
from xlkinerja.formulir.rumus import sumber_salinan
from xlkinerja.konteks import Konteks
from xlkinerja.model import BarisAnggaran, Catatan, Dokumen
from xlkinerja.regeks import regeks
from xlkinerja.rumus_buku import PetaRumus
from xlkinerja.rumus_jumlah import UANG
from xlkinerja.rumus_linear import suku_jumlah
from xlkinerja.rumus_sebab import kunci_baris
from xlkinerja.rumus_sel import ACUAN, TANPA_ANGKA, pecah, urai_acuan
from xlkinerja.temuan import Sel, Tingkat, alamat_a1, huruf_kolom, urai_a1

_RP = "#,##0"
_MENJUMLAH = regeks(r"[:+,-]")
_SEL_SAJA = regeks(r"[A-Z$+\-*/(), .]+")
"""No range, no name, no other sheet."""


def _kunci_catatan(b: Catatan) -> str:
    if isinstance(b, BarisAnggaran):
        return " ".join(b.kode)
    nama = getattr(b, "indikator", "")
    return kunci(nama) if nama else ""


def _baris_keliru(konteks: Konteks) -> Iterator[Hasil]:
    """Single references to the row of another indicator or code, whose own row stands in the same table."""
    peta = konteks.rumus
    if peta is None or not peta.antarlembar:
        return
    di: dict[tuple[str, int], tuple[Dokumen, Catatan]] = {}
    menurut_kunci: dict[int, dict[str, list[Catatan]]] = {}
    for d in konteks.berkas.dokumen:
        for b in d.baris:
            baris = _baris(b)
            if baris:
                di[d.lembar.casefold(), baris] = d, b
    for d in konteks.berkas.dokumen:
        for bidang in ("target", "realisasi", "pagu", "pagu_awal", "capaian"):
            if bidang not in d.kepala or d.rancu:
                continue
            for b in d.baris:
                sumber = _sumber(b.asal[bidang])
                asal = di.get((sumber[0], sumber[1])) if sumber else None
                if sumber is None or asal is None or asal[0] is d:
                    continue
                benar = _padanan(asal, b, menurut_kunci)
                if benar is not None:
                    yield from _hasil_keliru(d, b, bidang, sumber, (asal[0], asal[1], benar))


def _baris(b: Catatan) -> int:
    utama = b.asal.get("indikator") or b.asal.get("nama") or b.asal.get("label")
    return utama.baris if utama is not None else 0


def _sumber(s: Sel) -> tuple[str, int, int] | None:
    """The one cell on another sheet that a formula shows."""
    if not s.rumus or "!" not in s.rumus:
        return None
    salinan = sumber_salinan(s.rumus)
    if salinan is not None:
        return salinan[0].casefold(), *urai_a1(salinan[1])
    if len(s.rumus) > 120:
        return None
    kerangka, acuan = pecah(s.rumus)
    if kerangka.strip("+ ") != ACUAN:
        return None
    a = urai_acuan(acuan[0])
    return None if a.luar or not a.tunggal or not a.lembar else (a.lembar.casefold(), a.baris1, a.kolom1)


def _padanan(
    asal: tuple[Dokumen, Catatan], b: Catatan, menurut_kunci: dict[int, dict[str, list[Catatan]]]
) -> Catatan | None:
    """The row of the source table that is about the same thing as `b`, if the reference goes to another one."""
    sendiri, sana = _kunci_catatan(b), _kunci_catatan(asal[1])
    if not sendiri or not sana or sendiri == sana:
        return None
    peta = menurut_kunci.get(id(asal[0]))
    if peta is None:
        peta = menurut_kunci[id(asal[0])] = {}
        for x in asal[0].baris:
            peta.setdefault(_kunci_catatan(x), []).append(x)
    calon = peta.get(sendiri, [])
    return calon[0] if len(calon) == 1 else None


def _hasil_keliru(
    d: Dokumen, b: Catatan, bidang: str, sumber: tuple[str, int, int], tiga: tuple[Dokumen, Catatan, Catatan]
) -> Iterator[Hasil]:
    asal, keliru, benar = tiga
    dipakai = next((n for n, s in keliru.asal.items() if (s.baris, s.kolom) == sumber[1:]), None)
    sel = b.asal[bidang]
    betul = benar.asal.get(dipakai) if dipakai else None
    if betul is None or betul.nilai == sel.nilai or betul.tampil.strip() == sel.tampil.strip():
        return
    ikut = [b.asal[n] for n in ("capaian", "sisa", "persen", "kategori") if n in b.asal]
    tempat, tampil = alamat_a1(sumber[1], sumber[2]), betul.tampil.strip()
    yield Hasil(
        sel,
        d,
        _kunci_catatan(b),
        seharusnya=betul.nilai if isinstance(betul.nilai, Decimal) and "%" not in betul.format else tampil,
        sebab=f"rumus menunjuk {tempat} “{_nama(keliru)}”; baris yang sama ada di {asal.lembar}!{betul.alamat}",
        terkait=(Rujukan(betul), Rujukan(keliru.asal[dipakai or ""])),
        menutup=(Rujukan(sel), *map(Rujukan, ikut)),
        isi={
            "bidang": bidang,
            "nama": _nama(b),
            "tempat": f"{asal.lembar}!{tempat}",
            "lain": _nama(keliru),
            "betul": f"{asal.lembar}!{betul.alamat}",
            "seharusnya": tampil,
        },
    )


def _nama(b: Catatan) -> str:
    return b.nama if isinstance(b, BarisAnggaran) else getattr(b, "indikator", "")


F123 = Aturan(
    "F123",
    "Rumus mengambil angka dari baris lain",
    Tingkat.GALAT,
    ("pk", "rkt", "rak", "capaian", "anggaran"),
    "Rumus mengambil angka dari lembar lain, tetapi dari baris indikator atau kode yang berbeda, padahal baris yang "
    "sama ada di sana. Biasanya rumus tidak ikut bergeser ketika baris disisipkan atau dihapus.",
    "Perpres 29/2014 (SAKIP): dokumen satu satker harus saling sesuai",
    "Rumus “{nama}” mengambil {tempat}, yaitu baris “{lain}”; seharusnya {betul} ({seharusnya})",
    "Arahkan rumusnya ke baris indikator atau kode yang sama.",
    Contoh((Ubah(CAPAIAN, 1, "target", Decimal("0.85"), "0%", "'PK Ketua'!D6"),), (CAPAIAN, 1, "target")),
    Contoh((Ubah(CAPAIAN, 1, "target", Decimal(80), "0", "'PK Ketua'!D5"),)),
    _baris_keliru,
)


# ---------------------------------------------------------------- rupiah and percent


def _campur(konteks: Konteks) -> Iterator[Hasil]:
    peta = konteks.rumus
    if peta is None:
        return
    for d in konteks.berkas.semua("anggaran"):
        satuan = {s.kolom: ("%" if n == "persen" else "Rp") for n, s in d.kepala.items() if n in (*UANG, "persen")}
        if "%" not in satuan.values():
            continue
        dapat = _Dapat([huruf_kolom(k) for k, n in satuan.items() if n == "%"])
        if not any("IF" not in x and dapat[x] for semua in peta.bentuk.values() for x in semua):
            continue
        baris = sorted({b.asal[n].baris for b in d.baris for n in ("nama", "kode") if n in b.asal})
        for b in d.baris:
            for s in b.asal.values():
                if s.rumus and "IF" not in s.rumus and dapat[s.rumus.translate(TANPA_ANGKA)]:
                    yield from _hasil_campur(peta, d, b, s, (satuan, baris))


class _Dapat(dict[str, bool]):
    """A formula without its digits, as all of a column are alike -> whether it may add up columns. False for one of
    single cells that names none of the columns of percentages; others are looked at closely."""

    def __init__(self, persen: Sequence[str]) -> None:
        self.persen = persen

    def __missing__(self, rumus: str) -> bool:
        lurus = _SEL_SAJA.fullmatch(rumus) is not None and not any(h in rumus for h in self.persen)
        self[rumus] = _MENJUMLAH.search(rumus) is not None and not lurus
        return self[rumus]


def _hasil_campur(
    peta: PetaRumus, d: Dokumen, b: Catatan, s: Sel, tabel: tuple[Mapping[int, str], Sequence[int]]
) -> Iterator[Hasil]:
    suku = suku_jumlah(s.rumus or "", peta)
    satuan, baris = tabel
    letak: dict[str, tuple[int, int]] = {}
    for x in suku or ():
        a = x.acuan
        if a.lembar and a.lembar.casefold() != s.lembar.casefold():
            return
        if bisect_left(baris, a.baris1) < bisect_right(baris, a.baris2):
            for k in range(a.kolom1, min(a.kolom2, a.kolom1 + 100) + 1):
                if k in satuan:
                    letak.setdefault(satuan[k], (a.baris1, k))
    if len(letak) == 2:
        ada = {n: peta.sel(s.lembar, *di) for n, di in letak.items()}
        yield Hasil(
            s,
            d,
            f"{kunci_baris(d, d.baris.index(b))} {s.kolom}",
            sebab=f"rumus ={s.rumus} menjumlahkan kolom rupiah ({ada['Rp'].alamat}) dengan persen ({ada['%'].alamat})",
            terkait=(Rujukan(ada["Rp"]), Rujukan(ada["%"])),
            menutup=(Rujukan(s),),
            isi={"rumus": f"={(s.rumus or '')[:80]}", "rp": ada["Rp"].alamat, "persen": ada["%"].alamat},
        )


F132 = Aturan(
    "F132",
    "Rupiah dijumlahkan dengan persen",
    Tingkat.GALAT,
    ("anggaran",),
    "Rumus menjumlahkan sel rupiah dengan sel persentase; hasilnya bukan rupiah dan bukan persen.",
    "Satuan setiap kolom tabel anggaran",
    "Rumus {rumus} menjumlahkan rupiah ({rp}) dengan persen ({persen})",
    "Keluarkan kolom persentase dari rumusnya.",
    Contoh((Ubah(ANGGARAN, 2, "sisa", Decimal(94524100), _RP, "SUM(D6,F6)"),), (ANGGARAN, 2, "sisa")),
    Contoh((Ubah(ANGGARAN, 2, "sisa", Decimal(0), _RP, "SUM(C6,-D6)"),)),
    _campur,
)
