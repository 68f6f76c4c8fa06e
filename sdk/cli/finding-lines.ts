// Findings for people: a sign and a word each, never a colour alone.
import type { Finding } from './finding.js'
import { paintFor } from './output.js'
import type { Shell } from './shell.js'

const looks = {
  ok: { sign: '+ ok', colour: 'good' },
  warn: { sign: '! warn', colour: 'warn' },
  bad: { sign: 'x bad', colour: 'bad' },
  unknown: { sign: '? unknown', colour: 'quiet' },
} as const

export function findingLines(
  shell: Pick<Shell, 'out' | 'env'>,
  findings: readonly Finding[],
): string[] {
  const paint = paintFor(shell.out, shell)
  return findings.map(({ check, verdict, what, todo }) => {
    const { sign, colour } = looks[verdict]
    return `${paint(colour, sign.padEnd(9))}  ${check.padEnd(14)}  ${what}${todo ? `: ${todo}` : ''}`
  })
}
