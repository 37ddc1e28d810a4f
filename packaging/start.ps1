# Sets up PermitDesk on this machine, if that was not done yet, and starts it.
# Without arguments: the window. With arguments: the command line, for example
#   powershell -ExecutionPolicy Bypass -File packaging\start.ps1 export CASE.json --pdf OUT.pdf
. (Join-Path $PSScriptRoot 'setup.ps1')
Initialize-Environment 'run'
& $VenvPython -P -m permitdesk @args
exit $LASTEXITCODE
