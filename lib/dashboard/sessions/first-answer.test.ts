import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { integration, problem } from '@/tests/support/fake-miteos'
import { id, ownPageHeaders, path, startProxied } from '@/tests/support/proxied'
import { describeOnBothStores } from '@/tests/support/stores'
import { disconnectIntegration, listIntegrations } from '../integrations/integrations-api'
import { firstAnswer } from './first-answer'
import { createSessionMiteos } from './session-miteos'

describeOnBothStores('a page that stops waiting for its list', async (openStore) => {
  const storage = await openStore()

  async function openPage() {
    const opened = await startProxied(storage)
    const render = () => {
      const miteos = createSessionMiteos(opened.dashboard, opened.session, 'request-of-the-page')
      return firstAnswer(miteos, miteos.list(), {
        withoutTimeLimit: false,
        returnTo: '/integrations',
      })
    }
    return {
      ...opened,
      render,
      load: () => opened.browser.get(listIntegrations, '/api/integrations'),
    }
  }

  test('a list that fails slowly is requested three times by page and browser together', async () => {
    const { miteos, render, load } = await openPage()
    miteos.on('GET /integrations', async () => {
      await sleep(300)
      return problem(500, 'internal_error')
    })
    expect(await render()).toEqual({ kind: 'slow' })
    expect((await load()).status).toBe(502)
    expect(miteos.calls).toHaveLength(3)
    expect((await load()).status).toBe(502)
    expect(miteos.calls).toHaveLength(6)
  })

  test('a late list is requested once for page and browser, and again at the next load', async () => {
    const { miteos, render, load } = await openPage()
    miteos.on('GET /integrations', async () => {
      await sleep(600)
      return Response.json([integration()])
    })
    expect(await render()).toEqual({ kind: 'slow' })
    expect(await (await load()).json()).toHaveLength(1)
    expect(miteos.calls).toHaveLength(1)
    await load()
    expect(miteos.calls).toHaveLength(2)
  })

  test('a list that was requested before a disconnect is not shown after the disconnect', async () => {
    const { browser, miteos, render, load } = await openPage()
    miteos.on(`DELETE /integrations/${id}`, () => new Response(null, { status: 204 }))
    miteos.on('GET /integrations', async () => {
      await sleep(600)
      return Response.json([integration()])
    })
    expect(await render()).toEqual({ kind: 'slow' })
    miteos.on('GET /integrations', () => Response.json([integration({ status: 'disconnected' })]))
    await browser.send(
      disconnectIntegration,
      path,
      { method: 'DELETE', headers: ownPageHeaders },
      { id },
    )
    expect(await (await load()).json()).toMatchObject([{ status: 'disconnected' }])
  })

  test('a read that nobody waits for is never given to another person', async () => {
    const ana = await openPage()
    ana.miteos.on('GET /integrations', async () => {
      await sleep(600)
      return Response.json([integration()])
    })
    expect(await ana.render()).toEqual({ kind: 'slow' })
    const ben = await startProxied(storage)
    const readForBen = ana.dashboard.unfinishedReads(ben.session.idHash).take('/integrations')
    expect(readForBen).toBeUndefined()
  })
})
