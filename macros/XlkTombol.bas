Attribute VB_Name = "XlkTombol"
Option Explicit

' Ribbon callbacks and the commands behind them. Every command restores what it sets in Excel, whatever happens.

Private Const JUDUL As String = "xlkinerja"
Private Const PENANDA As String = "Temuan xlkinerja"
Private Const BARIS_PERTAMA As Long = 5
Private Const KOLOM_KODE As Long = 2
Private Const KOLOM_LEMBAR As Long = 4
Private Const KOLOM_SEL As Long = 5
Private Const KOLOM_URAIAN As Long = 9
Private Const KOLOM_STATUS As Long = 12

Private mAplikasi As XlkAplikasi
Private mBaris As Long
Private mBuku As String
Private mMungkinBerubah As Boolean
Private mSibuk As Boolean

' --- ribbon ---

Public Sub XlkRibbonHitung(control As IRibbonControl)
    XlkHitungUlang
End Sub

Public Sub XlkRibbonPeriksa(control As IRibbonControl)
    Kerjakan True
End Sub

Public Sub XlkRibbonTemuan(control As IRibbonControl)
    KeLembarTemuan
End Sub

Public Sub XlkRibbonBerikut(control As IRibbonControl)
    KeTemuan 1
End Sub

Public Sub XlkRibbonSebelum(control As IRibbonControl)
    KeTemuan -1
End Sub

Public Sub XlkRibbonUji(control As IRibbonControl)
    UjiPemasangan
End Sub

Public Sub XlkRibbonTentang(control As IRibbonControl)
    TampilkanTentang
End Sub

' Ctrl+Shift+H and the button on a sheet come here too.
Public Sub XlkHitungUlang()
    Kerjakan False
End Sub

' Events of the application are heard again, also after a reset of the project.
Public Sub PasangAplikasi()
    If mAplikasi Is Nothing Then Set mAplikasi = New XlkAplikasi
    mAplikasi.Dengarkan
End Sub

' --- Hitung Ulang and Periksa ---

Private Sub Kerjakan(ByVal hanyaTemuan As Boolean)
    Dim wb As Workbook, pesan As String, ikon As Long, folder As String, cadangan As String, lewat As String
    Dim layar As Boolean, peristiwa As Boolean, hitungan As Long, batang As Variant, peringatan As Boolean
    If mSibuk Then Exit Sub
    PasangAplikasi
    pesan = Halangan()
    If pesan <> "" Then
        MsgBox pesan, vbExclamation, JUDUL
        Exit Sub
    End If
    Set wb = ActiveWorkbook
    mSibuk = True
    mMungkinBerubah = False
    layar = Application.ScreenUpdating
    peristiwa = Application.EnableEvents
    hitungan = Application.Calculation
    peringatan = Application.DisplayAlerts
    batang = Application.StatusBar
    ikon = vbInformation
    On Error GoTo Gagal
    Application.StatusBar = "xlkinerja: " & IIf(hanyaTemuan, "memeriksa ", "menghitung ulang ") & wb.Name & " ..."
    lewat = Saluran(BacaSetelan())
    folder = FolderBaru()
    If lewat = "xlwings" Then
        pesan = LewatXlwings(wb, hanyaTemuan, folder, cadangan)
    Else
        pesan = LewatBerkas(wb, hanyaTemuan, folder, cadangan)
    End If
    mMungkinBerubah = True
    mBaris = 0
Selesai:
    On Error Resume Next
    KunciMasukan False
    Application.Calculation = hitungan
    Application.EnableEvents = peristiwa
    Application.DisplayAlerts = peringatan
    Application.StatusBar = batang
    Application.ScreenUpdating = layar
    HapusFolder folder
    mSibuk = False
    On Error GoTo 0
    MsgBox UCase$(Left$(pesan, 1)) & Mid$(pesan, 2) & KataTambahan(wb, cadangan, ikon), ikon, JUDUL
    Exit Sub
Gagal:
    pesan = Err.Description
    ikon = vbExclamation
    If lewat = "berkas" Then mMungkinBerubah = mMungkinBerubah And SudahMenulis()
    Resume Selesai
End Sub

' What stands in the way before anything is done, "" if nothing does.
Private Function Halangan() As String
    If ActiveWorkbook Is Nothing Then
        Halangan = "Tidak ada buku kerja yang terbuka untuk diubah. Bila buku kerjanya terbuka dalam Tampilan Terproteksi, " & _
            "klik dahulu Aktifkan Pengeditan."
    ElseIf SedangDiedit() Then
        Halangan = "Sebuah sel sedang diedit. Tekan Enter atau Esc dahulu, lalu ulangi."
    ElseIf ActiveWorkbook Is ThisWorkbook Then
        Halangan = "Buka dahulu buku kerja yang akan dihitung."
    Else
        Halangan = HalanganFormat(FormatBuku(ActiveWorkbook))
    End If
End Function

Private Function KataTambahan(ByVal wb As Workbook, ByVal cadangan As String, ByVal ikon As Long) As String
    Dim kata As String
    If cadangan <> "" And mMungkinBerubah Then
        If ikon <> vbInformation Then
            kata = kata & vbCrLf & vbCrLf & "Sebagian perubahan mungkin sudah masuk: tutup buku kerja tanpa menyimpan, atau " & _
                "pakai salinan pengaman di bawah ini."
        End If
        kata = kata & vbCrLf & vbCrLf & "Urungkan (Ctrl+Z) tidak berlaku untuk perubahan ini. Salinan sebelum diubah:" & _
            vbCrLf & cadangan
        If HanyaBaca(wb) Then
            kata = kata & vbCrLf & vbCrLf & "Buku kerja ini dibuka hanya-baca: simpan dengan nama lain (F12)."
        End If
    End If
    KataTambahan = kata
End Function

' Channel "berkas": a copy to the engine, its list of changes back into the open workbook.
Private Function LewatBerkas(ByVal wb As Workbook, ByVal hanyaTemuan As Boolean, ByVal folder As String, _
        ByRef cadangan As String) As String
    Dim setelan As String, salinan As String, daftar As String, catatan As String, argumen As String, teks As String
    setelan = BacaSetelan()
    salinan = folder & "\" & NamaSalinan(wb.Name)
    daftar = folder & "\perubahan.tsv"
    catatan = folder & "\catatan.txt"
    Application.EnableEvents = False
    KunciMasukan True
    SalinKe wb, salinan
    argumen = "hitung " & Kutip(salinan) & " --perubahan " & Kutip(daftar) & " --tanpa-cadangan" & _
        ArgumenAsal(TempatBuku(wb))
    If hanyaTemuan Then argumen = argumen & " --hanya-temuan"
    JalankanMesin NilaiSetelan(setelan, "mesin"), argumen, catatan, BatasDetik(setelan), True
    teks = BacaTeksBerkas(daftar)
    If teks = "" Then Err.Raise GALAT_XLK, "xlkinerja", PesanMesin(catatan)
    If Not AdaPerubahan(PilahBaris(teks)) Then
        LewatBerkas = KalimatRingkas(PilahBaris(teks))
        Exit Function
    End If
    cadangan = SimpanCadangan(wb)
    Application.ScreenUpdating = False
    Application.DisplayAlerts = False
    Application.Calculation = xlCalculationManual
    mMungkinBerubah = True
    LewatBerkas = TerapkanTeks(wb, teks, hanyaTemuan)
End Function

' Channel "xlwings": the engine attaches to the active workbook itself and Excel only waits, free to answer it.
Private Function LewatXlwings(ByVal wb As Workbook, ByVal hanyaTemuan As Boolean, ByVal folder As String, _
        ByRef cadangan As String) As String
    Dim setelan As String, catatan As String, status As Long
    setelan = BacaSetelan()
    catatan = folder & "\catatan.txt"
    Application.EnableEvents = False
    cadangan = SimpanCadangan(wb)
    mMungkinBerubah = True
    status = JalankanMesin(NilaiSetelan(setelan, "mesin"), "excel " & IIf(hanyaTemuan, "periksa", "hitung"), catatan, _
        BatasDetik(setelan), False)
    If status <> 0 And status <> 1 Then
        mMungkinBerubah = InStr(LCase$(PesanMesin(catatan)), "tidak ada yang diubah") = 0
        Err.Raise GALAT_XLK, "xlkinerja", PesanMesin(catatan)
    End If
    LewatXlwings = BarisAkhir(BacaTeksBerkas(catatan))
    If LewatXlwings = "" Then LewatXlwings = "Selesai."
End Function

Private Function PesanMesin(ByVal catatan As String) As String
    Dim akhir As String
    akhir = BarisAkhir(BacaTeksBerkas(catatan))
    If akhir = "" Then akhir = "mesin berhenti tanpa keterangan; pakai tombol Uji Pemasangan"
    PesanMesin = "Mesin xlkinerja tidak berhasil: " & akhir
End Function

' --- Temuan ---

Private Sub KeLembarTemuan()
    Dim ws As Worksheet
    PasangAplikasi
    Set ws = LembarTemuan()
    If ws Is Nothing Then
        MsgBox "Buku kerja ini belum mempunyai lembar Temuan. Klik Periksa atau Hitung Ulang dahulu.", vbInformation, JUDUL
    Else
        ws.Activate
    End If
End Sub

Private Function LembarTemuan() As Worksheet
    Dim ws As Worksheet
    If ActiveWorkbook Is Nothing Then Exit Function
    For Each ws In ActiveWorkbook.Worksheets
        If Left$(ws.Name, 6) = "Temuan" And Left$(ws.Cells(1, 1).Text, Len(PENANDA)) = PENANDA Then
            If ws.Visible = xlSheetVisible Then Set LembarTemuan = ws
            Exit Function
        End If
    Next ws
End Function

' Jumps to the cell of the next or previous finding: seen from the row in which the reader stands on the sheet of
' findings, else from the finding shown last.
Private Sub KeTemuan(ByVal langkah As Long)
    Dim ws As Worksheet, baris As Long
    PasangAplikasi
    Set ws = LembarTemuan()
    If ws Is Nothing Then
        KeLembarTemuan
        Exit Sub
    End If
    If mBuku <> ActiveWorkbook.Name Then mBaris = 0
    mBuku = ActiveWorkbook.Name
    If ActiveSheet Is ws Then mBaris = ActiveCell.Row - IIf(langkah > 0 And mBaris <> ActiveCell.Row, 1, 0)
    baris = BarisTemuan(ws, mBaris, langkah)
    If baris = 0 Then
        MsgBox IIf(langkah > 0, "Tidak ada temuan berikutnya.", "Tidak ada temuan sebelumnya."), vbInformation, JUDUL
        Exit Sub
    End If
    mBaris = baris
    LompatKe ws, baris
End Sub

' Next row, from `mulai` in the direction of `langkah`, of a finding that stands on a cell and still wants an answer;
' 0 if there is none.
Public Function BarisTemuan(ByVal ws As Worksheet, ByVal mulai As Long, ByVal langkah As Long) As Long
    Dim i As Long, akhir As Long, status As String
    akhir = ws.UsedRange.Row + ws.UsedRange.Rows.Count - 1
    i = mulai + langkah
    If i < BARIS_PERTAMA And langkah > 0 Then i = BARIS_PERTAMA
    Do While i >= BARIS_PERTAMA And i <= akhir
        status = LCase$(Trim$(CStr(ws.Cells(i, KOLOM_STATUS).Value2)))
        If CStr(ws.Cells(i, KOLOM_LEMBAR).Value2) <> "" And Left$(status, 7) = "terbuka" Then
            BarisTemuan = i
            Exit Function
        End If
        i = i + langkah
    Loop
End Function

Private Sub LompatKe(ByVal ws As Worksheet, ByVal baris As Long)
    Dim tujuan As Worksheet, sel As String
    sel = CStr(ws.Cells(baris, KOLOM_SEL).Value2)
    If sel = "" Then sel = "A1"
    Set tujuan = LembarBernama(ws.Parent, CStr(ws.Cells(baris, KOLOM_LEMBAR).Value2))
    On Error GoTo Gagal
    Application.Goto tujuan.Range(sel), False
    Application.StatusBar = Left$("xlkinerja " & ws.Cells(baris, KOLOM_KODE).Text & " " & sel & ": " & _
        CStr(ws.Cells(baris, KOLOM_URAIAN).Value2), 250)
    Exit Sub
Gagal:
    MsgBox "Sel temuan ini tidak dapat dibuka: lembarnya tersembunyi, terhapus, atau berganti nama.", vbExclamation, JUDUL
End Sub

' --- Tentang, Uji Pemasangan ---

Private Sub TampilkanTentang()
    PasangAplikasi
    MsgBox "xlkinerja " & VERSI_XLK & vbCrLf & vbCrLf & _
        "Memeriksa dan menghitung ulang buku kerja PK, RAK, capaian dan anggaran KPU." & vbCrLf & vbCrLf & _
        "Yang boleh diubah add-in ini hanya:" & vbCrLf & _
        "- kolom hasil hitungan (capaian, kategori, sisa, serapan, jumlah) yang kosong atau pasti salah;" & vbCrLf & _
        "- warna sel yang bermasalah;" & vbCrLf & _
        "- lembar Temuan." & vbCrLf & _
        "Sel isian tidak pernah diubah. Periksa hanya menulis lembar Temuan dan mengangkat tanda yang sudah tidak perlu." & vbCrLf & vbCrLf & _
        "Buku kerja tidak disimpan: menyimpan tetap di tangan Anda. Salinan sebelum diubah ada di" & vbCrLf & _
        FolderCadangan() & vbCrLf & "(20 yang terakhir untuk setiap buku kerja)." & vbCrLf & vbCrLf & _
        "Tidak ada data yang dikirim ke luar komputer ini.", vbInformation, JUDUL
End Sub

' Looks at everything that must be there and says what is missing and what to do.
Private Sub UjiPemasangan()
    Dim hasil As String, kurang As Long, setelan As String, mesin As String
    PasangAplikasi
    setelan = BacaSetelan()
    mesin = NilaiSetelan(setelan, "mesin")
    hasil = "Add-in " & VERSI_XLK & ", Excel " & Application.Version & vbCrLf & ThisWorkbook.FullName & vbCrLf & vbCrLf
    hasil = hasil & Butir(setelan <> "", "berkas setelan " & JalurSetelan(), kurang)
    hasil = hasil & Butir(mesin <> "", "mesin disebut di setelan (mesin=...)", kurang)
    If mesin <> "" Then
        hasil = hasil & Butir(Berkas().FileExists(mesin), "mesin ada: " & mesin, kurang)
        If Berkas().FileExists(mesin) Then hasil = hasil & UjiMesin(mesin, kurang)
    End If
    hasil = hasil & "saluran: " & Saluran(setelan) & vbCrLf & vbCrLf
    If kurang = 0 Then
        hasil = hasil & "Pemasangan lengkap."
    Else
        hasil = hasil & kurang & " hal kurang. Jalankan ""xlkinerja pasang excel"" sekali lagi, lalu buka ulang Excel."
    End If
    MsgBox hasil, IIf(kurang = 0, vbInformation, vbExclamation), JUDUL
End Sub

Private Function Butir(ByVal ada As Boolean, ByVal kata As String, ByRef kurang As Long) As String
    Butir = IIf(ada, "[ya] ", "[TIDAK] ") & kata & vbCrLf
    If Not ada Then kurang = kurang + 1
End Function

' Starts the engine and asks its version, which must be ours.
Private Function UjiMesin(ByVal mesin As String, ByRef kurang As Long) As String
    Dim folder As String, jawab As String
    On Error GoTo Gagal
    folder = FolderBaru()
    JalankanMesin mesin, "--versi", folder & "\catatan.txt", 60, True
    jawab = BarisAkhir(BacaTeksBerkas(folder & "\catatan.txt"))
    UjiMesin = Butir(jawab = "xlkinerja " & VERSI_XLK, "mesin menjawab dengan versi yang sama (jawabannya: " & Left$(jawab, 150) & ")", _
        kurang)
Selesai:
    On Error Resume Next
    HapusFolder folder
    Exit Function
Gagal:
    UjiMesin = Butir(False, "mesin dapat dijalankan: " & Err.Description, kurang)
    Resume Selesai
End Function
