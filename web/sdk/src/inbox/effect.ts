import type { ChatEvent, Conversation } from '../model.js';
import type { Sums } from './input.js';

/** What an input to the inbox leads to. Whoever holds the inbox carries it out, in the order given. */
export type Effect =
  /**
   * Events that follow what was shown before without a hole: store them, then show them. `rewritten` are earlier
   * events as they are after these, which took them back, edited them or reacted to them: store them too.
   */
  | {
      readonly kind: 'shown';
      readonly conversation: Conversation;
      readonly events: readonly ChatEvent[];
      readonly rewritten: readonly ChatEvent[];
    }
  /** A conversation changed without a new event: counts, cursors, settings, or that it exists. */
  | { readonly kind: 'changed'; readonly conversation: Conversation }
  /** Events are no longer kept: older than the seq, or all of them where a conversation began anew. */
  | { readonly kind: 'forgotten'; readonly conversationId: string; readonly beforeSeq: number }
  /** Say that the device has everything up to a seq. Once for many: the highest counts. */
  | { readonly kind: 'confirm'; readonly conversationId: string; readonly seq: number }
  /** Tell the server the read cursor, which it does not know yet. */
  | { readonly kind: 'tellRead'; readonly conversationId: string; readonly seq: number }
  /** Something is missing: ask for the history after a seq, up to one that is known to exist. */
  | { readonly kind: 'fill'; readonly conversationId: string; readonly afterSeq: number; readonly atLeastSeq: number }
  /** Something was missed somewhere: ask for the next page of what changed. The token is empty for the first. */
  | { readonly kind: 'sync'; readonly pageToken: string }
  /** Counts or settings may be out of date: ask for the next page of conversations. Empty for the first. */
  | { readonly kind: 'refresh'; readonly pageToken: string }
  /** The server's sums differ, perhaps only because something is on its way: compare again in a second. */
  | { readonly kind: 'compareLater'; readonly sums: Sums }
  /** Unread in all conversations that are not muted. */
  | { readonly kind: 'badge'; readonly total: number };
