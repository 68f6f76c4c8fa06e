// What a look costs beside other requests to the same server: interleaved, so that warming up and noise meet all alike.
import { type CasLine, startRealCas } from '../real-cas.js'
import { Connection } from './connection.js'
import { formatSpread, median, spread } from './statistics.js'

interface Target {
  readonly name: string
  readonly path: string
  readonly status: number
  readonly accept: string
  /** How many times its latency a look may take, by line. */
  readonly goal?: Readonly<Record<CasLine, number>>
}

/** As the SDK asks. */
const bothForms = 'application/vnd.sso-pulse.v1+json, application/json;q=0.9'

const targets: readonly [look: Target, ...others: Target[]] = [
  { name: 'isloggedin', path: '/isloggedin', status: 200, accept: bothForms },
  {
    // A file that CAS serves to everybody, with the same cookie: the server's own floor.
    name: 'static file',
    path: '/images/cas-logo.png',
    status: 200,
    accept: '*/*',
    goal: { '7.2': 1.25, '6.6': 1.6 },
  },
  {
    name: 'actuator/sso',
    path: '/actuator/sso',
    status: 200,
    accept: 'application/json',
    goal: { '7.2': 1.05, '6.6': 1.05 },
  },
  {
    name: 'gateway',
    path: `/login?gateway=true&service=${encodeURIComponent('http://localhost:9999/quiet')}`,
    status: 302,
    accept: 'text/html',
    goal: { '7.2': 0.6, '6.6': 0.6 },
  },
]

const runs = 5
const requestsPerRun = 500
const warmUpRequests = 500

/** Prints a table for each line; resolves to whether every goal was reached. */
export async function benchLatency(lines: readonly CasLine[]): Promise<boolean> {
  const reached: boolean[] = []
  for (const line of lines) {
    const cas = await startRealCas({ line })
    const connection = new Connection(cas.url)
    try {
      await measure(connection, warmUpRequests)
      const measured: ReadonlyMap<Target, number>[] = []
      for (let run = 0; run < runs; run++) measured.push(await measure(connection, requestsPerRun))
      reached.push(report(line, measured))
    } finally {
      connection.close()
      await cas.stop()
    }
  }
  return !reached.includes(false)
}

/** The middle latency of each target in ms, in a session of its own: each gateway visit makes a session larger. */
async function measure(
  connection: Connection,
  requests: number,
): Promise<ReadonlyMap<Target, number>> {
  await connection.signIn('casuser', 'Mellon')
  const samples = new Map<Target, number[]>(targets.map((target) => [target, []]))
  for (let count = 0; count < requests; count++) {
    for (const [target, times] of samples) {
      const start = performance.now()
      const { status } = await connection.ask(target.path, { accept: target.accept })
      times.push(performance.now() - start)
      if (status !== target.status) throw new Error(`${target.name} answered ${status}.`)
    }
  }
  return new Map([...samples].map(([target, times]) => [target, median(times)]))
}

function report(line: CasLine, measured: readonly ReadonlyMap<Target, number>[]): boolean {
  const [look, ...others] = targets
  const latency = (target: Target) => measured.map((run) => run.get(target) ?? Number.NaN)
  console.log(
    `\nCAS ${line}: p50 in ms of ${requestsPerRun} each, interleaved; middle (least to most) of ${runs} runs`,
  )
  console.log(`  ${look.name.padEnd(14)}${formatSpread(spread(latency(look)))}`)
  let reached = true
  for (const target of others) {
    const ratios = latency(target).map((ms, run) => (latency(look)[run] ?? Number.NaN) / ms)
    const ratio = spread(ratios)
    const goal = target.goal?.[line] ?? Number.POSITIVE_INFINITY
    const verdict = ratio.middle <= goal ? 'reached' : 'missed'
    if (ratio.middle > goal) reached = false
    console.log(
      `  ${target.name.padEnd(14)}${formatSpread(spread(latency(target))).padEnd(24)}` +
        `${look.name} takes ${formatSpread(ratio)} of it, goal ${goal.toFixed(2)}: ${verdict}`,
    )
  }
  return reached
}
