import { defineConfig } from 'vitest/config';

/** Tests that need nothing, tests against a running suite, and tests in a browser: the last two are given its address. */
export default defineConfig({
  resolve: { conditions: ['hongyan-source'] },
  ssr: { resolve: { conditions: ['hongyan-source'] } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{sdk,chat}/test/**/*.test.ts'],
          exclude: ['**/suite/**'],
          testTimeout: 60_000, // properties try hundreds of stories, on machines that do other things too
        },
      },
      {
        extends: true,
        test: {
          name: 'suite',
          include: ['sdk/test/suite/**/*.test.ts'],
          testTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['browser/test/**/*.test.ts'],
          testTimeout: 90_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
