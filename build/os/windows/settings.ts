import { readFileSync } from 'node:fs';

type Words = { readonly id: string; readonly vi: string; readonly en: string };

/** One thing that build/os/windows/hai-long-os.ps1 sets, verifies and gives back. */
export type WindowsSetting = Words &
  (
    | {
        readonly kind: 'registry';
        /** `user` is the kiosk's account and the pattern of new accounts. */
        readonly hive: 'machine' | 'user';
        readonly key: string;
        readonly name: string;
        readonly type: 'DWord' | 'String';
        readonly value: number | string;
      }
    | { readonly kind: 'service'; readonly service: string; readonly startup: 'Disabled' }
    | {
        readonly kind: 'power';
        readonly subgroup: string;
        readonly setting: string;
        readonly value: number;
      }
    | { readonly kind: 'keyboard-filter'; readonly keys: readonly string[] }
    | { readonly kind: 'shell-launcher'; readonly program: string }
    | { readonly kind: 'account' }
  );

type SettingsFile = {
  /** What the script says, Vietnamese and English: the script itself is plain ASCII, as old PowerShell reads it. */
  readonly words: Readonly<Record<string, readonly [string, string]>>;
  readonly settings: readonly WindowsSetting[];
};

export const { words, settings } = JSON.parse(
  readFileSync(new URL('settings.json', import.meta.url), 'utf8'),
) as SettingsFile;
