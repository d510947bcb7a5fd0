import { defineConfig } from 'vite';

/** Where the launcher serves the page from; a check builds elsewhere and compares. */
const outDir = process.env['HONGYAN_PAGE'] ?? '../../launcher/src/main/resources/hongyan-web';

export default defineConfig({
  base: './',
  resolve: { conditions: ['hongyan-source', 'module', 'browser', 'production'] },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0, // what the page may load is its own files, nothing inline: see the server's policy
    rolldownOptions: {
      // Names without hashes: the bundle is kept in the repository, where a change should show as a change.
      output: { entryFileNames: 'chat.js', chunkFileNames: '[name].js', assetFileNames: '[name][extname]' },
    },
  },
});
