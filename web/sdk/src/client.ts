import { arrange, changeOwn } from './arranging.js';
import { toDone, type Done } from './done.js';
import type { Ack } from './gen/hongyan/client/v1/client_pb.js';
import type { Content, Reply } from './content.js';
import type { HistoryPage } from './inbox/input.js';
import { idBetween, type ChatEvent, type Conversation } from './model.js';
import type { GroupRules, Outgoing, Role } from './model.js';
import type { ChatOptions, ConnectionState } from './options.js';
import type { Sent } from './dispatch.js';
import { mediaLink, upload, type KeptMedia, type MediaLink, type MediaPlace } from './media.js';
import { historyBefore, members, reactions, type Member, type ReactionPage } from './pages.js';
import { fromPushRegistration, type PushRegistration } from './push.js';
import { search, type Search, type SearchPage } from './search.js';
import { ChatSession, unexpected } from './session.js';
import { fromRole, fromRules, type Body } from './wire.js';

/**
 * What an app wants of a chat: stays logged in by itself, keeps conversations without holes, sends messages until they
 * arrived, counts unread, and tells a listener what happens. Requests reject with a `RefusedError` if the server says
 * no, with a `ConnectionError` if there is no answer.
 */
export class ChatClient {
  readonly userId: string;
  readonly #session: ChatSession;

  private constructor(userId: string, session: ChatSession) {
    this.userId = userId;
    this.#session = session;
  }

  /**
   * Begins with what the store kept, then connects. Fulfils before the network is asked: what the device has can be shown
   * at once. Rejects only if the store cannot be read.
   */
  static async start(options: ChatOptions): Promise<ChatClient> {
    const session = new ChatSession(options);
    await session.restore();
    const client = new ChatClient(options.userId, session);
    queueMicrotask(() => session.link.start()); // after whoever waits for the client has it
    return client;
  }

  get state(): ConnectionState {
    return this.#session.link.state;
  }

  /**
   * Sends a text to a conversation. Fulfils when it is safe in the log, however long that takes.
   *
   * @param replyTo the message of the same conversation that it answers
   */
  sendText(conversationId: string, text: string, replyTo?: Reply): Promise<Sent> {
    return this.send(conversationId, { kind: 'text', text, ...(replyTo && { replyTo }) });
  }

  /** Sends a text to a user; their conversation begins with the first. */
  sendTextTo(userId: string, text: string): Promise<Sent> {
    return this.sendText(idBetween(this.userId, userId), text);
  }

  /**
   * Sends a message. Messages of one conversation arrive in the order of these calls. The message is in `waiting` until
   * its event comes.
   *
   * @param clientMessageId one's own id for it: to send the same again yields the same number and no second message
   */
  send(conversationId: string, content: Content, clientMessageId: string = crypto.randomUUID()): Promise<Sent> {
    return this.#dispatch(conversationId, content, clientMessageId, null);
  }

  /**
   * Gives one's own message other content, all of it. Like a message it is in `waiting` until its event comes, in order
   * with what is sent to the conversation, and outlives the page; refused (`TOO_LATE`, for one) it stays there.
   *
   * @param seq the message's
   * @param clientMessageId one's own id for the edit: to send the same again is no second edit
   */
  edit(conversationId: string, seq: number, content: Content, clientMessageId: string = crypto.randomUUID()): Promise<Sent> {
    return this.#dispatch(conversationId, content, clientMessageId, seq);
  }

  #dispatch(conversationId: string, content: Content, clientMessageId: string, editsSeq: number | null): Promise<Sent> {
    return this.#session.dispatch.send({
      conversationId,
      clientMessageId,
      content,
      editsSeq,
      writtenMs: Date.now(),
      refused: null,
    });
  }

  /** Messages and edits without an ack, in the order they were written; those that were refused for good among them. */
  waiting(conversationId: string): readonly Outgoing[] {
    return this.#session.dispatch.waiting(conversationId);
  }

  /** Forgets a message or an edit that was refused for good. */
  discard(clientMessageId: string): void {
    this.#session.dispatch.discard(clientMessageId);
  }

  /** Sends a message or an edit that was refused once more, as a new one. Undefined if there is none. */
  sendAgain(clientMessageId: string): Promise<Sent> | undefined {
    const message = this.#session.dispatch.discard(clientMessageId);
    return message && this.#dispatch(message.conversationId, message.content, crypto.randomUUID(), message.editsSeq);
  }

  /** Takes a message back. */
  recall(conversationId: string, seq: number): Promise<Done> {
    return this.#change({ case: 'recall', value: { conversationId, seq: BigInt(seq) } });
  }

  /**
   * Reacts to a message, or no longer. What is so already changes nothing, and has the seq 0: it may be said again.
   *
   * @param emoji one emoji, or an app's own as `:name:`
   * @param present true: react so; false: no longer
   */
  async react(conversationId: string, seq: number, emoji: string, present: boolean): Promise<Done> {
    const { inbox } = this.#session;
    inbox.sending(conversationId); // its event is not sent back to us: gaps wait for its number
    let happened: ChatEvent | null = null;
    try {
      const ack = await this.#ackFrame({ case: 'react', value: { conversationId, seq: BigInt(seq), emoji, remove: !present } });
      const payload = { kind: 'reacted', targetSeq: seq, emoji, present } as const;
      const done = toDone(ack);
      if (done.seq > 0) {
        const timeMs = Number(ack.timeMs);
        happened = { conversationId, seq: done.seq, uncountable: 0, timeMs, userId: this.userId, payload };
      }
      return done;
    } finally {
      this.#session.perform(happened === null ? inbox.notSent(conversationId) : inbox.sent(happened));
    }
  }

  /**
   * A page of who reacted to a message.
   *
   * @param emoji only those who reacted so; empty: all
   * @param pageToken from the page before; empty for the first
   * @param pageSize 1 to 200
   */
  reactions(conversationId: string, seq: number, emoji = '', pageToken = '', pageSize = 50): Promise<ReactionPage> {
    return reactions(this.#session, conversationId, seq, emoji, pageToken, pageSize);
  }

  /** The user has read everything up to a seq. Counts change at once, and the server is told when it can be. */
  read(conversationId: string, seq: number): void {
    this.#session.perform(this.#session.inbox.read(conversationId, seq));
  }

  /** The user types, or has stopped. Worth nothing when late, hence dropped while offline. */
  typing(conversationId: string, typing: boolean): void {
    this.#session.link.send({ case: 'typing', value: { conversationId, typing } });
  }

  /** Creates a group. With the same client id again it finds the same group. */
  createGroup(
    name: string,
    userIds: readonly string[],
    clientMessageId: string = crypto.randomUUID(),
    rules?: GroupRules,
  ): Promise<Done> {
    const value = { clientMessageId, name, userIds: [...userIds], ...(rules && { rules: fromRules(rules) }) };
    return this.#change({ case: 'createGroup', value });
  }

  /** Says who may do what in a group, all of it. Its owner only. */
  setRules(conversationId: string, rules: GroupRules): Promise<Done> {
    const change = { case: 'setRules' as const, value: fromRules(rules) };
    return this.#change({ case: 'changeGroup', value: { conversationId, change } });
  }

  /** Renames a group. */
  rename(conversationId: string, name: string): Promise<Done> {
    return this.#change({ case: 'changeGroup', value: { conversationId, change: { case: 'rename', value: name } } });
  }

  /** Adds members to a group, at most 100 at once. */
  addMembers(conversationId: string, userIds: readonly string[]): Promise<Done> {
    const value = { userIds: [...userIds] };
    return this.#change({ case: 'changeGroup', value: { conversationId, change: { case: 'add', value } } });
  }

  /** Removes members from a group, at most 100 at once. */
  removeMembers(conversationId: string, userIds: readonly string[]): Promise<Done> {
    const value = { userIds: [...userIds] };
    return this.#change({ case: 'changeGroup', value: { conversationId, change: { case: 'remove', value } } });
  }

  /** Gives a member of a group another role; `owner` hands the group over. */
  setRole(conversationId: string, userId: string, role: Role): Promise<Done> {
    const value = { userId, role: fromRole(role) };
    return this.#change({ case: 'changeGroup', value: { conversationId, change: { case: 'setRole', value } } });
  }

  /**
   * Keeps members of a group from sending, editing and reacting for a while from now, at most 366 days; 0: no longer. For admins and
   * the owner.
   */
  silence(conversationId: string, userIds: readonly string[], durationMs: number): Promise<Done> {
    const value = { userIds: [...userIds], durationMs: BigInt(Math.round(durationMs)) };
    return this.#change({ case: 'changeGroup', value: { conversationId, change: { case: 'silence', value } } });
  }

  /**
   * Has messages that are sent from now on disappear for everybody after a time, one second to 366 days; 0: no longer. In groups for
   * admins and the owner; of two, either may.
   */
  setTimer(conversationId: string, durationMs: number): Promise<Done> {
    return this.#change({ case: 'setTimer', value: { conversationId, durationMs: BigInt(Math.round(durationMs)) } });
  }

  /** Leaves a group. */
  leave(conversationId: string): Promise<Done> {
    return this.#change({ case: 'changeGroup', value: { conversationId, change: { case: 'leave', value: {} } } });
  }

  /** Mutes or unmutes a conversation for oneself. */
  mute(conversationId: string, muted: boolean): Promise<Done> {
    return changeOwn(this.#session, { case: 'mute', value: { conversationId, muted } }, () => ({ conversationId, muted }));
  }

  /** Pins a conversation for oneself, or no longer. At most 100 can be: one more is refused as `LIMIT_REACHED`. */
  pin(conversationId: string, pinned: boolean): Promise<Done> {
    return arrange(this.#session, conversationId, { case: 'pinned', value: pinned });
  }

  /** Puts a conversation into the archive until a message comes that counts, or takes it out. Muted, it stays there. */
  archive(conversationId: string, archived: boolean): Promise<Done> {
    return arrange(this.#session, conversationId, { case: 'archived', value: archived });
  }

  /** Marks a conversation as unread, or no longer. The mark counts nowhere; `read` takes it away. */
  markUnread(conversationId: string, markedUnread: boolean): Promise<Done> {
    return arrange(this.#session, conversationId, { case: 'markedUnread', value: markedUnread });
  }

  /** Blocks or unblocks a user, with whom there is a conversation of two. */
  block(userId: string, blocked: boolean): Promise<Done> {
    const conversationId = idBetween(this.userId, userId);
    return changeOwn(this.#session, { case: 'block', value: { userId, blocked } }, () => ({ conversationId, blocked }));
  }

  /** The newest page of history before a seq; 0: from the end, and not older than what the device has. Not kept. */
  historyBefore(conversationId: string, seq: number, pageSize = 50): Promise<HistoryPage> {
    return historyBefore(this.#session, conversationId, seq, pageSize);
  }

  /** A page of messages that say some words, of all that the user may see. Not kept. */
  search(wanted: Search): Promise<SearchPage> {
    return search(this.#session, wanted);
  }

  /** Uploads a picture or a file for a message to carry, from where an earlier attempt ended. Rejects with a `MediaError` if the storage does not take it. */
  upload(bytes: Blob, contentType: string): Promise<KeptMedia> {
    return upload(this.#session, bytes, contentType);
  }

  /** A link to what a message carries and the suite keeps, for some minutes. */
  mediaLink(place: MediaPlace): Promise<MediaLink> {
    return mediaLink(this.#session, place);
  }

  /** All members of a conversation, by user id. */
  members(conversationId: string): Promise<Member[]> {
    return members(this.#session, conversationId);
  }

  /** Changes whose presence is told, now and after each reconnect. What is known now comes by the listener. */
  watchPresence(partners: boolean, userIds: readonly string[]): void {
    this.#session.watch(partners, userIds);
  }

  /** Registers this device for alerts. */
  registerPush(registration: PushRegistration): Promise<Done> {
    return this.#ack(fromPushRegistration(registration));
  }

  /** Forgets this device's registration for alerts. */
  removePush(): Promise<Done> {
    return this.#ack({ case: 'removePush', value: {} });
  }

  /** The app came to the foreground or went to the background. Told now or, while offline, with the next login. */
  background(background: boolean): void {
    this.#session.link.app.change(background);
  }

  /** All conversations that the device knows, the latest first. */
  conversations(): Conversation[] {
    return this.#session.inbox.conversations();
  }

  /** One conversation, if the device knows it. */
  conversation(id: string): Conversation | undefined {
    return this.#session.inbox.conversation(id);
  }

  /** The events of a conversation that the device keeps, ascending and without holes. */
  events(conversationId: string): readonly ChatEvent[] {
    return this.#session.inbox.events(conversationId);
  }

  /** Unread in all conversations that are not muted. */
  unreadTotal(): number {
    return this.#session.inbox.unreadTotal();
  }

  /** A network may have come or gone: ends a pause, and has a connection show that it is alive. */
  nudge(): void {
    this.#session.link.nudge();
  }

  /** Drops the socket without a word, as when a network is lost; the client comes back by itself. */
  dropConnection(): void {
    this.#session.link.drop();
  }

  /** Logs out and stops. Messages without ack stay in the store. */
  close(): Promise<void> {
    return this.#session.stop();
  }

  /** The event that this makes is not sent back to us: the ack's number tells that it is there to be fetched. */
  async #change(body: Body): Promise<Done> {
    const done = await this.#ack(body);
    this.#session.perform(this.#session.inbox.heardOf(done.conversationId, done.seq));
    return done;
  }

  async #ack(request: Body): Promise<Done> {
    return toDone(await this.#ackFrame(request));
  }

  async #ackFrame(request: Body): Promise<Ack> {
    const body = await this.#session.ask(request);
    return body.case === 'ack' ? body.value : unexpected(body);
  }
}
