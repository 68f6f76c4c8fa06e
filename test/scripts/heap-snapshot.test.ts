import { expect, test } from 'vitest'
import { keptBytes } from '../../scripts/bench/heap-snapshot.js'

test('what is kept is the sum of all nodes that are no code', () => {
  const meta = {
    node_fields: ['type', 'name', 'self_size'],
    node_types: [['hidden', 'object', 'code'], 'string', 'number'],
  } as const
  const nodes = [1, 7, 100, 2, 8, 10_000, 0, 9, 20]
  expect(keptBytes({ snapshot: { meta }, nodes })).toBe(120)
})
