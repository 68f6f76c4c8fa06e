// The published document is OpenAPI 3.1, and as a judge it lets nothing pass that it doesn't describe.
import { readFileSync } from 'node:fs'
import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { complaintAbout, openApi } from './openapi.js'
import { fullForm } from './visitor.js'

const now = '2026-03-01T08:00:00.123Z'
const signedOut = { signedIn: false, reason: 'ended', now }
const signedIn = { signedIn: true, principal: 'casuser', session: 'a1', now }

function judge(body: unknown, { method = 'GET', status = 200, type = fullForm } = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return complaintAbout(method, { status, type, text })
}

test('the document is valid OpenAPI 3.1', async () => {
  const validator = new Validator()
  const result = await validator.validate(structuredClone(openApi))
  expect(result.valid, JSON.stringify(result)).toBe(true)
  expect(validator.version).toBe('3.1')
})

test.each([
  ['signed in', signedIn, {}],
  ['signed out', signedOut, {}],
  ['a charset beside the media type', signedOut, { type: `${fullForm};charset=UTF-8` }],
  ['the plain form', { principal: 'casuser', mail: ['a@example.org'] }, plain()],
  ['nobody, in the plain form', {}, plain()],
  ['HEAD, which has no body', '', { method: 'HEAD' }],
  ['OPTIONS, which has none either', '', { method: 'OPTIONS', type: 'application/json' }],
  ['a touch', signedIn, { method: 'POST' }],
  ['a refused touch', { error: 'touch-disabled' }, { method: 'POST', ...plain(405) }],
  ['a registry that failed', { error: 'x', pollAfterSeconds: 30 }, plain(503)],
  ['a reason that a later server may give', { ...signedOut, reason: 'new' }, {}],
])('%s is described', (_, body, told) => {
  expect(judge(body, told)).toBeUndefined()
})

test.each([
  ['an unknown status', signedOut, { status: 201 }, 'this status (status 201'],
  ['a redirect', '', { status: 302 }, 'this status'],
  ['a status of another method', { error: 'x' }, plain(405), 'this status'],
  ['an unknown method', signedOut, { method: 'PUT' }, 'this status'],
  ['an unknown media type', '<p>Hi', { type: 'text/html' }, 'this media type'],
  ['a version that does not exist', signedIn, { type: fullForm.replace('v1', 'v2') }, 'this media'],
  ['a HEAD of another media type', '', { method: 'HEAD', type: 'text/html' }, 'this media type'],
  ['a body where none belongs', '{}', { method: 'OPTIONS' }, 'a body'],
  ['a body that is no JSON', '{', {}, 'the body'],
  ['no body', '', {}, 'the body'],
  ['a field that is missing', { ...signedIn, now: undefined }, {}, "required property 'now'"],
  ['a field that is not described', { ...signedIn, tgt: 'x' }, {}, 'additional properties'],
  ['a field of the other form', { ...signedOut, principal: 'x' }, {}, 'additional properties'],
  [
    'a field of another type',
    { ...signedIn, timeLimitAt: 1 },
    {},
    'body/timeLimitAt must be string',
  ],
  ['an instant that is none', { ...signedIn, idleLimitAt: 'soon' }, {}, 'format "date-time"'],
  ['an empty name', { ...signedIn, principal: '' }, {}, 'body/principal'],
  ['a plain form that is nested', { a: { b: 'c' } }, plain(), 'body/a'],
  ['an error without a word', {}, plain(503), "required property 'error'"],
])('%s is not', (_, body, told, complaint) => {
  expect(judge(body, told)).toContain(complaint)
})

test('the answer that docs/endpoint.md begins with is described', () => {
  const [, answer = ''] = /```json\n(.*?)```/s.exec(readFileSync('docs/endpoint.md', 'utf8')) ?? []
  expect(judge(JSON.parse(answer))).toBeUndefined()
})

function plain(status = 200) {
  return { status, type: 'application/json' }
}
