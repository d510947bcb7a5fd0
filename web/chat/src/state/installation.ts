/** As many pages of one user may be open in one browser: each is a device of its own. */
const SLOTS_MAX = 10;

/** How long a page that is loaded again waits for what it held before. */
const OWN_SLOT_WITHIN_MS = 1_500;

/** A device of this browser: its id, the name of its store, and how to let go of it. */
export interface Installation {
  readonly deviceId: string;
  readonly storeName: string;
  release(): void;
}

/**
 * Takes a device for a page. Two pages of one user must not be the same device, or the one logs the other out for ever:
 * each holds a slot by a lock, which the browser takes back when the page is gone, however it went. A page that is loaded
 * again gets the slot it had, and with it what it kept.
 */
export async function takeInstallation(userId: string): Promise<Installation> {
  const browser = browserId();
  const remembered = Number(sessionStorage.getItem(slotKey(userId)) ?? '0');
  if (remembered > 0) {
    const release = await hold(lockName(userId, remembered), AbortSignal.timeout(OWN_SLOT_WITHIN_MS));
    if (release !== null) {
      return installation(browser, userId, remembered, release);
    }
  }
  for (let slot = 1; slot <= SLOTS_MAX; slot++) {
    const release = await hold(lockName(userId, slot), null);
    if (release !== null) {
      return installation(browser, userId, slot, release);
    }
  }
  throw new Error(`${userId} has ${SLOTS_MAX} pages open in this browser.`);
}

function installation(browser: string, userId: string, slot: number, release: () => void): Installation {
  sessionStorage.setItem(slotKey(userId), String(slot));
  return { deviceId: `web-${browser}-${slot}`, storeName: `hongyan/${userId}/${slot}`, release };
}

/** Holds a lock until it is released; null if another page has it, for as long as the signal allows to wait. */
function hold(name: string, wait: AbortSignal | null): Promise<(() => void) | null> {
  return new Promise((resolve) => {
    const options: LockOptions = wait === null ? { ifAvailable: true } : { signal: wait };
    navigator.locks
      .request(name, options, (lock) => {
        if (lock === null) {
          resolve(null);
          return undefined;
        }
        return new Promise<void>((released) => resolve(released));
      })
      .catch(() => resolve(null));
  });
}

/** One for each browser, made at the first start and kept. */
function browserId(): string {
  const known = localStorage.getItem('hongyan.browser');
  if (known !== null) {
    return known;
  }
  const made = crypto.randomUUID().slice(0, 8);
  localStorage.setItem('hongyan.browser', made);
  return made;
}

function slotKey(userId: string): string {
  return `hongyan.slot.${userId}`;
}

function lockName(userId: string, slot: number): string {
  return `hongyan.device.${userId}.${slot}`;
}
