/** What people say to each other, as plain values that a store may keep. Everything is data: show it as text, never as markup. */

/** What was said. `unknown` is of a kind that a newer app wrote: show a placeholder. */
export type Content = (
  | { readonly kind: 'text'; readonly text: string }
  /** A picture. */
  | ({ readonly kind: 'image'; readonly caption: string; readonly description: string } & Framed)
  /** Something spoken; `waveform` says how loud it is over its length. */
  | { readonly kind: 'voice'; readonly media: Media; readonly durationMs: number; readonly waveform: Uint8Array }
  /** A film. */
  | ({ readonly kind: 'video'; readonly durationMs: number; readonly caption: string } & Framed)
  /** A file of any other kind. */
  | { readonly kind: 'file'; readonly media: Media; readonly name: string; readonly caption: string }
  /** A place in WGS 84; accuracy in metres, 0: not known. */
  | {
      readonly kind: 'location';
      readonly latitude: number;
      readonly longitude: number;
      readonly accuracyM: number;
      readonly name: string;
      readonly address: string;
    }
  /** How somebody can be reached; `userId` is empty for who is not here. */
  | {
      readonly kind: 'contact';
      readonly userId: string;
      readonly name: string;
      readonly phones: readonly string[];
      readonly emails: readonly string[];
    }
  /** Content that only the apps understand. */
  | { readonly kind: 'custom'; readonly type: string; readonly data: Uint8Array; readonly fallback: string }
  /** `version` is that of the client which did not know it. */
  | { readonly kind: 'unknown'; readonly version?: number }
) & {
  /** Whom the message speaks to by name; missing: nobody in particular. */
  readonly mentions?: Mentions;
  /** What this answers; missing: nothing. */
  readonly replyTo?: Reply;
  /** How often it was forwarded, as the apps that did so say, at most 1,000; missing: never. A label, not a proof. */
  readonly forwards?: number;
  /** What parts of the text, or of the caption, look like or mean, ascending by start; missing: nothing. */
  readonly entities?: readonly Entity[];
};

/** Rises with the kinds that this client knows: what an earlier one kept as unknown is asked for again. */
export const CONTENT_VERSION = 2;

/** Something to be looked at. */
export interface Framed {
  readonly media: Media;
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** A tiny picture, or a hash of one, as the apps agree; empty: none. */
  readonly preview: Uint8Array;
}

/** Bytes that lie elsewhere. Ask before they are loaded from where others say that they lie. */
export interface Media {
  /** An https URL; empty where there is a `mediaId`. */
  readonly url: string;
  /** The id of what was uploaded to the suite itself. */
  readonly mediaId?: string;
  /** A media type without parameters, such as `image/jpeg`. */
  readonly contentType: string;
  readonly sizeBytes: number;
  /** 32 bytes, to check what was loaded; empty: not known. */
  readonly sha256: Uint8Array;
}

/** What a part of a text is. */
export type EntityKind =
  | 'bold'
  | 'italic'
  | 'underline'
  | 'strike'
  | 'code'
  | 'codeBlock'
  | 'quote'
  | 'spoiler'
  | 'link'
  | 'user';

/** A part of a text, in UTF-16 code units, as strings count. */
export interface Entity {
  readonly start: number;
  readonly length: number;
  readonly kind: EntityKind;
  /** Where a `link` leads: https:, http:, mailto: or tel:. */
  readonly url?: string;
  /** Who is meant by `user`. To alert them, mention them too. */
  readonly userId?: string;
}

/** Whom a message speaks to by name. Who is no member is passed over. */
export interface Mentions {
  /** At most 100. */
  readonly userIds: readonly string[];
  /** Everybody in the conversation. */
  readonly everyone: boolean;
}

/** An answer to an earlier message of the same conversation: a reference, never a copy of its words. */
export interface Reply {
  /** The message that is answered. */
  readonly seq: number;
  /** The message that began the thread, at most `seq`; 0: no thread. */
  readonly threadSeq: number;
}

/** The words of a content, as people would read them out; empty where there are none, as in a recording. */
export function wordsOf(content: Content): string {
  switch (content.kind) {
    case 'text':
      return content.text;
    case 'image':
    case 'video':
      return content.caption;
    case 'file':
      return content.caption || content.name;
    case 'location':
      return content.name || content.address;
    case 'contact':
      return content.name || content.userId;
    case 'custom':
      return content.fallback;
    case 'voice':
    case 'unknown':
      return '';
  }
}

/** What somebody said, to be said in another conversation: it answers and mentions nobody there, and is labelled as forwarded. */
export function forwarded(content: Content): Content {
  const { replyTo: _, mentions: __, ...rest } = content;
  return { ...rest, forwards: Math.min(FORWARDS_MAX, (content.forwards ?? 0) + 1) };
}

/** Beyond this the server takes no more. */
const FORWARDS_MAX = 1_000;
