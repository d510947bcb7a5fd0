/** A typing signal holds so long unless repeated, in milliseconds. */
export const TYPING_HOLDS_MS = 10_000;

/** Who types where, as far as was told and not too long ago. Pure: the time is an argument, in milliseconds. */
export class TypingNow {
  readonly #until = new Map<string, Map<string, number>>();

  /** Somebody types, or has stopped. */
  hear(conversationId: string, userId: string, typing: boolean, now: number): void {
    const line = this.#until.get(conversationId) ?? new Map<string, number>();
    this.#until.set(conversationId, line);
    if (typing) {
      line.set(userId, now + TYPING_HOLDS_MS);
    } else {
      line.delete(userId);
    }
  }

  /** Who types in a conversation. */
  in(conversationId: string, now: number): readonly string[] {
    return [...(this.#until.get(conversationId) ?? [])].filter(([, until]) => until > now).map(([userId]) => userId);
  }
}
