"""One worksheet part into the arrays of a `Lembar`, in one pass over pieces of its XML.

The quick pass (`cepat`) is a regular expression that must account for every byte between <sheetData> and its
end; whatever it does not know sends the whole sheet to expat (`PenguraiLembar`). Both fill one `Pengumpul`.
"""

from __future__ import annotations

from collections.abc import Callable

from xlkinerja.buku import BARIS_TERBANYAK, LEBAR, BukuTakTerbaca, Lembar
from xlkinerja.buku.geser import DALAM_RUMUS
from xlkinerja.buku.kumpul import BATAS_SEL, KOLOM, Pengumpul, baris_sah
from xlkinerja.buku.paket import LembarPaket, Paket
from xlkinerja.buku.teks import TakLazim, bagi, lepas_entitas, lepas_x, teks_kaya, urai_utf8
from xlkinerja.buku.urai import DALAM_XML, pengurai, pesan_dalam, suapi
from xlkinerja.regeks import regeks

_ATR = r'(?: [\w:.]+="[^"<>&]*")'
_SEL = regeks(
    r'<c r="([A-Z]{1,3}+)([0-9]{1,7}+)"([^<>/]*+)(?:/>|>(?:'
    r'(?:<f(?: aca="false")?+>([^<]++)</f>)?'
    r"<v>(-?[0-9]{1,17}+(?:\.[0-9]{0,20}+)?)</v>"
    r"|([^<]*+(?:<(?!/?c[ >/])[^<]*+)*+))</c>)"
    rf"(</row>\s*+<row{_ATR}*+ ?>)?+"
    rf"|\s+|(</row>|<row{_ATR}*+ ?/?>|\S[\s\S]*+)"
)
"""A cell (column, row, attributes, plain formula, plain number, other content) and the end of its row with the next
one's beginning, or a row, or neither. LibreOffice says of every formula that it need not always be calculated."""
_ISI = regeks(
    rf"(?:<f({_ATR}*+)>([^<]*+)</f>|<f({_ATR}*+)/>)?"
    r'(?:<v(?: xml:space="preserve")?>([^<]*+)</v>|<v/>)?'
    r"(?:<is>([^<]*+(?:<(?!/?is>)[^<]*+)*+)</is>)?"
)
_ATRIBUT = regeks(r' ([\w:.]+)="([^"<>&]*)"')
_SEMUA_ATRIBUT = regeks(rf"{_ATR}*+ ?/?")
_TAMPAK = ' hidden="false"'
"""LibreOffice says it of every row."""
_ANGKA, _TEKS, _KOSONG = 110, 115, 45
_SIMPAN_TERBANYAK = 50_000


def pindai_lembar(
    paket: Paket,
    lembar: LembarPaket,
    bersama: list[str],
    format: tuple[str, ...] = ("General",),
    *,
    tanggal_1904: bool = False,
    paksa_expat: bool = False,
    batas_sel: int = BATAS_SEL,
) -> Lembar:
    """The sheet as a `Lembar`. BukuTakTerbaca, naming sheet and address, on broken XML or cells off the grid.

    `bersama`: the shared strings; `format`: number format code per xf index; `batas_sel`: most cells to keep.
    """

    def siapkan() -> Pengumpul:
        hasil = Lembar(lembar.nama, lembar.keadaan, format=format, tanggal_1904=tanggal_1904)
        return Pengumpul(hasil, bersama, batas_sel)

    if not paksa_expat:
        try:
            return _baca_cepat(paket, lembar.bagian, siapkan()).selesai()
        except TakLazim:
            pass
    pengumpul = siapkan()
    baca = PenguraiLembar(pengumpul, lembar.bagian)
    p = pengurai(lembar.bagian)
    p.StartElementHandler, p.EndElementHandler = baca.mulai, baca.tutup
    p.CharacterDataHandler = baca.isi
    suapi(p, paket.alirkan(lembar.bagian), lembar.bagian)
    return pengumpul.selesai()


# ---------------------------------------------------------------- the quick pass


def _baca_cepat(paket: Paket, bagian: str, pengumpul: Pengumpul) -> Pengumpul:
    kerangka = pengurai(bagian)
    pembaca = PenguraiLembar(pengumpul, bagian)
    kerangka.StartElementHandler = pembaca.mulai_kerangka
    olah = _pengolah(pengumpul)
    for tahap, potongan in bagi(paket.alirkan(bagian), b"sheetData", b"row"):
        if tahap == "badan":
            olah(urai_utf8(potongan))
        else:
            suapi(kerangka, (potongan,), bagian, akhir=False)
    suapi(kerangka, (), bagian)
    return pengumpul


def _pengolah(p: Pengumpul) -> Callable[[str], None]:  # noqa: PLR0915
    """A function that takes whole rows of XML into `p`: the hot loop, hence long and flat."""
    tambah_kunci, tambah_jenis = p.lembar.kunci.append, p.lembar.jenis.append
    tambah_gaya, tambah_isi = p.lembar.gaya.append, p.lembar.isi.append
    rumus, bersama, banyak_string = p.lembar.rumus, p.bersama, len(p.bersama)
    simpan: dict[str, str] = {}
    baris_kini, dasar = "", 0
    atribut_ke, baris = _AtributSel(p), _Baris(p)

    def olah(xml: str) -> None:  # noqa: PLR0912
        nonlocal baris_kini, dasar
        akhir = p.akhir
        for huruf, angka, atribut, f, n, lain, pindah, sisa in _SEL.findall(xml):
            if not huruf:
                if sisa:
                    baris.tanda(sisa)
                continue
            if pindah and ("hidden" in pindah or not baris.terbuka):
                baris.pindah(pindah)
            if angka != baris_kini:
                nomor = int(angka)  # one to seven digits
                if not 1 <= nomor <= BARIS_TERBANYAK:
                    p.di_luar(huruf + angka)
                dasar = (nomor - 1) * LEBAR - 1
                baris_kini = angka
            kunci = dasar + (KOLOM[huruf] or p.di_luar(huruf + angka))
            gaya, t = atribut_ke[atribut]
            if f:
                if len(f) > DALAM_RUMUS or "&" in f:
                    p.rumus(kunci, {}, lepas_entitas(f))
                else:
                    rumus[kunci] = f
            if n and t == "n":
                jenis, isi = _ANGKA, simpan.setdefault(n, n)
            elif n and t == "s" and n.isdigit() and (i := int(n)) < banyak_string:
                jenis, isi = _TEKS, bersama[i]
            elif not (n or lain) and t == "n":
                if not gaya:
                    continue
                jenis, isi = _KOSONG, ""
            else:
                p.akhir = akhir
                _sel_lain(p, kunci, atribut_ke[atribut], n, lain)
                akhir = p.akhir
                continue
            if kunci <= akhir:
                p.urut = False
            akhir = kunci
            tambah_kunci(kunci)
            tambah_jenis(jenis)
            tambah_gaya(gaya)
            tambah_isi(isi)
        p.akhir = akhir
        baris.harus_tertutup()
        p.periksa_banyak()
        if len(simpan) > _SIMPAN_TERBANYAK:
            simpan.clear()

    return olah


class _AtributSel(dict[str, tuple[int, str]]):
    """A cell's attributes after `r`, as text -> (xf index, type), (-1, "") for no such xf."""

    def __init__(self, p: Pengumpul) -> None:
        self.p = p

    def __missing__(self, teks: str) -> tuple[int, str]:
        nilai = _atribut(teks)
        if "r" in nilai:
            raise TakLazim
        if len(self) > _SIMPAN_TERBANYAK:
            self.clear()
        gaya = self.p.gaya(nilai.get("s", "0"))
        self[teks] = gaya, nilai.get("t", "n") if gaya >= 0 else ""
        return self[teks]


def _atribut(teks: str) -> dict[str, str]:
    """Attributes from their text. TakLazim if it is not plain."""
    daftar = _ATRIBUT.findall(teks)
    if _SEMUA_ATRIBUT.fullmatch(teks) is None or len(dict(daftar)) < len(daftar):
        raise TakLazim
    return dict(daftar)


def _sel_lain(p: Pengumpul, kunci: int, atribut: tuple[int, str], n: str, lain: str) -> None:
    """File a cell that is no plain number or shared string; `lain` is its content where `n` is "" ."""
    m = _ISI.fullmatch(lain)
    if m is None:
        raise TakLazim
    if m[2] is not None or m[3] is not None:
        p.rumus(kunci, _atribut(m[1] or m[3] or ""), lepas_entitas(m[2] or ""))
    kaya = teks_kaya(m[5]) if m[5] is not None else None
    gaya, t = atribut
    p.sel(kunci, gaya, t, n or lepas_entitas(m[4] or ""), kaya)


class _Baris:
    """Keeps the row tags honest: opened and closed in turn, no cell between two rows; notes hidden rows."""

    def __init__(self, p: Pengumpul) -> None:
        self.p = p
        self.terbuka = False
        self.banyak = 0

    def tanda(self, tanda: str) -> None:
        """Take a row's start or end tag. TakLazim for whatever is neither."""
        if tanda == "</row>":
            if not self.terbuka:
                raise TakLazim
            self.terbuka, self.banyak = False, len(self.p.lembar.kunci)
            return
        self.harus_tertutup()
        if not tanda.startswith("<row"):
            raise TakLazim
        self.terbuka = not tanda.endswith("/>")
        self._tampak(tanda)

    def pindah(self, tanda: str) -> None:
        """Take a row's end with the next one's beginning, between which no cell can stand."""
        if not self.terbuka:
            raise TakLazim
        self._tampak(tanda[tanda.index("<row") :])

    def harus_tertutup(self) -> None:
        """TakLazim inside a row, or when a cell has come since the last row."""
        if self.terbuka or len(self.p.lembar.kunci) != self.banyak:
            raise TakLazim

    def _tampak(self, tanda: str) -> None:
        """Note the row of a start tag if it is hidden."""
        if "hidden" not in tanda or (_TAMPAK in tanda and tanda.count("hidden") == 1):
            return
        atribut = _atribut(tanda[4:-1])
        if atribut.get("hidden") in ("1", "true"):
            if not atribut.get("r", "").isdigit():
                raise TakLazim
            self.p.sembunyikan_baris(int(atribut["r"]))


# ---------------------------------------------------------------- expat


class _Lokal(dict[str, str]):
    """expat's "uri name" -> name."""

    def __missing__(self, nama: str) -> str:
        if len(self) > 1000:
            self.clear()
        self[nama] = nama.rpartition(" ")[2]
        return self[nama]


_LOKAL = _Lokal()


class PenguraiLembar:
    """Expat handlers of a worksheet: cells, formulas, rows; columns and merges for both passes."""

    def __init__(self, pengumpul: Pengumpul, bagian: str) -> None:
        self.p = pengumpul
        self.bagian = bagian
        self.jalur: list[str] = []
        self.di_sel = False
        self.baris = self.kolom = self.kunci = 0
        self.atribut: dict[str, str] = {}
        self.rumus: dict[str, str] | None = None
        self.v: list[str] = []
        self.f: list[str] = []
        self.kaya: list[str] | None = None
        self.tampung: list[str] | None = None

    def mulai_kerangka(self, nama: str, atribut: dict[str, str]) -> None:
        """Start handler for the parts outside <sheetData>."""
        tag = _LOKAL[nama]
        if tag == "col":
            self.p.sembunyikan_kolom(atribut)
        elif tag == "mergeCell":
            self.p.gabung(atribut.get("ref", ""))

    def mulai(self, nama: str, atribut: dict[str, str]) -> None:
        """Start handler of the full pass."""
        tag, jalur = _LOKAL[nama], self.jalur
        jalur.append(tag)
        tingkat = len(jalur)
        if self.di_sel:
            self._mulai_isi(tag, atribut, tingkat)
        elif tingkat == 4 and tag == "c" and jalur[1:3] == ["sheetData", "row"]:
            self._mulai_sel(atribut)
        elif tingkat == 3 and tag == "row" and jalur[1] == "sheetData":
            self._mulai_baris(atribut)
        elif tingkat > DALAM_XML:
            raise BukuTakTerbaca(pesan_dalam(self.bagian))
        else:
            self.mulai_kerangka(nama, atribut)

    def _mulai_baris(self, atribut: dict[str, str]) -> None:
        nomor = atribut.get("r", "").strip()
        self.baris = baris_sah(self.p, "A", nomor) if nomor else self.baris + 1
        self.kolom = 0
        if atribut.get("hidden") in ("1", "true"):
            self.p.sembunyikan_baris(self.baris)

    def _mulai_sel(self, atribut: dict[str, str]) -> None:
        alamat = atribut.get("r")
        baris, self.kolom = self.p.alamat(alamat) if alamat else (self.baris, self.kolom + 1)
        if not alamat and (self.kolom > LEBAR or baris > BARIS_TERBANYAK):
            self.p.di_luar(f"kolom ke-{self.kolom} baris {baris}")
        self.kunci = (baris - 1) * LEBAR + self.kolom - 1
        self.atribut, self.rumus, self.kaya = atribut, None, None
        self.v, self.f = [], []
        self.di_sel = True

    def _mulai_isi(self, tag: str, atribut: dict[str, str], tingkat: int) -> None:
        self.tampung = None
        if tingkat == 5:
            if tag == "v":
                self.tampung = self.v
            elif tag == "f":
                self.rumus, self.tampung = atribut, self.f
            elif tag == "is":
                self.kaya = []
        elif tag == "t" and self.jalur[4:-1] in (["is"], ["is", "r"]):
            self.tampung = self.kaya
        elif tingkat > DALAM_XML:
            raise BukuTakTerbaca(pesan_dalam(self.bagian))

    def isi(self, potongan: str) -> None:
        """Character data handler."""
        if self.tampung is not None:
            self.tampung.append(potongan)

    def tutup(self, _nama: str) -> None:
        """End handler."""
        self.tampung = None
        if self.di_sel and len(self.jalur) == 4:
            self._tutup_sel()
        self.jalur.pop()

    def _tutup_sel(self) -> None:
        self.di_sel = False
        p, atribut = self.p, self.atribut
        if self.rumus is not None:
            p.rumus(self.kunci, self.rumus, "".join(self.f))
        kaya = lepas_x("".join(self.kaya)) if self.kaya is not None else None
        p.sel(self.kunci, p.gaya(atribut.get("s", "0")), atribut.get("t", "n"), "".join(self.v), kaya)
        if len(p.lembar.kunci) & 0xFFF == 0:
            p.periksa_banyak()
