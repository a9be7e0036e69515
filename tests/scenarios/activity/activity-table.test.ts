import { beforeAll, expect, test } from 'vitest'
import { type Client, platformOn, type TestServer } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('the activity as CSV', (openStore) => {
  let server: TestServer
  beforeAll(async () => {
    server = platformOn(await openStore())
  })

  const ask = (client: Client, accept: string, query = '') =>
    client.send('GET', `/v1/activity${query}`, { headers: { accept } })

  test('has a header row and a row for each thing of the page, with a link to the next page', async () => {
    const admin = await server.client({ account: 'table' })
    await admin.connect('slack')
    const response = await ask(admin, 'text/csv', '?limit=1')
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present')
    expect(response.headers.get('link')).toMatch(/limit=1&cursor=act_\w+>; rel="next"$/)
    const [header, row, ...rest] = (await response.text()).split('\r\n')
    expect(header).toBe(
      'id,at,environment,type,actor_kind,actor_id,actor_name,target_id,target_name,outcome,reason,note',
    )
    expect(row).toMatch(
      new RegExp(
        `^act_\\w+,[\\d:.TZ-]+,test,integration.connected,token,${admin.tokenId},admin of table,int_\\w+,[^,]*Slack[^,]*,done,,$`,
      ),
    )
    expect(rest).toEqual([''])
  })

  test('runs no formula that somebody has put into a name', async () => {
    const admin = await server.client({ account: 'formula' })
    const name = '=HYPERLINK("https://evil.example","x")'
    await admin.post('/v1/tokens', { name, role: 'member' })
    const table = await (await ask(admin, 'text/csv')).text()
    expect(table).toContain(`,"'=HYPERLINK(""https://evil.example"",""x"")",`)
    expect(table).not.toContain(',"=')
  })

  test.each([
    ['text/csv', 'text/csv'],
    ['text/csv, application/json;q=0.5', 'text/csv'],
    ['application/json', 'application/json'],
    ['text/csv;q=0.1, application/json', 'application/json'],
    ['*/*', 'application/json'],
    ['image/png', 'application/json'],
  ])('is chosen by the header Accept: %s is answered with %s', async (accept, type) => {
    const admin = await server.client({ account: 'chosen' })
    const response = await ask(admin, accept)
    expect(response.headers.get('content-type')?.split(';')[0]).toBe(type)
    expect(response.headers.get('vary')).toBe('authorization, accept')
  })

  test('has its header row also when nothing matches', async () => {
    const admin = await server.client({ account: 'nothing' })
    const response = await ask(admin, 'text/csv', '?type=webhook.created')
    expect((await response.text()).trimEnd().split('\r\n')).toHaveLength(1)
  })
})
