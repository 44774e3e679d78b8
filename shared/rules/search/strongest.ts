/** Keeps the `size` best of the numbers it is offered, in a heap whose top is the worst of them: nothing is sorted. */
export class Strongest {
  readonly #numbers: Uint32Array;
  readonly #scores: Float32Array;
  #count = 0;

  constructor(size: number) {
    this.#numbers = new Uint32Array(size);
    this.#scores = new Float32Array(size);
  }

  get count(): number {
    return this.#count;
  }

  clear(): void {
    this.#count = 0;
  }

  /** Of equals the first offered stays. */
  offer(number: number, score: number): void {
    const scores = this.#scores;
    if (this.#count < scores.length) return this.#rise(this.#count++, number, score);
    if (score > (scores[0] ?? 0)) this.#sink(number, score);
  }

  /** In no order. */
  numbers(): number[] {
    return Array.from(this.#numbers.subarray(0, this.#count));
  }

  #rise(place: number, number: number, score: number): void {
    let at = place;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if ((this.#scores[above] ?? 0) <= score) break;
      this.#move(above, at);
      at = above;
    }
    this.#put(at, number, score);
  }

  #sink(number: number, score: number): void {
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      if (left >= this.#count) break;
      const right = left + 1;
      const isRight = right < this.#count && (this.#scores[right] ?? 0) < (this.#scores[left] ?? 0);
      const below = isRight ? right : left;
      if ((this.#scores[below] ?? 0) >= score) break;
      this.#move(below, at);
      at = below;
    }
    this.#put(at, number, score);
  }

  #move(from: number, to: number): void {
    this.#put(to, this.#numbers[from] ?? 0, this.#scores[from] ?? 0);
  }

  #put(at: number, number: number, score: number): void {
    this.#numbers[at] = number;
    this.#scores[at] = score;
  }
}
