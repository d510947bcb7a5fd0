import type { Member } from '@hongyan/client';
import type { Transcript } from './transcript.js';

/** What is open: a conversation, and what of it is here. */
export interface Open {
  readonly id: string;
  readonly transcript: Transcript;
  /** After which seq the mark “new” stands; null: nowhere. */
  readonly newAfterSeq: number | null;
  older: 'idle' | 'loading' | 'failed';
  members: readonly Member[];
}
