import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { Proxy } from '../../sdk/test/suite/proxy.js';
import { launch, name, restart, SOCKET, Someone } from './someone.js';

let browser: Browser;
let proxy: Proxy;
const people: Someone[] = [];

beforeAll(async () => {
  browser = await launch();
});

afterAll(() => browser.close());

afterEach(async () => {
  await Promise.all(people.splice(0).map((each) => each.leave()));
  proxy.close();
});

async function pair(): Promise<readonly [Someone, Someone]> {
  proxy = await Proxy.to(SOCKET);
  const alice = await Someone.enter(browser, name('alice'));
  const bob = await Someone.enter(browser, name('bob'), {}, proxy.url);
  people.push(alice, bob);
  await alice.writeTo(bob.id);
  await alice.say('before');
  await bob.open(alice.id);
  await alice.seesProgress('before', 'Read');
  return [alice, bob];
}

it('one goes offline, writes, loads the page anew, and comes back: nothing is lost or doubled', async () => {
  const [alice, bob] = await pair();

  proxy.cut();
  await bob.page.getByText(/No connection/).waitFor();
  await alice.say('while you were away 1');
  await alice.say('while you were away 2');
  await alice.seesProgress('while you were away 2', 'Sent');
  await bob.say('written in a tunnel 1');
  await bob.say('written in a tunnel 2');
  await bob.seesProgress('written in a tunnel 2', 'Waiting to be sent');
  await bob.picture('offline');
  expect(await bob.barriers()).toEqual([]);

  await bob.page.reload();
  await bob.seesProgress('written in a tunnel 1', 'Waiting to be sent');
  await bob.sees('before');
  expect(await bob.message('while you were away 1').count()).toBe(0);

  proxy.mend();
  await bob.page.evaluate(() => dispatchEvent(new Event('online'))); // as the browser says it
  await bob.sees('while you were away 2');
  await alice.sees('written in a tunnel 2');
  await bob.seesProgress('written in a tunnel 2', 'Read');
  await alice.seesProgress('while you were away 2', 'Read');

  const all = ['before', 'while you were away 1', 'while you were away 2', 'written in a tunnel 1', 'written in a tunnel 2'];
  expect(await alice.texts()).toEqual(all);
  expect(await bob.texts()).toEqual(all);
  await alice.waitForBadge(bob.id, 0);
  await bob.waitForBadge(alice.id, 0);
});

it('one edits while offline and loads the page anew: the edit waits, and arrives once', async () => {
  const [alice, bob] = await pair();
  await bob.say('se you soon');
  await alice.sees('se you soon');

  proxy.cut();
  await bob.page.getByText(/No connection/).waitFor();
  await bob.composer.press('ArrowUp');
  await bob.composer.fill('see you soon');
  await bob.composer.press('Enter');
  await bob.seesProgress('see you soon', 'The edit waits to be sent');
  await bob.say('bye');
  expect(await bob.barriers()).toEqual([]);
  await bob.page.reload();
  await bob.seesProgress('see you soon', 'The edit waits to be sent');
  await bob.seesProgress('bye', 'Waiting to be sent');

  proxy.mend();
  await bob.page.evaluate(() => dispatchEvent(new Event('online'))); // as the browser says it

  for (const someone of [alice, bob]) {
    await someone.sees('bye');
    await someone.message('see you soon').getByTitle(/^Edited /).waitFor();
    expect(await someone.texts()).toEqual(['before', 'see you soon', 'bye']);
  }
});

it('a connector is killed while they write, and both have all of it once', async () => {
  const [alice, bob] = await pair();

  const restarted = restart('connector');
  for (let i = 1; i <= 5; i++) {
    await alice.say(`alice ${i}`);
    await bob.say(`bob ${i}`);
  }
  await restarted;

  for (const someone of [alice, bob]) {
    await someone.sees('alice 5');
    await someone.sees('bob 5');
  }
  await alice.seesProgress('alice 5', 'Read');
  await bob.seesProgress('bob 5', 'Read');
  const texts = await alice.texts();
  expect(await bob.texts()).toEqual(texts);
  expect(texts).toHaveLength(11);
  for (const who of ['alice', 'bob']) {
    expect(texts.filter((text) => text.startsWith(who))).toEqual([1, 2, 3, 4, 5].map((i) => `${who} ${i}`));
  }
});

it('two pages of one user are two devices, which tell each other what was read', async () => {
  const [alice, bob] = await pair();
  const second = await bob.page.context().newPage();
  await second.goto(bob.page.url());
  await second.locator('nav.sidebar .entry').first().waitFor();
  await bob.page.evaluate(() => (location.hash = '#/'));
  await second.evaluate(() => (location.hash = '#/'));
  await alice.say('to both');
  await bob.waitForBadge(alice.id, 1);
  await second.locator('.entry .badge').waitFor();

  await bob.open(alice.id);

  await second.locator('.entry .badge').waitFor({ state: 'detached' });
  expect(await second.locator('.banner').count()).toBe(0);
});
