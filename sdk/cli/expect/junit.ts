// A run as JUnit XML, as Jenkins and GitLab read it (https://github.com/testmoapp/junitxml).
import { isoSeconds } from '../words.js'
import type { Finding, Outcome } from './finding.js'
import { limitsInWords } from './told-limits.js'

export function junitXml({ server, plan, findings, startedAt, finishedAt }: Outcome): string {
  const count = (verdict: Finding['verdict']) =>
    findings.filter((finding) => finding.verdict === verdict).length
  const totals = {
    tests: findings.length + plan.leftOut.length,
    failures: count('differs'),
    errors: count('cannot-tell'),
    skipped: plan.leftOut.length,
    time: seconds(finishedAt - startedAt),
  }
  // Its time has no zone: https://github.com/windyroad/JUnit-Schema
  const timestamp = isoSeconds(startedAt).replace('Z', '')
  const classname = `sso-pulse.expect.${server}`
  const cases = [
    ...findings.map((finding) => {
      const { case: one, beganAt, finishedAt: until } = finding
      const of = { name: one.name, classname, time: seconds(until - beganAt) }
      return element('testcase', of, outcomeOf(finding))
    }),
    ...plan.leftOut.map(({ kind, why }) =>
      element('testcase', { name: kind, classname, time: '0.000' }, [
        element('skipped', { message: why }),
      ]),
    ),
  ]
  const suite = element(
    'testsuite',
    { name: `sso-pulse expect ${server}`, ...totals, timestamp },
    cases,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', totals, [suite])}\n`
}

function outcomeOf({ verdict, sentence, case: one, told }: Finding): string[] {
  if (verdict === 'as-expected') return []
  const lines = [
    `asked for: ${limitsInWords(one.asked)}`,
    told && `server says: ${limitsInWords(told)}`,
  ]
  const more = [sentence, ...lines.filter(Boolean)].join('\n')
  const name = verdict === 'differs' ? 'failure' : 'error'
  return [element(name, { message: sentence, type: verdict }, [escaped(more)])]
}

function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  content: readonly string[] = [],
): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escaped(`${value}`)}"`,
  )
  const start = `<${name}${written.join('')}`
  return content.length ? `${start}>${content.join('\n')}</${name}>` : `${start}/>`
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** XML 1.0, 2.2: what is no character of it can't even be written as a reference. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>"']/g, (character) => entities[character] ?? '')
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3)
}
