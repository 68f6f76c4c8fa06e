// What was asked for on the command line of `npm start`.
import { parseArgs } from 'node:util'
import { parseCasAddress } from '../../extension/shared/cas-address.js'
import type { BrowserName } from '../browser/driver.js'
import { browserNames } from '../browsers.js'

export interface Order {
  readonly check: boolean
  readonly browser?: BrowserName
  /** The prefix of a CAS that is to be used instead of the embedded one. */
  readonly server?: string
}

export const usage = `npm start -- [options]

  --browser chromium|firefox   default: the first that is there
  --server <CAS URL>           that CAS instead of the embedded one
  --check                      drives the whole journey itself, without a window`

/** @throws Error with one sentence */
export function readOrder(args: readonly string[]): Order {
  const { values } = parseArgs({
    args: [...args],
    options: {
      browser: { type: 'string' },
      server: { type: 'string' },
      check: { type: 'boolean', default: false },
    },
  })
  const browser = browserNames.find((name) => name === values.browser)
  if (values.browser !== undefined && browser === undefined) {
    throw new Error(`There is no browser "${values.browser}": name ${browserNames.join(' or ')}.`)
  }
  if (values.check && values.server !== undefined) {
    throw new Error('--check turns the clock of the embedded CAS: it takes no --server.')
  }
  return {
    check: values.check,
    ...(browser !== undefined && { browser }),
    ...(values.server !== undefined && { server: readServer(values.server) }),
  }
}

function readServer(typed: string): string {
  const address = parseCasAddress(typed)
  if (address.ok) return address.prefix
  throw new Error(
    '--server takes the address of a CAS server, such as https://sso.example.org/cas.',
  )
}
