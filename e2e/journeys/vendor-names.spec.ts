import { expect, test, token } from '../support/remote-miteos'
import { json } from '../support/scripted-miteos'
import { card, integrationsRegion, scriptsHaveRun, signIn } from '../support/steps'

const directionOverride = '\u202e'
const directionCharacters = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/
const invisible = '\u200b\u2060\ufeff\u00ad\u3164'

function listed(id: string, account: object, more: object = {}) {
  return {
    id,
    service: 'slack',
    status: 'connected',
    connected_at: '2026-11-01T09:30:00Z',
    available_tools: ['post_message'],
    account,
    ...more,
  }
}

const headers = { 'miteos-account': 'acct_1', 'miteos-role': 'admin' }

test('an account whose name cannot be seen is called by its id', async ({ page, miteos }) => {
  miteos.integrations = [
    listed('int_unseen', { id: 'T024:U7', name: invisible }),
    listed('int_nothing', { id: invisible, name: invisible }, { service: 'gmail' }),
  ]
  await signIn(page, token)
  await expect(
    integrationsRegion(page).getByRole('article', { name: 'Slack, T024:U7', exact: true }),
  ).toBeVisible()
  await expect(card(page, 'Slack').getByText('T024:U7', { exact: true })).toBeVisible()
  await expect(
    integrationsRegion(page).getByRole('article', { name: 'Gmail', exact: true }),
  ).toBeVisible()
  await expect(card(page, 'Gmail').getByText('int_nothing', { exact: true })).toBeVisible()
})

test('characters in a name that turn the direction of text have no effect, wherever the name is shown', async ({
  page,
  miteos,
}) => {
  const account = { id: `T1${directionOverride}x`, name: `ana${directionOverride}moc.live@example` }
  const broken = listed('int_turned', account, {
    status: 'error',
    available_tools: [`post${directionOverride}_message`],
  })
  const strange = listed('int_strange', account, {
    service: `sla${directionOverride}ck`,
    status: `brok${directionOverride}en`,
  })
  const events = [
    {
      id: 'evt_1',
      at: '2026-11-01T09:30:00Z',
      type: `con${directionOverride}nected`,
      actor: 'ben',
      account,
    },
    {
      id: 'evt_2',
      at: '2026-11-01T09:30:00Z',
      type: 'connected',
      actor: `ben${directionOverride}x`,
      account,
    },
  ]
  miteos.answerToAll = (request, response) => {
    const { pathname } = new URL(request.url ?? '/', miteos.origin)
    const answers: Record<string, unknown> = {
      '/v1/integrations': [broken, strange],
      '/v1/integrations/int_turned': broken,
      '/v1/integrations/int_strange': strange,
      '/v1/integrations/int_turned/events': events,
      '/v1/integrations/int_strange/events': events,
      '/v1/account': {
        id: 'acct_1',
        name: `Acme${directionOverride}x`,
        environment: 'live',
        role: 'admin',
        available_services: ['slack'],
      },
    }
    const answer = answers[pathname]
    return json(answer ? 200 : 404, answer ?? {}, headers)(request, response)
  }
  await signIn(page, token)
  for (const path of [
    '/integrations',
    '/integrations/int_turned',
    '/integrations/int_strange',
    '/integrations/int_turned/disconnect',
  ]) {
    await page.goto(path)
    await scriptsHaveRun(page)
    await expect(page.getByText('anamoc.live@example').first()).toBeVisible()
    for (const disconnect of await page.getByRole('button', { name: /^Disconnect Slack/ }).all()) {
      if (path.endsWith('/disconnect')) break
      await disconnect.click()
      await expect(page.getByRole('dialog')).toContainText('anamoc.live@example')
      expect(await page.getByRole('dialog').innerText()).not.toMatch(directionCharacters)
      await page.getByRole('button', { name: 'Cancel' }).click()
    }
    const shown = await page.evaluate(() => [
      document.title,
      document.body.innerText,
      ...[...document.body.getElementsByTagName('*')].flatMap((element) =>
        ['title', 'aria-label', 'alt', 'placeholder'].map(
          (name) => element.getAttribute(name) ?? '',
        ),
      ),
    ])
    expect(shown.filter((text) => directionCharacters.test(text))).toEqual([])
  }
  await page.goto('/integrations/int_turned')
  await expect(page.getByText('Connected as anamoc.live@example by “benx”.')).toBeVisible()
  await page.getByRole('button', { name: 'User menu' }).click()
  await expect(page.getByText('Acmex').first()).toBeVisible()
})

test('the two accounts of a mismatch are shown without characters that turn the direction of text', async ({
  page,
  miteos,
}) => {
  miteos.integrations = [listed('int_a', { id: 'T1', name: 'Acme' }, { status: 'error' })]
  miteos.postAnswer = json(409, {
    code: 'account_mismatch',
    expected: { id: 'T1', name: `Acme${directionOverride}x` },
    received: { id: 'T2:U2', name: invisible },
  })
  await signIn(page, token)
  await card(page, 'Slack').getByRole('button', { name: 'Reconnect Slack' }).click()
  await page.getByRole('button', { name: 'Finish connecting Slack' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('A different account came back')
  await expect(page.getByText('Acmex', { exact: true })).toBeVisible()
  await expect(page.getByText('Adds T2:U2 beside Acmex', { exact: false })).toBeVisible()
  expect(await page.getByRole('main').innerText()).not.toMatch(directionCharacters)
})
