import type { SurveyId } from '../../shared/model/ids.ts';
import { healthOfLine } from './fleet/health.ts';
import type { ProjectionStep, Projections, SurveyFacts } from './ports.ts';
import { factsOf, handOverOf, mergeFacts } from './survey-facts.ts';

/** Entries taken in one transaction: long enough to be quick, short enough not to hold a kiosk for long. */
const stepEntriesMax = 2_000;

/** Reads every entry that was not read yet into the surveys. Safe to run twice at once and to stop anywhere. */
export async function project(projections: Projections): Promise<void> {
  for (const { kiosk, journal } of await projections.behind()) {
    while (await projections.step(kiosk, journal, stepEntriesMax, projectStep)) {
      // the next step takes what is left
    }
  }
}

/** Makes the surveys again from the first entry on. */
export async function rebuild(projections: Projections): Promise<void> {
  await projections.forget();
  await project(projections);
}

async function projectStep(step: ProjectionStep): Promise<void> {
  const said = new Map<SurveyId, SurveyFacts>();
  for (const line of step.lines) {
    const facts = factsOf(line);
    if (facts) said.set(facts.survey, merged(said.get(facts.survey), facts));
  }
  await step.saveHandOvers(step.lines.flatMap((line) => handOverOf(line) ?? []));
  await step.saveHealth(step.lines.flatMap((line) => healthOfLine(line) ?? []));
  if (said.size === 0) return;
  const known = await step.surveys([...said.keys()]);
  await step.save([...said.values()].map((facts) => merged(known.get(facts.survey), facts)));
}

function merged(known: SurveyFacts | undefined, facts: SurveyFacts): SurveyFacts {
  return known ? mergeFacts(known, facts) : facts;
}

/** After this much quiet the surveys are brought up to date; under steady load, at the latest after `latestMs`. */
const quietMs = 1_000;
const latestMs = 30_000;

/**
 * Keeps the surveys up to date behind the uploads, never in their way: a draining backlog is projected when it pauses.
 * A report does not wait for this; it projects what is missing itself.
 */
export class Projector {
  readonly #projections: Projections;
  readonly #failed: (error: unknown) => void;
  #timer: NodeJS.Timeout | undefined;
  #firstNudge: number | null = null;
  #running: Promise<void> = Promise.resolve();

  /** @param failed - told of a failed run; the next nudge or report tries again. */
  constructor(projections: Projections, failed: (error: unknown) => void) {
    this.#projections = projections;
    this.#failed = failed;
  }

  /** New entries were accepted. */
  nudge(): void {
    const now = performance.now();
    this.#firstNudge ??= now;
    const wait = Math.max(0, Math.min(quietMs, this.#firstNudge + latestMs - now));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#run(), wait);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#running;
  }

  #run(): void {
    this.#firstNudge = null;
    this.#running = this.#running.then(() => project(this.#projections)).catch(this.#failed);
  }
}
