import { randomBytes } from 'node:crypto';
import { expect, vi } from 'vitest';
import { WebSocket } from 'ws';
import {
  ChatClient,
  MemoryStore,
  type ChatEvent,
  type ChatListener,
  type LocalStore,
  type Presence,
  type Receipt,
  type TypingSignal,
  type WebSocketClass,
} from '../../src/index.js';

/** Longer than anything takes; what is waited for is a condition. */
const PATIENCE = { timeout: 30_000, interval: 10 };

function given(name: string): string {
  const value = process.env[name];
  if (value === undefined) {
    throw new Error(`${name} is not set: these tests are run by WebIT, or beside WebSuite.`);
  }
  return value;
}

export const SOCKET = given('HONGYAN_SOCKET');

/** A name that no other test uses. */
export function name(base: string): string {
  return `${base}-${randomBytes(4).toString('hex')}`;
}

/** Kills a service as a crash would; done when it is ready again. */
export async function restart(service: string): Promise<void> {
  const answer = await fetch(`${given('HONGYAN_DOOR')}/restart/${service}`, { method: 'POST' });
  expect(answer.status).toBe(200);
}

/** Waits for a condition. */
export function until(condition: () => void): Promise<void> {
  return vi.waitFor(condition, PATIENCE);
}

async function token(userId: string): Promise<string> {
  const answer = await fetch(`${given('HONGYAN_CHAT')}/dev/token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ userId }),
  });
  return ((await answer.json()) as { token: string }).token;
}

/** Somebody with an app: a user on one device, and everything that the app was told. */
export class Person {
  readonly id: string;
  readonly events: ChatEvent[] = [];
  readonly receipts: Receipt[] = [];
  readonly typing: TypingSignal[] = [];
  readonly presence = new Map<string, Presence>();
  readonly store: LocalStore = new MemoryStore();
  badge = 0;
  readonly #device: string;
  readonly #url: string;
  #app: ChatClient | undefined;

  private constructor(id: string, device: string, url: string) {
    this.id = id;
    this.#device = device;
    this.#url = url;
  }

  static async online(id: string, device = 'page', url = SOCKET): Promise<Person> {
    const person = new Person(id, device, url);
    await person.comeBack();
    return person;
  }

  get app(): ChatClient {
    if (this.#app === undefined) {
      throw new Error(`${this.id} is away.`);
    }
    return this.#app;
  }

  /** The page is closed. */
  async leave(): Promise<void> {
    await this.#app?.close();
    this.#app = undefined;
  }

  /** The page is opened again, with what it had kept. */
  async comeBack(): Promise<void> {
    await this.open();
    await until(() => expect(this.app.state).toBe('online'));
  }

  /** The page is opened; the network may be there or not. */
  async open(): Promise<void> {
    const listener: ChatListener = {
      onEvents: (_, events) => this.events.push(...events),
      onReceipt: (receipt) => this.receipts.push(receipt),
      onTyping: (signal) => this.typing.push(signal),
      onPresence: (users) => users.forEach((user) => this.presence.set(user.userId, user)),
      onUnreadTotal: (total) => (this.badge = total),
    };
    this.#app = await ChatClient.start({
      url: this.#url,
      userId: this.id,
      deviceId: this.#device,
      tokens: () => token(this.id),
      store: this.store,
      listener,
      heartbeatMs: 10_000,
      webSocket: WebSocket as unknown as WebSocketClass,
    });
  }

  texts(conversationId: string): string[] {
    return textsOf(this.app.events(conversationId));
  }

  unread(conversationId: string): number {
    return this.app.conversation(conversationId)?.unread ?? 0;
  }
}

/** What was said, in order; `null` stands for what was taken back. */
export function textsOf(events: readonly ChatEvent[]): string[] {
  return events.flatMap(({ payload }) =>
    payload.kind === 'message' ? [payload.content?.kind === 'text' ? payload.content.text : 'null'] : [],
  );
}
