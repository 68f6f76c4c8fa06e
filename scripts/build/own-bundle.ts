// Gives one entry a bundle of its own: what it shares with others is in it again, and it loads nothing that only they need.
import type { Plugin } from 'vite'

const mark = '?own'

/** A background starts again and again: one small file is read faster than chunks that pages decided on. */
export function ownBundle(entry: string): Plugin {
  return {
    name: 'own-bundle',
    apply: 'build',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (!importer?.endsWith(entry) && !importer?.endsWith(mark)) return null
      const from = importer.replace(mark, '')
      const resolved = await this.resolve(source, from, { skipSelf: true })
      return resolved && { ...resolved, id: resolved.id + mark }
    },
  }
}
