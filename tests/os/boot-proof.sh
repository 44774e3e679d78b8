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
systemctl list-units --failed --no-legend 'hai-long-*'
journalctl --unit hai-long-machine.service | grep -c 'token=' | sed 's/^/tokens in the journal /'
echo end
systemctl poweroff --force
