import { expect, test } from 'vitest'
import { toolCountWords, toolsOf } from './tools'

test('when the API lists no tools, no tool is shown as not granted', () => {
  expect(toolsOf({ service: 'slack', available_tools: [] })).toEqual([])
})

test('a documented tool that the API does not list is not granted, and an undocumented tool that it lists is granted', () => {
  const tools = toolsOf({
    service: 'google_ads',
    available_tools: ['adjust_budget', 'a_new_one'],
  })
  expect(tools.map(({ name, isGranted }) => [name, isGranted])).toEqual([
    ['read_campaign_performance', false],
    ['create_ad_draft', false],
    ['adjust_budget', true],
    ['a_new_one', true],
  ])
  expect(toolCountWords(tools)).toBe('2 of 4 tools')
})
