import { ConnectionError, RefusedError } from './connection/errors.js';
import type { Ack } from './gen/hongyan/client/v1/client_pb.js';
import type { Effect } from './inbox/effect.js';
import type { Inbox } from './inbox/inbox.js';
import type { Link } from './link.js';
import { pauseMs, type Closing } from './login/reconnecting.js';
import { newMessage, type Outgoing, type Payload } from './model.js';
import { Outbox } from './outbox/outbox.js';
import type { Journal } from './store/journal.js';
import { fromOutgoing, toClosing } from './wire.js';

/** Where a message, or an edit, has come to lie. */
export interface Sent {
  readonly conversationId: string;
  readonly seq: number;
  readonly timeMs: number;
  /** True if an earlier attempt had brought it. */
  readonly repeated: boolean;
}

interface Answer {
  readonly promise: Promise<Sent>;
  resolve(sent: Sent): void;
  reject(error: Error): void;
}

/** Sends what the outbox holds, messages and edits, until each has its ack or is refused for good. */
export class Dispatch {
  readonly #me: string;
  readonly #link: Link;
  readonly #inbox: Inbox;
  readonly #journal: Journal;
  readonly #perform: (effects: readonly Effect[]) => void;
  readonly #onOutgoing: (conversationId: string) => void;
  readonly #outbox: Outbox;
  readonly #stored = new Set<string>(); // client ids of messages that may go, since they are kept
  readonly #refused = new Map<string, Outgoing>();
  readonly #answers = new Map<string, Answer>(); // bounded by the outbox
  #epoch = 0;

  constructor(
    me: string,
    link: Link,
    inbox: Inbox,
    journal: Journal,
    outboxMax: number,
    perform: (effects: readonly Effect[]) => void,
    onOutgoing: (conversationId: string) => void,
  ) {
    this.#me = me;
    this.#link = link;
    this.#inbox = inbox;
    this.#journal = journal;
    this.#perform = perform;
    this.#onOutgoing = onOutgoing;
    this.#outbox = new Outbox(outboxMax);
  }

  /** Begins with what an earlier life of the app could not send. */
  restore(messages: readonly Outgoing[]): void {
    for (const message of messages) {
      if (message.refused !== null) {
        this.#refused.set(message.clientMessageId, message);
      } else if (this.#outbox.add(message) === 'added') {
        this.#stored.add(message.clientMessageId);
      }
    }
  }

  /** Fulfils when the message is in the log, however long that takes. */
  send(message: Outgoing): Promise<Sent> {
    switch (this.#outbox.add(message)) {
      case 'full':
        return Promise.reject(new ConnectionError('full', 'As many messages as allowed wait to be sent.'));
      case 'added':
        this.#journal.add({ kind: 'outgoing', message });
        this.#journal.whenSafe(() => {
          this.#stored.add(message.clientMessageId);
          this.#sendReady();
        });
        this.#onOutgoing(message.conversationId);
        break;
      case 'known':
        break;
    }
    return this.#answerFor(message).promise;
  }

  #answerFor(message: Outgoing): Answer {
    const known = this.#answers.get(message.clientMessageId);
    if (known !== undefined) {
      return known;
    }
    let resolve: Answer['resolve'] = () => {};
    let reject: Answer['reject'] = () => {};
    const promise = new Promise<Sent>((fulfilled, rejected) => {
      resolve = fulfilled;
      reject = rejected;
    });
    promise.catch(() => {}); // whoever looks at `waiting` instead need not handle it
    const made = { promise, resolve, reject };
    this.#answers.set(message.clientMessageId, made);
    return made;
  }

  /** What waits for a conversation, in the order it was written; what was refused for good among it. */
  waiting(conversationId: string): readonly Outgoing[] {
    const refused = [...this.#refused.values()].filter((message) => message.conversationId === conversationId);
    return [...refused, ...this.#outbox.waiting(conversationId)]; // what was refused had been the first in its line
  }

  /** Forgets a message that was refused. */
  discard(clientMessageId: string): Outgoing | undefined {
    const message = this.#refused.get(clientMessageId);
    if (message !== undefined) {
      this.#refused.delete(clientMessageId);
      this.#journal.add({ kind: 'outgoingDone', message });
      this.#onOutgoing(message.conversationId);
    }
    return message;
  }

  onUp(): void {
    this.#sendReady();
  }

  onDown(): void {
    this.#epoch++;
    this.#outbox.disconnected();
  }

  #sendReady(): void {
    if (this.#link.isUp) {
      this.#outbox
        .takeReady((message) => this.#stored.has(message.clientMessageId))
        .forEach((message) => void this.#transmit(message));
    }
  }

  async #transmit(message: Outgoing): Promise<void> {
    this.#inbox.sending(message.conversationId);
    const sent = this.#epoch;
    const answer = await this.#link.request(fromOutgoing(message, this.#me)).catch(() => null);
    const error = answer?.body.case === 'error' ? toClosing(answer.body.value) : null;
    if (answer?.body.case === 'ack') {
      this.#acked(message, answer.body.value);
    } else if (sent !== this.#epoch) {
      this.#perform(this.#inbox.notSent(message.conversationId)); // goes out again at the next login
    } else if (error !== null && !error.retry) {
      this.#wasRefused(message, error);
    } else {
      this.#later(message, error?.retryAfterMs ?? 0);
    }
  }

  #acked(message: Outgoing, ack: Ack): void {
    const seq = Number(ack.seq);
    const { conversationId, repeated } = ack;
    const timeMs = Number(ack.timeMs);
    const answer = this.#finish(message);
    this.#journal.add({ kind: 'outgoingDone', message }); // in one go with its event, which follows
    this.#perform(
      this.#inbox.sent({
        conversationId,
        seq,
        uncountable: 0,
        timeMs,
        userId: this.#me,
        payload: payloadOf(message, Number(ack.expiresMs)),
      }),
    );
    this.#onOutgoing(message.conversationId);
    answer?.resolve({ conversationId, seq, timeMs, repeated });
    this.#sendReady();
  }

  #wasRefused(message: Outgoing, error: Closing): void {
    const refused: Outgoing = { ...message, refused: { code: error.code, message: error.message } };
    const answer = this.#finish(message);
    this.#refused.set(message.clientMessageId, refused);
    this.#journal.add({ kind: 'outgoing', message: refused });
    this.#perform(this.#inbox.notSent(message.conversationId));
    this.#onOutgoing(message.conversationId);
    answer?.reject(new RefusedError(error));
    this.#sendReady();
  }

  /** Nobody waits for the answer after a restart. */
  #finish(message: Outgoing): Answer | undefined {
    this.#outbox.done(message);
    this.#stored.delete(message.clientMessageId);
    const answer = this.#answers.get(message.clientMessageId);
    this.#answers.delete(message.clientMessageId);
    return answer;
  }

  #later(message: Outgoing, toldMs: number): void {
    this.#perform(this.#inbox.notSent(message.conversationId));
    const pause = pauseMs(this.#outbox.pause(message), Math.random());
    setTimeout(
      () => {
        this.#outbox.resume(message.conversationId);
        this.#sendReady();
      },
      Math.max(toldMs, pause),
    );
  }

  /** The client is closed: who waits for an ack hears that it will not come in this life. */
  stop(): void {
    this.#answers.forEach((answer) =>
      answer.reject(new ConnectionError('closed', 'The client was closed before the ack came.')),
    );
    this.#answers.clear();
  }
}

/** What the event says that an ack tells of. */
function payloadOf({ content, clientMessageId, editsSeq }: Outgoing, expiresMs: number): Payload {
  return editsSeq === null
    ? { ...newMessage(content, clientMessageId), expiresMs }
    : { kind: 'edited', targetSeq: editsSeq, content };
}
