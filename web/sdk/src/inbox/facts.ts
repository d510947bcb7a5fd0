import { DEFAULT_RULES, isOfTwo, type ChatEvent, type Conversation, type GroupRules, type Role } from '../model.js';
import type { Receipt, Summary } from './input.js';

/** What is known of a conversation besides its events: name, role, settings, the other one's cursors. */
export class Facts {
  muted = false;
  blocked = false;
  left = false;
  lastEvent: ChatEvent | null = null;
  readonly #id: string;
  readonly #me: string;
  #name = '';
  #role: Role = 'none';
  #memberCount: number;
  #rules: GroupRules = DEFAULT_RULES;
  #peerDeliveredSeq = 0;
  #peerReadSeq = 0;
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
    this.left = saved.left;
    this.lastEvent = saved.lastEvent;
    this.#peerDeliveredSeq = saved.peerDeliveredSeq;
    this.#peerReadSeq = saved.peerReadSeq;
    this.#asOfSeq = saved.haveSeq;
  }

  /** A summary that is older than the events here says nothing new about what events change. */
  adopt(summary: Summary): void {
    this.muted = summary.muted;
    this.blocked = summary.blocked;
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
    this.lastEvent = summary.lastEvent ?? this.lastEvent;
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
        this.left ||= payload.userIds.includes(this.#me);
        break;
      case 'memberLeft':
        this.#memberCount = Math.max(0, this.#memberCount - 1);
        this.left ||= event.userId === this.#me;
        this.#takeRole(payload.newOwnerId, 'owner');
        break;
      case 'roleChanged':
        if (payload.role === 'owner' && event.userId === this.#me) {
          this.#role = 'admin'; // handed over
        }
        this.#takeRole(payload.userId, payload.role);
        break;
      case 'message':
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
      this.#role = role;
    }
  }

  #takeRole(user: string, role: Role): void {
    if (user === this.#me) {
      this.#role = role;
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

  view(counts: { firstSeq: number; haveSeq: number; readSeq: number; unread: number }): Conversation {
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
    };
  }
}
