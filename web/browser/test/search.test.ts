import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { launch, name, Someone } from './someone.js';

let browser: Browser;
const people: Someone[] = [];

beforeAll(async () => {
  browser = await launch();
});

afterAll(() => browser.close());

afterEach(async () => {
  const complaints = people.flatMap((each) => each.complaints);
  await Promise.all(people.splice(0).map((each) => each.leave()));
  expect(complaints).toEqual([]);
});

it('finds messages by the keyboard, in any script, as text, and shows them where they were said', async () => {
  const alice = await Someone.enter(browser, name('alice'));
  const bob = await Someone.enter(browser, name('bob'));
  people.push(alice, bob);
  await alice.writeTo(bob.id);
  for (const text of ['<b>grey</b> geese <img src=x onerror="window.hacked = 1">', '大雁向南飞', ...Array.from({ length: 40 }, (_, i) => `line ${i}`)]) {
    await alice.say(text);
  }
  await alice.seesProgress('line 39', 'Delivered');
  await bob.open(alice.id);

  const open = bob.page.getByRole('button', { name: 'Search messages' });
  await open.focus();
  await bob.page.keyboard.press('Enter');
  const box = bob.page.getByRole('searchbox', { name: 'Search messages' });
  await box.and(bob.page.locator(':focus')).waitFor();
  await bob.page.keyboard.type('geese');
  const hit = bob.list.locator('.entry');
  await hit.locator('mark', { hasText: /^geese$/ }).waitFor();
  expect(await hit.locator('.hit-words').textContent()).toContain('<b>grey</b> geese <img src=x');
  expect(await bob.page.evaluate(() => 'hacked' in window)).toBe(false);
  expect(await bob.barriers()).toEqual([]);
  await bob.picture('search');

  await box.fill('南飞');
  await hit.locator('mark', { hasText: /^南飞$/ }).waitFor();
  await hit.first().focus();
  await bob.page.keyboard.press('Enter');
  await bob.page.locator('article.message', { hasText: '大雁向南飞' }).waitFor();

  await box.fill('swans');
  await bob.page.getByText('Nothing found').waitFor();
  await bob.page.keyboard.press('Escape');
  await open.and(bob.page.locator(':focus')).waitFor();
  await bob.entry(alice.id).waitFor();
});
