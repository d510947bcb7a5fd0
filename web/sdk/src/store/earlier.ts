import { CONTENT_VERSION } from '../content.js';
import { DEFAULT_RULES, newMessage, type ChatEvent, type Conversation, type Message, type Outgoing, type Payload } from '../model.js';
import type { Saved } from './store.js';

/** Values as any version may have written them: what was added since may be missing. */
type Kept<T, Later extends keyof T> = Omit<T, Later> & Partial<Pick<T, Later>>;
type KeptMessage = Kept<Message, 'editedSeq' | 'editedMs' | 'reactions' | 'reactionsSeq' | 'expiresMs'>;
type KeptConversation = Kept<Conversation, 'rules' | 'silencedUntilMs' | 'timerMs' | 'mentions' | keyof typeof NOT_ARRANGED>;
type KeptOutgoing = Kept<Outgoing, 'editsSeq'>;

/** What a version says that knew nothing of it: the next login tells, since no version is so low. */
const NOT_ARRANGED = { pinnedMs: 0, archivedSeq: 0, markedUnread: false, ownVersion: 0 };

/** What a version says that did not count them: the server is asked. */
const NOT_COUNTED = { count: 0, seqs: [], exact: false };

/**
 * What a store kept, whichever version of this client wrote it.
 *
 * A version that knew neither edits nor reactions kept them as unknown events, and messages as they had been before. What
 * it kept up to the last of these cannot be trusted: it is left to the server to tell again, as history. So is everything up to
 * the last message of a kind that its version did not know and this one may.
 */
export function upToDate(saved: Saved): Saved {
  return {
    ...saved,
    conversations: saved.conversations.map(({ conversation, events }) => ({
      conversation: {
        ...NOT_ARRANGED,
        silencedUntilMs: 0,
        timerMs: 0,
        ...(conversation as KeptConversation),
        rules: (conversation as KeptConversation).rules ?? DEFAULT_RULES,
        mentions: (conversation as KeptConversation).mentions ?? NOT_COUNTED,
        lastEvent: conversation.lastEvent === null ? null : withWhatCameLater(conversation.lastEvent),
      },
      events: afterLast(events, events.some(isOfEarlier) ? isUnknown : saysWhatWasNotKnown).map(withWhatCameLater),
    })),
    outgoing: saved.outgoing.map((message: KeptOutgoing) => ({ ...message, editsSeq: message.editsSeq ?? null })),
  };
}

function isOfEarlier({ payload }: ChatEvent): boolean {
  return payload.kind === 'message' && (payload as KeptMessage).reactions === undefined;
}

function isUnknown(event: ChatEvent): boolean {
  return event.payload.kind === 'unknown' || saysWhatWasNotKnown(event);
}

function saysWhatWasNotKnown({ payload }: ChatEvent): boolean {
  return (
    (payload.kind === 'message' || payload.kind === 'edited') &&
    payload.content?.kind === 'unknown' &&
    payload.content.version !== CONTENT_VERSION
  );
}

function afterLast(events: readonly ChatEvent[], isMeant: (event: ChatEvent) => boolean): readonly ChatEvent[] {
  const last = events.reduce((seq, event) => (isMeant(event) ? Math.max(seq, event.seq) : seq), 0);
  return events.filter((event) => event.seq > last);
}

function withWhatCameLater(event: ChatEvent): ChatEvent {
  return { ...event, payload: payloadOf(event.payload) };
}

function payloadOf(payload: Payload | KeptMessage): Payload {
  return payload.kind === 'message'
    ? { ...newMessage({ kind: 'unknown' }, ''), ...payload }
    : payload;
}
