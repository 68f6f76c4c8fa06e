// Reads V8's heap snapshots: how much a program keeps, the engine's own stores aside.

/** As `HeapProfiler.takeHeapSnapshot` writes it: one array of numbers, a row for each node. */
export interface HeapSnapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[]
      readonly node_types: readonly [readonly string[], ...unknown[]]
    }
  }
  readonly nodes: readonly number[]
  readonly strings: readonly string[]
}

/** Of the texts of numbers: V8 makes it larger at some time, once, by a twentieth of what our background keeps. */
const engineCache = 'system / DoubleStringCache'

export function keptBytes({ snapshot: { meta }, nodes, strings }: HeapSnapshot): number {
  const width = meta.node_fields.length
  const type = meta.node_fields.indexOf('type')
  const name = meta.node_fields.indexOf('name')
  const size = meta.node_fields.indexOf('self_size')
  const code = meta.node_types[0].indexOf('code')
  let bytes = 0
  for (let row = 0; row < nodes.length; row += width) {
    const isEngines =
      nodes[row + type] === code || strings[nodes[row + name] ?? NaN] === engineCache
    if (!isEngines) bytes += nodes[row + size] ?? 0
  }
  return bytes
}
