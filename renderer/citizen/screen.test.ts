import { expect, test } from 'vitest';
import { samples } from './testing/forms.ts';
import { restingView, surveyOn } from './testing/fake-machine.ts';
import { screenOf, type WindowState } from './screen.ts';

const resting: WindowState = {
  view: restingView,
  isGone: false,
  refusal: null,
  isThanking: false,
  isLookingUp: false,
};
const rating = { ...restingView, survey: surveyOn(samples.five) };

test.each<[string, Partial<WindowState>, string]>([
  ['nothing yet', { view: null }, 'opening'],
  ['a kiosk at rest', {}, 'attract'],
  ['no form or a failing disk', { view: { ...restingView, ready: false } }, 'not-ready'],
  ['a survey', { view: rating }, 'rating'],
  ['a survey under way when the disk fails', { view: { ...rating, ready: false } }, 'rating'],
  ['a touch that was not recorded', { view: rating, refusal: 'refused' }, 'refused'],
  ['a touch after the end', { refusal: 'closed' }, 'closed'],
  ['a look-up', { isLookingUp: true }, 'look-up'],
  [
    'a look-up where no rating is possible',
    { isLookingUp: true, view: { ...restingView, ready: false } },
    'look-up',
  ],
  ['a survey before a look-up', { isLookingUp: true, view: rating }, 'rating'],
  ['a screen asleep', { view: { ...restingView, asleep: true } }, 'asleep'],
  ['somebody who is asked, asleep or not', { view: { ...rating, asleep: true } }, 'rating'],
  ['a lost machine', { view: rating, isGone: true }, 'gone'],
  ['a machine lost before the first view', { view: null, isGone: true }, 'gone'],
  ['thanks, even if the machine is lost meanwhile', { isThanking: true, isGone: true }, 'thanks'],
])('%s', (_, state, screen) => {
  expect(screenOf({ ...resting, ...state })).toBe(screen);
});
