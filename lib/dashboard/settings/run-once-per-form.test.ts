import { expect, test, vi } from 'vitest'
import { createRunOncePerForm } from './run-once-per-form'

test('a form that is sent twice does its work once, and both get the result', async () => {
  const runOncePerForm = createRunOncePerForm<string>()
  const work = vi.fn(async () => 'made')
  const results = await Promise.all([runOncePerForm('a', work), runOncePerForm('a', work)])
  expect(results).toEqual(['made', 'made'])
  expect(work).toHaveBeenCalledTimes(1)
  await runOncePerForm('b', work)
  expect(work).toHaveBeenCalledTimes(2)
})

test('a form whose work failed can be sent again', async () => {
  const runOncePerForm = createRunOncePerForm<string>()
  await expect(runOncePerForm('a', () => Promise.reject(new Error('down')))).rejects.toThrow('down')
  expect(await runOncePerForm('a', async () => 'made')).toBe('made')
})
