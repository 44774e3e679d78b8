import type { Health, Fault } from '../../../shared/model/health.ts';
import type { Problem } from '../../../shared/model/problems.ts';
import type { Result } from '../../../shared/model/result.ts';
import type { LocalSettings } from '../../../shared/model/technician-settings.ts';
import type { Journal } from '../ports.ts';
import { readLog } from './event-log.ts';

/** Packing and bringing it away; filled by electron/store. */
export interface BundleStore {
  logs(): ReadonlyMap<string, string>;
  pack(files: ReadonlyMap<string, string>): Promise<Uint8Array>;
  writeTo(stick: string, name: string, bytes: Uint8Array): Result<void, Problem>;
}

export type BundleSource = {
  readonly journal: Journal;
  readonly health: Health;
  readonly faults: readonly Fault[];
  readonly page: LocalSettings;
  readonly provisioned: LocalSettings;
  readonly logs: ReadonlyMap<string, string>;
};

/** Settings that are nobody's business but the kiosk's: whether they are set, and no more. */
const secretSettings: readonly (keyof LocalSettings)[] = ['technicianPin'];

/** Field names after which a log line would be a secret; none is written, and one that was is taken out here. */
const secretFields =
  /"(?:pin|code|token|key|privateKey|unitKey|wrappingKey|password|session|signature|technicianPin)":"[^"]*"/g;

/** The files of a support bundle: what the machine did, never what anybody said. */
export function bundleFiles(source: BundleSource): Map<string, string> {
  const { health, faults, page, provisioned, journal } = source;
  const files = new Map<string, string>();
  const put = (name: string, content: unknown): void => {
    files.set(name, `${JSON.stringify(content, null, 2)}\n`);
  };
  put('health.json', health);
  put('faults.json', faults);
  put('settings.json', { page: shown(page), provisioned: shown(provisioned) });
  put('lock.json', health.lock);
  put('events.json', readLog(journal, { group: 'all' }).entries);
  put('journal.json', journalFacts(journal));
  for (const [name, text] of source.logs) files.set(`log/${name}`, withoutSecrets(text));
  return files;
}

function withoutSecrets(text: string): string {
  return text.replace(secretFields, (field) => field.replace(/:"[^"]*"$/, ':"…"'));
}

function shown(settings: LocalSettings): Record<string, unknown> {
  const { lan, ...rest } = settings;
  const open = Object.entries(rest).map(([key, value]) =>
    secretSettings.some((secret) => secret === key) ? [key, 'set'] : [key, value],
  );
  // Where the unit keeps its certificate is for the unit to know.
  const { certificate, key, ...door } = lan ?? {};
  const files = certificate === undefined && key === undefined ? 'own' : 'supplied';
  return { ...Object.fromEntries(open), ...(lan ? { lan: { ...door, files } } : {}) };
}

const entriesCountedMax = 100_000;
const entriesAtOnce = 1_000;
const bytesMax = 16 * 1024 * 1024;

/** How many entries of each kind; the kinds of a survey are one number, so that no answer shows in a count. */
function journalFacts(journal: Journal): object {
  const position = journal.position();
  const kinds: Record<string, number> = {};
  let after = Math.max(0, position.seq - entriesCountedMax);
  for (;;) {
    const lines = journal.linesAfter(after, { entriesMax: entriesAtOnce, bytesMax });
    for (const { line } of lines) {
      const { kind } = JSON.parse(line) as { kind: string };
      const name = /^(survey|dossier)\./.test(kind) ? 'survey.*' : kind;
      kinds[name] = (kinds[name] ?? 0) + 1;
    }
    const last = lines.at(-1)?.seq;
    if (last === undefined) break;
    after = last;
  }
  return { journal: position.journal, entries: position.seq, kinds };
}
