import type { ChatEvent, Presence } from '@hongyan/client';
import { locale, say } from '../i18n.js';
import { inOneLine } from '../state/spoken.js';

const DAY_MS = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale() + JSON.stringify(options);
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale(), options);
  formats.set(key, known);
  return known;
}

/** The time of day. */
export function clock(timeMs: number): string {
  return format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(timeMs);
}

/** A name for the day of a time that is the same for all its times. */
export function dayKey(timeMs: number): string {
  const date = new Date(timeMs);
  return `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;
}

/** What people call the day of a time. */
export function day(timeMs: number, now = Date.now()): string {
  if (dayKey(timeMs) === dayKey(now)) {
    return say('today');
  }
  if (dayKey(timeMs) === dayKey(now - DAY_MS)) {
    return say('yesterday');
  }
  const isThisYear = new Date(timeMs).getFullYear() === new Date(now).getFullYear();
  return format({ weekday: 'long', day: 'numeric', month: 'long', ...(isThisYear ? {} : { year: 'numeric' }) }).format(
    timeMs,
  );
}

/** A time in few characters: of day today, the day before. */
export function when(timeMs: number, now = Date.now()): string {
  if (timeMs === 0) {
    return '';
  }
  if (dayKey(timeMs) === dayKey(now)) {
    return clock(timeMs);
  }
  if (dayKey(timeMs) === dayKey(now - DAY_MS)) {
    return say('yesterday');
  }
  return format({ day: 'numeric', month: 'short' }).format(timeMs);
}

/** A time with its day. */
export function moment(timeMs: number): string {
  return format({ dateStyle: 'medium', timeStyle: 'short' }).format(timeMs);
}

/** A length of time in its largest whole unit. */
export function duration(ms: number): string {
  const [unit, length] = UNITS.find(([, length]) => ms % length === 0) ?? (['second', 1_000] as const);
  return new Intl.NumberFormat(locale(), { style: 'unit', unit, unitDisplay: 'long' }).format(Math.round(ms / length));
}

const UNITS = [
  ['day', DAY_MS],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** What somebody is now, in words; empty if that is not known. */
export function presenceWords(presence: Presence | undefined): string {
  switch (presence?.state) {
    case 'online':
      return say('online');
    case 'away':
      return say('away');
    case 'offline':
      return presence.lastSeenMs === 0 ? say('offline') : say('lastSeen', { when: when(presence.lastSeenMs) });
    default:
      return '';
  }
}

function who(userId: string, me: string, you: 'you' | 'youLower' = 'you'): string {
  return userId === me ? say(you) : isolate(userId);
}

/** Names may be written from right to left, or pretend to be: they must not turn the sentence around them. */
function isolate(text: string): string {
  return `\u2068${text}\u2069`;
}

/** A sentence about an event that is no message. */
export function sentence({ userId, payload }: ChatEvent, me: string): string {
  const name = who(userId, me);
  const others = (userIds: readonly string[]): string =>
    new Intl.ListFormat(locale(), { type: 'conjunction' }).format(userIds.map((id) => who(id, me, 'youLower')));
  switch (payload.kind) {
    case 'message':
      return payload.content === null ? say('takenBack') : say('unknownContent');
    case 'recalled':
      return payload.expired ? say('disappeared') : say('tookBack', { name });
    case 'edited':
      return say('editedOne', { name });
    case 'reacted':
      return say(payload.present ? 'reacted' : 'unreacted', { name, emoji: isolate(payload.emoji) });
    case 'groupCreated':
      return say('created', { name, group: isolate(payload.name) });
    case 'groupRenamed':
      return say('renamed', { name, group: isolate(payload.name) });
    case 'groupRulesChanged':
      return say(payload.rules.post === 'member' ? 'rulesChanged' : 'announcing', { name });
    case 'membersAdded':
      return say('added', { name, others: others(payload.userIds) });
    case 'membersRemoved':
      return say('removed', { name, others: others(payload.userIds) });
    case 'memberLeft':
      return payload.newOwnerId === ''
        ? say('leftGroup', { name })
        : say('becameOwner', { name, other: who(payload.newOwnerId, me, 'youLower') });
    case 'roleChanged':
      return say('roleChanged', { name, other: who(payload.userId, me, 'youLower'), role: say(`role_${payload.role}`) });
    case 'timerChanged':
      return payload.durationMs === 0
        ? say('timerOff', { name })
        : say('timerOn', { name, time: duration(payload.durationMs) });
    case 'membersSilenced':
      return payload.untilMs === 0
        ? say('mayTalk', { name, others: others(payload.userIds) })
        : say('silenced', { name, others: others(payload.userIds), when: moment(payload.untilMs) });
    case 'unknown':
      return say('unknownEvent');
  }
}

/** One line about the latest event of a conversation. */
export function preview(event: ChatEvent | null, me: string, isGroup: boolean): string {
  if (event === null) {
    return '';
  }
  const { payload, userId } = event;
  if ((payload.kind !== 'message' && payload.kind !== 'edited') || payload.content === null) {
    return sentence(event, me);
  }
  const author = userId === me ? say('you') : isGroup ? isolate(userId) : '';
  const line = isolate(inOneLine(payload.content));
  const said = payload.kind === 'edited' ? say('editedTo', { text: line }) : line;
  return author === '' ? said : `${author}: ${said}`;
}
