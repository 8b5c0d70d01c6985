Attribute VB_Name = "XlkMesin"
Option Explicit

' The thin layer to the outside: files, folders, the engine's process. Late bound and without Declare statements, so
' that one source serves 32 and 64 bit and no Windows function is called directly. Not run by any test.

Private Const UNICODE As Long = -1
Private Const ASCII As Long = 0
Private Const BACA As Long = 1
Private Const TEMP As Long = 2
Private Const BERJALAN As Long = 0

Public Function Berkas() As Object
    Set Berkas = CreateObject("Scripting.FileSystemObject")
End Function

' Whole text of a file: UTF-16 if it begins with that mark, else byte for byte. "" if there is no such file.
Public Function BacaTeksBerkas(ByVal jalur As String) As String
    Dim fso As Object, teks As String
    Set fso = Berkas()
    If Not fso.FileExists(jalur) Then Exit Function
    If fso.GetFile(jalur).Size = 0 Then Exit Function
    teks = BacaSemua(fso, jalur, ASCII)
    If AscW(Left$(teks, 1)) = &HFF And AscW(Mid$(teks & " ", 2, 1)) = &HFE Then teks = BacaSemua(fso, jalur, UNICODE)
    BacaTeksBerkas = teks
End Function

Private Function BacaSemua(ByVal fso As Object, ByVal jalur As String, ByVal bentuk As Long) As String
    Dim aliran As Object
    Set aliran = fso.OpenTextFile(jalur, BACA, False, bentuk)
    If Not aliran.AtEndOfStream Then BacaSemua = aliran.ReadAll
    aliran.Close
End Function

Public Function JalurSetelan() As String
    JalurSetelan = ThisWorkbook.Path & "\xlkinerja.ini"
End Function

Public Function BacaSetelan() As String
    BacaSetelan = BacaTeksBerkas(JalurSetelan())
End Function

' A new folder of our own under TEMP.
Public Function FolderBaru() As String
    Dim fso As Object, jalur As String
    Set fso = Berkas()
    jalur = fso.BuildPath(fso.GetSpecialFolder(TEMP).Path, "xlkinerja-" & fso.GetBaseName(fso.GetTempName()))
    fso.CreateFolder jalur
    FolderBaru = jalur
End Function

Public Sub HapusFolder(ByVal jalur As String)
    If jalur = "" Then Exit Sub
    If Berkas().FolderExists(jalur) Then Berkas().DeleteFolder jalur, True
End Sub

Public Function FolderCadangan() As String
    FolderCadangan = Environ$("LOCALAPPDATA") & "\xlkinerja\cadangan"
End Function

' The copy that the engine reads: of what is open, saved or not, wherever it came from.
Public Sub SalinKe(ByVal wb As Workbook, ByVal jalur As String)
    On Error Resume Next
    wb.SaveCopyAs jalur
    On Error GoTo 0
    If Not Berkas().FileExists(jalur) Then
        Err.Raise GALAT_XLK, "xlkinerja", "Buku kerja ini tidak dapat disalin untuk dihitung. Simpan dahulu (Ctrl+S), lalu " & _
            "ulangi. Tidak ada yang diubah."
    End If
End Sub

' A copy of the workbook as it stands, in the folder of safety copies; the oldest beyond the number kept are deleted.
Public Function SimpanCadangan(ByVal wb As Workbook) As String
    Dim fso As Object, jalur As String
    Set fso = Berkas()
    If Not fso.FolderExists(fso.GetParentFolderName(FolderCadangan())) Then
        fso.CreateFolder fso.GetParentFolderName(FolderCadangan())
    End If
    If Not fso.FolderExists(FolderCadangan()) Then fso.CreateFolder FolderCadangan()
    jalur = fso.BuildPath(FolderCadangan(), NamaCadangan(wb.Name, Now))
    wb.SaveCopyAs jalur
    If Not fso.FileExists(jalur) Then
        Err.Raise GALAT_XLK, "xlkinerja", "Salinan pengaman tidak tersimpan di " & jalur & ". Tidak ada yang diubah."
    End If
    PangkasCadangan fso, wb.Name
    SimpanCadangan = jalur
End Function

Private Sub PangkasCadangan(ByVal fso As Object, ByVal nama As String)
    Dim satu As Object, daftar As Collection, lama As Variant
    Set daftar = New Collection
    For Each satu In fso.GetFolder(FolderCadangan()).Files
        If CadanganDari(satu.Name, nama) Then daftar.Add satu.Name
    Next satu
    On Error Resume Next
    For Each lama In CadanganLama(daftar)
        fso.DeleteFile fso.BuildPath(FolderCadangan(), lama), True
    Next lama
End Sub

' Runs the engine without a window and waits. Returns its exit status; what it said is in the file `catatan`, because
' a process without a window has nowhere to write and a full pipe would stop it. `denganWait`: False while the engine
' talks to Excel, which must stay free to answer.
Public Function JalankanMesin(ByVal mesin As String, ByVal argumen As String, ByVal catatan As String, _
        ByVal batas As Long, ByVal denganWait As Boolean) As Long
    Dim wsh As Object, proses As Object, lingkungan As Object
    If mesin = "" Then Err.Raise GALAT_XLK, "xlkinerja", PesanTanpaMesin("belum disebut di " & JalurSetelan())
    If Not Berkas().FileExists(mesin) Then Err.Raise GALAT_XLK, "xlkinerja", PesanTanpaMesin("tidak ada: " & mesin)
    Set wsh = CreateObject("WScript.Shell")
    Set lingkungan = wsh.Environment("PROCESS")
    lingkungan.Item("XLKINERJA_CATATAN") = catatan
    On Error Resume Next
    Set proses = wsh.Exec(BarisPerintah(mesin, argumen))
    On Error GoTo 0
    lingkungan.Remove "XLKINERJA_CATATAN"
    If proses Is Nothing Then
        Err.Raise GALAT_XLK, "xlkinerja", "Mesin xlkinerja tidak boleh dijalankan dari Excel di komputer ini (kemungkinan aturan " & _
            "keamanan ""block Office from creating child processes""). Simpan buku kerja, lalu pakai perintah: " & _
            "xlkinerja hitung BERKAS. Tidak ada yang diubah."
    End If
    If Not SelesaiDitunggu(proses, batas, denganWait) Then
        Err.Raise GALAT_XLK, "xlkinerja", "Mesin xlkinerja belum selesai setelah " & batas & " detik dan dihentikan. Ulangi, atau " & _
            "perbesar batas_detik di " & JalurSetelan() & "."
    End If
    JalankanMesin = proses.ExitCode
    TambahCatatan proses, catatan
End Function

Private Function PesanTanpaMesin(ByVal sebab As String) As String
    PesanTanpaMesin = "Mesin xlkinerja " & sebab & ". Jalankan perintah ""xlkinerja pasang excel"" sekali lagi, lalu buka " & _
        "ulang Excel. Tidak ada yang diubah."
End Function

' True if the process ended by itself in time; else it is ended.
Private Function SelesaiDitunggu(ByVal proses As Object, ByVal batas As Long, ByVal denganWait As Boolean) As Boolean
    Dim mulai As Double, lewat As Double
    mulai = Timer
    Do While proses.Status = BERJALAN
        lewat = Timer - mulai
        If lewat < 0 Then lewat = lewat + 86400
        If lewat > batas Then
            proses.Terminate
            Exit Function
        End If
        DoEvents
        If denganWait And lewat > 3 Then Application.Wait Now + TimeSerial(0, 0, 1)
    Loop
    SelesaiDitunggu = True
End Function

' What came through the pipes (a Python that could not start speaks there) when the engine itself said nothing.
Private Sub TambahCatatan(ByVal proses As Object, ByVal catatan As String)
    Dim pesan As String, aliran As Object
    On Error Resume Next
    If BarisAkhir(BacaTeksBerkas(catatan)) <> "" Then Exit Sub
    pesan = proses.StdErr.ReadAll
    If pesan = "" Then pesan = proses.StdOut.ReadAll
    Set aliran = Berkas().CreateTextFile(catatan, True, True)
    aliran.Write pesan
    aliran.Close
End Sub

' True while somebody types into a cell or a dialog is open.
Public Function SedangDiedit() As Boolean
    SedangDiedit = Not Application.Ready
End Function

' Keyboard and mouse off while the engine computes: what would be typed meanwhile is not in its copy.
Public Sub KunciMasukan(ByVal kunci As Boolean)
    Application.Interactive = Not kunci
End Sub

Public Function FormatBuku(ByVal wb As Workbook) As Long
    FormatBuku = wb.FileFormat
End Function

Public Function TempatBuku(ByVal wb As Workbook) As String
    TempatBuku = wb.FullName
End Function

Public Function HanyaBaca(ByVal wb As Workbook) As Boolean
    HanyaBaca = wb.ReadOnly
End Function

' Rows as high as their wrapped texts need; stands here because the tests' interpreter cannot measure texts.
Public Sub RapikanTinggi(ByVal ws As Worksheet, ByVal banyak As Long)
    ws.Range(ws.Rows(1), ws.Rows(banyak)).AutoFit
End Sub
