# The desk's door in the firewall: closed, or open to the addresses of the officer's computer.

desk_rule="$root/etc/hai-long/firewall.d/20-desk.nft"

desk() {
  case "${1:-}" in
    open) open_desk "${2:-}" "${3:-}" ;;
    close) close_desk ;;
    address) desk_address ;;
    *) usage ;;
  esac
}

open_desk() {
  case "$1" in
    '' | *[!0-9]* | ??????*) refuse_desk ;;
  esac
  if [ "$1" -lt 1024 ] || [ "$1" -gt 65535 ]; then refuse_desk; fi
  case "$2" in
    '' | *[!0-9a-fA-F.:/]* | */0) refuse_desk ;;
    *:*) family=ip6 ;;
    *) family=ip ;;
  esac
  mkdir -p "$(dirname "$desk_rule")"
  echo "$family saddr $2 tcp dport $1 accept" > "$desk_rule"
  if ! reload_firewall; then
    rm -f "$desk_rule"
    reload_firewall || true
    refuse_desk
  fi
  say "Cửa bàn làm việc (cổng $1) mở cho $2." "The desk's door (port $1) is open to $2."
}

close_desk() {
  rm -f "$desk_rule"
  reload_firewall
  say 'Cửa bàn làm việc đã đóng với mạng.' "The desk's door is closed to the network."
}

reload_firewall() {
  if running; then nft -f /usr/lib/hai-long/firewall.nft 2> /dev/null; fi
}

refuse_desk() {
  say 'Viết: hai-long-os desk open CỔNG ĐỊA-CHỈ, ví dụ: desk open 7311 192.168.10.0/24. Cổng từ 1024, không mở cho mọi địa chỉ.' \
    'Write: hai-long-os desk open PORT ADDRESS, such as: desk open 7311 192.168.10.0/24. Ports from 1024, never every address.' >&2
  exit 64
}

desk_address() {
  ready="$root/run/hai-long-machine/ready"
  if ! grep -o 'desk=[^ ]*' "$ready" 2> /dev/null | sed 's/^desk=//'; then
    say 'Kiosk chưa chạy.' 'The kiosk is not running.' >&2
    exit 1
  fi
}
