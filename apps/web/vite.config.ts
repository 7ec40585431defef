import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { compress } from './build/compress.ts'
import { pwa } from './build/pwa.ts'
import { quiet } from './build/quiet.ts'
import { routes } from './build/routes.ts'
import manifest from './package.json' with { type: 'json' }

const server = 'http://localhost:3000'
/** Its makers' own build for production: of the other, what is for its developers stays in. */
const pinia = fileURLToPath(new URL('pinia.esm-browser.prod.js', import.meta.resolve('pinia')))

export default defineConfig(({ command, isSsrBuild }) => ({
  plugins: [vue(), routes(), ...(isSsrBuild ? [] : [pwa(), quiet(), compress()])],
  define: {
    __VERSION__: JSON.stringify(manifest.version),
    __VUE_OPTIONS_API__: 'false',
  },
  resolve: { alias: command === 'build' ? { pinia } : {} },
  // The pages of verification are drawn by the server, from the last build.
  server: { proxy: { '/api/': server, '^/v([/?]|$)': server, '/assets/': server } },
  ssr: isSsrBuild ? { noExternal: true } : {},
  build: isSsrBuild
    ? { outDir: 'dist-server', copyPublicDir: false, emptyOutDir: true, rolldownOptions: { output: { entryFileNames: 'verify.js' } } }
    : {
        // Older phones' WeChat; pictures stay files, so that the Content-Security-Policy and the cache see them.
        target: ['es2021', 'chrome93', 'safari15.4'],
        assetsInlineLimit: 0,
        // A page's own script says what else it needs: naming it in the first script as well would cost every first visit 2 kB.
        modulePreload: { polyfill: false, resolveDependencies: (_file, needed) => needed.filter(file => file.endsWith('.css')) },
        rolldownOptions: { input: ['index.html', 'verify.html'] },
      },
}))
