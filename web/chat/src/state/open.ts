import type { Member, Receipt } from '@hongyan/client';
import type { Composing } from './composing.js';
import type { Quotes } from './quotes.js';
import type { Transcript } from './transcript.js';

/** What is open: a conversation, and what of it is here. */
export interface Open {
  readonly id: string;
  readonly transcript: Transcript;
  readonly quotes: Quotes;
  /** After which seq the mark “new” stands; null: nowhere. */
  readonly newAfterSeq: number | null;
  /** The first messages that spoke to the user by name and were unread when it was opened, ascending. */
  readonly mentionSeqs: readonly number[];
  composing: Composing;
  older: 'idle' | 'loading' | 'failed';
  members: readonly Member[];
}

/** What is known of members after somebody received or read. */
export function received(members: readonly Member[], receipt: Receipt): readonly Member[] {
  return members.map((member) =>
    member.userId === receipt.userId
      ? {
          ...member,
          readSeq: Math.max(member.readSeq, receipt.readSeq),
          deliveredSeq: Math.max(member.deliveredSeq, receipt.deliveredSeq, receipt.readSeq),
        }
      : member,
  );
}
