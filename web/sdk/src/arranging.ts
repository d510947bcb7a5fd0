import { toDone, type Done } from './done.js';
import type { Ack } from './gen/hongyan/client/v1/client_pb.js';
import type { OwnChange } from './inbox/input.js';
import { unexpected, type ChatSession } from './session.js';
import type { Body } from './wire.js';

/** One change of how the user's own list has a conversation. */
export type Arrangement =
  | { readonly case: 'pinned'; readonly value: boolean }
  | { readonly case: 'archived'; readonly value: boolean }
  | { readonly case: 'markedUnread'; readonly value: boolean };

/**
 * Arranges, and has the conversation as the ack says: when it was pinned, at which head it was archived. What was read before is
 * said before, so that it does not take a mark away that is set after it.
 */
export function arrange(session: ChatSession, conversationId: string, change: Arrangement): Promise<Done> {
  session.tellReads();
  const set = change.value;
  return changeOwn(session, { case: 'arrange', value: { conversationId, change } }, ({ timeMs, seq }) => {
    switch (change.case) {
      case 'pinned':
        return { conversationId, pinnedMs: set ? Number(timeMs) : 0 };
      case 'archived':
        return { conversationId, archivedSeq: set ? Number(seq) : 0 };
      case 'markedUnread':
        return { conversationId, markedUnread: set };
    }
  });
}

/** Asks for a change of what is the user's own. It is not sent back to us: the ack says what became of it. */
export async function changeOwn(session: ChatSession, request: Body, made: (ack: Ack) => OwnChange): Promise<Done> {
  const body = await session.ask(request);
  const ack = body.case === 'ack' ? body.value : unexpected(body);
  session.perform(session.inbox.own({ ...made(ack), ownVersion: Number(ack.ownVersion), headSeq: Number(ack.seq) }));
  return toDone(ack);
}
