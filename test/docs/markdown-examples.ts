// Makes the TypeScript blocks of a Markdown page importable: `example:README.md/0` is its first one.
import { readFileSync } from 'node:fs'
import { type Plugin, transformWithOxc } from 'vite'

const scheme = 'example:'

export function markdownExamples(root: string): Plugin {
  const blocksOf = (page: string) => examplesIn(readFileSync(`${root}${page}`, 'utf8'))
  return {
    name: 'markdown-examples',
    enforce: 'pre',
    resolveId(id, importer = '') {
      if (id.startsWith(scheme)) return `\0${id}.ts`
      const [, page = ''] = /^\0example:(.+)\/\d+\.ts$/.exec(importer) ?? []
      if (!page || !id.startsWith('./')) return undefined
      const wanted = id.slice('./'.length).replace(/\.js$/, '.ts')
      const index = blocksOf(page).findIndex((block) => nameOf(block) === wanted)
      return index < 0 ? undefined : `\0${scheme}${page}/${index}.ts`
    },
    async load(id) {
      if (!id.startsWith(`\0${scheme}`)) return undefined
      const [, page = '', index = ''] = /^(.+)\/(\d+)\.ts$/.exec(id.slice(scheme.length + 1)) ?? []
      const block = blocksOf(page)[Number(index)]
      if (block === undefined) throw new Error(`${page} has no TypeScript block ${index}.`)
      // Vite takes virtual modules for JavaScript.
      const { code } = await transformWithOxc(block, `${index}.ts`)
      return code
    },
  }
}

/** The blocks of one language, in their order. */
export function examplesIn(markdown: string, language = 'ts'): readonly string[] {
  const blocks = markdown.matchAll(/^```(\w+)\n(.*?)^```/gms)
  return [...blocks].flatMap(([, its, code = '']) => (its === language ? [code] : []))
}

/** A first line such as `// session-bar.ts` names a block, so that others of its page can import it. */
export function nameOf(block: string): string | undefined {
  return /^\/\/ ([\w.-]+\.ts)$/m.exec(block.split('\n', 1)[0] ?? '')?.[1]
}
