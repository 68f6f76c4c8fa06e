// Another user in the same browser: remembered beside the session until that changes, or until a person has read it.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createStage, minute, type Stage } from './stage.js'

let stage: Stage

beforeEach(async () => {
  stage = createStage()
  stage.cas.signIn('casuser')
  await stage.boot()
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

/** Unseen between two looks. */
async function change(user: string): Promise<void> {
  stage.cas.endSession()
  stage.cas.signIn(user)
  await vi.advanceTimersByTimeAsync(minute)
  await stage.ask('check')
}

test('is remembered with the name before and the instant', async () => {
  expect(stage.record().otherUser).toBeUndefined()
  await change('second')
  expect(stage.state()).toMatchObject({ status: 'signed-in', user: 'second' })
  expect(stage.record().otherUser).toEqual({ before: 'casuser', at: Date.now() })
})

test('stays remembered while nothing changes, by a background that was killed, and under trouble', async () => {
  await change('second')
  const remembered = stage.record().otherUser
  await stage.boot()
  await stage.ask('check')
  stage.cas.failRegistry()
  await stage.ask('check')
  expect(stage.state().trouble).toBeDefined()
  expect(stage.record().otherUser).toEqual(remembered)
})

test('gives way to the next one', async () => {
  await change('second')
  await change('casuser')
  expect(stage.record().otherUser).toMatchObject({ before: 'second' })
})

test('is history when the session ends', async () => {
  await change('second')
  stage.cas.endSession()
  await stage.ask('check')
  expect(stage.record()).not.toHaveProperty('otherUser')
})

test('is history when the same user has a new session', async () => {
  await change('second')
  await change('second')
  expect(stage.record()).not.toHaveProperty('otherUser')
})

test('is put away by a person; what is known stays', async () => {
  await change('second')
  await stage.ask('dismiss')
  expect(stage.record()).not.toHaveProperty('otherUser')
  expect(stage.state()).toMatchObject({ user: 'second' })
})
