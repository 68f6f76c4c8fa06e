// What people paste is understood, or refused with the reason.
import { describe, expect, test } from 'vitest'
import { parseCasAddress } from '../../../extension/shared/cas-address.js'

describe('any address of a CAS server is reduced to its prefix', () => {
  const prefix = 'https://sso.example.org/cas'
  test.each([
    ['the prefix', 'https://sso.example.org/cas'],
    ['the prefix with a slash', 'https://sso.example.org/cas/'],
    ['the login page', 'https://sso.example.org/cas/login'],
    [
      'the login page with a service',
      'https://sso.example.org/cas/login?service=https%3A%2F%2Fapp',
    ],
    [
      'the login page of a web flow',
      'https://sso.example.org/cas/login;jsessionid=1?execution=e1s1',
    ],
    ['the logout page', 'https://sso.example.org/cas/logout#top'],
    ['a ticket validation', 'https://sso.example.org/cas/p3/serviceValidate?ticket=ST-1'],
    ['the endpoint itself', 'https://sso.example.org/cas/isloggedin'],
    ['an actuator', 'https://sso.example.org/cas/actuator/ssoSessions'],
    ['no scheme', 'sso.example.org/cas/login'],
    ['capitals and spaces around', '  HTTPS://SSO.example.org/cas/login  '],
  ])('%s', (_, pasted) => {
    expect(parseCasAddress(pasted)).toEqual({ ok: true, prefix })
  })

  test.each([
    ['https://sso.example.org/login', 'https://sso.example.org'],
    ['https://sso.example.org:8443/sso/login', 'https://sso.example.org:8443/sso'],
    ['localhost:8080/cas', 'https://localhost:8080/cas'],
    ['http://localhost:8080/cas/login', 'http://localhost:8080/cas'],
    ['http://127.0.0.1:8080/cas', 'http://127.0.0.1:8080/cas'],
    ['http://demo.localhost/cas', 'http://demo.localhost/cas'],
  ])('%s', (pasted, expected) => {
    expect(parseCasAddress(pasted)).toEqual({ ok: true, prefix: expected })
  })
})

describe('what is no address of a CAS server is refused with the reason', () => {
  test.each([
    ['nothing', '   ', 'empty'],
    ['a word', 'casuser', 'no-address'],
    ['a sentence', 'my university', 'no-address'],
    ['half an address', 'https://', 'no-address'],
    ['a script', 'javascript:alert(1)', 'scheme'],
    ['a file', 'file:///etc/passwd', 'scheme'],
    ['another scheme', 'ftp://sso.example.org/cas', 'scheme'],
    ['plain http on a public host', 'http://sso.example.org/cas', 'public-http'],
    ['a name that only looks like loopback', 'http://localhost.example.org/cas', 'public-http'],
    ['a user and password', 'https://me:secret@sso.example.org/cas', 'user-info'],
    ['a path too long', `https://sso.example.org/${'a'.repeat(3000)}`, 'too-long'],
  ])('%s', (_, pasted, fault) => {
    expect(parseCasAddress(pasted)).toEqual({ ok: false, fault })
  })
})
