"""The columns of the table that `xlkinerja data` writes: the one place that says what each of them means."""

from __future__ import annotations

KOLOM = (
    ("satker", "kode wilayah satker, mis. 53.71; kosong bila tidak dikenal"),
    ("nama_satker", "nama satker"),
    ("tahun", "tahun yang dimaksud angkanya"),
    ("berkas", "jalur buku kerja, seperti pada periksa"),
    ("lembar", "nama lembar"),
    ("sel", "alamat sel, mis. G8"),
    ("dokumen", "renstra, iku, rkt, pk, rak, capaian, anggaran, pendukung, data_dukung, pengaturan"),
    ("formulir", "bentuk tabelnya, mis. capaian_sasaran, anggaran_bulanan"),
    ("unit", "ketua, sekretaris, atau nama bagian/sub bagian"),
    ("indikator", "bunyi indikator (tabel kinerja)"),
    ("kode", "kode anggaran lengkap dengan titik (tabel anggaran)"),
    ("uraian", "nama baris anggaran, label tabel pendukung, uraian cacahan, kegiatan"),
    ("ukuran", "target, realisasi, capaian, kategori, pagu, sisa, persen, …; triwulan _t1–_t4, bulan _b1–_b12"),
    ("periode", "T1–T4 atau B01–B12; kosong untuk setahun"),
    ("nilai", "angkanya, tidak dibulatkan; persen dalam persen, uang dalam rupiah; kosong bila bukan angka"),
    ("nilai_teks", "angka yang sama sebagai teks desimal yang tepat, atau kata (WTP, BB, Baik)"),
    ("satuan", "%, Rp, atau satuan seperti tertulis"),
    ("tertulis", "yang terlihat di selnya"),
    ("asal", "tertulis (dibaca dari sel) atau dihitung (hasil hitungan xlkinerja)"),
    ("keterangan", "mengapa nilainya kosong, dan kode temuan pada selnya"),
)
"""Name and meaning of each column, in order."""
