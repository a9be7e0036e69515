import { expect, test } from 'vitest'
import { typedReference } from './typed-reference'

test.each([
  ['ref_23bX6z_yldtx', 'ref_23bX6z_yldtx'],
  ['  ref_ab-_ ', 'ref_ab-_'],
  ['Reference ref_23bX6z_yldtx', 'ref_23bX6z_yldtx'],
  ['"request_id": "1f6b2b1c-7d6e-4b43-9d0e-0a5d3f0c9a11",', '1f6b2b1c-7d6e-4b43-9d0e-0a5d3f0c9a11'],
  ['https://miteos.example/attempts/att_01HXYZ', 'att_01HXYZ'],
  ['', null],
  ['???', null],
  ['r'.repeat(65), null],
])('the reference in %j is %j', (text, reference) => {
  expect(typedReference(text)).toBe(reference)
})
