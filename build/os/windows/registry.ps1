# Values of the registry. A value of hive "user" goes to the pattern of new accounts and to the kiosk's own account.

# Windows makes this account for Shell Launcher's automatic sign-in.
$kioskAccount = 'kioskUser0'

function Get-UserHive {
  @{ name = 'default'; file = (Join-Path $env:SystemDrive 'Users\Default\NTUSER.DAT'); sid = $null }
  $account = Get-LocalUser -Name $kioskAccount -ErrorAction SilentlyContinue
  if ($null -eq $account) { return }
  $profileKey = "HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion\ProfileList\$($account.SID.Value)"
  if (-not (Test-Path $profileKey)) { return }
  $folder = (Get-ItemProperty $profileKey).ProfileImagePath
  @{ name = 'kiosk'; file = (Join-Path $folder 'NTUSER.DAT'); sid = $account.SID.Value }
}

# Runs the block with the path of the hive. A hive that is in use is loaded already, under the account's SID.
function Use-Hive([hashtable] $Hive, [scriptblock] $Block) {
  if ($Hive.sid -and (Test-Path "Registry::HKEY_USERS\$($Hive.sid)")) {
    return & $Block "Registry::HKEY_USERS\$($Hive.sid)"
  }
  reg.exe load 'HKU\HaiLong' $Hive.file 2>&1 | Out-Null
  if ($LASTEXITCODE -ne 0) { throw "Registry hive cannot be read: $($Hive.file)" }
  try {
    & $Block 'Registry::HKEY_USERS\HaiLong'
  } finally {
    # What still holds a key open would keep the hive loaded for good.
    [GC]::Collect()
    [GC]::WaitForPendingFinalizers()
    reg.exe unload 'HKU\HaiLong' 2>&1 | Out-Null
  }
}

# Runs the block for each place the setting has: its name and its key.
# Blocks see the variables of whoever runs them, so the two functions must not use one name for their blocks.
function Use-Place($Setting, [scriptblock] $Visit) {
  if ($Setting.hive -eq 'machine') { return & $Visit 'machine' "Registry::HKEY_LOCAL_MACHINE\$($Setting.key)" }
  foreach ($hive in @(Get-UserHive)) {
    Use-Hive $hive { param($root) & $Visit $hive.name "$root\$($Setting.key)" }
  }
}

function Get-Value([string] $Key, [string] $Name) {
  $item = Get-Item -LiteralPath $Key -ErrorAction SilentlyContinue
  if ($null -eq $item -or $item.GetValueNames() -notcontains $Name) { return $null }
  return @{ value = $item.GetValue($Name); type = [string]$item.GetValueKind($Name) }
}

function Set-RegistrySetting($Setting) {
  $found = @{}
  Use-Place $Setting {
    param($place, $key)
    $found[$place] = Get-Value $key $Setting.name
    if (-not (Test-Path -LiteralPath $key)) { New-Item -Force -Path $key | Out-Null }
    New-ItemProperty -Force -LiteralPath $key -Name $Setting.name -PropertyType $Setting.type -Value $Setting.value |
      Out-Null
  }
  return $found
}

function Restore-RegistrySetting($Setting, $Before) {
  Use-Place $Setting {
    param($place, $key)
    $was = if ($Before.PSObject.Properties.Name -contains $place) { $Before.$place } else { $null }
    if ($null -eq $was) {
      Remove-ItemProperty -LiteralPath $key -Name $Setting.name -ErrorAction SilentlyContinue
    } else {
      New-ItemProperty -Force -LiteralPath $key -Name $Setting.name -PropertyType $was.type -Value $was.value |
        Out-Null
    }
  }
}

function Test-RegistrySetting($Setting) {
  $wrong = @(Use-Place $Setting {
      param($place, $key)
      $now = Get-Value $key $Setting.name
      if ($null -eq $now -or "$($now.value)" -ne "$($Setting.value)") { $place }
    })
  return $wrong.Count -eq 0
}
