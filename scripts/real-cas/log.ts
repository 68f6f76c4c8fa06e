// The log of a server: kept in a file, and what it says went wrong, without secrets.
import type { ChildProcess } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { createInterface } from 'node:readline'

/** Keeps the last lines for an error message; the log file gets all of them. */
export function collectOutput(
  child: ChildProcess,
  logFile: string,
  onOutput: ((line: string) => void) | undefined,
): readonly string[] {
  const last: string[] = []
  const log = createWriteStream(logFile)
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue
    createInterface({ input: stream }).on('line', (text) => {
      log.write(`${text}\n`)
      last.push(text)
      if (last.length > 400) last.shift()
      onOutput?.(text)
    })
  }
  child.once('close', () => log.end())
  return last
}

/** What the log says went wrong: Spring's own words for the usual failures, else the innermost exception. */
export function causeIn(output: readonly string[]): string | undefined {
  const described = output.lastIndexOf('Description:')
  const words = described < 0 ? undefined : descriptionIn(output.slice(described + 1))
  const innermost = output.findLast((text) => text.startsWith('Caused by: '))
  const other = output.findLast((text) =>
    /^Error: |^Exception in thread|\bERROR\b|Exception encountered/.test(text),
  )
  const cause = words ?? innermost?.slice('Caused by: '.length) ?? other
  return cause === undefined ? undefined : withoutSecrets(cause)
}

/** The first sentence, and for a property that makes no sense its name and why, but not its value. */
function descriptionIn(output: readonly string[]): string | undefined {
  const sentence = output.find((text) => text.trim())
  const details = output.filter((text) => /^\s+(Property|Reason): /.test(text))
  return sentence && [sentence, ...details].map((text) => text.trim()).join(' ')
}

/** Ticket ids, cookies and keys are long runs of letters without a space; passwords stand in URLs. */
export function withoutSecrets(text: string): string {
  const plain = text
    .replace(/\b(TGT|TGC|PGT|ST)-[^\s"',]+/g, '$1-…')
    .replace(/[\w+=-]{40,}/g, '…')
    .replace(/\/\/[^\s/@]+@/g, '//…@')
    .trim()
  return plain.length > 300 ? `${plain.slice(0, 300)} …` : plain
}
