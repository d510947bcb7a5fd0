import type { ServerFrame } from './gen/hongyan/client/v1/client_pb.js';
import type { Effect } from './inbox/effect.js';
import type { Inbox } from './inbox/inbox.js';
import type { Link } from './link.js';
import type { Position } from './model.js';
import { fromPositions, toClosing, toConversationPage, toHistoryPage, toSyncPage, type Body } from './wire.js';

const FILLS_AT_ONCE = 4;
const PAGE_SIZE = 200;
const CONVERSATIONS_PER_PAGE = 100;
const EVENTS_PER_CONVERSATION = 50;
const PAUSE_MIN_MS = 1_000;
const PAUSE_MAX_MS = 30_000;

type Fill = Extract<Effect, { kind: 'fill' }>;

/** Asks for what the inbox misses, a few questions at a time. */
export class Catchup {
  readonly #link: Link;
  readonly #inbox: Inbox;
  readonly #perform: (effects: readonly Effect[]) => void;
  #waiting: Fill[] = []; // at most one for each conversation
  readonly #pauses = new Map<string, number>();
  #filling = 0;
  #epoch = 0;
  #have: readonly Position[] = [];

  constructor(link: Link, inbox: Inbox, perform: (effects: readonly Effect[]) => void) {
    this.#link = link;
    this.#inbox = inbox;
    this.#perform = perform;
  }

  /** Questions of an earlier connection get no answer any more. */
  onDown(): void {
    this.#waiting = [];
    this.#pauses.clear();
    this.#filling = 0;
    this.#epoch++;
  }

  fill(fill: Fill): void {
    this.#waiting.push(fill);
    this.#fillNext();
  }

  #fillNext(): void {
    while (this.#filling < FILLS_AT_ONCE) {
      const next = this.#waiting.shift();
      if (next === undefined) {
        return;
      }
      this.#filling++;
      void this.#ask(next);
    }
  }

  async #ask(fill: Fill): Promise<void> {
    const asked = this.#epoch;
    const answer = await this.#answer({
      case: 'history',
      value: {
        conversationId: fill.conversationId,
        from: { case: 'afterSeq', value: BigInt(fill.afterSeq) },
        pageSize: PAGE_SIZE,
        atLeastSeq: BigInt(fill.atLeastSeq),
      },
    });
    if (asked !== this.#epoch) {
      return;
    }
    this.#filling--;
    const error = answer?.body.case === 'error' ? toClosing(answer.body.value) : null;
    if (answer?.body.case === 'history') {
      this.#pauses.delete(fill.conversationId);
      this.#perform(this.#inbox.history(toHistoryPage(answer.body.value)));
    } else if (error !== null && !error.retry) {
      this.#inbox.fillFailed(fill.conversationId);
    } else {
      this.#askAgain(fill.conversationId, error?.retryAfterMs ?? 0);
    }
    this.#fillNext();
  }

  #askAgain(conversationId: string, toldMs: number): void {
    const pause = Math.min(PAUSE_MAX_MS, (this.#pauses.get(conversationId) ?? PAUSE_MIN_MS / 2) * 2);
    this.#pauses.set(conversationId, pause);
    const asked = this.#epoch;
    setTimeout(
      () => {
        if (asked === this.#epoch) {
          this.#perform(this.#inbox.fillAgain(conversationId));
        }
      },
      Math.max(pause, toldMs),
    );
  }

  async sync(pageToken: string): Promise<void> {
    if (pageToken === '') {
      this.#have = this.#inbox.have();
    }
    const answer = await this.#page({
      case: 'sync',
      value: { have: fromPositions(this.#have), eventsPerConversation: EVENTS_PER_CONVERSATION, pageToken },
    });
    if (answer?.body.case === 'sync') {
      this.#perform(this.#inbox.sync(toSyncPage(answer.body.value)));
    }
  }

  async refresh(pageToken: string): Promise<void> {
    const answer = await this.#page({
      case: 'conversations',
      value: { pageSize: CONVERSATIONS_PER_PAGE, pageToken },
    });
    if (answer?.body.case === 'conversations') {
      this.#perform(this.#inbox.refresh(toConversationPage(answer.body.value)));
    }
  }

  /** The answer that was asked for on this connection; null if there is none, which the inbox then knows. */
  async #page(body: Body): Promise<ServerFrame | null> {
    const asked = this.#epoch;
    const answer = await this.#answer(body);
    if (asked !== this.#epoch) {
      return null;
    }
    if (answer === null || answer.body.case === 'error') {
      this.#inbox.pagesFailed();
      return null;
    }
    return answer;
  }

  async #answer(body: Body): Promise<ServerFrame | null> {
    try {
      return await this.#link.request(body);
    } catch {
      return null;
    }
  }
}
