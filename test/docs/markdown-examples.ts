// Makes the code of a Markdown page importable: `example:README.md/0` is its first TypeScript block, `…/0.tsx` and
// `…/0.vue` the first of those.
import { readFileSync } from 'node:fs'
import { type Plugin, transformWithOxc } from 'vite'

const scheme = 'example:'

/** What the id of a block says. */
interface Place {
  readonly page: string
  readonly index: number
  readonly language: string
}

export function markdownExamples(root: string): Plugin {
  const blocksOf = (page: string, language?: string) =>
    examplesIn(readFileSync(`${root}${page}`, 'utf8'), language)
  return {
    name: 'markdown-examples',
    enforce: 'pre',
    resolveId(id, importer = '') {
      if (id.startsWith(scheme)) return `\0${id}.ts`
      const page = placeOf(importer)?.page
      if (page === undefined || !id.startsWith('./')) return undefined
      const wanted = id.slice('./'.length).replace(/\.js$/, '.ts')
      const index = blocksOf(page).findIndex((block) => nameOf(block) === wanted)
      return index < 0 ? undefined : `\0${scheme}${page}/${index}.ts`
    },
    async load(id) {
      const place = placeOf(id)
      if (!place) return undefined
      const { page, index, language } = place
      const block = blocksOf(page, language)[index]
      if (block === undefined) throw new Error(`${page} has no ${language} block ${index}.`)
      return language === 'vue' ? compileVue(block, id) : compile(block, language)
    },
  }
}

function placeOf(id: string): Place | undefined {
  const [, page, index, language = 'ts'] =
    /^\0example:(.+)\/(\d+)(?:\.(tsx|vue))?\.ts$/.exec(id) ?? []
  return page === undefined ? undefined : { page, index: Number(index), language }
}

/** Vite takes virtual modules for JavaScript. */
async function compile(block: string, language: string): Promise<string> {
  const { code } = await transformWithOxc(withJsx(block), `example.${language}`)
  return code
}

async function compileVue(block: string, id: string): Promise<string> {
  // Slow to load, and needed for few pages.
  const { compileScript, parse } = await import('vue/compiler-sfc')
  return compile(compileScript(parse(block).descriptor, { id, inlineTemplate: true }).content, 'ts')
}

/** The blocks of one language, in their order. */
export function examplesIn(markdown: string, language = 'ts'): readonly string[] {
  const blocks = markdown.matchAll(/^```(\w+)\n(.*?)^```/gms)
  return [...blocks].flatMap(([, its, code = '']) => (its === language ? [code] : []))
}

/** Says whose elements a block makes, as an application's settings would. */
export function withJsx(block: string): string {
  const [, framework] = /'sso-pulse\/(p?react)'/.exec(block) ?? []
  return framework ? `/** @jsxImportSource ${framework} */${block}` : block
}

/** A first line such as `// session-bar.ts` names a block, so that others of its page can import it. */
export function nameOf(block: string): string | undefined {
  return /^\/\/ ([\w.-]+\.ts)$/m.exec(block.split('\n', 1)[0] ?? '')?.[1]
}
