#!/usr/bin/env node
// The command `sso-pulse`, as the package's `bin` names it.
import { nodeShell } from './node-shell.js'
import { run } from './program.js'

// The SDK's timers keep no process alive; a command under way does.
const alive = setInterval(() => {}, 2 ** 30)
process.exitCode = await run(process.argv.slice(2), nodeShell())
clearInterval(alive)
