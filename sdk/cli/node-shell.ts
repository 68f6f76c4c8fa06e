// This machine as a shell: the only file of the command line that touches files, the terminal and signals.
import { randomBytes } from 'node:crypto'
import { chmod, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, isAbsolute, join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { systemClock } from '../clock.js'
import { Problem } from './problem.js'
import type { Files, Screen, Shell } from './shell.js'

export function nodeShell(): Shell {
  const interruption = new AbortController()
  const isTyping = process.stdin.isTTY && process.stderr.isTTY
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (interruption.signal.aborted) process.exit(130)
      interruption.abort()
    })
  }
  return {
    fetch: (...request) => globalThis.fetch(...request),
    clock: systemClock,
    env: process.env,
    files,
    out: screen(process.stdout),
    err: screen(process.stderr),
    stateFolder: stateFolder(process.env),
    interruption: interruption.signal,
    ...(isTyping && { prompt: promptOnTerminal(interruption) }),
  }
}

function screen(stream: NodeJS.WriteStream): Screen {
  // A reader that has gone, as `head` does, is no fault.
  stream.on('error', () => {})
  return { write: (text) => void stream.write(text), isTerminal: stream.isTTY === true }
}

/** https://specifications.freedesktop.org/basedir-spec: a relative path is to be ignored. */
function stateFolder({ XDG_STATE_HOME: xdg, LOCALAPPDATA: local }: NodeJS.ProcessEnv): string {
  if (xdg && isAbsolute(xdg)) return xdg
  if (process.platform === 'win32' && local) return local
  return join(homedir(), '.local', 'state')
}

export const files: Files = {
  async read(path) {
    try {
      const { mode } = await stat(path)
      // Windows has no such bits.
      const exposed = process.platform !== 'win32' && (mode & 0o077) !== 0
      return { text: await readFile(path, 'utf8'), exposed }
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined
      throw fileProblem(`${path} can't be read`, error)
    }
  },

  async write(path, text, { secret = false } = {}) {
    const beside = `${path}.${randomBytes(6).toString('hex')}.part`
    try {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const file = await open(beside, 'wx', secret ? 0o600 : 0o666)
      try {
        await file.writeFile(text)
        await file.sync()
      } finally {
        await file.close()
      }
      if (secret) await chmod(beside, 0o600)
      await rename(beside, path)
    } catch (error) {
      await rm(beside, { force: true })
      throw fileProblem(`${path} can't be written`, error)
    }
  },

  async remove(path) {
    await rm(path, { force: true }).catch((error: unknown) => {
      throw fileProblem(`${path} can't be deleted`, error)
    })
  },
}

function fileProblem(what: string, error: unknown): Problem {
  return new Problem('file', `${what} (${codeOf(error)}): check the path and its permissions.`)
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? `${error.code}` : 'unknown'
}

function promptOnTerminal(interruption: AbortController): NonNullable<Shell['prompt']> {
  return async (question, { hidden }) => {
    // Readline echoes what is typed to its output, and clears the line for a question of its own.
    if (hidden) process.stderr.write(question)
    const output = hidden ? new Writable({ write: (_, __, done) => done() }) : process.stderr
    const lines = createInterface({ input: process.stdin, output, terminal: true })
    // On a raw terminal Ctrl-C is a key, not a signal.
    lines.on('SIGINT', () => interruption.abort())
    // Ctrl-D: nobody will answer, and Node would wait for ever.
    const left = new Promise<string>((resolve) => lines.once('close', () => resolve('')))
    try {
      return await Promise.race([
        lines.question(hidden ? '' : question, { signal: interruption.signal }),
        left,
      ])
    } finally {
      lines.close()
      if (hidden) process.stderr.write('\n')
    }
  }
}
