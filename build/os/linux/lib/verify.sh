# Says, way out by way out, what is locked. The two tables are made from electron/lockdown/vectors.ts and checks.json when
# the package is built: vectors.txt is number|Vietnamese|English|checks, checks.txt is id|Vietnamese|English.

verify_all() {
  case "${1:-}" in
    '') run_checks; print_words ;;
    --json) run_checks; print_json ;;
    --write) run_checks; write_json ;;
    *) usage ;;
  esac
  [ -z "$open_checks" ]
}

# Runs every step once: $closed_checks and $open_checks are lists of ids with a space around each.
run_checks() {
  closed_checks=' '
  open_checks=''
  while IFS='|' read -r id _; do
    if "check_$(echo "$id" | tr '.-' '__')"; then closed_checks="$closed_checks$id "
    else open_checks="$open_checks $id "; fi
  done < "$share/lib/checks.txt"
}

is_closed() { case "$closed_checks" in *" $1 "*) return 0 ;; *) return 1 ;; esac; }

# locked, open, or program: nothing here to look at, the release's own tests answer for it.
state_of() {
  if [ -z "$1" ]; then echo program; return; fi
  for id in $(echo "$1" | tr ',' ' '); do
    if ! is_closed "$id"; then echo open; return; fi
  done
  echo locked
}

print_words() {
  if is_left; then
    say 'Kỹ thuật viên đã thoát kiosk: màn hình đang hỏi đăng nhập. Khởi động lại máy thì kiosk chạy lại: systemctl reboot' \
      'A technician has left the kiosk: the screen asks for a sign-in. The kiosk starts again with the computer: systemctl reboot'
    printf '\n'
  fi
  while IFS='|' read -r number vi en checks; do
    case "$(state_of "$checks")" in
      locked) mark='ĐÃ KHÓA · locked  ' ;;
      open) mark='CHƯA KHÓA · OPEN  ' ;;
      program) mark='chương trình · app' ;;
    esac
    printf '%2s  %s  %s · %s\n' "$number" "$mark" "$vi" "$en"
  done < "$share/lib/vectors.txt"
  if [ -n "$open_checks" ]; then
    printf '\n'
    say 'Chưa đúng:' 'Not as it must be:'
    while IFS='|' read -r id vi en; do
      if ! is_closed "$id"; then printf '  %s\n    %s\n    %s\n' "$id" "$vi" "$en"; fi
    done < "$share/lib/checks.txt"
    say 'Chạy: sudo hai-long-os install' 'Run: sudo hai-long-os install'
  fi
}

print_json() {
  printf '{"format":1,"at":%s000,"locked":%s,"vectors":[' "$(date +%s)" \
    "$(if [ -z "$open_checks" ]; then echo true; else echo false; fi)"
  comma=''
  while IFS='|' read -r number vi en checks; do
    printf '%s{"number":%s,"state":"%s","vi":"%s","en":"%s"}' "$comma" "$number" "$(state_of "$checks")" "$vi" "$en"
    comma=','
  done < "$share/lib/vectors.txt"
  printf '],"checks":['
  comma=''
  while IFS='|' read -r id vi en; do
    printf '%s{"id":"%s","closed":%s,"vi":"%s","en":"%s"}' "$comma" "$id" \
      "$(if is_closed "$id"; then echo true; else echo false; fi)" "$vi" "$en"
    comma=','
  done < "$share/lib/checks.txt"
  printf ']}\n'
}

# Where the kiosk's own page reads it: the page has no right to look for itself.
write_json() {
  print_json > "$root/run/hai-long-lock/verify.json.new"
  chmod 0644 "$root/run/hai-long-lock/verify.json.new"
  mv "$root/run/hai-long-lock/verify.json.new" "$root/run/hai-long-lock/verify.json"
}
