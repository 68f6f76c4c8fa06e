// Rows as a grid that one moves through by keys. Only those in view are elements, however many there are.
import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { moveOf, rowAfter } from './moves.js'
import { scrollFor, viewWindow } from './view-window.js'

/** As table-page.css has it. */
const rowPx = 32
/** Before anything is laid out. */
const usualViewPx = 480

interface GridProps<Row> {
  readonly label: string
  /** What the keys do. */
  readonly hint: string
  /** The cells of the head. */
  readonly head: ComponentChildren
  readonly rows: readonly Row[]
  /** The index of the row whose details are shown. */
  readonly selected: number | undefined
  /** Where one comes from who moves by keys, and which is seen first. */
  readonly startsAt: 'first' | 'last'
  /** The last row stays in view as long as nobody scrolls away from it. */
  readonly follows?: boolean
  readonly classOf?: (row: Row) => string
  readonly cells: (row: Row) => ComponentChildren
  readonly onSelect: (index: number) => void
  /** Any key that moves nothing. */
  readonly onKey: (event: KeyboardEvent) => void
}

export function Grid<Row>(props: GridProps<Row>) {
  const { label, hint, head, rows, selected, startsAt, follows = false, classOf, cells } = props
  const scroller = useRef<HTMLDivElement>(null)
  const table = useRef<HTMLTableElement>(null)
  const atEnd = useRef(true)
  const [scrolledPx, setScrolledPx] = useState(startsAt === 'last' ? Number.MAX_SAFE_INTEGER : 0)
  const id = useId()
  const headPx = table.current?.tHead?.offsetHeight || rowPx
  const viewPx = (scroller.current?.clientHeight || usualViewPx) - headPx
  const { from, to } = viewWindow(scrolledPx, viewPx, rowPx, rows.length)
  const idOf = (index: number) => `${id}-${index}`
  const inView = selected !== undefined && selected >= from && selected < to

  useLayoutEffect(() => {
    const box = scroller.current
    if (box && follows && atEnd.current) box.scrollTop = box.scrollHeight
  }, [rows, follows])
  useLayoutEffect(() => {
    const box = scroller.current
    if (!box || selected === undefined) return
    const to = scrollFor(selected, box.scrollTop, viewPx, rowPx)
    if (to !== undefined) box.scrollTop = to
  }, [selected, viewPx])

  const onScroll = ({ currentTarget: box }: { currentTarget: HTMLDivElement }) => {
    atEnd.current = box.scrollTop + box.clientHeight >= box.scrollHeight - rowPx / 2
    setScrolledPx(box.scrollTop)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // A button in the head has keys of its own.
    if (event.target !== event.currentTarget) return
    const move = moveOf(event)
    if (!move) return props.onKey(event)
    event.preventDefault()
    const at = selected ?? (startsAt === 'last' ? rows.length : -1)
    const index = rowAfter(move, rows.length, at, Math.floor(viewPx / rowPx))
    if (index >= 0 && index !== selected) props.onSelect(index)
  }
  return (
    <>
      <div ref={scroller} class="rows" onScroll={onScroll}>
        <div style={{ blockSize: `${headPx + rows.length * rowPx}px` }}>
          <table
            ref={table}
            // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table that keys move through.
            role="grid"
            tabIndex={0}
            aria-label={label}
            aria-describedby={`${id}-keys`}
            aria-rowcount={rows.length + 1}
            aria-activedescendant={inView ? idOf(selected) : undefined}
            style={{ marginBlockStart: `${from * rowPx}px` }}
            onKeyDown={onKeyDown}
          >
            <thead>
              <tr aria-rowindex={1}>{head}</tr>
            </thead>
            <tbody>
              {rows.slice(from, to).map((row, offset) => {
                const index = from + offset
                return (
                  <tr
                    key={index}
                    id={idOf(index)}
                    class={classOf?.(row)}
                    aria-rowindex={index + 2}
                    aria-selected={index === selected}
                    onClick={() => props.onSelect(index)}
                  >
                    {cells(row)}
                  </tr>
                )
              })}
            </tbody>
          </table>
        </div>
      </div>
      <p id={`${id}-keys`} class="quiet">
        {hint}
      </p>
    </>
  )
}
