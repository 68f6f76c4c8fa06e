// Type check and lint of the whole project.
import { spawnSync } from 'node:child_process'

export function main(args: readonly string[]): number {
  const fix = args.includes('--fix') ? ['--write'] : []
  const checks = [
    ['node_modules/typescript/bin/tsc', '-p', '.'],
    ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', ...fix],
  ]
  return checks.every((check) => run(check) === 0) ? 0 : 1
}

function run(args: readonly string[]): number {
  return spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1
}
