import type { ChatClient } from '@hongyan/client';
import type { Open } from './open.js';

const PAGE = 200;

/** So many pages are fetched to find one old message. */
const BACK_PAGES_MAX = 50;

/** Fetches what is older than what a conversation that is open has here. */
export class History {
  readonly #client: () => ChatClient;
  readonly #changed: () => void;
  readonly #underWay = new WeakMap<Open, Promise<void>>();

  constructor(client: () => ChatClient, changed: () => void) {
    this.#client = client;
    this.#changed = changed;
  }

  /** Whether there is history before what is here. */
  hasOlder(open: Open): boolean {
    const known = this.#client().conversation(open.id);
    return known !== undefined && known.haveSeq >= known.firstSeq && (open.transcript.from === 0 || open.transcript.from > known.firstSeq);
  }

  /** Fetches the page before what is here, one at a time; not after a failure, until the connection is back. */
  load(open: Open): Promise<void> {
    const underWay = this.#underWay.get(open);
    if (underWay !== undefined || open.older !== 'idle' || !this.hasOlder(open)) {
      return underWay ?? Promise.resolve();
    }
    const loading = this.#load(open).finally(() => this.#underWay.delete(open));
    this.#underWay.set(open, loading);
    return loading;
  }

  async #load(open: Open): Promise<void> {
    open.older = 'loading';
    this.#changed();
    try {
      const page = await this.#client().historyBefore(open.id, open.transcript.from, PAGE);
      open.transcript.prepend(page.events);
      open.older = 'idle';
    } catch {
      open.older = 'failed';
    }
    this.#changed();
  }

  /** Fetches page after page until a message is here; true if it is. */
  async loadBackTo(open: Open, seq: number): Promise<boolean> {
    for (let pages = 0; pages < BACK_PAGES_MAX && open.transcript.from > seq; pages++) {
      const before = open.transcript.from;
      await this.load(open);
      if (open.transcript.from === before) {
        break;
      }
    }
    return open.transcript.find(seq) !== undefined;
  }
}
