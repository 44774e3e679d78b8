# What stood here before the lock, by the id of the setting. Readable by administrators only: nobody else needs it.
$beforePath = Join-Path $env:ProgramData 'HaiLong\os\before.json'

function Read-Before {
  $before = @{}
  if (Test-Path $beforePath) {
    $read = Get-Content -Raw -Encoding UTF8 $beforePath | ConvertFrom-Json
    foreach ($one in $read.PSObject.Properties) { $before[$one.Name] = $one.Value }
  }
  return $before
}

function Save-Before([hashtable] $Before) {
  $folder = Split-Path $beforePath
  if (-not (Test-Path $folder)) {
    New-Item -ItemType Directory -Force $folder | Out-Null
    icacls $folder /inheritance:r /grant '*S-1-5-32-544:(OI)(CI)F' '*S-1-5-18:(OI)(CI)F' | Out-Null
  }
  # Written beside it and moved: a power cut leaves the old list or the new one.
  $Before | ConvertTo-Json -Depth 6 | Set-Content -Encoding UTF8 "$beforePath.new"
  Move-Item -Force "$beforePath.new" $beforePath
}
