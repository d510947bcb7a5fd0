import type { ChatEvent, GroupRules, Role } from '../model.js';

/** What a server says of a conversation as a whole. */
export interface Summary {
  readonly conversationId: string;
  readonly name: string;
  readonly headSeq: number;
  readonly firstSeq: number;
  readonly readSeq: number;
  readonly unread: number;
  /** How many of those speak to the user by name, or to everyone. */
  readonly unreadMentions: number;
  /** The first of them. */
  readonly mentionSeqs: readonly number[];
  readonly muted: boolean;
  readonly blocked: boolean;
  readonly role: Role;
  readonly memberCount: number;
  readonly lastEvent: ChatEvent | null;
  readonly peerReadSeq: number;
  readonly peerDeliveredSeq: number;
  readonly left: boolean;
  readonly rules: GroupRules;
  readonly pinnedMs: number;
  readonly archivedSeq: number;
  readonly markedUnread: boolean;
  readonly ownVersion: number;
  readonly silencedUntilMs: number;
  readonly timerMs: number;
}

/** What changed in one conversation. */
export interface Changes {
  readonly conversation: Summary;
  /** Ascending. */
  readonly events: readonly ChatEvent[];
}

/** A login succeeded. */
export interface Welcomed {
  readonly changes: readonly Changes[];
  /** Whether other conversations changed too. */
  readonly more: boolean;
  readonly unreadTotal: number;
}

/** A page of one conversation, ascending. */
export interface HistoryPage {
  readonly conversationId: string;
  readonly events: readonly ChatEvent[];
  readonly more: boolean;
  readonly headSeq: number;
  readonly firstSeq: number;
}

/** A page of what was missed; the token is empty on the last. */
export interface SyncPage {
  readonly changes: readonly Changes[];
  readonly nextPageToken: string;
}

/** A page of conversations; the token is empty on the last. */
export interface ConversationPage {
  readonly conversations: readonly Summary[];
  readonly nextPageToken: string;
  readonly unreadTotal: number;
}

/** The heartbeat's answer. */
export interface Sums {
  readonly headSum: number;
  readonly conversationCount: number;
  readonly unreadTotal: number;
  /** False if the sums could not be had this time. */
  readonly complete: boolean;
}

/** Another member received or read, up to a seq; 0: that has not moved. */
export interface Receipt {
  readonly conversationId: string;
  readonly userId: string;
  readonly deliveredSeq: number;
  readonly readSeq: number;
}

/** The user's own counts or settings changed, on another device or here. What is undefined has not. */
export interface OwnChange {
  readonly conversationId: string;
  readonly readSeq?: number | undefined;
  readonly unread?: number | undefined;
  readonly muted?: boolean | undefined;
  readonly blocked?: boolean | undefined;
  /** When it was pinned; 0: no longer. */
  readonly pinnedMs?: number | undefined;
  /** The head when it was archived; 0: no longer. */
  readonly archivedSeq?: number | undefined;
  readonly markedUnread?: boolean | undefined;
  /** Which of the user's changes of the conversation this is; 0 or undefined: it is not said. */
  readonly ownVersion?: number | undefined;
  /** The head when it changed. */
  readonly headSeq?: number | undefined;
}
