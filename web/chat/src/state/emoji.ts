/** What people react with most. */
export const COMMON: readonly string[] = ['👍', '❤️', '😂', '🎉', '😮', '🙏'];

/** An app's own, as the protocol has it. */
const OWN = /^:[a-z0-9_+-]{1,32}:$/;

/** A picture, a flag, or a key. */
const PICTURE = /\p{Extended_Pictographic}|^\p{Regional_Indicator}{2}$|^[0-9#*]\ufe0f?\u20e3$/u;

/** The one emoji, or app's own name for one, that somebody entered; null if it is something else. */
export function emojiOf(text: string): string | null {
  const entered = text.trim();
  if (OWN.test(entered)) {
    return entered;
  }
  const parts = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(entered)];
  return parts.length === 1 && PICTURE.test(entered) ? entered : null;
}
