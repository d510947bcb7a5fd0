import { wordsOf } from './content.js';
import type { SearchHit as SearchHitFrame } from './gen/hongyan/client/v1/client_pb.js';
import { SearchKind as KindNumber, SearchOrder as OrderNumber } from './gen/hongyan/search/v1/search_pb.js';
import type { ChatEvent } from './model.js';
import { unexpected, type ChatSession } from './session.js';
import { toEvent } from './wire.js';

/** What a message is made of. */
export type SearchKind = 'text' | 'image' | 'video' | 'file' | 'location' | 'contact' | 'custom';

/** What is looked for, in all that the user may see. What is missing is no bound. */
export interface Search {
  /** The words, all of them in a message: 1 to 200 characters. In double quotes as it is; else words may be beginnings. */
  readonly text: string;
  readonly conversationId?: string;
  /** Whose messages. */
  readonly senderId?: string;
  /** From this time on, in milliseconds since 1970 UTC. */
  readonly afterMs?: number;
  /** Before this time. */
  readonly beforeMs?: number;
  readonly kinds?: readonly SearchKind[];
  /** The best first, among the newest 1,000 that match, or simply the newest first. Missing: the best. */
  readonly order?: 'relevance' | 'newest';
  /** 1 to 100. Missing: 20. */
  readonly pageSize?: number;
  /** From the page before, of the same search. */
  readonly pageToken?: string;
}

/** A part of a text, as `slice` takes it. */
export interface TextPart {
  readonly start: number;
  readonly end: number;
}

/** A message that says the words. */
export interface SearchHit {
  /** The message as it is now. It is not kept with others of its conversation. */
  readonly event: ChatEvent;
  /** What was searched: its words, as `wordsOf` has them. */
  readonly text: string;
  /** Where that says the words, ascending and apart. */
  readonly found: readonly TextPart[];
}

/** A page of what was found. It may have fewer hits than asked for, and others still follow. */
export interface SearchPage {
  readonly hits: readonly SearchHit[];
  /** For the next page; empty at the end. */
  readonly nextPageToken: string;
  /** Whether more match than were ranked. */
  readonly truncated: boolean;
}

const KINDS: Readonly<Record<SearchKind, KindNumber>> = {
  text: KindNumber.TEXT,
  image: KindNumber.IMAGE,
  video: KindNumber.VIDEO,
  file: KindNumber.FILE,
  location: KindNumber.LOCATION,
  contact: KindNumber.CONTACT,
  custom: KindNumber.CUSTOM,
};

/** One page. */
export async function search(session: ChatSession, wanted: Search): Promise<SearchPage> {
  const body = await session.ask({
    case: 'search',
    value: {
      text: wanted.text,
      conversationId: wanted.conversationId ?? '',
      senderId: wanted.senderId ?? '',
      afterMs: BigInt(wanted.afterMs ?? 0),
      beforeMs: BigInt(wanted.beforeMs ?? 0),
      kinds: (wanted.kinds ?? []).map((kind) => KINDS[kind]),
      order: wanted.order === 'newest' ? OrderNumber.NEWEST : OrderNumber.RELEVANCE,
      pageSize: wanted.pageSize ?? 0,
      pageToken: wanted.pageToken ?? '',
    },
  });
  if (body.case !== 'search') {
    return unexpected(body);
  }
  const { hits, nextPageToken, truncated } = body.value;
  return { hits: hits.flatMap(toHit), nextPageToken, truncated };
}

function toHit({ event: frame, highlights }: SearchHitFrame): SearchHit[] {
  if (frame === undefined) {
    return [];
  }
  const event = toEvent(frame);
  const content = event.payload.kind === 'message' ? event.payload.content : null;
  const text = content === null ? '' : wordsOf(content);
  return [{ event, text, found: highlights.flatMap((range) => toPart(text, range)) }];
}

/** What is beyond the text is left out. */
function toPart(text: string, { start, length }: { readonly start: number; readonly length: number }): TextPart[] {
  return start + length > text.length ? [] : [{ start, end: start + length }];
}
