import { Catchup } from './catchup.js';
import { Confirmations } from './confirmations.js';
import type { WebSocketClass } from './connection/connection.js';
import { ConnectionError, RefusedError } from './connection/errors.js';
import { Dispatch } from './dispatch.js';
import type { ServerFrame, UserPresence, Welcome } from './gen/hongyan/client/v1/client_pb.js';
import { PresenceState } from './gen/hongyan/presence/v1/presence_pb.js';
import type { Effect } from './inbox/effect.js';
import { Inbox } from './inbox/inbox.js';
import { DEFAULT_LIMITS } from './inbox/limits.js';
import { Link } from './link.js';
import type { LinkUser } from './link-user.js';
import type { Position } from './model.js';
import type { ChatListener, ChatOptions, ConnectionState, Presence } from './options.js';
import { PresenceWatch } from './presence-watch.js';
import { upToDate } from './store/earlier.js';
import { Journal } from './store/journal.js';
import { MemoryStore, type LocalStore } from './store/store.js';
import { toClosing, toEvent, toOwnChange, toReceipt, toSums, toWelcomed, type Body } from './wire.js';

const COMPARE_AFTER_MS = 1_000;

/** Joins the parts of a client: frames go into the inbox, and what it says is carried out. */
export class ChatSession implements LinkUser {
  readonly inbox: Inbox;
  readonly link: Link;
  readonly dispatch: Dispatch;
  readonly journal: Journal;
  readonly #store: LocalStore;
  readonly #listener: ChatListener;
  readonly #confirmations: Confirmations;
  readonly #catchup: Catchup;
  readonly #watch: PresenceWatch;
  #stopped = false;

  constructor(options: ChatOptions) {
    this.#store = options.store ?? new MemoryStore();
    this.#listener = options.listener ?? {};
    this.inbox = new Inbox(options.userId, { ...DEFAULT_LIMITS, ...options.limits });
    this.journal = new Journal(this.#store, (cause) => this.#tell((to) => to.onStoreFailure?.(cause)));
    const perform = (effects: readonly Effect[]): void => this.perform(effects);
    this.link = new Link(
      {
        url: options.url,
        deviceId: options.deviceId,
        tokens: options.tokens,
        agent: options.agent ?? 'hongyan-web/0.1',
        heartbeatMs: options.heartbeatMs ?? 0,
        webSocket: options.webSocket ?? platformWebSocket(),
        background: options.background ?? false,
      },
      this,
    );
    this.#confirmations = new Confirmations(this.link, this.inbox, this.journal, perform);
    this.#catchup = new Catchup(this.link, this.inbox, perform);
    this.#watch = new PresenceWatch(
      this.link,
      (users) => this.#tellPresence(users),
      (error) => this.#tell((to) => to.onError?.(error)),
    );
    this.dispatch = new Dispatch(
      options.userId,
      this.link,
      this.inbox,
      this.journal,
      options.outboxMax ?? 1_000,
      perform,
      (id) => this.#tell((to) => to.onOutgoing?.(id, this.dispatch.waiting(id))),
    );
  }

  /** Takes what the store kept; then the network may come or not. */
  async restore(): Promise<void> {
    const saved = upToDate(await this.#store.load());
    saved.conversations.forEach(({ conversation, events }) => this.inbox.restore(conversation, events));
    this.inbox.restoreReads(saved.untoldReads);
    this.dispatch.restore(saved.outgoing);
  }

  async stop(): Promise<void> {
    if (this.#stopped) {
      return;
    }
    this.#stopped = true;
    this.#confirmations.flush();
    this.#confirmations.stop();
    this.link.stop();
    this.dispatch.stop();
    await this.journal.flushed();
    await this.#store.close();
  }

  /** Carries out what the inbox says, in its order. */
  perform(effects: readonly Effect[]): void {
    effects.forEach((effect) => this.#perform(effect));
  }

  #perform(effect: Effect): void {
    switch (effect.kind) {
      case 'shown':
        this.journal.add({ kind: 'conversation', conversation: effect.conversation });
        this.journal.add({ kind: 'events', events: effect.events });
        if (effect.rewritten.length > 0) {
          this.journal.add({ kind: 'events', events: effect.rewritten });
        }
        this.#tell((to) => to.onEvents?.(effect.conversation, effect.events, effect.rewritten));
        break;
      case 'changed':
        this.journal.add({ kind: 'conversation', conversation: effect.conversation });
        this.#tell((to) => to.onConversation?.(effect.conversation));
        break;
      case 'forgotten':
        this.journal.add({ kind: 'forget', conversationId: effect.conversationId, beforeSeq: effect.beforeSeq });
        break;
      case 'confirm':
        this.#confirmations.delivered(effect.conversationId, effect.seq);
        break;
      case 'tellRead':
        this.#confirmations.read(effect.conversationId, effect.seq);
        break;
      case 'fill':
        this.#catchup.fill(effect);
        break;
      case 'sync':
        void this.#catchup.sync(effect.pageToken);
        break;
      case 'refresh':
        void this.#catchup.refresh(effect.pageToken);
        break;
      case 'compareLater':
        setTimeout(() => {
          if (this.link.isUp) {
            this.perform(this.inbox.compare(effect.sums));
          }
        }, COMPARE_AFTER_MS);
        break;
      case 'badge':
        this.#tell((to) => to.onUnreadTotal?.(effect.total));
        break;
    }
  }

  have(): readonly Position[] {
    return this.inbox.have();
  }

  onUp(welcome: Welcome): void {
    this.perform(this.inbox.welcome(toWelcomed(welcome)));
    this.dispatch.onUp();
    this.#confirmations.onUp();
    this.#watch.onUp();
  }

  onFrame({ body }: ServerFrame): void {
    switch (body.case) {
      case 'event':
        this.perform(this.inbox.event(toEvent(body.value)));
        break;
      case 'receipt': {
        const receipt = toReceipt(body.value);
        this.perform(this.inbox.receipt(receipt));
        this.#tell((to) => to.onReceipt?.(receipt));
        break;
      }
      case 'typing': {
        const { conversationId, userId, typing } = body.value;
        this.#tell((to) => to.onTyping?.({ conversationId, userId, typing }));
        break;
      }
      case 'presence':
        this.#tellPresence(body.value.users);
        break;
      case 'own': {
        const change = toOwnChange(body.value);
        this.perform(this.inbox.own(change));
        this.#tell((to) => to.onOwnChange?.(change));
        break;
      }
      case 'error':
        if (!body.value.closes) {
          const error = toClosing(body.value);
          if (error.retry) {
            this.#confirmations.again();
          }
          this.#tell((to) => to.onError?.(new RefusedError(error)));
        }
        break;
      default: // late answers, and frames of a newer server
    }
  }

  onPing(): void {
    this.#confirmations.onPing();
  }

  onPong({ body }: ServerFrame): void {
    this.#confirmations.onPong();
    if (body.case === 'pong') {
      this.perform(this.inbox.sums(toSums(body.value)));
    }
  }

  onDown(): void {
    this.#catchup.onDown();
    this.#confirmations.onDown();
    this.dispatch.onDown();
    this.#watch.onDown();
  }

  onState(state: ConnectionState, why: string, retryAtMs: number | null): void {
    this.#tell((to) => to.onState?.(state, why, retryAtMs));
  }

  /** Says now what was read, which is otherwise collected for a moment. */
  tellReads(): void {
    this.#confirmations.flush();
  }

  watch(partners: boolean, userIds: readonly string[]): void {
    this.#watch.want(partners, userIds);
  }

  /** Asks the server; an error in the answer rejects. */
  async ask(body: Body): Promise<ServerFrame['body']> {
    const answer = await this.link.request(body);
    if (answer.body.case === 'error') {
      throw new RefusedError(toClosing(answer.body.value));
    }
    return answer.body;
  }

  #tellPresence(users: readonly UserPresence[]): void {
    const told = users.map(toPresence);
    this.#tell((to) => to.onPresence?.(told));
  }

  /** A listener that fails must not take the connection with it. */
  #tell(news: (to: ChatListener) => void): void {
    try {
      news(this.#listener);
    } catch (failed) {
      console.error('The listener of a chat client failed.', failed);
    }
  }
}

function toPresence(user: UserPresence): Presence {
  return { userId: user.userId, state: PRESENCE[user.state] ?? 'unknown', lastSeenMs: Number(user.lastSeenMs) };
}

const PRESENCE: { readonly [state in PresenceState]: Presence['state'] } = {
  [PresenceState.UNSPECIFIED]: 'unknown',
  [PresenceState.OFFLINE]: 'offline',
  [PresenceState.AWAY]: 'away',
  [PresenceState.ONLINE]: 'online',
};

/** An answer of another kind than the question wants is a bug of the server's. */
export function unexpected(body: ServerFrame['body']): never {
  throw new ConnectionError('closed', `The server answered with ${body.case ?? 'nothing'}.`);
}

function platformWebSocket(): WebSocketClass {
  if (typeof WebSocket === 'undefined') {
    throw new TypeError('This platform has no WebSocket: give one as the option `webSocket`, such as that of `ws`.');
  }
  return WebSocket;
}
