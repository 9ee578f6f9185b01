// A worker cannot load TypeScript by itself on Node 20.
import { tsImport } from 'tsx/esm/api'

await tsImport('./worker.ts', import.meta.url)
