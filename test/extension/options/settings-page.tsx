// The settings page as a test opens it, and what a person does there.
import { fireEvent, render, screen } from '@testing-library/preact'
import { act } from 'preact/test-utils'
import { Options } from '../../../extension/options/Options.js'
import {
  type OwnSettings,
  originPattern,
  parseSettings,
  type ServerSettings,
} from '../../../extension/shared/settings.js'
import { pageBrowser } from '../page-browser.js'
import { say } from '../speech.js'

export const university: ServerSettings = {
  url: 'https://sso.example.edu/cas',
  name: 'Example University',
  source: 'isloggedin',
}
export const library: ServerSettings = {
  url: 'https://login.example.org/cas',
  name: 'Library',
  source: 'actuator-sso',
}

interface Known {
  readonly servers?: readonly ServerSettings[]
  readonly warnings?: OwnSettings['warnings']
  readonly policy?: Readonly<Record<string, unknown>>
}

/** All servers are permitted. */
export async function openSettings({ servers = [], warnings, policy = {} }: Known): Promise<void> {
  await pageBrowser.storage.local.set({ settings: { version: 2, servers, warnings } })
  await pageBrowser.storage.managed.set(policy)
  const managed = (policy.servers ?? []) as readonly ServerSettings[]
  for (const { url } of [...managed, ...servers]) pageBrowser.granted.add(originPattern(url))
  render(<Options say={say} />)
  await screen.findByRole('heading', { name: 'Warnings' })
}

export function kept(): OwnSettings {
  return parseSettings(pageBrowser.storage.local.values.get('settings'))
}

export const said = () => screen.getByRole('status').textContent

/** The card of one server. */
export const card = (name: string) => screen.getByRole('region', { name })

export const field = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name })

/** Typed, but not left yet. */
export function type(name: string, value: string): void {
  fireEvent.input(field(name), { target: { value } })
}

/** Typed, and then left. */
export function enter(name: string, value: string): void {
  type(name, value)
  fireEvent.change(field(name))
}

export function faultBeside(name: string): string | undefined {
  const input = field(name)
  if (input.getAttribute('aria-invalid') !== 'true') return undefined
  const [first = ''] = input.getAttribute('aria-describedby')?.split(' ') ?? []
  return document.getElementById(first)?.textContent ?? ''
}

/** How often the browser had been asked for a permission before the click was handled. */
export function press(name: string, role: 'button' | 'switch' | 'radio' = 'button'): number {
  void act(() => screen.getByRole(role, { name }).click())
  return pageBrowser.permissions.request.mock.calls.length
}
