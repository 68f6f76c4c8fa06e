// Every page in every state: as axe-core judges it, narrow, magnified, and in the few colours that a system forces.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Preferences } from '../../scripts/browser/driver.js'
import { until } from '../../scripts/browser/until.js'
import { type OpenedState, openState } from '../../scripts/page-states/page-state.js'
import { statesOf, titleOf } from '../../scripts/page-states/states.js'
import { violations } from './axe.js'
import { describeOnStages } from './stages.js'

describeOnStages('the pages', (stage, kind, name) => {
  describe.each(statesOf(kind).map((state) => [titleOf(state), state] as const))(
    '%s',
    (_, state) => {
      let opened: OpenedState
      beforeAll(async () => {
        await stage().driver.setPreferences({})
        opened = await openState(stage().driver, stage().words, state)
      })
      afterAll(() => opened?.close())
      /** Resolves when the page is drawn anew, which Firefox does not wait for. */
      const prefer = async (preferences: Preferences, query: string) => {
        const { page } = opened.tab
        await stage().driver.setPreferences(preferences)
        await until(query, () => page.evaluate(`matchMedia(${JSON.stringify(query)}).matches`))
        await page.evaluate(() => new Promise(requestAnimationFrame))
      }

      test('no violation that axe-core finds', async () => {
        expect(await violations(opened.tab)).toEqual([])
      })

      // Colours are the same in both browsers, and in both directions.
      if (name === 'chromium' && kind !== 'mirrored') {
        test('nor in the dark', async () => {
          await prefer({ colorScheme: 'dark' }, '(prefers-color-scheme: dark)')
          expect(await violations(opened.tab)).toEqual([])
        })
      }

      test('in forced colours every shape, edge and chosen value stays visible', async () => {
        await prefer({ forcedColors: true }, '(forced-colors: active)')
        expect(await opened.tab.page.evaluate(hiddenByForcedColors)).toEqual([])
      })

      test('nothing moves for a person who wants less motion', async () => {
        await prefer({ reducedMotion: true }, '(prefers-reduced-motion: reduce)')
        expect(await opened.tab.page.evaluate(moving)).toEqual([])
      })

      // The window of Chromium's popup is as wide as the page asks for.
      const widths = state.page === 'popup' && name === 'chromium' ? [undefined] : [320, 640]
      test.each(widths)('nothing is cut off at a width of %s', async (width) => {
        // 640 is what is left of 1280 at 200 %.
        if (width) {
          await opened.tab.page.setViewport({ width, height: 480, deviceScaleFactor: 1280 / width })
        }
        expect(await opened.tab.page.evaluate(cutOff)).toEqual([])
      })

      test('the Tab key goes through it in the order of reading', async () => {
        expect(await opened.tab.page.evaluate(outOfOrder)).toEqual([])
      })

      test('its direction is that of its words', async () => {
        const direction = await opened.tab.page.evaluate(
          () => getComputedStyle(document.body).direction,
        )
        expect(direction).toBe(kind === 'mirrored' ? 'rtl' : 'ltr')
      })
    },
  )
})

/** Runs in the page. What can't be told from the background any more. */
function hiddenByForcedColors(): string[] {
  const page = getComputedStyle(document.body).backgroundColor
  const seen = (color: string) => color !== page && color !== 'rgba(0, 0, 0, 0)'
  const hidden: string[] = []
  for (const shape of document.querySelectorAll('.shape')) {
    if (!seen(getComputedStyle(shape).fill)) hidden.push(shape.outerHTML)
  }
  // The browser draws radio buttons and checkboxes itself.
  const controls = 'button:not(.switch), input:not([type=radio], [type=checkbox])'
  for (const control of document.querySelectorAll(controls)) {
    const { borderTopColor, borderTopStyle } = getComputedStyle(control)
    if (borderTopStyle !== 'solid' || !seen(borderTopColor)) hidden.push(control.outerHTML)
  }
  for (const track of document.querySelectorAll('.track')) {
    const knob = getComputedStyle(track, '::before').backgroundColor
    if (!seen(knob) || knob === getComputedStyle(track).backgroundColor) {
      hidden.push(track.outerHTML)
    }
  }
  return hidden
}

/** Runs in the page. */
function moving(): string[] {
  return [...document.querySelectorAll('*')]
    .filter((element) => {
      const { animationName, transitionDuration } = getComputedStyle(element)
      return animationName !== 'none' || transitionDuration !== '0s'
    })
    .map(({ outerHTML }) => outerHTML)
}

/** Runs in the page. What reaches out of the window at either side, or of the box that holds it. */
function cutOff(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement
  const found = scrollWidth > clientWidth ? [`${scrollWidth} px in ${clientWidth}`] : []
  // A table of data may scroll by itself (WCAG 1.4.10); what its cells cut off is in the details of the row.
  const flowing = 'main *:not(.visually-hidden, bdi, input, .rows, .rows *)'
  for (const element of document.querySelectorAll(flowing)) {
    const { left, right, width } = element.getBoundingClientRect()
    if (width > 0 && (left < -0.5 || right > clientWidth + 0.5)) found.push(element.outerHTML)
    const clips = getComputedStyle(element).overflowX !== 'visible'
    if (clips && element.scrollWidth > element.clientWidth) found.push(element.outerHTML)
  }
  return found
}

/** Runs in the page. What stands above, or on the same line before, what has the focus before it. */
function outOfOrder(): string[] {
  const isRtl = getComputedStyle(document.body).direction === 'rtl'
  const stops = [...document.querySelectorAll<HTMLElement>('a[href], button, input')]
    // The bar that stays at the bottom of the window.
    .filter((element) => element.tabIndex >= 0 && !element.closest('.undo'))
  return stops
    .filter((element, index) => {
      const before = stops[index - 1]?.getBoundingClientRect()
      const own = element.getBoundingClientRect()
      if (element.tabIndex > 0) return true
      if (!before || own.top >= before.bottom) return false
      return own.bottom <= before.top || (isRtl ? own.right > before.right : own.left < before.left)
    })
    .map(({ outerHTML }) => outerHTML)
}
