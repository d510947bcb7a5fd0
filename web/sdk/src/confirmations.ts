import type { Effect } from './inbox/effect.js';
import type { Inbox } from './inbox/inbox.js';
import type { Link } from './link.js';
import type { Journal } from './store/journal.js';
import { toClosing } from './wire.js';

/** How long to collect. Too short for people to see. */
const COLLECT_MS = 20;

const RETRY_MS = 1_000;

type Cursors = Map<string, number>;

/**
 * Tells the server what arrived and what was read, once for many. `Delivered` has no answer: what was said since the
 * last ping that came back may be lost with its connection, and is said again on the next.
 */
export class Confirmations {
  readonly #link: Link;
  readonly #inbox: Inbox;
  readonly #journal: Journal;
  readonly #perform: (effects: readonly Effect[]) => void;
  readonly #delivered: Cursors = new Map();
  readonly #read: Cursors = new Map();
  readonly #said: Cursors = new Map();
  readonly #saidBeforePing: Cursors = new Map();
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(link: Link, inbox: Inbox, journal: Journal, perform: (effects: readonly Effect[]) => void) {
    this.#link = link;
    this.#inbox = inbox;
    this.#journal = journal;
    this.#perform = perform;
  }

  /** Delivered is what is stored: said after the journal is safe. */
  delivered(conversationId: string, seq: number): void {
    this.#journal.whenSafe(() => {
      raise(this.#delivered, conversationId, seq);
      this.#schedule(COLLECT_MS);
    });
  }

  /** What was read is kept until the server has answered: the page may be closed before. */
  read(conversationId: string, seq: number): void {
    this.#journal.add({ kind: 'untoldRead', conversationId, seq });
    raise(this.#read, conversationId, seq);
    this.#schedule(COLLECT_MS);
  }

  onUp(): void {
    this.again(COLLECT_MS);
  }

  onDown(): void {
    this.#read.clear(); // the inbox says them again at the next login
  }

  onPing(): void {
    this.#said.forEach((seq, id) => raise(this.#saidBeforePing, id, seq));
    this.#said.clear();
  }

  onPong(): void {
    this.#saidBeforePing.clear();
  }

  /** The server did not handle one of the frames that have no answer. */
  again(afterMs = RETRY_MS): void {
    for (const said of [this.#saidBeforePing, this.#said]) {
      said.forEach((seq, id) => raise(this.#delivered, id, seq));
      said.clear();
    }
    this.#schedule(afterMs);
  }

  #schedule(ms: number): void {
    if (this.#timer === null && this.#delivered.size + this.#read.size > 0) {
      this.#timer = setTimeout(() => {
        this.#timer = null;
        this.flush();
      }, ms);
    }
  }

  /** Says what was collected; before a logout too, which would otherwise leave it for the next login. */
  flush(): void {
    if (!this.#link.isUp) {
      return; // kept for the next login
    }
    const reads = new Map(this.#read);
    this.#read.clear();
    reads.forEach((seq, id) => void this.#tellRead(id, seq));
    this.#delivered.forEach((seq, id) => {
      const isRead = (reads.get(id) ?? 0) >= seq; // read implies delivered
      if (!isRead && this.#link.send({ case: 'delivered', value: { conversationId: id, seq: BigInt(seq) } })) {
        raise(this.#said, id, seq);
      }
    });
    this.#delivered.clear();
  }

  async #tellRead(conversationId: string, seq: number): Promise<void> {
    const answer = await this.#link
      .request({ case: 'read', value: { conversationId, seq: BigInt(seq) } })
      .catch(() => null);
    const error = answer?.body.case === 'error' ? toClosing(answer.body.value) : null;
    if (answer?.body.case === 'ack') {
      this.#told(conversationId, Math.max(seq, Number(answer.body.value.seq)), Number(answer.body.value.ownVersion));
    } else if (error !== null && !error.retry) {
      this.#told(conversationId, seq, 0); // refused for good: saying it again would change nothing
    } else if (this.#link.isUp) {
      raise(this.#read, conversationId, seq);
      this.#schedule(Math.max(RETRY_MS, error?.retryAfterMs ?? 0));
    }
  }

  #told(conversationId: string, seq: number, ownVersion: number): void {
    this.#perform(this.#inbox.readTold(conversationId, seq, ownVersion));
    this.#journal.add({ kind: 'readTold', conversationId, seq });
  }

  stop(): void {
    if (this.#timer !== null) {
      clearTimeout(this.#timer);
      this.#timer = null;
    }
  }
}

function raise(cursors: Cursors, id: string, seq: number): void {
  cursors.set(id, Math.max(cursors.get(id) ?? 0, seq));
}
