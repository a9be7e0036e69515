import { expect, test, vi } from 'vitest'
import { createOncePerForm } from './once-per-form'

test('a form that is sent twice does its work once, and both get the result', async () => {
  const oncePerForm = createOncePerForm<string>()
  const work = vi.fn(async () => 'made')
  const results = await Promise.all([oncePerForm('a', work), oncePerForm('a', work)])
  expect(results).toEqual(['made', 'made'])
  expect(work).toHaveBeenCalledTimes(1)
  await oncePerForm('b', work)
  expect(work).toHaveBeenCalledTimes(2)
})

test('a form whose work failed can be sent again', async () => {
  const oncePerForm = createOncePerForm<string>()
  await expect(oncePerForm('a', () => Promise.reject(new Error('down')))).rejects.toThrow('down')
  expect(await oncePerForm('a', async () => 'made')).toBe('made')
})
