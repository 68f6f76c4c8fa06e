// Draws the manifest's icons from the popup's shapes: `node scripts/run.mjs icons`. They are committed, since they hardly change.
import { mkdir, writeFile } from 'node:fs/promises'
import puppeteer from 'puppeteer-core'
import { type ShapeName, shapePaths, toneColours } from '../extension/shared/shapes.js'
import { findBrowser, howToInstall } from './browsers.js'

const folder = 'extension/public/icons'

const icons: readonly {
  readonly shape: ShapeName
  readonly colour: string
  readonly sizes: readonly number[]
}[] = [
  { shape: 'check', colour: toneColours.ok.toolbar, sizes: [16, 32, 48, 128] },
  { shape: 'plus', colour: toneColours.off.toolbar, sizes: [16, 32] },
]

export async function main(): Promise<number> {
  const program = findBrowser('chromium')
  if (program === undefined) {
    console.error(howToInstall('chromium'))
    return 2
  }
  const asRoot = process.getuid?.() === 0
  const browser = await puppeteer.launch({
    executablePath: program,
    args: asRoot ? ['--no-sandbox'] : [],
  })
  try {
    const page = await browser.newPage()
    await mkdir(folder, { recursive: true })
    for (const { shape, colour, sizes } of icons) {
      for (const size of sizes) {
        const url = await page.evaluate(draw, shapePaths[shape], colour, size)
        const file = `${folder}/${shape}-${size}.png`
        await writeFile(file, Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'))
        console.log(file)
      }
    }
    return 0
  } finally {
    await browser.close()
  }
}

/** Runs in the page. */
function draw(d: string, colour: string, size: number): string {
  const canvas = document.createElement('canvas')
  canvas.width = size
  canvas.height = size
  const context = canvas.getContext('2d')
  if (!context) throw new Error('This browser draws no icons.')
  context.scale(size / 24, size / 24)
  context.fillStyle = colour
  context.fill(new Path2D(d), 'evenodd')
  return canvas.toDataURL('image/png')
}
