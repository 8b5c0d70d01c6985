"""The first bytes of a file, or a package's content type, into a refusal that says what the file is."""

from __future__ import annotations

from xlkinerja.buku import BukuTakTerbaca

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ISI_OLE = (
    ("EncryptedPackage", "buku kerja berkata sandi; buka dengan kata sandinya, lepaskan sandi, lalu simpan"),
    ("EncryptionInfo", "buku kerja berkata sandi; buka dengan kata sandinya, lepaskan sandi, lalu simpan"),
    ("Workbook", "format .xls lama; buka di Excel lalu simpan sebagai .xlsx"),
    ("Book", "format .xls lama; buka di Excel lalu simpan sebagai .xlsx"),
    ("WordDocument", "dokumen Word lama (.doc), bukan buku kerja; berikan berkas .xlsx"),
    ("PowerPoint Document", "salindia PowerPoint lama (.ppt), bukan buku kerja; berikan berkas .xlsx"),
)
_AWALAN = (
    (b"%PDF", "berkas PDF, bukan buku kerja; berikan berkas .xlsx aslinya"),
    (b"{\\rtf", "dokumen RTF, bukan buku kerja; berikan berkas .xlsx aslinya"),
    (b"Rar!", "arsip RAR, bukan buku kerja; ekstrak dahulu lalu berikan berkas .xlsx"),
    (b"7z\xbc\xaf", "arsip 7z, bukan buku kerja; ekstrak dahulu lalu berikan berkas .xlsx"),
    (b"\x1f\x8b", "arsip gzip, bukan buku kerja; ekstrak dahulu lalu berikan berkas .xlsx"),
    (b"\x89PNG", "gambar PNG, bukan buku kerja; berikan berkas .xlsx"),
    (b"\xff\xd8\xff", "gambar JPEG, bukan buku kerja; berikan berkas .xlsx"),
)


def tolak_bukan_zip(isi: bytes) -> None:
    """Raise unless the bytes begin as a zip does, saying what they are. OLE comes first."""
    if not isi:
        raise BukuTakTerbaca("berkas kosong (0 bita); simpan ulang dari Excel")
    if isi.startswith(_OLE):
        for nama, pesan in _ISI_OLE:
            if nama.encode("utf-16-le") + b"\0\0" in isi:
                raise BukuTakTerbaca(pesan)
        raise BukuTakTerbaca("format Office lama (OLE); buka di Excel lalu simpan sebagai .xlsx")
    if isi.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return
    for awalan, pesan in _AWALAN:
        if isi.startswith(awalan):
            raise BukuTakTerbaca(pesan)
    raise BukuTakTerbaca(_kenali_teks(isi))


def _kenali_teks(isi: bytes) -> str:
    awal = isi[:4096]
    kecil = awal.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if not kecil.strip(b"\0"):
        return "berkas rusak: isinya bita nol saja; ambil cadangan atau simpan ulang dari Excel"
    if b"urn:schemas-microsoft-com:office:spreadsheet" in kecil:
        return "format XML Spreadsheet 2003; buka di Excel lalu simpan sebagai .xlsx"
    if any(tanda in kecil for tanda in (b"<html", b"<!doctype html", b"<table", b"<body")):
        return "halaman HTML yang diberi nama .xlsx; buka di Excel lalu simpan sebagai .xlsx"
    if kecil.startswith(b"<"):
        return "berkas XML biasa yang diberi nama .xlsx; buka di Excel lalu simpan sebagai .xlsx"
    kendali = sum(b < 9 or 13 < b < 32 for b in kecil)
    if kendali == 0:
        return "berkas teks atau CSV yang diberi nama .xlsx; buka di Excel lalu simpan sebagai .xlsx"
    return "berkas ini bukan buku kerja Excel (isinya tidak dikenal); berikan berkas .xlsx"


_BUKAN_BUKU = (
    ("spreadsheet-template", "format OpenDocument (.ots); buka di LibreOffice lalu simpan sebagai .xlsx"),
    ("opendocument.spreadsheet", "format OpenDocument (.ods); buka di LibreOffice lalu simpan sebagai .xlsx"),
    ("opendocument", "dokumen OpenDocument, bukan buku kerja; berikan berkas .xlsx"),
    ("sheet.binary", "format .xlsb (biner); buka di Excel lalu simpan sebagai .xlsx"),
    ("wordprocessingml", "dokumen Word (.docx), bukan buku kerja; berikan berkas .xlsx"),
    ("ms-word", "dokumen Word (.docm), bukan buku kerja; berikan berkas .xlsx"),
    ("presentationml", "salindia PowerPoint (.pptx), bukan buku kerja; berikan berkas .xlsx"),
)


def tolak_jenis(jenis: str) -> None:
    """Raise when a content type says that the main part is no .xlsx workbook."""
    for tanda, pesan in _BUKAN_BUKU:
        if tanda in jenis and "spreadsheetml.sheet.main" not in jenis:
            raise BukuTakTerbaca(pesan)
