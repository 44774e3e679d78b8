/** Who wants to be told. A listener is told in the order of joining until it leaves. */
export type Listeners<T> = {
  /** Returns how to leave. */
  join(listener: (value: T) => void): () => void;
  tell(value: T): void;
  readonly size: number;
};

export function createListeners<T>(): Listeners<T> {
  const members = new Set<{ readonly listener: (value: T) => void }>();
  return {
    join(listener) {
      const member = { listener };
      members.add(member);
      return () => {
        members.delete(member);
      };
    },
    tell(value) {
      for (const { listener } of [...members]) listener(value);
    },
    get size() {
      return members.size;
    },
  };
}
