Attribute VB_Name = "XlkPerubahan"
Option Explicit

' Applies a list of changes (the text that xlkinerja/perubahan.py writes) to an open workbook.
' No files and no windows but the workbook's own in here: tests/test_addin.py runs this module in an interpreter.
' Everything that can be refused is looked at before the first cell is written.

Public Const GALAT_XLK As Long = vbObjectError + 513
Private Const KEPALA As String = "xlkinerja-perubahan"
Private Const VERSI_DAFTAR As String = "1"
Private Const TAUTAN_TERBANYAK As Long = 65530

Private mMenulis As Boolean

' The changes; with hanyaTemuan the contents of cells are left alone: the sheet of findings and the fills that the
' list holds (of a check: marks lifted because their fault is gone). Returns the sentence for the reader.
Public Function TerapkanTeks(ByVal wb As Workbook, ByVal teks As String, _
        Optional ByVal hanyaTemuan As Boolean = False) As String
    Dim baris As Variant, terbuka As Collection, nomor As Long, uraian As String
    mMenulis = False
    baris = PilahBaris(teks)
    PeriksaDaftar wb, baris, hanyaTemuan
    Set terbuka = New Collection
    On Error GoTo Gagal
    BukaLindungan wb, baris, hanyaTemuan, terbuka
    mMenulis = True
    TerapkanSel wb, baris, hanyaTemuan
    TulisTemuan wb, baris
    PasangLindungan terbuka
    TerapkanTeks = KalimatRingkas(baris)
    Exit Function
Gagal:
    nomor = Err.Number
    uraian = Err.Description
    PasangLindungan terbuka
    Err.Raise nomor, "xlkinerja", uraian
End Function

' True if the last TerapkanTeks came as far as to change something.
Public Function SudahMenulis() As Boolean
    SudahMenulis = mMenulis
End Function

' The list as an array of lines, each an array of fields; refuses what is not a whole list of our version.
Public Function PilahBaris(ByVal teks As String) As Variant
    Dim potong() As String, hasil() As Variant, kolom() As String, i As Long, k As Long, n As Long
    If Right$(teks, 2) <> vbCrLf Then TolakDaftar "berkasnya terpotong"
    potong = Split(Left$(teks, Len(teks) - 2), vbCrLf)
    n = UBound(potong)
    If n < 1 Then TolakDaftar "berkasnya terpotong"
    ReDim hasil(0 To n)
    For i = 0 To n
        kolom = Split(potong(i), vbTab)
        For k = 0 To UBound(kolom)
            kolom(k) = BacaKolom(kolom(k))
        Next k
        hasil(i) = kolom
    Next i
    If UBound(hasil(0)) <> 1 Then TolakDaftar "kepalanya tidak dikenal"
    If hasil(0)(0) <> KEPALA Then TolakDaftar "kepalanya tidak dikenal"
    If hasil(0)(1) <> VERSI_DAFTAR Then TolakDaftar "versinya " & hasil(0)(1) & ", add-in ini membaca versi " & VERSI_DAFTAR
    PilahBaris = hasil
End Function

Private Sub TolakDaftar(ByVal sebab As String)
    Err.Raise GALAT_XLK, "xlkinerja", "Daftar perubahan tidak dapat dibaca: " & sebab & ". Tidak ada yang diubah."
End Sub

' A field with its \uXXXX turned back into letters.
Public Function BacaKolom(ByVal teks As String) As String
    Dim bagian() As String, i As Long
    If InStr(1, teks, "\u", vbBinaryCompare) = 0 Then
        BacaKolom = teks
        Exit Function
    End If
    bagian = Split(teks, "\u")
    For i = 1 To UBound(bagian)
        bagian(i) = ChrW$(Heksa(Left$(bagian(i), 2)) * 256 + Heksa(Mid$(bagian(i), 3, 2))) & Mid$(bagian(i), 5)
    Next i
    BacaKolom = Join(bagian, "")
End Function

' "RRGGBB" as Excel's colour number.
Public Function Warna(ByVal rrggbb As String) As Long
    Warna = RGB(Heksa(Left$(rrggbb, 2)), Heksa(Mid$(rrggbb, 3, 2)), Heksa(Right$(rrggbb, 2)))
End Function

' Two hexadecimal digits; four at once would be read as a signed number.
Private Function Heksa(ByVal dua As String) As Long
    Heksa = CLng("&H" & dua)
End Function

Public Function KalimatRingkas(ByVal baris As Variant) As String
    Dim i As Long
    For i = 1 To UBound(baris)
        If baris(i)(0) = "R" Then KalimatRingkas = baris(i)(1)
    Next i
End Function

' True if the list changes anything at all.
Public Function AdaPerubahan(ByVal baris As Variant) As Boolean
    AdaPerubahan = UBound(baris) > 1
End Function

' Name of the sheet of findings that the list holds, "" if that sheet stays as it is.
Public Function NamaTemuan(ByVal baris As Variant) As String
    Dim i As Long
    For i = 1 To UBound(baris)
        If baris(i)(0) = "L" Then NamaTemuan = baris(i)(1)
    Next i
End Function

' --- looked at before the first write ---

Private Sub PeriksaDaftar(ByVal wb As Workbook, ByVal baris As Variant, ByVal hanyaTemuan As Boolean)
    Dim nama As Variant
    For Each nama In LembarSasaran(baris, hanyaTemuan)
        If LembarBernama(wb, nama) Is Nothing Then
            Err.Raise GALAT_XLK, "xlkinerja", "Lembar """ & nama & """ tidak ada di buku kerja ini. Tidak ada yang diubah."
        End If
    Next nama
    If NamaTemuan(baris) <> "" And wb.ProtectStructure Then
        If LembarBernama(wb, NamaTemuan(baris)) Is Nothing Then
            Err.Raise GALAT_XLK, "xlkinerja", "Susunan lembar buku kerja ini dilindungi, sehingga lembar Temuan tidak dapat " & _
                "ditambahkan. Buka dahulu lindungannya (Tinjau > Lindungi Buku Kerja). Tidak ada yang diubah."
        End If
    End If
End Sub

' Names of the sheets whose cells the list changes, each once; that of the findings is not among them.
Private Function LembarSasaran(ByVal baris As Variant, ByVal hanyaTemuan As Boolean) As Collection
    Dim hasil As Collection, i As Long, akhir As String
    Set hasil = New Collection
    For i = 1 To UBound(baris)
        If InStr(JenisSel(hanyaTemuan), baris(i)(0)) > 0 Then
            If baris(i)(1) <> akhir Then
                akhir = baris(i)(1)
                If Not AdaDi(hasil, akhir) Then hasil.Add akhir
            End If
        End If
    Next i
    Set LembarSasaran = hasil
End Function

' Letters of the lines about cells that are applied.
Private Function JenisSel(ByVal hanyaTemuan As Boolean) As String
    JenisSel = IIf(hanyaTemuan, "W", "NTFKW")
End Function

Private Function AdaDi(ByVal kumpulan As Collection, ByVal nama As String) As Boolean
    Dim satu As Variant
    For Each satu In kumpulan
        If satu = nama Then AdaDi = True
    Next satu
End Function

Public Function LembarBernama(ByVal wb As Workbook, ByVal nama As String) As Worksheet
    Dim ws As Worksheet
    For Each ws In wb.Worksheets
        If StrComp(ws.Name, nama, vbTextCompare) = 0 Then
            Set LembarBernama = ws
            Exit Function
        End If
    Next ws
End Function

' --- protection ---

' Takes the protection without a password, as the templates have it, off the sheets to be written. A sheet with
' a password is named and stops everything; what was opened is closed again by the caller.
Private Sub BukaLindungan(ByVal wb As Workbook, ByVal baris As Variant, ByVal hanyaTemuan As Boolean, _
        ByVal terbuka As Collection)
    Dim daftar As Collection, nama As Variant, ws As Worksheet, terkunci As String
    Set daftar = LembarSasaran(baris, hanyaTemuan)
    If NamaTemuan(baris) <> "" Then daftar.Add NamaTemuan(baris)
    For Each nama In daftar
        Set ws = LembarBernama(wb, nama)
        If Not ws Is Nothing Then
            If ws.ProtectContents And Not ws.ProtectionMode Then
                If Not TerbukaTanpaSandi(ws, terbuka) Then terkunci = terkunci & ", " & ws.Name
            End If
        End If
    Next nama
    If terkunci <> "" Then
        Err.Raise GALAT_XLK, "xlkinerja", "Lembar dilindungi dengan sandi: " & Mid$(terkunci, 3) & _
            ". Buka dahulu lindungannya (Tinjau > Buka Proteksi Lembar). Tidak ada yang diubah."
    End If
End Sub

Private Function TerbukaTanpaSandi(ByVal ws As Worksheet, ByVal terbuka As Collection) As Boolean
    Dim semula As Variant
    With ws.Protection
        semula = Array(ws, ws.ProtectDrawingObjects, ws.ProtectScenarios, .AllowFormattingCells, _
            .AllowFormattingColumns, .AllowFormattingRows, .AllowInsertingColumns, .AllowInsertingRows, _
            .AllowInsertingHyperlinks, .AllowDeletingColumns, .AllowDeletingRows, .AllowSorting, .AllowFiltering, _
            .AllowUsingPivotTables, ws.EnableSelection)
    End With
    On Error Resume Next
    ws.Unprotect ""
    On Error GoTo 0
    If ws.ProtectContents Then Exit Function
    terbuka.Add semula
    TerbukaTanpaSandi = True
End Function

' Every sheet that was opened gets its protection back, whatever has happened meanwhile.
Private Sub PasangLindungan(ByVal terbuka As Collection)
    Dim s As Variant, ws As Worksheet
    On Error Resume Next
    For Each s In terbuka
        Set ws = s(0)
        ws.Protect DrawingObjects:=s(1), Contents:=True, Scenarios:=s(2), AllowFormattingCells:=s(3), _
            AllowFormattingColumns:=s(4), AllowFormattingRows:=s(5), AllowInsertingColumns:=s(6), _
            AllowInsertingRows:=s(7), AllowInsertingHyperlinks:=s(8), AllowDeletingColumns:=s(9), _
            AllowDeletingRows:=s(10), AllowSorting:=s(11), AllowFiltering:=s(12), AllowUsingPivotTables:=s(13)
        ws.EnableSelection = s(14)
    Next s
End Sub

' --- cells ---

Private Sub TerapkanSel(ByVal wb As Workbook, ByVal baris As Variant, ByVal hanyaTemuan As Boolean)
    Dim i As Long, b As Variant, ws As Worksheet
    For i = 1 To UBound(baris)
        b = baris(i)
        If InStr(JenisSel(hanyaTemuan), b(0)) > 0 Then
            Set ws = LembarTerakhir(wb, ws, b(1))
            If b(0) = "W" Then
                IsiWarna ws.Cells(CLng(b(2)), CLng(b(3))), b(4)
            Else
                TulisSel ws.Cells(CLng(b(2)), CLng(b(3))), b(0), b(4), b(5)
            End If
        End If
    Next i
End Sub

Private Function LembarTerakhir(ByVal wb As Workbook, ByVal ws As Worksheet, ByVal nama As String) As Worksheet
    Dim sama As Boolean
    If Not ws Is Nothing Then sama = (StrComp(ws.Name, nama, vbTextCompare) = 0)
    If sama Then
        Set LembarTerakhir = ws
    Else
        Set LembarTerakhir = LembarBernama(wb, nama)
    End If
End Function

' Content of one cell. Excel changes number formats by itself when a value comes in, and makes text of a number or
' formula that enters a cell of the format "@": the format is laid last.
Private Sub TulisSel(ByVal sel As Range, ByVal jenis As String, ByVal isi As String, ByVal formatAngka As String)
    Dim akhir As String
    akhir = formatAngka
    If akhir = "" Then akhir = sel.NumberFormat
    If (jenis = "N" Or jenis = "F") And sel.NumberFormat = "@" Then sel.NumberFormat = "General"
    Select Case jenis
        Case "N": sel.Value2 = Val(isi)
        Case "F": sel.Formula = isi
        Case "T": TulisTeks sel, isi
        Case "K": sel.Value = Empty
    End Select
    If sel.NumberFormat <> akhir Then sel.NumberFormat = akhir
End Sub

' Text stays text. What Excel takes for a number or a date depends on the language of the machine, so the cell itself
' is asked; what could start a formula is never written without the apostrophe.
Private Sub TulisTeks(ByVal sel As Range, ByVal isi As String)
    Dim semula As String
    If isi = "" Then
        sel.Value = Empty
        Exit Sub
    End If
    semula = sel.NumberFormat
    If semula = "@" And Left$(isi, 1) <> "'" Then
        sel.Value = isi
    ElseIf AwalanPasti(isi) Then
        sel.Value = "'" & isi
    Else
        sel.Value = isi
        If Not TeksUtuh(sel, isi) Then
            If sel.NumberFormat <> semula Then sel.NumberFormat = semula
            sel.Value = "'" & isi
        End If
    End If
    If Not TeksUtuh(sel, isi) Then
        Err.Raise GALAT_XLK, "xlkinerja", "Sel " & sel.Address(False, False) & " pada lembar """ & sel.Worksheet.Name & _
            """ tidak dapat diisi teksnya."
    End If
End Sub

Public Function AwalanPasti(ByVal isi As String) As Boolean
    AwalanPasti = InStr("=+-@'", Left$(isi, 1)) > 0
End Function

Private Function TeksUtuh(ByVal sel As Range, ByVal isi As String) As Boolean
    If sel.HasFormula Then Exit Function
    If VarType(sel.Value2) = vbString Then TeksUtuh = (sel.Value2 = isi)
End Function

Private Sub IsiWarna(ByVal sel As Range, ByVal rrggbb As String)
    If rrggbb = "-" Then
        sel.Interior.Pattern = xlNone
    Else
        sel.Interior.Pattern = xlSolid
        sel.Interior.Color = Warna(rrggbb)
    End If
End Sub

' --- the sheet of findings ---

Private Sub TulisTemuan(ByVal wb As Workbook, ByVal baris As Variant)
    Dim ws As Worksheet, semula As Object, nBaris As Long, nKolom As Long
    If NamaTemuan(baris) = "" Then Exit Sub
    Set semula = wb.ActiveSheet
    Set ws = LembarBernama(wb, NamaTemuan(baris))
    If ws Is Nothing Then
        Set ws = wb.Worksheets.Add(After:=wb.Sheets(wb.Sheets.Count))
        ws.Name = NamaTemuan(baris)
    Else
        Kosongkan ws
    End If
    IsiTemuan ws, baris
    AturTemuan wb, ws, baris
    UkuranTemuan baris, nBaris, nKolom
    If nBaris > 0 Then RapikanTinggi ws, nBaris
    semula.Activate
End Sub

Private Sub Kosongkan(ByVal ws As Worksheet)
    ws.AutoFilterMode = False
    ws.Rows.Hidden = False
    ws.Columns.Hidden = False
    ws.Cells.Clear
End Sub

' Texts and links first, then the looks: adding a link changes the looks of its cell.
Private Sub IsiTemuan(ByVal ws As Worksheet, ByVal baris As Variant)
    Dim i As Long, b As Variant, sel As Range, gaya() As String, tautan As Long, nBaris As Long, nKolom As Long
    UkuranTemuan baris, nBaris, nKolom
    If nBaris = 0 Then Exit Sub
    ReDim gaya(1 To nBaris, 1 To nKolom)
    For i = 1 To UBound(baris)
        b = baris(i)
        If b(0) = "B" Then
            Set sel = ws.Cells(CLng(b(1)), CLng(b(2)))
            gaya(CLng(b(1)), CLng(b(2))) = b(3)
            If b(4) = "N" Then sel.Value2 = Val(b(5))
            If b(4) = "T" Then TulisSel sel, "T", b(5), ""
            If b(6) <> "" And tautan < TAUTAN_TERBANYAK Then
                ws.Hyperlinks.Add Anchor:=sel, Address:="", SubAddress:=b(6), ScreenTip:="Lompat ke sel ini"
                tautan = tautan + 1
            End If
        End If
    Next i
    PakaiSemuaGaya ws, baris, gaya
End Sub

Private Sub UkuranTemuan(ByVal baris As Variant, ByRef nBaris As Long, ByRef nKolom As Long)
    Dim i As Long
    For i = 1 To UBound(baris)
        If baris(i)(0) = "B" Then
            If CLng(baris(i)(1)) > nBaris Then nBaris = CLng(baris(i)(1))
            If CLng(baris(i)(2)) > nKolom Then nKolom = CLng(baris(i)(2))
        End If
    Next i
End Sub

' Column by column, one call for each run of cells of one style: formatting single cells is slow.
Private Sub PakaiSemuaGaya(ByVal ws As Worksheet, ByVal baris As Variant, ByRef gaya() As String)
    Dim k As Long, awal As Long, akhir As Long, n As Long
    n = UBound(gaya, 1)
    For k = 1 To UBound(gaya, 2)
        awal = 1
        Do While awal <= n
            akhir = awal
            Do While akhir < n
                If gaya(akhir + 1, k) <> gaya(awal, k) Then Exit Do
                akhir = akhir + 1
            Loop
            If gaya(awal, k) <> "" Then
                PakaiGaya ws.Range(ws.Cells(awal, k), ws.Cells(akhir, k)), CariGaya(baris, gaya(awal, k))
            End If
            awal = akhir + 1
        Loop
    Next k
End Sub

Private Function CariGaya(ByVal baris As Variant, ByVal nama As String) As Variant
    Dim i As Long
    For i = 1 To UBound(baris)
        If baris(i)(0) = "G" Then
            If baris(i)(1) = nama Then
                CariGaya = baris(i)
                Exit Function
            End If
        End If
    Next i
    Err.Raise GALAT_XLK, "xlkinerja", "Gaya " & nama & " tidak ada dalam daftar perubahan."
End Function

' g: G, name, bold, underlined, boxed, wrapped, size, font colour, fill, alignment, vertical alignment
Private Sub PakaiGaya(ByVal r As Range, ByVal g As Variant)
    r.Font.Name = "Calibri"
    r.Font.Size = Val(g(6))
    r.Font.Bold = (g(2) = "1")
    r.Font.Underline = IIf(g(3) = "1", xlUnderlineStyleSingle, xlUnderlineStyleNone)
    r.Font.Color = Warna(g(7))
    If g(8) <> "-" Then IsiWarna r, g(8)
    If g(4) = "1" Then
        r.Borders.LineStyle = xlContinuous
        r.Borders.Weight = xlThin
        r.Borders.Color = RGB(128, 128, 128)
    End If
    r.WrapText = (g(5) = "1")
    r.HorizontalAlignment = Switch(g(9) = "center", xlCenter, g(9) = "right", xlRight, True, xlGeneral)
    r.VerticalAlignment = IIf(g(10) = "center", xlCenter, xlTop)
End Sub

' Widths, hidden columns, filter, choices, frozen rows.
Private Sub AturTemuan(ByVal wb As Workbook, ByVal ws As Worksheet, ByVal baris As Variant)
    Dim i As Long, b As Variant
    For i = 1 To UBound(baris)
        b = baris(i)
        If b(0) = "D" Then
            Select Case b(1)
                Case "lebar": ws.Columns(CLng(b(2))).ColumnWidth = Val(b(3))
                Case "sembunyi": ws.Columns(CLng(b(2))).Hidden = True
                Case "saring": If b(2) <> "" Then ws.Range(b(2)).AutoFilter
                Case "pilihan": BeriPilihan ws.Range(b(2)), b(3), b(4)
                Case "beku": BekukanBaris wb, ws, CLng(b(2))
            End Select
        End If
    Next i
End Sub

Private Sub BeriPilihan(ByVal r As Range, ByVal kata As String, ByVal petunjuk As String)
    With r.Validation
        .Delete
        .Add Type:=xlValidateList, AlertStyle:=xlValidAlertStop, Operator:=xlBetween, Formula1:=kata
        .IgnoreBlank = True
        .InputMessage = petunjuk
        .ShowInput = True
        .ShowError = False
    End With
End Sub

' Freezing belongs to the window, which must show the sheet.
Private Sub BekukanBaris(ByVal wb As Workbook, ByVal ws As Worksheet, ByVal banyak As Long)
    If ws.Visible <> xlSheetVisible Then Exit Sub
    wb.Activate
    ws.Activate
    With wb.Windows(1)
        .FreezePanes = False
        .ScrollRow = 1
        .ScrollColumn = 1
        .SplitColumn = 0
        .SplitRow = banyak
        If banyak > 0 Then .FreezePanes = True
    End With
End Sub
