# Windows' keyboard filter (Enterprise, Education and IoT Enterprise). Administrators keep their keys.
$filterNamespace = 'root\standardcimv2\embedded'
$filterFeature = 'Client-KeyboardFilter'

function Enable-Feature([string] $Name) {
  $feature = Get-WindowsOptionalFeature -Online -FeatureName $Name -ErrorAction SilentlyContinue
  if ($null -eq $feature) { throw ($table.words.unsupported -join ' ') }
  if ($feature.State -ne 'Enabled') {
    Enable-WindowsOptionalFeature -Online -NoRestart -All -FeatureName $Name -WarningAction SilentlyContinue | Out-Null
  }
  return [string]$feature.State
}

function Get-PredefinedKey([string] $Key) {
  Get-CimInstance -Namespace $filterNamespace -ClassName WEKF_PredefinedKey | Where-Object { $_.Id -eq $Key }
}

function Get-CustomKey([string] $Key) {
  Get-CimInstance -Namespace $filterNamespace -ClassName WEKF_CustomKey | Where-Object { $_.Id -eq $Key }
}

function Test-Key([string] $Key) {
  $rule = @(Get-PredefinedKey $Key) + @(Get-CustomKey $Key) | Where-Object { $null -ne $_ -and $_.Enabled }
  return @($rule).Count -gt 0
}

# A combination that Windows does not know by name is added to the list of our own.
function Block-Key([string] $Key) {
  $predefined = Get-PredefinedKey $Key
  if ($null -ne $predefined) {
    Set-CimInstance -InputObject $predefined -Property @{ Enabled = $true }
  } else {
    Invoke-CimMethod -Namespace $filterNamespace -ClassName WEKF_CustomKey -MethodName Add -Arguments @{ CustomKey = $Key } |
      Out-Null
  }
}

function Unblock-Key([string] $Key) {
  $predefined = Get-PredefinedKey $Key
  if ($null -ne $predefined) {
    Set-CimInstance -InputObject $predefined -Property @{ Enabled = $false }
  } else {
    Invoke-CimMethod -Namespace $filterNamespace -ClassName WEKF_CustomKey -MethodName Remove -Arguments @{ CustomKey = $Key } |
      Out-Null
  }
}

function Set-KeyboardSetting($Setting) {
  $state = Enable-Feature $filterFeature
  $blocked = @($Setting.keys | Where-Object { Test-Key $_ })
  foreach ($key in $Setting.keys) { Block-Key $key }
  return @{ feature = $state; blocked = $blocked }
}

function Restore-KeyboardSetting($Setting, $Before) {
  foreach ($key in $Setting.keys) { if ($Before.blocked -notcontains $key) { Unblock-Key $key } }
  if ($Before.feature -ne 'Enabled') {
    Disable-WindowsOptionalFeature -Online -NoRestart -FeatureName $filterFeature -WarningAction SilentlyContinue |
      Out-Null
  }
}

function Test-KeyboardSetting($Setting) {
  return @($Setting.keys | Where-Object { -not (Test-Key $_) }).Count -eq 0
}
