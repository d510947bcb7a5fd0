import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launch, name, Someone } from './someone.js';

const DESKTOP: BrowserContextOptions = { viewport: { width: 1180, height: 760 } };
const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true };

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

async function enter(id: string, options: BrowserContextOptions = DESKTOP): Promise<Someone> {
  const someone = await Someone.enter(browser, id, options);
  people.push(someone);
  return someone;
}

/** Two people who have begun to talk. */
async function pair(first: string, options: BrowserContextOptions = DESKTOP): Promise<readonly [Someone, Someone]> {
  const alice = await enter(name('alice'), options);
  const bob = await enter(name('bob'));
  await alice.writeTo(bob.id);
  await alice.say(first);
  await bob.open(alice.id);
  await bob.sees(first);
  await alice.seesProgress(first, 'Read');
  return [alice, bob];
}

describe('two people in two browsers', () => {
  it('edit, and both see what a message says now, after a reload too', async () => {
    const [alice, bob] = await pair('helo bob');

    await alice.composer.press('ArrowUp');
    await alice.page.getByRole('group', { name: 'Edit the message' }).waitFor();
    expect(await alice.composer.inputValue()).toBe('helo bob');
    await alice.composer.fill('hello bob');
    await alice.composer.press('Enter');

    for (const someone of [alice, bob]) {
      await someone.sees('hello bob');
      await someone.message('hello bob').getByTitle(/^Edited /).waitFor();
      expect(await someone.message('helo bob').count()).toBe(0);
    }
    expect(await alice.composer.inputValue()).toBe('');
    await bob.entry(alice.id).getByText(/edited: .*hello bob/).waitFor();
    await bob.waitForBadge(alice.id, 0);
    for (const someone of [alice, bob]) {
      await someone.page.reload();
      await someone.message('hello bob').getByTitle(/^Edited /).waitFor();
      expect(await someone.texts()).toEqual(['hello bob']);
    }
  });

  it('react, count, and see who did', async () => {
    const [alice, bob] = await pair('cake?');

    await bob.act('cake?', 'React with 👍');
    await bob.seesReaction('cake?', '👍 1', true);
    await alice.seesReaction('cake?', '👍 1', false);
    await alice.entry(bob.id).getByText('reacted').waitFor();
    await alice.reaction('cake?', '👍 1').click();
    await bob.seesReaction('cake?', '👍 2', true);
    await alice.seesReaction('cake?', '👍 2', true);
    await alice.picture('reactions-light');

    await alice.reaction('cake?', 'Who reacted').click();
    const window = alice.page.getByRole('dialog', { name: 'Who reacted' });
    await window.getByText(bob.id).waitFor();
    await window.getByText('You').waitFor();
    expect(await alice.barriers()).toEqual([]);
    await alice.page.keyboard.press('Escape');
    await window.waitFor({ state: 'detached' });

    await bob.reaction('cake?', '👍 2').click();
    await alice.seesReaction('cake?', '👍 1', true);
    await bob.page.reload();
    await bob.seesReaction('cake?', '👍 1', false);
    await alice.waitForBadge(bob.id, 0);
  });

  it('answer, and the answer follows what becomes of the message', async () => {
    const [alice, bob] = await pair('where?');

    await bob.act('where?', 'Reply');
    const bar = bob.page.getByRole('group', { name: 'Reply to' });
    await bar.getByText('where?').waitFor();
    await bob.composer.press('Escape');
    await bar.waitFor({ state: 'detached' });
    await bob.act('where?', 'Reply');
    await bob.picture('replying');
    await bob.say('in Oslo');
    await alice.sees('in Oslo');
    await alice.message('in Oslo').getByRole('button', { name: /where\?/ }).click();
    await expect.poll(() => alice.page.evaluate(() => document.activeElement?.querySelector('.text')?.textContent)).toBe('where?');

    await alice.act('where?', 'Edit');
    await alice.say('where are you?');
    await bob.message('in Oslo').getByRole('button', { name: /where are you\?/ }).waitFor();
    await alice.act('where are you?', 'Take back');
    await bob.message('in Oslo').getByRole('button', { name: /Message taken back/ }).waitFor();
    await bob.page.reload();
    await bob.message('in Oslo').getByRole('button', { name: /Message taken back/ }).waitFor();
    await bob.picture('answered-and-taken-back');
  });

  it('pass on what somebody said, which then says that it was forwarded', async () => {
    const [alice, bob] = await pair('the code is 4711');
    const carol = await enter(name('carol'));
    await carol.writeTo(bob.id);
    await carol.say('hi');
    await bob.entry(carol.id).waitFor();

    await bob.act('the code is 4711', 'Forward');
    await bob.page.getByRole('dialog', { name: 'Forward to' }).getByRole('button', { name: carol.id }).click();

    await carol.sees('the code is 4711');
    await carol.message('the code is 4711').getByText('Forwarded').waitFor();
    expect(await alice.message('the code is 4711').getByText('Forwarded').count()).toBe(0);
  });

  it('do all of it by keyboard alone', async () => {
    const [alice, bob] = await pair('keys');

    await alice.page.locator('.scroller').focus();
    await alice.page.keyboard.press('ArrowUp');
    await alice.page.keyboard.press('Enter');
    await alice.page.keyboard.press('Enter'); // the first of the common ones
    await bob.seesReaction('keys', '👍 1', false);

    await expect.poll(() => alice.page.evaluate(() => document.activeElement?.tagName)).toBe('ARTICLE');
    await alice.page.keyboard.press('Enter');
    const actions = alice.message('keys').getByRole('group', { name: 'Actions', exact: true });
    await actions.getByRole('button', { name: 'React with 👍' }).and(alice.page.locator(':focus')).waitFor();
    await alice.page.keyboard.press('Escape');
    await actions.waitFor({ state: 'detached' });
    await alice.page.keyboard.press('Enter');
    while (!(await actions.getByRole('button', { name: 'Reply' }).evaluate((button) => button === document.activeElement))) {
      await alice.page.keyboard.press('ArrowDown');
    }
    await alice.page.keyboard.press('Enter');
    await alice.composer.and(alice.page.locator(':focus')).waitFor();
    await alice.page.keyboard.type('and more keys');
    await alice.page.keyboard.press('Enter');
    await bob.message('and more keys').getByRole('button', { name: /keys/ }).waitFor();
  });
});

describe('what people write', () => {
  it('is text in an edit, and no emoji if it is not one', async () => {
    const [alice, bob] = await pair('harmless');
    const hostile = '<img src=x onerror="window.hacked=1">';

    await alice.act('harmless', 'Edit');
    await alice.say(hostile);
    await bob.sees(hostile);
    await bob.act(hostile, 'Another emoji');
    const entry = bob.page.getByLabel('One emoji, or the name of one of your app');
    await entry.fill('<script>window.hacked=1</script>');
    await bob.page.getByText('One emoji only, or a name such as :goose:').waitFor();
    expect(await bob.page.getByRole('dialog').getByRole('button', { name: 'React' }).isDisabled()).toBe(true);
    await entry.fill(':script:');
    await entry.press('Enter');
    await alice.seesReaction(hostile, ':script: 1', false);
    await bob.act(hostile, 'Reply');
    await bob.say('what was that?');
    await alice.message('what was that?').getByRole('button', { name: /<img src=x/ }).waitFor();

    for (const someone of people) {
      expect(await someone.page.evaluate(() => 'hacked' in window)).toBe(false);
      expect(await someone.page.locator('img, iframe, script:not([src])').count()).toBe(0);
    }
  });
});

describe('the page', () => {
  it('is without barriers in its menus and windows, light and dark, wide and narrow', async () => {
    for (const [what, options] of [
      ['light', DESKTOP],
      ['dark', { ...DESKTOP, colorScheme: 'dark' as const }],
      ['phone', { ...PHONE, colorScheme: 'dark' as const }],
    ] as const) {
      const [alice, bob] = await pair('look at this, which is long enough to be as wide as a message can be on a phone', options);
      await bob.act('look at', 'React with 🎉');
      await alice.seesReaction('look at', '🎉 1', false);
      const actions = await alice.openActions('look at');
      await actions.waitFor();
      const box = await actions.boundingBox();
      const size = alice.page.viewportSize();
      expect(box !== null && size !== null && box.x >= 0 && box.x + box.width <= size.width && box.y + box.height <= size.height).toBe(true);
      await alice.picture(`actions-${what}`);
      expect(await alice.barriers(), `actions, ${what}`).toEqual([]);
      await actions.getByRole('button', { name: 'Another emoji' }).click();
      expect(await alice.barriers(), `another emoji, ${what}`).toEqual([]);
      await alice.page.getByRole('button', { name: 'Close' }).click();
      await alice.act('look at', 'Forward');
      await alice.picture(`forward-${what}`);
      expect(await alice.barriers(), `forward, ${what}`).toEqual([]);
      await alice.page.getByRole('button', { name: 'Close' }).click();
      await alice.act('look at', 'Reply');
      await alice.say('seen');
      await alice.seesProgress('seen', 'Read');
      await alice.act('seen', 'Edit');
      await alice.picture(`editing-${what}`);
      expect(await alice.barriers(), `answer and edit, ${what}`).toEqual([]);
    }
  });
});
