// What a row says in each column, and where its keys lead.
import { isChange, type TimelineRow } from 'sso-pulse/timeline'
import type { Say } from '../shared/say.js'
import { isolate } from '../shared/words/names.js'
import { Grid } from '../ui/Grid.js'
import { Sentence } from '../ui/Sentence.js'
import { Shape } from '../ui/Shape.js'
import { type Command, commandOf, rowAfter } from './keys.js'
import { leftText, rowWords, serverText, timeText } from './row-words.js'

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
  const onKey = (event: KeyboardEvent) => {
    const command = commandOf(event)
    if (!command) return
    event.preventDefault()
    const index = rowAfter(command, rows, selected ?? rows.length)
    if (index < rows.length && index !== selected) onSelect(index)
    onCommand(command)
  }
  return (
    <Grid
      label={say('timeline')}
      hint={say('timeline_keys')}
      head={
        <>
          <th scope="col">{say('row_time')}</th>
          <th scope="col">{say('row_what')}</th>
          <th scope="col">{say('row_cause')}</th>
          <th scope="col">{say('row_left')}</th>
          <th scope="col">{say('row_latency')}</th>
          <th scope="col">{say('detail_server')}</th>
        </>
      }
      rows={rows}
      selected={selected}
      startsAt="last"
      follows={follows}
      classOf={(row) => (isChange(row) ? 'changed' : row.kind)}
      cells={(row) => <Cells row={row} say={say} />}
      onSelect={onSelect}
      onKey={onKey}
    />
  )
}

function Cells({ row, say }: { readonly row: TimelineRow; readonly say: Say }) {
  const { what, cause, latency, tone, shape } = rowWords(row, say)
  return (
    <>
      <td>
        <time dateTime={new Date(row.at).toISOString()}>{timeText(row.at)}</time>
      </td>
      <td>
        <Shape tone={tone} shape={shape} />
        <span>
          <Sentence text={what} />
          {isChange(row) && <span class="visually-hidden"> ({say('row_changed')})</span>}
        </span>
      </td>
      <td>{cause}</td>
      <td>{leftText(row, say)}</td>
      <td>{latency}</td>
      <td>{row.kind === 'mark' ? '' : <Sentence text={isolate(serverText(row.server))} />}</td>
    </>
  )
}
