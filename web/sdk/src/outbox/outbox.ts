import type { Outgoing } from '../model.js';

interface Line {
  readonly waiting: Outgoing[];
  underWay: boolean;
  paused: boolean;
  attempts: number;
}

/**
 * Keeps messages in the order they were written, and says which may go. Of each conversation one is on its way at a
 * time: were the first turned away for a moment and the second not, they would arrive in the wrong order. Pure.
 */
export class Outbox {
  readonly #lines = new Map<string, Line>();
  readonly #max: number;
  #size = 0;

  /** An empty outbox that keeps as many messages as given at most. */
  constructor(max: number) {
    this.#max = max;
  }

  /** Takes one more message: it is kept, waits already, or there is no room. */
  add(message: Outgoing): 'added' | 'known' | 'full' {
    const line = this.#lines.get(message.conversationId);
    if (line?.waiting.some((other) => other.clientMessageId === message.clientMessageId)) {
      return 'known';
    }
    if (this.#size >= this.#max) {
      return 'full';
    }
    this.#size++;
    if (line === undefined) {
      const made = { waiting: [message], underWay: false, paused: false, attempts: 0 };
      this.#lines.set(message.conversationId, made);
    } else {
      line.waiting.push(message);
    }
    return 'added';
  }

  /** The messages that may go now, of those that `isReady`. They count as being on their way. */
  takeReady(isReady: (message: Outgoing) => boolean = () => true): Outgoing[] {
    const ready: Outgoing[] = [];
    for (const line of this.#lines.values()) {
      const first = line.waiting[0];
      if (!line.underWay && !line.paused && first !== undefined && isReady(first)) {
        line.underWay = true;
        line.attempts++;
        ready.push(first);
      }
    }
    return ready;
  }

  /** A message on its way arrived, or was refused for good: the next of its conversation may go. */
  done(message: Outgoing): void {
    const line = this.#lines.get(message.conversationId);
    if (line?.waiting[0]?.clientMessageId !== message.clientMessageId) {
      return;
    }
    line.waiting.shift();
    line.underWay = false;
    line.attempts = 0;
    this.#size--;
    if (line.waiting.length === 0) {
      this.#lines.delete(message.conversationId);
    }
  }

  /** A message on its way has to be sent again later. Returns how often it was tried. */
  pause(message: Outgoing): number {
    const line = this.#lines.get(message.conversationId);
    if (line === undefined) {
      return 0;
    }
    line.underWay = false;
    line.paused = true;
    return line.attempts;
  }

  /** The pause of a conversation is over. */
  resume(conversationId: string): void {
    const line = this.#lines.get(conversationId);
    if (line !== undefined) {
      line.paused = false;
    }
  }

  /** The connection is gone: whatever was on its way has to be sent again, at once after the next login. */
  disconnected(): void {
    for (const line of this.#lines.values()) {
      line.underWay = false;
      line.paused = false;
    }
  }

  /** What waits for a conversation, in order. */
  waiting(conversationId: string): readonly Outgoing[] {
    return this.#lines.get(conversationId)?.waiting.slice() ?? [];
  }

  /** How many messages wait. */
  get size(): number {
    return this.#size;
  }
}
