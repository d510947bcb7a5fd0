import {
  ChatClient,
  IndexedDbStore,
  isOfTwo,
  peerOf,
  type ChatEvent,
  type ChatListener,
  type ConnectionState,
  type Conversation,
  type Outgoing,
  type Presence,
} from '@hongyan/client';
import { say } from '../i18n.js';
import type { Composing } from './composing.js';
import { developmentToken } from './development.js';
import { failure } from './failure.js';
import { History } from './history.js';
import { takeInstallation, type Installation } from './installation.js';
import { MediaLinks } from './media-links.js';
import { Members } from './members.js';
import type { Open } from './open.js';
import { Quotes } from './quotes.js';
import { Searching } from './searching.js';
import { inOneLine } from './spoken.js';
import { isAboutMessages, Transcript } from './transcript.js';
import { TYPING_HOLDS_MS, TypingNow } from './typing.js';

const ANNOUNCE_MAX = 200;

/** All that the page shows of one user. Views look at it, and are told when to look again. */
export class ChatModel {
  readonly me: string;
  state: ConnectionState = 'connecting';
  why = '';
  retryAtMs: number | null = null;
  storeFailed = false;
  open: Open | null = null;
  /** What went wrong last, for the user to read; empty if nothing did. */
  notice = '';
  /** What a screen reader says. */
  announcement = '';
  unreadTotal = 0;
  readonly presence = new Map<string, Presence>();
  readonly history = new History(() => this.client, () => this.#changed());
  readonly search = new Searching(() => this.client, () => this.#changed());
  readonly links = new MediaLinks(() => this.client);
  readonly #members = new Members();
  readonly #typing = new TypingNow();
  readonly #watchers = new Set<() => void>();
  #client: ChatClient | null = null;
  #installation: Installation | null = null;
  #told = false;
  #attentive = false;

  constructor(me: string) {
    this.me = me;
  }

  /** Shows what the device kept, and connects. */
  async start(socketUrl: string): Promise<void> {
    this.#installation = await takeInstallation(this.me);
    this.#client = await ChatClient.start({
      url: socketUrl,
      userId: this.me,
      deviceId: this.#installation.deviceId,
      tokens: () => developmentToken(this.me),
      store: await IndexedDbStore.open(this.#installation.storeName),
      listener: this.#listener(),
      background: document.visibilityState === 'hidden',
      agent: 'hongyan-chat/0.1',
    });
    this.unreadTotal = this.#client.unreadTotal();
    this.#watch();
    this.#changed();
  }

  get hasStarted(): boolean {
    return this.#client !== null;
  }

  get client(): ChatClient {
    if (this.#client === null) {
      throw new Error('The chat has not started.');
    }
    return this.#client;
  }

  #listener(): ChatListener {
    return {
      onEvents: (conversation, events) => this.#onEvents(conversation, events),
      onConversation: () => this.#changed(),
      onOutgoing: () => this.#changed(),
      onReceipt: (receipt) => {
        if (this.open?.id === receipt.conversationId) {
          this.#members.receipt(this.open, receipt);
        }
        this.#changed();
      },
      onTyping: ({ conversationId, userId, typing }) => {
        this.#typing.hear(conversationId, userId, typing, Date.now());
        if (typing) {
          setTimeout(() => this.#changed(), TYPING_HOLDS_MS);
        }
        this.#changed();
      },
      onPresence: (users) => {
        users.forEach((user) => this.presence.set(user.userId, user));
        this.#changed();
      },
      onUnreadTotal: (total) => {
        this.unreadTotal = total;
        this.#changed();
      },
      onState: (state, why, retryAtMs) => {
        this.state = state;
        this.why = why;
        this.retryAtMs = retryAtMs;
        if (state === 'online') {
          this.#onOnline();
        } else {
          this.presence.clear(); // who is there is not known any more
        }
        this.#changed();
      },
      onStoreFailure: () => {
        this.storeFailed = true;
        this.#changed();
      },
    };
  }

  #onEvents(conversation: Conversation, events: readonly ChatEvent[]): void {
    for (const event of events.filter(({ payload }) => payload.kind === 'message')) {
      this.#typing.hear(event.conversationId, event.userId, false, Date.now());
    }
    if (this.open?.id === conversation.id) {
      this.open.transcript.append(events);
      this.open.quotes.follow();
      if (!events.every(isAboutMessages)) {
        void this.#loadMembers();
      }
    }
    if (events[0]?.seq === conversation.firstSeq) {
      this.#watch(); // somebody new to be told of
    }
    const last = events.at(-1);
    if (last?.payload.kind === 'message' && last.userId !== this.me && !conversation.muted) {
      const { content } = last.payload;
      const text = content === null ? say('unknownContent') : inOneLine(content).slice(0, ANNOUNCE_MAX);
      this.announcement = say('newFrom', { name: last.userId, text });
    }
    this.#changed();
  }

  #onOnline(): void {
    void this.#loadMembers();
    if (this.open?.older === 'failed') {
      this.open.older = 'idle';
      void this.history.load(this.open);
    }
  }

  /** Opens a conversation, also one that has not begun. */
  show(id: string | null): void {
    if (this.open?.id === id || (id === null && this.open === null)) {
      return;
    }
    if (id === null) {
      this.open = null;
    } else {
      const known = this.client.conversation(id);
      const transcript = new Transcript(this.client.events(id), this.me);
      this.open = {
        id,
        transcript,
        quotes: new Quotes(id, transcript),
        composing: { kind: 'new' },
        newAfterSeq: known !== undefined && known.unread > 0 ? Math.max(known.readSeq, known.firstSeq - 1) : null,
        mentionSeqs: known?.mentions.seqs ?? [],
        older: 'idle',
        members: [],
      };
      if (known?.markedUnread) {
        this.client.read(id, known.readSeq); // takes the mark away
      }
      this.#watch();
      void this.#loadMembers();
    }
    this.#changed();
  }

  /** Whose presence is told: everybody one talks to, and the members of the group that is open. */
  #watch(): void {
    const members = this.open?.members.filter((member) => member.userId !== this.me) ?? [];
    this.client.watchPresence(true, members.map((member) => member.userId));
  }

  async #loadMembers(): Promise<void> {
    const open = this.open;
    if (open === null || isOfTwo(open.id) || this.client.conversation(open.id)?.left) {
      return;
    }
    try {
      await this.#members.load(open, () => this.client.members(open.id));
      this.#watch();
    } catch {
      // offline, or no member any more: asked again at the next login
    }
    this.#changed();
  }

  /** Fetches a message that another one answers. */
  fetchQuoted(open: Open, seq: number): void {
    void open.quotes.fetch(this.client, seq, () => this.#changed());
  }

  /** The user begins to answer or edit a message, or no longer does. */
  compose(composing: Composing): void {
    if (this.open !== null) {
      this.open.composing = composing;
      this.#changed();
    }
  }

  /** The user looks at the end of what is open: it is read. */
  attend(attentive: boolean): void {
    this.#attentive = attentive;
    this.#readWhatIsSeen();
  }

  #readWhatIsSeen(): void {
    const known = this.open === null ? undefined : this.#client?.conversation(this.open.id);
    if (this.#attentive && known !== undefined && known.haveSeq > known.readSeq && document.hasFocus()) {
      this.client.read(known.id, known.haveSeq);
    }
  }

  conversations(): readonly Conversation[] {
    return this.#client?.conversations() ?? [];
  }

  outgoing(id: string): readonly Outgoing[] {
    return this.#client?.waiting(id) ?? [];
  }

  /** What a conversation is called: its group's name, or the other one of two. */
  title(id: string): string {
    const peer = peerOf(id, this.me);
    return peer ?? (this.#client?.conversation(id)?.name || id);
  }

  /** Who types in a conversation now. */
  typing(id: string): readonly string[] {
    return this.#typing.in(id, Date.now());
  }

  /** Does what a user asked for; says so if it did not work. True if it did. */
  async attempt(what: () => Promise<unknown>): Promise<boolean> {
    try {
      await what();
      this.notice = '';
      return true;
    } catch (failed) {
      this.notice = failure(failed);
      return false;
    } finally {
      this.#changed();
    }
  }

  /** Tells the user what could not be done. */
  say(notice: string): void {
    this.notice = notice;
    this.#changed();
  }

  dismiss(): void {
    this.notice = '';
    this.storeFailed = false;
    this.#changed();
  }

  /** Leaves; with `forget` nothing of the user stays in this browser. */
  async end(forget: boolean): Promise<void> {
    await this.#client?.close();
    if (forget && this.#installation !== null) {
      await IndexedDbStore.remove(this.#installation.storeName);
    }
    this.#installation?.release();
  }

  watch(changed: () => void): () => void {
    this.#watchers.add(changed);
    return () => this.#watchers.delete(changed);
  }

  /** Tells views to look again, once for all that one moment brings. */
  #changed(): void {
    if (!this.#told) {
      this.#told = true;
      queueMicrotask(() => {
        this.#told = false;
        this.#readWhatIsSeen();
        this.#watchers.forEach((changed) => changed());
      });
    }
  }
}
