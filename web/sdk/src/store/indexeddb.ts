import type { ChatEvent, Conversation, Outgoing } from '../model.js';
import { outgoingKey, type Change, type LocalStore, type Saved } from './store.js';

const VERSION = 1;
const CONVERSATIONS = 'conversations';
const EVENTS = 'events';
const OUTGOING = 'outgoing';
const READS = 'reads';

/** An outgoing message beside its place in the order of writing. */
interface OutgoingRow {
  readonly key: string;
  readonly order: number;
  readonly message: Outgoing;
}

interface ReadRow {
  readonly conversationId: string;
  readonly seq: number;
}

/** Keeps everything in IndexedDB: a page that is reloaded, or a browser that is started again, begins where it was. */
export class IndexedDbStore implements LocalStore {
  readonly #database: IDBDatabase;
  #lastOrder: number;

  private constructor(database: IDBDatabase, lastOrder: number) {
    this.#database = database;
    this.#lastOrder = lastOrder;
    // Another page wants to remove or upgrade it: let it, rather than block it for ever.
    database.onversionchange = () => database.close();
  }

  /**
   * Opens a store, which is made if it does not exist.
   *
   * @param name one for each user and device, such as `hongyan/alice/1`
   * @param factory the browser's own, unless a test brings another
   */
  static async open(name: string, factory: IDBFactory = indexedDB): Promise<IndexedDbStore> {
    const opening = factory.open(name, VERSION);
    opening.onupgradeneeded = () => {
      const database = opening.result;
      database.createObjectStore(CONVERSATIONS, { keyPath: 'id' });
      database.createObjectStore(EVENTS, { keyPath: ['conversationId', 'seq'] });
      database.createObjectStore(OUTGOING, { keyPath: 'key' });
      database.createObjectStore(READS, { keyPath: 'conversationId' });
    };
    const database = await result(opening);
    const rows = await result(database.transaction(OUTGOING).objectStore(OUTGOING).getAll() as IDBRequest<OutgoingRow[]>);
    return new IndexedDbStore(database, rows.reduce((last, row) => Math.max(last, row.order), 0));
  }

  /** Removes a store and all it kept, as when the user signs out. */
  static async remove(name: string, factory: IDBFactory = indexedDB): Promise<void> {
    await result(factory.deleteDatabase(name));
  }

  async load(): Promise<Saved> {
    const transaction = this.#database.transaction([CONVERSATIONS, EVENTS, OUTGOING, READS]);
    const [conversations, events, outgoing, reads] = await Promise.all([
      result(transaction.objectStore(CONVERSATIONS).getAll() as IDBRequest<Conversation[]>),
      result(transaction.objectStore(EVENTS).getAll() as IDBRequest<ChatEvent[]>),
      result(transaction.objectStore(OUTGOING).getAll() as IDBRequest<OutgoingRow[]>),
      result(transaction.objectStore(READS).getAll() as IDBRequest<ReadRow[]>),
    ]);
    const byConversation = new Map<string, ChatEvent[]>();
    for (const event of events) {
      const line = byConversation.get(event.conversationId);
      if (line === undefined) {
        byConversation.set(event.conversationId, [event]);
      } else {
        line.push(event); // the key is their order
      }
    }
    outgoing.sort((one, other) => one.order - other.order);
    return {
      conversations: conversations.map((conversation) => ({
        conversation,
        events: byConversation.get(conversation.id) ?? [],
      })),
      outgoing: outgoing.map((row) => row.message),
      untoldReads: new Map(reads.map((row) => [row.conversationId, row.seq])),
    };
  }

  apply(changes: readonly Change[]): Promise<void> {
    return new Promise((resolve, reject) => {
      const transaction = this.#database.transaction([CONVERSATIONS, EVENTS, OUTGOING, READS], 'readwrite');
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error('The browser gave up writing.'));
      for (const change of changes) {
        this.#apply(transaction, change);
      } // no commit(): some changes look first at what is kept
    });
  }

  #apply(transaction: IDBTransaction, change: Change): void {
    switch (change.kind) {
      case 'conversation':
        transaction.objectStore(CONVERSATIONS).put(change.conversation);
        break;
      case 'events': {
        const events = transaction.objectStore(EVENTS);
        change.events.forEach((event) => events.put(event));
        break;
      }
      case 'forget': {
        const range = IDBKeyRange.bound([change.conversationId, 0], [change.conversationId, change.beforeSeq], false, true);
        transaction.objectStore(EVENTS).delete(range);
        break;
      }
      case 'outgoing': {
        const outgoing = transaction.objectStore(OUTGOING);
        const key = outgoingKey(change.message);
        const order = ++this.#lastOrder;
        const known = outgoing.get(key) as IDBRequest<OutgoingRow | undefined>;
        known.onsuccess = () =>
          outgoing.put({ key, order: known.result?.order ?? order, message: change.message } satisfies OutgoingRow);
        break;
      }
      case 'outgoingDone':
        transaction.objectStore(OUTGOING).delete(outgoingKey(change.message));
        break;
      case 'untoldRead':
      case 'readTold': {
        const reads = transaction.objectStore(READS);
        const known = reads.get(change.conversationId) as IDBRequest<ReadRow | undefined>;
        known.onsuccess = () => {
          const kept = known.result?.seq;
          if (change.kind === 'untoldRead') {
            reads.put({ conversationId: change.conversationId, seq: Math.max(kept ?? 0, change.seq) } satisfies ReadRow);
          } else if (kept !== undefined && kept <= change.seq) {
            reads.delete(change.conversationId);
          }
        };
        break;
      }
    }
  }

  close(): Promise<void> {
    this.#database.close(); // waits for what is being written
    return Promise.resolve();
  }
}

function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The browser could not read what it keeps.'));
  });
}
