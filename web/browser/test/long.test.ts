import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { given, launch, name, Someone } from './someone.js';

/** So many in every test run; `HONGYAN_MESSAGES=10000` for what is promised. */
const MESSAGES = Number(process.env['HONGYAN_MESSAGES'] ?? '2500');
const AT_ONCE = 64;

/** Rows in the page at once: what is seen, and some around. */
const ROWS_MAX = 80;

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});

afterAll(() => browser.close());

/** Has a back end write, which may write faster than people. */
async function fill(from: string, to: string, messages: number): Promise<void> {
  let next = 1;
  const write = async (): Promise<void> => {
    for (let i = next++; i <= messages; i = next++) {
      const answer = await fetch(`${given('HONGYAN_SEND')}/v1/messages`, {
        method: 'POST',
        headers: {
          Authorization: 'Bearer demo-secret',
          'Content-Type': 'application/json',
          'Idempotency-Key': `${i}`,
        },
        body: JSON.stringify({ senderId: from, toUserId: to, content: { text: `message ${i} ${'and more '.repeat(i % 12)}` } }),
      });
      expect(answer.status).toBeLessThan(300);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, write));
}

/** Scrolls up until there is nothing older. */
async function toBeginning({ page }: Someone): Promise<void> {
  for (;;) {
    await page.locator('.scroller').evaluate((element) => (element.scrollTop = 0));
    if (await page.getByText('The beginning of this conversation').isVisible()) {
      return;
    }
    await page.evaluate(() => new Promise((painted) => requestAnimationFrame(painted)));
  }
}

it('a long conversation can be read to its beginning, with few rows in the page, and scrolls', async () => {
  const [writer, reader] = [name('writer'), name('reader')];
  await fill(writer, reader, MESSAGES);
  const someone = await Someone.enter(browser, reader, { viewport: { width: 1180, height: 760 } });
  await someone.entry(writer).locator('.badge', { hasText: '999+' }).waitFor();
  await someone.open(writer);
  const scroller = someone.page.locator('.scroller');

  await toBeginning(someone);

  const size = await someone.page.locator('article').first().getAttribute('aria-setsize');
  expect(Number(size)).toBeGreaterThanOrEqual(MESSAGES);
  const frames = await scroller.evaluate(async (element) => {
    const times: number[] = [];
    let last = performance.now();
    for (let i = 0; i < 180; i++) {
      element.scrollTop += 90;
      await new Promise((painted) => requestAnimationFrame(painted));
      const now = performance.now();
      times.push(now - last);
      last = now;
    }
    return times.sort((one, other) => one - other);
  });
  const rows = await someone.page.locator('.row').count();
  const middle = frames[90] ?? Infinity;
  const late = frames[171] ?? Infinity;
  console.log(`scrolling ${MESSAGES} messages: ${rows} rows in the page, frames of ${middle.toFixed(1)} ms, 95 of 100 within ${late.toFixed(1)} ms`);
  expect(rows).toBeLessThan(ROWS_MAX);
  expect(middle).toBeLessThan(34); // 16.7 is measured where nothing else runs
  await someone.picture('ten-thousand');

  await someone.page.getByRole('button', { name: 'To the latest message' }).click();
  await someone.waitForBadge(writer, 0);
  await someone.leave();
});

it('an answer shows the words of a message that is far away, and leads there', async () => {
  const [writer, reader] = [name('writer'), name('reader')];
  await fill(writer, reader, 600); // more than a page keeps
  const someone = await Someone.enter(browser, reader, { viewport: { width: 1180, height: 760 } });
  await someone.entry(writer).locator('.badge', { hasText: '600' }).waitFor();
  await someone.open(writer);
  await toBeginning(someone);
  const first = (await someone.page.locator('article.message .text').first().textContent())?.trim() ?? '';
  const message = someone.page.locator('article.message').first();
  await message.hover();
  await message.getByRole('button', { name: 'Actions', exact: true }).click();
  await someone.page.getByRole('button', { name: 'Reply', exact: true }).click();
  await someone.say('to the very first');
  await someone.seesProgress('to the very first', 'Sent');

  await someone.page.reload();
  const quote = someone.message('to the very first').getByRole('button');
  await quote.filter({ hasText: first.slice(0, 30) }).first().click();

  await expect
    .poll(() => someone.page.evaluate(() => document.activeElement?.querySelector('.text')?.textContent?.trim()), { timeout: 30_000 })
    .toBe(first);
  const isSeen = await someone.page.evaluate(() => {
    const { top, bottom } = document.activeElement?.getBoundingClientRect() ?? { top: -1, bottom: 0 };
    return top >= 0 && bottom <= innerHeight;
  });
  expect(isSeen).toBe(true);
  await someone.leave();
});
