/** What a chat is made of, as plain values that a store may keep. Numbers are safe integers: a seq stays far below 2^53. */
import type { Content } from './content.js';

/** The role of a member of a group; `none` where there is none, as in conversations of two. */
export type Role = 'none' | 'member' | 'admin' | 'owner';

/** Who may do what in a group: the least role for each. */
export interface GroupRules {
  /** Sends messages. `admin` makes a channel in which admins announce, and others read and react. */
  readonly post: Role;
  /** Mentions everybody at once. */
  readonly mentionEveryone: Role;
  readonly addMembers: Role;
  readonly rename: Role;
}

/** What holds where nobody has said otherwise. */
export const DEFAULT_RULES: GroupRules = { post: 'member', mentionEveryone: 'member', addMembers: 'admin', rename: 'admin' };

const ROLES: readonly Role[] = ['none', 'member', 'admin', 'owner'];

/** Whether a role is at least another. */
export function isAtLeast(role: Role, least: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(least);
}

/** How many react to a message in one way. */
export interface Reaction {
  /** One emoji, or an app's own as `:name:`. */
  readonly emoji: string;
  /** At least 1. */
  readonly count: number;
  /** Whether one is among them oneself. */
  readonly mine: boolean;
}

/** One user's reaction to a message. */
export interface UserReaction {
  readonly userId: string;
  readonly emoji: string;
}

/** A message as it is now, whatever it was when it was sent. */
export interface Message {
  readonly kind: 'message';
  /** What it says since its last edit; null once it was taken back. */
  readonly content: Content | null;
  /** The sender's id for it; empty unless one sent it oneself. */
  readonly clientMessageId: string;
  /** Whether it does not count as unread. */
  readonly silent: boolean;
  /** The seq of the last edit that the content shows; 0: never edited. */
  readonly editedSeq: number;
  /** When that was, in milliseconds since 1970 UTC; 0: never. */
  readonly editedMs: number;
  /** One for each emoji, at most 50. */
  readonly reactions: readonly Reaction[];
  /** The seq of the last change of a reaction that is counted there; 0: none. */
  readonly reactionsSeq: number;
  /** When it disappears, in milliseconds since 1970 UTC: not to be shown from then on, also while offline. 0: never by itself. */
  readonly expiresMs: number;
}

/** What happened. `unknown` is an event of a newer server: it has a seq all the same. */
export type Payload =
  | Message
  /** A message was taken back; or, if `expired`, its time was over. */
  | { readonly kind: 'recalled'; readonly targetSeq: number; readonly expired?: boolean }
  /** A message says something else. `content` is null where that was taken back since, or edited once more. */
  | { readonly kind: 'edited'; readonly targetSeq: number; readonly content: Content | null }
  /** Somebody reacts to a message; or, if not `present`, no longer does. */
  | { readonly kind: 'reacted'; readonly targetSeq: number; readonly emoji: string; readonly present: boolean }
  | {
      readonly kind: 'groupCreated';
      readonly name: string;
      readonly members: readonly { readonly userId: string; readonly role: Role }[];
      /** Missing: as by default. */
      readonly rules?: GroupRules;
    }
  | { readonly kind: 'groupRulesChanged'; readonly rules: GroupRules }
  | { readonly kind: 'groupRenamed'; readonly name: string }
  | { readonly kind: 'membersAdded'; readonly userIds: readonly string[] }
  | { readonly kind: 'membersRemoved'; readonly userIds: readonly string[] }
  | { readonly kind: 'memberLeft'; readonly newOwnerId: string }
  | { readonly kind: 'roleChanged'; readonly userId: string; readonly role: Role }
  /** Messages that are sent from now on disappear after so many milliseconds; 0: they stay. */
  | { readonly kind: 'timerChanged'; readonly durationMs: number }
  /** Members may not send, edit and react until a time in milliseconds since 1970 UTC; 0: they may again. */
  | { readonly kind: 'membersSilenced'; readonly userIds: readonly string[]; readonly untilMs: number }
  | { readonly kind: 'unknown' };

/** Something that happened in a conversation, and its number there: 1, 2, 3 … */
export interface ChatEvent {
  readonly conversationId: string;
  readonly seq: number;
  /** seq minus the countable messages so far. */
  readonly uncountable: number;
  /** Milliseconds since 1970 UTC. For showing only: seq is the order. */
  readonly timeMs: number;
  readonly userId: string;
  readonly payload: Payload;
}

/** Which unread messages speak to the user by name, or to everyone, as they were first sent. */
export interface UnreadMentions {
  /** Muted or not; part of no sum. */
  readonly count: number;
  /** The first of them, ascending: where to go to when the conversation is opened. */
  readonly seqs: readonly number[];
  /** False while the server is being asked, since this device cannot know. */
  readonly exact: boolean;
}

/** Nobody speaks to the user by name. */
export const NO_MENTIONS: UnreadMentions = { count: 0, seqs: [], exact: true };

/** A conversation as this device knows it at one moment. */
export interface Conversation {
  /** `d:<user>:<user>` for two people, `g:…` for a group. */
  readonly id: string;
  /** The group's name; empty for two people. */
  readonly name: string;
  /** The lowest seq the user may see. */
  readonly firstSeq: number;
  /** The seq up to which this device has shown everything. */
  readonly haveSeq: number;
  /** The user's read cursor. */
  readonly readSeq: number;
  /** Exact: countable messages beyond the cursor, not one's own, not recalled. */
  readonly unread: number;
  /** Those of them that speak to the user by name, or to everyone. */
  readonly mentions: UnreadMentions;
  readonly muted: boolean;
  readonly blocked: boolean;
  readonly role: Role;
  readonly memberCount: number;
  readonly left: boolean;
  readonly lastEvent: ChatEvent | null;
  /** The other one's cursors; 0 in groups. */
  readonly peerDeliveredSeq: number;
  readonly peerReadSeq: number;
  /** Who may do what in a group. */
  readonly rules: GroupRules;
  /** When the user pinned it, in milliseconds since 1970 UTC; 0: not pinned. */
  readonly pinnedMs: number;
  /** The head when the user archived it; 0: it is not in the archive. */
  readonly archivedSeq: number;
  /** Whether the user marked it as unread, which counts nowhere. */
  readonly markedUnread: boolean;
  /** How often the user changed anything of one's own here, up to where this device has missed nothing of it. */
  readonly ownVersion: number;
  /** Until when an admin keeps the user from sending, editing and reacting, in milliseconds since 1970 UTC; 0, or over: nobody does. */
  readonly silencedUntilMs: number;
  /** How long after they were sent messages disappear that are sent now, in milliseconds; 0: they stay. */
  readonly timerMs: number;
}

/** A message, or an edit of one, that the server may not have yet. */
export interface Outgoing {
  readonly conversationId: string;
  /** One's own id for it, the same however often it is sent. */
  readonly clientMessageId: string;
  readonly content: Content;
  /** The seq of the message that gets this content; null: it is a message of its own. */
  readonly editsSeq: number | null;
  /** When it was written, in milliseconds since 1970 UTC by this device's clock. */
  readonly writtenMs: number;
  /** Why the server will never take it; null while it is still to be sent. */
  readonly refused: Refusal | null;
}

/** Why the server refused something for good. */
export interface Refusal {
  /** A name of `hongyan.error.v1.ErrorCode` without its prefix, such as `BLOCKED`. */
  readonly code: string;
  /** A sentence for developers. */
  readonly message: string;
}

/** A message as it is when nothing has become of it yet. */
export function newMessage(content: Content, clientMessageId: string, silent = false): Message {
  return { kind: 'message', content, clientMessageId, silent, editedSeq: 0, editedMs: 0, reactions: [], reactionsSeq: 0, expiresMs: 0 };
}

/** The id of the conversation of two people, in either order. */
export function idBetween(one: string, other: string): string {
  return one < other ? `d:${one}:${other}` : `d:${other}:${one}`; // user ids are ASCII: this is the order of bytes
}

/** Whether a conversation is of two people. */
export function isOfTwo(conversationId: string): boolean {
  return conversationId.startsWith('d:');
}

/** The other one of two, from the conversation's id; null in a group. */
export function peerOf(conversationId: string, user: string): string | null {
  if (!isOfTwo(conversationId)) {
    return null;
  }
  const pair = conversationId.slice(2);
  const colon = pair.indexOf(':'); // user ids have none
  const first = colon < 0 ? pair : pair.slice(0, colon);
  return first === user ? pair.slice(colon + 1) : first;
}

/** Whether the user may write there, as far as the device knows, but for a while of `silencedUntilMs`. */
export function mayPost({ id, role, rules, left, blocked }: Conversation): boolean {
  return !left && !blocked && (isOfTwo(id) || isAtLeast(role, rules.post));
}

/** The order of a list: pinned ones first, the last pinned on top; then the latest first. */
export function inListOrder(one: Conversation, other: Conversation): number {
  return other.pinnedMs - one.pinnedMs || lastTimeMs(other) - lastTimeMs(one) || (one.id < other.id ? -1 : 1);
}

/** When something last happened, in milliseconds since 1970 UTC; 0 if unknown. */
export function lastTimeMs(conversation: Conversation): number {
  return conversation.lastEvent?.timeMs ?? 0;
}

/** The seq up to which nothing of a conversation is missing, and the `ownVersion`. */
export interface Position {
  readonly conversationId: string;
  readonly seq: number;
  readonly ownVersion: number;
}
