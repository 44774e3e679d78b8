import { ORPCError } from '@orpc/client';
import type {
  LogEntry,
  NetworkStep,
  SettingRow,
  SettingsView,
  Stick,
  TechnicianClient,
  TechnicianState,
} from '../../../shared/contract/technician.ts';
import { problemSentences, type ProblemCode } from '../../../shared/model/problems.ts';
import { settingFacts, type SettingKey } from '../../../shared/model/technician-settings.ts';
import type { Bridge, Connection } from '../../bridge.ts';
import { wellState } from './samples.ts';

type Name = keyof TechnicianClient;

/** The machine's side of the technician's page: says what it is told to say, remembers what it was asked. */
export class FakeStation implements Bridge<TechnicianClient> {
  readonly asked: { readonly name: Name; readonly input: unknown }[] = [];
  state: TechnicianState;
  settings: SettingsView = { rows: settingRows(), refused: [] };
  steps: NetworkStep[] = [];
  sticks: Stick[] = [];
  entries: LogEntry[] = [];
  /** What calls of a name are refused with. */
  readonly refusals = new Map<Name, ProblemCode>();
  /** Calls of nothing are answered. */
  isSilent = false;
  readonly client: TechnicianClient;
  #draw: (state: TechnicianState) => void = () => undefined;
  #connection: (state: Connection) => void = () => undefined;

  constructor(state: TechnicianState = wellState) {
    this.state = state;
    this.client = this.#makeClient();
  }

  readonly follow: Bridge<TechnicianClient>['follow'] = (_open, draw, connection) => {
    this.#draw = draw as unknown as (state: TechnicianState) => void;
    this.#connection = connection;
    connection('open');
    this.show({});
    return () => undefined;
  };

  readonly insist: Bridge<TechnicianClient>['insist'] = (call) => call(this.client);

  /** Sends a state that differs from the last one in what is given. */
  show(change: Partial<TechnicianState>): void {
    this.state = { ...this.state, ...change };
    this.#draw(this.state);
  }

  connect(connection: Connection): void {
    this.#connection(connection);
  }

  inputsOf(name: Name): unknown[] {
    return this.asked.filter((call) => call.name === name).map(({ input }) => input);
  }

  /** Says of a setting where it comes from and what it is. */
  setting(key: SettingKey, change: Partial<SettingRow>): void {
    const rows = this.settings.rows.map((row) => (row.key === key ? { ...row, ...change } : row));
    this.settings = { ...this.settings, rows };
  }

  async #take(name: Name, input?: unknown): Promise<void> {
    this.asked.push({ name, input });
    if (this.isSilent) throw new TypeError('Failed to fetch');
    const code = this.refusals.get(name);
    if (code === undefined) return;
    throw new ORPCError('REFUSED', { data: { code, ...problemSentences[code], parameters: {} } });
  }

  #makeClient(): TechnicianClient {
    const done = (name: Name) => async (input?: unknown) => {
      await this.#take(name, input);
      return {};
    };
    const answer =
      <Output>(name: Name, output: () => Output) =>
      async (input?: unknown): Promise<Output> => {
        await this.#take(name, input);
        return output();
      };
    return {
      state: answer('state', () => this.state),
      watch: () => Promise.reject(new Error('The fake follows the state itself.')),
      leave: done('leave'),
      settings: answer('settings', () => this.settings),
      set: async (input) => {
        await this.#take('set', input);
        const { key, value } = input;
        const isReset = value === null;
        this.setting(key, { value: isReset ? null : value, from: isReset ? 'default' : 'page' });
        return this.settings;
      },
      setPin: async (input) => {
        await this.#take('setPin', input);
        this.state = { ...this.state, hasPin: true };
        return {};
      },
      sendNow: done('sendNow'),
      measureDisk: answer('measureDisk', () => ({ p50Ms: 1.25, p99Ms: 7.5, writes: 100 })),
      diagnose: answer('diagnose', () => ({ steps: this.steps })),
      log: answer('log', () => ({ entries: this.entries, more: this.entries.length > 0 })),
      enrol: answer('enrol', () => this.state),
      sticks: answer('sticks', () => this.sticks),
      provision: answer('provision', () => this.state),
      bundle: answer('bundle', () => ({ name: 'hai-long-quay-1.zip', bytes: 2_500_000 })),
      end: done('end'),
    };
  }
}

/** Every setting as it stands on a fresh kiosk. */
function settingRows(): SettingRow[] {
  return (Object.keys(settingFacts) as SettingKey[]).map((key) => {
    const { words, owner, range, here, restart, default: usual } = settingFacts[key];
    const row = { key, words, owner, range, value: usual, default: usual, here, restart };
    return { ...row, from: 'default' };
  });
}
