// The time that was left over time, with both limits' ends and each change as a shape with a word.
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Known, TimelineRow } from 'sso-pulse/timeline'
import { durationOf } from '../shared/duration.js'
import type { MessageKey, Say } from '../shared/say.js'
import { shapePaths } from '../shared/shapes.js'
import { isolate, withoutNeedlessIsolates } from '../shared/words/names.js'
import { Sentence } from '../ui/Sentence.js'
import { type End, type Plot, plotOf } from './chart-lines.js'
import { limitName, lookOfKnown, rowWords, serverText, timeText } from './row-words.js'

const heightPx = 176
const lanePx = 40
const bottomPx = 136
const usualWidthPx = 640

interface ChartProps {
  readonly rows: readonly TimelineRow[]
  readonly server: string
  readonly say: Say
}

export function Chart({ rows, server, say }: ChartProps) {
  const box = useRef<HTMLElement>(null)
  const widthPx = useWidth(box)
  const plot = useMemo(
    () => plotOf(rows, server, { widthPx, topPx: lanePx, bottomPx }),
    [rows, server, widthPx],
  )
  const summary = plot ? summaryOf(plot, server, say) : say('chart_none')
  return (
    <figure ref={box} class="chart">
      <figcaption>
        <Sentence text={summary} />
      </figcaption>
      {plot && (
        // From the left to the right in every language, as clocks and other charts have it.
        <svg
          role="img"
          aria-label={withoutNeedlessIsolates(summary)}
          viewBox={`0 0 ${widthPx} ${heightPx}`}
          width={widthPx}
          height={heightPx}
        >
          <Axes plot={plot} widthPx={widthPx} say={say} />
          <path class="line time" d={plot.lines.time} />
          <path class="line idle" d={plot.lines.idle} />
          {plot.ends.map((end, index) => (
            <EndMark key={end.limit} end={end} widthPx={widthPx} below={index} say={say} />
          ))}
          {plot.changes.map(({ row, x, hasRoom }) => {
            const { tone, shape } = lookOfKnown(row.after)
            return (
              <g key={row.at} transform={`translate(${x} 0)`}>
                <title>{`${timeText(row.at)} ${rowWords(row, say).what}`}</title>
                <line class="tick" y1="18" y2={bottomPx} />
                <g class="shape" data-tone={tone} transform="scale(0.667)">
                  <path d={shapePaths[shape]} fill-rule="evenodd" />
                </g>
                {hasRoom && (
                  <text x="20" y="13">
                    {say(wordOf(row.after))}
                  </text>
                )}
              </g>
            )
          })}
        </svg>
      )}
    </figure>
  )
}

function Axes({ plot, widthPx, say }: { plot: Plot; widthPx: number; say: Say }) {
  return (
    <>
      <path class="axis" d={`M0 ${bottomPx}H${widthPx}`} />
      <path class="axis faint" d={`M0 ${lanePx}H${widthPx}`} />
      <text x="2" y={lanePx - 4}>
        {say.duration(durationOf(plot.mostMs), 'narrow')}
      </text>
      <text x="2" y={bottomPx + 14}>
        {timeText(plot.fromAt)}
      </text>
      <text x={widthPx - 2} y={bottomPx + 14} text-anchor="end">
        {timeText(plot.toAt)}
      </text>
    </>
  )
}

interface EndMarkProps {
  readonly end: End
  readonly widthPx: number
  /** Two ends can be near each other: each has a line of its own. */
  readonly below: number
  readonly say: Say
}

function EndMark({ end, widthPx, below, say }: EndMarkProps) {
  const y = bottomPx + 26 + below * 13
  const arrow = end.later ? ' →' : ''
  const anchor = end.x > widthPx / 2 ? 'end' : 'start'
  return (
    <g class={`end ${end.limit}`}>
      <path d={`M${end.x} ${bottomPx}l-5 8h10z`} />
      <text x={end.x} y={y} text-anchor={anchor}>
        {`${limitName(end, say)} ${timeText(end.at)}${arrow}`}
      </text>
    </g>
  )
}

function wordOf({ status, trouble }: Known): MessageKey {
  if (trouble) return 'detail_trouble'
  const words = {
    'signed-in': 'chart_in',
    'signed-out': 'chart_out',
    unknown: 'row_unknown',
  } as const
  return words[status]
}

/** The same in words, for who can't see it, and for who wants to know what it shows. */
function summaryOf({ fromAt, toAt, ends, changes }: Plot, server: string, say: Say): string {
  const sentence = say(
    'chart_summary',
    isolate(serverText(server)),
    timeText(fromAt),
    timeText(toAt),
    `${changes.length}`,
  )
  const limits = ends.map((end) => `${limitName(end, say)} ${timeText(end.at)}.`)
  return [sentence, ...limits].join(' ')
}

function useWidth(box: { readonly current: HTMLElement | null }): number {
  const [widthPx, setWidthPx] = useState(usualWidthPx)
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return undefined
    const measure = () => setWidthPx(element.clientWidth || usualWidthPx)
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    measure()
    return () => observer.disconnect()
  }, [box])
  return widthPx
}
