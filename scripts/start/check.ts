// `npm start -- --check`: the journey without a person, each step with what the extension had learned after it.
import { performance } from 'node:perf_hooks'
import type { Driver } from '../browser/driver.js'
import { readLook } from '../journey/extension.js'
import { formatObservation, heading, observationOf } from '../journey/observation.js'
import { type JourneyStep, journeyFor, type Surroundings } from '../journey/steps.js'

/** Resolves to the number of steps that did not hold; the first one ends the journey. */
export async function checkJourney(surroundings: Surroundings): Promise<number> {
  const start = performance.now()
  console.log(`\n  ${heading()}`)
  const steps = journeyFor(surroundings.cas)
  for (const step of steps) {
    if (!(await holds(step, surroundings))) return 1
  }
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`\nAll ${steps.length} steps held in ${surroundings.driver.name} (${seconds} s).`)
  return 0
}

async function holds(step: JourneyStep, surroundings: Surroundings): Promise<boolean> {
  try {
    await step.run(surroundings)
    console.log(`✓ ${step.title}\n  ${await describe(surroundings.driver)}`)
    return true
  } catch (error) {
    console.error(`✗ ${step.title}\n  ${error instanceof Error ? error.message : String(error)}`)
    return false
  }
}

async function describe(driver: Driver): Promise<string> {
  return formatObservation(observationOf(await readLook(driver), await driver.badge()))
}
