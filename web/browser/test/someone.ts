import { randomBytes } from 'node:crypto';
import axe from 'axe-core';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Locator, type Page } from 'playwright-core';
import { expect } from 'vitest';

/** Longer than anything takes; what is waited for is a condition. */
const PATIENCE_MS = 30_000;

/** Where pictures are kept, to be looked at. */
const SCREENSHOTS = 'target/screenshots';

export function given(name: string): string {
  const value = process.env[name];
  if (value === undefined) {
    throw new Error(`${name} is not set: these tests are run by WebIT, or beside WebSuite.`);
  }
  return value;
}

export const CHAT = given('HONGYAN_CHAT');
export const SOCKET = given('HONGYAN_SOCKET');

/** A browser without a window. As root, as in containers, Chromium has no sandbox. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: given('CHROMIUM'),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
}

/** A name that no other test uses. */
export function name(base: string): string {
  return `${base}-${randomBytes(3).toString('hex')}`;
}

/** Kills a service as a crash would; done when it is ready again. */
export async function restart(service: string): Promise<void> {
  const answer = await fetch(`${given('HONGYAN_DOOR')}/restart/${service}`, { method: 'POST' });
  expect(answer.status).toBe(200);
}

/** Somebody in front of a browser of their own. */
export class Someone {
  readonly id: string;
  readonly page: Page;
  /** What the page complained of: an error that nobody caught, or something its policy forbids. */
  readonly complaints: string[] = [];
  readonly #context: BrowserContext;

  private constructor(id: string, context: BrowserContext, page: Page) {
    this.id = id;
    this.#context = context;
    this.page = page;
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('dialog', (dialog) => {
      this.complaints.push(`A dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('WebSocket connection')) {
        this.complaints.push(message.text());
      }
    });
  }

  /** Opens a browser at the page where one says who one is. */
  static async arrive(
    browser: Browser,
    id: string,
    options: BrowserContextOptions = {},
    socketUrl = SOCKET,
  ): Promise<Someone> {
    const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC', ...options });
    const page = await context.newPage();
    await page.route('**/dev/session', (route) =>
      route.fulfill({ json: { socketUrl, users: ['alice', 'bob', 'carol'] } }),
    );
    const someone = new Someone(id, context, page);
    await page.goto(CHAT);
    return someone;
  }

  /** The same, logged in. */
  static async enter(
    browser: Browser,
    id: string,
    options: BrowserContextOptions = {},
    socketUrl = SOCKET,
  ): Promise<Someone> {
    const someone = await Someone.arrive(browser, id, options, socketUrl);
    await someone.page.goto(`${CHAT}/?user=${id}`);
    await someone.list.waitFor();
    return someone;
  }

  get list(): Locator {
    return this.page.locator('nav.sidebar');
  }

  /** The entry of a conversation in the list. */
  entry(title: string): Locator {
    return this.list.locator('.entry').filter({ hasText: title });
  }

  /** Begins a conversation with somebody. */
  async writeTo(id: string): Promise<void> {
    await this.page.getByRole('button', { name: 'New conversation' }).first().click();
    await this.page.getByLabel('Their name').fill(id);
    await this.page.getByRole('button', { name: 'Begin' }).click();
    await this.composer.waitFor();
  }

  async open(title: string): Promise<void> {
    await this.entry(title).click();
    await this.composer.waitFor();
  }

  get composer(): Locator {
    return this.page.getByRole('textbox', { name: 'Message' });
  }

  async say(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press('Enter');
  }

  /** A message by its text. */
  message(text: string): Locator {
    return this.page.locator('article.message').filter({ has: this.page.locator('.text', { hasText: text }) });
  }

  /** Opens the actions on a message. */
  async openActions(text: string): Promise<Locator> {
    const message = this.message(text).first();
    await message.hover();
    await message.getByRole('button', { name: 'Actions', exact: true }).click();
    return message.getByRole('group', { name: 'Actions', exact: true });
  }

  /** Does something with a message, by its actions. */
  async act(text: string, action: string): Promise<void> {
    const actions = await this.openActions(text);
    await actions.getByRole('button', { name: action, exact: true }).click();
  }

  /** A reaction below a message, by what a screen reader says of it. */
  reaction(text: string, label: string): Locator {
    return this.message(text).getByRole('group', { name: 'Reactions' }).getByRole('button', { name: label, exact: true });
  }

  /** Waits for a reaction, and whether it is one's own. */
  async seesReaction(text: string, label: string, mine: boolean): Promise<void> {
    await this.reaction(text, label).and(this.page.locator(`[aria-pressed="${mine}"]`)).waitFor();
  }

  /** Waits for what is said to stand in the page once. */
  async sees(text: string): Promise<void> {
    await this.message(text).first().waitFor();
    expect(await this.message(text).count()).toBe(1);
  }

  /** Waits for what a screen reader says of the way of a message. */
  async seesProgress(text: string, progress: string): Promise<void> {
    await this.message(text).getByRole('img', { name: progress, exact: true }).waitFor();
  }

  /** Everything said that is in the page, in order. */
  texts(): Promise<string[]> {
    return this.page.locator('article.message .text').allTextContents();
  }

  async waitForBadge(title: string, unread: number): Promise<void> {
    const badge = this.entry(title).locator('.badge');
    if (unread === 0) {
      await badge.waitFor({ state: 'detached' });
    } else {
      await badge.filter({ hasText: new RegExp(`^${unread}$`) }).waitFor();
    }
  }

  /** What a check of accessibility finds wrong. */
  async barriers(): Promise<string[]> {
    await this.page.evaluate(axe.source);
    const found = await this.page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
    return found.violations.map(
      (violation) => `${violation.id}: ${violation.nodes.map((node) => `${node.html} ${node.failureSummary}`).join(' | ')}`,
    );
  }

  async picture(of: string): Promise<void> {
    await this.page.screenshot({ path: `${SCREENSHOTS}/${of}.png`, animations: 'disabled' });
  }

  async leave(): Promise<void> {
    await this.#context.close();
  }
}
