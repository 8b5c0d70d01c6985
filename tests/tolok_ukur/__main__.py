"""`python -m tests.tolok_ukur [--cepat] [--putaran N]`: build, measure, print one small table."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.tolok_ukur.bahan import bangun, bangun_besar
from tests.tolok_ukur.templat import pesaing_templat
from tests.tolok_ukur.ukur import cpu_bantuan, nisbah, pesaing, puncak_memori, selisih, ukur
from xlkinerja.angka import bulatkan, tulis_angka


@dataclass(frozen=True)
class Ukuran:
    """One line of the table: what, the figure with its unit, the goal in words, whether it is met (None: no goal)."""

    nama: str
    hasil: str
    sasaran: str = "-"
    terpenuhi: bool | None = None


def _angka(nilai: float, desimal: int, satuan: str) -> str:
    return tulis_angka(bulatkan(Decimal(str(nilai)), desimal), desimal) + satuan


def jalankan(folder: Path, *, banyak: int, putaran: int, sel: int) -> list[Ukuran]:
    """Build everything in `folder` and measure it."""
    (folder / "buku").mkdir()
    berkas = bangun(folder / "buku", banyak)
    waktu = ukur(pesaing(berkas, folder), putaran)
    baca, cepat = nisbah(waktu, "periksa", "openpyxl baca"), nisbah(waktu, "periksa", "calamine baca")
    waktu |= ukur(pesaing_templat(folder / "templat", max(2, banyak // 11)), putaran)
    buat, baca_templat = (
        nisbah(waktu, a, b)
        for a, b in (
            ("templat dibuat", "templat disimpan openpyxl"),
            ("templat diperiksa", "templat dimuat openpyxl"),
        )
    )
    waktu["semua aturan"] = selisih(waktu, "periksa", "dibaca")
    waktu["semua aturan, terisi"] = selisih(waktu, "terisi diperiksa", "terisi dibaca")
    ketikan, aturan = nisbah(waktu, "semua aturan", "dibaca"), nisbah(waktu, "semua aturan, terisi", "terisi dibaca")
    waktu["hitung tanpa periksa"] = selisih(waktu, "hitung", "periksa")
    hitung, lain, tulis = (
        nisbah(waktu, "openpyxl bolak-balik", n) for n in ("hitung", "hitung tanpa periksa", "tulis")
    )
    besar = bangun_besar(folder / "besar.xlsx", sel)
    puncak, bantuan = puncak_memori(besar), cpu_bantuan(3 if putaran < 3 else 7)
    mb = _angka(besar.stat().st_size / 2**20, 1, " MB")
    batas = "paling sedikit 10 kali"
    return [
        Ukuran(
            "periksa : openpyxl memuat (data_only)",
            _angka(baca, 2, " kali"),
            "paling banyak 0,5 kali",
            baca <= 0.5,
        ),
        Ukuran("periksa : python-calamine membaca", _angka(cepat, 1, " kali")),
        Ukuran("openpyxl muat + simpan : hitung seluruhnya", _angka(hitung, 1, " kali")),
        Ukuran("openpyxl muat + simpan : hitung tanpa periksa", _angka(lain, 1, " kali")),
        Ukuran("openpyxl muat + simpan : menulis hasil dan Temuan", _angka(tulis, 1, " kali"), batas, tulis >= 10),
        Ukuran("membuat templat : openpyxl hanya menyimpannya", _angka(buat, 2, " kali")),
        Ukuran(
            "periksa templat : openpyxl memuat (data_only)",
            _angka(baca_templat, 2, " kali"),
            "paling banyak 0,5 kali",
            baca_templat <= 0.5,
        ),
        Ukuran("semua aturan : membaca", _angka(ketikan, 2, " kali"), "paling banyak 1 kali", ketikan <= 1),
        Ukuran(
            "semua aturan : membaca templat terisi", _angka(aturan, 2, " kali"), "paling banyak 1 kali", aturan <= 1
        ),
        Ukuran(f"memori puncak periksa, {mb}", _angka(puncak, 0, " MB"), "di bawah 150 MB", puncak < 150),
        Ukuran("waktu CPU xlkinerja --help", _angka(bantuan, 3, " detik"), "di bawah 0,15 detik", bantuan < 0.15),
        *(Ukuran(f"median CPU {n}", _angka(sorted(w)[len(w) // 2], 2, " detik")) for n, w in waktu.items()),
    ]


def tabel(daftar: Sequence[Ukuran]) -> str:
    """The measurements as aligned text."""
    kata = {True: "ya", False: "TIDAK", None: "-"}
    baris = [("ukuran", "hasil", "sasaran", "terpenuhi")]
    baris += [(u.nama, u.hasil, u.sasaran, kata[u.terpenuhi]) for u in daftar]
    lebar = [max(len(b[k]) for b in baris) for k in range(4)]
    rapi = ["  ".join(s.ljust(w) for s, w in zip(b, lebar, strict=True)).rstrip() for b in baris]
    return "\n".join([rapi[0], "  ".join("-" * w for w in lebar), *rapi[1:]])


def utama(argumen: Sequence[str] | None = None) -> int:
    """Run the benchmark; 0 if every goal is met, else 1 (always 0 in quick mode, whose figures mean little)."""
    pengurai = argparse.ArgumentParser(prog="python -m tests.tolok_ukur", description="Tolok ukur xlkinerja.")
    pengurai.add_argument("--cepat", action="store_true", help="sedikit buku kerja, satu putaran; hanya uji jalan")
    pengurai.add_argument("--putaran", type=int, default=3, metavar="N", help="banyak putaran (baku 3)")
    pilihan = pengurai.parse_args(argumen)
    banyak, putaran, sel = (2, 1, 2_000) if pilihan.cepat else (66, max(1, pilihan.putaran), 600_000)
    with TemporaryDirectory(prefix="tolok-ukur-") as folder:
        hasil = jalankan(Path(folder), banyak=banyak, putaran=putaran, sel=sel)
    print(f"{banyak} buku kerja enam lembar, {putaran} putaran bergantian, median waktu CPU")
    print(tabel(hasil))
    return 0 if pilihan.cepat else int(any(u.terpenuhi is False for u in hasil))


if __name__ == "__main__":
    raise SystemExit(utama())
