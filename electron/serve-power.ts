import { exitCodes } from './lockdown/exit-codes.ts';
import { PowerKeeper } from './lockdown/power-keeper.ts';
import type { Machine } from './machine.ts';

/**
 * Sleep by the opening hours, waking by touch and the restart of each day, as under Electron. Here the window is only a
 * page, so a screen asleep is a black one; only a kiosk that its starter starts again leaves for a restart.
 */
export function keepPower(
  machine: Pick<Machine, 'screen' | 'shellState' | 'onShellState' | 'note'>,
  leave: (code: number) => void,
): PowerKeeper {
  const { screen } = machine;
  const keeper = new PowerKeeper({
    wallMs: () => Date.now(),
    monoMs: () => performance.now(),
    sleep: () => screen.turn(true),
    wake: () => screen.turn(false),
    restart: () => leave(exitCodes.again),
    note: (note) => machine.note(note),
  });
  const hear = (): void => keeper.hear(machine.shellState());
  machine.onShellState(hear);
  screen.onTouched(() => keeper.touched());
  hear();
  return keeper;
}
