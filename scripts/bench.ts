// `npm run bench [name…] [-- --line 7.2]`: measures what the project promises, beside what others do.
import { parseArgs } from 'node:util'
import { benchExtension } from './bench/extension.js'
import { benchFaults } from './bench/faults.js'
import { benchLatency } from './bench/latency.js'
import { benchProperty } from './bench/property.js'
import { benchSessions } from './bench/sessions.js'
import { benchSize } from './bench/size.js'
import { benchTabs } from './bench/tabs.js'
import { benchTimeline } from './bench/timeline.js'
import { benchWake } from './bench/wake.js'
import { type CasLine, casLines, unavailableReason } from './real-cas.js'

/** Each prints its own tables and resolves to whether its goals were reached. */
const benches: Readonly<Record<string, (lines: readonly CasLine[]) => Promise<boolean>>> = {
  size: benchSize,
  property: benchProperty,
  tabs: benchTabs,
  faults: benchFaults,
  wake: benchWake,
  extension: benchExtension,
  timeline: benchTimeline,
  sessions: benchSessions,
  latency: benchRealServers,
}

export async function main(args: readonly string[]): Promise<number> {
  const order = readOrder(args)
  if (typeof order === 'string') {
    console.error(order)
    return 2
  }
  let reached = true
  for (const name of order.names) {
    reached = (await benches[name]?.(order.lines)) !== false && reached
  }
  return reached ? 0 : 1
}

interface Order {
  readonly names: readonly string[]
  readonly lines: readonly CasLine[]
}

/** A sentence, if what was asked for can't be measured. */
function readOrder(args: readonly string[]): Order | string {
  let parsed: { positionals: string[]; values: { line?: string[] | undefined } }
  try {
    const options = { line: { type: 'string', multiple: true } } as const
    parsed = parseArgs({ args: [...args], allowPositionals: true, options })
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  const { positionals, values } = parsed
  const names = positionals.length > 0 ? positionals : Object.keys(benches)
  const unknown = names.find((name) => !Object.hasOwn(benches, name))
  if (unknown !== undefined) {
    return `There is no bench "${unknown}": name ${Object.keys(benches).join(', ')}.`
  }
  const asked = values.line ?? casLines
  const strange = asked.find((line) => !casLines.some((known) => known === line))
  if (strange !== undefined) {
    return `There is no line "${strange}": name ${casLines.join(' or ')}.`
  }
  return { names, lines: casLines.filter((line) => asked.includes(line)) }
}

/** Those of the lines that can run on this machine. */
async function benchRealServers(lines: readonly CasLine[]): Promise<boolean> {
  const reasons = lines.map((line) => [line, unavailableReason(line)] as const)
  for (const [, reason] of reasons) if (reason !== undefined) console.log(reason)
  const able = reasons.flatMap(([line, reason]) => (reason === undefined ? [line] : []))
  if (able.length > 0) return benchLatency(able)
  console.log('No line of CAS can run on this machine.')
  return false
}
