// `npm run size`: what a browser has to download, in brotli bytes, against its budget.
import { formatSizes, isOverBudget } from './size/budget.js'
import { weighAll } from './size/weigh.js'

export async function main(): Promise<number> {
  const sizes = await weighAll()
  console.log(formatSizes(sizes))
  return sizes.some(isOverBudget) ? 1 : 0
}
