import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readStartFlags } from './flags.ts';

function read(...argv: string[]) {
  const flags = readStartFlags(argv);
  if (!flags.ok) throw new Error(flags.problem);
  return flags.value;
}

describe('the flags of npm start', () => {
  it('have defaults that need no thought', () => {
    expect(read()).toEqual({
      window: true,
      data: path.resolve('data'),
      kioskPort: 7310,
      deskPort: 7311,
      districtPort: 7320,
      districtUrl: null,
      enrolCode: null,
      postgres: null,
    });
  });

  it('are read as the README lists them', () => {
    const flags = read(
      ...['--no-window', '--data', 'somewhere', '--kiosk-port', '0', '--district-port', '0'],
      ...['--district-url', 'https://district.example', '--postgres', 'postgres://u@h/d'],
    );
    expect(flags).toMatchObject({
      window: false,
      data: path.resolve('somewhere'),
      kioskPort: 0,
      districtPort: 0,
      districtUrl: 'https://district.example',
      postgres: 'postgres://u@h/d',
    });
  });

  it('give the desk any port when the kiosk has any port, unless it was asked for one', () => {
    expect(read('--kiosk-port', '0').deskPort).toBe(0);
    expect(read('--kiosk-port', '0', '--desk-port', '7001').deskPort).toBe(7001);
  });

  it.each([
    [['--kiosk-port', 'seven'], 'seven'],
    [['--kiosk-port', '70000'], '70000'],
    [['--district-port=-1'], '-1'],
    [['--nonsense'], '--nonsense'],
    [['stray'], 'stray'],
  ])('%j is refused with a sentence that names it', (argv, named) => {
    const flags = readStartFlags(argv);
    expect(flags.ok).toBe(false);
    if (!flags.ok) expect(flags.problem).toContain(named);
  });
});
