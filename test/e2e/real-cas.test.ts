// The journey against real CAS servers, in every browser.

import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { startDemoApp } from '../../scripts/demo/app.js'
import { useServer } from '../../scripts/journey/extension.js'
import { type JourneyCas, journeyFor, type Surroundings } from '../../scripts/journey/steps.js'
import { type CasLine, type RealCas, startRealCas } from '../../scripts/real-cas.js'
import { realLines } from '../real-lines.js'
import { describeInBrowsers } from './browser.js'

function journeyAgainst(line: CasLine): void {
  let server: RealCas | undefined
  beforeAll(async () => {
    server = await startRealCas({ line })
  }, 240_000)
  afterAll(() => server?.stop())

  describeInBrowsers(`the journey against CAS ${line}`, (driver) => {
    let app: Awaited<ReturnType<typeof startDemoApp>> | undefined
    let surroundings: Surroundings
    beforeAll(async () => {
      const url = server?.url ?? ''
      app = await startDemoApp(0, () => url)
      const cas: JourneyCas = { url, hasClock: false, pass: (ms) => sleep(ms) }
      surroundings = { driver: driver(), cas, appUrl: app.url }
      await useServer(driver(), url)
    })
    afterAll(() => app?.close())

    for (const { title, run } of journeyFor({ hasClock: false })) {
      test(title, () => run(surroundings))
    }
  })
}

for (const line of realLines) describe(`CAS ${line}`, () => journeyAgainst(line))
