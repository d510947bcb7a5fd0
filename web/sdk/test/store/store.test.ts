import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_RULES, newMessage, type ChatEvent, type Conversation, type Outgoing } from '../../src/model.js';
import { IndexedDbStore } from '../../src/store/indexeddb.js';
import { MemoryStore, type LocalStore } from '../../src/store/store.js';

const ID = 'd:alice:bob';

const event = (seq: number): ChatEvent => ({
  conversationId: ID,
  seq,
  uncountable: 0,
  timeMs: seq,
  userId: 'bob',
  payload: newMessage({ kind: 'text', text: `${seq}` }, ''),
});

const conversation: Conversation = {
  id: ID,
  name: '',
  firstSeq: 1,
  haveSeq: 3,
  readSeq: 1,
  unread: 2,
  mentions: { count: 1, seqs: [3], exact: true },
  muted: false,
  blocked: false,
  role: 'none',
  memberCount: 2,
  left: false,
  lastEvent: event(3),
  peerDeliveredSeq: 0,
  peerReadSeq: 0,
  rules: DEFAULT_RULES,
  pinnedMs: 0,
  archivedSeq: 0,
  markedUnread: false,
  ownVersion: 0,
  silencedUntilMs: 0,
  timerMs: 0,
};

const outgoing = (clientMessageId: string): Outgoing => ({
  conversationId: ID,
  clientMessageId,
  content: { kind: 'custom', type: 'x/1', data: new Uint8Array([1, 2]), fallback: '' },
  editsSeq: null,
  writtenMs: 5,
  refused: null,
});

beforeAll(() => {
  globalThis.IDBKeyRange = IDBKeyRange;
});

const factory = new IDBFactory();
const memory = new MemoryStore();
const stores: Record<string, () => Promise<LocalStore>> = {
  memory: () => Promise.resolve(memory),
  IndexedDB: () => IndexedDbStore.open('hongyan/alice/1', factory),
};

describe.each(Object.keys(stores))('a store in %s', (name) => {
  const open = stores[name] as () => Promise<LocalStore>;

  it('has after a restart what was kept before', async () => {
    const before = await open();
    await before.apply([
      { kind: 'conversation', conversation },
      { kind: 'events', events: [event(2), event(10), event(3), event(1)] },
      { kind: 'outgoing', message: outgoing('z') },
      { kind: 'outgoing', message: outgoing('a') },
      { kind: 'untoldRead', conversationId: ID, seq: 2 },
    ]);
    await before.apply([
      { kind: 'forget', conversationId: ID, beforeSeq: 2 },
      { kind: 'outgoing', message: { ...outgoing('z'), refused: { code: 'BLOCKED', message: 'no' } } },
      { kind: 'untoldRead', conversationId: ID, seq: 1 },
    ]);
    await before.close();

    const after = await open();

    expect(await after.load()).toEqual({
      conversations: [{ conversation, events: [event(2), event(3), event(10)] }],
      outgoing: [{ ...outgoing('z'), refused: { code: 'BLOCKED', message: 'no' } }, outgoing('a')],
      untoldReads: new Map([[ID, 2]]),
    });
    await after.close();
  });

  it('forgets what arrived and what was told, and nothing beyond', async () => {
    const store = await open();
    await store.apply([
      { kind: 'outgoing', message: outgoing('b') },
      { kind: 'outgoingDone', message: outgoing('a') },
      { kind: 'readTold', conversationId: ID, seq: 1 },
    ]);
    const kept = await store.load();
    expect(kept.outgoing.map((message) => message.clientMessageId)).toEqual(['z', 'b']);
    expect(kept.untoldReads).toEqual(new Map([[ID, 2]]));

    await store.apply([{ kind: 'readTold', conversationId: ID, seq: 2 }]);

    expect((await store.load()).untoldReads.size).toBe(0);
    await store.close();
  });
});
