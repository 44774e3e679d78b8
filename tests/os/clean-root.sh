#!/bin/sh
# The life of the package in a clean Debian root: installed, locked, verified, loosened, upgraded, removed, purged. Run by
# clean-root.test.ts inside the root; says what it does, stops at the first thing that is not as it must be.
set -eu

expect() { # WORDS COMMAND...: the command must succeed
  words=$1
  shift
  if "$@"; then echo "ok  $words"; else echo "NOT $words"; exit 1; fi
}
refuse() { # WORDS COMMAND...: the command must not succeed
  words=$1
  shift
  if "$@"; then echo "NOT $words"; exit 1; else echo "ok  $words"; fi
}
verifies() { hai-long-os verify > /tmp/verify.txt 2>&1; }
says() { grep -q "$1" /tmp/verify.txt; }
listing() { # every file of the lock's surroundings, its content and its links
  find /etc /usr/lib/systemd -path /etc/hai-long -prune -o \( -type f -o -type l \) -print |
    grep -vE '/(ld\.so\.cache|passwd-?|group-?|shadow-?|gshadow-?|\.pwd\.lock|machine-id)$|hai-long' | LC_ALL=C sort |
    while read -r path; do
      if [ -L "$path" ]; then echo "$path -> $(readlink "$path")"; else sha256sum "$path"; fi
    done
}

# Somebody's own settings, which must come back.
mkdir -p /etc/systemd/logind.conf.d /etc/systemd/system
echo '# mine' > /etc/systemd/logind.conf.d/50-hai-long.conf
ln -s /usr/lib/systemd/system/getty.target /etc/systemd/system/display-manager.service
systemctl --quiet mask hibernate.target
listing > /tmp/before.txt

export DEBIAN_FRONTEND=noninteractive
apt-get -o Dpkg::Options::=--force-unsafe-io --quiet --quiet install --yes --no-install-recommends /tmp/one.deb > /tmp/install.txt 2>&1 || { cat /tmp/install.txt; exit 1; }
echo 'ok  the package installs with what it needs'
expect 'it says how to lock the computer' grep -q 'sudo hai-long-os install' /tmp/install.txt
refuse 'installing alone locks nothing' verifies
expect 'the accounts have no shell' grep -q '^hai-long-view:.*:/usr/sbin/nologin$' /etc/passwd
expect 'the ratings are the machine’s alone' test "$(stat -c '%a %U' /var/lib/hai-long)" = '700 hai-long'
expect 'the program is there and runs' test "$(/usr/lib/hai-long/runtime/node -p 1)" = 1

hai-long-os install > /dev/null
if ! verifies; then cat /tmp/verify.txt; exit 1; fi
echo 'ok  everything is locked'
refuse 'no way out is open' says OPEN
expect 'all 29 are spoken of' test "$(grep -c '·.*·' /tmp/verify.txt)" = 29
hai-long-os install > /dev/null
expect 'locking twice changes nothing' verifies
expect 'systemd finds nothing wrong with the services' sh -c \
  '! systemd-analyze verify /usr/lib/systemd/system/hai-long-*.service 2>&1 | grep -i hai-long >&2'

loosen() { # STEP WORDS COMMAND: after the command the step must be open; then it is locked again
  sh -c "$3"
  refuse "$2 is noticed" verifies
  expect "$2 is named" says "^  $1\$"
  hai-long-os install > /dev/null
  if [ -n "${4:-}" ]; then sh -c "$4"; fi
  expect "$2 is mended" verifies
}
loosen browser.policy 'a policy changed by hand' 'echo "{}" > /etc/chromium/policies/managed/hai-long.json'
loosen browser.policy 'a policy beside ours' 'echo "{}" > /etc/chromium/policies/managed/other.json' \
  'rm /etc/chromium/policies/managed/other.json'
loosen browser.flags 'a debugging port' 'mkdir -p /etc/chromium.d; echo "F=--remote-debugging-port=9222" > /etc/chromium.d/x' \
  'rm /etc/chromium.d/x'
loosen console.login 'a console that was opened' 'systemctl --quiet unmask getty@tty1.service'
loosen console.login 'a sign-in that starts with the computer' \
  'systemctl --quiet add-wants multi-user.target hai-long-console.service 2> /dev/null'
loosen console.login 'a sign-in without a password' \
  'mkdir -p /etc/systemd/system/hai-long-console.service.d; echo "[Service]" > /etc/systemd/system/hai-long-console.service.d/x.conf' \
  'rm -r /etc/systemd/system/hai-long-console.service.d'
loosen console.ctrl-alt-del 'Ctrl+Alt+Del that was given back' 'systemctl --quiet unmask ctrl-alt-del.target'
loosen power.sleep 'a computer that may sleep' 'systemctl --quiet unmask suspend.target'
loosen keyboard.ignored 'a udev rule that was removed' 'rm /etc/udev/rules.d/71-hai-long.rules'
loosen storage.sticks 'a stick’s rule that was changed' 'sed -i /hai-long-stick/d /etc/udev/rules.d/71-hai-long.rules'
loosen polkit.denied 'a polkit rule that was removed' 'rm /etc/polkit-1/rules.d/10-hai-long.rules'
loosen session.only 'a session that was switched off' 'systemctl --quiet disable hai-long-session.service'
loosen session.only 'a desktop that came back' \
  'ln -sf /usr/lib/systemd/system/getty.target /etc/systemd/system/display-manager.service'
loosen service.watch 'a watch that was switched off' 'systemctl --quiet disable hai-long-watch.timer'
loosen account.machine 'an account with a password' 'usermod --password x hai-long' 'usermod --password "!" hai-long'
loosen account.view 'an account with a group' 'usermod --append --groups sudo hai-long-view' \
  'gpasswd --delete hai-long-view sudo > /dev/null'
loosen files.owned 'a program that can be changed' 'chown hai-long /usr/lib/hai-long/bin/browser' \
  'chown root /usr/lib/hai-long/bin/browser'
loosen data.private 'ratings that others can read' 'chmod 755 /var/lib/hai-long' 'chmod 700 /var/lib/hai-long'
loosen service.restart 'a drop-in that stops the restarts' \
  'mkdir -p /etc/systemd/system/hai-long-machine.service.d; echo "[Service]" > /etc/systemd/system/hai-long-machine.service.d/x.conf' \
  'rm -r /etc/systemd/system/hai-long-machine.service.d'

# A stick as udev sees it: a disk of this computer whose file system and bus are said to be a stick's.
disk=$(find /sys/devices/virtual/block -maxdepth 1 -name 'loop*' 2> /dev/null | head -n 1)
udev_sees() { # PROPERTIES: what the rules make of a disk with them
  rm -f /run/udev/data/*
  echo "SUBSYSTEM==\"block\", $1" > /etc/udev/rules.d/70-try.rules
  udevadm test --action=add "$disk" > /tmp/udev.txt 2>&1 || true
  rm /etc/udev/rules.d/70-try.rules
}
wanted() { grep -q "^SYSTEMD_WANTS=hai-long-stick@$(basename "$disk").service" /tmp/udev.txt; }
usb='ENV{ID_BUS}="usb"'
if [ -n "$disk" ]; then
  udev_sees "$usb, ENV{ID_FS_TYPE}=\"vfat\""
  expect 'udev reads the rules without a complaint' sh -c '! grep -iE "71-hai-long.rules.*(invalid|unknown|fail|error)" /tmp/udev.txt >&2'
  expect 'a stick is mounted for the kiosk' wanted
  expect 'and hidden from every desktop' grep -q '^UDISKS_IGNORE=1' /tmp/udev.txt
  udev_sees "$usb, ENV{ID_FS_TYPE}=\"exfat\""
  expect 'a stick with exFAT too' wanted
  udev_sees "$usb, ENV{ID_FS_TYPE}=\"ext4\""
  refuse 'a stick with another file system is not' wanted
  udev_sees 'ENV{ID_BUS}="ata", ENV{ID_FS_TYPE}="vfat"'
  refuse 'a disk that is no stick is not' wanted
  udev_sees "$usb, ENV{ID_FS_TYPE}=\"vfat\", ENV{ID_PART_ENTRY_TYPE}=\"c12a7328-f81f-11d2-ba4b-00a0c93ec93b\""
  refuse 'the start partition of a computer that runs from USB is not' wanted
else
  echo '??  udev has no disk to look at on this machine'
fi

expect 'the desk’s door opens to an address range' sh -c 'hai-long-os desk open 7311 192.168.10.0/24 > /dev/null'
expect 'with one rule' grep -qx 'ip saddr 192.168.10.0/24 tcp dport 7311 accept' /etc/hai-long/firewall.d/20-desk.nft
if nft --check --file /usr/lib/hai-long/firewall.nft 2> /tmp/nft.txt; then echo 'ok  the firewall’s rules are read by nft'
elif grep -q 'Operation not permitted' /tmp/nft.txt; then echo '??  nft may not be asked on this machine'
else cat /tmp/nft.txt; exit 1; fi
for wrong in '7311 0.0.0.0/0' '80 10.0.0.0/8' 'x 10.0.0.0/8' '7311 evil;drop' '99999 10.0.0.1' '7311'; do
  refuse "the desk’s door stays closed for: $wrong" sh -c "hai-long-os desk open $(printf "'%s' " $wrong) 2> /dev/null"
done
expect 'and is closed again' sh -c 'hai-long-os desk close > /dev/null && ! [ -e /etc/hai-long/firewall.d/20-desk.nft ]'
# The machine itself, as its service starts it, on a network of its own.
cat > /tmp/run-machine.sh <<'END'
set -eu
ip link set lo up
install -d -m 0711 -o hai-long -g hai-long /run/hai-long-machine
RUNTIME_DIRECTORY=/run/hai-long-machine STATE_DIRECTORY=/var/lib/hai-long \
  setpriv --reuid hai-long --regid hai-long --init-groups /usr/lib/hai-long/bin/machine &
machine=$!
for turn in $(seq 300); do
  if curl --silent --fail --output /dev/null http://127.0.0.1:7310/citizen/; then break; fi
  sleep 0.2
done
curl --silent --fail --output /dev/null http://127.0.0.1:7310/citizen/
as() { setpriv --reuid "$1" --regid "$1" --init-groups "$2" "$3" > /dev/null 2>&1; }
as hai-long-view cat /run/hai-long-machine/citizen.url
if as hai-long-view cat /run/hai-long-machine/desk.token; then exit 1; fi
if as hai-long-view ls /var/lib/hai-long; then exit 1; fi
if as daemon cat /run/hai-long-machine/citizen.url; then exit 1; fi
hai-long-os desk address | grep -q '^http://127.0.0.1:[0-9]*/officer/#token='
kill "$machine"
wait "$machine" || true
END
expect 'the machine runs, and its screen’s account reads the page’s address and nothing else' \
  unshare --net sh /tmp/run-machine.sh

hai-long-os verify --json > /tmp/verify.json
expect 'the JSON is JSON and says locked' /usr/lib/hai-long/runtime/node -e '
  const told = JSON.parse(require("node:fs").readFileSync("/tmp/verify.json", "utf8"));
  process.exit(told.locked && told.vectors.length === 29 && told.checks.every((one) => one.closed) ? 0 : 1);'

expect 'the machine kept its journal' test -s /var/lib/hai-long/journal.sqlite
echo rating > /var/lib/hai-long/rating
rm /etc/udev/rules.d/71-hai-long.rules
dpkg --install /tmp/two.deb > /tmp/upgrade.txt 2>&1 || { cat /tmp/upgrade.txt; exit 1; }
expect 'the upgrade is in' test "$(dpkg-query --show --showformat '${Version}' hai-long-kiosk)" = 9.9.9
expect 'a locked computer is locked again by its upgrade' verifies
expect 'the upgrade touched no rating' grep -qx rating /var/lib/hai-long/rating

apt-get -o Dpkg::Options::=--force-unsafe-io --quiet --quiet remove --yes hai-long-kiosk > /tmp/remove.txt 2>&1 || { cat /tmp/remove.txt; exit 1; }
apt-get -o Dpkg::Options::=--force-unsafe-io --quiet --quiet purge --yes hai-long-kiosk > /tmp/purge.txt 2>&1 || { cat /tmp/purge.txt; exit 1; }
expect 'the ratings outlive even a purge' grep -qx rating /var/lib/hai-long/rating
listing > /tmp/after.txt
# What the package brought along (its dependencies) stays; of what was there before nothing may have changed.
if diff /tmp/before.txt /tmp/after.txt | grep '^<'; then echo 'NOT everything is as it was before'; exit 1; fi
expect 'somebody’s own setting is back' grep -qx '# mine' /etc/systemd/logind.conf.d/50-hai-long.conf
expect 'the desktop is back' test -L /etc/systemd/system/display-manager.service
refuse 'nothing of the lock is left' sh -c 'find /etc -name "*hai-long*" -type f | grep -v logind.conf.d | grep .'
refuse 'nothing is masked that was not' test -L /etc/systemd/system/ctrl-alt-del.target
expect 'what was masked before still is' test "$(readlink /etc/systemd/system/hibernate.target)" = /dev/null
echo done
