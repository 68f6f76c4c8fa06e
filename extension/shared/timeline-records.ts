// The rows of the timeline as they are kept in storage.session: in chunks, so that one more row is a small write. A chunk
// is a text, one row a line: Chrome counts objects against its quota at several times their size.
import type { TimelineRow } from 'sso-pulse/timeline'
import { browser } from './browser.js'

/** Rows are numbered as they come; those before `first` were dropped. */
export interface Head {
  readonly first: number
  readonly next: number
}

export const chunkRows = 25
/** A day of looks each ten seconds. What is older gives way. */
export const mostRows = 10_000

export const headKey = 'timeline'
export const emptyHead: Head = { first: 0, next: 0 }

/** Of the chunk that holds the row with this number. */
export const keyOf = (row: number) => `${headKey} ${Math.floor(row / chunkRows)}`

/** Keys of the chunks that hold these rows. */
export function keysOf(first: number, next: number): string[] {
  const keys: string[] = []
  for (let row = first; row < next; row += chunkRows) keys.push(keyOf(row))
  return keys
}

/** Written by us: storage.session ends with the browser. */
export function rowsIn(chunk: unknown): readonly TimelineRow[] {
  return JSON.parse(`[${`${chunk}`.replaceAll('\n', ',')}]`)
}

/** One call after another: each writes what the one before it left. */
let last: Promise<unknown> = Promise.resolve()

function inTurn(work: () => Promise<void>): Promise<void> {
  const done = last.then(work).catch(() => {})
  last = done
  return done
}

export async function readHead(): Promise<Head> {
  return ((await browser.storage.session.get(headKey))[headKey] as Head | undefined) ?? emptyHead
}

/** For the background, which alone writes. None of these rejects: what is watched matters more than its record. */
export const timelineRecords = {
  add(row: TimelineRow): Promise<void> {
    return inTurn(async () => {
      const head = await readHead()
      const full = head.next - head.first >= mostRows
      const { first, next } = full ? await drop(head, 1) : head
      const key = keyOf(next)
      const known = (await browser.storage.session.get(key))[key]
      const chunk = [...(known ? [known] : []), JSON.stringify(row)].join('\n')
      const store = (from: number) =>
        browser.storage.session.set({ [key]: chunk, [headKey]: { first: from, next: next + 1 } })
      await store(first).catch(async () => {
        await store((await drop({ first, next }, (next - first) / 2)).first)
      })
    })
  },

  /** The older half gives way to what matters more. */
  makeRoom(): Promise<void> {
    return inTurn(async () => {
      const head = await readHead()
      const left = await drop(head, (head.next - head.first) / 2)
      await browser.storage.session.set({ [headKey]: left })
    })
  },

  clear(): Promise<void> {
    return inTurn(async () => {
      const { first, next } = await readHead()
      await browser.storage.session.remove([headKey, ...keysOf(first, next)])
    })
  },
}

/** The oldest rows, by whole chunks; the one that is being filled stays. */
async function drop({ first, next }: Head, rows: number): Promise<Head> {
  const whole = Math.ceil(rows / chunkRows) * chunkRows
  const left = Math.min(first + whole, next - (next % chunkRows))
  await browser.storage.session.remove(keysOf(first, left))
  return { first: left, next }
}
