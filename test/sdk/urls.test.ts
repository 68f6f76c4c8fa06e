import { logoutUrl } from 'sso-pulse'
import { gatewayUrl, loginUrl } from 'sso-pulse/gateway'
import { expect, test } from 'vitest'

const cas = 'https://sso.example.org/cas'
const app = 'https://app.example.org/?a=1&b=2'

test('login, with or without an application to come back to', () => {
  expect(loginUrl(cas)).toBe(`${cas}/login`)
  expect(loginUrl(cas, app)).toBe(
    `${cas}/login?service=https%3A%2F%2Fapp.example.org%2F%3Fa%3D1%26b%3D2`,
  )
})

test('the gateway asks CAS to come back at once', () => {
  expect(new URL(gatewayUrl(cas, app)).searchParams.get('gateway')).toBe('true')
  expect(new URL(gatewayUrl(cas, app)).searchParams.get('service')).toBe(app)
})

test("logout names the application by the deployer's parameter", () => {
  expect(logoutUrl(cas)).toBe(`${cas}/logout`)
  expect(new URL(logoutUrl(cas, { service: app })).searchParams.get('service')).toBe(app)
  expect(
    new URL(logoutUrl(cas, { service: app, redirectParameter: 'url' })).searchParams.get('url'),
  ).toBe(app)
})
