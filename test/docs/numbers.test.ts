// The numbers that the README promises are the budgets that `npm run size` holds.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { programs } from '../../scripts/size/weigh.js'

test.each([
  ['sso-pulse/watch', 'sdk: watch one session'],
  ['sso-pulse', 'sdk: watch, warn, renew and sign out'],
  ['sso-pulse/remaining', 'sdk: remaining, on top of the core'],
  ['sso-pulse/react', 'sdk: react with remaining, on top of the core'],
  ['sso-pulse/element', 'sdk: element, on top of the core, face and remaining'],
])('the row of %s names its budget', (entry, name) => {
  const row = readFileSync('README.md', 'utf8')
    .split('\n')
    .find((line) => line.startsWith(`| \`${entry}\``))
  const budget = programs.find((program) => program.name === name)?.budget
  expect(budget).toBeDefined()
  expect(row).toContain(`at most ${budget?.toLocaleString('en')} bytes`)
})
