import type { LogEntry, LogGroup } from '../../../shared/contract/technician.ts';
import { technicianEventsMax } from '../../../shared/limits.ts';
import type { Journal } from '../ports.ts';

/** What a technician may see of the journal. Nothing of a survey or a dossier is in any group, not even its time. */
const groups: Readonly<Record<LogGroup, readonly string[]>> = {
  all: [
    ...['machine.', 'journal.', 'kiosk.', 'document.', 'settings.', 'setting.', 'clock.'],
    ...['storage.', 'window.', 'process.', 'display.', 'shell.', 'secrets.', 'upload.', 'desk.'],
    ...['officer.', 'technician.', 'provision.', 'bundle.', 'health.', 'catalogue.', 'update.'],
  ],
  faults: [
    ...['window.gone', 'process.gone', 'storage.recovered', 'document.refused', 'desk.refused'],
    ...['settings.refused', 'setting.rolled-back', 'upload.', 'clock.jumped', 'journal.opened'],
    ...['provision.refused', 'health.noted', 'technician.sign-in-failed', 'update.'],
  ],
  machine: [
    ...['machine.', 'journal.opened', 'storage.', 'window.', 'process.', 'display.', 'shell.'],
    ...['clock.', 'secrets.', 'health.', 'update.'],
  ],
  network: ['kiosk.enrolled', 'upload.', 'document.', 'catalogue.', 'desk.opened', 'desk.refused'],
  access: ['officer.', 'technician.', 'desk.refused'],
  settings: ['settings.', 'setting.', 'document.', 'provision.', 'kiosk.enrolled'],
};

/** The fields of a body that hold one word about the machine, the most telling first. */
const tellingFields = [
  ...['problem', 'cause', 'reason', 'decision', 'state', 'faults', 'key', 'by', 'document'],
  ...['version', 'byMs', 'to', 'code'],
];

const entriesAtOnce = 500;
const entriesLookedAtMax = 50_000;
const bytesMax = 16 * 1024 * 1024;
const causeLengthMax = 200;

type Page = { readonly entries: LogEntry[]; readonly more: boolean };

/** The newest first, before `before`. */
export function readLog(
  journal: Journal,
  wanted: { readonly group: LogGroup; readonly before?: number; readonly count?: number },
): Page {
  const prefixes = groups[wanted.group];
  const count = Math.min(wanted.count ?? technicianEventsMax, technicianEventsMax);
  const entries: LogEntry[] = [];
  let end = Math.min(wanted.before ?? Number.MAX_SAFE_INTEGER, journal.position().seq + 1);
  const floor = Math.max(1, end - entriesLookedAtMax);
  while (end > floor && entries.length <= count) {
    const from = Math.max(0, end - 1 - entriesAtOnce);
    const lines = journal.linesAfter(from, { entriesMax: end - 1 - from, bytesMax });
    for (const { line } of [...lines].reverse()) {
      const entry = logEntryOf(line, prefixes);
      if (entry) entries.push(entry);
    }
    end = from + 1;
  }
  return { entries: entries.slice(0, count), more: entries.length > count };
}

function logEntryOf(line: string, prefixes: readonly string[]): LogEntry | null {
  const { seq, kind, wall, body } = JSON.parse(line) as {
    seq: number;
    kind: string;
    wall: number;
    body: Record<string, unknown>;
  };
  if (!prefixes.some((prefix) => kind.startsWith(prefix)) || kind === 'journal.salvaged') {
    return null;
  }
  return { seq, kind, wall, cause: causeOf(body) };
}

function causeOf(body: Readonly<Record<string, unknown>>): string | null {
  for (const field of tellingFields) {
    const value = body[field];
    const isList = Array.isArray(value) && value.length > 0;
    if (isList) return value.join(', ').slice(0, causeLengthMax);
    if (typeof value === 'string' && value !== '') return value.slice(0, causeLengthMax);
    if (typeof value === 'number') return String(value);
  }
  return null;
}
