import type { WebSocketClass } from './connection/connection.js';
import type { ChatEvent, Conversation, Outgoing } from './model.js';
import type { InboxLimits } from './inbox/limits.js';
import type { OwnChange, Receipt } from './inbox/input.js';
import type { RefusedError } from './connection/errors.js';
import type { LocalStore } from './store/store.js';

/** Fetches a token for this user from the app's own back end: at the start, and whenever the last one has expired. */
export type TokenSource = () => Promise<string>;

/** Who logs in, from what, and where. */
export interface ChatOptions {
  /** Where connectors are, such as `wss://chat.example.com/v1/socket`. */
  readonly url: string;
  /** The token's subject. */
  readonly userId: string;
  /** This installation, 1 to 64 characters of `[A-Za-z0-9._-]`; a second login of the same replaces the first. */
  readonly deviceId: string;
  readonly tokens: TokenSource;
  /** Where the device keeps what it knows. Without one it keeps it in memory. */
  readonly store?: LocalStore;
  readonly listener?: ChatListener;
  /** Whether the app starts in the background. */
  readonly background?: boolean;
  /** Name and version of the app, for operators; at most 100 characters. */
  readonly agent?: string;
  /** How often to ping, in milliseconds; 0: as the server likes. */
  readonly heartbeatMs?: number;
  readonly limits?: Partial<InboxLimits>;
  /** How many messages may wait for their ack; one more fails at once. 1,000 unless told. */
  readonly outboxMax?: number;
  /** What connections are made of: the platform's own, unless told. Node before 22 has none; `ws` is one. */
  readonly webSocket?: WebSocketClass;
}

/**
 * Whether the server can be talked to now.
 *
 * - `connecting`: a connection is being opened, or the login is under way
 * - `online`: logged in
 * - `waiting`: not connected; it tries again by itself
 * - `stopped`: not connected, and it will not try again: closed, replaced by another login, or refused for good
 */
export type ConnectionState = 'connecting' | 'online' | 'waiting' | 'stopped';

/** What a user is to others: `unknown` where that may not be seen, or never was. */
export interface Presence {
  readonly userId: string;
  readonly state: 'online' | 'away' | 'offline' | 'unknown';
  /** When last online, in milliseconds since 1970 UTC; 0 if unknown. */
  readonly lastSeenMs: number;
}

/** Another member types, or has stopped. Forget it after 10 seconds. */
export interface TypingSignal {
  readonly conversationId: string;
  readonly userId: string;
  readonly typing: boolean;
}

/** Hears what happens. What a listener throws is reported, and changes nothing. */
export interface ChatListener {
  /**
   * Events that follow what came before without a hole, one's own among them; `rewritten` are earlier events as they
   * are now: messages that these edited, reacted to or took back, and edits that are no longer the last.
   */
  onEvents?(conversation: Conversation, events: readonly ChatEvent[], rewritten: readonly ChatEvent[]): void;
  /** A conversation changed without a new event: its counts, cursors or settings, or that it is known now. */
  onConversation?(conversation: Conversation): void;
  /** A message or an edit that is to be sent was written, arrived, or was refused. */
  onOutgoing?(conversationId: string, waiting: readonly Outgoing[]): void;
  /** Somebody else's device has messages, or somebody else read them. */
  onReceipt?(receipt: Receipt): void;
  onTyping?(signal: TypingSignal): void;
  onPresence?(users: readonly Presence[]): void;
  /** One's own counts or settings changed on another device. They are in the conversation already. */
  onOwnChange?(change: OwnChange): void;
  /** Unread in all conversations that are not muted: the app's badge. */
  onUnreadTotal?(total: number): void;
  /** With a sentence for developers, empty where nothing is to say; `retryAtMs` is set while waiting. */
  onState?(state: ConnectionState, why: string, retryAtMs: number | null): void;
  /** The server objected to something that has no answer, such as a receipt. */
  onError?(error: RefusedError): void;
  /** The store cannot write. It is asked again; until then nothing is told to the server as delivered. */
  onStoreFailure?(cause: unknown): void;
}
