# Shell Launcher, set through the Assigned Access provider: it makes a plain local account, signs it in by itself, and
# starts the kiosk instead of the desktop. The provider answers the system's own account only, so it is asked by a task.
$providerNamespace = 'root\cimv2\mdm\dmmap'

function Get-ShellConfiguration($Setting) {
  $program = [Environment]::ExpandEnvironmentVariables($Setting.program)
  # Whatever the kiosk ends with, it is started again; the kiosk itself makes the pauses. Also when a technician has left it
  # (80): with DoNothing the screen would stay black, and the keys that lead out of that are filtered.
  return @"
<?xml version="1.0" encoding="utf-8"?>
<ShellLauncherConfiguration xmlns="http://schemas.microsoft.com/ShellLauncher/2018/Configuration"
  xmlns:V2="http://schemas.microsoft.com/ShellLauncher/2019/Configuration">
  <Profiles>
    <Profile Id="{6e2a5c1e-8d7b-4c35-9a54-0f3c8f9a7d10}">
      <Shell Shell="$([Security.SecurityElement]::Escape($program))" V2:AppType="Desktop" V2:AllAppsFullScreen="true">
        <DefaultAction Action="RestartShell"/>
      </Shell>
    </Profile>
  </Profiles>
  <Configs>
    <Config>
      <AutoLogonAccount/>
      <Profile Id="{6e2a5c1e-8d7b-4c35-9a54-0f3c8f9a7d10}"/>
    </Config>
  </Configs>
</ShellLauncherConfiguration>
"@
}

# Runs a script as the system's own account and gives what it printed.
function Invoke-AsSystem([string] $Script) {
  $folder = Join-Path $env:ProgramData 'HaiLong\os'
  $answer = Join-Path $folder "answer-$([guid]::NewGuid()).txt"
  $whole = "try { $Script | Out-File -Encoding UTF8 '$answer' } catch { `$_.Exception.Message | Out-File -Encoding UTF8 '$answer.failed' }"
  $encoded = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($whole))
  $action = New-ScheduledTaskAction -Execute 'powershell.exe' -Argument "-NoProfile -NonInteractive -EncodedCommand $encoded"
  $name = "HaiLong-$([guid]::NewGuid())"
  Register-ScheduledTask -TaskName $name -Action $action -User 'SYSTEM' -RunLevel Highest -Force | Out-Null
  try {
    Start-ScheduledTask -TaskName $name
    $deadline = (Get-Date).AddSeconds(60)
    while (-not (Test-Path $answer) -and -not (Test-Path "$answer.failed")) {
      if ((Get-Date) -gt $deadline) { throw 'The provider did not answer within 60 seconds.' }
      Start-Sleep -Milliseconds 250
    }
    if (Test-Path "$answer.failed") { throw (Get-Content -Raw -Encoding UTF8 "$answer.failed") }
    return (Get-Content -Raw -Encoding UTF8 $answer)
  } finally {
    Unregister-ScheduledTask -TaskName $name -Confirm:$false
    Remove-Item "$answer*" -ErrorAction SilentlyContinue
  }
}

function Get-ShellNow {
  return Invoke-AsSystem "(Get-CimInstance -Namespace '$providerNamespace' -ClassName MDM_AssignedAccess).ShellLauncher"
}

function Set-ShellNow([string] $Configuration) {
  $bytes = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($Configuration))
  Invoke-AsSystem @"
& {
  `$text = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('$bytes'))
  `$provider = Get-CimInstance -Namespace '$providerNamespace' -ClassName MDM_AssignedAccess
  `$provider.ShellLauncher = if (`$text) { [Net.WebUtility]::HtmlEncode(`$text) } else { `$null }
  Set-CimInstance -CimInstance `$provider
  'done'
}
"@ | Out-Null
}

function Set-ShellSetting($Setting) {
  $was = Get-ShellNow
  Set-ShellNow (Get-ShellConfiguration $Setting)
  return "$was"
}

function Restore-ShellSetting($Setting, $Before) {
  Set-ShellNow ([Net.WebUtility]::HtmlDecode("$Before".Trim()))
}

function Test-ShellSetting($Setting) {
  $program = [Environment]::ExpandEnvironmentVariables($Setting.program)
  return (Test-Path $program) -and ([Net.WebUtility]::HtmlDecode((Get-ShellNow)) -like "*$program*")
}
