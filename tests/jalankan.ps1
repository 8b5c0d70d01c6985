# Windows: sets up everything the tests need, then runs all of them. LibreOffice must be installed.
$ErrorActionPreference = "Stop"
Set-Location (Join-Path $PSScriptRoot "..")

$office = "C:\Program Files\LibreOffice\program"
if (Test-Path $office) { $env:PATH += ";$office" }
if (-not (Get-Command soffice -ErrorAction SilentlyContinue)) {
    Write-Error "LibreOffice belum terpasang; pasang dahulu, lalu ulangi."
}
if (-not (Test-Path (Join-Path (Split-Path (Get-Command soffice).Source) "python.exe"))) {
    Write-Error "Python milik LibreOffice belum terpasang; ubah pemasangan LibreOffice, pilih semua komponen."
}

function Jalankan {
    & $args[0] $args[1..($args.Length - 1)]
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
}

if (-not (Test-Path .venv-uji)) { Jalankan py -3 -m venv .venv-uji }
Jalankan .venv-uji\Scripts\python -m pip install -q -e ".[uji]"
Jalankan .venv-uji\Scripts\python -m ruff check .
Jalankan .venv-uji\Scripts\python -m mypy
Jalankan .venv-uji\Scripts\python -m pytest -n 2 --ignore tests/test_cli_posix.py
