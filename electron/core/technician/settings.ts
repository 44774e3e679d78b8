import type { SettingRow, SettingsView } from '../../../shared/contract/technician.ts';
import type { KioskSettings } from '../../../shared/model/documents.ts';
import { problem, type Problem } from '../../../shared/model/problems.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import {
  localSettingsSchema,
  settingFacts,
  type LocalSettings,
  type SettingKey,
} from '../../../shared/model/technician-settings.ts';
import type { InstalledDocuments } from '../installed-documents.ts';
import { createListeners } from '../listeners.ts';
import type { Recorder } from '../recorder.ts';

/** What is set on this kiosk; filled by electron/store. */
export interface LocalFiles {
  page(): { settings: LocalSettings; refused: Problem | null };
  provisioned(): { settings: LocalSettings; refused: Problem | null };
  writePage(settings: LocalSettings): Result<void, Problem>;
  writeProvisioned(settings: LocalSettings): Result<void, Problem>;
}

type Parts = {
  readonly files: LocalFiles;
  readonly documents: InstalledDocuments;
  readonly recorder: Recorder;
  /** The address of the district in force. */
  readonly districtUrl: () => string | null;
  /** Tries an address and goes there; else says why not, and everything stays. */
  readonly moveTo: (districtUrl: string | null) => Promise<Result<void, Problem>>;
  /** Why the kiosk does not stand at the address that its district sent. */
  readonly addressProblem: () => Problem | null;
};

type Source = { readonly value: unknown; readonly from: SettingRow['from'] };

/**
 * The settings in force: one order of precedence for each owner. Read from the files once and kept; a file that is
 * refused leaves the last good one.
 */
export class Settings {
  readonly #parts: Parts;
  readonly #listeners = createListeners<void>();
  #page: LocalSettings;
  #provisioned: LocalSettings;
  readonly #refused: Problem[];

  constructor(parts: Parts) {
    this.#parts = parts;
    const page = parts.files.page();
    const provisioned = parts.files.provisioned();
    this.#page = page.settings;
    this.#provisioned = provisioned.settings;
    this.#refused = [page.refused, provisioned.refused].filter((one) => one !== null);
  }

  page(): LocalSettings {
    return this.#page;
  }

  provisioned(): LocalSettings {
    return this.#provisioned;
  }

  /** What is not in force although somebody set it: here, or at the district. */
  refused(): readonly Problem[] {
    return [...this.#refused, this.#parts.addressProblem()].filter((one) => one !== null);
  }

  /** What the kiosk's own files say: the page before the provision file. */
  own(): LocalSettings {
    return { ...this.#provisioned, ...this.#page };
  }

  /** argon2id of the PIN in force: the district's before the kiosk's own. */
  pinHash(): string | null {
    const district = this.#parts.documents.current('settings')?.body.technicianPin;
    return district ?? this.#page.technicianPin ?? this.#provisioned.technicianPin ?? null;
  }

  view(): SettingsView {
    const rows = Object.entries(settingFacts).map(([key, fact]): SettingRow => {
      const { value, from } = this.#inForce(key as SettingKey);
      const isFixed = fact.owner === 'district' && from === 'district';
      return {
        ...{ key: key as SettingKey, words: fact.words, owner: fact.owner, range: fact.range },
        ...{ value, from, default: fact.default, restart: fact.restart },
        here: fact.here && !isFixed,
      };
    });
    return { rows, refused: [...this.refused()] };
  }

  /** Null takes back what was set here. Problems: `setting.*`, `storage.*`. */
  async set(key: SettingKey, value: unknown): Promise<Result<void, Problem>> {
    const row = this.view().rows.find((one) => one.key === key);
    if (!row?.here) return fail(problem('setting.district', { key }));
    const read = localSettingsSchema.safeParse(this.#pageWith(key, value));
    if (!read.success) {
      const [issue] = read.error.issues;
      const where = issue?.path.slice(1).join('.') ?? '';
      const reason = `${where === '' ? '' : `${where}: `}${issue?.message ?? ''}`;
      return fail(problem('setting.range', { key, reason }));
    }
    if (key === 'districtUrl') {
      const target = read.data.districtUrl ?? this.#provisioned.districtUrl ?? null;
      const moved = await this.#parts.moveTo(target);
      if (!moved.ok) return this.#rollBack(key, moved.problem);
    }
    // Of the page as it is now: something else may have been set while the district was asked.
    return this.#keep(key, this.#pageWith(key, read.data[key as keyof LocalSettings]));
  }

  setPin(hash: string): Result<void, Problem> {
    return this.#keep('technicianPin', { ...this.#page, technicianPin: hash });
  }

  /** What the page had said of the district's address goes: an enrolment names it anew. */
  forgetDistrictUrl(): Result<void, Problem> {
    const { districtUrl, ...rest } = this.#page;
    return districtUrl === undefined ? ok(undefined) : this.#keep('districtUrl', rest);
  }

  /** Takes what a provision file brought. */
  provision(settings: LocalSettings): Result<void, Problem> {
    const written = this.#parts.files.writeProvisioned(settings);
    if (!written.ok) return written;
    this.#provisioned = settings;
    this.#listeners.tell();
    return ok(undefined);
  }

  onChange(listener: () => void): () => void {
    return this.#listeners.join(listener);
  }

  #pageWith(key: SettingKey, value: unknown): LocalSettings {
    const { [key as keyof LocalSettings]: _before, ...rest } = this.#page;
    return value === null || value === undefined ? rest : { ...rest, [key]: value };
  }

  #keep(key: string, settings: LocalSettings): Result<void, Problem> {
    const written = this.#parts.files.writePage(settings);
    if (!written.ok) return written;
    this.#page = settings;
    this.#refused.length = 0;
    this.#parts.recorder.recordInTime([{ kind: 'setting.changed', body: { key, by: 'page' } }]);
    this.#listeners.tell();
    return ok(undefined);
  }

  #rollBack(key: string, cause: Problem): Result<never, Problem> {
    const body = { key, problem: String(cause.parameters['reason'] ?? cause.code) };
    this.#parts.recorder.recordInTime([{ kind: 'setting.rolled-back', body }]);
    return fail(cause);
  }

  #inForce(key: SettingKey): Source {
    const fact = settingFacts[key];
    const own = localSources(key, this.#page, this.#provisioned);
    const district: Source = { value: this.#fromDistrict(key), from: 'district' };
    const order = fact.owner === 'kiosk' ? [...own, district] : [district, ...own];
    return (
      order.find(({ value }) => value !== undefined && value !== null) ?? {
        ...{ value: fact.default, from: 'default' },
      }
    );
  }

  #fromDistrict(key: SettingKey): unknown {
    if (key === 'districtUrl') return this.#parts.districtUrl();
    const settings: KioskSettings | undefined = this.#parts.documents.current('settings')?.body;
    if (key === 'openingHours') return settings?.workingTime?.days;
    return settings?.[key as keyof KioskSettings];
  }
}

function localSources(key: SettingKey, page: LocalSettings, provisioned: LocalSettings): Source[] {
  const name = key as keyof LocalSettings;
  return [
    { value: page[name], from: 'page' },
    { value: provisioned[name], from: 'provision' },
  ];
}
