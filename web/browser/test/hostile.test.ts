import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { launch, name, Someone } from './someone.js';

const STRINGS = [
  '<script>window.hacked = 1</script>',
  '<img src=x onerror="window.hacked = 1">',
  '"><svg onload=window.hacked=1>',
  'javascript:window.hacked=1',
  '{{constructor.constructor("window.hacked=1")()}}',
  '<a href="javascript:window.hacked=1">click</a>',
  '&lt;b&gt;not bold&lt;/b&gt; <b>nor this</b>',
  '</textarea></style></title><iframe srcdoc="<script>parent.hacked=1</script>">',
];

/** Right-to-left overrides, marks upon marks, emoji of many parts, nothing to see. */
const ODD = ['\u202egnp.exe', 'שלום, مرحبا and hello', 'Z̸̢͕͖͔͉̲͚͙͖͎̯̥̮̦̗', '👩‍👩‍👧‍👦🏴‍☠️👍🏽', 'a\u0000b\u0007c', '\u2066\u2067\u2068open isolates'];

let browser: Browser;
const people: Someone[] = [];

beforeAll(async () => {
  browser = await launch();
});

afterAll(() => browser.close());

afterEach(async () => {
  await Promise.all(people.splice(0).map((each) => each.leave()));
});

it('shows markup and script as the text that they are, wherever people can write', async () => {
  const alice = await Someone.enter(browser, name('alice'));
  const bob = await Someone.enter(browser, name('bob'));
  people.push(alice, bob);
  await alice.page.getByRole('button', { name: 'New conversation' }).first().click();
  await alice.page.getByLabel('Name of the group').fill('<img src=x onerror="window.hacked=1">');
  await alice.page.getByLabel('Members, separated by spaces').fill(bob.id);
  await alice.page.getByRole('button', { name: 'Create group' }).click();
  await alice.composer.waitFor();
  await bob.open('<img src=x onerror="window.hacked=1">');
  for (const text of [...STRINGS, ...ODD]) {
    await alice.say(text);
  }

  await bob.sees('open isolates');
  const shown = await bob.texts();

  const sanitised = (text: string): string => text.replaceAll('\u0000', '\ufffd');
  expect(shown.map(sanitised)).toEqual([...STRINGS, ...ODD].map(sanitised));
  await bob.picture('hostile');
  await bob.page.getByRole('button', { name: 'Details' }).click();
  await bob.page.getByText('<img src=x onerror="window.hacked=1">').last().waitFor();
  for (const someone of people) {
    expect(await someone.page.evaluate(() => 'hacked' in window)).toBe(false);
    expect(await someone.page.locator('img, iframe, script:not([src])').count()).toBe(0);
    expect(someone.complaints).toEqual([]);
  }
});

it('keeps its shape when words and messages are as long as they may be', async () => {
  const longest = name('x'.repeat(57));
  const alice = await Someone.enter(browser, longest, { viewport: { width: 390, height: 780 } });
  people.push(alice);
  await alice.writeTo('y'.repeat(64));
  await alice.say('W'.repeat(2_000));
  await alice.seesProgress('WWW', 'Sent');
  await alice.composer.fill('x'.repeat(8_001));
  await alice.page.getByText('Over the limit by 1').waitFor();
  expect(await alice.page.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true);

  const width = await alice.page.evaluate(() => document.scrollingElement?.scrollWidth);
  expect(width).toBe(390);
  await alice.picture('long-words-phone');
  await alice.composer.fill('');
  expect(await alice.page.getByRole('button', { name: 'To the latest message' }).count()).toBe(0);
});

it('makes of a text only what its writer may say of it', async () => {
  const alice = await Someone.enter(browser, name('alice'));
  const bob = await Someone.enter(browser, name('bob'));
  people.push(alice, bob);
  await alice.writeTo(bob.id);
  await alice.say(`**fat** ||secret|| https://a.example/?q="x, hello @${bob.id}`);

  await bob.open(alice.id);
  await bob.page.locator('.as-bold', { hasText: /^fat$/ }).waitFor();
  const link = bob.page.locator('article.message a');
  expect(await link.getAttribute('href')).toBe('https://a.example/?q=');
  expect(await link.getAttribute('rel')).toContain('noopener');
  expect(await bob.page.getByText('secret').count()).toBe(0);
  await bob.page.getByRole('button', { name: 'Hidden text: show it', exact: true }).click();
  await bob.page.getByText('secret').waitFor();
});
