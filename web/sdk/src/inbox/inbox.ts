import type { ChatEvent, Conversation, Position } from '../model.js';
import type { Effect } from './effect.js';
import type { ConversationPage, HistoryPage, OwnChange, Receipt, Summary, Sums, SyncPage, Welcomed } from './input.js';
import type { InboxLimits } from './limits.js';
import { Questions } from './questions.js';
import type { Timeline } from './timeline.js';
import { Timelines } from './timelines.js';
import { Totals } from './totals.js';

/** As many positions as a `Hello` may carry. */
const HAVE_MAX = 200;

/**
 * All conversations of one user on one device. Feed it what the server says, and carry out the effects. Deterministic:
 * knows no socket, no clock and no timer.
 */
export class Inbox {
  readonly #me: string;
  readonly #timelines: Timelines;
  readonly #totals: Totals;
  readonly #questions = new Questions();
  readonly #untoldReads = new Map<string, number>();

  constructor(me: string, limits: InboxLimits) {
    this.#me = me;
    this.#timelines = new Timelines(me, limits, (forgotten) => {
      this.#untoldReads.delete(forgotten);
      this.#questions.forget(forgotten);
    });
    this.#totals = new Totals(this.#timelines);
  }

  /** Begins with what a store kept. */
  restore(saved: Conversation, events: readonly ChatEvent[]): void {
    this.#timelines.of(saved.id).restore(saved, events);
  }

  /** Begins with readings that a store kept because the server may not know of them: the first login tells them. */
  restoreReads(saved: ReadonlyMap<string, number>): void {
    saved.forEach((seq, id) => this.#untoldReads.set(id, seq));
  }

  /** For `Hello` and `SyncRequest`: the most recent conversations, and up to where each is whole. */
  have(): Position[] {
    return this.#timelines.positions(HAVE_MAX);
  }

  /** A login succeeded. What was asked on an earlier connection will not be answered any more. */
  welcome(welcomed: Welcomed): Effect[] {
    this.#questions.begin();
    const effects: Effect[] = [];
    welcomed.changes.forEach((change) => this.#adopt(change.conversation, change.events, effects));
    this.#untoldReads.forEach((seq, id) => effects.push({ kind: 'tellRead', conversationId: id, seq }));
    const differs = this.#totals.adopt(welcomed.unreadTotal);
    if (welcomed.more) {
      this.#questions.sync(effects);
    } else if (differs || this.#timelines.anyMutedUnread()) {
      // Read or muted on another device meanwhile; what is muted does not show in the total.
      this.#questions.refresh(effects);
    }
    return this.#settled(effects);
  }

  /** Something happened in a conversation. */
  event(event: ChatEvent): Effect[] {
    return this.#after(event.conversationId, (timeline) => timeline.offer(event));
  }

  /** The page that a `fill` asked for. */
  history(page: HistoryPage): Effect[] {
    const id = page.conversationId;
    const effects: Effect[] = [];
    const timeline = this.#timelines.of(id);
    const before = timeline.have;
    this.#change(id, effects, (line) => {
      line.beginsAt(page.firstSeq);
      page.events.forEach((event) => line.offer(event));
      line.heardOf(page.headSeq);
    });
    // A page that brought nothing must not be asked for again at once: the next comparison of sums will.
    this.#questions.filled(id);
    if (timeline.have > before) {
      this.#questions.fill(id, timeline, effects);
    }
    return this.#settled(effects);
  }

  /** A `fill` got no page. The next comparison of sums asks again. */
  fillFailed(conversationId: string): void {
    this.#questions.filled(conversationId);
  }

  /** A `fill` got no page, and may be asked for again now. */
  fillAgain(conversationId: string): Effect[] {
    const effects: Effect[] = [];
    this.#questions.filled(conversationId);
    this.#questions.fill(conversationId, this.#timelines.find(conversationId), effects);
    return effects;
  }

  /** A page that a `sync` asked for. */
  sync(page: SyncPage): Effect[] {
    const effects: Effect[] = [];
    page.changes.forEach((change) => this.#adopt(change.conversation, change.events, effects));
    if (page.nextPageToken === '') {
      this.#questions.pagesDone();
      this.#totals.allKnown();
    } else {
      effects.push({ kind: 'sync', pageToken: page.nextPageToken });
    }
    return this.#settled(effects);
  }

  /** A page that a `refresh` asked for. */
  refresh(page: ConversationPage): Effect[] {
    const effects: Effect[] = [];
    page.conversations.forEach((summary) => this.#adopt(summary, [], effects));
    if (page.nextPageToken === '') {
      this.#questions.pagesDone();
      this.#totals.adopt(page.unreadTotal);
      this.#totals.allKnown();
    } else {
      effects.push({ kind: 'refresh', pageToken: page.nextPageToken });
    }
    return this.#settled(effects);
  }

  /** A page of a sync or refresh did not come. The next comparison of sums asks again. */
  pagesFailed(): void {
    this.#questions.pagesDone();
  }

  /** The heartbeat's answer: sums to compare. */
  sums(sums: Sums): Effect[] {
    return this.#totals.differs(sums) ? [{ kind: 'compareLater', sums }] : [];
  }

  /** Compares again what differed a moment ago, and asks for what is missing. */
  compare(sums: Sums): Effect[] {
    const effects: Effect[] = [];
    if (this.#totals.isBehind(sums)) {
      this.#questions.sync(effects);
    } else if (this.#totals.differs(sums)) {
      this.#questions.refresh(effects);
    }
    return this.#settled(effects);
  }

  /** A message is on its way to the server: gaps of its conversation wait for the number it gets. */
  sending(conversationId: string): void {
    this.#questions.sending(conversationId);
  }

  /** A message on its way got its number: its event, made from the ack. */
  sent(event: ChatEvent): Effect[] {
    this.#questions.sent(event.conversationId);
    return this.event(event);
  }

  /** A message on its way was refused, or nobody waits for it any more. */
  notSent(conversationId: string): Effect[] {
    const effects: Effect[] = [];
    this.#questions.sent(conversationId);
    this.#questions.fill(conversationId, this.#timelines.find(conversationId), effects);
    return this.#settled(effects);
  }

  /** A request of this device made an event of its own, which is not sent back to it: it has to be asked for. */
  heardOf(conversationId: string, seq: number): Effect[] {
    return this.#after(conversationId, (timeline) => timeline.heardOf(seq));
  }

  /** The user read here. Counts change at once; the server is told. */
  read(conversationId: string, seq: number): Effect[] {
    const effects: Effect[] = [];
    const timeline = this.#timelines.find(conversationId);
    if (timeline?.readOrUnmark(seq)) {
      this.#untoldReads.set(conversationId, timeline.readSeq);
      // First, since it is kept with that: an app that dies in between has not shown what it then forgets.
      effects.push({ kind: 'tellRead', conversationId, seq: timeline.readSeq });
      effects.push({ kind: 'changed', conversation: timeline.view() });
    }
    return this.#settled(effects);
  }

  /** The server knows the cursor, and has made it this version of the user's own state; 0: it was so already. */
  readTold(conversationId: string, seq: number, ownVersion: number): Effect[] {
    if ((this.#untoldReads.get(conversationId) ?? Infinity) <= seq) {
      this.#untoldReads.delete(conversationId);
    }
    const effects: Effect[] = [];
    const timeline = this.#timelines.find(conversationId);
    if (timeline !== undefined) {
      this.#own(timeline, { conversationId, markedUnread: false, ownVersion }, effects);
    }
    return this.#settled(effects);
  }

  /** The user's own counts or settings changed, here or on another device. */
  own(change: OwnChange): Effect[] {
    const effects: Effect[] = [];
    const timeline = this.#timelines.find(change.conversationId);
    if (timeline === undefined) {
      this.#questions.refresh(effects); // a conversation this device does not know
      return this.#settled(effects);
    }
    this.#own(timeline, change, effects);
    this.#questions.fill(change.conversationId, timeline, effects);
    return this.#settled(effects);
  }

  /** Where a change before it is missing, the whole is asked for. */
  #own(timeline: Timeline, change: OwnChange, effects: Effect[]): void {
    const before = timeline.view();
    const isWhole = timeline.own(change);
    if (!isSame(timeline.view(), before)) {
      effects.push({ kind: 'changed', conversation: timeline.view() });
    }
    if (!isWhole) {
      this.#questions.refresh(effects);
    }
  }

  /** The other one received or read. */
  receipt(receipt: Receipt): Effect[] {
    const timeline = this.#timelines.find(receipt.conversationId);
    return timeline?.facts.moveReceipt(receipt) ? [{ kind: 'changed', conversation: timeline.view() }] : [];
  }

  /** All conversations, the latest first. */
  conversations(): Conversation[] {
    return this.#timelines.latestFirst();
  }

  /** One conversation, if the device knows it. */
  conversation(id: string): Conversation | undefined {
    return this.#timelines.find(id)?.view();
  }

  /** The events of a conversation that are kept, ascending and without holes. */
  events(id: string): readonly ChatEvent[] {
    return this.#timelines.find(id)?.events() ?? [];
  }

  /** Unread in all conversations that are not muted. */
  unreadTotal(): number {
    return this.#totals.unread();
  }

  #adopt(summary: Summary, events: readonly ChatEvent[], effects: Effect[]): void {
    const id = summary.conversationId;
    this.#change(id, effects, (timeline) => timeline.adopt(summary, events));
    const seq = this.#timelines.of(id).readSeq;
    if (seq > summary.readSeq && !this.#untoldReads.has(id)) {
      this.#untoldReads.set(id, seq);
      effects.push({ kind: 'tellRead', conversationId: id, seq });
    }
  }

  #after(id: string, input: (timeline: Timeline) => void): Effect[] {
    const effects: Effect[] = [];
    this.#change(id, effects, input);
    return this.#settled(effects);
  }

  /** Changes a timeline, and says what follows. */
  #change(id: string, effects: Effect[], input: (timeline: Timeline) => void): void {
    const timeline = this.#timelines.of(id);
    const before = timeline.view();
    const floor = timeline.floor;
    input(timeline);
    const restarted = timeline.have;
    const { shown, rewritten } = timeline.advance();
    const now = timeline.view();
    if (shown.length > 0) {
      effects.push({ kind: 'shown', conversation: now, events: shown, rewritten });
    } else if (!isSame(now, before)) {
      effects.push({ kind: 'changed', conversation: now });
    }
    if (timeline.floor > floor) {
      effects.push({ kind: 'forgotten', conversationId: id, beforeSeq: timeline.floor });
    }
    const news =
      shown.some((event) => event.userId !== this.#me) || (restarted > before.haveSeq && now.unread > 0);
    if (news && now.haveSeq > now.readSeq && !now.left) {
      // What is read is delivered: no need to say it.
      effects.push({ kind: 'confirm', conversationId: id, seq: now.haveSeq });
    }
    this.#questions.fill(id, timeline, effects);
  }

  /** What every input may lead to, whatever it was. */
  #settled(effects: Effect[]): Effect[] {
    if (this.#timelines.anyBecameInexact()) {
      this.#questions.refresh(effects);
    }
    if (this.#totals.badgeMoved()) {
      effects.push({ kind: 'badge', total: this.#totals.unread() });
    }
    return effects;
  }
}

function isSame(one: Conversation, other: Conversation): boolean {
  return (Object.keys(one) as (keyof Conversation)[]).every((key) => {
    switch (key) {
      case 'lastEvent':
        return one.lastEvent?.seq === other.lastEvent?.seq;
      case 'mentions':
        return hasSameMentions(one, other);
      default:
        return one[key] === other[key];
    }
  });
}

function hasSameMentions({ mentions: one }: Conversation, { mentions: other }: Conversation): boolean {
  return one.count === other.count && one.exact === other.exact && one.seqs.join() === other.seqs.join();
}
