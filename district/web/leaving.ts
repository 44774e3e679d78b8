/** Asks before somebody leaves a page with something on it that is not saved. */

let question: () => string | null = () => null;

/** Holds whoever wants to leave while `ask` has a question for them. Answers what ends it. */
export function holdLeaving(ask: () => string | null): () => void {
  question = ask;
  const beforeUnload = (event: BeforeUnloadEvent) => {
    if (ask() !== null) event.preventDefault(); // the browser asks in its own words
  };
  addEventListener('beforeunload', beforeUnload);
  return () => {
    removeEventListener('beforeunload', beforeUnload);
    if (question === ask) question = () => null;
  };
}

/** Whether the page may be left: nothing would be lost, or somebody said so. */
export function mayLeave(): boolean {
  const asked = question();
  return asked === null || confirm(asked);
}
