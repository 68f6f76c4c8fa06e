// Gives one entry a bundle of its own: what it shares with others is in it again, and it loads nothing that only they need.
import type { Plugin } from 'vite'

/** What starts again and again, the background and the popup, is one small file, not chunks that other pages decided on. */
export function ownBundle(entry: string): Plugin {
  // A dot or a slash in it would be taken for the file's own.
  const mark = `?own-${entry.replace(/\W/g, '-')}`
  return {
    name: `own-bundle:${entry}`,
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
