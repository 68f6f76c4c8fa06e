// The file of a timeline: what is written is read as it was; what is wrong is told in one sentence, without its value.
import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import {
  checkTimelineSize,
  longestTimelineBytes,
  readTimeline,
  TimelineError,
  writeTimeline,
} from 'sso-pulse/timeline'
import { describe, expect, test } from 'vitest'
import { anyTimeline, story, timelineOf } from './timelines.js'

const schema = JSON.parse(readFileSync('sdk/timeline.schema.json', 'utf8'))
const fitsSchema = new Ajv2020({ strict: true, strictTypes: false }).compile(schema)

function faultOf(file: string): TimelineError {
  try {
    readTimeline(file)
  } catch (error) {
    if (error instanceof TimelineError) return error
  }
  throw new Error('It was read.')
}

/** The story with one value replaced. @param path as the error names it */
function broken(path: string, value: unknown): string {
  const file = JSON.parse(writeTimeline(timelineOf(story)))
  const steps = path.split(/[.[\]]+/).filter(Boolean)
  const last = steps.pop() ?? ''
  const target = steps.reduce((inside, step) => inside[step], file)
  target[last] = value
  return JSON.stringify(file)
}

describe('a file', () => {
  test('is read as it was written, and fits the published schema', () => {
    fc.assert(
      fc.property(anyTimeline, (timeline) => {
        const file = writeTimeline(timeline)
        expect(readTimeline(file)).toEqual(timeline)
        expect(fitsSchema(JSON.parse(file)), JSON.stringify(fitsSchema.errors)).toBe(true)
      }),
    )
  })

  test('has one row a line, so that lines can be searched and compared', () => {
    const lines = writeTimeline(timelineOf(story)).split('\n')
    const rows = lines.filter((line) => line.startsWith('    {"kind"'))
    expect(rows).toHaveLength(story.length)
  })

  test('without rows is one, too', () => {
    expect(readTimeline(writeTimeline(timelineOf([])))).toEqual(timelineOf([]))
  })

  test('may have members that we do not know; they are left out', () => {
    expect(readTimeline(broken('rows[1].weather', 'sunny'))).toEqual(timelineOf(story))
  })

  test('makes nothing of a name that JavaScript knows otherwise', () => {
    const file = broken('rows[1].outcome.details', JSON.parse('{"attributes":{"__proto__":["x"]}}'))
    expect(JSON.stringify(readTimeline(file).rows[1])).toContain('{"__proto__":["x"]}')
  })
})

test('the schema that the pages link to is the published one', () => {
  expect(JSON.parse(readFileSync('docs/timeline.schema.json', 'utf8'))).toEqual(schema)
})

describe('what is no timeline is refused in one sentence', () => {
  test.each([
    ['empty', '', 'timeline: the file is empty: export it again'],
    ['empty', ' \n', 'timeline: the file is empty: export it again'],
    ['not-json', '{"format":', 'timeline: the file is not JSON: it was cut off, or is no timeline'],
    [
      'newer',
      broken('version', 2),
      'timeline: the file was made by a newer sso-pulse: update this one',
    ],
  ])('%s', (kind, file, message) => {
    expect(faultOf(file)).toMatchObject({ kind, message, name: 'TimelineError' })
  })

  test.each([
    ['', '[]'],
    ['', 'null'],
    ['', '7'],
    ['format', '{"version":2,"servers":[]}'],
    ['version', broken('version', 0)],
    ['version', broken('version', '2')],
    ['rows', broken('rows', {})],
    ['dropped', broken('dropped', -1)],
    ['redaction', broken('redaction', 'some')],
    ['rows[0]', broken('rows[0]', null)],
    ['rows[0].kind', broken('rows[0].kind', 'toString')],
    ['rows[0].text', broken('rows[0].text', '')],
    ['rows[0].text', broken('rows[0].text', 'x'.repeat(4001))],
    ['rows[0].at', broken('rows[0].at', 9e15)],
    ['rows[1].cause', broken('rows[1].cause', 'whim')],
    ['rows[1].outcome.signedIn', broken('rows[1].outcome.signedIn', 'yes')],
    ['rows[1].outcome.principal', broken('rows[1].outcome.principal', 7)],
    ['rows[1].after.deadlines[1].limit', broken('rows[1].after.deadlines[1].limit', 'end')],
    ['rows[2].outcome.kind', broken('rows[2].outcome.kind', 'bad-luck')],
  ])('the value of "%s"', (field, file) => {
    const { kind, field: named, message } = faultOf(file)
    expect({ kind, named }).toEqual({ kind: 'wrong-shape', named: field })
    expect(message).toBe(`timeline: ${field || 'the file'} is not as timeline.schema.json has it`)
    expect(fitsSchema(JSON.parse(file))).toBe(false)
  })

  test('a name inside is never part of the sentence', () => {
    const file = broken('rows[1].outcome.details', { attributes: { 'jdoe-mail': 'x' } })
    expect(faultOf(file).message).not.toContain('jdoe')
  })

  test('one that is too large is refused by its size, before it is read', () => {
    expect(() => checkTimelineSize(longestTimelineBytes)).not.toThrow()
    expect(() => checkTimelineSize(1_000_000_000)).toThrow(
      'timeline: the file is larger than 32 MB: it is no timeline',
    )
  })

  test('whatever is handed in, nothing but a TimelineError comes of it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (file) => {
        expect(faultOf(file)).toBeInstanceOf(TimelineError)
      }),
    )
  })
})
