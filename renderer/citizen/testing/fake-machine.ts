import type { CitizenClient, CitizenView, SurveyView } from '../../../shared/contract/citizen.ts';
import type { Form } from '../../../shared/model/form.ts';
import type { SurveyId } from '../../../shared/model/ids.ts';
import type { Bridge, Connection } from '../../bridge.ts';
import { fakeLookUp } from './fake-look-up.ts';

type Calls = { readonly name: keyof CitizenClient; readonly input: unknown }[];

/** The machine's side of the bridge for tests of the window: says what it is told to say, remembers what it was asked. */
export class FakeMachine {
  readonly calls: Calls = [];
  view: CitizenView;
  /** Makes the next answers to `rate`, `detail` and so on; the default is to agree. */
  answer: (name: keyof CitizenClient, input: unknown) => Promise<void> = async () => undefined;
  /** Where the technician's page opens. */
  technicianUrl: string | null = 'http://127.0.0.1:4000/technician/#token=t';
  #draw: (view: CitizenView) => void = () => undefined;
  #connection: (state: Connection) => void = () => undefined;

  constructor(view: CitizenView) {
    this.view = view;
  }

  /** The bridge to hand to a `Kiosk`. */
  bridge(): Bridge<CitizenClient> {
    const client = this.#client();
    return {
      client,
      follow: (_open, draw, connection) => {
        this.#draw = draw as unknown as (view: CitizenView) => void;
        this.#connection = connection;
        this.connect('open');
        this.show({});
        return () => undefined;
      },
      insist: (call) => call(client),
    };
  }

  /** Sends a view that differs from the last one in what is given. */
  show(change: Partial<CitizenView>): void {
    this.view = { ...this.view, ...change };
    this.#draw(this.view);
  }

  connect(state: Connection): void {
    this.#connection(state);
  }

  asked(name: keyof CitizenClient): unknown[] {
    return this.calls.filter((call) => call.name === name).map(({ input }) => input);
  }

  #client(): CitizenClient {
    const done = (name: keyof CitizenClient) => async (input?: unknown) => {
      this.calls.push({ name, input });
      await this.answer(name, input);
      return {};
    };
    return {
      view: () => Promise.reject(new Error('The fake bridge follows the view itself.')),
      touched: done('touched'),
      startWalkIn: async () => {
        await done('startWalkIn')();
        return { survey: fakeSurvey };
      },
      scanned: async (input) => {
        await done('scanned')(input);
        return { survey: fakeSurvey };
      },
      accept: done('accept'),
      proceed: done('proceed'),
      decline: done('decline'),
      extend: done('extend'),
      rate: done('rate'),
      detail: done('detail'),
      finish: done('finish'),
      lookUp: fakeLookUp,
      technician: {
        unlock: async (input) => {
          await done('technician')(input);
          return { url: this.technicianUrl };
        },
        unlockByKey: async () => {
          await done('technician')('key');
          return { url: this.technicianUrl };
        },
      },
    };
  }
}

export const fakeSurvey = '0193b0f0-0000-7000-8000-000000000001' as SurveyId;

/** A kiosk at rest at a sample counter. */
export const restingView: CitizenView = {
  place: {
    unit: { id: 'don-vi-mau', code: 'H00.00.01', name: 'Trung tâm Phục vụ hành chính công xã Mẫu' },
    counter: { id: 'quay-1', name: 'Quầy số 1' },
  } as CitizenView['place'],
  ready: true,
  walkInAllowed: true,
  online: true,
  survey: null,
  thanksMs: 6_000,
  tonePlacement: 'old',
  scanner: null,
};

/** A survey of a sample dossier on a form. */
export function surveyOn(form: Form, change: Partial<SurveyView> = {}): SurveyView {
  return {
    survey: fakeSurvey,
    phase: 'rating',
    origin: 'desk',
    procedureName: 'Cấp bản sao trích lục hộ tịch, bản sao Giấy khai sinh',
    dossierTail: '0975',
    handOver: 'completed',
    apology: null,
    form,
    level: null,
    endsInMs: 45_000,
    countdownMs: 10_000,
    extensionsLeft: 3,
    ...change,
  };
}
