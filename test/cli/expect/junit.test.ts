import { Window } from 'happy-dom'
import { expect, test } from 'vitest'
import { junitXml } from '../../../sdk/cli/expect/junit.js'
import { hour, primary, tryOut } from './stage.js'

function parse(xml: string) {
  const document = new new Window().DOMParser().parseFromString(xml, 'text/xml')
  const all = (selector: string) => [...document.querySelectorAll(selector)]
  const attributes = (selector: string, ...names: string[]) =>
    all(selector).map((element) => names.map((name) => element.getAttribute(name)))
  return { all, attributes }
}

test('cases, failures, errors and what was left out, counted and timed', async () => {
  const outcome = await tryOut({
    idleMs: hour,
    maxMs: 8 * hour,
    services: [{ url: 'https://elsewhere.example/', maxMs: hour }],
    skip: ['passive'],
    cas: primary(7200, 28_800),
  })
  const { attributes } = parse(junitXml(outcome))
  const counts = ['tests', 'failures', 'errors', 'skipped']
  expect(attributes('testsuite', ...counts)).toEqual([['5', '1', '1', '2']])
  expect(attributes('testsuites', ...counts)).toEqual([['5', '1', '1', '2']])
  expect(attributes('testcase', 'name', 'time')).toEqual([
    ['idle', '0.000'],
    ['max', '28800.500'],
    ['service https://elsewhere.example/', '0.000'],
    ['administrator', '0.000'],
    ['passive', '0.000'],
  ])
  expect(attributes('testsuite', 'timestamp')).toEqual([['2026-11-21T08:00:00']])
  const wrong = 'asked for an idle limit of 1h, the server says an idle limit of 2h'
  expect(attributes('failure', 'message', 'type')).toEqual([[wrong, 'differs']])
  expect(attributes('error', 'type')).toEqual([['cannot-tell']])
})

test('whatever a sentence holds, it is XML', async () => {
  const outcome = await tryOut({ idleMs: 2 * hour })
  const [first] = outcome.findings
  if (!first) throw new Error('There is no finding.')
  const sentence = `<b a="1">'&amp;' ]]> \u0000\u001b\uFFFF\uD800 ü 😀`
  const xml = junitXml({ ...outcome, findings: [{ ...first, verdict: 'differs', sentence }] })
  expect(parse(xml).attributes('failure', 'message')).toEqual([
    [`<b a="1">'&amp;' ]]> \uFFFD\uFFFD\uFFFD\uFFFD ü 😀`],
  ])
  for (const character of '\u0000\u001b\uFFFF') expect(xml).not.toContain(character)
})
