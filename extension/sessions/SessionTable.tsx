// The listed sessions as a grid whose heads sort it.
import type { Say } from '../shared/say.js'
import { Grid } from '../ui/Grid.js'
import { Sentence } from '../ui/Sentence.js'
import { type Column, columns, type Listed, type Order, turned } from './arrangement.js'
import { cellsOf, type Time } from './words.js'

const heads = {
  user: 'session_user',
  start: 'session_start',
  'last-use': 'session_last_use',
  end: 'session_end',
} as const

interface SessionTableProps {
  readonly sessions: readonly Listed[]
  readonly selected: number | undefined
  readonly order: Order
  readonly time: Time
  readonly say: Say
  readonly onSort: (order: Order) => void
  readonly onSelect: (index: number) => void
  /** From the row to what can be done with it. */
  readonly onEnter: () => void
}

export function SessionTable(props: SessionTableProps) {
  const { sessions, selected, order, time, say, onSort, onSelect, onEnter } = props
  return (
    <Grid
      label={say('sessions')}
      hint={say('sessions_keys')}
      head={
        <>
          {columns.map((column) => (
            <SortHead key={column} {...{ column, order, say, onSort }} />
          ))}
          <th scope="col">{say('session_time_left')}</th>
          <th scope="col">{say('session_idle_left')}</th>
        </>
      }
      rows={sessions}
      selected={selected}
      startsAt="first"
      cells={(listed) => <Cells listed={listed} time={time} say={say} />}
      onSelect={onSelect}
      onKey={(event) => {
        if (event.key !== 'Enter') return
        // Else the same Enter would press what has the focus then.
        event.preventDefault()
        onEnter()
      }}
    />
  )
}

interface SortHeadProps {
  readonly column: Column
  readonly order: Order
  readonly say: Say
  readonly onSort: (order: Order) => void
}

function SortHead({ column, order, say, onSort }: SortHeadProps) {
  const sorts = order.by === column
  const direction = order.descending ? 'descending' : 'ascending'
  return (
    <th scope="col" aria-sort={sorts ? direction : undefined}>
      <button type="button" class="sort" onClick={() => onSort(turned(order, column))}>
        {say(heads[column])}
        {sorts && (
          <svg viewBox="0 0 12 12" aria-hidden="true">
            <path d={order.descending ? 'M2 4l4 4 4-4' : 'M2 8l4-4 4 4'} />
          </svg>
        )}
      </button>
    </th>
  )
}

interface CellsProps {
  readonly listed: Listed
  readonly time: Time
  readonly say: Say
}

function Cells({ listed, time, say }: CellsProps) {
  const { user, start, lastUse, end, time: timeLeft, idle } = cellsOf(listed, time, say)
  return (
    <>
      <td title={listed.session.principal}>
        <Sentence text={user} />
      </td>
      <td>{start}</td>
      <td>{lastUse}</td>
      <td>{end}</td>
      <td>{timeLeft}</td>
      <td>{idle}</td>
    </>
  )
}
