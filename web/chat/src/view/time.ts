import { useEffect, useState } from 'preact/hooks';

/** Timers of browsers hold some 24 days. */
const WAIT_MAX_MS = 86_400_000;

/** Whether a time, in milliseconds since 1970 UTC, is still to come by this device's clock: shown anew when it has. */
export function useIsBefore(timeMs: number): boolean {
  const [lookedAt, setLookedAt] = useState(0);
  const left = timeMs - Date.now();
  useEffect(() => {
    if (left <= 0) {
      return undefined;
    }
    const timer = setTimeout(() => setLookedAt(Date.now()), Math.min(left, WAIT_MAX_MS));
    return () => clearTimeout(timer);
  }, [timeMs, lookedAt]);
  return left > 0;
}
