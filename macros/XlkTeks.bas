Attribute VB_Name = "XlkTeks"
Option Explicit

' Text in, text out: settings, command lines, file names, the wording of failures. Nothing of Excel in here; run by
' tests/test_addin.py.

Public Const VERSI_XLK As String = "0.1.0"
Public Const CADANGAN_TERBANYAK As Long = 20

' Value of a key in the settings file ("kunci=nilai" lines; ; and # start a remark), "" if it is not there.
Public Function NilaiSetelan(ByVal teks As String, ByVal kunci As String) As String
    Dim satu As Variant, letak As Long, baris As String
    For Each satu In Split(Replace(teks, vbCr, ""), vbLf)
        baris = Trim$(satu)
        letak = InStr(baris, "=")
        If letak > 1 And Left$(baris, 1) <> ";" And Left$(baris, 1) <> "#" Then
            If LCase$(Trim$(Left$(baris, letak - 1))) = kunci Then
                NilaiSetelan = LepasKutip(Trim$(Mid$(baris, letak + 1)))
            End If
        End If
    Next satu
End Function

Private Function LepasKutip(ByVal nilai As String) As String
    LepasKutip = nilai
    If Len(nilai) >= 2 And Left$(nilai, 1) = """" And Right$(nilai, 1) = """" Then
        LepasKutip = Mid$(nilai, 2, Len(nilai) - 2)
    End If
End Function

' "xlwings" or "berkas"; anything else counts as "berkas", which needs least.
Public Function Saluran(ByVal setelan As String) As String
    Saluran = "berkas"
    If LCase$(NilaiSetelan(setelan, "saluran")) = "xlwings" Then Saluran = "xlwings"
End Function

' Seconds to wait for the engine: batas_detik, between 5 and 3600, 180 if it is not given.
Public Function BatasDetik(ByVal setelan As String) As Long
    Dim detik As Double
    detik = Val(NilaiSetelan(setelan, "batas_detik"))
    BatasDetik = 180
    If detik >= 5 And detik <= 3600 Then BatasDetik = CLng(detik)
End Function

' The command line: a Python is told which module to run and (-P) not to look for modules in the current folder.
Public Function BarisPerintah(ByVal mesin As String, ByVal argumen As String) As String
    Dim nama As String
    nama = LCase$(Mid$(mesin, InStrRev(mesin, "\") + 1))
    BarisPerintah = Kutip(mesin)
    If Left$(nama, 6) = "python" Or nama = "py.exe" Or nama = "pyw.exe" Then
        BarisPerintah = BarisPerintah & " -P -m xlkinerja"
    End If
    BarisPerintah = BarisPerintah & " " & argumen
End Function

Public Function Kutip(ByVal teks As String) As String
    Kutip = """" & teks & """"
End Function

' Where a workbook itself lies, by its FullName: "" if that is no path on this computer or its network (never saved, or
' an address in the cloud). A path of Windows holds no quotation mark.
Public Function JalurLokal(ByVal nama As String) As String
    If InStr(nama, """") > 0 Then Exit Function
    If Left$(nama, 2) = "\\" Or Mid$(nama, 2, 2) = ":\" Then JalurLokal = nama
End Function

' The option that names it, "" if there is nothing to name: the settings of that folder apply to the copy.
Public Function ArgumenAsal(ByVal nama As String) As String
    If JalurLokal(nama) <> "" Then ArgumenAsal = " --asal " & Kutip(JalurLokal(nama))
End Function

' Last line of what the engine has said that is not blank; "" if it was silent.
Public Function BarisAkhir(ByVal teks As String) As String
    Dim satu As Variant
    For Each satu In Split(Replace(teks, vbCr, ""), vbLf)
        If Trim$(satu) <> "" Then BarisAkhir = Left$(Trim$(satu), 300)
    Next satu
End Function

' File name split at its last point: 0 the name, 1 the extension with its point. A workbook that was never saved
' has none and is stored as .xlsx.
Public Function PecahNama(ByVal nama As String) As Variant
    Dim titik As Long
    titik = InStrRev(nama, ".")
    If titik > 1 Then
        PecahNama = Array(Left$(nama, titik - 1), Mid$(nama, titik))
    Else
        PecahNama = Array(nama, ".xlsx")
    End If
End Function

Public Function NamaSalinan(ByVal nama As String) As String
    NamaSalinan = PecahNama(nama)(0) & PecahNama(nama)(1)
End Function

' Name of a safety copy; names of one workbook sort by time.
Public Function NamaCadangan(ByVal nama As String, ByVal kapan As Date) As String
    NamaCadangan = PecahNama(nama)(0) & "-" & Format$(kapan, "yyyymmdd-hhnnss") & PecahNama(nama)(1)
End Function

' True if a file is a safety copy of that workbook.
Public Function CadanganDari(ByVal berkas As String, ByVal nama As String) As Boolean
    Dim dasar As String
    dasar = LCase$(PecahNama(nama)(0)) & "-"
    If Left$(LCase$(berkas), Len(dasar)) <> dasar Then Exit Function
    CadanganDari = (Mid$(LCase$(berkas), Len(dasar) + 1) Like "########-######" & LCase$(PecahNama(nama)(1)))
End Function

' Oldest first: the copies beyond the number that is kept. `daftar` holds names of one workbook's copies.
Public Function CadanganLama(ByVal daftar As Collection) As Collection
    Dim hasil As Collection, nama() As String, i As Long, k As Long, geser As String
    Set hasil = New Collection
    If daftar.Count > CADANGAN_TERBANYAK Then
        ReDim nama(1 To daftar.Count)
        For i = 1 To daftar.Count
            geser = daftar(i)
            k = i
            Do While k > 1
                If StrComp(nama(k - 1), geser, vbTextCompare) <= 0 Then Exit Do
                nama(k) = nama(k - 1)
                k = k - 1
            Loop
            nama(k) = geser
        Next i
        For i = 1 To daftar.Count - CADANGAN_TERBANYAK
            hasil.Add nama(i)
        Next i
    End If
    Set CadanganLama = hasil
End Function

' Why a workbook of that kind cannot be computed, "" if it can: .xlsx, .xlsm and strict .xlsx can be read.
Public Function HalanganFormat(ByVal formatBerkas As Long) As String
    If formatBerkas <> 51 And formatBerkas <> 52 And formatBerkas <> 61 Then
        HalanganFormat = "Buku kerja ini bukan .xlsx atau .xlsm. Simpan dahulu sebagai Buku Kerja Excel (.xlsx), lalu " & _
            "ulangi."
    End If
End Function
