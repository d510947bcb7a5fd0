import type { ChatEvent } from '../model.js';

/** The events that are kept of a conversation: ascending, without holes, from `floor` up to `have`. */
export class Kept {
  have = 0;
  #events: ChatEvent[] = [];

  /** The lowest seq that is kept; `have + 1` if none is. */
  get floor(): number {
    return this.have + 1 - this.#events.length;
  }

  get length(): number {
    return this.#events.length;
  }

  get(seq: number): ChatEvent | undefined {
    return this.#events[seq - this.floor];
  }

  /** Those beyond a seq. */
  after(seq: number): readonly ChatEvent[] {
    return this.#events.slice(Math.max(0, seq + 1 - this.floor));
  }

  all(): readonly ChatEvent[] {
    return this.#events.slice();
  }

  /** Takes the event after `have`. */
  append(event: ChatEvent): void {
    this.#events.push(event);
    this.have = event.seq;
  }

  replace(event: ChatEvent): void {
    this.#events[event.seq - this.floor] = event;
  }

  /** Forgets the oldest beyond so many. */
  trim(max: number): void {
    if (this.#events.length > max) {
      this.#events.splice(0, this.#events.length - max);
    }
  }

  /** Forgets all; the next event is the given one. */
  restartAt(seq: number): void {
    this.#events = [];
    this.have = seq - 1;
  }

  /** Takes what a store kept, as far as it leads up to `have` without holes. */
  restore(events: readonly ChatEvent[]): void {
    const whole: ChatEvent[] = [];
    for (const event of [...events].sort((one, other) => other.seq - one.seq)) {
      if (event.seq === this.have - whole.length) {
        whole.push(event);
      }
    }
    this.#events = whole.reverse();
  }
}
