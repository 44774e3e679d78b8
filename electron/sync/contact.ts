import type { Clock } from '../core/ports.ts';
import type { Exchange } from './exchange.ts';

/** What the kiosk knows of the district from its last answers. */
export type Contact = {
  /** Takes note of an exchange; `time` is the district's time in it, null when the answer was not in its words. */
  note(exchange: Exchange, time: number | null): void;
  /** Whether the last exchange was answered by the district. */
  online(): boolean;
  /** When it last answered, by device time, ms since 1970 UTC. */
  lastContact(): number | null;
  /** District time less device time in ms, measured at the last answer, half-way through its round trip. */
  offset(): number | null;
};

export function createContact(clock: Clock): Contact {
  let online = false;
  let lastContact: number | null = null;
  let offset: number | null = null;
  return {
    note(exchange, time) {
      online = exchange.kind === 'answered' && time !== null;
      if (exchange.kind === 'no-answer' || time === null) return;
      lastContact = clock.wall();
      offset = time - exchange.middleWallMs;
    },
    online: () => online,
    lastContact: () => lastContact,
    offset: () => offset,
  };
}
