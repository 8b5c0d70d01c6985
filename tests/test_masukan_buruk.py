"""Files that are damaged, disguised or hostile: each refused in one line, in bounded time and memory."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pembuat_buruk import (
    LEMBAR1,
    bagian,
    besar,
    buku,
    ganti,
    lembar_xml,
    ole,
    string_xml,
    tambal_pusat,
    zip_dari,
)

from xlkinerja.buku import BukuTakTerbaca
from xlkinerja.buku.berkas import buka, buka_jalur
from xlkinerja.buku.paket import MB, Batas, baca_bita, buka_paket

SATU = '<row r="1"><c r="A1"><v>1</v></c></row>'
DTD = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
SANDI = "berkata sandi; buka dengan kata sandinya, lepaskan sandi, lalu simpan"
ODF = "application/vnd.oasis.opendocument."
JENIS_BUKU = "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
CT = "[Content_Types].xml"


def _jenis(lama: str, baru: str) -> bytes:
    """The small workbook with a content type changed."""
    return ganti({CT: str(bagian()[CT]).replace(lama, baru)})


def _dtd(nama: str, pengodean: str = "utf-8") -> bytes:
    """The small workbook with a DTD before a part's root."""
    isi = bagian(SATU)
    asal = str(isi.get(nama, "<x/>"))
    kepala = f'<?xml version="1.0" encoding="{pengodean.upper()}"?>'
    isi[nama] = (kepala + DTD + asal).encode(pengodean)
    return zip_dari(isi)


def _dtd_bernama_lain() -> bytes:
    """The small workbook whose sheet has a name that says nothing, with a DTD in it."""
    isi = bagian(SATU)
    isi["xl/worksheets/lembar.bin"] = DTD + str(isi.pop(LEMBAR1))
    rels = "xl/_rels/workbook.xml.rels"
    isi[rels] = str(isi[rels]).replace("sheet1.xml", "lembar.bin")
    return zip_dari(isi)


def _kembar() -> bytes:
    isi = zip_dari(bagian(SATU) | {"xl/worksheets/sheet9.xml": "<a/>"})
    return isi.replace(b"sheet9.xml", b"sheet1.xml")


def _tumpuk() -> bytes:
    """Two members whose data overlap, as in a zip bomb without recursion."""
    isi = zip_dari({"a": b"x" * 100, "b": b"y" * 100})
    return tambal_pusat(isi, "a", 20, "L", 40)


BENTUK = [
    (b"", "berkas kosong (0 bita); simpan ulang dari Excel"),
    (ole("Workbook"), "format .xls lama; buka di Excel lalu simpan sebagai .xlsx"),
    (ole("Book"), "format .xls lama; buka di Excel lalu simpan sebagai .xlsx"),
    (ole("Workbook") + buku(SATU), "format .xls lama; buka di Excel lalu simpan sebagai .xlsx"),
    (ole("EncryptionInfo", "EncryptedPackage"), SANDI),
    (ole("WordDocument"), "dokumen Word lama (.doc)"),
    (ole("Lain"), "format Office lama (OLE)"),
    (_jenis(JENIS_BUKU, "vnd.ms-excel.sheet.binary.macroEnabled.main"),
     "format .xlsb (biner); buka di Excel lalu simpan sebagai .xlsx"),
    (_jenis("spreadsheetml.sheet.main", "wordprocessingml.document.main"), "dokumen Word (.docx)"),
    (zip_dari({"mimetype": ODF + "spreadsheet", "content.xml": "<x/>"}), "format OpenDocument (.ods)"),
    (zip_dari({"mimetype": ODF + "spreadsheet-template", "a.xml": "<x/>"}), "format OpenDocument (.ots)"),
    (zip_dari({"mimetype": ODF + "text", "content.xml": "<x/>"}), "dokumen OpenDocument, bukan buku kerja"),
    (zip_dari({"catatan.txt": "halo"}), "arsip zip biasa, bukan buku kerja Excel"),
    (zip_dari({}), "arsip zip biasa, bukan buku kerja Excel"),
    (b"<!DOCTYPE html><html><table><tr><td>1</td></tr>", "halaman HTML yang diberi nama .xlsx"),
    ("\ufeff<html><table>".encode("utf-16"), "halaman HTML yang diberi nama .xlsx"),
    (b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "XML Spreadsheet 2003"),
    (b"<?xml version='1.0'?><data/>", "berkas XML biasa"),
    (b"Sasaran;Target;Realisasi\r\nPartisipasi;77,5;80\r\n", "berkas teks atau CSV yang diberi nama .xlsx"),
    (b"%PDF-1.7 ...", "berkas PDF, bukan buku kerja"),
    (b"\0" * 5000, "bita nol saja"),
    (bytes(range(256)) * 4, "bukan buku kerja Excel (isinya tidak dikenal)"),
    (buku(SATU)[:-40], "terpotong atau rusak (akhir zip tidak ada)"),
    (buku(SATU)[:900], "terpotong atau rusak (akhir zip tidak ada)"),
    (buku(SATU)[40:], "bukan buku kerja Excel"),
    (tambal_pusat(buku(SATU), LEMBAR1, 42, "L", 12), f"rusak (kepala bagian {LEMBAR1})"),
    (tambal_pusat(buku(SATU), LEMBAR1, 16, "L", 12), f"rusak (CRC bagian {LEMBAR1} tidak cocok)"),
    (tambal_pusat(buku(SATU), LEMBAR1, 24, "L", 12), f"bagian {LEMBAR1} lebih besar daripada yang diumumkan"),
    (tambal_pusat(buku(SATU), LEMBAR1, 24, "L", 9999), f"bagian {LEMBAR1} tidak lengkap"),
    (tambal_pusat(buku(SATU), LEMBAR1, 20, "L", 20), f"bagian {LEMBAR1} tidak lengkap"),
    (tambal_pusat(buku(SATU), LEMBAR1, 8, "H", 1), "zip berkata sandi; lepaskan sandinya"),
    (tambal_pusat(buku(SATU), LEMBAR1, 10, "H", 9), "dimampatkan secara deflate64, tidak didukung"),
    (tambal_pusat(buku(SATU), LEMBAR1, 10, "H", 14), "dimampatkan secara nomor 14, tidak didukung"),
    (_kembar(), f"bagian {LEMBAR1} ada dua kali"),
    (ganti({"XL/Worksheets/SHEET1.xml": "<a/>"}), "ada dua kali di dalam berkas"),
    (ganti({"xl\\styles.xml": "<a/>"}), "ada dua kali di dalam berkas"),
    (_tumpuk(), "bertumpukan"),
    (ganti({"xl/workbook.xml": None}), "bagian buku kerja (workbook.xml) tidak ada"),
    (ganti({"_rels/.rels": None}), "arsip zip biasa"),
    (ganti({LEMBAR1: None}), 'lembar "PK" tidak ada isinya'),
    (ganti({"xl/_rels/workbook.xml.rels": None}), 'lembar "PK" tidak ada isinya'),
    (ganti({"xl/workbook.xml": "<workbook/>"}), "tidak mempunyai lembar kerja"),
    (ganti({"xl/workbook.xml": "<buku/>"}), "bagian xl/workbook.xml bukan buku kerja"),
    (ganti({"xl/workbook.xml": "<workbook>"}), "bagian xl/workbook.xml rusak (XML tidak sah pada baris 1)"),
    (ganti({LEMBAR1: lembar_xml(SATU)[:-20]}), f"bagian {LEMBAR1} rusak (XML tidak sah"),
    (ganti({LEMBAR1: lembar_xml("<row r='1'>&bom;</row>")}), f"bagian {LEMBAR1} rusak (XML tidak sah"),
    (ganti({LEMBAR1: "<?xml version='1.0' encoding='utf-7'?>" + lembar_xml(SATU)}), "pengodean utf-7"),
    (ganti({"xl/styles.xml": "<a>" * 5000}), "bersarang terlalu dalam"),
    (ganti({LEMBAR1: lembar_xml("<a>" * 50_000)}), "bersarang terlalu dalam"),
]  # fmt: skip

BOM = [
    (besar(LEMBAR1, 65 * MB), f"bagian {LEMBAR1} (bom zip?) terlalu besar (65 MB, batasnya 64 MB)"),
    (besar("xl/sharedStrings.xml", 20 * MB), "bagian xl/sharedStrings.xml mengembang"),
    (besar("xl/media/a.png", 20 * MB), "bagian xl/media/a.png mengembang"),
    (tambal_pusat(buku(SATU), LEMBAR1, 24, "L", 1 << 30), "terlalu besar (1.024 MB, batasnya 64 MB)"),
    (tambal_pusat(besar(LEMBAR1, 65 * MB), LEMBAR1, 24, "L", 1000), "lebih besar daripada yang diumumkan"),
    *((_dtd(n), f"bagian {n} berisi DTD") for n in bagian()),
    *((_dtd(n), f"bagian {n} berisi DTD") for n in ("docProps/core.xml", "customXml/item1.xml")),
    *((_dtd(n, "utf-16"), f"bagian {n} berisi DTD") for n in (LEMBAR1, "docProps/app.xml")),
    (_dtd_bernama_lain(), "bagian xl/worksheets/lembar.bin berisi DTD"),
    *(
        (
            ganti({LEMBAR1: f"<!--{'x' * (262_144 - geser)}-->{DTD}<worksheet/>"}),
            f"bagian {LEMBAR1} berisi DTD",
        )
        for geser in (7, 12, 16)
    ),
    (
        ganti({LEMBAR1: b'<?xml version="1.0" encoding="cp037"?>' + DTD.encode("cp037")}),
        "pengodean cp037",
    ),
]

ALAMAT = ["XFE1", "ZZZZZZ1", "ZZZ1", "A0", "A1048577", "A9999999999", "1A", "a1", "A", "$A$1", "A1:B2"]


@pytest.mark.parametrize(("isi", "pesan"), BENTUK + BOM, ids=lambda x: x[:50] if isinstance(x, str) else "")
def test_ditolak_dengan_pesan_yang_jelas(isi: bytes, pesan: str, tmp_path: Path) -> None:
    jalur = tmp_path / "buku.xlsx"
    jalur.write_bytes(isi)
    mulai = time.process_time()
    with pytest.raises(BukuTakTerbaca) as galat:
        buka_jalur(jalur)
    assert time.process_time() - mulai < 5
    teks = str(galat.value)
    assert pesan in teks
    assert ";" in teks
    assert "\n" not in teks


@pytest.mark.parametrize("alamat", ALAMAT)
def test_alamat_di_luar_kisi(alamat: str) -> None:
    for xml in (f'<c r="{alamat}"><v>1</v></c>', f'<c r="{alamat}"/>'):
        with pytest.raises(BukuTakTerbaca) as galat:
            buka(buku(f"<row>{xml}</row>"))
        assert f'lembar "PK" memuat alamat {alamat} yang tidak ada di Excel' in str(galat.value)
    with pytest.raises(BukuTakTerbaca, match="yang tidak ada di Excel"):
        buka(buku(ekor=f'<mergeCells><mergeCell ref="A1:{alamat}:"/></mergeCells>'))


def test_sel_terjauh_terbaca_tanpa_ongkos() -> None:
    isi = buku(
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', kepala='<dimension ref="A1:XFD1048576"/>'
    )
    assert list(buka(isi).lembar[0].kunci) == [1048576 * 16384 - 1]


def test_rumus_melingkar_berantai_dan_dalam_terbaca_sebagai_teks() -> None:
    rantai = "".join(
        f'<row r="{i}"><c r="A{i}"><f>A{i - 1}+1</f><v>{i}</v></c></row>' for i in range(2, 20_002)
    )
    bersarang = "IF(1," * 255 + "1" + ")" * 255
    buruk = f'<row r="1"><c r="A1"><f>A1</f><v>0</v></c><c r="B1"><f>{bersarang}</f><v>1</v></c>'
    buruk += f'<c r="C1"><f>{"-" * 200_000}1</f><v>1</v></c></row>'
    lembar = buka(buku(buruk + rantai)).lembar[0]
    assert len(lembar.rumus) == 20_003
    assert [lembar.rumus[k] for k in (0, 1, 2)] == ["A1", "", ""]


@pytest.mark.parametrize(
    "baris",
    [
        '<row r="1">' + '<c r="A1"' * 200_000,
        '<row r="1">' + '<c r="A1"><is>' * 100_000,
        '<row r="1">' + '<c r="A1" t="inlineStr"><is><t>' * 100_000,
        "<row r=" * 300_000,
        '<row r="1"><c r="A1" s="' + "1" * 3_000_000,
        '<row r="1"><c r="A1"><v>' + "1" * 3_000_000 + "</v></c></row>",
        '<row r="1"><c r="A1"><f>' + "[" * 8000 + "</f></c></row>",
        '<row r="1"><c r="A1"><f t="shared" si="0" ref="A1:A9">' + "A" * 8000 + "</f></c></row>",
        '<row r="1"><c r="A1"><f t="shared" si="0" ref="A1:A9">' + "[a" * 4000 + "'" * 99 + "</f></c></row>",
    ],
)
def test_xml_yang_dibuat_lambat(baris: str) -> None:
    mulai = time.process_time()
    for isi in (
        buku(baris),
        ganti({"xl/sharedStrings.xml": baris}),
        ganti({"xl/sharedStrings.xml": string_xml(baris)}),
    ):
        try:
            buka(isi)
        except BukuTakTerbaca as galat:
            assert "rusak" in str(galat) or "bersarang terlalu dalam" in str(galat)
    assert time.process_time() - mulai < 5


_TERBATAS = """
import sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (400 << 20, 400 << 20))
except ImportError:
    pass
from xlkinerja.buku import BukuTakTerbaca
from xlkinerja.buku.berkas import buka_jalur
for jalur in sys.argv[1:]:
    try:
        buka_jalur(jalur)
    except BukuTakTerbaca as galat:
        print(galat)
    else:
        print("terbaca", jalur)
try:
    puncak = [x.split()[1] for x in open("/proc/self/status") if x.startswith("VmHWM")][0]
except OSError:
    puncak = 0
print(int(puncak) // 1024)
"""


def test_bom_dalam_ingatan_terbatas(tmp_path: Path) -> None:
    jalur = []
    for i, (isi, _) in enumerate(BOM):
        jalur.append(str(tmp_path / f"{i}.xlsx"))
        Path(jalur[-1]).write_bytes(isi)
    hasil = subprocess.run(
        [sys.executable, "-c", _TERBATAS, *jalur],
        cwd=Path(__file__).parent.parent, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    *baris, puncak = hasil.stdout.splitlines()
    assert len(baris) == len(BOM)
    for dapat, (_, pesan) in zip(baris, BOM, strict=True):
        assert pesan in dapat
    assert int(puncak) < 100


def test_batas_jumlah_dan_total() -> None:
    isi = buku(SATU)
    for batas, pesan in (
        (Batas(total=1000), "isi berkas (bom zip?) terlalu besar"),
        (Batas(berkas=1000), "berkas terlalu besar"),
        (Batas(anggota=3), "berisi 7 bagian, batasnya 3"),
    ):
        with pytest.raises(BukuTakTerbaca) as galat:
            buka(isi, batas)
        assert pesan in str(galat.value)


def test_jalur_yang_tidak_dapat_dibaca(tmp_path: Path) -> None:
    for jalur, pesan in (
        (tmp_path / "tiada.xlsx", "berkas tidak ditemukan"),
        (tmp_path, "ini folder, bukan berkas"),
        (Path("/dev/null") if sys.platform != "win32" else tmp_path, "ini "),
    ):
        with pytest.raises(BukuTakTerbaca) as galat:
            baca_bita(jalur)
        assert pesan in str(galat.value)
    (tmp_path / "besar.xlsx").write_bytes(b"PK\x03\x04" * 100)
    with pytest.raises(BukuTakTerbaca, match="berkas terlalu besar"):
        baca_bita(tmp_path / "besar.xlsx", Batas(berkas=100))


_UTUH = buku(
    '<row r="1"><c r="A1" s="1"><v>0.5</v></c><c r="B1" t="s"><v>1</v></c>'
    '<c r="C1"><f>A1*2</f><v>1</v></c></row>'
)


@settings(deadline=None, max_examples=300)
@given(st.data())
def test_bita_acak_rusak_tidak_pernah_menjadi_galat_lain(data: st.DataObject) -> None:
    isi = bytearray(_UTUH)
    for _ in range(data.draw(st.integers(1, 4))):
        isi[data.draw(st.integers(0, len(isi) - 1))] = data.draw(st.integers(0, 255))
    potong = data.draw(st.one_of(st.just(len(isi)), st.integers(0, len(isi))))
    try:
        buka(bytes(isi[:potong]))
    except BukuTakTerbaca as galat:
        assert ";" in str(galat)


_BAGIAN_TEKS = {k: str(v).encode() for k, v in bagian(SATU).items()}


@settings(deadline=None, max_examples=300)
@given(st.data())
def test_xml_acak_rusak_tidak_pernah_menjadi_galat_lain(data: st.DataObject) -> None:
    nama = data.draw(st.sampled_from(sorted(_BAGIAN_TEKS)))
    isi = bytearray(_BAGIAN_TEKS[nama])
    i = data.draw(st.integers(0, len(isi)))
    j = data.draw(st.integers(i, min(len(isi), i + 20)))
    isi[i:j] = data.draw(
        st.one_of(st.binary(max_size=4), st.sampled_from([b'"', b"<", b"-1", b"x", b"9" * 30]))
    )
    try:
        buka(zip_dari(_BAGIAN_TEKS | {nama: bytes(isi)}))
    except BukuTakTerbaca as galat:
        assert ";" in str(galat)


def test_tanda_tangan_dan_komentar_zip_tidak_menghalangi() -> None:
    isi = ganti({"_xmlsignatures/sig1.xml": "<Signature/>", "_xmlsignatures/origin.sigs": b""}, SATU)
    assert len(buka(isi[:-2] + b"\x04\x00halo").lembar) == 1
    paket = buka_paket(isi)
    assert all(paket.isi[a : a + 4] == b"PK\x03\x04" for a, _ in map(paket.rentang_mentah, paket.anggota))
