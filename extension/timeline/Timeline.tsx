// The page of the timeline: live rows or those of a file, never both; what is found in them, and what is handed on.
import { useMemo, useRef, useState } from 'preact/hooks'
import type { Clock } from 'sso-pulse'
import { isChange, type Timeline as TimelineFile, type TimelineRow } from 'sso-pulse/timeline'
import { browser } from '../shared/browser.js'
import type { Say } from '../shared/say.js'
import { Facts } from '../ui/Facts.js'
import { LiveRegion } from '../ui/LiveRegion.js'
import { tell } from '../ui/tell.js'
import { Chart } from './Chart.js'
import { Export } from './Export.js'
import { FileBar } from './FileBar.js'
import { FilterBar } from './FilterBar.js'
import { factsOf } from './facts.js'
import { createSearch, noFilter, serversIn } from './filter.js'
import { type Command, rowAfter } from './keys.js'
import { LiveBar } from './LiveBar.js'
import type { OpenedFile } from './open-file.js'
import { RowTable } from './RowTable.js'
import { rowWords } from './row-words.js'
import { type Rows, useLiveRows } from './use-live-rows.js'

const noRows: Rows = { dropped: 0, rows: [] }

export function Timeline({ clock, say }: { readonly clock: Clock; readonly say: Say }) {
  const live = useLiveRows()
  const [paused, setPaused] = useState<Rows | undefined>(undefined)
  const [opened, setOpened] = useState<OpenedFile | undefined>(undefined)
  const [exporting, setExporting] = useState<TimelineFile | undefined>(undefined)
  const [filter, setFilter] = useState(noFilter)
  const [selected, setSelected] = useState<number | undefined>(undefined)
  const [news, setNews] = useState('')
  const page = useRef<HTMLElement>(null)
  const search = useMemo(() => createSearch(say), [say])
  const { dropped, rows, reading = false }: Rows = opened?.timeline ?? paused ?? live ?? noRows
  const servers = useMemo(() => serversIn(rows), [rows])
  const shown = useMemo(() => rows.filter(search(filter)), [rows, search, filter])
  const row = selected === undefined ? undefined : rows[selected - dropped]
  const index = row ? shown.indexOf(row) : -1
  const server = filter.server ?? lastServer(rows)
  if (!live) return null

  const select = (at: number) => {
    const found = shown[at]
    setSelected(found && dropped + rows.indexOf(found))
  }
  const jump = (command: Command) => {
    const at = rowAfter(command, shown, index < 0 ? shown.length : index)
    if (shown[at]) select(at)
  }
  const togglePause = () => setPaused(paused ? undefined : live)
  const perform = (command: Command) => {
    if (command === 'pause' && !opened) togglePause()
    if (command === 'filter' || command === 'mark') {
      page.current?.querySelector<HTMLElement>(`[data-key=${command}]`)?.focus()
    }
  }
  const turnTo = (file: OpenedFile | undefined) => {
    setOpened(file)
    setPaused(undefined)
    setExporting(undefined)
    setSelected(undefined)
    setFilter(noFilter)
    setNews(file ? say('timeline_imported', file.name) : '')
  }
  return (
    <main ref={page} class="timeline">
      <LiveRegion text={news || lastChange(live.rows, say)} />
      <header>
        <h1>{say('timeline')}</h1>
        <p>{say('timeline_intro')}</p>
      </header>
      <FileBar
        opened={opened}
        exporting={exporting !== undefined}
        say={say}
        onOpened={turnTo}
        onRefused={setNews}
        onExport={() => {
          const whole = reading ? undefined : (opened?.timeline ?? fileOf(live, clock.now()))
          setExporting(exporting ? undefined : whole)
        }}
      />
      {exporting && <Export timeline={exporting} say={say} />}
      {server !== undefined && <Chart rows={rows} server={server} say={say} />}
      <FilterBar filter={filter} servers={servers} say={say} onChange={setFilter} onJump={jump} />
      {!opened && (
        <LiveBar
          count={live.rows.length}
          missed={paused && live.dropped + live.rows.length - paused.dropped - paused.rows.length}
          say={say}
          onPause={togglePause}
          onMark={(text) => void tell({ type: 'mark', text })}
          onClear={async () => {
            await tell({ type: 'clear-timeline' })
            turnTo(undefined)
            setNews(say('timeline_cleared'))
          }}
        />
      )}
      <p class="quiet" data-count={shown.length}>
        {say('timeline_count', `${shown.length}`, `${rows.length}`)}
        {dropped > 0 && !reading && ` ${say('timeline_dropped', `${dropped}`)}`}
      </p>
      <RowTable
        rows={shown}
        selected={index < 0 ? undefined : index}
        follows={!paused && !opened}
        say={say}
        onSelect={select}
        onCommand={perform}
      />
      {row && (
        <section class="details" aria-label={say('details')}>
          <Facts facts={factsOf(row, say)} />
        </section>
      )}
    </main>
  )
}

function lastServer(rows: readonly TimelineRow[]): string | undefined {
  const last = rows.findLast((row) => row.kind === 'look')
  return last?.kind === 'look' ? last.server : undefined
}

function lastChange(rows: readonly TimelineRow[], say: Say): string {
  const last = rows.findLast(isChange)
  return last ? rowWords(last, say).what : ''
}

function fileOf({ dropped, rows }: Rows, writtenAt: number): TimelineFile {
  const { version } = browser.runtime.getManifest()
  return {
    format: 'sso-pulse-timeline',
    version: 1,
    writtenBy: `sso-pulse ${version}`,
    writtenAt,
    redaction: 'nothing',
    dropped,
    rows,
  }
}
