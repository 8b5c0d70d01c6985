"""An example of `xlkinerja.toml`. A line that begins with "#" and no space is a setting that is switched off."""

from __future__ import annotations

CONTOH = """\
# xlkinerja.toml: setelan pemeriksaan satu folder. Simpan di folder yang diperiksa atau di folder di atasnya;
# bila ada beberapa, yang terdekat berlaku.
# Hapus tanda # di depan baris yang ingin dipakai, lalu periksa dengan: xlkinerja periksa-setelan FOLDER

# Tingkat terendah yang ditampilkan dan menentukan status keluar: "galat", "peringatan" atau "info".
tingkat = "peringatan"

# Temuan yang diterima untuk sementara. Ia tetap tercantum sebagai diterima, dan terbuka lagi sesudah tanggalnya.
#[[abaikan]]
#kode = ["J211"]                       # satu kode atau beberapa; lihat xlkinerja aturan
#alasan = "menunggu surat KPU RI"      # wajib
#sampai = 2026-12-31                   # wajib; hari terakhir berlakunya
#satker = ["53.71"]                    # kode atau nama; tanpa baris ini: semua satker

# Skala kategori, dalam persen, untuk buku kerja yang tidak memuat skalanya sendiri.
#[[skala]]
#kategori = "Baik Sekali"
#bawah = 85
#[[skala]]
#kategori = "Baik"
#bawah = 70
#atas = 85
#[[skala]]
#kategori = "Cukup"
#bawah = 55
#atas = 70
#[[skala]]
#kategori = "Kurang"
#atas = 55

# Kabar sesudah pemeriksaan.
#[kabar]
#selalu = false                        # true: juga bila tidak ada yang berubah
#laporan = true                        # lampirkan laporan HTML
#tingkat = "peringatan"
#berkas = "kabar.txt"                  # tambahkan setiap kabar ke berkas ini

# Server surel. Sandinya tidak pernah ditulis di sini, melainkan di variabel lingkungan XLKINERJA_SANDI_SUREL atau di
# keyring: keyring set xlkinerja kinerja@contoh.go.id
#[kabar.surel]
#server = "smtp.contoh.go.id"
#port = 587
#keamanan = "starttls"                 # "starttls", "tls", atau "tanpa" untuk server di komputer ini
#dari = "kinerja@contoh.go.id"
#pengguna = "kinerja@contoh.go.id"
#batas_waktu = 30                      # detik
#percobaan = 3

#[kabar.webhook]
#url = "https://contoh.go.id/kabar"

# Siapa menerima kabar satker mana.
#[[penerima]]
#nama = "Sub Bagian Perencanaan Provinsi"
#surel = ["perencanaan@contoh.go.id"]
#satker = "semua"
#[[penerima]]
#surel = ["kota-kupang@contoh.go.id"]
#satker = ["53.71"]
"""
