import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { problemSchema, problemStatus } from '@/lib/contract/api/problem'
import { parserOf, withResolvedReferences } from '@/tests/support/openapi-part'
import { platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

const mediaSchema = z.object({ schema: z.unknown(), examples: z.record(z.string(), z.unknown()) })
const answerSchema = z.looseObject({
  content: z.record(z.string(), z.looseObject({ schema: z.unknown() })).default({}),
})
const documentSchema = z.looseObject({
  components: z.looseObject({
    schemas: z.record(z.string(), z.looseObject({ example: z.unknown() })),
    examples: z.record(z.string(), z.object({ summary: z.string(), value: problemSchema })),
  }),
  paths: z.record(
    z.string(),
    z.record(z.string(), z.looseObject({ responses: z.record(z.string(), answerSchema) })),
  ),
})

describeOnBothStores('the examples of the OpenAPI document', (openStore) => {
  let document: z.infer<typeof documentSchema>

  beforeAll(async () => {
    const server = platformOn(await openStore())
    const response = await server.anonymous('GET', '/v1/openapi.json')
    document = documentSchema.parse(await response.json())
  })

  /** Returns the answers of all operations, each with its status and the examples of its problems. */
  function problemAnswers() {
    const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods))
    return operations.flatMap(({ responses }) =>
      Object.entries(responses).flatMap(([status, { content }]) => {
        const media = content['application/problem+json']
        if (!media) return []
        const { schema, examples } = mediaSchema.parse(withResolvedReferences(media, document))
        return [{ status, parser: parserOf(schema, document), examples: Object.values(examples) }]
      }),
    )
  }

  test('show each schema that has a name', () => {
    const { schemas } = document.components
    expect(Object.keys(schemas).length).toBeGreaterThan(8)
    for (const schema of Object.values(schemas))
      expect(parserOf(schema, document).parse(schema.example)).toEqual(schema.example)
  })

  test('show a problem of every code', () => {
    const shown = Object.values(document.components.examples).map(({ value }) => value.code)
    expect([...new Set(shown)].sort()).toEqual(Object.keys(problemStatus).sort())
  })

  test('stand in every answer that is a problem, and have its status', () => {
    for (const { status, parser, examples } of problemAnswers()) {
      expect(examples.length).toBeGreaterThan(0)
      for (const example of examples) {
        const { value } = z.object({ value: problemSchema }).parse(example)
        expect(parser.parse(value)).toEqual(value)
        if (status === '4XX') expect(value.status).toBe(405)
        else expect(String(value.status)).toBe(status)
      }
    }
  })

  test('are all used', () => {
    const used = problemAnswers().flatMap(({ examples }) => examples)
    for (const example of Object.values(document.components.examples))
      expect(used).toContainEqual(example)
  })

  test('show the refusals and failures of every operation', () => {
    for (const methods of Object.values(document.paths))
      for (const { responses } of Object.values(methods))
        expect(Object.keys(responses)).toEqual(
          expect.arrayContaining(['401', '403', '429', '500', '503', '4XX']),
        )
  })
})
