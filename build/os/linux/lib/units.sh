# The services of the lock: ours enabled, those that would open the computer masked.

# Nobody signs in on a console, no key restarts the computer, and it never sleeps in front of a citizen.
masked_units='getty@tty1.service autovt@.service ctrl-alt-del.target sleep.target suspend.target hibernate.target
  hybrid-sleep.target suspend-then-hibernate.target'

# Ours that this flavour has, the machine first.
our_units() {
  for unit in hai-long-machine.service hai-long-session.service hai-long-firewall.service hai-long-verify.timer \
    hai-long-watch.timer; do
    if [ -e "$root/usr/lib/systemd/system/$unit" ]; then echo "$unit"; fi
  done
}

# A system that does not run yet, as an image that is being made or a folder below --root.
running() { [ -z "$root" ] && [ -d /run/systemd/system ]; }
units() {
  if [ -n "$root" ]; then set -- --root="$root" "$@"; fi
  systemctl --quiet "$@"
}

lock_units() {
  if [ ! -e "$state/units" ]; then remember_units > "$state/units.new" && mv "$state/units.new" "$state/units"; fi
  # A display manager would stand between the start and the kiosk; it waits under another name.
  if [ -e "$root/etc/systemd/system/display-manager.service" ]; then
    rm "$root/etc/systemd/system/display-manager.service"
  fi
  # shellcheck disable=SC2086
  units mask $masked_units 2> /dev/null
  # shellcheck disable=SC2046
  units enable $(our_units) 2> /dev/null
  # Whoever added it to the start: it comes after a technician has left the kiosk, and at no other time.
  units disable hai-long-console.service 2> /dev/null || true
  units set-default graphical.target 2> /dev/null
}

# What a removal must bring back, one word and its value a line.
remember_units() {
  echo "default $(units get-default 2> /dev/null || echo multi-user.target)"
  if [ -L "$root/etc/systemd/system/display-manager.service" ]; then
    echo "display-manager $(readlink "$root/etc/systemd/system/display-manager.service")"
  fi
  for unit in $masked_units; do
    if is_masked "$unit"; then echo "masked $unit"; fi
  done
}

unlock_units() {
  if [ ! -e "$state/units" ]; then return; fi
  if running; then
    # shellcheck disable=SC2046
    systemctl stop $(our_units) 'hai-long-stick@*.service' 2> /dev/null || true
  fi
  # shellcheck disable=SC2046
  units disable $(our_units) 2> /dev/null || true
  for unit in $masked_units; do
    if ! grep -qxF "masked $unit" "$state/units"; then units unmask "$unit" 2> /dev/null || true; fi
  done
  while read -r word value; do
    case "$word" in
      default) units set-default "$value" 2> /dev/null || true ;;
      display-manager) ln -sf "$value" "$root/etc/systemd/system/display-manager.service" ;;
    esac
  done < "$state/units"
}

# A technician has left the kiosk and works at the console: nobody takes it away but the next start of the computer.
is_left() { running && systemctl --quiet is-active hai-long-console.service; }

is_masked() { [ "$(readlink "$root/etc/systemd/system/$1")" = /dev/null ]; }
is_enabled() { [ "$(units_word is-enabled "$1")" = enabled ]; }
# The word systemctl answers a question with, whatever its exit code.
units_word() {
  if [ -n "$root" ]; then set -- --root="$root" "$@"; fi
  systemctl "$@" 2> /dev/null || true
}

# What can be had without a restart of the computer.
apply_now() {
  if ! running; then return; fi
  systemctl daemon-reload
  sysctl --quiet --system 2> /dev/null || true
  udevadm control --reload 2> /dev/null || true
  systemctl --quiet restart systemd-journald.service || true
  if ! is_left && is_enabled hai-long-machine.service; then
    systemctl restart --no-block hai-long-machine.service || true
  fi
  for unit in hai-long-firewall.service hai-long-verify.timer hai-long-watch.timer; do
    if is_enabled "$unit"; then systemctl restart --no-block "$unit" || true; fi
  done
}
