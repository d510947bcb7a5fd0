import { became, type ChatEvent, type Conversation, type Outgoing } from '@hongyan/client';

/**
 * The events of the conversation that is open: what the client keeps, and the older pages that were fetched. Without
 * holes, hence found by their number. Pure.
 */
export class Transcript {
  /** Another one whenever anything here is. */
  revision = 0;
  readonly #me: string;
  #events: ChatEvent[];

  constructor(events: readonly ChatEvent[], me: string) {
    this.#events = [...events];
    this.#me = me;
  }

  /** The lowest seq that is here; 0 if nothing is. */
  get from(): number {
    return this.#events[0]?.seq ?? 0;
  }

  get to(): number {
    return this.#events.at(-1)?.seq ?? 0;
  }

  get events(): readonly ChatEvent[] {
    return this.#events;
  }

  /** The event of a number, if it is here. */
  find(seq: number): ChatEvent | undefined {
    return this.#events[seq - this.from];
  }

  /** Takes what came; a conversation that began anew begins anew here. */
  append(events: readonly ChatEvent[]): void {
    const first = events[0];
    if (first === undefined) {
      return;
    }
    if (this.#events.length > 0 && first.seq !== this.to + 1) {
      this.#events = first.seq > this.to + 1 ? [] : this.#events.filter((event) => event.seq < first.seq);
    }
    this.#events.push(...events);
    events.forEach((event) => this.#rewrite(event));
    this.revision++;
  }

  /** Takes a page that ends before what is here. */
  prepend(page: readonly ChatEvent[]): void {
    const older = this.from === 0 ? page : page.filter((event) => event.seq < this.from);
    if (older.length > 0 && (this.from === 0 || older.at(-1)?.seq === this.from - 1)) {
      this.#events = [...older, ...this.#events];
      this.#events.forEach((event) => this.#rewrite(event));
      this.revision++;
    }
  }

  /** An event that was fetched by itself, as it is after everything that is known here. */
  brought(event: ChatEvent): ChatEvent {
    return this.#events.reduce((now, change) => became(now, change, this.#me) ?? now, event);
  }

  /** A message that was taken back, edited or reacted to is shown as it is now, however old it is. */
  #rewrite(event: ChatEvent): void {
    const { payload } = event;
    if (payload.kind !== 'recalled' && payload.kind !== 'edited' && payload.kind !== 'reacted') {
      return;
    }
    const earlier = this.find(payload.targetSeq);
    const now = earlier && became(earlier, event, this.#me);
    if (now) {
      this.#events[now.seq - this.from] = now;
    }
  }
}

/** Whether an event is a message, or about one; any other may change who is in a conversation. */
export function isAboutMessages({ payload: { kind } }: ChatEvent): boolean {
  return kind === 'message' || kind === 'recalled' || kind === 'edited' || kind === 'reacted';
}

/** One line of the list that is shown. The key stays the same from the writing of a message to its ack. */
export type Row = { readonly key: string } & (
  | { readonly kind: 'day'; readonly timeMs: number }
  | { readonly kind: 'unread' }
  /** `edit` is one of the message that is not sent yet. */
  | { readonly kind: 'event'; readonly event: ChatEvent; readonly follows: boolean; readonly edit: Outgoing | null }
  /** A message that is not sent yet, or what was refused: a message or an edit. */
  | { readonly kind: 'outgoing'; readonly message: Outgoing; readonly follows: boolean }
);

/** Messages of one person closer than this belong together. */
const TOGETHER_MS = 5 * 60_000;

/**
 * What is shown, in order: events with days between them, a mark before what was new when the conversation was opened,
 * and at the end what is not sent yet. Edits, reactions and that its time was over are seen in a message, and are no lines of their own.
 *
 * @param newAfterSeq after which seq the mark stands; null: nowhere
 * @param dayOf a name for the day of a time, the same for all times of it
 */
export function rows(
  events: readonly ChatEvent[],
  outgoing: readonly Outgoing[],
  me: string,
  newAfterSeq: number | null,
  dayOf: (timeMs: number) => string,
): Row[] {
  const result: Row[] = [];
  let day = '';
  let lastAuthor = '';
  let lastTimeMs = 0;
  // Where the first new one is not here, no other shall look like it.
  let isMarked = newAfterSeq === null || (events[0]?.seq ?? 0) > newAfterSeq + 1;
  const follow = (author: string, timeMs: number): boolean => {
    const follows = author !== '' && author === lastAuthor && timeMs - lastTimeMs < TOGETHER_MS;
    lastAuthor = author;
    lastTimeMs = timeMs;
    return follows;
  };
  const edits = new Map<number, Outgoing>();
  for (const message of outgoing) {
    if (message.editsSeq !== null && message.refused === null) {
      edits.set(message.editsSeq, message);
    }
  }
  for (const event of events) {
    const { payload } = event;
    if (payload.kind === 'edited' || payload.kind === 'reacted' || (payload.kind === 'recalled' && payload.expired)) {
      continue;
    }
    const today = dayOf(event.timeMs);
    if (today !== day) {
      day = today;
      lastAuthor = '';
      result.push({ key: `day:${today}:${event.seq}`, kind: 'day', timeMs: event.timeMs });
    }
    if (!isMarked && event.seq > (newAfterSeq ?? 0) && event.userId !== me && event.payload.kind === 'message') {
      isMarked = true;
      lastAuthor = '';
      result.push({ key: 'unread', kind: 'unread' });
    }
    const author = event.payload.kind === 'message' ? event.userId : '';
    const edit = edits.get(event.seq) ?? null;
    result.push({ key: keyOf(event, me), kind: 'event', event, follows: follow(author, event.timeMs), edit });
  }
  for (const message of outgoing.filter(({ editsSeq, refused }) => editsSeq === null || refused !== null)) {
    const follows = follow(me, message.writtenMs);
    result.push({ key: `m:${message.clientMessageId}`, kind: 'outgoing', message, follows });
  }
  return result;
}

function keyOf({ seq, userId, payload }: ChatEvent, me: string): string {
  return payload.kind === 'message' && userId === me && payload.clientMessageId !== ''
    ? `m:${payload.clientMessageId}`
    : `s:${seq}`;
}

/** How far a message of one's own has come: `read` and `delivered` mean by all others, who are `of`. */
export interface Progress {
  readonly kind: 'sent' | 'delivered' | 'read';
  readonly readBy: number;
  readonly deliveredTo: number;
  readonly of: number;
}

/** How far a member other than oneself has received and read. */
export interface Cursor {
  readonly deliveredSeq: number;
  readonly readSeq: number;
}

/** Of two the conversation itself knows; in a group all others count. */
export function progress(conversation: Conversation | undefined, others: readonly Cursor[], seq: number): Progress {
  const cursors: readonly Cursor[] = conversation?.id.startsWith('d:')
    ? [{ deliveredSeq: conversation.peerDeliveredSeq, readSeq: conversation.peerReadSeq }]
    : others;
  const of = cursors.length;
  const readBy = cursors.filter((cursor) => cursor.readSeq >= seq).length;
  const deliveredTo = cursors.filter((cursor) => Math.max(cursor.deliveredSeq, cursor.readSeq) >= seq).length;
  const isBy = (n: number): boolean => of > 0 && n === of;
  return { kind: isBy(readBy) ? 'read' : isBy(deliveredTo) ? 'delivered' : 'sent', readBy, deliveredTo, of };
}
