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

describe('two people in two browsers', () => {
  it('talk, and see what was delivered and read, and counts that are right', async () => {
    const alice = await enter(name('alice'));
    const bob = await enter(name('bob'));
    await alice.writeTo(bob.id);
    await alice.say('hi bob!');
    await alice.seesProgress('hi bob!', 'Delivered');
    await bob.waitForBadge(alice.id, 1);
    await expect.poll(() => bob.page.title()).toBe('(1) Hongyan');

    await bob.open(alice.id);
    await bob.sees('hi bob!');
    await bob.waitForBadge(alice.id, 0);
    await expect.poll(() => bob.page.title()).toBe('Hongyan');
    await alice.seesProgress('hi bob!', 'Read');

    await bob.composer.pressSequentially('hi');
    await alice.page.locator('.chat-head').getByText('typing…').waitFor();
    await bob.composer.press('Enter');
    await alice.sees('hi');
    await alice.page.locator('.chat-head').getByText('online').waitFor();
    await alice.picture('two-people-light');
  });

  it('take back what they said, by keyboard alone', async () => {
    const alice = await enter(name('alice'));
    const bob = await enter(name('bob'));
    await alice.writeTo(bob.id);
    await alice.say('oh no');
    await alice.seesProgress('oh no', 'Delivered');
    await bob.waitForBadge(alice.id, 1);

    await alice.page.locator('.scroller').focus();
    await alice.page.keyboard.press('ArrowUp');
    await alice.page.keyboard.press('Enter');
    await alice.page.getByRole('button', { name: 'Take back' }).focus();
    await alice.page.keyboard.press('Enter');

    await alice.page.getByText('Message taken back').waitFor();
    await bob.waitForBadge(alice.id, 0);
    await bob.open(alice.id);
    await bob.page.getByText('Message taken back').waitFor();
    expect(await bob.message('oh no').count()).toBe(0);
  });

  it('mute and block', async () => {
    const alice = await enter(name('alice'));
    const bob = await enter(name('bob'));
    await alice.writeTo(bob.id);
    await alice.say('psst');
    await bob.open(alice.id);
    await bob.sees('psst');
    await bob.page.getByRole('button', { name: 'Mute' }).click();
    await bob.page.getByRole('button', { name: 'Unmute' }).waitFor();
    await bob.page.getByRole('button', { name: 'Details' }).click();
    await bob.page.getByRole('button', { name: 'Block', exact: true }).click();
    await bob.page.getByRole('button', { name: 'Unblock' }).waitFor();
    await bob.page.getByRole('button', { name: 'Close' }).click();
    await bob.page.getByText('You have blocked').waitFor();

    await alice.say('are you there?');
    await alice.page.getByText('Not sent: one of you has blocked the other').waitFor();
    await alice.picture('refused');
    await alice.page.getByRole('button', { name: 'Discard' }).click();
    await alice.message('are you there?').waitFor({ state: 'detached' });
  });
});

describe('the list', () => {
  it('is arranged by its user, on every page of theirs', async () => {
    const [alice, bob, carol] = [await enter(name('alice')), await enter(name('bob')), await enter(name('carol'))];
    for (const other of [bob, carol]) {
      await other.writeTo(alice.id);
      await other.say('hi');
    }
    await alice.open(bob.id);
    await alice.page.getByRole('button', { name: 'Details' }).click();
    await alice.page.getByRole('button', { name: 'Pin', exact: true }).click();
    await alice.page.getByRole('button', { name: 'Unpin' }).waitFor();
    await alice.entry(bob.id).getByRole('img', { name: 'pinned' }).waitFor();
    await expect.poll(() => alice.list.locator('.entry').first().innerText()).toContain(bob.id);
    expect(await alice.barriers()).toEqual([]);

    await alice.page.getByRole('button', { name: 'Mark as unread' }).click();
    await alice.entry(bob.id).getByRole('img', { name: 'marked as unread' }).waitFor();
    await alice.open(bob.id);
    await alice.entry(bob.id).locator('.mark').waitFor({ state: 'detached' });

    await alice.open(carol.id);
    await alice.page.getByRole('button', { name: 'Details' }).click();
    await alice.page.getByRole('button', { name: 'Archive', exact: true }).click();
    await alice.page.getByRole('button', { name: 'Take out of the archive' }).waitFor();
    await alice.page.getByRole('button', { name: 'Close' }).click();
    await alice.entry(carol.id).waitFor({ state: 'detached' });
    await alice.page.getByRole('button', { name: 'Archived (1)' }).click();
    await alice.entry(carol.id).waitFor();
    await alice.picture('archive');
    expect(await alice.barriers()).toEqual([]);
    await alice.page.reload();
    await alice.entry(bob.id).getByRole('img', { name: 'pinned' }).waitFor();
    expect(await alice.entry(carol.id).count()).toBe(0);

    await carol.say('still there?');
    await alice.entry(carol.id).waitFor();
    expect(await alice.page.getByRole('button', { name: /^Archived/ }).count()).toBe(0);
  });
});

describe('a picture', () => {
  it('is uploaded, shown small and as it is, and a file can be opened', async () => {
    const [alice, bob] = [await enter(name('alice')), await enter(name('bob'))];
    await alice.writeTo(bob.id);
    const drawn = await alice.page.evaluate(() => {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [640, 400];
      const pen = canvas.getContext('2d')!;
      pen.fillStyle = '#3a6';
      pen.fillRect(40, 40, 300, 200);
      return canvas.toDataURL('image/png').split(',')[1]!;
    });
    const attach = (file: string, mimeType: string, buffer: Buffer): Promise<void> =>
      alice.page.locator('input[type=file]').setInputFiles({ name: file, mimeType, buffer });
    await attach('goose.png', 'image/png', Buffer.from(drawn, 'base64'));

    await bob.open(alice.id);
    for (const someone of [alice, bob]) {
      const small = someone.page.locator('.picture img');
      await small.waitFor();
      await expect.poll(() => small.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth)).toBe(320);
    }
    await bob.page.getByRole('button', { name: 'Show the picture' }).click();
    const whole = bob.page.locator('.picture-whole');
    await expect.poll(() => whole.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth)).toBe(640);
    await bob.picture('picture');
    expect(await bob.barriers()).toEqual([]);
    await bob.page.getByRole('button', { name: 'Close' }).click();

    await attach('notes/../of a goose.txt', 'text/plain', Buffer.from('honk'));
    await bob.page.locator('.media-card').getByText('of a goose.txt').waitFor();
    const opened = bob.page.waitForEvent('popup');
    await bob.page.locator('.media-card').getByRole('button', { name: 'Open' }).click();
    expect((await opened).isClosed()).toBeDefined();

    await attach('false.png', 'image/png', Buffer.from('no picture at all'));
    await alice.page.locator('.uploading').getByText('not what it says').waitFor();
  });
});

describe('a group', () => {
  it('is made and managed, and shows who has read', async () => {
    const [alice, bob, carol] = [await enter(name('alice')), await enter(name('bob')), await enter(name('carol'))];
    await alice.page.getByRole('button', { name: 'New conversation' }).first().click();
    await alice.page.getByLabel('Name of the group').fill('Trip to Oslo');
    await alice.page.getByLabel('Members, separated by spaces').fill(`${bob.id}, ${carol.id}`);
    await alice.picture('new-conversation');
    expect(await alice.barriers()).toEqual([]);
    await alice.page.getByRole('button', { name: 'Create group' }).click();
    await alice.page.locator('.chat-head').getByText('3 members').waitFor();
    await alice.say('Shall we?');
    await alice.seesProgress('Shall we?', 'Delivered to 2 of 2');

    await bob.open('Trip to Oslo');
    await bob.sees('Shall we?');
    await alice.seesProgress('Shall we?', 'Read by 1 of 2');

    await alice.page.getByRole('button', { name: 'Details' }).click();
    await alice.page.getByLabel(`Role of ${bob.id}`).selectOption('admin');
    await alice.page.getByLabel('Name of the group').fill('Trip to Bergen');
    await alice.page.getByRole('button', { name: 'Rename' }).click();
    await bob.page.locator('.note').getByText(/renamed the group to/).waitFor();
    await alice.picture('group-details');
    expect(await alice.barriers()).toEqual([]);
    await carol.open('Trip to Bergen');
    await alice.page.getByLabel(`Silence ${carol.id}`).selectOption('not for an hour');
    await carol.page.getByText('An admin has silenced you here until').waitFor();
    expect(await carol.composer.count()).toBe(0);
    await alice.page.getByLabel(`Silence ${carol.id}`).getByText('not until').waitFor({ state: 'attached' });
    expect(await alice.barriers()).toEqual([]);
    await alice.page.getByLabel(`Silence ${carol.id}`).selectOption('freely');
    await carol.composer.waitFor();
    await alice.page.getByLabel('Messages disappear').selectOption('after 1 hour');
    await bob.page.locator('.note').getByText('has messages disappear after 1 hour').waitFor();
    await carol.say('Gone by then');
    await bob.sees('Gone by then');
    await bob.message('Gone by then').getByTitle(/^Disappears /).waitFor();
    await carol.message('Gone by then').getByTitle(/^Disappears /).waitFor();
    await alice.page.getByRole('button', { name: `Remove ${carol.id}` }).click();
    await alice.page.getByRole('button', { name: `Remove ${carol.id}` }).waitFor({ state: 'detached' });
    await alice.page.getByRole('button', { name: 'Close' }).click();
    await bob.page.locator('.chat-head').getByText('2 members').waitFor();

    await carol.entry('Trip to Bergen').click();
    await carol.page.getByText('You are no longer in this group.').waitFor();
    await carol.waitForBadge('Trip to Bergen', 0);
    await bob.picture('group-light');
  });
});

describe('the page', () => {
  it('is without barriers, light and dark, wide and narrow, in both languages', async () => {
    const bob = await enter(name('bob'));
    const arriving = await Someone.arrive(browser, 'nobody', DESKTOP);
    people.push(arriving);
    await arriving.page.getByRole('heading', { name: 'Who are you?' }).waitFor();
    expect(await arriving.barriers()).toEqual([]);
    await arriving.picture('login-light');
    await arriving.page.getByLabel('Another name').fill('no such name!');
    await arriving.page.getByRole('button', { name: 'Log in' }).click();
    await arriving.page.getByRole('alert').waitFor();

    for (const [what, options] of [
      ['dark', { ...DESKTOP, colorScheme: 'dark' as const }],
      ['phone', PHONE],
      ['chinese', { ...DESKTOP, locale: 'zh-CN' }],
    ] as const) {
      const someone = await enter(name('dora'), options);
      await someone.list.getByRole('button').last().waitFor();
      await someone.picture(`empty-${what}`);
      expect(await someone.barriers(), `empty, ${what}`).toEqual([]);
      await someone.page.evaluate((id) => (location.hash = `#/c/${encodeURIComponent(id)}`), conversation(someone.id, bob.id));
      const composer = someone.page.locator('.composer textarea');
      await composer.fill(what === 'chinese' ? '鸿雁在云鱼在水，惆怅此情难寄。' : 'The goose is in the clouds, the fish in the water.');
      await composer.press('Enter');
      await someone.page.locator('.ticks-delivered').waitFor();
      await someone.picture(`chat-${what}`);
      expect(await someone.barriers(), `chat, ${what}`).toEqual([]);
    }
    await bob.entry('dora').first().click();
    await bob.page.getByRole('button', { name: /Settings/ }).click();
    await bob.picture('settings-light');
    expect(await bob.barriers()).toEqual([]);
  });
});

function conversation(one: string, other: string): string {
  return one < other ? `d:${one}:${other}` : `d:${other}:${one}`;
}
