import type { ChatEvent, Content, Message } from '@hongyan/client';
import { marked, withSigns, type Marked } from './marks.js';

/** What is being written: something new, an answer to a message, or a message anew. */
export type Composing =
  | { readonly kind: 'new' }
  | { readonly kind: 'reply'; readonly to: ChatEvent }
  | { readonly kind: 'edit'; readonly of: ChatEvent };

/** A message that can be shown and worked with: it was not taken back. */
export function messageOf({ payload }: ChatEvent): (Message & { readonly content: Content }) | null {
  return payload.kind === 'message' && payload.content !== null ? { ...payload, content: payload.content } : null;
}

/** Whether somebody may change what a message says: they wrote it themselves, as text. */
export function mayEdit(event: ChatEvent, me: string): boolean {
  const content = messageOf(event)?.content;
  return event.userId === me && content?.kind === 'text' && content.forwards === undefined;
}

/** The latest message that somebody may edit. */
export function lastToEdit(events: readonly ChatEvent[], me: string): ChatEvent | undefined {
  return events.findLast((event) => mayEdit(event, me));
}

/** A message as it was written, to be written anew. */
export function writtenOf(event: ChatEvent): string {
  const content = messageOf(event)?.content;
  return content?.kind === 'text' ? withSigns(content.text, content.entities ?? []) : '';
}

/** What is sent when a text is finished. */
export function contentOf(composing: Composing, written: string, isMember: (userId: string) => boolean): Content {
  const text: Marked = marked(written, isMember);
  switch (composing.kind) {
    case 'new':
      return { kind: 'text', ...text };
    case 'reply': {
      const threadSeq = messageOf(composing.to)?.content.replyTo?.threadSeq ?? 0;
      return { kind: 'text', ...text, replyTo: { seq: composing.to.seq, threadSeq } };
    }
    case 'edit': {
      const replyTo = messageOf(composing.of)?.content.replyTo;
      return { kind: 'text', ...text, ...(replyTo && { replyTo }) };
    }
  }
}
