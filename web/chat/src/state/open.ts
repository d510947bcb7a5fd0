import type { Member } from '@hongyan/client';
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
  composing: Composing;
  older: 'idle' | 'loading' | 'failed';
  members: readonly Member[];
}
