"""Family F, beyond the single figure: error values, results that are text, links to other workbooks, circles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from xlkinerja.anggaran_baris import BULAN
from xlkinerja.angka import Angka, baca_angka
from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Rujukan, Ubah
from xlkinerja.aturan.rumus import ANGGARAN
from xlkinerja.buku import LEBAR
from xlkinerja.formulir.rumus import adalah_salinan
from xlkinerja.konteks import Konteks
from xlkinerja.model import Dokumen
from xlkinerja.rumus_buku import PetaRumus
from xlkinerja.rumus_galat import AsalGalat, asal_galat, sebab_galat
from xlkinerja.rumus_lingkar import lingkaran
from xlkinerja.rumus_sebab import Tempat
from xlkinerja.rumus_sel import ACUAN, bentuk, buku_luar, pecah
from xlkinerja.temuan import Sel, Tingkat

_SEMUA = ("anggaran", "capaian", "pk", "rkt", "rak", "renstra", "pendukung", "data_dukung")
_RP = "#,##0"
_TERKAIT = 50


def dokumen_di(konteks: Konteks, lembar: str, baris: int = 0) -> Dokumen | None:
    """The table of a sheet in which a row lies, else its first one; None for a sheet without any."""
    semua = [d for d in konteks.berkas.dokumen if d.lembar == lembar]
    dalam = [d for d in semua if d.rentang.baris1 <= baris <= d.rentang.baris2]
    return next(iter((*dalam, *semua)), None)


def _sel(peta: PetaRumus, tempat: Tempat) -> Sel:
    return peta.sel(*tempat)


def _galat(konteks: Konteks) -> Iterator[Hasil]:
    peta = konteks.rumus
    if peta is None:
        return
    kelompok: dict[tuple[object, ...], list[AsalGalat]] = {}
    for g in asal_galat(peta):
        lembar, baris, kolom = g.tempat
        if dokumen_di(konteks, lembar, baris) is None and not any(dokumen_di(konteks, t[0]) for t in g.turunan):
            continue
        rumus = peta.rumus(*g.tempat)
        sama = bentuk(rumus, baris, kolom) if rumus else g.tempat
        kelompok.setdefault((lembar, kolom, g.galat, sama), []).append(g)
    # A deleted row or column takes a reference from every column at once: those of one row are one finding.
    sebaris: dict[tuple[object, ...], list[AsalGalat]] = {}
    for sama, semua in kelompok.items():
        lembar, baris, _ = semua[0].tempat
        sebaris.setdefault((lembar, baris) if semua[0].galat == "#REF!" else sama, []).extend(semua)
    yield from (_hasil_galat(konteks, peta, semua) for semua in sebaris.values())


def _hasil_galat(konteks: Konteks, peta: PetaRumus, semua: Sequence[AsalGalat]) -> Hasil:
    """One formula that was filled down its column is one finding."""
    g, sel = semua[0], [_sel(peta, x.tempat) for x in semua]
    ikut = dict.fromkeys((*(x.tempat for x in semua[1:]), *(t for x in semua for t in x.turunan)))
    turunan = tuple(Rujukan(_sel(peta, t)) for t in ikut)
    return Hasil(
        sel[0],
        dokumen_di(konteks, g.tempat[0], g.tempat[1]),
        sel[0].rumus or g.galat,
        tertulis=g.galat,
        sebab=sebab_galat(peta, g),
        terkait=turunan[:_TERKAIT],
        menutup=(Rujukan(sel[0]), *turunan),
        isi={"galat": g.galat, "ikut": f"; {len(turunan)} sel lain ikut galat" if turunan else ""},
        urut_lembar=peta.peta(g.tempat[0]).urut,
    )


F141 = Aturan(
    "F141",
    "Rumus menghasilkan nilai galat",
    Tingkat.GALAT,
    _SEMUA,
    "Rumus di sel ini menghasilkan nilai galat Excel (#DIV/0!, #REF!, #VALUE!, #NAME?, #N/A). Sel lain yang memakainya "
    "ikut galat; yang ditunjuk di sini adalah sel asalnya.",
    "Nilai yang tersimpan di sel",
    "Rumus menghasilkan {galat}{ikut}",
    "Betulkan rujukan rumusnya atau isi sel yang dirujuk; untuk pembagi yang memang kosong pakai IF(pembagi=0;\"\";…).",
    Contoh((Ubah(ANGGARAN, 2, "sisa", "#REF!", rumus="C6-#REF!"),), (ANGGARAN, 2, "sisa")),
    Contoh((Ubah(ANGGARAN, 2, "sisa", Decimal(0), _RP, "C6-D6"),)),
    _galat,
)


def _hasil_teks(konteks: Konteks) -> Iterator[Hasil]:
    """One finding for each run of neighbouring rows in a column."""
    if konteks.rumus is None:
        return
    for d in (d for d in konteks.berkas.dokumen if d.lembar in konteks.rumus.berteks):
        for bidang in _bidang_angka(d):
            larik: list[Sel] = []
            for b in d.baris:
                s = b.asal.get(bidang)
                if s is not None and s.rumus and _angka_berupa_teks(s):
                    larik.append(s)
                elif larik:
                    yield _hasil_larik(d, bidang, larik)
                    larik = []
            if larik:
                yield _hasil_larik(d, bidang, larik)


def _bidang_angka(d: Dokumen) -> list[str]:
    """Fields that hold figures only."""
    if d.jenis == "anggaran":
        return [n for n in ("pagu_awal", "pagu", "blokir", "realisasi", "sisa", "persen", *BULAN) if n in d.kepala]
    if d.jenis == "pendukung":
        return [n for b in d.baris[:1] for n in getattr(b, "nilai", ()) if n in d.kepala]
    return [n for n in d.kepala if n.startswith(("capaian", "realisasi", "target"))]


def _angka_berupa_teks(s: Sel) -> bool:
    if s.jenis != "s" or not any(h.isdigit() for h in s.tampil) or _salinan(s.rumus or ""):
        return False
    angka = baca_angka(s.tampil)
    return isinstance(angka, Angka) and angka.satuan in ("", "%", "Rp")


def _salinan(rumus: str) -> bool:
    return adalah_salinan(rumus) or pecah(rumus)[0].strip("+ ") == ACUAN


def _hasil_larik(d: Dokumen, bidang: str, larik: list[Sel]) -> Hasil:
    rumus = (larik[0].rumus or "").upper()
    fungsi = next((n for n in ("TEXT", "FIXED", "DOLLAR", "IFERROR") if f"{n}(" in rumus), "")
    if fungsi == "IFERROR":
        sebab = f'IFERROR mengembalikan teks "{larik[0].tampil}", bukan angka'
    elif fungsi:
        sebab = f"fungsi {fungsi} mengubah angka menjadi teks"
    elif "&" in rumus:
        sebab = "tanda & menggabungkan angka menjadi teks"
    else:
        sebab = f"rumus mengembalikan teks bertanda kutip: ={larik[0].rumus}"
    return Hasil(
        larik[0],
        d,
        bidang,
        sebab=sebab,
        terkait=tuple(map(Rujukan, larik[1:])),
        isi={"bidang": bidang, "jumlah": str(len(larik)), "tertulis": larik[0].tampil.strip()},
    )


F142 = Aturan(
    "F142",
    "Hasil rumus berupa teks di kolom angka",
    Tingkat.PERINGATAN,
    _SEMUA,
    "Rumus menghasilkan teks yang tampak seperti angka (0% sebagai teks dari IFERROR, hasil TEXT). SUM dan AVERAGE "
    "melewatkan sel seperti ini tanpa memberi tahu.",
    "Penulisan angka Indonesia; nilai yang tersimpan di sel",
    "{jumlah} sel berisi teks {tertulis} dari rumus, bukan angka",
    "Hilangkan tanda kutip atau fungsi TEXT dari rumusnya; atur tampilannya dengan format sel.",
    Contoh((Ubah(ANGGARAN, 2, "persen", "100,00", rumus='TEXT(D6/C6*100,"0,00")'),), (ANGGARAN, 2, "persen")),
    Contoh((Ubah(ANGGARAN, 2, "persen", Decimal(100), "0.00", "D6/C6*100"),)),
    _hasil_teks,
)


def _tautan(konteks: Konteks) -> Iterator[Hasil]:
    """One finding for each linked workbook."""
    peta = konteks.rumus
    if peta is None:
        return
    semua: dict[str, list[Sel]] = {}
    for p in peta.lembar.values():
        for kunci, rumus in p.lembar.rumus.items():
            if "[" in rumus:
                for nomor in buku_luar(rumus):
                    semua.setdefault(nomor, []).append(p.lembar.sel(kunci // LEBAR + 1, kunci % LEBAR + 1))
    for nomor, sel in semua.items():
        sel.sort(key=lambda s: (peta.peta(s.lembar).urut, s.baris, s.kolom))
        yield Hasil(
            sel[0],
            dokumen_di(konteks, sel[0].lembar, sel[0].baris),
            f"tautan {nomor}",
            terkait=tuple(map(Rujukan, sel[1:_TERKAIT])),
            isi={"jumlah": str(len(sel)), "nomor": nomor, "rumus": (sel[0].rumus or "")[:80]},
            urut_lembar=peta.peta(sel[0].lembar).urut,
        )


F152 = Aturan(
    "F152",
    "Rumus mengambil angka dari buku kerja lain",
    Tingkat.PERINGATAN,
    _SEMUA,
    "Angka yang diambil dari buku kerja lain tidak ikut terkirim bersama buku kerja ini; nilainya dapat usang atau "
    "hilang ketika berkas itu dipindahkan.",
    "Dokumen satu satker harus dapat diperiksa sendiri (Perpres 29/2014)",
    "{jumlah} sel mengambil angka dari buku kerja lain nomor [{nomor}], mis. ={rumus}",
    "Salin nilainya (Paste Special > Values) atau pindahkan datanya ke buku kerja ini; lihat Data > Edit Links.",
    Contoh((Ubah(ANGGARAN, 5, "pagu", Decimal(17834000), _RP, "[1]DIPA!$C$9"),), (ANGGARAN, 5, "pagu")),
    Contoh(),
    _tautan,
)


def _melingkar(konteks: Konteks) -> Iterator[Hasil]:
    peta = konteks.rumus
    for anggota in lingkaran(peta) if peta is not None else ():
        assert peta is not None
        dokumen = dokumen_di(konteks, anggota[0][0], anggota[0][1])
        if dokumen is None:
            continue
        sel = [_sel(peta, t) for t in anggota[:_TERKAIT]]
        sendiri = "rumusnya memuat sel itu sendiri"
        sebab = sendiri if len(anggota) == 1 else f"rumusnya saling merujuk: {', '.join(s.alamat for s in sel[:5])}"
        yield Hasil(
            sel[0],
            dokumen,
            sel[0].rumus or "",
            sebab=sebab,
            terkait=tuple(map(Rujukan, sel[1:])),
            menutup=tuple(Rujukan(_sel(peta, t)) for t in anggota),
            isi={"rumus": (sel[0].rumus or "")[:80]},
        )


F153 = Aturan(
    "F153",
    "Rumus melingkar",
    Tingkat.GALAT,
    _SEMUA,
    "Rumus bergantung pada hasilnya sendiri, langsung atau melalui sel lain. Excel tidak dapat menghitungnya dan "
    "menyimpan nol atau angka lama.",
    "Rumus yang tertulis di sel itu sendiri",
    "Rumus ={rumus} bergantung pada hasilnya sendiri",
    "Keluarkan sel ini dari rentang rumusnya, atau putuskan lingkarannya di salah satu sel yang disebut.",
    Contoh((Ubah(ANGGARAN, 2, "sisa", Decimal(0), _RP, "C6-D6+E6"),), (ANGGARAN, 2, "sisa")),
    Contoh((Ubah(ANGGARAN, 2, "sisa", Decimal(0), _RP, "C6-D6"),)),
    _melingkar,
)
