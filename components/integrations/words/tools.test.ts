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

test('a tool that an admin has denied is not shown as one that was not granted', () => {
  const tools = toolsOf({
    service: 'google_ads',
    available_tools: ['read_campaign_performance'],
    tool_policy: { read_campaign_performance: 'ask', adjust_budget: 'deny' },
  })
  expect(tools.map(({ name, isGranted, policy }) => [name, isGranted, policy])).toEqual([
    ['read_campaign_performance', true, 'ask'],
    ['create_ad_draft', false, 'allow'],
    ['adjust_budget', false, 'deny'],
  ])
})

test('when an admin has denied every tool, they are all shown', () => {
  const tool_policy = {
    read_campaign_performance: 'deny',
    create_ad_draft: 'deny',
    adjust_budget: 'deny',
  }
  const tools = toolsOf({ service: 'google_ads', available_tools: [], tool_policy })
  expect(tools.map(({ policy }) => policy)).toEqual(['deny', 'deny', 'deny'])
})

test('a decision of a newer Miteos counts as denied, and names of the language are no decisions', () => {
  const [first] = toolsOf({
    service: 'google_ads',
    available_tools: ['constructor'],
    tool_policy: { read_campaign_performance: 'only_on_weekdays' },
  })
  expect(first).toMatchObject({ policy: 'deny' })
  expect(
    toolsOf({ service: 'x', available_tools: ['constructor'], tool_policy: {} }),
  ).toMatchObject([{ policy: 'allow' }])
})
