import { VitePWA } from 'vite-plugin-pwa'

/** The app and an empty verify page are kept on the phone; what the server answers (the API, verdicts, shared links) never is. */
export const pwa = () =>
  VitePWA({
    registerType: 'prompt',
    injectRegister: false,
    manifest: {
      id: '/',
      name: '考培练 · 证书',
      short_name: '考培练证书',
      description: '证书随身带，扫码验真伪',
      lang: 'zh-CN',
      start_url: '/',
      scope: '/',
      display: 'standalone',
      background_color: '#F6F5F2',
      theme_color: '#F6F5F2',
      icons: [
        { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
        { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
        { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
      ],
    },
    workbox: {
      globPatterns: ['**/*.{js,css,svg,html,png,webmanifest}'],
      // Posters need the server for the certificate's picture: what only they need is not kept beforehand, nor are the icons of the home screen.
      globIgnores: ['icon-*', 'assets/html2canvas-*', 'assets/decode-*', 'assets/CodeEditor-*', 'assets/rosette-{ink,gold,cream}-*'],
      navigateFallback: '/index.html',
      // It is held against path and query.
      navigateFallbackDenylist: [/^\/(api|v|s|sign-on|assets|healthz|readyz|metrics)([/?]|$)/i],
      runtimeCaching: [
        {
          urlPattern: ({ request, url }) => request.mode === 'navigate' && /^\/[vs](\/|$)/i.test(url.pathname),
          handler: 'NetworkOnly',
          options: { precacheFallback: { fallbackURL: '/verify.html' } },
        },
      ],
      sourcemap: false,
    },
  })
