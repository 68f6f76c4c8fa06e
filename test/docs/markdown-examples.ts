// Makes the TypeScript blocks of a Markdown page importable: `example:README.md/0` is its first one.
import { readFileSync } from 'node:fs'
import type { Plugin } from 'vite'

const scheme = 'example:'

export function markdownExamples(root: string): Plugin {
  return {
    name: 'markdown-examples',
    enforce: 'pre',
    resolveId: (id) => (id.startsWith(scheme) ? `\0${id}.ts` : undefined),
    load(id) {
      if (!id.startsWith(`\0${scheme}`)) return undefined
      const [, page = '', index = ''] = /^(.+)\/(\d+)\.ts$/.exec(id.slice(scheme.length + 1)) ?? []
      const block = examplesIn(readFileSync(`${root}${page}`, 'utf8'))[Number(index)]
      if (block === undefined) throw new Error(`${page} has no TypeScript block ${index}.`)
      return block
    },
  }
}

export function examplesIn(markdown: string): readonly string[] {
  return [...markdown.matchAll(/```ts\n(.*?)```/gs)].map(([, code = '']) => code)
}
