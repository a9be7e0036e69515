import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { services } from './catalogue'
import { serviceLogo } from './service-logo'

test.each(services)('the logo of %s exists for light and for dark surfaces', (service) => {
  const { light, dark } = serviceLogo(service) ?? {}
  expect([light, dark].filter((path) => !existsSync(`public${path}`))).toEqual([])
})
