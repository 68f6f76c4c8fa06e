// A page as axe-core judges it.
import { readFileSync } from 'node:fs'
import type { Tab } from '../../scripts/browser/tab.js'

const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')

/** Each as "rule: element", so that a failure reads by itself. */
export async function violations({ page }: Tab): Promise<unknown> {
  await page.evaluate(`globalThis.axe ?? (() => { ${axe} })()`)
  return page.evaluate(`axe.run().then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html)))`)
}
