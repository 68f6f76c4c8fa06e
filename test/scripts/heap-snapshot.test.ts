import { expect, test } from 'vitest'
import { keptBytes } from '../../scripts/bench/heap-snapshot.js'

test('what is kept is the sum of all nodes that are no code, and no cache of the engine', () => {
  const meta = {
    node_fields: ['type', 'name', 'self_size'],
    node_types: [['hidden', 'object', 'code'], 'string', 'number'],
  } as const
  const strings = ['', 'Array', 'look', 'system / DoubleStringCache']
  const nodes = [1, 1, 100, 2, 2, 10_000, 0, 0, 20, 0, 3, 50_000]
  expect(keptBytes({ snapshot: { meta }, nodes, strings })).toBe(120)
})
