import type { Snippet } from '@/lib/contract/view/developers'
import type { ExampleRequest } from '../example-request'
import { curlCommand } from './curl'
import { pythonSnippet } from './python'
import { typescriptSnippet } from './typescript'

/**
 * Returns a request in three languages. They are made here and not by `@readme/oas-to-snippet`, which brings 85 packages
 * and writes the token itself into each example: a person who pastes it leaves the token in the history of the shell or in
 * a file. These read it from a variable.
 */
export function snippetsOf(request: ExampleRequest): Snippet[] {
  return [
    { language: 'sh', name: 'curl', code: curlCommand(request) },
    { language: 'ts', name: 'TypeScript', code: typescriptSnippet(request) },
    { language: 'python', name: 'Python', code: pythonSnippet(request) },
  ]
}
