import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { dossierCode, fiveLevels, procedure } from '../../electron/core/testing/fixtures.ts';
import { tapShieldMs } from '../../shared/limits.ts';
import { chromiumMissing } from '../support/chromium.ts';
import { signedInDesk } from '../support/clients.ts';
import { ServedKiosk } from '../support/served-kiosk.ts';
import { launchBrowser, newPage } from './browser.ts';
import { serveStatic } from './static-server.ts';
import { machineNote, median, printSkipped, printTable, type Figure } from './support.ts';

/**
 * Cold load → the first face can be tapped, beside a SurveyJS page that asks the same question with five smileys.
 * Both are served uncompressed by Fastify on loopback; every load has a new browser with an empty profile. The time runs
 * from the start of the navigation to the first task after the frame that painted a face. After that every page is
 * tapped by touch, and a load whose tap did not count is an error.
 */
const title = 'Cold load → first face can be tapped, beside SurveyJS with one smiley question';
const rounds = 7;

const moduleFolder = (name: string): string =>
  fileURLToPath(new URL(`../../node_modules/${name}`, import.meta.url));

const surveyJsModel = {
  showNavigationButtons: false,
  questionsOnPageMode: 'singlePage',
  elements: [
    {
      type: 'rating',
      name: 'level',
      title: fiveLevels.question.vi,
      rateType: 'smileys',
      rateValues: fiveLevels.levels.map(({ value, label }) => ({ value, text: label.vi })),
    },
  ],
};

/** As its documentation has it: the two scripts, the style sheet without its fonts, one model, rendered at once. */
const surveyJsPage = `<!doctype html>
<html lang="vi"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,"><title>SurveyJS</title>
<link rel="stylesheet" href="/survey-core/survey-core.fontless.min.css">
<script src="/survey-core/survey.core.min.js"></script>
<script src="/survey-js-ui/survey-js-ui.min.js"></script></head>
<body><div id="survey"></div><script>
  const model = new Survey.Model(${JSON.stringify(surveyJsModel)});
  model.onValueChanged.add(() => (document.body.dataset.answered = 'yes'));
  model.render(document.getElementById('survey'));
</script></body></html>`;

interface Target {
  readonly url: string;
  /** A face that can be tapped, and what stands in the page when a tap has counted. */
  readonly face: string;
  readonly answered: string;
}

const kioskMarks = { face: '[data-level] svg', answered: '[data-screen="detail"]' };
const surveyJsMarks = { face: '.sd-rating__item-smiley', answered: '[data-answered]' };

interface Load {
  /** Navigation → the first frame with a face, ms. */
  paintedMs: number;
  /** Navigation → a tap counts, ms. */
  readyMs: number;
  /** Script and style that arrived until the face was painted, kB uncompressed. */
  kilobytes: number;
}

declare global {
  interface Window {
    /** When the first face was painted, ms since the navigation began; 0 before that. */
    facePainted: number;
  }
}

/** In the page, before its own scripts: looks for the face before every frame. */
function watchForFace(face: string): void {
  window.facePainted = 0;
  const look = (): void => {
    const element = document.querySelector(face);
    if (!element?.getBoundingClientRect().width) {
      requestAnimationFrame(look);
      return;
    }
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      window.facePainted = performance.now();
    };
    channel.port2.postMessage(null);
  };
  requestAnimationFrame(look);
}

function bytesUntil(paintedMs: number): number {
  const resources = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  return resources
    .filter(({ name, startTime }) => /\.(js|css)$/.test(name) && startTime < paintedMs)
    .reduce((sum, { decodedBodySize }) => sum + decodedBodySize, 0);
}

async function load(target: Target, shieldMs: number): Promise<Load> {
  const browser = await launchBrowser();
  try {
    const page = await newPage(browser);
    await page.addInitScript(watchForFace, target.face);
    await page.goto(target.url, { waitUntil: 'commit' });
    const painted = await page.waitForFunction(() => window.facePainted);
    const paintedMs = await painted.jsonValue();
    const kilobytes = (await page.evaluate(bytesUntil, paintedMs)) / 1_000;
    await provesTappable(page, target, shieldMs);
    return { paintedMs, readyMs: paintedMs + shieldMs, kilobytes };
  } finally {
    await browser.close();
  }
}

async function provesTappable(page: Page, target: Target, shieldMs: number): Promise<void> {
  await page.waitForTimeout(shieldMs);
  await page.locator(target.face).first().tap();
  await page.locator(target.answered).waitFor();
}

/** A survey with the levels on the screen, before the page is loaded. */
async function launch(served: ServedKiosk, dossier: number): Promise<void> {
  const desk = await signedInDesk(served.desk);
  await desk.launch({ procedure, dossier: dossierCode(dossier) });
}

function figuresOf(ours: readonly Load[], peer: readonly Load[]): Figure[] {
  const of = (loads: readonly Load[], key: keyof Load) => median(loads.map((one) => one[key]));
  const row = (name: string, key: keyof Load): Omit<Figure, 'unit'> => ({
    name,
    ours: of(ours, key),
    peer: of(peer, key),
  });
  return [
    {
      ...row('first face painted, without the shield', 'paintedMs'),
      ...{ unit: 'ms', aim: { kind: 'ratio-max', value: 0.25 } },
    },
    {
      ...row(`first face takes a tap, shield of ${tapShieldMs} ms included`, 'readyMs'),
      ...{ unit: 'ms', aim: { kind: 'ratio-max', value: 0.25 } },
    },
    {
      ...row('script and style, raw', 'kilobytes'),
      ...{ unit: 'kB', aim: { kind: 'max', value: 100 } },
    },
  ];
}

async function compare(): Promise<void> {
  const surveyJs = await serveStatic(
    { '/': surveyJsPage },
    {
      '/survey-core/': moduleFolder('survey-core'),
      '/survey-js-ui/': moduleFolder('survey-js-ui'),
    },
  );
  const [ours, peer]: [Load[], Load[]] = [[], []];
  try {
    for (let round = 0; round < rounds; round += 1) {
      const served = await ServedKiosk.start();
      try {
        await launch(served, round);
        ours.push(await load({ url: served.kiosk, ...kioskMarks }, tapShieldMs));
      } finally {
        await served.remove();
      }
      peer.push(await load({ url: surveyJs.url, ...surveyJsMarks }, 0));
    }
  } finally {
    await surveyJs.close();
  }
  printTable(title, figuresOf(ours, peer), [
    `Median of ${rounds} loads each in turn, a new Chromium with an empty profile for every one, no slow-down.`,
    'The shield keeps a touch that was meant for the screen before from rating; SurveyJS has none.',
    machineNote(),
  ]);
}

const missing = chromiumMissing();
if (missing === undefined) await compare();
else printSkipped(title, missing);
