# Puts PermitDesk on a stick: the program, what it needs, and an empty folder for the cases.
#   powershell -ExecutionPolicy Bypass -File packaging\portable.ps1 E:\
# On the stick:   powershell -ExecutionPolicy Bypass -File PermitDesk\start.ps1
# The libraries fit Windows and this version of Python; the computer that the stick is put into needs the
# same version. Written with care, but it could not be run where it was written.
param([Parameter(Mandatory = $true)][string]$Stick)
. (Join-Path $PSScriptRoot 'setup.ps1')
if (-not (Test-Path -LiteralPath $Stick -PathType Container)) { Stop-WithSentence "there is no folder $Stick" }
$Target = Join-Path (Resolve-Path -LiteralPath $Stick) 'PermitDesk'
$Python = @(Find-Python)
$Program = $Python[0]
$Before = @($Python | Select-Object -Skip 1)
New-Item -ItemType Directory -Force -Path $Target | Out-Null
foreach ($Part in @('permitdesk', 'resources', 'lib')) {
    $Old = Join-Path $Target $Part
    if (Test-Path -LiteralPath $Old) { Remove-Item -LiteralPath $Old -Recurse -Force }
}
foreach ($Part in @('permitdesk', 'resources')) {
    Copy-Item -LiteralPath (Join-Path $Root $Part) -Destination $Target -Recurse
}
$List = "import sys, tomllib; print('\n'.join(tomllib.load(open(sys.argv[1], 'rb'))['project']['dependencies']))"
$Needed = @(& $Program @Before -c $List (Join-Path $Root 'pyproject.toml'))
$Library = Join-Path $Target 'lib'
& $Program @Before -m pip install --quiet --disable-pip-version-check --only-binary :all: --no-compile --target $Library @Needed
if ($LASTEXITCODE -ne 0) { Stop-WithSentence 'the libraries could not be fetched.' }
& $Program @Before -m compileall -q --invalidation-mode unchecked-hash $Library (Join-Path $Target 'permitdesk') | Out-Null
$Version = & $Program @Before -c "import sys; print('%d.%d' % sys.version_info[:2])"
Set-Content -LiteralPath (Join-Path $Target 'python.txt') -Value $Version
$Start = @'
# Starts PermitDesk from this stick. Everything it writes is in PermitDesk-data beside this folder.
$Here = $PSScriptRoot
$Version = (Get-Content -LiteralPath (Join-Path $Here 'python.txt') -TotalCount 1).Trim()
New-Item -ItemType Directory -Force -Path (Join-Path (Split-Path -Parent $Here) 'PermitDesk-data') | Out-Null
foreach ($Name in @('PYTHONPYCACHEPREFIX', 'PYTHONHOME', 'PYTHONSTARTUP', 'PERMITDESK_HOME')) {
    Remove-Item -LiteralPath "Env:$Name" -ErrorAction SilentlyContinue
}
$env:PYTHONPATH = $Here + ';' + (Join-Path $Here 'lib')
$env:PYTHONNOUSERSITE = '1'
& py "-$Version" -P -m permitdesk @args
if ($LASTEXITCODE -eq 103) { [Console]::Error.WriteLine("PermitDesk: this stick needs Python $Version; this computer does not have it.") }
exit $LASTEXITCODE
'@
Set-Content -LiteralPath (Join-Path $Target 'start.ps1') -Value $Start
New-Item -ItemType Directory -Force -Path (Join-Path (Split-Path -Parent $Target) 'PermitDesk-data') | Out-Null
[Console]::Error.WriteLine('PermitDesk: done. On the stick: PermitDesk\start.ps1 - the cases will be in PermitDesk-data')
