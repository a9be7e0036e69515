import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { Canaries, readTables } from '@/tests/support/canaries'
import { withResolvedReferences } from '@/tests/support/openapi-part'
import { platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'
import { createWebhook } from '@/tests/support/webhooks'

const documentSchema = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
})
const bodySchema = z.looseObject({
  content: z.looseObject({
    'application/json': z.looseObject({
      schema: z.looseObject({ example: z.record(z.string(), z.unknown()) }),
    }),
  }),
})
const operationSchema = z.looseObject({
  parameters: z.array(z.looseObject({ in: z.string(), name: z.string() })).optional(),
  requestBody: bodySchema.optional(),
})

/** A field of a request in which a client can put a text. */
interface RequestField {
  method: string
  path: string
  /** Whether the text stands in the query or in the body, and the name of its field. */
  in: 'query' | 'body'
  field: string
  /** The other fields of the body. */
  example?: Record<string, unknown> | undefined
}

/** Returns the fields of every query and every body that a document describes. */
function fieldsIn(document: unknown): RequestField[] {
  return Object.entries(documentSchema.parse(document).paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([name, described]): RequestField[] => {
      const { parameters = [], requestBody } = operationSchema.parse(
        withResolvedReferences(described, document),
      )
      const schema = requestBody?.content['application/json'].schema
      const example = schema?.example
      const fields = [...Object.keys(Object(schema?.properties)), ...Object.keys(example ?? {})]
      const request = { method: name.toUpperCase(), path, example }
      return [
        ...[...new Set(fields)].map((field) => ({ ...request, in: 'body' as const, field })),
        ...parameters
          .filter((parameter) => parameter.in === 'query')
          .map(({ name: field }) => ({ ...request, in: 'query' as const, field })),
      ]
    }),
  )
}

const newSecret = () => randomBytes(32).toString('hex')

describeOnBothStores('a secret that somebody types', (openStore) => {
  test('into any text of any operation is not in the activity', async () => {
    const server = platformOn(await openStore(), { settings: { apiRequestsPerMinute: 0 } })
    const admin = await server.client()
    const support = await server.client({ role: 'support' })
    const { id: webhook } = await createWebhook(admin)
    const ids: Record<string, string> = {
      integrations: (await admin.connect('slack')).id,
      tokens: support.tokenId,
      webhooks: webhook,
    }
    const canaries = new Canaries()
    const [inPath, inQuery, inLink, inCode] = [newSecret(), newSecret(), newSecret(), newSecret()]
    for (const secret of [inPath, inQuery, inLink, inCode, admin.token])
      canaries.plant('typed text', secret)
    const texts = [
      `https://hooks.example.com/services/${inPath}?key=${inQuery}`,
      `http://localhost:3000/sign-in?link=${inLink}`,
      `mtoc_${inCode}`,
      admin.token,
    ]

    const document = await (await server.anonymous('GET', '/v1/openapi.json')).json()
    const done: string[] = []
    for (const { method, path, in: part, field, example } of fieldsIn(document)) {
      const [, , noun = ''] = path.split('/')
      const address = path.replace('{id}', ids[noun] ?? 'nothing')
      for (const text of texts) {
        const query = part === 'query' ? `?${new URLSearchParams({ [field]: text })}` : ''
        const body = example && {
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ ...example, ...(part === 'body' && { [field]: text }) }),
        }
        for (const client of [admin, support]) {
          const { status } = await client.send(method, address + query, body)
          if (status < 300) done.push(`${method} ${path} ${field}`)
        }
      }
    }
    expect(done).toEqual(
      expect.arrayContaining([
        'POST /v1/tokens name',
        'POST /v1/webhooks url',
        'POST /v1/webhooks description',
        'POST /v1/redirect_uris uri',
        'POST /v1/redirect_uris app_name',
        'DELETE /v1/integrations/{id} reason',
      ]),
    )
    const { 'table activity': stored = '' } = await readTables(server.storage)
    expect(stored).toContain('hooks.example.com')
    const seen = await (await support.get('/v1/activity?limit=200')).text()
    for (const [place, text] of Object.entries({ stored, seen }))
      expect(canaries.foundIn(place, text)).toEqual([])
  })
})
