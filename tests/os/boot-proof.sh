#!/bin/sh
# Runs once inside the booted, locked root, as a service: looks at the machine, kills it three times, looks at the lock,
# and switches the computer off. boot-proof.service starts it; clean-root.test.ts reads what it wrote to /proof.txt.
set -u
answers() { curl --silent --fail --output /dev/null http://127.0.0.1:7310/citizen/; }
patiently() { for turn in $(seq 300); do if answers; then return 0; fi; sleep 0.1; done; return 1; }

patiently && echo 'the machine answers'
for kill in 1 2 3; do
  kill -KILL "$(systemctl show --property MainPID --value hai-long-machine.service)"
  sleep 0.5
  patiently && echo "the machine answers after kill $kill"
done
echo "restarts $(systemctl show --property NRestarts --value hai-long-machine.service)"

# A stick, with a file system that every kernel has in the place of FAT: what is mounted for the kiosk after it started
# must be seen and written by it, and by no other account; again after a restart of the machine with the stick in.
stick=/run/media/hai-long/sdx1
mkdir "$stick"
mount -t tmpfs -o "nosuid,nodev,noexec,mode=700,uid=$(id -u hai-long)" tmpfs "$stick"
inside() { # as the machine's service: its account, its view of the file system
  main=$(systemctl show --property MainPID --value hai-long-machine.service)
  nsenter --target "$main" --mount setpriv --reuid hai-long --regid hai-long --init-groups "$@"
}
inside touch "$stick/bundle" && echo 'the machine writes to a stick'
systemctl restart hai-long-machine.service
patiently && inside touch "$stick/bundle-2" && echo 'and still does after a restart'
inside touch /run/media/hai-long/x 2> /dev/null || echo 'and only to a stick'
setpriv --reuid hai-long-view --regid hai-long-view --init-groups ls "$stick" 2> /dev/null || echo 'the screen cannot read it'
/usr/lib/hai-long/bin/stick out sdx1
inside ls "$stick" 2> /dev/null || echo 'a stick that is gone is gone'
mkdir "$stick" && mount -t tmpfs -o nosuid,nodev tmpfs "$stick"
hai-long-os verify > /loose.txt || grep -qx '  storage.sticks' /loose.txt && echo 'a stick whose files can be run is noticed'
/usr/lib/hai-long/bin/stick out sdx1
hai-long-os verify > /verify.txt && echo 'everything is locked'
nft list table inet hai_long | grep -q 'policy drop' && echo 'the firewall stands'
systemctl start hai-long-verify.service
grep -q '"locked":true' /run/hai-long-lock/verify.json && echo 'the page can read it'

# A technician leaves the kiosk at its page. A container has no tty1: the sign-in is given the one terminal there is, and
# the session is played, because nothing here draws. All else is as we ship it.
played() { # UNIT LINE...: what is said otherwise for this boot alone
  mkdir -p "/run/systemd/system/hai-long-$1.service.d"
  name=$1
  shift
  printf '%s\n' '[Unit]' ConditionPathExists= '[Service]' "$@" > "/run/systemd/system/hai-long-$name.service.d/played.conf"
}
played console TTYPath=/dev/console
played session PAMName= StandardInput=null TTYPath= ExecStart= 'ExecStart=/bin/sleep 1d'
systemctl daemon-reload
systemctl stop console-getty.service
active() { systemctl --quiet is-active "hai-long-$1.service"; }
call() { # ADDRESS CALL INPUT: as the page at that address, whose token it ends with
  origin=$(echo "$1" | cut -d / -f 1-3)
  curl --silent --fail --header "authorization: Bearer ${1##*token=}" --header "origin: $origin" \
    --header 'content-type: application/json' --data "{\"json\":$3}" "$origin/rpc/$2"
}
systemctl stop hai-long-machine.service
sleep 2
active console || echo 'a machine that is stopped opens no sign-in'
systemctl start hai-long-session.service
patiently && active session && echo 'the session stands'
page=$(call "$(cat /run/hai-long-machine/citizen.url)" technician/unlock '{"pin":null}' | grep -o 'http[^"]*')
call "$page" state '{}' | grep -q '"afterLeaving":"sign-in"' && echo 'the page says what leaving leads to'
call "$page" end '{"how":"quit"}' > /dev/null
for turn in $(seq 300); do if active console; then break; fi; sleep 0.1; done
active console && echo 'a sign-in stands on the screen'
active machine || active session || echo 'and the kiosk does not'
shown() { systemctl show --property MainPID --value hai-long-console.service; }
prompt=$(shown)
for minute in 1 2 3 4; do systemctl start hai-long-watch.service; done
/var/lib/dpkg/info/hai-long-kiosk.postinst configure 1.0.0 > /dev/null
sleep 3
active machine || active session || [ "$(shown)" != "$prompt" ] || echo 'neither the watch nor an upgrade takes it away'
! hai-long-os verify > /left.txt && grep -qx '  console.login' /left.txt && grep -q 'systemctl reboot$' /left.txt &&
  echo 'verify says so'
systemctl start hai-long-session.service
patiently && active session && ! active console && echo 'whoever starts the session ends it'
hai-long-os verify > /verify.txt && echo 'and everything is locked again'
systemctl list-units --failed --no-legend 'hai-long-*'
journalctl --unit hai-long-machine.service | grep -c 'token=' | sed 's/^/tokens in the journal /'
echo end
systemctl poweroff --force
