import { expect, test } from '@playwright/test'
import { RunningServer } from '@/scripts/running-server'

/**
 * Fails at a signal as no code of ours does: nobody catches it, and the error carries a token, which is put
 * together so that it does not stand in the stack.
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
