# Sets up everything that the tests need and runs all checks: style, types, tests, coverage.
# Arguments are passed on to pytest; with any, only pytest runs.
#   powershell -ExecutionPolicy Bypass -File packaging\test.ps1
. (Join-Path $PSScriptRoot 'setup.ps1')
Initialize-Environment 'test'
Set-Location -LiteralPath $Root
if (-not $env:QT_QPA_PLATFORM) { $env:QT_QPA_PLATFORM = 'offscreen' }

# Every check runs, so that one look shows all that is wrong.
$Failed = @()
function Invoke-Check([string]$Name, [string[]]$Arguments) {
    Write-Host "PermitDesk: $Name"
    & $VenvPython @Arguments
    if ($LASTEXITCODE -ne 0) { $script:Failed += $Name }
}

if ($args.Count -gt 0) {
    & $VenvPython -m pytest @args
    exit $LASTEXITCODE
}
Invoke-Check 'style' @('-m', 'ruff', 'check', '.')
Invoke-Check 'types' @('-m', 'mypy')
# Measuring coverage slows every line, so only the tests of the parts that must be complete are measured.
$Law = @('tests/domain', 'tests/interview', 'tests/rulesets', 'tests/rules', 'tests/scenarios')
Invoke-Check 'tests of the law, measured' (@('-m', 'pytest', '-q', '-n', 'auto', '--cov', '--cov-report=') + $Law)
Invoke-Check 'coverage of the parts that must be complete' @('-m', 'coverage', 'report', '--fail-under=100')
Invoke-Check 'tests of the program' (@('-m', 'pytest', '-q', '-n', 'auto', '--ignore=tests/benchmarks') + ($Law | ForEach-Object { "--ignore=$_" }))
# Nothing else may run beside a measurement.
Invoke-Check 'benchmarks' @('-m', 'pytest', '-q', 'tests/benchmarks')
foreach ($Name in $Failed) { Write-Host "PermitDesk: failed: $Name" }
if ($Failed.Count -gt 0) { exit 1 }
Write-Host 'PermitDesk: all checks passed'
