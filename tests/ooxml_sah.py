"""A witness for the package: the bytes of an .xlsx -> what Excel would not take, a line each, naming part and place.

The rules are those whose breach makes Excel offer a repair (or refuse the file), as far as the standard library alone
can tell: ECMA-376 parts 1 and 2, transitional, and the limits Excel adds. Formulas are only looked at from outside
(brackets, quotes, separators, sheets, length). Strict workbooks, pivot tables and macros are not covered.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from urllib.parse import unquote
from xml.etree import ElementTree as ET
from xml.parsers import expat

# Facts: names

UTAMA = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
HUBUNGAN = f"{_OFFICE}/relationships"
_PAKET = "http://schemas.openxmlformats.org/package/2006"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
AWALAN = {
    UTAMA: "",
    HUBUNGAN: "r:",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c:",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a:",
    "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing": "xdr:",
    "urn:schemas-microsoft-com:vml": "v:",
    "urn:schemas-microsoft-com:office:office": "o:",
    f"{_PAKET}/content-types": "ct:",
    f"{_PAKET}/relationships": "rel:",
    f"{_OFFICE}/custom-properties": "prop:",
    f"{_OFFICE}/docPropsVTypes": "vt:",
}
"""Namespace -> the prefix under which the tables below know it; elements of other namespaces are left alone."""

JENIS_ISI = "[Content_Types].xml"
_SML = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_OOXML = "application/vnd.openxmlformats-officedocument."
_BUKU = "application/vnd.ms-excel."
BAGIAN: dict[str, tuple[tuple[str, ...], str]] = {
    "officeDocument": (
        (
            f"{_SML}sheet.main+xml",
            f"{_SML}template.main+xml",
            f"{_BUKU}sheet.macroEnabled.main+xml",
            f"{_BUKU}template.macroEnabled.main+xml",
        ),
        "workbook",
    ),
    "worksheet": ((f"{_SML}worksheet+xml",), "worksheet"),
    "chartsheet": ((f"{_SML}chartsheet+xml",), "chartsheet"),
    "styles": ((f"{_SML}styles+xml",), "styleSheet"),
    "sharedStrings": ((f"{_SML}sharedStrings+xml",), "sst"),
    "calcChain": ((f"{_SML}calcChain+xml",), "calcChain"),
    "comments": ((f"{_SML}comments+xml",), "comments"),
    "table": ((f"{_SML}table+xml",), "table"),
    "printerSettings": ((f"{_SML}printerSettings",), ""),
    "drawing": ((f"{_OOXML}drawing+xml",), "xdr:wsDr"),
    "chart": ((f"{_OOXML}drawingml.chart+xml",), "c:chartSpace"),
    "vmlDrawing": ((f"{_OOXML}vmlDrawing",), ""),
    "theme": ((f"{_OOXML}theme+xml",), "a:theme"),
    "core-properties": (("application/vnd.openxmlformats-package.core-properties+xml",), ""),
    "extended-properties": ((f"{_OOXML}extended-properties+xml",), ""),
    "custom-properties": ((f"{_OOXML}custom-properties+xml",), "prop:Properties"),
    "image": (("image/png", "image/jpeg", "image/gif", "image/bmp", "image/tiff", "image/x-emf", "image/x-wmf"), ""),
}
"""Last segment of a relationship's type -> the content types its target may have, and its root element ("": any)."""

RUJUKAN: dict[str, tuple[str, ...]] = {
    "sheet": ("worksheet", "chartsheet", "dialogsheet"),
    "drawing": ("drawing",),
    "legacyDrawing": ("vmlDrawing",),
    "legacyDrawingHF": ("vmlDrawing",),
    "hyperlink": ("hyperlink",),
    "tablePart": ("table",),
    "pageSetup": ("printerSettings",),
    "picture": ("image",),
    "externalReference": ("externalLink",),
    "pivotCache": ("pivotCacheDefinition",),
    "c:chart": ("chart",),
    "a:blip": ("image",),
    "a:hlinkClick": ("hyperlink",),
    "v:imagedata": ("image",),
    "v:fill": ("image",),
}
"""Element with an r:id (or o:relid) -> the types of relationship it may name."""

# Facts: what may stand in what. "a b* c|d": in this order, * any number of times, | one or the other.

_TEKS_GRAFIK = "c:spPr c:txPr"
_SUMBU = (
    "c:axId c:scaling c:delete c:axPos c:majorGridlines c:minorGridlines c:title c:numFmt c:majorTickMark "
    f"c:minorTickMark c:tickLblPos {_TEKS_GRAFIK} c:crossAx c:crosses|c:crossesAt "
)
_GRAFIK = (
    "c:areaChart|c:area3DChart|c:lineChart|c:line3DChart|c:stockChart|c:radarChart|c:scatterChart|c:pieChart|"
    "c:pie3DChart|c:doughnutChart|c:barChart|c:bar3DChart|c:ofPieChart|c:surfaceChart|c:surface3DChart|c:bubbleChart"
)
URUTAN: dict[str, str] = {
    "workbook": "fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups "
    "externalReferences definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes "
    "webPublishing fileRecoveryPr* webPublishObjects extLst",
    "bookViews": "workbookView*",
    "sheets": "sheet*",
    "definedNames": "definedName*",
    "worksheet": "sheetPr dimension sheetViews sheetFormatPr cols* sheetData sheetCalcPr sheetProtection "
    "protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr "
    "conditionalFormatting* dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks "
    "colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF "
    "picture oleObjects controls webPublishItems tableParts extLst",
    "sheetPr": "tabColor outlinePr pageSetUpPr",
    "sheetViews": "sheetView* extLst",
    "sheetView": "pane selection* pivotSelection* extLst",
    "cols": "col*",
    "sheetData": "row*",
    "row": "c* extLst",
    "c": "f v is extLst",
    "mergeCells": "mergeCell*",
    "conditionalFormatting": "cfRule* extLst",
    "cfRule": "formula* colorScale dataBar iconSet extLst",
    "dataValidations": "dataValidation*",
    "dataValidation": "formula1 formula2",
    "hyperlinks": "hyperlink*",
    "headerFooter": "oddHeader oddFooter evenHeader evenFooter firstHeader firstFooter",
    "rowBreaks": "brk*",
    "colBreaks": "brk*",
    "autoFilter": "filterColumn* sortState extLst",
    "protectedRanges": "protectedRange*",
    "ignoredErrors": "ignoredError* extLst",
    "tableParts": "tablePart*",
    "styleSheet": "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst",
    "numFmts": "numFmt*",
    "fonts": "font*",
    "fills": "fill*",
    "fill": "patternFill|gradientFill",
    "patternFill": "fgColor bgColor",
    "borders": "border*",
    "border": "start|left end|right top bottom diagonal vertical horizontal",
    "cellStyleXfs": "xf*",
    "cellXfs": "xf*",
    "xf": "alignment protection extLst",
    "cellStyles": "cellStyle*",
    "dxfs": "dxf*",
    "dxf": "font numFmt fill alignment border protection extLst",
    "colors": "indexedColors mruColors",
    "sst": "si* extLst",
    "si": "t r* rPh* phoneticPr",
    "is": "t r* rPh* phoneticPr",
    "r": "rPr t",
    "comments": "authors commentList extLst",
    "authors": "author*",
    "commentList": "comment*",
    "comment": "text commentPr",
    "table": "autoFilter sortState tableColumns tableStyleInfo extLst",
    "tableColumns": "tableColumn*",
    "xdr:wsDr": "xdr:twoCellAnchor|xdr:oneCellAnchor|xdr:absoluteAnchor*",
    "xdr:twoCellAnchor": "xdr:from xdr:to xdr:sp|xdr:grpSp|xdr:graphicFrame|xdr:cxnSp|xdr:pic|xdr:contentPart "
    "xdr:clientData",
    "xdr:from": "xdr:col xdr:colOff xdr:row xdr:rowOff",
    "xdr:to": "xdr:col xdr:colOff xdr:row xdr:rowOff",
    "xdr:graphicFrame": "xdr:nvGraphicFramePr xdr:xfrm a:graphic",
    "c:chartSpace": "c:date1904 c:lang c:roundedCorners c:style c:clrMapOvr c:pivotSource c:protection c:chart "
    f"{_TEKS_GRAFIK} c:externalData c:printSettings c:userShapes c:extLst",
    "c:chartSpace/c:chart": "c:title c:autoTitleDeleted c:pivotFmts c:view3D c:floor c:sideWall c:backWall c:plotArea "
    "c:legend c:plotVisOnly c:dispBlanksAs c:showDLblsOverMax c:extLst",
    "c:plotArea": f"c:layout {_GRAFIK}* c:valAx|c:catAx|c:dateAx|c:serAx* c:dTable c:spPr c:extLst",
    "c:title": f"c:tx c:layout c:overlay {_TEKS_GRAFIK} c:extLst",
    "c:legend": f"c:legendPos c:legendEntry* c:layout c:overlay {_TEKS_GRAFIK} c:extLst",
    "c:barChart": "c:barDir c:grouping c:varyColors c:ser* c:dLbls c:gapWidth c:overlap c:serLines* c:axId* c:extLst",
    "c:lineChart": "c:grouping c:varyColors c:ser* c:dLbls c:dropLines c:hiLowLines c:upDownBars c:marker c:smooth "
    "c:axId* c:extLst",
    "c:pieChart": "c:varyColors c:ser* c:dLbls c:firstSliceAng c:extLst",
    "c:barChart/c:ser": "c:idx c:order c:tx c:spPr c:invertIfNegative c:pictureOptions c:dPt* c:dLbls c:trendline* "
    "c:errBars c:cat c:val c:shape c:extLst",
    "c:lineChart/c:ser": "c:idx c:order c:tx c:spPr c:marker c:dPt* c:dLbls c:trendline* c:errBars c:cat c:val "
    "c:smooth c:extLst",
    "c:pieChart/c:ser": "c:idx c:order c:tx c:spPr c:explosion c:dPt* c:dLbls c:cat c:val c:extLst",
    "c:dLbls": f"c:dLbl* c:delete c:numFmt {_TEKS_GRAFIK} c:dLblPos c:showLegendKey c:showVal c:showCatName "
    "c:showSerName c:showPercent c:showBubbleSize c:separator c:showLeaderLines c:leaderLines c:extLst",
    "c:catAx": f"{_SUMBU}c:auto c:lblAlgn c:lblOffset c:tickLblSkip c:tickMarkSkip c:noMultiLvlLbl c:extLst",
    "c:valAx": f"{_SUMBU}c:crossBetween c:majorUnit c:minorUnit c:dispUnits c:extLst",
    "c:scaling": "c:logBase c:orientation c:max c:min c:extLst",
}
"""Element, or parent/element where the parent matters -> its children. An element not named here is not looked into."""

_HURUF = "b i strike condense extend outline shadow u vertAlign sz color name family charset scheme"
TAK_BERURUT: dict[str, frozenset[str]] = {
    "font": frozenset(_HURUF.split()),
    "rPr": frozenset(_HURUF.replace("name", "rFont").split()),
}
"""Elements whose children may stand in any order for Excel, each at most once."""

ANAK_WAJIB: dict[str, str] = {
    "workbook": "sheets",
    "worksheet": "sheetData",
    "comments": "authors commentList",
    "comment": "text",
    "c:chartSpace": "c:chart",
    "c:chartSpace/c:chart": "c:plotArea",
    "xdr:twoCellAnchor": "xdr:from xdr:to xdr:clientData",
}
CIRI_WAJIB: dict[str, str] = {
    "sheet": "name sheetId r:id",
    "definedName": "name",
    "sheetView": "workbookViewId",
    "sheetFormatPr": "defaultRowHeight",
    "col": "min max",
    "mergeCell": "ref",
    "conditionalFormatting": "sqref",
    "cfRule": "type priority",
    "dataValidation": "sqref",
    "hyperlink": "ref",
    "pageMargins": "left right top bottom header footer",
    "drawing": "r:id",
    "legacyDrawing": "r:id",
    "tablePart": "r:id",
    "numFmt": "numFmtId formatCode",
    "cellStyle": "xfId",
    "comment": "ref authorId",
    "prop:property": "fmtid pid name",
}
_BERCOUNT = (
    "mergeCells dataValidations cellStyleXfs cellXfs fonts fills borders numFmts cellStyles dxfs rowBreaks colBreaks "
    "tableParts tableColumns tableStyles"
)
JUMLAH = dict.fromkeys(_BERCOUNT.split(), "count") | {"sst": "uniqueCount", "vt:vector": "size"}
"""Element -> the attribute that, if present, is the number of its children."""
ANGKA_ANTARA: dict[tuple[str, str], tuple[float, float]] = {
    ("sheetView", "zoomScale"): (10, 400),
    ("sheetView", "zoomScaleNormal"): (0, 400),
    ("pageSetup", "scale"): (10, 400),
    ("pageSetup", "fitToWidth"): (0, 32767),
    ("pageSetup", "fitToHeight"): (0, 32767),
    ("col", "width"): (0, 255),
    ("col", "outlineLevel"): (0, 7),
    ("row", "outlineLevel"): (0, 7),
    ("row", "ht"): (0, 409.5),
    ("cfRule", "priority"): (1, 2**31 - 1),
    ("alignment", "indent"): (0, 250),
    ("sheet", "sheetId"): (1, 65534),
}
TERPANJANG: dict[tuple[str, str], int] = {
    ("dataValidation", "promptTitle"): 32,
    ("dataValidation", "errorTitle"): 32,
    ("dataValidation", "prompt"): 255,
    ("dataValidation", "error"): 255,
    ("hyperlink", "tooltip"): 255,
    ("numFmt", "formatCode"): 255,
    ("cellStyle", "name"): 255,
}
"""(element, attribute) -> characters it may have."""
ISI_TERPANJANG = dict.fromkeys(URUTAN["headerFooter"].split(), 255)
RENTANG = {
    "mergeCell": "ref",
    "dimension": "ref",
    "autoFilter": "ref",
    "hyperlink": "ref",
    "comment": "ref",
    "table": "ref",
    "conditionalFormatting": "sqref",
    "dataValidation": "sqref",
    "protectedRange": "sqref",
    "ignoredError": "sqref",
    "selection": "sqref",
}
"""Element -> the attribute with a range (ref) or with ranges and blanks between (sqref)."""
PILIHAN: dict[tuple[str, str], str] = {
    ("f", "t"): "normal array dataTable shared",
    ("sheet", "state"): "visible hidden veryHidden",
    ("dataValidation", "type"): "none whole decimal list date time textLength custom",
    ("dataValidation", "errorStyle"): "stop warning information",
    ("dataValidation", "operator"): "between notBetween equal notEqual lessThan lessThanOrEqual greaterThan "
    "greaterThanOrEqual",
    ("cfRule", "type"): "expression cellIs colorScale dataBar iconSet top10 uniqueValues duplicateValues containsText "
    "notContainsText beginsWith endsWith containsBlanks notContainsBlanks containsErrors notContainsErrors timePeriod "
    "aboveAverage",
    ("pageSetup", "orientation"): "default portrait landscape",
    ("alignment", "horizontal"): "general left center right fill justify centerContinuous distributed",
    ("alignment", "vertical"): "top center bottom justify distributed",
}
"""(element, attribute) -> the words it may have."""
JENIS_SEL = "b d e inlineStr n s str"
GALAT_SEL = "#NULL! #DIV/0! #VALUE! #REF! #NAME? #NUM! #N/A #GETTING_DATA #SPILL! #CALC!"
BARIS, KOLOM = 1_048_576, 16_384
RUMUS_TERPANJANG, SARANG, TEKS_SEL, DAFTAR_TERPANJANG = 8192, 64, 32767, 255
FORMAT_BAWAAN = 164
"""Number formats below this id need no declaration."""

Kotak = tuple[int, int, int, int]
"""First row, first column, last row, last column; from 1."""
TIADA = ET.Element("tidak-ada")
"""Stands for a part that is not there."""
Cacat = Iterator[tuple[str, str]]
"""Place in the part ("" for the whole part) and what is wrong there."""


# The package as read


@dataclass(frozen=True)
class Hubungan:
    """One relationship of a part."""

    id: str
    jenis: str
    """Last segment of its type."""
    tujuan: str
    """Name of the part, or what is outside."""
    luar: bool


@dataclass
class Paket:
    """The parts of a package, parsed where they are sound XML."""

    isi: dict[str, bytes]
    pohon: dict[str, ET.Element] = field(default_factory=dict)
    rusak: dict[str, str] = field(default_factory=dict)
    """Part -> why it is no XML."""
    hubungan: dict[str, list[Hubungan]] = field(default_factory=dict)
    """Part ("" for the package) -> its relationships."""

    def jenis(self, nama: str) -> str:
        """Content type of a part, or ""."""
        akar = self.pohon.get(JENIS_ISI, TIADA)
        for unsur in akar:
            if _nama(unsur) == "ct:Override" and unsur.get("PartName", "").casefold() == f"/{nama}".casefold():
                return unsur.get("ContentType", "")
        akhiran = nama.rpartition(".")[2].casefold()
        bawaan = (x for x in akar if _nama(x) == "ct:Default" and x.get("Extension", "").casefold() == akhiran)
        return next((x.get("ContentType", "") for x in bawaan), "")

    def yang(self, jenis: str, dari: str | None = None) -> list[str]:
        """The sound XML parts that are the target of this kind of relationship, of one part or of any."""
        sumber = self.hubungan.values() if dari is None else [self.hubungan.get(dari, [])]
        semua = dict.fromkeys(x.tujuan for daftar in sumber for x in daftar if x.jenis == jenis and not x.luar)
        return [x for x in semua if x in self.pohon]

    def akar(self, jenis: str) -> ET.Element:
        """Root of the one part of this kind; an empty element if there is none."""
        return next((self.pohon[x] for x in self.yang(jenis)), TIADA)

    @cached_property
    def lembar(self) -> list[ET.Element]:
        """The <sheet> elements of the workbook, in order."""
        return list(self.akar("officeDocument").iterfind(_q("sheets/sheet")))

    @cached_property
    def nama_lembar(self) -> frozenset[str]:
        """Names of the sheets in small letters."""
        return frozenset(x.get("name", "").casefold() for x in self.lembar)

    @cached_property
    def gaya(self) -> Counter[str]:
        """Element of the styles part (cellXfs, dxfs, fonts, …) -> how many it has."""
        return Counter({_nama(x): len(x) for x in self.akar("styles")})

    @cached_property
    def banyak_string(self) -> int:
        """Number of shared strings."""
        return len(self.akar("sharedStrings").findall(_q("si")))


def periksa_paket(isi: bytes) -> list[str]:
    """Every violation as "part: place: what"; [] for a package that Excel takes as it is."""
    try:
        with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
            nama = [x.filename for x in arsip.infolist() if not x.is_dir()]
            if rusak := arsip.testzip():
                return [f"{rusak}: CRC tidak cocok"]
            paket = _paket({x: arsip.read(x) for x in nama})
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as galat:
        return [f"berkas: bukan zip yang utuh ({galat})"]
    return [*_nama_ganda(nama), *_baris(paket, ATURAN_PAKET), *_baris_bagian(paket)]


def _baris(paket: Paket, aturan: Iterable[Callable[[Paket], Iterator[tuple[str, str, str]]]]) -> Iterator[str]:
    for satu in aturan:
        yield from (_kalimat(*x) for x in satu(paket))


def _baris_bagian(paket: Paket) -> Iterator[str]:
    """The rules of each part, in the order of the package."""
    menurut_bagian = {nama: jenis for jenis in ATURAN_BAGIAN for nama in paket.yang(jenis)}
    for nama, akar in paket.pohon.items():
        for umum in ATURAN_UMUM:
            yield from (_kalimat(nama, *x) for x in umum(akar))
        for satu in ATURAN_BAGIAN.get(menurut_bagian.get(nama, ""), ()):
            yield from (_kalimat(nama, *x) for x in satu(Bagian(nama, akar, paket)))


def _kalimat(bagian: str, letak: str, pesan: str) -> str:
    return ": ".join(x for x in (bagian, letak, pesan) if x)


@dataclass(frozen=True)
class Bagian:
    """One part, and the package it stands in."""

    nama: str
    akar: ET.Element
    paket: Paket


def _paket(isi: dict[str, bytes]) -> Paket:
    hasil = Paket(isi)
    for nama, data in isi.items():
        if nama.rpartition(".")[2].casefold() in {"xml", "rels", "vml"}:
            try:
                hasil.pohon[nama] = _xml(data)
            except (expat.ExpatError, ET.ParseError, ValueError) as galat:
                hasil.rusak[nama] = str(galat)
    for nama, akar in hasil.pohon.items():
        if nama.endswith(".rels"):
            hasil.hubungan[_sumber(nama)] = [_hubungan(x, _sumber(nama)) for x in akar]
    return hasil


def _xml(data: bytes) -> ET.Element:
    """The root of a part. Raises for what is not well formed, ValueError for a DTD and for undeclared prefixes."""

    def dtd(*_: object) -> None:
        raise ValueError("berisi DTD")

    pengurai = expat.ParserCreate()
    pengurai.StartDoctypeDeclHandler = dtd
    pengurai.Parse(data, True)
    awalan: set[str] = set()
    for peristiwa, hal in ET.iterparse(io.BytesIO(data), ("start-ns", "start")):
        if peristiwa == "start":
            break
        awalan.add(hal[0])
    akar = ET.fromstring(data)
    if hilang := sorted(set(akar.get(f"{{{MC}}}Ignorable", "").split()) - awalan):
        raise ValueError(f"mc:Ignorable menyebut awalan {hilang[0]} yang tidak dinyatakan")
    return akar


def _sumber(rels: str) -> str:
    """Of "xl/_rels/workbook.xml.rels" the part "xl/workbook.xml"; "" for the package's own."""
    folder, _, nama = rels.rpartition("/")
    return posixpath.join(folder.removesuffix("_rels").rstrip("/"), nama.removesuffix(".rels"))


def _hubungan(unsur: ET.Element, sumber: str) -> Hubungan:
    luar, tujuan = unsur.get("TargetMode") == "External", unsur.get("Target", "")
    if not luar:
        tujuan = posixpath.normpath(posixpath.join("/", posixpath.dirname(sumber), unquote(tujuan))).lstrip("/")
    return Hubungan(unsur.get("Id", ""), unsur.get("Type", "").rpartition("/")[2], tujuan, luar)


# Small tools


def _nama(unsur: ET.Element | str) -> str:
    """The name as "row" or "c:ser"; {namespace}name where the namespace is not ours."""
    penuh = unsur if isinstance(unsur, str) else unsur.tag
    ruang, _, nama = penuh[1:].rpartition("}") if penuh.startswith("{") else ("", "", penuh)
    return f"{AWALAN[ruang]}{nama}" if ruang in AWALAN else penuh


def _q(jalan: str) -> str:
    """A path such as "sheets/sheet" with the main namespace on each step."""
    return "/".join(f"{{{UTAMA}}}{x}" if x not in {".", ""} else x for x in jalan.split("/"))


def _ciri(unsur: ET.Element, nama: str) -> str | None:
    return unsur.get(f"{{{HUBUNGAN}}}{nama[2:]}" if nama.startswith("r:") else nama)


def _letak(unsur: ET.Element) -> str:
    """<element what-names-it>"""
    for ciri in ("r", "ref", "sqref", "name", "numFmtId", "min", "priority", "id"):
        if (nilai := unsur.get(ciri)) is not None:
            return f"<{_nama(unsur)} {ciri}={nilai}>"
    return f"<{_nama(unsur)}>"


def _bulat(teks: str | None) -> int:
    """A whole number, -1 for what is none."""
    return int(teks) if teks and re.fullmatch(r"[0-9]{1,10}", teks) else -1


def _sel(teks: str) -> tuple[int, int] | None:
    """From "B7" or "$B$7" -> (7, 2) if it lies in the grid."""
    if not (cocok := re.fullmatch(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})", teks)):
        return None
    kolom = 0
    for huruf in cocok[1]:
        kolom = kolom * 26 + ord(huruf) - 64
    return (int(cocok[2]), kolom) if kolom <= KOLOM and int(cocok[2]) <= BARIS else None


def _kotak(teks: str) -> Kotak | None:
    """From "A1" or "A1:B3", corners in order -> the rectangle; also "A:B" and "1:2"."""
    awal, _, akhir = teks.partition(":")
    if re.fullmatch(r"\$?[A-Z]{1,3}:\$?[A-Z]{1,3}", teks):
        awal, akhir = f"{awal}1", f"{akhir}{BARIS}"
    elif re.fullmatch(r"\$?\d+:\$?\d+", teks):
        awal, akhir = f"A{awal}", f"XFD{akhir}"
    a, b = _sel(awal), _sel(akhir or awal)
    return (*a, *b) if a and b and a[0] <= b[0] and a[1] <= b[1] else None


def _bertemu(a: Kotak, b: Kotak) -> bool:
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


def _panjang(teks: str) -> int:
    """Length as Excel counts it, in UTF-16 units."""
    return len(teks.encode("utf-16-le", "surrogatepass")) // 2


def _ganda(nilai: Iterable[str]) -> list[str]:
    """What stands more than once, in order."""
    return [x for x, n in Counter(nilai).items() if n > 1]


# Rules of the package: part, place, what


def _nama_ganda(nama: list[str]) -> Iterator[str]:
    for satu in _ganda(x.casefold() for x in nama):
        yield f"{next(x for x in nama if x.casefold() == satu)}: nama bagian dipakai lebih dari sekali"


def _xml_sah(paket: Paket) -> Iterator[tuple[str, str, str]]:
    for nama, sebab in paket.rusak.items():
        yield nama, "", f"XML tidak sah ({sebab})"


def _bagian_pokok(paket: Paket) -> Iterator[tuple[str, str, str]]:
    if JENIS_ISI not in paket.isi:
        yield "berkas", "", f"{JENIS_ISI} tidak ada"
    if "_rels/.rels" not in paket.isi:
        yield "berkas", "", "_rels/.rels tidak ada"
    elif sum(x.jenis == "officeDocument" for x in paket.hubungan.get("", [])) != 1:
        yield "_rels/.rels", "", "harus ada tepat satu hubungan officeDocument"


def _jenis_isi(paket: Paket) -> Iterator[tuple[str, str, str]]:
    for nama in paket.isi:
        if nama != JENIS_ISI and not paket.jenis(nama):
            yield nama, "", "tidak punya jenis isi"
    akar = paket.pohon.get(JENIS_ISI, TIADA)
    timpa = [x.get("PartName", "") for x in akar if _nama(x) == "ct:Override"]
    bawaan = [x.get("Extension", "").casefold() for x in akar if _nama(x) == "ct:Default"]
    for nama in timpa:
        if nama.removeprefix("/") not in paket.isi or not nama.startswith("/"):
            yield JENIS_ISI, nama, "bagian ini tidak ada"
    for nama in (*_ganda(timpa), *_ganda(bawaan)):
        yield JENIS_ISI, nama, "disebut lebih dari sekali"


def _jenis_menurut_hubungan(paket: Paket) -> Iterator[tuple[str, str, str]]:
    """What a relationship calls a worksheet has a worksheet's content type and root element."""
    for jenis, (boleh, akar) in BAGIAN.items():
        for nama in dict.fromkeys(x.tujuan for y in paket.hubungan.values() for x in y if x.jenis == jenis):
            if nama not in paket.isi:
                continue
            if (ada := paket.jenis(nama)) not in boleh and ada:
                yield nama, "", f"jenis isi {ada}, seharusnya {boleh[0]}"
            if akar and nama in paket.pohon and _nama(paket.pohon[nama]) != akar:
                yield nama, "", f"akarnya <{_nama(paket.pohon[nama])}>, seharusnya <{akar}>"


def _hubungan_sah(paket: Paket) -> Iterator[tuple[str, str, str]]:
    for sumber, daftar in paket.hubungan.items():
        rels = posixpath.join(posixpath.dirname(sumber), "_rels", f"{posixpath.basename(sumber)}.rels")
        if sumber and sumber not in paket.isi:
            yield rels, "", f"{sumber} tidak ada"
        for nama in _ganda(x.id for x in daftar):
            yield rels, nama, "Id dipakai lebih dari sekali"
        for satu in daftar:
            if not satu.id or not satu.jenis:
                yield rels, satu.id, "Id atau Type tidak ada"
            if not satu.luar and satu.tujuan not in paket.isi:
                yield rels, satu.id, f"tujuan {satu.tujuan} tidak ada"
            if satu.luar != (satu.jenis in {"hyperlink", "externalLinkPath"}) and satu.jenis in {*BAGIAN, "hyperlink"}:
                yield rels, satu.id, f"TargetMode hubungan {satu.jenis} keliru"


def _rujukan(paket: Paket) -> Iterator[tuple[str, str, str]]:
    """Each r:id is in the part's relationships, and of the type that its element needs."""
    for nama, akar in paket.pohon.items():
        ada = {x.id: x for x in paket.hubungan.get(nama, [])}
        for unsur in akar.iter():
            for ciri, id in unsur.items():
                if not (_nama(ciri).startswith("r:") or _nama(ciri) == "o:relid") or not id:
                    continue
                boleh = RUJUKAN.get(_nama(unsur))
                if id not in ada:
                    yield nama, _letak(unsur), f"hubungan {id} tidak ada"
                elif boleh and ada[id].jenis not in boleh:
                    yield nama, _letak(unsur), f"hubungan {id} berjenis {ada[id].jenis}, seharusnya {boleh[0]}"


ATURAN_PAKET = (_xml_sah, _bagian_pokok, _jenis_isi, _jenis_menurut_hubungan, _hubungan_sah, _rujukan)


# Rules of every part, by the tables


def _urutan(teks: str) -> dict[str, tuple[int, bool]]:
    """From "a b* c|d": child -> (position, may be repeated)."""
    return {
        nama: (i, satu.endswith("*"))
        for i, satu in enumerate(teks.split())
        for nama in satu.removesuffix("*").split("|")
    }


_POSISI = {nama: _urutan(teks) for nama, teks in URUTAN.items()}


def _urutan_anak(akar: ET.Element) -> Cacat:
    for induk, unsur in _beserta_induk(akar):
        nama = _nama(unsur)
        posisi = _POSISI.get(f"{induk}/{nama}") or _POSISI.get(nama)
        anak = [x for x in map(_nama, unsur) if not x.startswith("{")]
        if posisi:
            yield from ((_letak(unsur), x) for x in _salah_urut(anak, posisi))
        elif boleh := TAK_BERURUT.get(nama):
            yield from ((_letak(unsur), f"<{x}> tidak dikenal di sini") for x in anak if x not in boleh)
            yield from ((_letak(unsur), f"<{x}> lebih dari satu") for x in _ganda(anak))


def _beserta_induk(akar: ET.Element) -> Iterator[tuple[str, ET.Element]]:
    yield "", akar
    for induk in akar.iter():
        yield from ((_nama(induk), anak) for anak in induk)


def _salah_urut(anak: list[str], posisi: Mapping[str, tuple[int, bool]]) -> Iterator[str]:
    yield from (f"<{x}> tidak dikenal di sini" for x in anak if x not in posisi)
    dikenal = [x for x in anak if x in posisi]
    for lalu, nama in pairwise(dikenal):
        if posisi[nama][0] < posisi[lalu][0]:
            yield f"<{nama}> seharusnya sebelum <{lalu}>"
    letak = {posisi[x][0]: x for x in dikenal if not posisi[x][1]}
    for nomor in _ganda(str(posisi[x][0]) for x in dikenal if not posisi[x][1]):
        yield f"<{letak[int(nomor)]}> lebih dari satu"


def _wajib(akar: ET.Element) -> Cacat:
    for induk, unsur in _beserta_induk(akar):
        nama = _nama(unsur)
        for anak in (ANAK_WAJIB.get(nama) or ANAK_WAJIB.get(f"{induk}/{nama}", "")).split():
            if anak not in map(_nama, unsur):
                yield _letak(unsur), f"<{anak}> tidak ada"
        for ciri in CIRI_WAJIB.get(nama, "").split():
            if _ciri(unsur, ciri) is None:
                yield _letak(unsur), f"{ciri} tidak ada"


def _jumlah(akar: ET.Element) -> Cacat:
    for unsur in akar.iter():
        ciri = JUMLAH.get(_nama(unsur))
        if ciri and (tertulis := unsur.get(ciri)) not in {None, str(len(unsur))}:
            yield f"<{_nama(unsur)}>", f"{ciri} {tertulis}, seharusnya {len(unsur)}"


def _nilai_ciri(akar: ET.Element) -> Cacat:
    """Numbers within their bounds, words from their list, texts not too long, colours of eight digits."""
    for unsur in akar.iter():
        nama = _nama(unsur)
        for ciri, nilai in unsur.items():
            yield from ((_letak(unsur), x) for x in _salah_ciri(nama, ciri, nilai))
        batas = ISI_TERPANJANG.get(nama)
        if batas and _panjang(unsur.text or "") > batas:
            yield _letak(unsur), f"{_panjang(unsur.text or '')} karakter, paling banyak {batas}"


def _salah_ciri(nama: str, ciri: str, nilai: str) -> Iterator[str]:
    kunci = (nama, ciri)
    if kunci in ANGKA_ANTARA:
        bawah, atas = ANGKA_ANTARA[kunci]
        if not re.fullmatch(r"\d+(\.\d+)?(E[+-]?\d+)?", nilai, re.IGNORECASE) or not bawah <= float(nilai) <= atas:
            yield f"{ciri} {nilai}, seharusnya {bawah} sampai {atas}"
    if kunci in PILIHAN and nilai not in PILIHAN[kunci].split():
        yield f"{ciri} {nilai} tidak dikenal"
    if kunci in TERPANJANG and _panjang(nilai) > TERPANJANG[kunci]:
        yield f"{ciri} {_panjang(nilai)} karakter, paling banyak {TERPANJANG[kunci]}"
    if ciri == "rgb" and not re.fullmatch(r"[0-9A-Fa-f]{8}", nilai):
        yield f"rgb {nilai} bukan delapan angka heksadesimal"


def _rentang_sah(akar: ET.Element) -> Cacat:
    for unsur in akar.iter():
        nilai = unsur.get(ciri) if (ciri := RENTANG.get(_nama(unsur), "")) else None
        if nilai is None:
            continue
        potongan = nilai.split(" ") if ciri == "sqref" else [nilai]
        yield from ((_letak(unsur), f"rentang {x or '(kosong)'} tidak sah") for x in potongan if not _kotak(x))


ATURAN_UMUM = (_urutan_anak, _wajib, _jumlah, _nilai_ciri, _rentang_sah)


# Formulas, from outside

_TANDA = re.compile(
    r"""(?P<lembar>'(?:[^']|'')*')!|(?P<teks>"(?:[^"]|"")*")"""
    r"""|(?P<galat>\#(?:REF!|NULL!|NUM!|VALUE!|DIV/0!|NAME\?|N/A))|(?P<luar>\[[^\]]*\])"""
    r"""|(?P<polos>[^\W\d][\w.]*(?::[^\W\d][\w.]*)?)!|(?P<tanda>[(){};"'!])"""
)
_PASANGAN = {")": "(", "}": "{"}


def _rumus_sah(teks: str, paket: Paket) -> Iterator[str]:
    """What is wrong with a formula as it stands in the file (no "=", English, commas)."""
    if _panjang(teks) > RUMUS_TERPANJANG:
        yield f"rumus {_panjang(teks)} karakter, paling banyak {RUMUS_TERPANJANG}"
    if teks.startswith("="):
        yield 'rumus diawali "="'
    terbuka: list[str] = []
    akhir_luar, paling_dalam = -1, 0
    for cocok in _TANDA.finditer(teks):
        luar = cocok.start() == akhir_luar
        if (tanda := cocok["tanda"]) and not (tanda == "!" and luar):
            yield from _tanda_sah(tanda, terbuka)
            paling_dalam = max(paling_dalam, len(terbuka))
        elif (lembar := cocok["lembar"] or cocok["polos"]) and not luar:
            yield from _lembar_ada(lembar, paket)
        akhir_luar = cocok.end() if cocok["luar"] else -1
    yield from (f"kurung {x} tidak ditutup" for x in terbuka)
    if paling_dalam > SARANG:
        yield f"kurung {paling_dalam} tingkat, paling banyak {SARANG}"


def _tanda_sah(tanda: str, terbuka: list[str]) -> Iterator[str]:
    if tanda in "({":
        terbuka.append(tanda)
    elif tanda in ")}":
        if not terbuka or terbuka.pop() != _PASANGAN[tanda]:
            yield f"kurung {tanda} tanpa pembuka"
    elif tanda == ";" and (not terbuka or terbuka[-1] != "{"):
        yield "titik koma sebagai pemisah"
    elif tanda in "\"'":
        yield f"tanda kutip {tanda} tidak ditutup"
    elif tanda == "!":
        yield "tanda seru tanpa nama lembar yang sah"


def _lembar_ada(nama: str, paket: Paket) -> Iterator[str]:
    polos = nama[1:-1].replace("''", "'") if nama.startswith("'") else nama
    if "[" in polos:
        return
    for satu in polos.split(":"):
        if satu.casefold() not in paket.nama_lembar:
            yield f"lembar {satu} tidak ada"


# Rules of the workbook part


def _lembar_buku(bagian: Bagian) -> Cacat:
    lembar = bagian.paket.lembar
    for satu in lembar:
        nama = satu.get("name", "")
        if not 1 <= _panjang(nama) <= 31:
            yield _letak(satu), f"nama lembar {_panjang(nama)} karakter, seharusnya 1 sampai 31"
        if re.search(r"[\[\]:*?/\\]", nama) or nama.startswith("'") or nama.endswith("'"):
            yield _letak(satu), "nama lembar berisi karakter terlarang"
    for nama in _ganda(x.get("name", "").casefold() for x in lembar):
        yield f"<sheet name={nama}>", "nama lembar dipakai lebih dari sekali"
    for ciri in ("sheetId", "r:id"):
        for nilai in _ganda(_ciri(x, ciri) or "" for x in lembar):
            yield f"<sheet {ciri}={nilai}>", f"{ciri} dipakai lebih dari sekali"
    if all(x.get("state", "visible") != "visible" for x in lembar):
        yield "<sheets>", "tidak ada lembar yang tampak"


def _tampilan_buku(bagian: Bagian) -> Cacat:
    for tampilan in bagian.akar.iterfind(_q("bookViews/workbookView")):
        for ciri in ("activeTab", "firstSheet"):
            if not 0 <= _bulat(tampilan.get(ciri, "0")) < len(bagian.paket.lembar):
                yield "<workbookView>", f"{ciri} {tampilan.get(ciri)} di luar {len(bagian.paket.lembar)} lembar"


def _nama_terdefinisi(bagian: Bagian) -> Cacat:
    semua = list(bagian.akar.iterfind(_q("definedNames/definedName")))
    for satu in semua:
        nama, lingkup = satu.get("name", ""), satu.get("localSheetId")
        if not _nama_sah(nama):
            yield _letak(satu), "nama tidak sah"
        if lingkup is not None and not 0 <= _bulat(lingkup) < len(bagian.paket.lembar):
            yield _letak(satu), f"localSheetId {lingkup} di luar {len(bagian.paket.lembar)} lembar"
        if "#REF!" in (satu.text or ""):
            yield _letak(satu), "berisi #REF!"
        if not satu.text:
            yield _letak(satu), "tidak berisi apa-apa"
        yield from ((_letak(satu), x) for x in _rumus_sah(satu.text or "", bagian.paket))
        yield from ((_letak(satu), x) for x in _nama_cetak(satu, bagian.paket))
    for kunci in _ganda(f"{x.get('localSheetId', 'buku')} {x.get('name', '').casefold()}" for x in semua):
        lingkup, _, nama = kunci.partition(" ")
        yield f"<definedName name={nama}>", f"dipakai lebih dari sekali dalam lingkup {lingkup}"


def _nama_sah(nama: str) -> bool:
    """A name Excel takes: no cell's address in either style, no blanks, at most 255 characters."""
    polos = nama.removeprefix("_xlnm.")
    if not re.fullmatch(r"[^\W\d][\w.?\\]*|\\[\w.?\\]*", polos) or _panjang(nama) > 255:
        return False
    return not (_sel(polos.upper()) or re.fullmatch(r"(R\d*)?(C\d*)?", polos, re.IGNORECASE))


def _nama_cetak(satu: ET.Element, paket: Paket) -> Iterator[str]:
    """Print areas and titles belong to a sheet, and lie on it."""
    nama, nomor = satu.get("name", ""), _bulat(satu.get("localSheetId"))
    if nama not in {"_xlnm.Print_Area", "_xlnm.Print_Titles", "_xlnm._FilterDatabase"}:
        return
    if satu.get("localSheetId") is None:
        yield "harus punya localSheetId"
    if not 0 <= nomor < len(paket.lembar):
        return
    for cocok in _TANDA.finditer(satu.text or ""):
        lembar = cocok["lembar"] or cocok["polos"] or ""
        milik = paket.lembar[nomor].get("name", "")
        if lembar and lembar.strip("'").replace("''", "'").casefold() != milik.casefold():
            yield f"merujuk lembar {lembar}, seharusnya {milik}"
    if nama == "_xlnm.Print_Titles" and not re.fullmatch(
        r"(.*!(\$[A-Z]+:\$[A-Z]+|\$\d+:\$\d+),?){1,2}", satu.text or ""
    ):
        yield f"{satu.text} bukan baris atau kolom penuh"


# Rules of a worksheet part


def _baris_lembar(bagian: Bagian) -> Cacat:
    lalu = 0
    for baris in bagian.akar.iterfind(_q("sheetData/row")):
        nomor = _bulat(baris.get("r", str(lalu + 1)))
        if not lalu < nomor <= BARIS:
            yield _letak(baris), f"baris {baris.get('r')} sesudah baris {lalu}"
        lalu = nomor
        yield from _sel_baris(baris, nomor)


def _sel_baris(baris: ET.Element, nomor: int) -> Cacat:
    lalu = 0
    for sel in baris.iterfind(_q("c")):
        letak = _sel(sel.get("r", "")) if sel.get("r") else (nomor, lalu + 1)
        if letak is None:
            yield _letak(sel), "di luar kisi"
            continue
        if letak[0] != nomor:
            yield _letak(sel), f"berdiri di baris {nomor}"
        if letak[1] <= lalu:
            yield _letak(sel), "kolom tidak menaik"
        lalu = letak[1]


def _isi_sel(bagian: Bagian) -> Cacat:
    for sel in bagian.akar.iterfind(_q("sheetData/row/c")):
        jenis, nilai = sel.get("t", "n"), sel.find(_q("v"))
        teks = "" if nilai is None else nilai.text or ""
        if jenis not in JENIS_SEL.split():
            yield _letak(sel), f"t {jenis} tidak dikenal"
        elif pesan := _salah_nilai(jenis, teks, bagian.paket) if nilai is not None else "":
            yield _letak(sel), pesan
        if (jenis == "inlineStr") != (sel.find(_q("is")) is not None):
            yield _letak(sel), "<is> dan t=inlineStr harus bersama"
        if jenis == "str" and sel.find(_q("f")) is None:
            yield _letak(sel), "t=str tanpa rumus"
        if jenis in {"s", "b", "e"} and nilai is None:
            yield _letak(sel), f"t={jenis} tanpa <v>"
        yield from _teks_terlalu_panjang(_letak(sel), sel.iterfind(_q("is")))


def _teks_terlalu_panjang(letak: str, isi: Iterable[ET.Element]) -> Cacat:
    """Text of <is>, <si> or <text>, plain or in runs; phonetic text does not count."""
    potongan = (y.text or "" for x in isi for jalan in ("t", "r/t") for y in x.iterfind(_q(jalan)))
    if (panjang := sum(map(_panjang, potongan))) > TEKS_SEL:
        yield letak, f"{panjang} karakter, paling banyak {TEKS_SEL}"


def _salah_nilai(jenis: str, teks: str, paket: Paket) -> str:
    """What is wrong with the text of <v>, or ""."""
    if jenis == "s" and not 0 <= _bulat(teks) < paket.banyak_string:
        return f"string bersama {teks} di luar {paket.banyak_string}"
    if jenis == "str" and _panjang(teks) > TEKS_SEL:
        return f"{_panjang(teks)} karakter, paling banyak {TEKS_SEL}"
    sah = {
        "b": teks in {"0", "1"},
        "e": teks in GALAT_SEL.split(),
        "n": not teks or re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([Ee][+-]?\d{1,3})?", teks) is not None,
    }
    return "" if sah.get(jenis, True) else f"nilai {teks} bukan nilai t={jenis}"


def _rumus_sel(bagian: Bagian) -> Cacat:
    bersama: set[str] = set()
    for sel in bagian.akar.iterfind(_q("sheetData/row/c")):
        if (rumus := sel.find(_q("f"))) is None:
            continue
        jenis, teks = rumus.get("t", "normal"), rumus.text or ""
        yield from ((_letak(sel), x) for x in _rumus_sah(teks, bagian.paket))
        if jenis in {"array", "dataTable"} and not _kotak(rumus.get("ref", "")):
            yield _letak(sel), f"rumus {jenis} tanpa ref"
        if jenis == "shared" and (rumus.get("si") is None or not (teks or rumus.get("si") in bersama)):
            yield _letak(sel), f"rumus bersama {rumus.get('si')} belum punya induk"
        if jenis == "shared" and teks:
            bersama.add(rumus.get("si", ""))
        if jenis in {"normal", "array"} and not teks:
            yield _letak(sel), "rumus kosong"


def _gaya_lembar(bagian: Bagian) -> Cacat:
    banyak = bagian.paket.gaya["cellXfs"]
    for jalan, ciri in (("sheetData/row/c", "s"), ("sheetData/row", "s"), ("cols/col", "style")):
        for unsur in bagian.akar.iterfind(_q(jalan)):
            if (nilai := unsur.get(ciri)) is not None and not 0 <= _bulat(nilai) < banyak:
                yield _letak(unsur), f"gaya {nilai} di luar {banyak} cellXfs"


def _kolom_lembar(bagian: Bagian) -> Cacat:
    lalu = 0
    for kolom in bagian.akar.iterfind(_q("cols/col")):
        awal, akhir = _bulat(kolom.get("min")), _bulat(kolom.get("max"))
        if not 1 <= awal <= akhir <= KOLOM:
            yield f"<col min={awal} max={akhir}>", "bukan kolom"
        elif awal <= lalu:
            yield f"<col min={awal} max={akhir}>", f"bertindihan atau mundur, kolom {lalu} sudah disebut"
        lalu = max(lalu, akhir)


def _gabungan(bagian: Bagian) -> Cacat:
    semua = [(x, _kotak(x.get("ref", ""))) for x in bagian.akar.iterfind(_q("mergeCells/mergeCell"))]
    for i, (satu, kotak) in enumerate(semua):
        if kotak and kotak[:2] == kotak[2:]:
            yield _letak(satu), "hanya satu sel"
        for lain, kotak_lain in semua[:i]:
            if kotak and kotak_lain and _bertemu(kotak, kotak_lain):
                yield _letak(satu), f"bertindihan dengan {lain.get('ref')}"
    if bagian.akar.find(_q("mergeCells")) is not None and not semua:
        yield "<mergeCells>", "kosong"


def _format_bersyarat(bagian: Bagian) -> Cacat:
    for satu in bagian.akar.iterfind(_q("conditionalFormatting")):
        if satu.find(_q("cfRule")) is None:
            yield _letak(satu), "tidak berisi cfRule"
        for aturan in satu.iterfind(_q("cfRule")):
            yield from (
                (f"{_letak(satu)} prioritas {aturan.get('priority')}", x) for x in _cf_sah(aturan, bagian.paket)
            )
    semua = bagian.akar.iterfind(_q("conditionalFormatting/cfRule"))
    for nilai in _ganda(x.get("priority", "") for x in semua):
        yield "<cfRule>", f"prioritas {nilai} dipakai lebih dari sekali"


def _cf_sah(aturan: ET.Element, paket: Paket) -> Iterator[str]:
    if (dxf := aturan.get("dxfId")) is not None and not 0 <= _bulat(dxf) < paket.gaya["dxfs"]:
        yield f"dxfId {dxf} di luar {paket.gaya['dxfs']} dxfs"
    rumus = [x.text or "" for x in aturan.iterfind(_q("formula"))]
    if aturan.get("type") in {"expression", "cellIs"} and not all(rumus or [""]):
        yield "tanpa rumus"
    if aturan.get("type") == "cellIs" and not aturan.get("operator"):
        yield "cellIs tanpa operator"
    for teks in rumus:
        yield from _rumus_sah(teks, paket)


def _validasi(bagian: Bagian) -> Cacat:
    for satu in bagian.akar.iterfind(_q("dataValidations/dataValidation")):
        rumus = [x.text or "" for x in satu]
        if satu.get("type", "none") != "none" and not all(rumus or [""]):
            yield _letak(satu), "tanpa rumus"
        for teks in rumus:
            if satu.get("type") == "list" and teks.startswith('"') and _panjang(teks[1:-1]) > DAFTAR_TERPANJANG:
                yield _letak(satu), f"daftar {_panjang(teks[1:-1])} karakter, paling banyak {DAFTAR_TERPANJANG}"
            yield from ((_letak(satu), x) for x in _rumus_sah(teks, bagian.paket))


def _tautan(bagian: Bagian) -> Cacat:
    for satu in bagian.akar.iterfind(_q("hyperlinks/hyperlink")):
        if not satu.get("location") and not _ciri(satu, "r:id"):
            yield _letak(satu), "tanpa location dan tanpa r:id"


def _tampilan_lembar(bagian: Bagian) -> Cacat:
    banyak = len(bagian.paket.akar("officeDocument").findall(_q("bookViews/workbookView"))) or 1
    for satu in bagian.akar.iterfind(_q("sheetViews/sheetView")):
        if not 0 <= _bulat(satu.get("workbookViewId")) < banyak:
            yield _letak(satu), f"workbookViewId {satu.get('workbookViewId')} di luar {banyak}"
        for unsur, ciri in (("pane", "topLeftCell"), ("selection", "activeCell")):
            for anak in satu.iterfind(_q(unsur)):
                if (nilai := anak.get(ciri)) is not None and not _sel(nilai):
                    yield _letak(anak), f"{ciri} {nilai} di luar kisi"


def _komentar_lembar(bagian: Bagian) -> Cacat:
    if bagian.paket.yang("comments", bagian.nama) and bagian.akar.find(_q("legacyDrawing")) is None:
        yield "", "ada komentar tetapi tidak ada <legacyDrawing>"


# Rules of the other parts


def _xf(bagian: Bagian) -> Cacat:
    banyak = bagian.paket.gaya
    format = {x.get("numFmtId") for x in bagian.akar.iterfind(_q("numFmts/numFmt"))}
    batas = (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders"), ("xfId", "cellStyleXfs"))
    for kumpulan in ("cellStyleXfs", "cellXfs"):
        for i, xf in enumerate(bagian.akar.iterfind(_q(f"{kumpulan}/xf"))):
            for ciri, tujuan in batas:
                if (nilai := xf.get(ciri)) is not None and not 0 <= _bulat(nilai) < banyak[tujuan]:
                    yield f"<{kumpulan}> xf {i}", f"{ciri} {nilai} di luar {banyak[tujuan]} {tujuan}"
            nomor = xf.get("numFmtId", "0")
            if nomor not in format and not 0 <= _bulat(nomor) < FORMAT_BAWAAN:
                yield f"<{kumpulan}> xf {i}", f"numFmtId {nomor} tidak dinyatakan"
    for gaya in bagian.akar.iterfind(_q("cellStyles/cellStyle")):
        if not 0 <= _bulat(gaya.get("xfId")) < banyak["cellStyleXfs"]:
            yield _letak(gaya), f"xfId {gaya.get('xfId')} di luar {banyak['cellStyleXfs']} cellStyleXfs"


def _kumpulan_gaya(bagian: Bagian) -> Cacat:
    for nama in ("fonts", "fills", "borders", "cellXfs"):
        if bagian.akar.find(_q(nama)) is not None and not bagian.paket.gaya[nama]:
            yield f"<{nama}>", "kosong"
    isian = [x.get("patternType", "none") for x in bagian.akar.iterfind(_q("fills/fill/patternFill"))][:2]
    if bagian.paket.gaya["fills"] and isian != ["none", "gray125"]:
        yield "<fills>", "dua isian pertama bukan none dan gray125"
    for nomor in _ganda(x.get("numFmtId", "") for x in bagian.akar.iterfind(_q("numFmts/numFmt"))):
        yield "<numFmts>", f"numFmtId {nomor} dipakai lebih dari sekali"
    for nama in _ganda(x.get("name", "").casefold() for x in bagian.akar.iterfind(_q("cellStyles/cellStyle"))):
        yield "<cellStyles>", f"gaya {nama} dipakai lebih dari sekali"


def _string_bersama(bagian: Bagian) -> Cacat:
    for i, si in enumerate(bagian.akar.iterfind(_q("si"))):
        yield from _teks_terlalu_panjang(f"string {i}", [si])


def _komentar(bagian: Bagian) -> Cacat:
    penulis = len(bagian.akar.findall(_q("authors/author")))
    semua = list(bagian.akar.iterfind(_q("commentList/comment")))
    for satu in semua:
        if not 0 <= _bulat(satu.get("authorId")) < penulis:
            yield _letak(satu), f"authorId {satu.get('authorId')} di luar {penulis} penulis"
        yield from _teks_terlalu_panjang(_letak(satu), satu.iterfind(_q("text")))
    for letak in _ganda(x.get("ref", "") for x in semua):
        yield f"<comment ref={letak}>", "sel ini punya lebih dari satu komentar"


def _grafik(bagian: Bagian) -> Cacat:
    sumbu = {"c:valAx", "c:catAx", "c:dateAx", "c:serAx"}
    milik = [(_nama(x), _val(x, "c:axId"), _val(x, "c:crossAx")) for x in bagian.akar.iter() if _nama(x) in sumbu]
    ada = {x[1] for x in milik}
    for nama, _, silang in milik:
        if silang not in ada:
            yield f"<{nama}>", f"crossAx {silang} tidak ada"
    for induk, unsur in _beserta_induk(bagian.akar):
        if _nama(unsur) == "c:axId" and induk not in sumbu and unsur.get("val", "") not in ada:
            yield f"<{induk}>", f"axId {unsur.get('val')} tidak ada"
        if _nama(unsur) == "c:f":
            yield from ((f"<c:f> {unsur.text}", x) for x in _rumus_sah(unsur.text or "", bagian.paket))
    seri = [x for x in bagian.akar.iter() if _nama(x) == "c:ser"]
    for ciri in ("c:idx", "c:order"):
        for nilai in _ganda(_val(x, ciri) for x in seri):
            yield "<c:ser>", f"{ciri} {nilai} dipakai lebih dari sekali"


def _val(unsur: ET.Element, anak: str) -> str:
    return next((x.get("val", "") for x in unsur if _nama(x) == anak), "")


def _properti(bagian: Bagian) -> Cacat:
    semua = list(bagian.akar)
    for satu in semua:
        if _bulat(satu.get("pid")) < 2:
            yield _letak(satu), f"pid {satu.get('pid')}, seharusnya 2 atau lebih"
        if len(satu) != 1 or not _nama(satu[0]).startswith("vt:"):
            yield _letak(satu), "harus berisi tepat satu nilai"
    for ciri in ("pid", "name"):
        for nilai in _ganda(x.get(ciri, "").casefold() for x in semua):
            yield "", f"{ciri} {nilai} dipakai lebih dari sekali"


def _inti(bagian: Bagian) -> Cacat:
    for nama in _ganda(x.tag.rpartition("}")[2] for x in bagian.akar):
        yield "", f"<{nama}> lebih dari satu"


def _rantai(bagian: Bagian) -> Cacat:
    """Each entry of the calculation chain names a cell that has a formula."""
    buku = next(iter(bagian.paket.yang("officeDocument")), "")
    tujuan = {x.id: x.tujuan for x in bagian.paket.hubungan.get(buku, [])}
    berumus: dict[str, set[str]] = {}
    for lembar in bagian.paket.lembar:
        akar = bagian.paket.pohon.get(tujuan.get(_ciri(lembar, "r:id") or "", ""), TIADA)
        sel = akar.iterfind(_q("sheetData/row/c"))
        berumus[lembar.get("sheetId", "")] = {x.get("r", "") for x in sel if x.find(_q("f")) is not None}
    nomor = ""
    for satu in bagian.akar:
        nomor = satu.get("i", nomor)
        if satu.get("r", "") not in berumus.get(nomor, set()):
            yield _letak(satu), f"sel ini tidak berumus di lembar {nomor}"
    if not len(bagian.akar):
        yield "", "kosong"


def _tabel(bagian: Bagian) -> Cacat:
    kotak, kolom = _kotak(bagian.akar.get("ref", "")), list(bagian.akar.iterfind(_q("tableColumns/tableColumn")))
    if kotak and kotak[3] - kotak[1] + 1 != len(kolom):
        yield _letak(bagian.akar), f"{len(kolom)} kolom"
    for nama in _ganda(x.get("name", "").casefold() for x in kolom):
        yield _letak(bagian.akar), f"kolom {nama} dipakai lebih dari sekali"
    if not _nama_sah(bagian.akar.get("displayName", "")):
        yield _letak(bagian.akar), f"displayName {bagian.akar.get('displayName')} tidak sah"
    for lain in bagian.paket.yang("table"):
        akar = bagian.paket.pohon[lain]
        for ciri in ("id", "displayName"):
            if lain < bagian.nama and akar.get(ciri, "").casefold() == bagian.akar.get(ciri, "").casefold():
                yield _letak(bagian.akar), f"{ciri} dipakai juga oleh {lain}"


ATURAN_BAGIAN: dict[str, tuple[Callable[[Bagian], Cacat], ...]] = {
    "officeDocument": (_lembar_buku, _tampilan_buku, _nama_terdefinisi),
    "worksheet": (
        _baris_lembar,
        _isi_sel,
        _rumus_sel,
        _gaya_lembar,
        _kolom_lembar,
        _gabungan,
        _format_bersyarat,
        _validasi,
        _tautan,
        _tampilan_lembar,
        _komentar_lembar,
    ),
    "styles": (_xf, _kumpulan_gaya),
    "sharedStrings": (_string_bersama,),
    "comments": (_komentar,),
    "chart": (_grafik,),
    "custom-properties": (_properti,),
    "core-properties": (_inti,),
    "calcChain": (_rantai,),
    "table": (_tabel,),
}
