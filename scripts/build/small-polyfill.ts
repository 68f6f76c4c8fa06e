// Bundles webextension-polyfill's own small build, which is half the size of the readable one, as a plain module.
import { readFileSync } from 'node:fs'
import type { Plugin } from 'vite'

const published = 'node_modules/webextension-polyfill/dist/browser-polyfill.min.js'

/** @param root the folder of node_modules, with a slash at its end */
export function smallPolyfill(root: string): Plugin {
  return {
    name: 'small-polyfill',
    apply: 'build',
    enforce: 'pre',
    resolveId: (id) => (id === 'webextension-polyfill' ? root + published : null),
    load(id) {
      if (!id.startsWith(root + published)) return null
      const code = readFileSync(root + published, 'utf8')
      // A CommonJS module would bring an interpreter of CommonJS along.
      return `const define = undefined
const exports = {}
const module = { exports }
; ${code}
const browser = module.exports
export default browser`
    },
  }
}
