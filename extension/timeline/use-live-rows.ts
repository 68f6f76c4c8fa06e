// The recorded rows for a component: the newest at once, then all, then each as it comes.
import { useLayoutEffect, useState } from 'preact/hooks'
import type { TimelineRow } from 'sso-pulse/timeline'
import { browser } from '../shared/browser.js'
import { clock } from '../shared/clock.js'
import {
  chunkRows,
  emptyHead,
  type Head,
  headKey,
  keyOf,
  keysOf,
  readHead,
  rowsIn,
} from '../shared/timeline-records.js'

export interface Rows {
  /** Older rows that are not among these. */
  readonly dropped: number
  /** Some of them are only not read yet. */
  readonly reading?: boolean
  readonly rows: readonly TimelineRow[]
}

type Chunks = Readonly<Record<string, unknown>>

/** A screenful and more. */
const firstRows = 50

/** Undefined until something was read. */
export function useLiveRows(): Rows | undefined {
  const [live, setLive] = useState<Rows | undefined>(undefined)
  // Not after the first frame, which is empty.
  useLayoutEffect(() => {
    const chunks = new Map<string, readonly TimelineRow[]>()
    let head: Head = emptyHead
    let stopped = false

    const show = () => !stopped && setLive(rowsOf(head, chunks))
    /** What was told meanwhile is newer than what was read. */
    const fill = (read: Chunks) => {
      for (const [key, rows] of Object.entries(read)) {
        if (!chunks.has(key)) chunks.set(key, rowsIn(rows))
      }
      show()
    }
    const onChange = (changes: Readonly<Record<string, { newValue?: unknown }>>) => {
      const ours = Object.keys(changes).filter((key) => key.startsWith(headKey))
      if (ours.length === 0) return
      for (const key of ours) {
        const { newValue } = changes[key] ?? {}
        if (key === headKey) head = (newValue as Head | undefined) ?? emptyHead
        else if (newValue) chunks.set(key, rowsIn(newValue))
        else chunks.delete(key)
      }
      show()
    }
    const read = async () => {
      const { session } = browser.storage
      const found = await readHead()
      if (head === emptyHead) head = found
      const newest = Math.max(head.first, head.next - firstRows)
      fill(await session.get(keysOf(newest - (newest % chunkRows), head.next)))
      await framePassed()
      if (newest > head.first) fill(await session.get(keysOf(head.first, newest)))
    }
    browser.storage.session.onChanged.addListener(onChange)
    void read()
    return () => {
      stopped = true
      browser.storage.session.onChanged.removeListener(onChange)
    }
  }, [])
  return live
}

/** Many rows keep a page busy: the newest are seen before. Where nobody sees the page nothing hurries. */
function framePassed(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => void clock.after(0, resolve)))
}

/** Those that follow each other without a gap, to the newest. */
function rowsOf({ first, next }: Head, chunks: ReadonlyMap<string, readonly TimelineRow[]>): Rows {
  let from = next
  while (from > first && chunks.has(keyOf(from - 1))) from = Math.max(first, chunkStart(from - 1))
  const rows = keysOf(from, next).flatMap((key) => chunks.get(key) ?? [])
  return { dropped: from, rows, reading: from > first }
}

function chunkStart(row: number): number {
  return row - (row % chunkRows)
}
