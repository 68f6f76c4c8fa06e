// The rows as a grid that one moves through by keys. Only those in view are elements, however many there are.
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { isChange, type TimelineRow } from 'sso-pulse/timeline'
import type { Say } from '../shared/say.js'
import { isolate } from '../shared/words/names.js'
import { Sentence } from '../ui/Sentence.js'
import { Shape } from '../ui/Shape.js'
import { type Command, commandOf, rowAfter } from './keys.js'
import { leftText, rowWords, serverText, timeText } from './row-words.js'
import { scrollFor, viewWindow } from './view-window.js'

/** As timeline.css has it. */
const rowPx = 32
/** Before anything is laid out. */
const usualViewPx = 480

interface RowTableProps {
  readonly rows: readonly TimelineRow[]
  /** The index of the row whose details are shown. */
  readonly selected: number | undefined
  /** The newest row stays in view as long as nobody scrolls away from it. */
  readonly follows: boolean
  readonly say: Say
  readonly onSelect: (index: number) => void
  readonly onCommand: (command: Command) => void
}

export function RowTable({ rows, selected, follows, say, onSelect, onCommand }: RowTableProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const table = useRef<HTMLTableElement>(null)
  const atEnd = useRef(true)
  const [scrolledPx, setScrolledPx] = useState(Number.MAX_SAFE_INTEGER)
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
    const command = commandOf(event)
    if (!command) return
    event.preventDefault()
    const index = rowAfter(command, rows, selected ?? rows.length, Math.floor(viewPx / rowPx))
    if (index >= 0 && index < rows.length && index !== selected) onSelect(index)
    onCommand(command)
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
            aria-label={say('timeline')}
            aria-describedby={`${id}-keys`}
            aria-rowcount={rows.length + 1}
            aria-activedescendant={inView ? idOf(selected) : undefined}
            style={{ marginBlockStart: `${from * rowPx}px` }}
            onKeyDown={onKeyDown}
          >
            <thead>
              <tr aria-rowindex={1}>
                <th scope="col">{say('row_time')}</th>
                <th scope="col">{say('row_what')}</th>
                <th scope="col">{say('row_cause')}</th>
                <th scope="col">{say('row_left')}</th>
                <th scope="col">{say('row_latency')}</th>
                <th scope="col">{say('detail_server')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.slice(from, to).map((row, offset) => {
                const index = from + offset
                return (
                  <Row
                    key={index}
                    id={idOf(index)}
                    row={row}
                    index={index}
                    selected={index === selected}
                    say={say}
                    onSelect={onSelect}
                  />
                )
              })}
            </tbody>
          </table>
        </div>
      </div>
      <p id={`${id}-keys`} class="quiet">
        {say('timeline_keys')}
      </p>
    </>
  )
}

interface RowProps {
  readonly id: string
  readonly row: TimelineRow
  readonly index: number
  readonly selected: boolean
  readonly say: Say
  readonly onSelect: (index: number) => void
}

function Row({ id, row, index, selected, say, onSelect }: RowProps) {
  const { what, cause, latency, tone, shape } = rowWords(row, say)
  const changed = isChange(row)
  return (
    <tr
      id={id}
      class={changed ? 'changed' : row.kind}
      aria-rowindex={index + 2}
      aria-selected={selected}
      onClick={() => onSelect(index)}
    >
      <td>
        <time dateTime={new Date(row.at).toISOString()}>{timeText(row.at)}</time>
      </td>
      <td>
        <Shape tone={tone} shape={shape} />
        <span>
          <Sentence text={what} />
          {changed && <span class="visually-hidden"> ({say('row_changed')})</span>}
        </span>
      </td>
      <td>{cause}</td>
      <td>{leftText(row, say)}</td>
      <td>{latency}</td>
      <td>{row.kind === 'mark' ? '' : <Sentence text={isolate(serverText(row.server))} />}</td>
    </tr>
  )
}
