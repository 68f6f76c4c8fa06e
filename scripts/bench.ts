// `npm run bench [name…] [-- --line 7.2]`: measures what the project promises, on real CAS servers.
import { parseArgs } from 'node:util'
import { benchExtension } from './bench/extension.js'
import { benchLatency } from './bench/latency.js'
import { type CasLine, casLines, unavailableReason } from './real-cas.js'

/** Each prints its own table and resolves to whether its goals were reached. */
const benches: Readonly<Record<string, (lines: readonly CasLine[]) => Promise<boolean>>> = {
  latency: benchLatency,
  extension: benchExtension,
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
  // The one that needs no server, and so no Java.
  if (names.every((name) => name === 'extension')) return { names, lines: [] }
  const asked = values.line ?? casLines
  const strange = asked.find((line) => !casLines.some((known) => known === line))
  if (strange !== undefined) {
    return `There is no line "${strange}": name ${casLines.join(' or ')}.`
  }
  const reasons = new Map(
    casLines
      .filter((line) => asked.includes(line))
      .map((line) => [line, unavailableReason(line)] as const),
  )
  for (const reason of reasons.values()) if (reason !== undefined) console.log(reason)
  const lines = [...reasons.keys()].filter((line) => reasons.get(line) === undefined)
  return lines.length > 0 ? { names, lines } : 'No line of CAS can run on this machine.'
}
