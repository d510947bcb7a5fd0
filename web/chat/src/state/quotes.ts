import type { ChatClient, ChatEvent } from '@hongyan/client';
import type { Transcript } from './transcript.js';

/** Beyond this the ones fetched first are forgotten, and fetched again if they are shown. */
const QUOTES_MAX = 500;

/** The messages that others answer: among those that are shown, or fetched by themselves. */
export class Quotes {
  readonly #id: string;
  readonly #transcript: Transcript;
  readonly #fetched = new Map<number, ChatEvent | null>();
  readonly #asked = new Set<number>();

  constructor(id: string, transcript: Transcript) {
    this.#id = id;
    this.#transcript = transcript;
  }

  /** The message of a number; undefined if it is not here yet, null if the user cannot see it. */
  find(seq: number): ChatEvent | null | undefined {
    return this.#transcript.find(seq) ?? this.#fetched.get(seq);
  }

  /** Fetches a message that is not here; calls back if that brought anything. Offline nothing happens: ask again. */
  async fetch(client: ChatClient, seq: number, changed: () => void): Promise<void> {
    if (this.find(seq) !== undefined || this.#asked.has(seq)) {
      return;
    }
    this.#asked.add(seq);
    try {
      const page = await client.historyBefore(this.#id, seq + 1, 1);
      const found = page.events.find((event) => event.seq === seq);
      this.#keep(seq, found === undefined ? null : this.#transcript.brought(found));
      changed();
    } catch {
      // no connection: whoever shows it asks again
    } finally {
      this.#asked.delete(seq);
    }
  }

  /** Something came: what was fetched may have been edited or taken back by it. */
  follow(): void {
    this.#fetched.forEach((event, seq) => {
      if (event !== null) {
        this.#fetched.set(seq, this.#transcript.brought(event));
      }
    });
  }

  #keep(seq: number, event: ChatEvent | null): void {
    this.#fetched.set(seq, event);
    const [oldest] = this.#fetched.keys();
    if (this.#fetched.size > QUOTES_MAX && oldest !== undefined) {
      this.#fetched.delete(oldest);
    }
  }
}
