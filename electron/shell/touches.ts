import type { WebContents } from 'electron';
import { isTouch } from '../lockdown/power.ts';

/** Tells of every touch, key and click on a window, also of those that are not let through to its page. */
export function feelTouches(contents: WebContents, touched: () => void): void {
  contents.on('input-event', (_event, { type }) => {
    if (isTouch(type)) touched();
  });
  contents.on('before-input-event', (_event, { type }) => {
    if (isTouch(type)) touched();
  });
  contents.on('before-mouse-event', (_event, { type }) => {
    if (isTouch(type)) touched();
  });
}
