<#
.SYNOPSIS
  Locks this computer into a kiosk, says what is locked, and gives it back.
.EXAMPLE
  .\hai-long-os.ps1 -Verb install
.EXAMPLE
  .\hai-long-os.ps1 -Verb verify -Json
.EXAMPLE
  .\hai-long-os.ps1 -Verb remove
.NOTES
  What is set stands in settings.json, beside this file, and so do all words: this file is plain ASCII, because
  Windows PowerShell 5.1 takes anything else for another encoding. Values of before are kept in
  %ProgramData%\HaiLong\os\before.json and come back with remove. Exit code of verify: 0 locked, 1 not.
#>
[CmdletBinding()]
param(
  [Parameter(Mandatory)] [ValidateSet('install', 'verify', 'remove')] [string] $Verb,
  [switch] $Json
)
Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'

foreach ($part in 'state', 'registry', 'system', 'keyboard', 'shell') { . (Join-Path $PSScriptRoot "$part.ps1") }

$table = Get-Content -Raw -Encoding UTF8 (Join-Path $PSScriptRoot 'settings.json') | ConvertFrom-Json

function Write-Words([string] $Name) {
  $table.words.$Name | ForEach-Object { Write-Output $_ }
}

# Kind of a setting -> how it is read, set, given back and looked at. One row a kind, so that none is forgotten.
$kinds = @{
  'registry'        = @{ Set = 'Set-RegistrySetting'; Restore = 'Restore-RegistrySetting'; Test = 'Test-RegistrySetting' }
  'service'         = @{ Set = 'Set-ServiceSetting'; Restore = 'Restore-ServiceSetting'; Test = 'Test-ServiceSetting' }
  'power'           = @{ Set = 'Set-PowerSetting'; Restore = 'Restore-PowerSetting'; Test = 'Test-PowerSetting' }
  'keyboard-filter' = @{ Set = 'Set-KeyboardSetting'; Restore = 'Restore-KeyboardSetting'; Test = 'Test-KeyboardSetting' }
  'shell-launcher'  = @{ Set = 'Set-ShellSetting'; Restore = 'Restore-ShellSetting'; Test = 'Test-ShellSetting' }
  'account'         = @{ Set = 'Set-AccountSetting'; Restore = 'Restore-AccountSetting'; Test = 'Test-AccountSetting' }
}

function Install-Lock {
  $before = Read-Before
  foreach ($setting in $table.settings) {
    try {
      # What a first install found is what a removal gives back, however often it is installed again.
      $found = & $kinds[$setting.kind].Set $setting
      if (-not $before.ContainsKey($setting.id)) { $before[$setting.id] = $found; Save-Before $before }
    } catch {
      Write-Words 'failed'
      Write-Output "  $($setting.id): $($_.Exception.Message)"
    }
  }
  Write-Words 'installed'
}

function Remove-Lock {
  if (-not (Test-Path $beforePath)) { Write-Words 'nothingToRemove'; return }
  $before = Read-Before
  foreach ($setting in $table.settings) {
    if ($before.ContainsKey($setting.id)) { & $kinds[$setting.kind].Restore $setting $before[$setting.id] }
  }
  Remove-Item $beforePath
  Write-Words 'removed'
}

function Test-Lock {
  $checks = foreach ($setting in $table.settings) {
    $closed = $false
    try { $closed = [bool](& $kinds[$setting.kind].Test $setting) } catch { Write-Verbose $_.Exception.Message }
    [pscustomobject]@{ id = $setting.id; closed = $closed; vi = $setting.vi; en = $setting.en }
  }
  $open = @($checks | Where-Object { -not $_.closed })
  if ($Json) {
    $at = [DateTimeOffset]::UtcNow.ToUnixTimeMilliseconds()
    [pscustomobject]@{ format = 1; at = $at; locked = ($open.Count -eq 0); checks = @($checks) } |
      ConvertTo-Json -Depth 4 -Compress
  } else {
    foreach ($check in $checks) {
      $mark = if ($check.closed) { $table.words.locked } else { $table.words.open }
      Write-Output ('{0} / {1}  {2} / {3}' -f $mark[0], $mark[1], $check.vi, $check.en)
    }
  }
  return $open.Count
}

$isAdmin = ([Security.Principal.WindowsPrincipal] [Security.Principal.WindowsIdentity]::GetCurrent()).IsInRole('Administrators')
if (-not $isAdmin) { Write-Words 'needAdmin'; exit 77 }

switch ($Verb) {
  'install' { Install-Lock; exit 0 }
  'remove' { Remove-Lock; exit 0 }
  'verify' {
    $said = @(Test-Lock)
    $said[0..($said.Count - 2)] | Where-Object { $said.Count -gt 1 } | Write-Output
    if ($said[-1] -gt 0) { exit 1 } else { exit 0 }
  }
}
