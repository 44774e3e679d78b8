/**
 * How the kiosk leaves, for the service manager that starts it (sysexits.h numbers): a failure that may pass is worth
 * another start, a refused configuration needs a person first.
 */
export const exitCodes = {
  /** The person closed it, or the computer shuts down. */
  clean: 0,
  /** Main itself failed unexpectedly. */
  failed: 70,
  /** A file of the program is not what was installed: it has to be installed again. */
  damaged: 72,
  /** The machine or a window died too often in a short time. */
  diedTooOften: 75,
  /** The machine refused to stand: data folder, newer data, port. A sentence says why. */
  refused: 78,
  /** Nothing is wrong and it wants to be started again at once: the daily restart, or the technician's wish. */
  again: 79,
  /** A technician has ended the kiosk at its page: it stays ended until the computer starts again. */
  left: 80,
} as const;

/** What the kiosk leaves with on a technician's wish. */
export const wishCodes = { restart: exitCodes.again, quit: exitCodes.left } as const;
