import { expect, test } from 'vitest'
import { toolCount, toolLines } from './tools'

test('A11 of an integration that lists no tools nothing is said to be not granted', () => {
  expect(toolLines({ service: 'slack', available_tools: [] })).toEqual([])
})

test('A11 what is not listed beside others is not granted, and what is listed beyond them is', () => {
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
