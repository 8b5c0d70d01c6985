"""`python -m macros.bangun`: the add-in xlkinerja.xlam from the sources in this folder, the same bytes each time.

pyOpenVBA writes the VBA project; what it leaves loose is made strict afterwards (MS-OVBA 2.3.4): nothing behind the
terminator of the stream `dir`, no compiled code, so that every version of Excel compiles the sources itself. The parts
around it are written here, stored without compression: compressed bytes depend on the zlib of the machine.
"""

from __future__ import annotations

import struct
import sys
import tempfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from pyopenvba import ExcelFile, VBAModuleKind
from pyopenvba.cfb import CFB
from pyopenvba.vba import VBAProject, compress, decompress

from xlkinerja import __version__

FOLDER = Path(__file__).parent
HASIL = FOLDER / "xlkinerja.xlam"
DOKUMEN = ("ThisWorkbook", "Sheet1")
MODUL = ("XlkPerubahan", "XlkTeks", "XlkMesin", "XlkTombol")
KELAS = ("XlkAplikasi",)
NAMA_PROYEK = b"xlkinerja"
TANPA_HASIL_KOMPILASI = bytes.fromhex("CC61FFFF000000")
"""`_VBA_PROJECT` of a project that is source only (MS-OVBA 2.3.4.1)."""
_NAMA_PROYEK, _AKHIR_DIR = 0x0004, struct.pack("<HI", 0x0010, 0)


def sumber(nama: str) -> str:
    """A module's source with the line ends of VBA. Raises ValueError for letters that VBA cannot hold."""
    jalur = next(p for a in ("bas", "cls") if (p := FOLDER / f"{nama}.{a}").exists())
    teks = jalur.read_text("utf-8")
    try:
        teks.encode("cp1252")
    except UnicodeEncodeError as galat:
        raise ValueError(f"{jalur.name}: huruf di luar code page 1252: {galat.object[galat.start]!r}") from None
    return teks.replace("\n", "\r\n")


def proyek_vba() -> bytes:
    """vbaProject.bin."""
    with tempfile.TemporaryDirectory() as folder:
        jalur = Path(folder) / "xlkinerja.xlam"
        with ExcelFile.create_new(jalur) as buku:
            _isi_proyek(buku.vba_project())
            buku.save()
        with ZipFile(jalur) as z:
            isi = z.read("xl/vbaProject.bin")
    return _perketat(isi)


def _isi_proyek(proyek: VBAProject) -> None:
    proyek.delete_module("Module1")
    for nama in DOKUMEN:
        modul = proyek.get_module(nama)
        modul.source, modul.dirty = sumber(nama), True
    for nama in MODUL:
        proyek.add_module(nama, sumber(nama))
    for nama in KELAS:
        proyek.add_module(nama, sumber(nama), kind=VBAModuleKind.other)


def _perketat(isi: bytes) -> bytes:
    cfb = CFB.from_bytes(isi)
    katalog = decompress(cfb.get_stream_in_storage("VBA", "dir"))
    potong = katalog.rindex(_AKHIR_DIR)
    if katalog[potong + len(_AKHIR_DIR) :].strip(b"\0"):
        raise ValueError("stream dir tidak berakhir dengan penutupnya")
    katalog = _beri_nama(katalog[: potong + len(_AKHIR_DIR)])
    cfb.write_stream_in_storage("VBA", "dir", compress(katalog))
    cfb.write_stream_in_storage("VBA", "_VBA_PROJECT", TANPA_HASIL_KOMPILASI)
    keterangan = cfb.get_stream("PROJECT")
    cfb.write_stream("PROJECT", keterangan.replace(b'Name="VBAProject"', b'Name="%s"' % NAMA_PROYEK, 1))
    hasil: bytes = cfb.to_bytes()
    return hasil


def _beri_nama(katalog: bytes) -> bytes:
    """The project's name instead of "VBAProject", which every other project has too."""
    lama = struct.pack("<HI", _NAMA_PROYEK, 10) + b"VBAProject"
    if katalog.count(lama) != 1:
        raise ValueError("nama proyek tidak ditemukan dalam stream dir")
    return katalog.replace(lama, struct.pack("<HI", _NAMA_PROYEK, len(NAMA_PROYEK)) + NAMA_PROYEK)


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PAKET = "http://schemas.openxmlformats.org/package/2006"
_DOKUMEN = "http://schemas.openxmlformats.org/officeDocument/2006"
_BUKU = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TIPE = "application/vnd.openxmlformats"
JENIS_PITA = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
_JENIS_VBA = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
_GAYA = (
    f'<styleSheet xmlns="{_BUKU}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>'
    '</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/>'
    '</fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="1">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs><cellStyles count="1">'
    '<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def _hubungan(*sasaran: tuple[str, str]) -> str:
    butir = (f'<Relationship Id="rId{i}" Type="{jenis}" Target="{ke}"/>' for i, (jenis, ke) in enumerate(sasaran, 1))
    return f'<Relationships xmlns="{_PAKET}/relationships">{"".join(butir)}</Relationships>'


def _jenis_isi(khusus: Mapping[str, str]) -> str:
    umum = {"bin": "application/vnd.ms-office.vbaProject", "xml": "application/xml"}
    umum["rels"] = f"{_TIPE}-package.relationships+xml"
    butir = [f'<Default Extension="{k}" ContentType="{v}"/>' for k, v in sorted(umum.items())]
    butir += [f'<Override PartName="/{k}" ContentType="{v}"/>' for k, v in khusus.items()]
    return f'<Types xmlns="{_PAKET}/content-types">{"".join(butir)}</Types>'


def bagian() -> dict[str, bytes]:
    """The parts of the package by name, in the order in which they are stored."""
    lembar = f"{_TIPE}-officedocument.spreadsheetml"
    xml = {
        "[Content_Types].xml": _jenis_isi(
            {
                "xl/workbook.xml": "application/vnd.ms-excel.addin.macroEnabled.main+xml",
                "xl/worksheets/sheet1.xml": f"{lembar}.worksheet+xml",
                "xl/styles.xml": f"{lembar}.styles+xml",
                "docProps/core.xml": f"{_TIPE}-package.core-properties+xml",
                "docProps/app.xml": f"{_TIPE}-officedocument.extended-properties+xml",
            }
        ),
        "_rels/.rels": _hubungan(
            (f"{_DOKUMEN}/relationships/officeDocument", "xl/workbook.xml"),
            (JENIS_PITA, "customUI/customUI14.xml"),
            (f"{_PAKET}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{_DOKUMEN}/relationships/extended-properties", "docProps/app.xml"),
        ),
        "xl/workbook.xml": f'<workbook xmlns="{_BUKU}" xmlns:r="{_DOKUMEN}/relationships">'
        '<workbookPr codeName="ThisWorkbook"/><bookViews><workbookView/></bookViews>'
        '<sheets><sheet name="xlkinerja" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _hubungan(
            (f"{_DOKUMEN}/relationships/worksheet", "worksheets/sheet1.xml"),
            (f"{_DOKUMEN}/relationships/styles", "styles.xml"),
            (_JENIS_VBA, "vbaProject.bin"),
        ),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_BUKU}"><sheetPr codeName="Sheet1"/><sheetData/></worksheet>',
        "xl/styles.xml": _GAYA,
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_PAKET}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>xlkinerja</dc:title>'
        "<dc:description>Memeriksa dan menghitung ulang buku kerja kinerja KPU. "
        f"Versi {__version__}.</dc:description></cp:coreProperties>",
        "docProps/app.xml": f'<Properties xmlns="{_DOKUMEN}/extended-properties">'
        "<Application>Microsoft Excel</Application></Properties>",
    }
    hasil = {nama: (_XML + isi).encode() for nama, isi in xml.items()}
    hasil["xl/vbaProject.bin"] = proyek_vba()
    hasil["customUI/customUI14.xml"] = (FOLDER / "customUI14.xml").read_text("utf-8").encode()
    return hasil


def bangun() -> bytes:
    """The add-in's bytes."""
    wadah = BytesIO()
    with ZipFile(wadah, "w", ZIP_STORED) as z:
        for nama, isi in bagian().items():
            info = ZipInfo(nama, (1980, 1, 1, 0, 0, 0))
            info.create_system = 0  # the same on every system
            z.writestr(info, isi)
    return wadah.getvalue()


def utama() -> int:
    """Write xlkinerja.xlam beside its sources."""
    HASIL.write_bytes(bangun())
    print(f"{HASIL.name}: {HASIL.stat().st_size:,} byte".replace(",", "."))
    return 0


if __name__ == "__main__":
    sys.exit(utama())
