// The pages of the command line: their examples run, and their tables are those of the code.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { adminVariables, userVariables } from '../../sdk/cli/credentials.js'
import { endings, exitCodes } from '../../sdk/cli/exit-codes.js'
import { caseKinds } from '../../sdk/cli/expect/plan.js'
import { endingOf } from '../../sdk/cli/problem.js'
import { createProgram } from '../../sdk/cli/program.js'
import { openTerminal } from '../cli/terminal.js'
import { commandExamplesIn, openStage } from './command-examples.js'
import { examplesIn } from './markdown-examples.js'

const page = (name: string) => readFileSync(`docs/${name}.md`, 'utf8')

const pages = ['command-line', 'deploying', 'expect', 'qa', 'monitoring'].map(
  (name) => `docs/${name}.md`,
)

test.each(pages)('%s: commands print what it says', async (file) => {
  const { play } = openStage()
  const examples = commandExamplesIn(file)
  expect(examples.length).toBe(examplesIn(readFileSync(file, 'utf8'), 'sh').length)
  for (const { commands, printed } of examples) {
    let said = ''
    for (const command of commands) said += await play(command)
    expect(said).toBe(printed)
  }
})

describe('docs/command-line.md', () => {
  const text = page('command-line')

  test('tells the exit codes as --help does', async () => {
    const { out } = await openTerminal().run('--help')
    for (const [ending, meaning] of Object.entries(endings)) {
      const code = exitCodes[ending as keyof typeof exitCodes]
      expect(text).toContain(`| ${code} | ${meaning} |`)
      expect(out).toContain(`${code}  ${meaning}`)
    }
  })

  test('tells the code of every kind of problem', () => {
    for (const [kind, ending] of Object.entries(endingOf)) {
      expect(text).toMatch(new RegExp(`^\\|.*\`${kind}\`.*\\| ${exitCodes[ending]} \\|$`, 'm'))
    }
  })

  test('has a part for every command, and names every option and variable', () => {
    const { commands } = createProgram(openTerminal().shell, () => async () => {})
    const all = text + page('expect') + page('monitoring')
    for (const command of commands) {
      expect(text).toContain(`\n## ${command.name()}\n`)
      for (const one of [command, ...command.commands]) {
        for (const { long } of one.options) expect(all, one.name()).toContain(`${long}`)
      }
    }
    for (const name of Object.values({ ...userVariables, a: adminVariables.user })) {
      expect(text).toContain(name)
    }
  })
})

describe('docs/expect.md', () => {
  const text = page('expect')
  const pipelines = examplesIn(text, 'yaml').map((yaml) => /sso-pulse expect .*/.exec(yaml)?.[0])

  test.each(pipelines)('a pipeline may run: %s', async (command) => {
    expect(await openStage().play(`${command} --dry-run`)).toMatch(/: 3 cases side by side, /)
  })

  test('has a row for every case', () => {
    for (const kind of caseKinds) expect(text).toContain(`\n| \`${kind}\` |`)
  })
})

test('docs/deploying.md has a row for each finding of the doctor', async () => {
  const { play } = openStage()
  const server = 'https://sso.example.org/cas'
  const { findings } = JSON.parse(
    await play(`sso-pulse doctor ${server} --origin https://app.example.org --json`),
  )
  expect(findings).toHaveLength(10)
  for (const { check } of findings) expect(page('deploying')).toContain(`\n| \`${check}\` |`)
})

describe('docs/monitoring.md', () => {
  const macros = {
    sso_pulse_url: 'https://app.example.org/page',
    sso_pulse_cas: 'https://sso.example.org/cas',
    sso_pulse_warning: '1',
    sso_pulse_critical: '5',
    sso_pulse_timeout: '3',
  }
  const [url, cas, warning, critical] = Object.values(macros)
  const ok = /^OK - a stranger is sent to \S+ for \S+ \| time=0\.123s;1;5;0\n$/

  test("Icinga's definition gives the command what it takes", async () => {
    const [definition = ''] = examplesIn(page('monitoring'), 'icinga2')
    const [, command = ''] = /command = \[ (.*) \]/.exec(definition) ?? []
    const words = [...command.matchAll(/"([^"]+)"/g)].map(([, word = '']) => word)
    const options = [...definition.matchAll(/"(--\w+|\(url\))" = (?:\{\s+value = )?"\$(\w+)\$"/g)]
    expect(options).toHaveLength(5)
    const args = options.flatMap(([, option = '', macro = '']) => {
      const value = macros[macro as keyof typeof macros]
      return option === '(url)' ? [value] : [option, value]
    })
    expect(await openStage().play([...words, ...args].join(' '))).toMatch(ok)
  })

  test("Nagios's definition, too", async () => {
    const [definition = ''] = examplesIn(page('monitoring'), 'nagios')
    const line = /command_line +(.*)/.exec(definition)?.[1] ?? ''
    const given = [url, cas, warning, critical]
    const typed = line.replace(/'\$ARG(\d)\$'/g, (_, at) => given[at - 1] ?? '')
    expect(await openStage().play(typed)).toMatch(ok)
    expect(definition).toContain(`!${given.join('!')}\n`)
  })
})
