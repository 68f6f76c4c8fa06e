// The page of the timeline: what a tester sees of it, finds in it, and takes out of it.
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact'
import { act } from 'preact/test-utils'
import { readTimeline, redact, type TimelineRow, writeTimeline } from 'sso-pulse/timeline'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { headKey } from '../../../extension/shared/timeline-records.js'
import { look, signedIn, signedOut } from '../../sdk/observations.js'
import { rowsOf, story, timelineOf } from '../../sdk/timelines.js'
import { noon } from '../../sdk/turnable-clock.js'
import { forgetBrowser, pageBrowser } from '../page-browser.js'
import { chunkOf, open, openStored, shown, store } from './timeline-page.js'

vi.mock('webextension-polyfill', async () => ({
  default: (await import('../page-browser.js')).pageBrowser,
}))

beforeEach(forgetBrowser)
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const storyWords = [
  'Mark: step 1: jdoe signs in at sso.example.org',
  'Signed in as jdoe (changed)',
  'The server had an internal error. (HTTP 503) (changed)',
  'Signed in as jdoe (changed)',
  'Ended elsewhere (changed)',
]

const looks = (count: number): readonly TimelineRow[] =>
  rowsOf(Array.from({ length: count }, (_, index) => look(signedIn(), noon + index * 1000)))

const grid = () => screen.getByRole('grid')
const press = (key: string) => act(() => void fireEvent.keyDown(grid(), { key }))
const type = (label: string, value: string) =>
  act(() => void fireEvent.input(screen.getByLabelText(label), { target: { value } }))
const click = (name: string) => act(() => screen.getByRole('button', { name }).click())
const facts = () => screen.getByRole('region', { name: 'Details' }).textContent

describe('rows', () => {
  test('stand in the order of time, with words, cause and latency', async () => {
    await open(story)
    expect(shown()).toEqual(storyWords)
    expect(grid().getAttribute('aria-rowcount')).toBe('6')
    const [, signIn] = grid().querySelectorAll('tbody tr')
    expect(signIn?.textContent).toMatch(/cookie2h0 mssso\.example\.org$/)
  })

  test('come as they are written down', async () => {
    await open(story.slice(0, 3))
    await store(story)
    expect(shown()).toEqual(storyWords)
  })

  test('are few elements, however many they are', async () => {
    await open(looks(3000))
    await waitFor(() => expect(grid().getAttribute('aria-rowcount')).toBe('3001'))
    expect(shown().length).toBeLessThan(60)
    expect(grid().querySelector('tbody tr:last-child')?.getAttribute('aria-rowindex')).toBe('3001')
  })

  test('that had to go are told of', async () => {
    await pageBrowser.storage.session.set({
      'timeline 4': chunkOf(story),
      [headKey]: { first: 100, next: 105 },
    })
    await openStored()
    expect(screen.getByText(/Older rows that had to go: 100/)).toBeTruthy()
  })

  test('of each kind have words', async () => {
    await open([
      {
        kind: 'notification',
        at: noon,
        server: 'x',
        limit: 'idle',
        remainingMs: 600_000,
        told: 'off',
      },
      {
        kind: 'sign-out',
        at: noon,
        server: 'x',
        step: 'not-proved',
        services: ['https://app.example.org'],
      },
    ])
    expect(shown()).toEqual(['Warning due, but notifications are off', 'Sign-out not proved'])
    await press('Home')
    expect(facts()).toContain('Idle limit')
    await press('End')
    expect(facts()).toContain('https://app.example.org')
  })
})

describe('the keyboard', () => {
  test('moves through the rows, and shows what each tells', async () => {
    await open(story)
    await press('End')
    expect(facts()).toContain('Known beforeSigned in as jdoe')
    expect(facts()).toContain('Known afterEnded elsewhere')
    await press('ArrowUp')
    await press('ArrowUp')
    expect(facts()).toContain('server-error, HTTP 503')
    const active = grid().getAttribute('aria-activedescendant') ?? ''
    expect(document.getElementById(active)?.getAttribute('aria-selected')).toBe('true')
  })

  test('jumps from change to change, as the buttons do', async () => {
    await open([...looks(50), ...rowsOf([look(signedIn()), look(signedOut('ended'))]), ...looks(1)])
    await press('p')
    await press('p')
    expect(facts()).toContain('Ended elsewhere')
    await click('Previous change')
    await click('Previous change')
    expect(facts()).toContain('Known beforeNothing known')
    await press('n')
    await click('Next change')
    expect(facts()).toContain('Ended elsewhere')
  })

  test('leads to the mark and to the filter', async () => {
    await open(story)
    await press('m')
    expect(document.activeElement).toBe(screen.getByLabelText(/^Mark/))
    await press('f')
    expect(document.activeElement).toBe(screen.getByLabelText('Filter'))
  })
})

describe('the filter', () => {
  test('finds rows by any of their words, also by the kind of trouble', async () => {
    await open(story)
    await type('Filter', 'ended')
    expect(shown()).toEqual(['Ended elsewhere (changed)'])
    await type('Filter', 'SERVER-error alarm')
    expect(shown()).toEqual([storyWords[2]])
    expect(screen.getByText('1 of 5 rows.')).toBeTruthy()
  })

  test('leaves changes and marks', async () => {
    await open([...looks(20), ...story])
    await act(() => screen.getByLabelText('Changes and marks only').click())
    expect(shown()).toEqual(['Signed in as casuser (changed)', ...storyWords])
  })

  test('tells servers apart', async () => {
    await open([...story, ...rowsOf([look(signedIn())], 'https://other.example.org/cas')])
    const field = screen.getByLabelText('Server')
    await act(
      () => void fireEvent.change(field, { target: { value: 'https://other.example.org/cas' } }),
    )
    expect(shown()).toEqual([storyWords[0], 'Signed in as casuser (changed)'])
    expect(screen.getByText(/^No limit is known yet/)).toBeTruthy()
  })
})

describe('what is done to live rows', () => {
  test('paused: they stand still, and new ones are counted', async () => {
    await open(story.slice(0, 3))
    await click('Pause')
    await store(story)
    expect(shown()).toEqual(storyWords.slice(0, 3))
    expect(screen.getByText('Paused. New rows meanwhile: 2.')).toBeTruthy()
    await press(' ')
    expect(shown()).toEqual(storyWords)
  })

  test('a mark is handed to the background', async () => {
    await open(story)
    await type('Mark, for instance: step 3 started', ' step 3 started ')
    await click('Set mark')
    expect(pageBrowser.runtime.sendMessage).toHaveBeenCalledWith({
      type: 'mark',
      text: 'step 3 started',
    })
  })

  test('they are cleared after a question', async () => {
    await open(story)
    await click('Clear')
    expect(document.activeElement?.textContent).toBe('Cancel')
    await click('Cancel')
    expect(pageBrowser.runtime.sendMessage).not.toHaveBeenCalled()
    await click('Clear')
    expect(screen.getByText(/Clear all rows \(5\)/)).toBeTruthy()
    await click('Clear')
    expect(pageBrowser.runtime.sendMessage).toHaveBeenCalledWith({ type: 'clear-timeline' })
  })
})

describe('a file', () => {
  const choose = async (text: string, size?: number) => {
    const file = new File([text], 'report.json')
    if (size !== undefined) Object.defineProperty(file, 'size', { value: size })
    const field = screen.getByLabelText('Open a timeline file')
    Object.defineProperty(field, 'files', { value: [file], configurable: true })
    await act(() => void fireEvent.change(field))
  }

  test('is shown instead of the live rows, visibly, and never among them', async () => {
    await open(looks(1))
    await choose(writeTimeline(timelineOf(story)))
    await screen.findByText(/From a file, not live/)
    expect(shown()).toEqual(storyWords)
    expect(screen.queryByRole('button', { name: 'Pause' })).toBeNull()
    await store(looks(2))
    expect(shown()).toEqual(storyWords)
    await click('Back to the live rows')
    expect(shown()).toHaveLength(2)
  })

  test.each([
    ['', 'The file report.json is empty: export it again.'],
    ['{"form', 'The file report.json is not JSON: it was cut off, or is no timeline.'],
    ['{}', "This is no timeline, or it was changed: format can't be read."],
    [
      '{"format":"sso-pulse-timeline","version":9}',
      'The file report.json was made by a newer sso-pulse: update this one.',
    ],
  ])(
    'that is none is refused in one sentence, and the live rows stay: %j',
    async (text, sentence) => {
      await open(story)
      await choose(text)
      const field = screen.getByLabelText('Open a timeline file')
      await waitFor(() => expect(field.getAttribute('aria-describedby')).toBeTruthy())
      const fault = document.getElementById(field.getAttribute('aria-describedby') ?? '')
      expect(fault?.textContent).toBe(sentence)
      expect(shown()).toEqual(storyWords)
    },
  )

  test('that is too large is not even read', async () => {
    await open(story)
    const read = vi.spyOn(Blob.prototype, 'text')
    await choose('{}', 1_000_000_000)
    expect(screen.getAllByText(/too large to be a timeline/)).not.toHaveLength(0)
    expect(read).not.toHaveBeenCalled()
  })
})

describe('the export', () => {
  /** The text of the file that the link saves. */
  async function saved(choice: string): Promise<string> {
    const made = vi.spyOn(URL, 'createObjectURL')
    await act(() => screen.getByLabelText(choice).click())
    const blob = made.mock.calls.at(-1)?.[0]
    return blob instanceof Blob ? blob.text() : ''
  }

  test('says what is in it before it hands it on', async () => {
    await open(story)
    await click('Export…')
    expect(
      screen.getByText(
        'In it: users 1, servers 1, sessions 1, applications 0, attribute values 0, marks 1.',
      ),
    ).toBeTruthy()
  })

  test('replaces names unless somebody chooses otherwise', async () => {
    await open(story)
    await click('Export…')
    const chosen = screen.getByLabelText<HTMLInputElement>('Names replaced: user 1, server 1')
    expect(chosen.checked).toBe(true)
    const everything = readTimeline(await saved('Everything, as it is'))
    expect(everything).toEqual(timelineOf(story))
    const removed = readTimeline(await saved('Nothing personal; marks lose their words'))
    expect(removed).toEqual(redact(timelineOf(story), 'removed'))
  })
})

test('the chart says in words what it draws', async () => {
  await open(story)
  const words = screen.getByRole('img').getAttribute('aria-label')
  expect(words).toMatch(
    /^sso\.example\.org, time left from .* to .*\. Changes shown: 4\. Time limit/,
  )
  expect(screen.getByRole('img').querySelectorAll('.shape')).toHaveLength(4)
})
