// Shows a picture on the toolbar: badge text, colour, title and icon, always together.
import type { Tone } from 'sso-pulse/face'
import { browser } from '../shared/browser.js'
import { say } from '../shared/i18n.js'
import { lookOf, type Picture } from '../shared/picture.js'
import { rehearsalColour, type ShapeName, shapePaths, toneColours } from '../shared/shapes.js'
import { titleOf } from '../shared/words/title.js'
import { badgeTextOf } from './badge.js'

/** @param named there are others: the title says whose session it tells of */
export async function showOnToolbar(picture: Picture, named: boolean, now: number): Promise<void> {
  const { tone, shape } = lookOf(picture, now)
  const pretended = picture.kind === 'session' && picture.record.rehearsal === true
  const color = pretended ? rehearsalColour : toneColours[tone].light
  const icon = (size: number) => draw(shape, tone, size, pretended)
  await Promise.all([
    browser.action.setBadgeText({ text: badgeTextOf(picture, now) }),
    browser.action.setBadgeBackgroundColor({ color }),
    browser.action.setBadgeTextColor({ color: '#ffffff' }),
    browser.action.setTitle({ title: titleOf(picture, now, say, named) }),
    browser.action.setIcon({ imageData: { 16: icon(16), 32: icon(32) } }),
  ])
}

/** The shapes lie on a grid of 24. @param pretended stands on a line, as nothing else does */
function draw(
  shape: ShapeName,
  tone: Tone,
  size: number,
  pretended: boolean,
): ImageData & Record<string, unknown> {
  const context = new OffscreenCanvas(size, size).getContext('2d')
  if (!context) throw new Error('This browser draws no icons.')
  context.scale(size / 24, size / 24)
  context.fillStyle = toneColours[tone].toolbar
  if (pretended) {
    context.fillRect(0, 21, 24, 3)
    context.scale(19 / 24, 19 / 24)
    context.translate(3, 0)
  }
  context.fill(new Path2D(shapePaths[shape]), 'evenodd')
  // The polyfill's type of icons wants an index that ImageData has not.
  return context.getImageData(0, 0, size, size) as ImageData & Record<string, unknown>
}
