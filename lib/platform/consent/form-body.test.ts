import { expect, test } from 'vitest'
import { readForm } from './form-body'

const form = (body: BodyInit, headers: Record<string, string> = {}) => {
  const type = { 'content-type': 'application/x-www-form-urlencoded' }
  const init = { method: 'POST', body, headers: { ...type, ...headers }, duplex: 'half' }
  return readForm(new Request('http://localhost', init))
}

test('the fields of a form are read', async () => {
  const fields = await form('service=slack&state=%C3%A9')
  expect(fields instanceof URLSearchParams && [...fields]).toEqual([
    ['service', 'slack'],
    ['state', 'é'],
  ])
})

test('a form of 17 KB is refused, whatever length it announces', async () => {
  const body = `a=${'x'.repeat(17 * 1024)}`
  expect(await form(body)).toEqual({ refusal: 'form_too_large' })
  expect(await form(body, { 'content-length': '10' })).toEqual({ refusal: 'form_too_large' })
})

test('bytes that are not UTF-8, and bodies that are not forms, are refused', async () => {
  const refused = { refusal: 'form_unreadable' }
  expect(await form(new Uint8Array([0x61, 0x3d, 0xff]))).toEqual(refused)
  expect(await form('{}', { 'content-type': 'application/json' })).toEqual(refused)
})

test('a form that is cut off is an error, never a shorter form', async () => {
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('service=slack&sta'))
      controller.error(new RangeError('cut'))
    },
  })
  await expect(form(body)).rejects.toThrow(RangeError)
})
