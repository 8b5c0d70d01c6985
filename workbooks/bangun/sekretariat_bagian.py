# ruff: noqa: E501
"""The PK and capaian of the three bagian, Sekretariat KPU Provinsi NTT 2020 (seed 001 l.1352-1542), as rows of text."""

from typing import Final

# l.1354-1389, 24 indicators
PK_KEUANGAN: Final = """
!A | Program Dukungan Manajemen dan Pelaksanaan Tugas Teknis Lainnya KPU | << | << | <<
1. | Pelaksanaan akuntabilitas pengelolaan administrasi keuangan di lingkungan Setjen KPU | Meningkatnya pembinaan perbendaharaan | Persentase Pejabat Perbendaharaan yang menyelesaikan pertanggung jawaban penggunaan anggaran sesuai ketentuan | 100%
 |  | Terlaksananya sistem akuntansi dan pelaporan keuangan Pemilu. | Jumlah laporan sistem akuntansi dan pelaporan keuangan | 1 Lap
 |  | Terlaksananya laporan pertanggung jawaban penggunaan anggaran (LPPA) | Persentase KPU Provinsi dan KPU/KIP Kabupaten/kota yang menyampaikan laporan Pertanggungjawaban Penggunaan Anggaran Berbasis SIMONIKA yang Tepat Waktu dan Valid | 100%
 |  | Terlaksananya pengelolaan keuangan, perbendaharaan dan pertanggungjawaban tahapan Pemilu | Jumlah laporan pengelolaan keuangan, perbendaharaan dan pertanggungjawaban tahapan pemilu yang tepat waktu dan valid | 1 Lap
 |  | Terlaksananya Pembayaran Gaji dan Tunjangan yang tepat waktu | Persentase pembayaran gaji dan tunjangan yang tepat waktu | 100%
2. | Pengelolaan Data, Dokumentasi, Pengadaan, Pendistribusian, Pemeliharaan dan Inventarisasi Logistik Pemilu | Terlaksananya fasilitasi pengelolaan data dan dokumentasi kebutuhan, pengadaan, pendistribusian, serta pemeliharaan dan inventarisai logistik Pemilu/Pemilihan | Persentase Satker Yang Menyelenggarakan Pemilu/Pemilihan Tanpa Ada Permasalahan Anggaran Dalam Pemenuhan Kebutuhan Logistik | 100%
 |  |  | Persentase satker yang melaksanakan pengadaan logistik keperluan Pemilihan dengan tanpa kasus terhadap proses pengadaan yang mengakibatkan kerugian negara atau pemborosan uang negara | 100%
 |  |  | Persentase Satker Yang Mendistribusikan Logistik Pemilu/Pemilihan Tepat Jenis, Jumlah dan Waktu | 100%
 |  |  | Persentase satker yang menginventarisasi dan memelihara logistik Pemilu/Pemilihan sebelum pelaksanaan pemungutan suara dalam Pemilu/Pemilihan | 100%
3. | Penyelenggaraan Operasional dan Pemeliharaan Perkantoran (KPU) | Terwujudnya pengelolaan Barang Milik Negara berdasarkan SAP | Persentase KPU Kabupaten/Kota yang patuh dan tertib dalam pengelolaan Barang Milik Negara yang material | 98%
 |  |  | Jumlah Laporan Barang Milik Negara Berdasarkan SIMAK BMN yang Datanya Sesuai dengan Data SAK | 2 Lap
 |  | Meningkatnya kualitas tata kelola administrasi persuratan dan pengelolaan arsip | Persentase KPU Provinsi yang melakukan tata kelola persuratan sesuai kaidah persuratan yang berlaku | 100%
 |  |  | Persentase KPU Provinsi yang Mengelola Arsip Inaktif Sesuai Aturan Kearsipan | 88%
 |  | Terwujudnya dukungan sarana dan prasarana guna meningkatkan kelancaran tugas KPU | Persentase sarana transportasi untuk mendukung kinerja pegawai yang berfungsi dengan baik | 100%
 |  |  | Persentase fasilitas perkantoran untuk mendukung kinerja pegawai yang berfungsi dengan baik | 100%
 |  |  | Persentase Gedung dan Gudang KPU Provinsi dan KPU Kabupaten/Kota yang berfungsi dengan baik | 100%
 |  | Meningkatnya Kualitas Layanan Persidangan dan Protokol | Persentase ruangan rapat yang digunakan tidak ada yang bersamaan dalam waktu dan tempat | 100%
 |  |  | Persentase Hasil Rapat Pleno yang ditindaklanjuti paling lambat 4 (empat) hari kerja | 100%
 |  | Terwujudnya keamanan dan ketertiban di lingkungan KPU Provinsi | Persentase ganguan kemanan dalam lingkungan KPU Provinsi yang dapat ditanggulangi | 100%
4. | Pemeriksaan di lingkungan Setjen KPU, Sekretariat KPU Provinsi, dan Sekretariat KPU Kabupaten/Kota | Meningkatnya efektivitas pengawasan internal dan eksternal di lingkungan KPU | Persentase penurunan nilai temuan hasil pemeriksaan internal dan eksternal terhadap realisasi anggaran | 30%
 |  | Meningatnya manfaat hasil pengawasan BPK, BPKP dan APIP KPU dalam pencapaian tujuan KPU | Persentase penyelesaian rekomendasi BPK, BPKP dan APIP yang ditindaklanjuti | 70%
 |  | Meningkatkan akuntabilitas kinerja di lingkungan KPU | Persentase KPU Provinsi dan KPU Kabupaten/Kota yang mendapatkan nilai akuntabilitas kinerja minimal B | '60%
 |  | Meningkatnya akuntabilitas keuangan KPU | Opini BPK atas laporan keuangan KPU | WTP
 |  | Meningkatnya kompentensi apparat pengawasan dan efektivitas sistem pengendalian internal | Nilai maturitas SPIP dan kapabilitas APIP | 3
"""
# l.1395-1415, 14 indicators; kegiatan printed 1., 4.
PK_PROGRAM: Final = """
!A | Program Dukungan Manajemen dan Pelaksanaan Tugas Teknis Lainnya KPU | << | << | <<
1. | Pelaksanaan Manajemen Perencanaan dan Data | Terwujudnya perencanaan program dan anggaran yang berkualitas | Jumlah revisi yang dilakukan terhadap rencana kerja yang telah ditetapkan | #8 kali
 |  | Terwujudnya sistem administrasi penyelenggaraan pemilu yang tertib, efektif dan efisien | Persentase laporan monitoring dan evaluasi yang akuntabel dan tepat waktu | 75%
 |  |  | Persentase target kinerja KPU Provinsi tercapai sesuai dengan perjanjian kinerja | 90%
 |  | Tersedianya data, informasi dan sarana serta prasarana teknologi informasi | Persentase KPU Kabupaten/Kota yang melaksanakan Pemilu/ Pemilihan yang memutakhirkan data pemilih melalui Coklit dan Sistem Informasi | 100%
 |  |  | Persentase sarana dan prasarana teknologi informasi untuk sistem informasi KPU yang berfungsi dengan baik | 100%
 |  | Terwujudnya penerapan e-government di lingkungan KPU Provinsi Nusa Tenggara Timur | Persentase Aplikasi KPU yang diterapkan secara terintegrasi | 100%
4. | Pembinaan SDM, Pelayanan dan Administrasi Kepegawaian | Meningkatnya tertib administrasi dan pengelolaan Sumber Daya Manusia | Persentase pegawai yang mendapat layanan administrasi kepegawaian tepat waktu | 100%
 |  |  | Persentase pengenaan disiplin atas pelanggaran disiplin pegawai | 90%
 |  | Terlaksananya peningkatan kompetensi SDM | Persentase pegawai yang telah mengikuti Pendidikan dan pelatihan dalam rangka peningkatan kompetensi SDM | 100%
 |  |  | Jumlah PNS KPU yang lulus seleksi S2 Tata Kelola Kepemiluan | 2 orang
 |  | Terlaksananya layanan pengadaan PNS secara transparan dan akuntabel | Persentase pegawai yang terseleksi secara transparan dan akuntabel | 100%
 |  | Terlaksananya proses Penggantian Antar Waktu (PAW) Anggota KPU Provinsi, Anggota KPU Kabupaten/Kota sesuai Peraturan Perundang-Undangan yang berlaku | Persentase Anggota KPU Provinsi, Anggota KPU Kabupaten/Kota yang pelaksanaan penggantian antar waktunya sesuai Peraturan Perundang-undangan yang berlaku | 100%
 |  | Terlaksananya dokumen kepegawaian | Persentase pegawai yang tercatat dalam database kepegawaian secara akurat | 100%
 |  | Pembentukan Badan Penyelenggara Adhok | Jumlah badan adhok yang dipersiapkan dan dibentuk | 9 satker
"""
# l.1420-1433, 12 indicators
PK_HUKUM: Final = """
!B | Program Penguatan Kelembagaan Demokrasi dan Perbaikan Proses Politik | << | << | <<
1 | Penyiapan penyusunan Rancangan Peraturan KPU, Advokasi, Penyelesaian Sengketa dan Penyuluhan Peraturan Perundang-undangan yang berkaitan dengan penyelenggaraan Pemilu | Terlaksananya penyusunan Keputusan KPU Provinsi sesuai dengan ketentuan perundang-undangan | Persentase rancangan Keputusan KPU Provinsi yang disusun dan diharmonisasi tepat waktu sesuai dengan kerangka regulasi KPU | 100%
 |  | Terlaksananya penyelesaian sengketa dan pelayanan pertimbangan hukum | Persentase sengketa hukum yang dimenangkan KPU | '88%
 |  | Terlaksananya fasilitasi pelayanan penyusunan laporan dan audit dana kampanye, verifikasi partai politik dan/atau anggota perseorangan DPD | Persentase pemangku kepentingan yang menerima bimbingan/pelayanan penyusunan laporan dana kampanye, audit dana kampanye, pendaftaran Partai Politik dan Anggota DPD sesuai dengan Tahapan Pemilu/Pemilihan | 100%
 |  | Terlaksananya pengelolaan dan pelayanan informasi hukum | Persentase produk hukum yang dikelola dan didokumentasikan sesuai peraturan perundang-undangan | 95%
 |  |  | Persentase informasi produk hukum yang disajikan secara cepat, tepat, dan akurat sesuai dengan SOP | 92%
2 | Fasilitasi Pelaksanaan Tahapan Pemilu Legislatif, Pemilu Presiden dan Wakil Presiden, Pemilukada, Publikasi dan Sosialisasi serta Partisipasi Masyarakat dan PAW | Terlaksananya layanan administrasi PAW tepat waktu dan sesuai aturan | Persentase proses PAW anggota DPRD Provinsi dapat diselesaikan dalam waktu 5 hari kerja | 100%
 |  | Terwujudnya penyelenggaraan Pemilu/Pemilihan sesuai jadwal | Persentase KPU Kabupaten/ Kota yang menyelenggarakan tahapan pecalonan, kampanye, dan pemungutan suara sesuai jadwal | 100%
 |  | Meningkatnya kualitas layanan informasi dan data yang cepat serta akurta | Persentase permohonan informasi yang ditindaklanjuti melalui PPID sesuai dengan SOP | 100%
 |  |  | Persentase informasi dan publikasi tahapan Pemilu/Pemilihan yang dimuat di 10 media massa nasional | 100%
 |  |  | Persentase informasi dan publikasi tahapan Pemilu/Pemilihan yang ditampilkan di media publikasi KPU paling lambat 1 hari kerja | 100%
 |  | Terlaksananya fasilitasi Pendidikan pemilih | Jumlah KPU Provinsi/Kabupaten/Kota yang telah membentuk Pusat Pendidikan Pemilih | 22 Kab/ Kota
 |  |  | Terlaksananya Pendidikan pemilih kepada Pemilih Pemula, | 9 Keg
"""
# l.1454-1492
CAPAIAN_KEUANGAN: Final = """
!A | Program Dukungan Manajemen dan Pelaksanaan Tugas Teknis Lainnya KPU | << | << | << | << | <<
1. | Pelaksanaan akuntabilitas pengelolaan administrasi keuangan di lingkungan Setjen KPU | Meningkatnya pembinaan perbendaharaan | Persentase Pejabat Perbendaharaan yang menyelesaikan pertanggung jawaban penggunaan anggaran sesuai ketentuan | 100% | 100% | 100%
 |  | Terlaksananya sistem akuntansi dan pelaporan keuangan Pemilu. | Jumlah laporan sistem akuntansi dan pelaporan keuangan | 1 Lap | 1 Lap | 100%
 |  | Terlaksananya laporan pertanggung jawaban penggunaan anggaran (LPPA) | Persentase KPU Provinsi dan KPU/KIP Kabupaten/kota yang menyampaikan laporan Pertanggungjawaban Penggunaan Anggaran Berbasis SIMONIKA yang Tepat Waktu dan Valid | 100% | 100% | 100%
 |  | Terlaksananya pengelolaan keuangan, perbendaharaan dan pertanggung-jawaban tahapan Pemilu | Jumlah laporan pengelolaan keuangan, perbendaharaan dan pertanggungjawaban tahapan pemilu yang tepat waktu dan valid | 1 Lap | 1 Lap | 100%
 |  | Terlaksananya Pembayaran Gaji dan Tunjangan yang tepat waktu | Persentase pembayaran gaji dan tunjangan yang tepat waktu | 100% | 100% | 100%
2. | Pengelolaan Data, Dokumentasi, Pengadaan, Pendistribusian, Pemeliharaan dan Inventarisasi Logistik Pemilu | Terlaksananya fasilitasi pengelolaan data dan dokumentasi kebutuhan, pengadaan, pendistribusian, serta pemeliharaan dan inventarisai logistik Pemilu/Pemilihan | Persentase Satker Yang Menyelenggarakan Pemilu/Pemilihan Tanpa Ada Permasalahan Anggaran Dalam Pemenuhan Kebutuhan Logistik | 100% | 100% | 100%
 |  |  | Persentase satker yang melaksanakan pengadaan logistik keperluan Pemilihan dengan tanpa kasus terhadap proses pengadaan yang mengakibatkan kerugian negara atau pemborosan uang negara | 100% | 100% | 100%
===
 |  |  | Persentase Satker Yang Mendistribusikan Logistik Pemilu/Pemilihan Tepat Jenis, Jumlah dan Waktu | 100% | 100% | 100%
 |  |  | Persentase satker yang menginventarisasi dan memelihara logistik Pemilu/Pemilihan sebelum pelaksanaan pemungutan suara dalam Pemilu/Pemilihan | 100% | 100% | 100%
3. | Penyelenggaraan Operasional dan Pemeliharaan Perkantoran (KPU) | Terwujudnya pengelolaan Barang Milik Negara berdasarkan SAP | Persentase KPU Kabupaten/Kota yang patuh dan tertib dalam pengelolaan Barang Milik Negara yang material | 98% | 100% | 102%
 |  |  | Jumlah Laporan Barang Milik Negara Berdasarkan SIMAK BMN yang Datanya Sesuai dengan Data SAK | 2 Lap | 2 Lap | 100%
 |  | Meningkatnya kualitas tata kelola administrasi persuratan dan pengelolaan arsip | Persentase KPU Provinsi yang melakukan tata kelola persuratan sesuai kaidah persuratan yang berlaku | 100% | 100% | 100%
 |  |  | Persentase KPU Provinsi yang Mengelola Arsip Inaktif Sesuai Aturan Kearsipan | '88% | 100% | 113,64 %
 |  | Terwujudnya dukungan sarana dan prasarana guna meningkatkan kelancaran tugas KPU | Persentase sarana transportasi untuk mendukung kinerja pegawai yang berfungsi dengan baik | 100% | 100% | 100%
 |  |  | Persentase fasilitas perkantoran untuk mendukung kinerja pegawai yang berfungsi dengan baik | 100% | 91,20% | 91,20%
 |  |  | Persentase Gedung dan Gudang KPU Provinsi dan KPU Kabupaten/Kota yang berfungsi dengan baik | 100% | 100% | 100%
 |  | Meningkatnya Kualitas Layanan Persidangan dan Protokol | Persentase ruangan rapat yang digunakan tidak ada yang bersamaan dalam waktu dan tempat | 100% | 100% | 100%
 |  |  | Persentase Hasil Rapat Pleno yang ditindaklanjuti paling lambat 4 (empat) hari kerja | 100% | 100% | 100%
 |  | Terwujudnya keamanan dan ketertiban di lingkungan KPU Provinsi | Persentase ganguan kemanan dalam lingkungan KPU Provinsi yang dapat ditanggulangi | 100% | 100% | 100%
4. | Pemeriksaan di lingkungan Setjen KPU, Sekretariat KPU Provinsi, dan Sekretariat KPU Kabupaten/Kota | Meningkatnya efektivitas pengawasan internal dan eksternal di lingkungan KPU | Persentase penurunan nilai temuan hasil pemeriksaan internal dan eksternal terhadap realisasi anggaran | 30% | 30% | 100%
 |  | Meningatnya manfaat hasil pengawasan BPK, BPKP dan APIP KPU dalam pencapaian tujuan KPU | Persentase penyelesaian rekomendasi BPK, BPKP dan APIP yang ditindaklanjuti | 70% | '62,82% | 89,74%
 |  | Meningkatkan akuntabilitas kinerja di lingkungan KPU | Persentase KPU Provinsi dan KPU Kabupaten/Kota yang mendapatkan nilai akuntabilitas kinerja minimal B | 60% | - | 0%
 |  | Meningkatnya akuntabilitas keuangan KPU | Opini BPK atas laporan keuangan KPU | WTP | WDP | 75%
 |  | Meningkatnya kompentensi apparat pengawasan dan efektivitas sistem pengendalian internal | Nilai maturitas SPIP dan kapabilitas APIP | 3 | 3 | 100%
"""
# l.1496-1515
CAPAIAN_PROGRAM: Final = """
!A | Program Dukungan Manajemen dan Pelaksanaan Tugas Teknis Lainnya KPU | << | << | << | << | <<
1. | Pelaksanaan Manajemen Perencanaan dan Data | Terwujudnya perencanaan program dan anggaran yang berkualitas | Jumlah revisi yang dilakukan terhadap rencana kerja yang telah ditetapkan | 8 kali | 13 kali | 37,50%
 |  | Terwujudnya sistem administrasi penyelenggaraan pemilu yang tertib, efektif dan efisien | Persentase laporan monitoring dan evaluasi yang akuntabel dan tepat waktu | 75% | 100% | 133,33 %
 |  |  | Persentase target kinerja KPU Provinsi tercapai sesuai dengan perjanjian kinerja | 90% | 73,68% | 81,87%
 |  | Tersedianya data, informasi dan sarana serta prasarana teknologi informasi | Persentase KPU Kabupaten/Kota yang melaksanakan Pemilu/ Pemilihan yang memutakhirkan data pemilih melalui Coklit dan Sistem Informasi | 100% | 100% | 100%
 |  |  | Persentase sarana dan prasarana teknologi informasi untuk sistem informasi KPU yang berfungsi dengan baik | 100% | 100% | 100%
 |  | Terwujudnya penerapan e-government di lingkungan KPU Provinsi Nusa Tenggara Timur | Persentase Aplikasi KPU yang diterapkan secara terintegrasi | 100% | 100% | 100%
4. | Pembinaan SDM, Pelayanan dan Administrasi Kepegawaian | Meningkatnya tertib administrasi dan pengelolaan Sumber Daya Manusia | Persentase pegawai yang mendapat layanan administrasi kepegawaian tepat waktu | 100% | 100% | 100%
 |  |  | Persentase pengenaan disiplin atas pelanggaran disiplin pegawai | 90% | 0% | 0%
 |  | Terlaksananya peningkatan kompetensi SDM | Persentase pegawai yang telah mengikuti Pendidikan dan pelatihan dalam rangka peningkatan kompetensi SDM | 100% | 45,45% | 45,45%
 |  |  | Jumlah PNS KPU yang lulus seleksi S2 Tata Kelola Kepemiluan | 2 orang | 0 | 0%
 |  | Terlaksananya layanan pengadaan PNS secara transparan dan akuntabel | Persentase pegawai yang terseleksi secara transparan dan akuntabel | 100% | 100% | 100%
 |  | Terlaksananya proses Penggantian Antar Waktu (PAW) Anggota KPU Provinsi, Anggota KPU Kabupaten/ Kota sesuai Peraturan Perundang-Undangan yang berlaku | Persentase Anggota KPU Provinsi, Anggota KPU Kabupaten/Kota yang pelaksanaan penggantian antar waktunya sesuai Peraturan Perundang-undangan yang berlaku | 100% | 100% | 100%
 |  | Terlaksananya dokumen kepegawaian | Persentase pegawai yang tercatat dalam database kepegawaian secara akurat | 100% | 100% | 100%
 |  | Pembentukan Badan Penyelenggara Adhok | Jumlah badan adhok yang dipersiapkan dan dibentuk | 9 satker | 9 satker | 100%
"""
# l.1523-1542
CAPAIAN_HUKUM: Final = """
!B | Program Penguatan Kelembagaan Demokrasi dan Perbaikan Proses Politik | << | << | << | << | <<
1 | Penyiapan penyusunan Rancangan Peraturan KPU, Advokasi, Penyelesaian Sengketa dan Penyuluhan Peraturan Perundang-undangan yang berkaitan dengan penyelenggaraan Pemilu | Terlaksananya penyusunan Keputusan KPU Provinsi sesuai dengan ketentuan perundang-undangan | Persentase rancangan Keputusan KPU Provinsi yang disusun dan diharmonisasi tepat waktu sesuai dengan kerangka regulasi KPU | 100% | 100% | 100%
 |  | Terlaksananya penyelesaian sengketa dan pelayanan pertimbangan hukum | Persentase sengketa hukum yang dimenangkan KPU | 88% | 0% | 0%
 |  | Terlaksananya fasilitasi pelayanan penyusunan laporan dan audit dana kampanye, verifikasi partai politik dan/atau anggota perseorangan DPD | Persentase pemangku kepentingan yang menerima bimbingan/pelayanan penyusunan laporan dana kampanye, audit dana kampanye, pendaftaran Partai Politik dan Anggota DPD sesuai dengan Tahapan Pemilu/Pemilihan | 100% | 100% | 100%
 |  | Terlaksananya pengelolaan dan pelayanan informasi hukum | Persentase produk hukum yang dikelola dan didokumentasikan sesuai peraturan perundang-undangan | 95% | 100% | 105,26 %
 |  |  | Persentase informasi produk hukum yang disajikan secara cepat, tepat, dan akurat sesuai dengan SOP | 92% | 100% | 108,70 %
2 | Fasilitasi Pelaksanaan Tahapan Pemilu Legislatif, Pemilu Presiden dan Wakil Presiden, Pemilukada, Publikasi dan Sosialisasi serta Partisipasi Masyarakat dan PAW | Terlaksananya layanan administrasi PAW tepat waktu dan sesuai aturan | Persentase proses PAW anggota DPRD Provinsi dapat diselesaikan dalam waktu 5 hari kerja | 100% | 100% | 100%
 |  | Terwujudnya penyelenggaraan Pemilu/Pemilihan sesuai jadwal | Persentase KPU Kabupaten/ Kota yang menyelenggarakan tahapan pecalonan, kampanye, dan pemungutan suara sesuai jadwal | 100% | 100% | 100%
 |  | Meningkatnya kualitas layanan informasi dan data yang cepat serta akurta | Persentase permohonan informasi yang ditindaklanjuti melalui PPID sesuai dengan SOP | 100% | 100% | 100%
 |  |  | Persentase informasi dan publikasi tahapan Pemilu/Pemilihan yang dimuat di 10 media massa nasional | 100% | 100% | 100%
 |  |  | Persentase informasi dan publikasi tahapan Pemilu/Pemilihan yang ditampilkan di media publikasi KPU paling lambat 1 hari kerja | 100% | 100% | 100%
 |  | Terlaksananya fasilitasi Pendidikan pemilih | Jumlah KPU Provinsi/Kabupaten/Kota yang telah membentuk Pusat Pendidikan Pemilih | 22 Kab/ Kota | 22 Kab/Kota | 100%
 |  |  | Terlaksananya Pendidikan pemilih kepada Pemilih Pemula, | 9 Keg | 10 Keg | 111,11 %
"""
