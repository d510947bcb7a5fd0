import type { ChatEvent, Message, Reaction } from '../model.js';

/** As many kinds of reactions as a server tells of one message. */
const KINDS_MAX = 50;

/** A message that was taken back: nothing of it is left but its place. */
const TAKEN_BACK = { content: null, editedSeq: 0, editedMs: 0, reactions: [], reactionsSeq: 0 } as const;

/**
 * What an earlier event becomes by a later one; null if it stays what it is. A message is taken back, edited or reacted
 * to; an edit loses its words when there is a newer one, or when the message is taken back. A page from the server may
 * contain already what an event tells: then the message has a number that is not below the event's, and it stays.
 */
export function became(earlier: ChatEvent, event: ChatEvent, me: string): ChatEvent | null {
  const { payload: change } = event;
  if (change.kind !== 'recalled' && change.kind !== 'edited' && change.kind !== 'reacted') {
    return null;
  }
  const { payload } = earlier;
  if (payload.kind === 'edited') {
    const isOver = change.kind === 'recalled' || (change.kind === 'edited' && earlier.userId === event.userId);
    return isOver && payload.targetSeq === change.targetSeq && payload.content !== null && earlier.seq < event.seq
      ? { ...earlier, payload: { ...payload, content: null } }
      : null;
  }
  if (payload.kind !== 'message' || payload.content === null || earlier.seq !== change.targetSeq) {
    return null;
  }
  const now = messageBecame(earlier, payload, event, me);
  return now && { ...earlier, payload: now };
}

function messageBecame(earlier: ChatEvent, message: Message, { seq, timeMs, userId, payload }: ChatEvent, me: string): Message | null {
  switch (payload.kind) {
    case 'recalled':
      return { ...message, ...TAKEN_BACK };
    case 'edited':
      return payload.content !== null && userId === earlier.userId && seq > message.editedSeq
        ? { ...message, content: payload.content, editedSeq: seq, editedMs: timeMs }
        : null;
    case 'reacted':
      return seq > message.reactionsSeq
        ? { ...message, reactions: counted(message.reactions, payload.emoji, payload.present, userId === me), reactionsSeq: seq }
        : null;
    default:
      return null;
  }
}

/** Known kinds stay in their places, a new one comes last. */
function counted(reactions: readonly Reaction[], emoji: string, present: boolean, isMine: boolean): readonly Reaction[] {
  if (!reactions.some((reaction) => reaction.emoji === emoji)) {
    return present && reactions.length < KINDS_MAX ? [...reactions, { emoji, count: 1, mine: isMine }] : reactions;
  }
  return reactions
    .map((reaction) =>
      reaction.emoji === emoji
        ? { emoji, count: reaction.count + (present ? 1 : -1), mine: isMine ? present : reaction.mine }
        : reaction,
    )
    .filter((reaction) => reaction.count > 0);
}

/**
 * An edit as it is to be kept beside its message: without its words where the message was taken back, or says already what
 * a newer edit brought.
 *
 * @param message the event of the message that is edited; undefined if it is not here
 */
export function withoutOldWords(event: ChatEvent, message: ChatEvent | undefined): ChatEvent {
  const { payload } = event;
  if (payload.kind !== 'edited' || payload.content === null || message?.payload.kind !== 'message') {
    return event;
  }
  const isOld = message.payload.content === null || message.payload.editedSeq > event.seq;
  return isOld ? { ...event, payload: { ...payload, content: null } } : event;
}
