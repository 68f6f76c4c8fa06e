// The page of the timeline over rows that are in storage, as the background puts them there.
import { render, screen } from '@testing-library/preact'
import { act } from 'preact/test-utils'
import type { TimelineRow } from 'sso-pulse/timeline'
import { vi } from 'vitest'
import { chunkRows, headKey, keyOf } from '../../../extension/shared/timeline-records.js'
import { Timeline } from '../../../extension/timeline/Timeline.js'
import { noon, turnableClock } from '../../sdk/turnable-clock.js'
import { pageBrowser } from '../page-browser.js'
import { say } from '../speech.js'

class FakeResizeObserver {
  observe() {}
  disconnect() {}
}

export const chunkOf = (rows: readonly TimelineRow[]) =>
  rows.map((row) => JSON.stringify(row)).join('\n')

export async function store(rows: readonly TimelineRow[]): Promise<void> {
  const entries: Record<string, unknown> = { [headKey]: { first: 0, next: rows.length } }
  for (let row = 0; row < rows.length; row += chunkRows) {
    entries[keyOf(row)] = chunkOf(rows.slice(row, row + chunkRows))
  }
  await act(() => pageBrowser.storage.session.set(entries))
}

export async function open(rows: readonly TimelineRow[]): Promise<void> {
  await store(rows)
  await openStored()
}

export async function openStored(): Promise<void> {
  vi.stubGlobal('ResizeObserver', FakeResizeObserver)
  render(<Timeline clock={turnableClock(noon)} say={say} />)
  await screen.findByRole('grid')
}

/** The words of the rows that are elements now. */
export function shown(): readonly string[] {
  return [...screen.getByRole('grid').querySelectorAll('tbody tr')].map(
    (row) => row.children[1]?.textContent ?? '',
  )
}
