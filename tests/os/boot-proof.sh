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
hai-long-os verify > /verify.txt && echo 'everything is locked'
nft list table inet hai_long | grep -q 'policy drop' && echo 'the firewall stands'
systemctl start hai-long-verify.service
grep -q '"locked":true' /run/hai-long-lock/verify.json && echo 'the page can read it'
systemctl list-units --failed --no-legend 'hai-long-*'
journalctl --unit hai-long-machine.service | grep -c 'token=' | sed 's/^/tokens in the journal /'
echo end
systemctl poweroff --force
