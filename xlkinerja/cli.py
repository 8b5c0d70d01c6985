"""The command line: arguments in, reports on stdout, messages on stderr, an exit status (KONTRAK.md).

A command and all that it needs is imported only when it is run, so that `--help` answers at once.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from xlkinerja import __version__
from xlkinerja.argumen import Pengurai, berbahasa_indonesia, berkas_html, cacah
from xlkinerja.galat_os import sebab_os
from xlkinerja.konsol import aman, siapkan_aliran
from xlkinerja.pengurai_jadwal import tambah_jadwal
from xlkinerja.pengurai_kabar import pilihan_kabari, tambah_kabar
from xlkinerja.pengurai_pantau import tambah_pantau
from xlkinerja.pengurai_rekap import pilihan_tambahan, tambah_rekap
from xlkinerja.pengurai_riwayat import tambah_riwayat
from xlkinerja.pengurai_setelan import pilihan_setelan, tambah_setelan

FORMAT = ("teks", "json", "csv", "sarif", "junit")
TINGKAT = ("galat", "peringatan", "info")
_GAGAL, _DIHENTIKAN = 2, 130


def utama(argumen: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; `argumen` None: those of the process. argparse may exit (2)."""
    siapkan_aliran()
    try:
        status = _jalankan(argumen)
        sys.stdout.flush()
        return status
    except KeyboardInterrupt:
        return _DIHENTIKAN
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _DIHENTIKAN
    except Exception as galat:
        return _gagal_internal(galat)


def program() -> int:
    """`utama` for a process that ends with it: what is left is not looked through for cycles once more, which took a
    twentieth of a run over a province."""
    status = utama()
    gc.freeze()
    return status


def _jalankan(argumen: Sequence[str] | None) -> int:
    argumen = sys.argv[1:] if argumen is None else argumen
    modul = {n: modul for _, modul, nama in _PENGURAI for n in nama}
    dipanggil = argumen[0] if argumen and argumen[0] in modul else None
    pengurai = buat_pengurai(dipanggil)
    pilihan = pengurai.parse_args(argumen)
    if pilihan.jalankan is None:
        pengurai.print_help(sys.stderr)
        return _GAGAL
    nama = pilihan.jalankan.replace("_", "-")
    perintah = getattr(import_module(f"xlkinerja.perintah_{modul[nama]}"), pilihan.jalankan)
    status: int = perintah(pilihan)
    return status


def _gagal_internal(galat: Exception) -> int:
    if os.environ.get("XLKINERJA_DEBUG"):
        import traceback  # noqa: PLC0415 - hardly ever needed

        traceback.print_exception(galat, file=sys.stderr)
    if isinstance(galat, NotImplementedError):
        return _gagal("perintah ini belum tersedia pada versi ini.")
    if isinstance(galat, OSError):
        tempat = f"{galat.filename}: " if galat.filename else ""
        return _gagal(f"{tempat}{sebab_os(galat)}; periksa jalur, izin, dan ruang penyimpanan.")
    ringkas = " ".join(f"{type(galat).__name__}: {galat}".split())[:200]
    return _gagal(
        f"kesalahan di dalam program ({ringkas}). Ulangi dengan XLKINERJA_DEBUG=1, lalu laporkan keluarannya."
    )


def _gagal(pesan: str) -> int:
    print(f"galat: {aman(pesan)}", file=sys.stderr)
    return _GAGAL


def buat_pengurai(perintah: str | None = None) -> Pengurai:
    """The parser of all commands, or of the one that is called; each sets `jalankan`, the function that
    runs it."""
    berbahasa_indonesia()
    p = Pengurai(
        prog="xlkinerja",
        description="Memeriksa dan menghitung ulang buku kerja PK, RKT, RAK, capaian dan anggaran KPU.",
        contoh="  xlkinerja periksa workbooks/contoh\n  xlkinerja jelaskan S102",
    )
    p.add_argument("--versi", "--version", action="version", version=f"xlkinerja {__version__}", help="tampilkan versi")
    p.set_defaults(jalankan=None)
    sub = p.add_subparsers(title="perintah", metavar="PERINTAH", parser_class=Pengurai)
    for tambah, _, nama in _PENGURAI:
        if perintah is None or perintah in nama:
            tambah(sub)
    return p


_Sub = argparse._SubParsersAction


def _perintah(sub: _Sub[Pengurai], nama: str, bantuan: str, uraian: str, contoh: str) -> Pengurai:
    p = sub.add_parser(nama, help=bantuan, description=uraian, contoh=contoh)
    p.set_defaults(jalankan=nama)
    return p


def _pengurai_periksa(sub: _Sub[Pengurai]) -> None:
    p = _perintah(
        sub,
        "periksa",
        "periksa buku kerja dan folder; tidak ada yang ditulis",
        "Memeriksa buku kerja (.xlsx, .xlsm) dan folder beserta isinya, tanpa mengubah apa pun. Pemeriksaan satu "
        "folder dicatat di folder data pengguna (lihat xlkinerja riwayat).\n"
        "Status keluar: 0 tanpa temuan, 1 ada temuan, 2 tidak dapat dijalankan.",
        "  xlkinerja periksa kota-kupang-2024.xlsx\n"
        "  xlkinerja periksa FOLDER --tingkat info --format csv > temuan.csv\n"
        "  xlkinerja periksa FOLDER --laporan laporan.html",
    )
    _pilihan_umum(p)
    p.add_argument(
        "--laporan", metavar="BERKAS.html", type=berkas_html, help="tulis juga laporan satu berkas yang dibuka dengan "
        "peramban, tanpa internet: ringkasan, peta, capaian, serapan, dan temuan dengan gambar selnya"
    )  # fmt: skip
    p.add_argument(
        "--abaikan", metavar="KODE,…", action="append", default=[], help="aturan yang dilewati, mis. S101,S105"
    )
    p.add_argument("--pekerja", metavar="N", type=cacah, help="banyaknya proses yang membaca bersamaan")
    p.add_argument("--klaster", metavar="ALAMAT", help="bagi pekerjaan ke klaster Dask, mis. tcp://10.0.0.5:8786")
    p.add_argument("--tanpa-cache", action="store_true", help="baca ulang semuanya; jangan menyimpan apa pun")
    pilihan_tambahan(p)
    pilihan_kabari(p)


def _pengurai_hitung(sub: _Sub[Pengurai]) -> None:
    p = _perintah(
        sub,
        "hitung",
        "hitung ulang, periksa, dan tulis hasilnya ke buku kerja",
        "Menghitung ulang kolom hitungan, memeriksa, lalu menulis hasil, tanda dan lembar Temuan ke buku kerja. "
        "Sel isian tidak pernah diubah. Tanpa --keluaran, buku kerja ditulis di tempat dan cadangannya disimpan di "
        "sebelahnya.",
        "  xlkinerja hitung kota-kupang-2024.xlsx\n  xlkinerja hitung FOLDER --keluaran hasil",
    )
    _pilihan_umum(p)
    p.add_argument("--keluaran", metavar="FOLDER", type=Path, help="tulis salinan ke folder ini, bukan di tempat")
    p.add_argument("--tanpa-cadangan", action="store_true", help="jangan menyimpan cadangan")
    p.add_argument(
        "--perubahan", metavar="BERKAS.tsv", type=Path, help="satu buku kerja saja: tulis daftar perubahannya ke "
        "berkas ini, untuk diterapkan pada buku kerja yang sedang terbuka; buku kerjanya sendiri tidak ditulis"
    )  # fmt: skip
    p.add_argument(
        "--asal", metavar="JALUR", help="bersama --perubahan: tempat buku kerja yang sedang terbuka itu; setelan di "
        "foldernya (xlkinerja.toml) berlaku untuk salinannya"
    )  # fmt: skip
    p.add_argument(
        "--hanya-temuan", action="store_true", help="bersama --perubahan: periksa saja; daftarnya memuat lembar "
        "Temuan dan tanda yang diangkat karena temuannya sudah tidak ada"
    )  # fmt: skip


def _pengurai_isi(sub: _Sub[Pengurai]) -> None:
    p = _perintah(
        sub,
        "isi",
        "isi realisasi lembar Anggaran dari ekspor SAKTI",
        "Mengisi realisasi pada lembar Anggaran menurut kode dari ekspor SAKTI (.xlsx atau .csv), dan menyebut semua "
        "yang tidak cocok. Hanya sel isian baris terdalam yang ditulis: rumus tidak pernah, dan sel yang sudah terisi "
        "angka lain hanya dengan --timpa.\n"
        "Status keluar: 0 semuanya cocok, 1 ada yang tidak cocok atau tidak ditimpa, 2 tidak dapat dijalankan.",
        "  xlkinerja isi kota-kupang-2026.xlsx --dari realisasi-maret.xlsx --coba\n"
        "  xlkinerja isi kota-kupang-2026.xlsx --dari realisasi-maret.csv --bulan 3",
    )
    p.add_argument("anggaran", metavar="ANGGARAN", type=Path, help="buku kerja yang diisi")
    p.add_argument("--dari", metavar="EKSPOR", type=Path, required=True, help="ekspor realisasi, .xlsx atau .csv")
    p.add_argument("--bulan", metavar="N", type=_bulan, help="bulan 1 sampai 12, bila judul ekspor tidak menyebutnya")
    p.add_argument(
        "--nilai", choices=("bulan", "sampai"), help='arti kolom yang hanya berjudul "Realisasi": bulan itu saja, '
        "atau sampai dengan bulan itu"
    )  # fmt: skip
    p.add_argument("--lembar", metavar="NAMA", help="lembar yang diisi, bila ada beberapa tabel anggaran")
    p.add_argument("--timpa", action="store_true", help="timpa juga sel yang sudah terisi angka lain")
    p.add_argument("--paksa", action="store_true", help="isi walaupun satker, tahun atau bulan ekspornya lain")
    p.add_argument("--coba", action="store_true", help="jangan menulis apa pun; sebut saja yang akan dilakukan")
    p.add_argument("--keluaran", metavar="BERKAS", type=Path, help="tulis salinan ke berkas ini, bukan di tempat")
    p.add_argument("--tanpa-cadangan", action="store_true", help="jangan menyimpan cadangan")
    p.add_argument("--format", choices=("teks", "json"), default="teks", help="bentuk keluaran (bawaan: teks)")


def _bulan(teks: str) -> int:
    if not (teks.isascii() and teks.isdigit() and 1 <= int(teks) <= 12):
        raise argparse.ArgumentTypeError(f"{teks!r} bukan bulan 1 sampai 12")
    return int(teks)


def _pengurai_templat(sub: _Sub[Pengurai]) -> None:
    p = _perintah(
        sub,
        "templat",
        "buat buku kerja baru dari formulir resmi",
        "Membuat buku kerja baru untuk satu satker dan tahun: Renstra, IKU, RKT, PK, RAK, Capaian, Anggaran, Data "
        "Dukung dan Ringkasan, dengan rumus. Berkas yang sudah ada tidak pernah ditimpa.\n"
        "Dengan --dari, target Renstra dan PK pada buku kerja provinsi diisikan lebih dahulu ke buku kerja "
        "kabupaten/kota.",
        "  xlkinerja templat --tahun 2026 --satker 53.03\n"
        "  xlkinerja templat --tahun 2026 --satker semua --keluaran templat-2026\n"
        "  xlkinerja templat --tahun 2026 --satker semua --dari kinerja-2026-53-nusa-tenggara-timur.xlsx",
    )
    p.add_argument("--tahun", metavar="T", type=_tahun, required=True, help="tahun perjanjian kinerja, mis. 2026")
    p.add_argument(
        "--satker", metavar="KODE|NAMA|semua", help="kode wilayah (53.03), kode satker KPU, nama, atau semua; "
        "tanpa ini dibuat templat umum"
    )  # fmt: skip
    p.add_argument("--jenis", choices=("kabupaten", "provinsi"), help="hanya jenis ini (bawaan: menurut satker)")
    p.add_argument("--dari", metavar="BUKU", type=Path, help="buku kerja provinsi yang target-targetnya diisikan")
    p.add_argument("--keluaran", metavar="FOLDER", type=Path, default=Path(), help="folder tujuan (bawaan: folder ini)")
    p.add_argument("--pekerja", metavar="N", type=cacah, help="banyaknya proses yang bekerja bersamaan")


def _tahun(teks: str) -> int:
    if not (teks.isascii() and teks.isdigit() and 2019 <= int(teks) <= 2099):
        raise argparse.ArgumentTypeError(f"{teks!r} bukan tahun 2019 sampai 2099")
    return int(teks)


def _pengurai_jelaskan(sub: _Sub[Pengurai]) -> None:
    p = _perintah(
        sub,
        "jelaskan",
        "jelaskan satu aturan, dengan contoh yang dijalankan",
        "Menjelaskan satu aturan: arti, dasar, saran, dan contohnya yang benar-benar dijalankan.",
        "  xlkinerja jelaskan S102",
    )
    p.add_argument("kode", metavar="KODE", help="kode aturan seperti tertera pada temuan")


def _pengurai_aturan(sub: _Sub[Pengurai]) -> None:
    p = _perintah(
        sub,
        "aturan",
        "daftar semua aturan",
        "Menampilkan daftar semua aturan yang diperiksa.",
        "  xlkinerja aturan\n  xlkinerja aturan --format markdown > ATURAN.md",
    )
    bentuk = ("teks", "markdown", "json")
    p.add_argument("--format", choices=bentuk, default="teks", help="bentuk keluaran (bawaan: teks)")


def _pengurai_contoh(sub: _Sub[Pengurai]) -> None:
    p = _perintah(
        sub,
        "contoh",
        "salin buku kerja contoh ke sebuah folder",
        "Menyalin buku kerja contoh ke sebuah folder untuk dicoba. Berkas lain yang sudah ada tidak ditimpa.",
        "  xlkinerja contoh\n  xlkinerja periksa contoh-xlkinerja",
    )
    p.add_argument(
        "folder",
        metavar="FOLDER",
        nargs="?",
        type=Path,
        default=Path("contoh-xlkinerja"),
        help="folder tujuan (bawaan: contoh-xlkinerja)",
    )


def _pengurai_pasang(sub: _Sub[Pengurai]) -> None:
    p = _perintah(
        sub,
        "pasang",
        "pasang tombol Hitung Ulang di Excel atau LibreOffice",
        "Memasang add-in Excel (tab xlkinerja pada pita) atau ekstensi LibreOffice (menu dan bilah alat xlkinerja) "
        "untuk pemakai ini saja, tanpa hak administrator, dan menyebut apa yang dilakukan.",
        "  xlkinerja pasang excel\n  xlkinerja pasang libreoffice\n  xlkinerja pasang excel --lepas\n"
        "  xlkinerja pasang libreoffice --berkas xlkinerja.oxt",
    )
    p.add_argument("ke", choices=("excel", "libreoffice"), help="program yang diberi tombol")
    p.add_argument("--lepas", action="store_true", help="lepaskan lagi")
    p.add_argument(
        "--berkas", metavar="BERKAS.oxt", type=Path, help="libreoffice: hanya buat berkas ekstensinya, untuk dipasang "
        "di komputer lain lewat Tools > Extensions"
    )  # fmt: skip
    p.add_argument("--folder", metavar="FOLDER", type=Path, help="excel: bukan ke XLSTART, melainkan ke folder ini")
    p.add_argument(
        "--saluran", choices=("berkas", "xlwings"), default="berkas", help="excel: cara hasil masuk ke buku kerja: "
        "daftar perubahan (berkas, bawaan) atau langsung dari Python (xlwings)"
    )  # fmt: skip


def _pengurai_excel(sub: _Sub[Pengurai]) -> None:
    p = _perintah(
        sub,
        "excel",
        "hitung ulang atau periksa buku kerja yang sedang terbuka di Excel",
        "Bekerja pada buku kerja yang sedang terbuka di Excel, sudah disimpan atau belum. Perlu Windows dengan Excel, "
        'dan xlwings: pip install "xlkinerja[excel]".\n'
        "hitung: hitung ulang, periksa, tulis hasil, tanda dan lembar Temuan. periksa: tulis lembar Temuan saja. "
        "temuan: tampilkan lembar Temuan. uji: periksa sambungannya tanpa mengubah apa pun.\n"
        "Isi buku kerja sebelum diubah disimpan sebagai cadangan di folder data pengguna (20 yang terakhir).",
        "  xlkinerja excel hitung\n  xlkinerja excel uji",
    )
    p.add_argument("kerja", choices=("hitung", "periksa", "temuan", "uji"), help="apa yang dikerjakan")


def _pengurai_jendela(sub: _Sub[Pengurai]) -> None:
    p = _perintah(
        sub,
        "jendela",
        "buka jendela xlkinerja di samping Excel",
        "Membuka jendela dengan daftar buku kerja yang terbuka di Excel, tombol Hitung Ulang, Periksa dan Temuan, "
        "daftar temuan, dan pemeriksaan satu folder. Tanpa makro.",
        "  xlkinerja jendela\n  xlkinerja jendela --folder D:\\kinerja",
    )
    p.add_argument("--folder", metavar="FOLDER", type=Path, help="periksa folder ini begitu jendela terbuka")


def _pilihan_umum(p: Pengurai) -> None:
    p.add_argument("jalur", metavar="JALUR", nargs="+", help="buku kerja atau folder")
    p.add_argument(
        "--format",
        metavar="|".join(FORMAT),
        type=_format,
        default="teks",
        help="bentuk keluaran (bawaan: teks)",
    )
    p.add_argument(
        "--tingkat",
        choices=TINGKAT,
        help="tingkat terendah yang ditampilkan dan menentukan status keluar "
        "(bawaan: menurut setelan, atau peringatan)",
    )
    pilihan_setelan(p)


def _format(teks: str) -> str:
    if teks not in FORMAT:
        raise argparse.ArgumentTypeError(
            f"format {teks!r} tidak dikenal; pilih {', '.join(FORMAT[:-1])} atau {FORMAT[-1]}"
        )
    return teks


_PENGURAI: tuple[tuple[Callable[[_Sub[Pengurai]], None], str, tuple[str, ...]], ...] = (
    (_pengurai_periksa, "periksa", ("periksa",)),
    (_pengurai_hitung, "hitung", ("hitung",)),
    (_pengurai_isi, "isi", ("isi",)),
    (_pengurai_templat, "templat", ("templat",)),
    (tambah_rekap, "rekap", ("rekap", "data")),
    (tambah_riwayat, "riwayat", ("riwayat",)),
    (tambah_setelan, "setelan", ("periksa-setelan",)),
    (tambah_jadwal, "jadwal", ("jadwal",)),
    (tambah_pantau, "pantau", ("pantau",)),
    (tambah_kabar, "kabar", ("kabari-coba",)),
    (_pengurai_jelaskan, "aturan", ("jelaskan",)),
    (_pengurai_aturan, "aturan", ("aturan",)),
    (_pengurai_contoh, "templat", ("contoh",)),
    (_pengurai_pasang, "pasang", ("pasang",)),
    (_pengurai_excel, "excel", ("excel",)),
    (_pengurai_jendela, "excel", ("jendela",)),
)
"""What adds commands to the parser, the module `perintah_…` that runs them, and their names, in the order of the
help."""
