// docs/api is the public API as it is built: a change of it is seen in review.
import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { apiReports, reportFolder } from '../../scripts/api/reports.js'
import { readEntries } from '../../scripts/build/entries.js'

const refresh = 'The public API has changed: run "npm run api", and review what it did to docs/api.'

let reports: ReadonlyMap<string, string>
beforeAll(async () => {
  reports = await apiReports()
})

test('there is one report for every entry point', async () => {
  const { modules } = await readEntries()
  const written = readdirSync(reportFolder).map((file) => `${reportFolder}/${file}`)
  expect(written.sort(), refresh).toEqual([...reports.keys()].sort())
  expect(written).toHaveLength(modules.length)
})

test('each report says what the built types say', () => {
  for (const [file, text] of reports) expect(readFileSync(file, 'utf8'), refresh).toBe(text)
})

test('a report holds what is exported and what that leads to, and nothing of this machine', () => {
  const text = reports.get(`${reportFolder}/watch.d.ts`) ?? ''
  expect(text).toMatch(/^\/\/ sso-pulse\/watch\n/)
  expect(text).toContain('export declare function watch(server: string')
  expect(text).toContain('declare interface Clock {')
  for (const report of reports.values()) {
    expect(report).not.toMatch(/import\("|extractor|\/home\//i)
    expect(report).not.toContain(process.cwd())
  }
})

test('what a script declares for everybody is part of its report', () => {
  const text = reports.get(`${reportFolder}/script.d.ts`)
  expect(text).toContain('var ssoPulse: typeof core')
})
