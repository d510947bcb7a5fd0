import type { HistoryPage } from './inbox/input.js';
import type { Role, UserReaction } from './model.js';
import { unexpected, type ChatSession } from './session.js';
import { toHistoryPage, toRole } from './wire.js';

/** A member of a conversation, and how far they have received and read. */
export interface Member {
  readonly userId: string;
  readonly role: Role;
  readonly readSeq: number;
  readonly deliveredSeq: number;
  /** Until when an admin keeps the member from speaking, in milliseconds since 1970 UTC; 0, or over: nobody does. */
  readonly silencedUntilMs: number;
}

/** Who reacted to a message, ascending by user, then by emoji. */
export interface ReactionPage {
  readonly reactions: readonly UserReaction[];
  /** For the next page; empty at the end. */
  readonly nextPageToken: string;
}

/** More members than this are not asked for at once. */
const MEMBERS_PER_PAGE = 500;

/** The newest page before a seq, not older than what the device has. */
export async function historyBefore(
  session: ChatSession,
  conversationId: string,
  seq: number,
  pageSize: number,
): Promise<HistoryPage> {
  const have = session.inbox.conversation(conversationId)?.haveSeq ?? 0;
  const body = await session.ask({
    case: 'history',
    value: {
      conversationId,
      from: { case: 'beforeSeq', value: BigInt(seq) },
      pageSize,
      atLeastSeq: BigInt(have),
    },
  });
  return body.case === 'history' ? toHistoryPage(body.value) : unexpected(body);
}

/** All members, page by page. */
export async function members(session: ChatSession, conversationId: string): Promise<Member[]> {
  const all: Member[] = [];
  let pageToken = '';
  do {
    const body = await session.ask({
      case: 'members',
      value: { conversationId, pageSize: MEMBERS_PER_PAGE, pageToken },
    });
    if (body.case !== 'members') {
      return unexpected(body);
    }
    for (const { userId, role, readSeq, deliveredSeq, silencedUntilMs } of body.value.members) {
      all.push({
        userId,
        role: toRole(role),
        readSeq: Number(readSeq),
        deliveredSeq: Number(deliveredSeq),
        silencedUntilMs: Number(silencedUntilMs),
      });
    }
    pageToken = body.value.nextPageToken;
  } while (pageToken !== '');
  return all;
}

/** One page of who reacted to a message. */
export async function reactions(
  session: ChatSession,
  conversationId: string,
  seq: number,
  emoji: string,
  pageToken: string,
  pageSize: number,
): Promise<ReactionPage> {
  const value = { conversationId, seq: BigInt(seq), emoji, pageToken, pageSize };
  const body = await session.ask({ case: 'reactions', value });
  if (body.case !== 'reactions') {
    return unexpected(body);
  }
  return {
    reactions: body.value.reactions.map(({ userId, emoji }) => ({ userId, emoji })),
    nextPageToken: body.value.nextPageToken,
  };
}
