/** What the launcher tells a page in development: where sockets are, and whom to be. */
export interface Development {
  readonly socketUrl: string;
  readonly users: readonly string[];
}

const KEPT = 'hongyan.development';

/** Asks the launcher; what it said last is kept for when it does not answer. */
export async function development(): Promise<Development> {
  try {
    const answer = await fetch('/dev/session');
    if (answer.ok) {
      const told = (await answer.json()) as Development;
      localStorage.setItem(KEPT, JSON.stringify(told));
      return told;
    }
  } catch {
    // not there now
  }
  const kept = localStorage.getItem(KEPT);
  return kept === null ? { socketUrl: '', users: [] } : (JSON.parse(kept) as Development);
}

/** A token for anybody, which only a development suite hands out. */
export async function developmentToken(userId: string): Promise<string> {
  const answer = await fetch('/dev/token', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ userId }),
  });
  if (!answer.ok) {
    throw new Error(`The launcher gave no token: ${answer.status}`);
  }
  return ((await answer.json()) as { token: string }).token;
}
