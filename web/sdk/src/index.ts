/** A chat client for Hongyan. Start reading at `ChatClient`, then `ChatSession.perform`. */
export { ChatClient, type Done } from './client.js';
export type { Member, ReactionPage } from './pages.js';
export type { PushRegistration } from './push.js';
export type { Search, SearchHit, SearchKind, SearchPage, TextPart } from './search.js';
export type { Sent } from './dispatch.js';
export type { ChatListener, ChatOptions, ConnectionState, Presence, TokenSource, TypingSignal } from './options.js';
export { ConnectionError, RefusedError } from './connection/errors.js';
export type { WebSocketClass } from './connection/connection.js';
export { DEFAULT_LIMITS, type InboxLimits } from './inbox/limits.js';
export { became } from './inbox/became.js';
export type { HistoryPage, OwnChange, Receipt } from './inbox/input.js';
export { MemoryStore, type Change, type LocalStore, type Saved } from './store/store.js';
export { IndexedDbStore } from './store/indexeddb.js';
export {
  forwarded,
  idBetween,
  isOfTwo,
  lastTimeMs,
  newMessage,
  peerOf,
  type ChatEvent,
  type Content,
  type Conversation,
  type Message,
  type Outgoing,
  type Payload,
  type Reaction,
  type Refusal,
  type Reply,
  type Role,
  type UserReaction,
} from './model.js';
