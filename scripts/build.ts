// Builds the packages: `npm run build [sdk | chrome | firefox …]`, all of them unless named.
import { buildExtension } from './build/extension.js'
import { buildSdk } from './build/sdk.js'

const builders = {
  sdk: () => buildSdk(),
  chrome: () => buildExtension('chrome'),
  firefox: () => buildExtension('firefox'),
} satisfies Record<string, () => Promise<string>>

type Package = keyof typeof builders

export async function main(args: readonly string[]): Promise<number> {
  const unknown = args.find((name) => !(name in builders))
  if (unknown !== undefined) {
    console.error(
      `There is no package "${unknown}": name ${Object.keys(builders).join(', ')} or none.`,
    )
    return 2
  }
  const names = (args.length > 0 ? args : Object.keys(builders)) as Package[]
  try {
    for (const name of names) {
      const start = performance.now()
      const folder = await builders[name]()
      console.log(`${folder} built in ${((performance.now() - start) / 1000).toFixed(1)} s`)
    }
    return 0
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return 1
  }
}
