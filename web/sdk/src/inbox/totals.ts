import type { Sums } from './input.js';
import type { Timelines } from './timelines.js';

/** Sums over all conversations, compared with the server's. */
export class Totals {
  readonly #timelines: Timelines;
  #elsewhere = 0; // what the server counts beyond the conversations here, until all are known
  #badge = -1;

  constructor(timelines: Timelines) {
    this.#timelines = timelines;
  }

  /** Unread in all conversations that are not muted. */
  unread(): number {
    return Math.max(0, this.#timelines.unread() + this.#elsewhere);
  }

  /** Takes the server's word for the total. True if it differs from what the conversations here add up to. */
  adopt(serverTotal: number): boolean {
    this.#elsewhere = serverTotal - this.#timelines.unread();
    return this.#elsewhere !== 0;
  }

  /** All conversations are known: their sum is the total. Not so if some had to be forgotten. */
  allKnown(): void {
    if (!this.#timelines.isPartial) {
      this.#elsewhere = 0;
    }
  }

  /** True if the total is another one than at the last question. */
  badgeMoved(): boolean {
    const before = this.#badge;
    this.#badge = this.unread();
    return this.#badge !== before;
  }

  /** Whether sums tell of something that this device does not know, or counts otherwise. */
  differs(sums: Sums): boolean {
    return (
      sums.complete &&
      (this.isBehind(sums) ||
        this.#timelines.all().some((timeline) => timeline.isInexact) ||
        (this.#timelines.headSum() === sums.headSum && this.unread() !== sums.unreadTotal))
    );
  }

  /** Whether events are missing. */
  isBehind(sums: Sums): boolean {
    return (
      !this.#timelines.isPartial &&
      (this.#timelines.headSum() < sums.headSum || this.#timelines.size < sums.conversationCount)
    );
  }
}
