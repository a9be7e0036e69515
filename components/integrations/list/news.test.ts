import { expect, test } from 'vitest'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import { newsIn } from './news'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 1, 9, minute)).toISOString()
const moment = (minute: number) => Date.parse(at(minute))
const visit = { after: moment(10), until: moment(40) }

function integration(id: string, fields: Partial<ListedIntegration>): ListedIntegration {
  const account = { id, name: id }
  const names = { id, service: 'slack', account, available_tools: [] }
  return { ...names, status: 'connected', connected_at: at(0), ...fields }
}

test('news has what changed between the two visits, the latest first, in words', () => {
  const list = [
    integration('new', { connected_at: at(11), status_since: at(11) }),
    integration('broken', { status: 'error', status_since: at(20) }),
    integration('back', { status_since: at(30) }),
    integration('gone', { status: 'disconnected', status_since: at(40) }),
    integration('before', { status: 'error', status_since: at(10) }),
    integration('during', { status: 'error', status_since: at(41) }),
    integration('untold', {}),
    integration('odd', { status_since: 'yesterday' }),
  ]
  const news = newsIn(list, visit)
  expect(news?.count).toBe(4)
  expect(news?.latest.map(({ name, words }) => `${name} ${words}`)).toEqual([
    'Slack, gone was disconnected',
    'Slack, back works again',
    'Slack, broken stopped working',
    'Slack, new was connected',
  ])
})

test('news names the four latest changes and counts the others', () => {
  const list = Array.from({ length: 9 }, (_, number) =>
    integration(`int_${number}`, { status: 'error', status_since: at(20 + number) }),
  )
  const news = newsIn(list, visit)
  expect(news?.count).toBe(9)
  expect(news?.latest.map(({ id }) => id)).toEqual(['int_8', 'int_7', 'int_6', 'int_5'])
})

test('there is no news when nothing changed', () => {
  expect(newsIn([integration('old', { status_since: at(1) })], visit)).toBeNull()
})
