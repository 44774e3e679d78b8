import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { repository } from '../../build/setup/run-tool.ts';

type Subject = { user: string; isInGroup: (group: string) => boolean };
type Action = { id: string; lookup: (key: string) => string | undefined };
type Rule = (action: Action, subject: Subject) => string;

const rule = loadRule();
const technician = 'hai-long-technician';
const units = 'org.freedesktop.systemd1.manage-units';

test.each([
  ['hai-long', 'org.freedesktop.login1.reboot', '', '', 'no'],
  ['hai-long', 'org.freedesktop.login1.power-off', '', '', 'no'],
  ['hai-long-view', 'org.freedesktop.udisks2.filesystem-mount', '', '', 'no'],
  ['hai-long-view', units, 'hai-long-session.service', 'restart', 'no'],
  ['lan', units, 'hai-long-session.service', 'restart', 'yes'],
  ['lan', units, 'hai-long-machine.service', 'stop', 'yes'],
  ['lan', 'org.freedesktop.login1.reboot', '', '', 'yes'],
  ['lan', units, 'hai-long-console.service', 'start', 'yes'],
  ['hai-long', units, 'hai-long-console.service', 'start', 'no'],
  ['hai-long-view', units, 'hai-long-console.service', 'start', 'no'],
  ['lan', units, 'hai-long-session.service', 'kill', 'other'],
  ['lan', units, 'ssh.service', 'restart', 'other'],
  ['lan', units, 'hai-long-x.service\nssh.service', 'restart', 'other'],
  ['lan', units, 'xhai-long-machine.service', 'restart', 'other'],
  ['lan', 'org.freedesktop.NetworkManager.settings.modify.system', '', '', 'other'],
  ['minh', units, 'hai-long-machine.service', 'restart', 'other'],
])('%s asking for %s %s %s is told %s', (user, id, unit, verb, answer) => {
  const action = { id, lookup: (key: string) => ({ unit, verb })[key] };
  const subject = { user, isInGroup: (group: string) => user === 'lan' && group === technician };
  expect(rule(action, subject)).toBe(answer);
});

/** The rule as polkit would load it: plain old JavaScript with one global. */
function loadRule(): Rule {
  const path = 'build/os/linux/lock/etc/polkit-1/rules.d/10-hai-long.rules';
  const rules: Rule[] = [];
  const polkit = {
    addRule: (added: Rule) => rules.push(added),
    Result: { NO: 'no', YES: 'yes', NOT_HANDLED: 'other' },
  };
  runInNewContext(readFileSync(join(repository, path), 'utf8'), { polkit });
  const [only] = rules;
  if (only === undefined || rules.length !== 1) throw new Error('One rule was expected.');
  return only;
}
