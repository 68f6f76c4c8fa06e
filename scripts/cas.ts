// `npm run cas -- <line>`: a real CAS server to try things with, until Ctrl-C.

import { parseArgs } from 'node:util'
import type { ExpirationPolicy } from '../sdk/testing/setup.js'
import { propertiesOf } from './real-cas/properties.js'
import {
  buildProgram,
  type CasLine,
  casLines,
  RealCasError,
  startRealCas,
  unavailableReason,
} from './real-cas.js'

const usage = `npm run cas -- <line> [options]       line: ${casLines.join(' or ')}

  --max 20s                    the time limit of a session (s, m, h, d)
  --idle 8s                    its idle limit
  --port 8080                  default: a free one
  --property name=value        any property of CAS; may be given often
  --confirm-logout             logging out asks first
  --follow-service-redirects   logging out goes to ?service= if it is registered
  --touch                      POST isloggedin extends the session`

interface Order {
  readonly line: CasLine
  readonly port?: number
  readonly properties: Readonly<Record<string, string>>
}

export async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(usage)
    return 0
  }
  const order = readOrder(args)
  if (typeof order === 'string') {
    console.error(order)
    return 2
  }
  const reason = unavailableReason(order.line)
  if (reason !== undefined) {
    console.error(reason)
    return 2
  }
  try {
    return await run(order)
  } catch (error) {
    if (!(error instanceof RealCasError)) throw error
    console.error(error.message)
    return 1
  }
}

/** A sentence, if what was asked for makes no sense. */
function readOrder(args: readonly string[]): Order | string {
  let parsed: ReturnType<typeof parseOptions>
  try {
    parsed = parseOptions(args)
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n\n${usage}`
  }
  const { positionals, values } = parsed
  const line = casLines.find((known) => known === positionals[0])
  if (!line || positionals.length > 1) {
    return `Which line of CAS? Known are ${casLines.join(' and ')}.\n\n${usage}`
  }
  const max = values.max === undefined ? undefined : secondsIn(values.max)
  const idle = values.idle === undefined ? undefined : secondsIn(values.idle)
  if (Number.isNaN(max) || Number.isNaN(idle)) {
    return 'A limit is a number and a unit: 20s, 5m, 2h or 14d.'
  }
  if (max !== undefined && idle !== undefined && idle > max) {
    return 'CAS wants the idle limit to be no longer than the time limit.'
  }
  const port = values.port === undefined ? undefined : Number(values.port)
  if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536)) {
    return 'A port is a number from 1 to 65535.'
  }
  const own: Record<string, string> = {}
  for (const property of values.property ?? []) {
    const at = property.indexOf('=')
    if (at < 1) return `A property is name=value; this is not: ${property}`
    own[property.slice(0, at)] = property.slice(at + 1)
  }
  const policy = policyOf(max, idle)
  const properties = propertiesOf({
    ...(policy && { policy }),
    confirmLogout: values['confirm-logout'],
    followServiceRedirects: values['follow-service-redirects'],
    touch: values.touch,
  })
  return { line, ...(port !== undefined && { port }), properties: { ...properties, ...own } }
}

function parseOptions(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      max: { type: 'string' },
      idle: { type: 'string' },
      port: { type: 'string' },
      property: { type: 'string', multiple: true },
      'confirm-logout': { type: 'boolean', default: false },
      'follow-service-redirects': { type: 'boolean', default: false },
      touch: { type: 'boolean', default: false },
    },
  })
}

function policyOf(max: number | undefined, idle: number | undefined): ExpirationPolicy | undefined {
  if (max !== undefined && idle !== undefined) {
    return { kind: 'primary', maxTimeToLiveSeconds: max, timeToKillSeconds: idle }
  }
  if (max !== undefined) return { kind: 'time', maxTimeToLiveSeconds: max }
  if (idle !== undefined) return { kind: 'idle', timeToKillSeconds: idle }
  return undefined
}

const secondsPerUnit: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 }

function secondsIn(text: string): number {
  const [, amount = '', unit = ''] = /^([1-9]\d*)([smhd])$/.exec(text) ?? []
  return Number(amount || Number.NaN) * (secondsPerUnit[unit] ?? Number.NaN)
}

async function run({ line, port, properties }: Order): Promise<number> {
  console.log(`Building CAS ${line} (the first time some minutes of downloads) …`)
  await buildProgram(line)
  console.log('Starting …')
  const cas = await startRealCas({ line, properties, ...(port !== undefined && { port }) })
  console.log(howToUse(line, cas.url, cas.startedInMs, cas.logFile))
  const interrupted = await Promise.race([signalled(), cas.exited.then(() => false)])
  await cas.stop()
  if (!interrupted) console.error(`CAS ended by itself; its log: ${cas.logFile}`)
  return interrupted ? 0 : 1
}

function signalled(): Promise<true> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve(true))
    process.once('SIGTERM', () => resolve(true))
  })
}

function howToUse(line: CasLine, url: string, startedInMs: number, logFile: string): string {
  const loopback = 'http://localhost:9999'
  return `
CAS ${line} runs at ${url} (started in ${(startedInMs / 1000).toFixed(1)} s)

  users      casuser / Mellon, second / Mellon
  services   ${loopback}/app (back-channel logout), /front (front-channel), /short (10 s sessions),
             /quiet (never told); any loopback host and port
  log        ${logFile}

  sign in    ${url}/login?service=${encodeURIComponent(`${loopback}/app`)}
  look       curl -i -H 'Accept: application/vnd.sso-pulse.v1+json' ${url}/isloggedin
             (signed in: add the browser's TGC cookie and User-Agent, -b TGC=… -A …)
  sessions   curl -s -H 'Accept: application/json' ${url}/actuator/ssoSessions

Ctrl-C stops it.`
}
