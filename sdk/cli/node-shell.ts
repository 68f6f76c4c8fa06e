// This machine as a shell: the only file of the command line that touches files, the terminal and signals.
import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { chmod, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, isAbsolute, join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { addAbortSignal, type Readable, Writable } from 'node:stream'
import { systemClock } from '../clock.js'
import { serve } from '../testing/http-server.js'
import { listen, listenConsole } from '../testing/node.js'
import { Problem } from './problem.js'
import type { Files, ReadOptions, Screen, Shell } from './shell.js'

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
    serve: (respond, where) => onPort(where.port, serve(respond, where)),
    listen: (cas, where = {}) => onPort(where.port, listen(cas, where)),
    listenConsole: (cas, where = {}) => onPort(where.port, listenConsole(cas, where)),
    input: (options) =>
      readText(addAbortSignal(interruption.signal, process.stdin), 'Standard input', options),
    out: screen(process.stdout),
    err: screen(process.stderr),
    stateFolder: stateFolder(process.env),
    interruption: interruption.signal,
    ...(isTyping && { prompt: promptOnTerminal(interruption) }),
  }
}

function onPort<T>(port: number | undefined, listening: Promise<T>): Promise<T> {
  return listening.catch((error: unknown) => {
    throw new Problem(
      'usage',
      `Port ${port} can't be listened on (${codeOf(error)}): name a free one.`,
    )
  })
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
  async read(path, options = {}) {
    try {
      const { mode, size } = await stat(path)
      // Windows has no such bits.
      const exposed = process.platform !== 'win32' && (mode & 0o077) !== 0
      if (size > (options.mostBytes ?? Infinity)) throw tooLong(path, options)
      return { text: await readText(createReadStream(path), path, options), exposed }
    } catch (error) {
      if (error instanceof Problem) throw error
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
      await rm(beside, { force: true }).catch(() => {})
      throw fileProblem(`${path} can't be written`, error)
    }
  },

  async remove(path) {
    await rm(path, { force: true }).catch((error: unknown) => {
      throw fileProblem(`${path} can't be deleted`, error)
    })
  },
}

/** Counts, too: a device or a pipe tells no size. */
async function readText(stream: Readable, name: string, options: ReadOptions): Promise<string> {
  const { mostBytes = Infinity } = options
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > mostBytes) throw tooLong(name, options)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

function tooLong(name: string, { mostBytes = Infinity }: ReadOptions): Problem {
  return new Problem(
    'file',
    `${name} is longer than ${mostBytes / 1e6} MB, as no such file is: name another.`,
  )
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
