// The cookie jar of the in-memory CAS's browsers.

import { expect, test } from 'vitest'
import { Jar } from '../../sdk/testing/jar.js'

const stored = (header: string, path = '/cas/login'): Jar => {
  const jar = new Jar()
  jar.store([['Set-Cookie', header]], path, 0)
  return jar
}

test.each([
  ['/cas', 'TGC=value'],
  ['/cas/isloggedin', 'TGC=value'],
  ['/case', ''],
  ['/', ''],
])('a cookie for /cas goes to %s as "%s"', (path, header) => {
  expect(stored('TGC=value; Path=/cas; HttpOnly').header(path, 0)).toBe(header)
})

test('without a path a cookie belongs to the folder of the request', () => {
  expect(stored('a=1').header('/cas/other', 0)).toBe('a=1')
  expect(stored('a=1').header('/', 0)).toBe('')
})

test('a cookie lives as long as Max-Age says, whatever Expires says', () => {
  const jar = stored('a=1; Max-Age=10; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/')
  expect(jar.header('/', 9_999)).toBe('a=1')
  expect(jar.header('/', 10_000)).toBe('')
})

test('Max-Age=0 removes the cookie of that path only', () => {
  const jar = stored('a=1; Path=/cas')
  jar.store([['Set-Cookie', 'a=; Max-Age=0; Path=/']], '/cas/logout', 0)
  expect(jar.header('/cas', 0)).toBe('a=1')
  jar.store([['set-cookie', 'a=; Max-Age=0; Path=/cas']], '/cas/logout', 0)
  expect(jar.header('/cas', 0)).toBe('')
})

test('a longer path comes first', () => {
  const jar = stored('a=root; Path=/')
  jar.store([['Set-Cookie', 'a=cas; Path=/cas']], '/cas/login', 0)
  expect(jar.header('/cas/login', 0)).toBe('a=cas; a=root')
})
