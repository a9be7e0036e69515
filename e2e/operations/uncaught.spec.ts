import { expect, test } from '@playwright/test'
import { RunningServer } from '@/scripts/running-server'

/**
 * A script that throws at a signal, as our own code never does: nothing catches the error, and it contains a
 * token. The token is put together from parts, so that it is not in the stack.
 */
const failing = `process.on('SIGUSR2', () => {
  const token = ['can', 'ary'].join('')
  const error = (name) => Object.assign(new Error(name, { cause: { token } }), { body: token })
  Promise.reject(error('rejected'))
  setImmediate(() => { throw error('thrown') })
})`

test('an uncaught error is logged without its contents, and the server goes on', async () => {
  const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(failing)}` }
  const server = await RunningServer.start({ keepsLog: true, env })
  server.child.kill('SIGUSR2')
  for (const message of ['rejected', 'thrown'])
    await expect.poll(() => server.log).toContain(`"err":{"type":"Error","message":"${message}"`)
  expect((await fetch(`${server.origin}/healthz`)).status).toBe(200)
  expect(server.log).not.toContain('canary')
  await server.remove()
})
