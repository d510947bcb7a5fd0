/** A little below both, since the two clocks and the network are not exact. */
const CAUTION = 0.9;

/** Keeps to the frames per second that the server allows: a bucket of a burst that fills at the rate. Pure. */
export class Pace {
  readonly #perMs: number;
  readonly #burst: number;
  #tokens: number;
  #filledAt: number;

  /** A full bucket. 0 frames per second: no limit. `now` in milliseconds, by any clock that does not jump. */
  constructor(framesPerSecond: number, framesBurst: number, now: number) {
    this.#perMs = (framesPerSecond * CAUTION) / 1_000;
    this.#burst = Math.max(1, framesBurst * CAUTION);
    this.#tokens = this.#burst;
    this.#filledAt = now;
  }

  /** Takes leave for one frame: 0 if it may go now, else how many milliseconds to wait before asking again. */
  take(now: number): number {
    if (this.#perMs <= 0) {
      return 0;
    }
    this.#tokens = Math.min(this.#burst, this.#tokens + (now - this.#filledAt) * this.#perMs);
    this.#filledAt = now;
    if (this.#tokens >= 1) {
      this.#tokens--;
      return 0;
    }
    return Math.ceil((1 - this.#tokens) / this.#perMs);
  }
}
