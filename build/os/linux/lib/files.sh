# The files of the lock: copied to where the system reads them. What stood there before is kept and comes back.

state="$root/var/lib/hai-long-os"

# Every file of the lock, as a path from the root: etc/….
lock_files() { (cd "$share/lock" && find . -type f | sed 's|^\./||' | LC_ALL=C sort); }

install_files() {
  mkdir -p "$state/before"
  touch "$state/files"
  drop_files_of_older_versions
  for path in $(lock_files); do
    keep_what_was_there "$path"
    mkdir -p "$root/$(dirname "$path")"
    # Written beside it and moved: a power cut leaves the old file or the new one, never half of it.
    cp "$share/lock/$path" "$root/$path.hai-long-new"
    chmod 0644 "$root/$path.hai-long-new"
    mv "$root/$path.hai-long-new" "$root/$path"
  done
}

keep_what_was_there() {
  if grep -qxF "$1" "$state/files"; then return; fi
  if [ -e "$root/$1" ]; then
    mkdir -p "$state/before/$(dirname "$1")"
    cp -p "$root/$1" "$state/before/$1"
  fi
  echo "$1" >> "$state/files"
}

# A file that an older version locked with and this one does not gives its place back.
drop_files_of_older_versions() {
  while read -r path; do
    if [ ! -e "$share/lock/$path" ]; then give_back "$path"; fi
  done < "$state/files"
  lock_files | grep -xF -f - "$state/files" > "$state/files.new" || true
  mv "$state/files.new" "$state/files"
}

restore_files() {
  if [ ! -e "$state/files" ]; then return; fi
  while read -r path; do give_back "$path"; done < "$state/files"
  rm -rf "$state"
}

give_back() {
  if [ -e "$state/before/$1" ]; then mv "$state/before/$1" "$root/$1"; else rm -f "$root/$1"; fi
}

# Whether a file of the lock stands where it must, unchanged.
in_place() { cmp -s "$share/lock/$1" "$root/$1"; }
