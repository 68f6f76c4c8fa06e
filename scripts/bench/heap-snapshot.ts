// Reads V8's heap snapshots: how much is kept, the compiled code aside.

/** As `HeapProfiler.takeHeapSnapshot` writes it: one array of numbers, a row for each node. */
export interface HeapSnapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[]
      readonly node_types: readonly [readonly string[], ...unknown[]]
    }
  }
  readonly nodes: readonly number[]
}

export function keptBytes({ snapshot: { meta }, nodes }: HeapSnapshot): number {
  const width = meta.node_fields.length
  const type = meta.node_fields.indexOf('type')
  const size = meta.node_fields.indexOf('self_size')
  const code = meta.node_types[0].indexOf('code')
  let bytes = 0
  for (let row = 0; row < nodes.length; row += width) {
    if (nodes[row + type] !== code) bytes += nodes[row + size] ?? 0
  }
  return bytes
}
