import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { expect, it } from 'vitest';

const KEPT_PAGE = new URL('../../../launcher/src/main/resources/hongyan-web/', import.meta.url);

function compressed(bytes: Uint8Array | string): number {
  return gzipSync(bytes, { level: 9 }).length;
}

it('the client with all it needs is below 60 KB, compressed', async () => {
  const built = (await build({
    configFile: false,
    logLevel: 'error',
    root: new URL('..', import.meta.url).pathname,
    build: { write: false, target: 'es2022', lib: { entry: 'src/index.ts', formats: ['es'] }, minify: true },
  })) as Rolldown.RolldownOutput[];
  const size = built
    .flatMap((output) => output.output)
    .reduce((sum, file) => sum + (file.type === 'chunk' ? compressed(file.code) : 0), 0);

  console.log(`@hongyan/client: ${size} bytes, compressed`);
  expect(size).toBeLessThan(60_000);
});

it('the page loads less than 150 KB, compressed', () => {
  const size = readdirSync(KEPT_PAGE).reduce((sum, file) => sum + compressed(readFileSync(new URL(file, KEPT_PAGE))), 0);

  console.log(`the web chat: ${size} bytes, compressed`);
  expect(size).toBeLessThan(150_000);
});
