import { expect, test } from 'vitest'
import { tryEverything } from './property.js'

test('nobody is ever signed out without a definite answer, no session ends twice, no countdown is below zero, no look is too soon, no deadline moves by itself', async () => {
  const { looks } = await tryEverything({ runs: 300, longestMs: 20_000 })
  expect(looks).toBeGreaterThan(0)
}, 60_000)
