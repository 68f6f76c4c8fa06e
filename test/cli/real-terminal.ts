// A terminal of a test's own on this machine's network: the command line runs in it as a function, against real servers.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nodeShell } from '../../sdk/cli/node-shell.js'
import { run } from '../../sdk/cli/program.js'
import type { Shell } from '../../sdk/cli/shell.js'
import type { Ran } from './terminal.js'

export interface RealTerminal {
  /** Holds what commands store, and is there until the end. */
  readonly folder: string
  readonly shell: Shell
  run(...args: readonly string[]): Promise<Ran>
  close(): void
}

export function openRealTerminal(): RealTerminal {
  const folder = mkdtempSync(join(tmpdir(), 'sso-pulse-real-cas-'))
  const said = { out: '', err: '' }
  const into = (screen: keyof typeof said) => ({
    isTerminal: false,
    write(text: string) {
      said[screen] += text
    },
  })
  const shell: Shell = {
    ...nodeShell(),
    env: { SSO_PULSE_USER: 'casuser', SSO_PULSE_PASSWORD: 'Mellon' },
    out: into('out'),
    err: into('err'),
    stateFolder: folder,
  }
  return {
    folder,
    shell,
    async run(...args) {
      Object.assign(said, { out: '', err: '' })
      const code = await run(args, shell)
      const { out, err } = said
      return { code, out, err, json: () => JSON.parse(out) }
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}
