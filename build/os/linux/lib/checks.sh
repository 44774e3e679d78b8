# The steps of verify. check_NAME is 0 when the part is locked; the words for it stand in checks.json, the ways out it
# closes in electron/lockdown/vectors.ts. A step reads; it changes nothing.

# Lines of a unit that must be there, word for word.
unit_says() {
  name=$1
  shift
  for line in "$@"; do grep -qxF -e "$line" "$root/usr/lib/systemd/system/$name" || return 1; done
  # A drop-in could say the opposite, and is none of ours.
  [ ! -d "$root/etc/systemd/system/$name.d" ]
}

check_session_only() {
  is_enabled hai-long-session.service && [ ! -e "$root/etc/systemd/system/display-manager.service" ] &&
    [ "$(units_word get-default)" = graphical.target ] &&
    grep -q '^ExecStart=/usr/bin/cage -d -- ' "$root/usr/lib/systemd/system/hai-long-session.service" &&
    unit_says hai-long-session.service 'NoNewPrivileges=yes' 'TTYPath=/dev/tty1'
}

check_console_vt() {
  in_place etc/systemd/logind.conf.d/50-hai-long.conf && in_place etc/X11/xorg.conf.d/50-hai-long.conf &&
    ! grep -q '^ExecStart=/usr/bin/cage .*-s' "$root/usr/lib/systemd/system/hai-long-session.service"
}

# The one sign-in there is comes when a technician has left the kiosk; it starts with nothing, and asks for a password.
check_console_login() {
  is_masked getty@tty1.service && is_masked autovt@.service && ! is_left &&
    [ "$(units_word is-enabled hai-long-console.service)" = static ] &&
    unit_says hai-long-console.service \
      "ExecStart=-/sbin/agetty --noclear --issue-file /usr/lib/hai-long/console.issue -o '-p -- \\\\u' - \$TERM"
}

check_console_ctrl_alt_del() {
  is_masked ctrl-alt-del.target && in_place etc/systemd/system.conf.d/50-hai-long.conf
}

# A kernel without the key has no file for it either.
check_console_sysrq() {
  in_place etc/sysctl.d/50-hai-long.conf &&
    { ! running || [ ! -e /proc/sys/kernel/sysrq ] || [ "$(cat /proc/sys/kernel/sysrq)" = 0 ]; }
}

check_keyboard_ignored() { in_place etc/udev/rules.d/71-hai-long.rules; }
check_storage_no_automount() { in_place etc/udev/rules.d/71-hai-long.rules; }

# The rule that mounts a stick, and every stick that is in just now: nothing on it runs, and only the kiosk's account reads.
check_storage_sticks() {
  in_place etc/udev/rules.d/71-hai-long.rules &&
    grep -q '"nosuid,nodev,noexec,' "$root/usr/lib/hai-long/bin/stick" &&
    { ! running || [ "$(stat -c '%a %U %G' /run/media/hai-long 2> /dev/null)" = '750 root hai-long' ]; } &&
    { ! running || ! grep ' /run/media/hai-long/' /proc/self/mounts | grep -qvE '[ ,]nosuid,nodev,noexec[ ,]'; }
}

check_polkit_denied() { in_place etc/polkit-1/rules.d/10-hai-long.rules; }

# An account without a password, a shell or a group that opens something.
account_is_bare() {
  line=$(grep "^$1:" "$root/etc/passwd") && [ "${line##*:}" = /usr/sbin/nologin ] || return 1
  case "$(grep "^$1:" "$root/etc/shadow" 2> /dev/null | cut -d: -f2)" in
    '' | '*' | '!'*) ;;
    *) return 1 ;;
  esac
  ! grep -E "^(root|sudo|adm|disk|shadow|docker|lxd|wheel|netdev|plugdev|hai-long-technician):" "$root/etc/group" |
    cut -d: -f4 | tr ',' '\n' | grep -qx "$1"
}

check_account_machine() { account_is_bare hai-long; }
check_account_view() {
  account_is_bare hai-long-view &&
    ! grep '^hai-long:' "$root/etc/group" | cut -d: -f4 | tr ',' '\n' | grep -qx hai-long-view
}

check_data_private() {
  [ "$(stat -c '%a %U' "$root/var/lib/hai-long" 2> /dev/null)" = '700 hai-long' ]
}

# Nothing of the program, its services and its lock can be changed by the accounts that run it.
check_files_owned() {
  [ -d "$root/usr/lib/hai-long" ] && [ -z "$(find "$root/usr/lib/hai-long" "$root/usr/share/hai-long" \
    "$root/etc/hai-long" "$root/usr/lib/systemd/system/hai-long-session.service" \
    \( ! -user root -o -perm /022 \) ! -type l -print -quit)" ]
}

check_browser_policy() {
  in_place etc/chromium/policies/managed/hai-long.json &&
    [ "$(find "$root/etc/chromium/policies" -name '*.json' | wc -l)" = 1 ]
}

check_browser_flags() {
  starter="$root/usr/lib/hai-long/bin/browser"
  grep -q -e '--disable-pinch' "$starter" && grep -q -e '--overscroll-history-navigation=0' "$starter" &&
    ! grep -rqsE -e '--(remote-debugging|no-sandbox|disable-web-security)' "$starter" \
      "$root/etc/chromium.d"
}

check_browser_network() {
  unit_says hai-long-session.service 'IPAddressDeny=any' 'IPAddressAllow=localhost'
}

check_service_restart() {
  for unit in hai-long-machine.service hai-long-session.service; do
    [ -e "$root/usr/lib/systemd/system/$unit" ] || continue
    unit_says "$unit" 'Restart=always' 'StartLimitIntervalSec=0' \
      'ExecStartPre=/usr/lib/hai-long/bin/settle before' 'ExecStopPost=/usr/lib/hai-long/bin/settle after' ||
      return 1
    is_enabled "$unit" || return 1
  done
}

check_service_watch() { is_enabled hai-long-watch.timer; }
check_system_watchdog() { in_place etc/systemd/system.conf.d/50-hai-long.conf; }
check_power_keys() { in_place etc/systemd/logind.conf.d/50-hai-long.conf; }

check_power_sleep() {
  for target in sleep suspend hibernate hybrid-sleep suspend-then-hibernate; do
    is_masked "$target.target" || return 1
  done
}

check_power_updates() { in_place etc/apt/apt.conf.d/90-hai-long; }
check_log_bounded() { in_place etc/systemd/journald.conf.d/50-hai-long.conf; }

check_firewall_closed() {
  is_enabled hai-long-firewall.service && { ! running || nft list table inet hai_long > /dev/null 2>&1; }
}

# Open or closed, the desk's door must be what was decided: an address range, or nothing.
check_firewall_desk() {
  rule="$root/etc/hai-long/firewall.d/20-desk.nft"
  [ ! -e "$rule" ] || grep -qE '^ip6? saddr [0-9a-fA-F.:/]+ tcp dport [0-9]+ accept$' "$rule"
}
