# Services, power buttons and the kiosk's account.

function Set-ServiceSetting($Setting) {
  $service = Get-Service $Setting.service -ErrorAction SilentlyContinue
  # Newer editions of Windows do not have every service: what is not there needs no switching off.
  if ($null -eq $service) { return 'absent' }
  $was = [string]$service.StartType
  Set-Service $Setting.service -StartupType $Setting.startup
  Stop-Service $Setting.service -Force -ErrorAction SilentlyContinue
  return $was
}

function Restore-ServiceSetting($Setting, $Before) {
  if ($Before -ne 'absent') { Set-Service $Setting.service -StartupType $Before }
}

function Test-ServiceSetting($Setting) {
  $service = Get-Service $Setting.service -ErrorAction SilentlyContinue
  return ($null -eq $service) -or ([string]$service.StartType -eq $Setting.startup)
}

# Both values of a power setting, mains and battery: the last two numbers powercfg prints, hexadecimal.
function Get-Power($Setting) {
  $lines = powercfg.exe /query SCHEME_CURRENT $Setting.subgroup $Setting.setting
  $numbers = @($lines | Select-String '0x([0-9a-fA-F]+)\s*$' | ForEach-Object { $_.Matches[0].Groups[1].Value })
  if ($numbers.Count -lt 2) { return $null }
  return @{ mains = [Convert]::ToInt32($numbers[-2], 16); battery = [Convert]::ToInt32($numbers[-1], 16) }
}

function Set-Power($Setting, [int] $Mains, [int] $Battery) {
  powercfg.exe /setacvalueindex SCHEME_CURRENT $Setting.subgroup $Setting.setting $Mains
  powercfg.exe /setdcvalueindex SCHEME_CURRENT $Setting.subgroup $Setting.setting $Battery
  powercfg.exe /setactive SCHEME_CURRENT
}

function Set-PowerSetting($Setting) {
  $was = Get-Power $Setting
  # A desk computer has no lid.
  if ($null -eq $was) { return 'absent' }
  Set-Power $Setting $Setting.value $Setting.value
  return $was
}

function Restore-PowerSetting($Setting, $Before) {
  if ($Before -ne 'absent') { Set-Power $Setting $Before.mains $Before.battery }
}

function Test-PowerSetting($Setting) {
  $now = Get-Power $Setting
  return ($null -eq $now) -or ($now.mains -eq $Setting.value -and $now.battery -eq $Setting.value)
}

# Shell Launcher makes the account; all there is to do is to keep it a plain user.
function Set-AccountSetting($Setting) {
  $admins = @(Get-LocalGroupMember -SID 'S-1-5-32-544' | Where-Object { $_.Name -like "*\$kioskAccount" })
  foreach ($admin in $admins) { Remove-LocalGroupMember -SID 'S-1-5-32-544' -Member $admin }
  return $admins.Count
}

# Rights that were taken from a public account are not given back.
function Restore-AccountSetting($Setting, $Before) { }

function Test-AccountSetting($Setting) {
  $account = Get-LocalUser -Name $kioskAccount -ErrorAction SilentlyContinue
  $admins = @(Get-LocalGroupMember -SID 'S-1-5-32-544' | Where-Object { $_.Name -like "*\$kioskAccount" })
  return ($null -ne $account) -and ($admins.Count -eq 0)
}
