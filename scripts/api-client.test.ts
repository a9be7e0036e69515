import { execFile } from 'node:child_process'
import { expect, test } from 'vitest'
import { servedDocument } from '@/tests/support/served-document'

const generator = 'tools/api-client/node_modules/openapi-typescript/bin/cli.js'

/** Returns the TypeScript that the generator makes of an OpenAPI document. */
function generateTypes(document: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(process.execPath, [generator], { maxBuffer: 2 ** 24 }, (error, types) =>
      error ? reject(error) : resolve(types),
    )
    child.stdin?.end(document)
  })
}

/** Run this test with `-u` to write the types again after a change of the API. */
test('the types for clients are those of the API as it is', async () => {
  const types = await generateTypes(await servedDocument())
  await expect(types).toMatchFileSnapshot('../tools/api-client/schema.d.ts')
})
