import { resolve } from 'node:path';
import { openDoors, type Doors } from '../../electron/http/doors.ts';
import { startMachine, type Rig } from '../contract/rig.ts';
import { expect, test } from '../support/browser-test.ts';
import { arriveAt, button, callsTo, screen } from './citizen-page.ts';

/** The screen asleep, on a real machine in this process: when to sleep is its shell's to say. */

let rig: Rig;
let doors: Doors;

test.beforeEach(async () => {
  rig = await startMachine();
  const opened = await openDoors({
    ...{ machine: rig.machine, version: '0', kioskPort: 0, deskPort: 0 },
    pagesFolder: resolve('out/renderer'),
  });
  if (!opened.ok) throw new Error(opened.problem.en);
  doors = opened.value;
});
test.afterEach(async () => {
  await rig.close();
  await doors.close();
});

for (const [width, height] of [
  [1_080, 1_920],
  [1_920, 1_080],
] as const) {
  test.describe(`${width}×${height}`, () => {
    test.use({ hasTouch: true, viewport: { width, height } });

    test('is black all over, and the touch that wakes it begins nothing', async ({ page }) => {
      rig.machine.screen.onTouched(() => rig.machine.screen.turn(false));
      const begun = callsTo(page, 'startWalkIn');
      await page.goto(doors.kioskUrl);
      await arriveAt(page, 'attract');
      const place = await button(page, 'Đánh giá ngay').boundingBox();
      if (!place) throw new Error('There is nothing to touch.');
      const x = place.x + place.width / 2;
      const y = place.y + place.height / 2;

      rig.machine.screen.turn(true);
      await arriveAt(page, 'asleep');
      const corners = [1, 2].flatMap((at) => [1, 2].map((other) => [at, other] as const));
      const over = await page.evaluate(
        (points) =>
          [...points, [innerWidth / 2, innerHeight / 2] as const].map(([left, top]) => {
            const at = document.elementFromPoint(left, top);
            return at && getComputedStyle(at).backgroundColor;
          }),
        corners.map(([at, other]) => [(at * width) / 2 - 2, (other * height) / 2 - 2] as const),
      );
      expect(new Set(over)).toEqual(new Set(['rgb(0, 0, 0)']));

      await page.touchscreen.tap(x, y);
      await arriveAt(page, 'attract');
      await expect(screen(page, 'asleep')).toHaveCount(0);
      expect(begun).toEqual([]);
      await page.touchscreen.tap(x, y);
      await arriveAt(page, 'rating');
      expect(begun).toHaveLength(1);
    });
  });
}
