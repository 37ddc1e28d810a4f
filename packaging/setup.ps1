# Shared by start.ps1 and test.ps1: a Python and the environment. Dot-sourced, not run.
# Works in Windows PowerShell 5.1 and PowerShell 7. Written with care, but it could not be run
# where it was written.

$ErrorActionPreference = 'Stop'
# Exit codes are looked at one by one below; PowerShell 7 may be set to stop at any that is not zero.
$PSNativeCommandUseErrorActionPreference = $false
# Compiled files are what makes the start quick; a shell may have switched them off for other reasons.
Remove-Item -LiteralPath Env:PYTHONDONTWRITEBYTECODE -ErrorAction SilentlyContinue
$Root = Split-Path -Parent $PSScriptRoot
$Venv = Join-Path $Root '.venv'
$VenvPython = Join-Path $Venv 'Scripts\python.exe'

function Stop-WithSentence([string]$Sentence) {
    [Console]::Error.WriteLine("PermitDesk: $Sentence")
    exit 1
}

# True if the command runs a Python of 3.11 or later. $Command is a list: program, then arguments.
function Test-Python([string[]]$Command) {
    $Program = $Command[0]
    if (-not (Get-Command $Program -ErrorAction SilentlyContinue)) { return $false }
    $Arguments = @($Command | Select-Object -Skip 1)
    $Arguments += @('-c', 'import sys, venv; sys.exit(sys.version_info < (3, 11))')
    try {
        # The "python" of the Microsoft Store shows an advertisement and fails: that is "no" here.
        & $Program @Arguments *> $null
    } catch {
        return $false
    }
    return $LASTEXITCODE -eq 0
}

function Find-Python {
    $Candidates = @(@('py', '-3'), @('python'), @('python3'))
    foreach ($Candidate in $Candidates) {
        if (Test-Python $Candidate) { return $Candidate }
    }
    Stop-WithSentence 'Python 3.11 or later is needed; please install it from python.org and try again.'
}

# Makes .venv with PermitDesk in it. $Kind is 'run' or 'test'. A stamp inside it holds what it was
# made from, so that the next time nothing is installed.
function Initialize-Environment([string]$Kind) {
    if (-not (Test-Python @($VenvPython))) {
        if (Test-Path -LiteralPath $Venv) { Remove-Item -LiteralPath $Venv -Recurse -Force }
        $Python = @(Find-Python)
        $Program = $Python[0]
        $Arguments = @($Python | Select-Object -Skip 1) + @('-m', 'venv', $Venv)
        & $Program @Arguments
        if ($LASTEXITCODE -ne 0) { Stop-WithSentence 'Python could not make the folder .venv.' }
    }
    $Project = Join-Path $Root 'pyproject.toml'
    $Hash = (Get-FileHash -LiteralPath $Project -Algorithm SHA256).Hash
    $Version = & $VenvPython --version
    $Wanted = "$Root $Hash $Version"
    $Stamp = Join-Path $Venv "permitdesk-$Kind"
    if ((Test-Path -LiteralPath $Stamp) -and ((Get-Content -LiteralPath $Stamp -Raw).Trim() -eq $Wanted)) {
        return
    }
    [Console]::Error.WriteLine('PermitDesk: setting up .venv (once; this fetches about 100 MB)')
    $What = $Root
    if ($Kind -eq 'test') { $What = $Root + "[test]" }
    & $VenvPython -m pip install --quiet --disable-pip-version-check --editable $What
    if ($LASTEXITCODE -ne 0) {
        Stop-WithSentence 'the Python packages could not be installed; is there a connection to the package index?'
    }
    & $VenvPython -m compileall -q (Join-Path $Root 'permitdesk')
    if ($LASTEXITCODE -ne 0) {
        Stop-WithSentence 'the files of the program are damaged; please fetch them again.'
    }
    Set-Content -LiteralPath (Join-Path $Venv 'permitdesk-run') -Value $Wanted
    Set-Content -LiteralPath $Stamp -Value $Wanted
}
