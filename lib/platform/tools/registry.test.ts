import { expect, test } from 'vitest'
import { z } from 'zod'
import { catalogue } from '@/lib/contract/services/catalogue'
import { providers } from '../providers/registry'
import { tools } from './registry'
import { inputSchemaOf, outputSchemaOf } from './tool-schemas'

test('the registry has the tools of the catalogue, in its order', () => {
  const documented = catalogue.flatMap(({ service, tools: names }) =>
    names.map(({ name }) => [service, name]),
  )
  expect(tools.map(({ service, name }) => [service, name])).toEqual(documented)
  expect(tools).toHaveLength(28)
})

test.each(tools.map((tool) => ({ name: tool.name, tool })))(
  'the schemas of $name are those that agents know',
  async ({ name, tool }) => {
    const { service, description, effect } = tool
    const { toolScopes } = providers[service]
    await expect(
      `${JSON.stringify({ name, service, description, effect, scopes: toolScopes[name], input: inputSchemaOf(tool), output: outputSchemaOf(tool) }, null, 2)}\n`,
    ).toMatchFileSnapshot(`schemas/${name}.snap`)
    expect(description.length).toBeLessThan(1000)
    expect(tool.examples.length).toBeGreaterThan(0)
    for (const example of tool.examples) expect(() => tool.prepare(example)).not.toThrow()
  },
)

test.each(tools.map((tool) => ({ name: tool.name, tool })))(
  'the arguments of $name are described without a limit that the tool does not take',
  ({ tool }) => {
    if ('limit' in tool.input.shape) return
    expect(JSON.stringify(inputSchemaOf(tool))).not.toContain('`limit`')
  },
)

const described = z.looseObject({
  properties: z.record(z.string(), z.looseObject({ description: z.string().min(10) })),
})

test.each(tools.map((tool) => ({ name: tool.name, tool })))(
  'each argument of $name is described',
  ({ tool }) => {
    expect(described.safeParse(inputSchemaOf(tool)).error?.issues).toBeUndefined()
  },
)
