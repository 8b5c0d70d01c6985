"""The parts around the sheets as bytes: workbook.xml, relationships, content types, calcChain.

ECMA-376 part 1, 18.2 (order of workbook.xml's children), 18.6 (calculation chain); part 2, 9.3 and 10.1.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping, Sequence

from xlkinerja.buku.xml_mentah import (
    Tambalan,
    Unsur,
    akar,
    anak,
    atribut,
    bulat,
    dari_utf8,
    ke_utf8,
    lepas,
    lolos,
    lolos_atribut,
    semua_unsur,
    setel,
    sisip_dalam,
    tambal,
    topeng,
    unsur,
)

NS_KETAT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELASI = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELASI_KETAT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
NAMA_KAMI = ("_xlnm.Print_Titles", "_xlnm._FilterDatabase", "_xlnm.Print_Area")
_SEBELUM_NAMA = ("sheets", "functionGroups", "externalReferences")


class Dokumen:
    """An XML part to be patched: its UTF-8 bytes, mask, prefix and root."""

    def __init__(self, isi: bytes) -> None:
        self.isi, self.sandi = ke_utf8(isi)
        self.t = topeng(self.isi)
        self.p, self.akar = akar(self.t)

    def ketat(self) -> bool:
        """Whether the part is Strict Open XML."""
        return NS_KETAT in atribut(self.isi[self.akar.awal : self.akar.isi]).values()

    def anak(self) -> dict[str, Unsur]:
        """Children of the root by local name (the first of each)."""
        hasil: dict[str, Unsur] = {}
        for nama, u in anak(self.t, self.akar):
            hasil.setdefault(nama.removeprefix(self.p).decode(), u)
        return hasil

    def tanda(self, u: Unsur) -> dict[str, str]:
        """Attributes of an element."""
        return atribut(self.isi[u.awal : u.isi])

    def dengan(self, *tambalan: Tambalan) -> bytes:
        """The part with the patches, in its own encoding."""
        return dari_utf8(tambal(self.isi, tambalan), self.sandi)

    def isi_akar(self, baru: bytes) -> bytes:
        """The part with `baru` as the root's last content."""
        nama = re.split(rb"[\s/>]", self.isi[self.akar.awal + 1 : self.akar.isi])[0]
        return self.dengan(sisip_dalam(self.isi, self.akar, nama, baru))


def nama_rels(bagian: str) -> str:
    """Name of the part that holds a part's relationships."""
    folder, nama = posixpath.split(bagian)
    return posixpath.join(folder, "_rels", f"{nama}.rels")


def tambah_jenis_isi(isi: bytes, bagian: str, jenis: str) -> bytes:
    """[Content_Types].xml with an Override for a part."""
    d = Dokumen(isi)
    baru = b'<%sOverride PartName="/%s" ContentType="%s"/>' % (
        d.p,
        lolos_atribut(bagian),
        lolos_atribut(jenis),
    )
    return d.isi_akar(baru)


def hapus_jenis_isi(isi: bytes, bagian: str) -> bytes:
    """[Content_Types].xml without the Override of a part."""
    d = Dokumen(isi)
    kunci = "/" + bagian.casefold()
    semua = semua_unsur(d.t, d.p + b"Override")
    return d.dengan(
        *(Tambalan(u.awal, u.akhir, b"") for u in semua if d.tanda(u).get("PartName", "").casefold() == kunci)
    )


def tambah_hubungan(isi: bytes, jenis: str, sasaran: str, *, ketat: bool) -> tuple[bytes, str]:
    """A relationships part with one more, and its new id. `jenis` is the last segment of the type."""
    d = Dokumen(isi)
    nomor = [0]
    for u in semua_unsur(d.t, d.p + b"Relationship"):
        m = re.fullmatch(r"rid(\d{1,9})", d.tanda(u).get("Id", ""), re.IGNORECASE)
        nomor.append(int(m[1]) if m else 0)
    rid = f"rId{max(nomor) + 1}"
    tipe = f"{RELASI_KETAT if ketat else RELASI}/{jenis}"
    baru = f'Relationship Id="{rid}" Type="{tipe}" Target="'.encode()
    return d.isi_akar(b"<" + d.p + baru + lolos_atribut(sasaran) + b'"/>'), rid


def hapus_hubungan(isi: bytes, jenis: str) -> bytes:
    """A relationships part without those of a type, named by its last segment."""
    d = Dokumen(isi)
    buang = [u for u in semua_unsur(d.t, d.p + b"Relationship") if d.tanda(u).get("Type", "").endswith(f"/{jenis}")]
    return d.dengan(*(Tambalan(u.awal, u.akhir, b"") for u in buang))


def struktur_terkunci(workbook: bytes) -> bool:
    """Whether the workbook's structure is protected, so that no sheet may be added."""
    d = Dokumen(workbook)
    u = d.anak().get("workbookProtection")
    return u is not None and d.tanda(u).get("lockStructure") in ("1", "true")


def tambah_lembar(workbook: bytes, nama: str, rid: str) -> bytes:
    """workbook.xml with a sheet added last under a free sheetId."""
    d = Dokumen(workbook)
    u = d.anak()["sheets"]
    ada = [d.tanda(s).get("sheetId", "0") for s in semua_unsur(d.t, d.p + b"sheet", u.isi, u.tutup)]
    nomor = max((int(x) for x in ada if x.isdigit()), default=0) + 1
    alamat = RELASI_KETAT if d.ketat() else RELASI
    punya = d.tanda(d.akar)
    awalan = next((k.removeprefix("xmlns:") for k, v in punya.items() if v == alamat and k.startswith("xmlns:")), "")
    id_ = f'{awalan}:id="{rid}"' if awalan else f'xmlns:r="{alamat}" r:id="{rid}"'
    baru = b'<%ssheet name="%s" sheetId="%d" %s/>' % (d.p, lolos_atribut(nama), nomor, id_.encode())
    return d.dengan(sisip_dalam(d.isi, u, d.p + b"sheets", baru))


def setel_nama(workbook: bytes, indeks: int, nama: Mapping[str, str]) -> bytes:
    """workbook.xml with exactly these built-in names for the sheet at `indeks` (from 0), others kept."""
    d = Dokumen(workbook)
    induk = d.anak().get("definedNames")
    sisa = dict(nama)
    tambalan: list[Tambalan] = []
    for u in semua_unsur(d.t, d.p + b"definedName", induk.isi, induk.tutup) if induk else ():
        a = d.tanda(u)
        if a.get("localSheetId") != str(indeks) or a.get("name") not in NAMA_KAMI:
            continue
        if sisa.pop(a["name"], None) != lepas(d.isi[u.isi : u.tutup].decode()):
            sisa.update({a["name"]: nama[a["name"]]} if a["name"] in nama else {})
            tambalan.append(Tambalan(u.awal, u.akhir, b""))
    if not sisa and not tambalan:
        return workbook
    baru = b"".join(_nama(d.p, n, indeks, sisa[n]) for n in nama if n in sisa)
    if induk is not None and baru:
        tambalan.append(sisip_dalam(d.isi, induk, d.p + b"definedNames", baru))
    elif induk is None:
        tambalan.append(_sesudah(d, _SEBELUM_NAMA, b"<%sdefinedNames>%s</%sdefinedNames>" % (d.p, baru, d.p)))
    elif len(tambalan) == sum(1 for _ in semua_unsur(d.t, d.p + b"definedName", induk.isi, induk.tutup)):
        tambalan = [Tambalan(induk.awal, induk.akhir, b"")]
    return d.dengan(*tambalan)


def _nama(p: bytes, nama: str, indeks: int, rujukan: str) -> bytes:
    sembunyi = b' hidden="1"' if nama == "_xlnm._FilterDatabase" else b""
    isi = (p, nama.encode(), indeks, sembunyi, lolos(rujukan), p)
    return b'<%sdefinedName name="%s" localSheetId="%d"%s>%s</%sdefinedName>' % isi


def _sesudah(d: Dokumen, nama: Sequence[str], baru: bytes) -> Tambalan:
    ada = d.anak()
    letak = max((ada[n].akhir for n in nama if n in ada), default=d.akar.isi)
    return Tambalan(letak, letak, baru)


def hitung_penuh(workbook: bytes) -> bytes:
    """workbook.xml that asks Excel to recalculate when it is opened."""
    d = Dokumen(workbook)
    u = d.anak().get("calcPr")
    if u is None:
        return d.dengan(_sesudah(d, (*_SEBELUM_NAMA, "definedNames"), b'<%scalcPr fullCalcOnLoad="1"/>' % d.p))
    if d.tanda(u).get("fullCalcOnLoad") in ("1", "true"):
        return workbook
    return d.dengan(Tambalan(u.awal, u.isi, setel(d.isi[u.awal : u.isi], "fullCalcOnLoad", "1")))


def ubah_rantai(isi: bytes, hilang: Collection[tuple[str, str]], baru: Sequence[tuple[str, str]]) -> bytes | None:
    """calcChain.xml without and with these cells, (sheetId, address); address "*" is a whole sheet.

    An entry without a sheet id takes that of the one before it. None when nothing is left.
    """
    d = Dokumen(isi)
    tambalan: list[Tambalan] = []
    lembar = tertulis = ""
    tersisa = len(baru)
    for u in semua_unsur(d.t, d.p + b"c"):
        a = d.tanda(u)
        lembar = a.get("i", lembar)
        if (lembar, a.get("r", "")) in hilang or (lembar, "*") in hilang:
            tambalan.append(Tambalan(u.awal, u.akhir, b""))
            continue
        tersisa += 1
        if "i" not in a and tertulis != lembar:
            tambalan.append(Tambalan(u.awal, u.isi, setel(d.isi[u.awal : u.isi], "i", lembar)))
        tertulis = lembar
    if not tersisa:
        return None
    catatan = b"".join(b'<%sc r="%s" i="%s"/>' % (d.p, r.encode(), i.encode()) for i, r in baru)
    if not tambalan and not catatan:
        return isi
    if catatan:
        tambalan.append(sisip_dalam(d.isi, d.akar, d.p + b"calcChain", catatan))
    return d.dengan(*tambalan)


def rentang_tabel(isi: bytes) -> tuple[str, int]:
    """Range and number of heading rows of a table part."""
    d = Dokumen(isi)
    a = d.tanda(d.akar)
    return a.get("ref", ""), bulat(a.get("headerRowCount", "1"))


def rentang_pivot(isi: bytes) -> str:
    """Range of a pivot table's output."""
    d = Dokumen(isi)
    u = unsur(d.t, d.p + b"location")
    return d.tanda(u).get("ref", "") if u else ""
