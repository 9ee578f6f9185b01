import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The dashboard: everything from one origin, no inline script. */
export default defineConfig({
  root: 'dashboard',
  plugins: [react()],
  build: { target: 'es2022', modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
})
