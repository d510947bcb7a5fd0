/** How much a device keeps in memory. */
export interface InboxLimits {
  /** Conversations; beyond it the one that was quiet longest is forgotten. */
  readonly conversationsMax: number;
  /** Events of one conversation; beyond it the oldest are forgotten and come from the server if asked for. */
  readonly eventsMax: number;
  /** Events of one conversation that wait for a gap before them; beyond it the highest are asked for again. */
  readonly aheadMax: number;
  /** The longest gap that is filled event by event; beyond it the conversation begins anew at its head. */
  readonly gapMax: number;
  /** Unread mentions of one conversation that are known by their seq; the others are only counted. */
  readonly mentionsMax: number;
}

/** What suits a page in a browser; of mentions as many as servers name. */
export const DEFAULT_LIMITS: InboxLimits = {
  conversationsMax: 5_000,
  eventsMax: 300,
  aheadMax: 1_000,
  gapMax: 1_000,
  mentionsMax: 50,
};
