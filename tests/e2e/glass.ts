import type { CDPSession, Page } from '@playwright/test';

/** What hands do to a sheet of glass, sent to the browser as a touch screen would send it. Points in CSS pixels. */
export type Point = { readonly x: number; readonly y: number };

const stepMs = 16;

export class Glass {
  readonly #session: CDPSession;

  private constructor(session: CDPSession) {
    this.#session = session;
  }

  static async of(page: Page): Promise<Glass> {
    return new Glass(await page.context().newCDPSession(page));
  }

  /** Fingers that go from one place to another together, as many as there are ways. */
  async slide(ways: readonly (readonly [from: Point, to: Point])[], ms = 240): Promise<void> {
    const steps = Math.max(2, Math.round(ms / stepMs));
    const at = (share: number): Point[] =>
      ways.map(([from, to]) => ({
        x: from.x + (to.x - from.x) * share,
        y: from.y + (to.y - from.y) * share,
      }));
    await this.#touch('touchStart', at(0));
    for (let step = 1; step <= steps; step += 1) {
      await this.#touch('touchMove', at(step / steps));
      await rest(stepMs);
    }
    await this.#touch('touchEnd', []);
  }

  /** Fingers that lie still. */
  async press(points: readonly Point[], ms: number): Promise<void> {
    await this.#touch('touchStart', points);
    await rest(ms);
    await this.#touch('touchEnd', []);
  }

  /** A long press that becomes a drag. */
  async drag(from: Point, to: Point): Promise<void> {
    await this.#touch('touchStart', [from]);
    await rest(900);
    for (let step = 1; step <= 20; step += 1) {
      const share = step / 20;
      const x = from.x + (to.x - from.x) * share;
      const y = from.y + (to.y - from.y) * share;
      await this.#touch('touchMove', [{ x, y }]);
      await rest(stepMs);
    }
    await this.#touch('touchEnd', []);
  }

  async doubleTap(point: Point): Promise<void> {
    await this.press([point], 40);
    await rest(60);
    await this.press([point], 40);
  }

  /** Two fingers that part, or meet. */
  async pinch(point: Point, apart: { readonly from: number; readonly to: number }): Promise<void> {
    const side = (away: number): Point => ({ x: point.x + away, y: point.y });
    const { from, to } = apart;
    await this.slide([
      [side(-from), side(-to)],
      [side(from), side(to)],
    ]);
  }

  /** The same two fingers on a touch pad. */
  async pinchPad(point: Point, scaleFactor: number): Promise<void> {
    await this.#session.send('Input.synthesizePinchGesture', {
      ...point,
      ...{ scaleFactor, relativeSpeed: 800, gestureSourceType: 'mouse' },
    });
  }

  /** A finger's scroll with the run-out that the browser gives it. */
  async scroll(point: Point, distance: Point): Promise<void> {
    await this.#session.send('Input.synthesizeScrollGesture', {
      ...point,
      ...{ xDistance: distance.x, yDistance: distance.y, speed: 2_000 },
      ...{ preventFling: false, gestureSourceType: 'touch' },
    });
  }

  /** A file that somebody drags in from a stick. */
  async dropFile(point: Point, path: string): Promise<void> {
    const data = { items: [], files: [path], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await this.#session.send('Input.dispatchDragEvent', { type, ...point, data });
    }
  }

  async #touch(
    type: 'touchStart' | 'touchMove' | 'touchEnd',
    points: readonly Point[],
  ): Promise<void> {
    const touchPoints = points.map(({ x, y }, id) => ({ x, y, id, radiusX: 8, radiusY: 8 }));
    await this.#session.send('Input.dispatchTouchEvent', { type, touchPoints });
  }
}

function rest(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
