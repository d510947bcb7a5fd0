import type { Content, Entity, EntityKind } from '@hongyan/client';

/** A text as it is sent: what was written, without the signs that said how it should look. */
export type Marked = Pick<Content & { kind: 'text' }, 'text' | 'entities' | 'mentions'>;

type Sign = '`' | '**' | '~~' | '||' | '_';

const KIND_OF_SIGN: Readonly<Record<Sign, EntityKind>> = { '`': 'code', '**': 'bold', '~~': 'strike', '||': 'spoiler', _: 'italic' };
const SIGN_OF_KIND = new Map<EntityKind, Sign>(
  Object.entries(KIND_OF_SIGN).map(([sign, kind]) => [kind, sign as Sign]),
);

/** What stands between two signs neither begins nor ends with a blank, nor begins with such a sign, and is on one line. */
const INNER = '((?![*~|_])\\S(?:[^\\n]*?\\S)??)';
const MARKS = new RegExp(
  [
    '(?<code>`)([^`\\n]+)`',
    `(?<bold>\\*\\*)${INNER}\\*\\*`,
    `(?<strike>~~)${INNER}~~`,
    `(?<spoiler>\\|\\|)${INNER}\\|\\|`,
    `(?<![\\p{L}\\p{N}_])(?<italic>_)${INNER}_(?![\\p{L}\\p{N}_])`,
    '(?<link>https?://[^\\s<>"\\p{Cc}]+)',
    '(?<![A-Za-z0-9._@-])@(?<user>[A-Za-z0-9._@-]{1,64})',
  ].join('|'),
  'gu',
);
/** A sentence's end is not a link's. */
const AFTER_LINK = /[.,:;!?'"。，！？、）)\]}]+$/u;
const ENTITIES_MAX = 100;
const EVERYONE = new Set(['all', 'everyone']);

/**
 * What somebody wrote with `**bold**`, `_italic_`, `~~strike~~`, `` `code` `` and `||spoiler||`, links, and `@names` of those
 * who are here. Signs within signs stay as they are.
 */
export function marked(written: string, isMember: (userId: string) => boolean): Marked {
  const entities: Entity[] = [];
  const userIds = new Set<string>();
  let everyone = false;
  let text = '';
  let from = 0;
  for (const match of written.matchAll(MARKS)) {
    text += written.slice(from, match.index);
    from = match.index;
    const { link, user, ...signs } = match.groups ?? {};
    const sign = Object.values(signs).find((found) => found !== undefined) as Sign | undefined;
    if (entities.length >= ENTITIES_MAX) {
      break; // the rest is text
    }
    const start = text.length;
    if (sign !== undefined) {
      const inner = match[0].slice(sign.length, -sign.length);
      entities.push({ start, length: inner.length, kind: KIND_OF_SIGN[sign] });
      text += inner;
      from += match[0].length;
    } else if (link !== undefined) {
      const url = link.replace(AFTER_LINK, '');
      entities.push({ start, length: url.length, kind: 'link', url });
      text += url;
      from += url.length;
    } else if (user !== undefined) {
      const userId = member(user, isMember);
      everyone ||= EVERYONE.has(user);
      if (userId !== undefined && userIds.size < ENTITIES_MAX) {
        userIds.add(userId);
        entities.push({ start, length: userId.length + 1, kind: 'user', userId });
        text += `@${userId}`;
        from += userId.length + 1;
      }
    }
  }
  text += written.slice(from);
  return {
    text,
    ...(entities.length > 0 && { entities }),
    ...((userIds.size > 0 || everyone) && { mentions: { userIds: [...userIds], everyone } }),
  };
}

/** The longest beginning of a name that is somebody here: names may hold dots, and sentences end with them. */
function member(name: string, isMember: (userId: string) => boolean): string | undefined {
  for (let end = name.length; end > 0; end--) {
    const candidate = name.slice(0, end);
    if (isMember(candidate)) {
      return candidate;
    }
    if (!/[._@-]$/.test(candidate)) {
      return undefined;
    }
  }
  return undefined;
}

/** A text with the signs that make it look so, to be changed and sent again. */
export function withSigns(text: string, entities: readonly Entity[]): string {
  let written = '';
  let from = 0;
  for (const { start, length, kind } of entities) {
    const sign = SIGN_OF_KIND.get(kind);
    if (sign === undefined || start < from) {
      continue; // links and names are signs by themselves; what overlaps cannot be written
    }
    written += text.slice(from, start) + sign + text.slice(start, start + length) + sign;
    from = start + length;
  }
  return written + text.slice(from);
}

/** A part of a text that looks the same all over. */
export interface Run {
  readonly text: string;
  readonly kinds: readonly EntityKind[];
  /** Where it leads, if it is a link. */
  readonly url?: string;
  /** Who is meant, if it is a name. */
  readonly userId?: string;
}

/** A text in parts, in order; together they are all of it, whatever the entities say. */
export function runs(text: string, entities: readonly Entity[]): Run[] {
  const cuts = new Set([0, text.length]);
  for (const { start, length } of entities) {
    cuts.add(Math.min(start, text.length));
    cuts.add(Math.min(start + length, text.length));
  }
  const places = [...cuts].sort((a, b) => a - b);
  return places.slice(0, -1).map((from, i) => {
    const to = places[i + 1] ?? text.length;
    const here = entities.filter(({ start, length }) => start <= from && from < start + length);
    const url = here.find(({ kind }) => kind === 'link')?.url;
    const userId = here.find(({ kind }) => kind === 'user')?.userId;
    return {
      text: text.slice(from, to),
      kinds: here.map(({ kind }) => kind),
      ...(url !== undefined && { url }),
      ...(userId !== undefined && { userId }),
    };
  });
}
