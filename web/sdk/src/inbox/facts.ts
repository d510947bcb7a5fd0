import { DEFAULT_RULES, isAtLeast, isOfTwo, type ChatEvent, type Conversation, type GroupRules, type Role } from '../model.js';
import type { OwnChange, Receipt, Summary } from './input.js';

type Arrangement = Pick<Conversation, 'pinnedMs' | 'archivedSeq' | 'markedUnread' | 'ownVersion'>;

/** What is known of a conversation besides its events: name, role, settings, the other one's cursors. */
export class Facts {
  muted = false;
  blocked = false;
  archivedSeq = 0;
  left = false;
  lastEvent: ChatEvent | null = null;
  readonly #id: string;
  readonly #me: string;
  #name = '';
  #role: Role = 'none';
  #memberCount: number;
  #rules: GroupRules = DEFAULT_RULES;
  #silencedUntilMs = 0;
  #timerMs = 0;
  #peerDeliveredSeq = 0;
  #peerReadSeq = 0;
  #pinnedMs = 0;
  #markedUnread = false;
  #ownVersion = 0;
  #mutedSeq = 0; // the head when it was muted here; 0 where that is not known any more
  #asOfSeq = 0; // events up to here have had their say, by themselves or in a summary

  constructor(id: string, me: string) {
    this.#id = id;
    this.#me = me;
    this.#memberCount = this.isPair ? 2 : 0;
  }

  get isPair(): boolean {
    return isOfTwo(this.#id);
  }

  restore(saved: Conversation): void {
    this.#name = saved.name;
    this.muted = saved.muted;
    this.blocked = saved.blocked;
    this.#role = saved.role;
    this.#memberCount = saved.memberCount;
    this.#rules = saved.rules;
    this.#silencedUntilMs = saved.silencedUntilMs;
    this.#timerMs = saved.timerMs;
    this.left = saved.left;
    this.lastEvent = saved.lastEvent;
    this.#peerDeliveredSeq = saved.peerDeliveredSeq;
    this.#peerReadSeq = saved.peerReadSeq;
    this.#arrange(saved);
    this.#asOfSeq = saved.haveSeq;
  }

  /** A summary that is older than the events here says nothing new about what events change. */
  adopt(summary: Summary): void {
    if (summary.ownVersion >= this.#ownVersion) {
      this.muted = summary.muted;
      this.#mutedSeq = 0;
      this.blocked = summary.blocked;
      this.#arrange(summary);
    }
    this.#moveCursors(summary.peerDeliveredSeq, summary.peerReadSeq);
    if (summary.headSeq < this.#asOfSeq) {
      return;
    }
    this.#asOfSeq = summary.headSeq;
    this.#name = summary.name;
    this.#role = summary.role;
    this.#memberCount = summary.memberCount;
    this.left = summary.left;
    this.#rules = summary.rules;
    this.#silencedUntilMs = summary.silencedUntilMs;
    this.#timerMs = summary.timerMs;
    this.lastEvent = summary.lastEvent ?? this.lastEvent;
  }

  #arrange(told: Arrangement): void {
    this.#pinnedMs = told.pinnedMs;
    this.archivedSeq = told.archivedSeq;
    this.#markedUnread = told.markedUnread;
    this.#ownVersion = told.ownVersion;
  }

  /** What the user changed, here or on another device; what came later is known already. */
  own(change: OwnChange): void {
    const version = change.ownVersion ?? 0;
    if (version > 0 && version <= this.#ownVersion) {
      return;
    }
    const headSeq = change.headSeq ?? 0;
    if (change.muted !== undefined && change.muted !== this.muted) {
      if (this.muted && this.archivedSeq > 0) {
        this.archivedSeq = Math.max(this.archivedSeq, headSeq); // what came until now, while it was muted, does not bring it out
      }
      this.muted = change.muted;
      this.#mutedSeq = headSeq;
    }
    this.blocked = change.blocked ?? this.blocked;
    this.#pinnedMs = change.pinnedMs ?? this.#pinnedMs;
    this.archivedSeq = change.archivedSeq ?? this.archivedSeq;
    this.#markedUnread = change.markedUnread ?? this.#markedUnread;
  }

  /** Learns the version that a change made. False if there are changes before it that are not known here. */
  follow(version = 0): boolean {
    this.#ownVersion += version === this.#ownVersion + 1 ? 1 : 0;
    return version <= this.#ownVersion;
  }

  /** The user reads. True if that took a mark away. */
  unmark(): boolean {
    const marked = this.#markedUnread;
    this.#markedUnread = false;
    return marked;
  }

  /** A countable message brings it out of the archive, whoever sent it; not one that came after it was muted. */
  bringOut({ seq, payload }: ChatEvent): void {
    const counts = payload.kind === 'message' && !payload.silent;
    if (counts && seq > this.archivedSeq && (!this.muted || seq <= this.#mutedSeq)) {
      this.archivedSeq = 0;
    }
  }

  /** Whether the user becomes a member by an event. */
  joins({ payload }: ChatEvent): boolean {
    switch (payload.kind) {
      case 'membersAdded':
        return payload.userIds.includes(this.#me);
      case 'groupCreated':
        return payload.members.some((member) => member.userId === this.#me);
      default:
        return false;
    }
  }

  apply(event: ChatEvent): void {
    if (event.seq <= this.#asOfSeq) {
      return;
    }
    this.#asOfSeq = event.seq;
    this.lastEvent = event;
    const { payload } = event;
    switch (payload.kind) {
      case 'groupCreated':
        this.#name = payload.name;
        this.#memberCount = payload.members.length;
        this.#rules = payload.rules ?? DEFAULT_RULES;
        this.#joined(event, payload.members.find((member) => member.userId === this.#me)?.role ?? 'member');
        break;
      case 'groupRenamed':
        this.#name = payload.name;
        break;
      case 'groupRulesChanged':
        this.#rules = payload.rules;
        break;
      case 'membersAdded':
        this.#memberCount += payload.userIds.length;
        this.#joined(event, 'member');
        break;
      case 'membersRemoved':
        this.#memberCount = Math.max(0, this.#memberCount - payload.userIds.length);
        this.#leaves(payload.userIds.includes(this.#me));
        break;
      case 'memberLeft':
        this.#memberCount = Math.max(0, this.#memberCount - 1);
        this.#leaves(event.userId === this.#me);
        this.#takeRole(payload.newOwnerId, 'owner');
        break;
      case 'roleChanged':
        if (payload.role === 'owner' && event.userId === this.#me) {
          this.#role = 'admin'; // handed over
        }
        this.#takeRole(payload.userId, payload.role);
        break;
      case 'timerChanged':
        this.#timerMs = payload.durationMs;
        break;
      case 'membersSilenced':
        if (payload.userIds.includes(this.#me)) {
          this.#silencedUntilMs = payload.untilMs;
        }
        break;
      case 'message':
        this.bringOut(event);
        break;
      case 'recalled':
      case 'edited':
      case 'reacted':
      case 'unknown':
        break;
    }
  }

  #joined(event: ChatEvent, role: Role): void {
    if (this.joins(event)) {
      this.left = false;
      this.archivedSeq = 0;
      this.#role = role;
    }
  }

  #leaves(isMe: boolean): void {
    if (isMe) {
      this.left = true;
      this.#markedUnread = false; // there is nothing left to read
    }
  }

  #takeRole(user: string, role: Role): void {
    if (user === this.#me) {
      this.#role = role;
      this.#silencedUntilMs = isAtLeast(role, 'admin') ? 0 : this.#silencedUntilMs;
    }
  }

  /** True if a cursor of the other one moved. */
  moveReceipt(receipt: Receipt): boolean {
    return this.isPair && receipt.userId !== this.#me && this.#moveCursors(receipt.deliveredSeq, receipt.readSeq);
  }

  #moveCursors(delivered: number, read: number): boolean {
    const moves = Math.max(delivered, read) > this.#peerDeliveredSeq || read > this.#peerReadSeq;
    this.#peerReadSeq = Math.max(this.#peerReadSeq, read);
    this.#peerDeliveredSeq = Math.max(this.#peerDeliveredSeq, delivered, read); // read implies delivered
    return moves;
  }

  get lastTimeMs(): number {
    return this.lastEvent?.timeMs ?? 0;
  }

  view(counts: Pick<Conversation, 'firstSeq' | 'haveSeq' | 'readSeq' | 'unread' | 'mentions'>): Conversation {
    return {
      id: this.#id,
      name: this.#name,
      ...counts,
      muted: this.muted,
      blocked: this.blocked,
      role: this.#role,
      memberCount: this.#memberCount,
      left: this.left,
      lastEvent: this.lastEvent,
      peerDeliveredSeq: this.#peerDeliveredSeq,
      peerReadSeq: this.#peerReadSeq,
      rules: this.#rules,
      pinnedMs: this.#pinnedMs,
      archivedSeq: this.archivedSeq,
      markedUnread: this.#markedUnread,
      ownVersion: this.#ownVersion,
      silencedUntilMs: this.#silencedUntilMs,
      timerMs: this.#timerMs,
    };
  }
}
