import { create, fromBinary, toBinary, type MessageInitShape } from '@bufbuild/protobuf';
import {
  ClientFrameSchema,
  ServerFrameSchema,
  type ClientEvent,
  type ConversationChanges,
  type ConversationPage as ConversationPageFrame,
  type ConversationSummary,
  type Error as ErrorFrame,
  type HistoryPage as HistoryPageFrame,
  type Message as MessageFrame,
  type OwnChange as OwnChangeFrame,
  type Pong,
  type Receipt as ReceiptFrame,
  type ServerFrame,
  type SyncPage as SyncPageFrame,
  type Welcome,
} from './gen/hongyan/client/v1/client_pb.js';
import { ErrorCode } from './gen/hongyan/error/v1/error_pb.js';
import { Role as RoleNumber, type GroupRules as RulesMessage } from './gen/hongyan/events/v1/event_pb.js';
import type {
  Changes,
  ConversationPage,
  HistoryPage,
  OwnChange,
  Receipt,
  Summary,
  Sums,
  SyncPage,
  Welcomed,
} from './inbox/input.js';
import type { Closing } from './login/reconnecting.js';
import { DEFAULT_RULES, peerOf, type ChatEvent, type GroupRules, type Message, type Outgoing, type Payload, type Position, type Role } from './model.js';
import { fromContent, toContent } from './wire-content.js';

/**
 * Frames and the plain values that the rest of the client speaks of. 64-bit numbers become numbers here: they are seqs,
 * counts and times, all of which stay far below 2^53, and plain values can be compared, kept and shown without care.
 */

/** What a client says, without its id. */
export type Body = NonNullable<MessageInitShape<typeof ClientFrameSchema>['body']>;

/** The bytes of a frame; id 0 wants no answer. */
export function encode(id: number, body: Body): Uint8Array<ArrayBuffer> {
  return toBinary(ClientFrameSchema, create(ClientFrameSchema, { id, body }));
}

/** Throws if the bytes are not a frame. */
export function decode(bytes: Uint8Array): ServerFrame {
  return fromBinary(ServerFrameSchema, bytes);
}

export function toWelcomed(welcome: Welcome): Welcomed {
  return {
    changes: welcome.changes.flatMap(toChanges),
    more: welcome.more,
    unreadTotal: Number(welcome.unreadTotal),
  };
}

export function toSyncPage(page: SyncPageFrame): SyncPage {
  return { changes: page.changes.flatMap(toChanges), nextPageToken: page.nextPageToken };
}

export function toConversationPage(page: ConversationPageFrame): ConversationPage {
  return {
    conversations: page.conversations.map(toSummary),
    nextPageToken: page.nextPageToken,
    unreadTotal: Number(page.unreadTotal),
  };
}

export function toHistoryPage(page: HistoryPageFrame): HistoryPage {
  return {
    conversationId: page.conversationId,
    events: page.events.map(toEvent),
    more: page.more,
    headSeq: Number(page.headSeq),
    firstSeq: Number(page.firstSeq),
  };
}

export function toSums(pong: Pong): Sums {
  return {
    headSum: Number(pong.headSum),
    conversationCount: pong.conversationCount,
    unreadTotal: Number(pong.unreadTotal),
    complete: pong.complete,
  };
}

export function toReceipt(receipt: ReceiptFrame): Receipt {
  return {
    conversationId: receipt.conversationId,
    userId: receipt.userId,
    deliveredSeq: Number(receipt.deliveredSeq),
    readSeq: Number(receipt.readSeq),
  };
}

export function toOwnChange(change: OwnChangeFrame): OwnChange {
  return {
    conversationId: change.conversationId,
    readSeq: change.readSeq === undefined ? undefined : Number(change.readSeq),
    unread: change.unread === undefined ? undefined : Number(change.unread),
    muted: change.muted,
    blocked: change.blocked,
    pinnedMs: change.pinnedMs === undefined ? undefined : Number(change.pinnedMs),
    archivedSeq: change.archivedSeq === undefined ? undefined : Number(change.archivedSeq),
    markedUnread: change.markedUnread,
    ownVersion: Number(change.ownVersion),
    headSeq: Number(change.headSeq),
  };
}

/** A code that this client does not know is treated as INTERNAL, which may be tried again. */
export function toClosing(error: ErrorFrame): Closing {
  const code = ErrorCode[error.code];
  return {
    code: code ?? 'INTERNAL',
    message: error.message,
    retry: error.retry || code === undefined,
    retryAfterMs: error.retryAfterMs,
  };
}

export function toEvent(event: ClientEvent): ChatEvent {
  return {
    conversationId: event.conversationId,
    seq: Number(event.seq),
    uncountable: Number(event.uncountable),
    timeMs: Number(event.timeMs),
    userId: event.userId,
    payload: toPayload(event.payload),
  };
}

export function toRole(role: RoleNumber): Role {
  switch (role) {
    case RoleNumber.MEMBER:
      return 'member';
    case RoleNumber.ADMIN:
      return 'admin';
    case RoleNumber.OWNER:
      return 'owner';
    default:
      return 'none';
  }
}

export function fromRole(role: Role): RoleNumber {
  switch (role) {
    case 'none':
      return RoleNumber.UNSPECIFIED;
    case 'member':
      return RoleNumber.MEMBER;
    case 'admin':
      return RoleNumber.ADMIN;
    case 'owner':
      return RoleNumber.OWNER;
  }
}

/** What sends a message of one's own, or an edit. */
export function fromOutgoing({ conversationId, clientMessageId, content, editsSeq }: Outgoing, me: string): Body {
  if (editsSeq !== null) {
    const value = { conversationId, seq: BigInt(editsSeq), clientMessageId, content: fromContent(content) };
    return { case: 'edit', value };
  }
  const peer = peerOf(conversationId, me);
  return {
    case: 'send',
    value: {
      target:
        peer === null ? { case: 'conversationId', value: conversationId } : { case: 'toUserId', value: peer },
      clientMessageId,
      content: fromContent(content),
    },
  };
}

export function fromPositions(
  positions: readonly Position[],
): { conversationId: string; seq: bigint; ownVersion: bigint }[] {
  return positions.map(({ conversationId, seq, ownVersion }) => ({
    conversationId,
    seq: BigInt(seq),
    ownVersion: BigInt(ownVersion),
  }));
}

function toChanges(changes: ConversationChanges): Changes[] {
  return changes.conversation === undefined
    ? []
    : [{ conversation: toSummary(changes.conversation), events: changes.events.map(toEvent) }];
}

function toSummary(summary: ConversationSummary): Summary {
  return {
    conversationId: summary.conversationId,
    name: summary.name,
    headSeq: Number(summary.headSeq),
    firstSeq: Number(summary.firstSeq),
    readSeq: Number(summary.readSeq),
    unread: Number(summary.unread),
    unreadMentions: Number(summary.unreadMentions),
    mentionSeqs: summary.mentionSeqs.map(Number),
    muted: summary.muted,
    blocked: summary.blocked,
    role: toRole(summary.role),
    memberCount: summary.memberCount,
    lastEvent: summary.lastEvent === undefined ? null : toEvent(summary.lastEvent),
    peerReadSeq: Number(summary.peerReadSeq),
    peerDeliveredSeq: Number(summary.peerDeliveredSeq),
    left: summary.left,
    rules: toRules(summary.rules),
    pinnedMs: Number(summary.pinnedMs),
    archivedSeq: Number(summary.archivedSeq),
    markedUnread: summary.markedUnread,
    ownVersion: Number(summary.ownVersion),
    silencedUntilMs: Number(summary.silencedUntilMs),
    timerMs: Number(summary.timerMs),
  };
}

function toRules(rules: RulesMessage | undefined): GroupRules {
  const or = (role: RoleNumber | undefined, otherwise: Role): Role => (role ? toRole(role) : otherwise);
  return {
    post: or(rules?.post, DEFAULT_RULES.post),
    mentionEveryone: or(rules?.mentionEveryone, DEFAULT_RULES.mentionEveryone),
    addMembers: or(rules?.addMembers, DEFAULT_RULES.addMembers),
    rename: or(rules?.rename, DEFAULT_RULES.rename),
  };
}

export function fromRules({ post, mentionEveryone, addMembers, rename }: GroupRules) {
  return {
    post: fromRole(post),
    mentionEveryone: fromRole(mentionEveryone),
    addMembers: fromRole(addMembers),
    rename: fromRole(rename),
  };
}

function toPayload(payload: ClientEvent['payload']): Payload {
  switch (payload.case) {
    case 'message':
      return toMessage(payload.value);
    case 'recalled':
      return { kind: 'recalled', targetSeq: Number(payload.value.targetSeq), expired: payload.value.expired };
    case 'edited': {
      const { targetSeq, content } = payload.value;
      return { kind: 'edited', targetSeq: Number(targetSeq), content: content === undefined ? null : toContent(content) };
    }
    case 'reacted': {
      const { targetSeq, emoji, removed } = payload.value;
      return { kind: 'reacted', targetSeq: Number(targetSeq), emoji, present: !removed };
    }
    case 'groupCreated':
      return {
        kind: 'groupCreated',
        name: payload.value.name,
        members: payload.value.members.map((member) => ({ userId: member.userId, role: toRole(member.role) })),
        ...(payload.value.rules && { rules: toRules(payload.value.rules) }),
      };
    case 'groupRulesChanged':
      return { kind: 'groupRulesChanged', rules: toRules(payload.value.rules) };
    case 'groupRenamed':
      return { kind: 'groupRenamed', name: payload.value.name };
    case 'membersAdded':
      return { kind: 'membersAdded', userIds: [...payload.value.userIds] };
    case 'membersRemoved':
      return { kind: 'membersRemoved', userIds: [...payload.value.userIds] };
    case 'memberLeft':
      return { kind: 'memberLeft', newOwnerId: payload.value.newOwnerId };
    case 'roleChanged':
      return { kind: 'roleChanged', userId: payload.value.userId, role: toRole(payload.value.role) };
    case 'timerChanged':
      return { kind: 'timerChanged', durationMs: Number(payload.value.durationMs) };
    case 'membersSilenced':
      return { kind: 'membersSilenced', userIds: [...payload.value.userIds], untilMs: Number(payload.value.untilMs) };
    case undefined:
      return { kind: 'unknown' };
  }
}

function toMessage(message: MessageFrame): Message {
  return {
    kind: 'message',
    content: message.content === undefined ? null : toContent(message.content),
    clientMessageId: message.clientMessageId,
    silent: message.silent,
    editedSeq: Number(message.editedSeq),
    editedMs: Number(message.editedMs),
    reactions: message.reactions.map(({ emoji, count, mine }) => ({ emoji, count, mine })),
    reactionsSeq: Number(message.reactionsSeq),
    expiresMs: Number(message.expiresMs),
  };
}
