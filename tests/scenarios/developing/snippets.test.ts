import { expect, test } from 'vitest'
import { z } from 'zod'
import { callsOf } from '@/lib/dashboard/developers/sections/reference'
import { addPerson, createInvitation } from '@/tests/support/add-person'
import { blocksOf, contentFor, documentOf } from '@/tests/support/developers-content'
import { createAnswerJudge } from '@/tests/support/openapi-answers'
import { type Client, platformOn, type TestServer } from '@/tests/support/platform'
import { readSnippet } from '@/tests/support/read-snippet'
import { type Receiver, startReceiver } from '@/tests/support/receiver'
import { describeOnBothStores } from '@/tests/support/stores'
import { createWebhook, deliveriesOf } from '@/tests/support/webhooks'

const listSchema = z.array(z.object({ id: z.string() }))

let accounts = 0

/** Creates an account in which each list of the API has something that an example can work on. */
async function developer(world: TestServer, receiver: Receiver): Promise<Client> {
  const account = `developer ${++accounts}`
  const client = await world.client({ account })
  await world.client({ account })
  await addPerson(world, client)
  await createInvitation(client)
  await client.connect('slack')
  await client.post('/v1/redirect_uris', { uri: 'https://app.example.com/other', app_name: 'App' })
  const { id } = await createWebhook(client, { url: receiver.url })
  await client.post(`/v1/webhooks/${id}/test`)
  await expect.poll(() => deliveriesOf(client, id), { interval: 10 }).toHaveLength(1)
  return client
}

/** Puts a code and an id that exist in the place of those of the example. */
async function withRealValues(request: Request, client: Client): Promise<Request> {
  const url = new URL(request.url)
  for (const sampleId of url.pathname.match(/[a-z]{3}_01H\w+/g) ?? []) {
    const [collection = ''] = url.pathname.split(`/${sampleId}`)
    const listed = listSchema.parse(await (await client.get(collection)).json())
    const id = listed.at(-1)?.id
    if (!id) throw new Error(`nothing is in ${collection} that the example could work on`)
    url.pathname = url.pathname.replace(sampleId, id)
  }
  const body = await request.text()
  const filled = body.includes('mtoc_')
    ? body.replace(/mtoc_\w+/, await client.code('slack'))
    : body
  return new Request(url, {
    method: request.method,
    headers: request.headers,
    ...(filled === '' ? {} : { body: filled }),
  })
}

describeOnBothStores('the examples of the developers’ page', (openStore) => {
  test('are answered as documented, for every call and in every language', {
    timeout: 240_000,
  }, async () => {
    const world = platformOn(await openStore())
    const { document, json } = await documentOf(world)
    const judge = createAnswerJudge(json)
    const receiver = await startReceiver()
    const examples = blocksOf(contentFor(document), 'snippets')
    expect(examples).toHaveLength(callsOf(document).length)
    for (const { snippets, label } of examples) {
      expect(snippets.map(({ name }) => name)).toEqual(['curl', 'TypeScript', 'Python'])
      for (const snippet of snippets) {
        const client = await developer(world, receiver)
        const sent = await readSnippet(snippet, { MITEOS_TOKEN: client.token })
        expect(sent.headers.get('authorization')).toBe(`Bearer ${client.token}`)
        const request = await withRealValues(sent, client)
        const response = await world.platform.handle(request.clone())
        expect(response.ok, `${snippet.name}: ${label} answers ${response.status}`).toBe(true)
        await judge.judge(request.method, new URL(request.url).pathname, response)
      }
    }
  })

  test('send the same request in every language', async () => {
    const world = platformOn(await openStore())
    const { document } = await documentOf(world)
    for (const { snippets } of blocksOf(contentFor(document), 'snippets')) {
      const requests = await Promise.all(
        snippets.map((each) => readSnippet(each, { MITEOS_TOKEN: 'mt_test_a' })),
      )
      const described = await Promise.all(
        requests.map(async (request) => ({
          line: `${request.method} ${request.url}`,
          type: request.headers.get('content-type'),
          body: await request.text().then((text) => (text === '' ? null : JSON.parse(text))),
        })),
      )
      expect(new Set(described.map((each) => JSON.stringify(each))).size).toBe(1)
    }
  })
})
