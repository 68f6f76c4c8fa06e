// What applications were told of an end, in words.
import { expect, test } from 'vitest'
import { toldLines } from '../../../extension/sessions/words.js'
import { say } from '../speech.js'

const plain = (lines: readonly string[]) => lines.map((line) => line.replace(/[\u2068\u2069]/g, ''))

test('those that CAS told are counted, those that it could not tell are named', () => {
  const singleLogout = [
    { service: 'https://a.example', status: 'SUCCESS' },
    { service: 'https://b.example', status: 'SUCCESS' },
    { service: 'https://c.example', status: 'FAILURE' },
    { service: 'https://c.example', status: 'FAILURE' },
    { service: 'https://d.example', status: 'NOT_ATTEMPTED' },
  ] as const
  expect(plain(toldLines({ singleLogout }, say))).toEqual([
    'Applications that CAS told: 2.',
    'Applications that CAS could not tell: https://c.example.',
    "Only the user's own browser could tell: https://d.example.",
  ])
})

test('nothing is said of applications that there are none', () => {
  expect(toldLines({ singleLogout: [] }, say)).toEqual([])
})
