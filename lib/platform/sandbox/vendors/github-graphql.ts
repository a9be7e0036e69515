import { z } from 'zod'
import type { GitHubCall } from './github-answers'
import { createCommitOnBranch } from './github-commit-mutation'
import { findByFullName, repositoryObject } from './github-objects'
import { type Operation, readOperation } from './graphql-document'
import { execute, type GraphqlObject, UndefinedField } from './graphql-execution'

const requestSchema = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
})

function queryObject(call: GitHubCall): GraphqlObject {
  return {
    type: 'Query',
    fields: {
      viewer: () => viewerObject(call),
      repository: async ({ owner, name }) =>
        repositoryObject(call.world, await findByFullName(call, `${owner}/${name}`, false)),
    },
  }
}

function viewerObject({ account: { name, id } }: GitHubCall): GraphqlObject {
  return { type: 'User', fields: { login: () => name, databaseId: () => Number(id) } }
}

function mutationObject(call: GitHubCall): GraphqlObject {
  return {
    type: 'Mutation',
    fields: { createCommitOnBranch: ({ input }) => createCommitOnBranch(call, input) },
  }
}

/** Runs an operation. A mutation that asks for a field that does not exist changes nothing. */
function run(call: GitHubCall, operation: Operation) {
  if (operation.kind === 'query') return execute(operation, queryObject(call))
  return call.world.change((world) => execute(operation, mutationObject({ ...call, world })))
}

/** Answers `/graphql`. */
export async function answerGraphql(call: GitHubCall): Promise<Response> {
  const request = requestSchema.safeParse(call.body).data
  if (!request) {
    const message = 'A query attribute must be specified and must be a string.'
    return Response.json(
      { message, documentation_url: 'https://docs.github.com/graphql' },
      { status: 400 },
    )
  }
  try {
    const operation = readOperation(request.query, request.variables ?? {})
    return Response.json(await run(call, operation))
  } catch (error) {
    if (error instanceof SyntaxError) {
      return Response.json({ errors: [{ message: error.message, extensions: {} }] })
    }
    if (!(error instanceof UndefinedField)) throw error
    const { message, typeName, fieldName } = error
    const extensions = { code: 'undefinedField', typeName, fieldName }
    return Response.json({ errors: [{ message, extensions }] })
  }
}
