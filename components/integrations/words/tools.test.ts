import { expect, test } from 'vitest'
import { toolCount, toolLines } from './tools'

test('an integration that lists no tools has none marked as not granted', () => {
  expect(toolLines({ service: 'slack', available_tools: [] })).toEqual([])
})

test('a tool missing from the list is not granted, and an unknown tool in the list is granted', () => {
  const lines = toolLines({
    service: 'google_ads',
    available_tools: ['adjust_budget', 'a_new_one'],
  })
  expect(lines.map(({ name, granted }) => [name, granted])).toEqual([
    ['read_campaign_performance', false],
    ['create_ad_draft', false],
    ['adjust_budget', true],
    ['a_new_one', true],
  ])
  expect(toolCount(lines)).toBe('2 of 4 tools')
})
