import { afterEach, beforeEach, vi } from 'vitest';
import { ChatClient } from '../src/client.js';
import type { ChatOptions } from '../src/options.js';
import { FakeServer } from './fake-server.js';

/** Of the test that runs: the server, and the client once it has been started. Time passes only where the test says so. */
export let server: FakeServer;
export let client: ChatClient | undefined;

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(1);
  server = new FakeServer();
});

afterEach(async () => {
  await client?.close();
  client = undefined;
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** Starts the client, which is logged in then if the server answers. */
export async function start(options: Partial<ChatOptions> = {}): Promise<ChatClient> {
  client = await ChatClient.start({
    url: 'ws://test',
    userId: 'me',
    deviceId: 'page',
    tokens: () => Promise.resolve('token'),
    webSocket: server.webSocket,
    ...options,
  });
  await vi.advanceTimersByTimeAsync(10);
  return client;
}
