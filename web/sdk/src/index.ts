/** A chat client for Hongyan. Start reading at `ChatClient`, then `ChatSession.perform`. */
export { ChatClient } from './client.js';
export type { Done } from './done.js';
export { MediaError, type KeptMedia, type MediaLink, type MediaPlace } from './media.js';
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
  wordsOf,
  type Content,
  type Entity,
  type EntityKind,
  type Framed,
  type Media,
  type Mentions,
  type Reply,
} from './content.js';
export {
  DEFAULT_RULES,
  idBetween,
  inListOrder,
  isAtLeast,
  isOfTwo,
  lastTimeMs,
  mayPost,
  newMessage,
  peerOf,
  type ChatEvent,
  type Conversation,
  type GroupRules,
  type Message,
  type Outgoing,
  type Payload,
  type Reaction,
  type Refusal,
  type Role,
  type UnreadMentions,
  type UserReaction,
} from './model.js';
