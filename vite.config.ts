import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Experiments run on web workers there, and on threads in Node. */
const alias = [
  {
    find: /^\.\/replicate\.ts$/,
    replacement: new URL('sim/replicate-web.ts', import.meta.url).pathname,
  },
]

/** The dashboard: everything from one origin, no inline script. */
export default defineConfig({
  root: 'dashboard',
  plugins: [react()],
  resolve: { alias },
  worker: { format: 'es' },
  build: { target: 'es2022', modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
})
