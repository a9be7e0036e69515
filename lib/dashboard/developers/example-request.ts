import type { ApiOperation, Parameter } from './api-document'
import { sampleBody, sampleParameter } from './sample'

/** A request as an example shows it. The token is never part of it. */
export interface ExampleRequest {
  method: string
  url: string
  /** Required headers beside the token and the content type. */
  headers: Readonly<Record<string, string>>
  /** Absent when there is no body. */
  body?: unknown
  /** Whether the answer has a JSON body. */
  answersJson: boolean
}

/** The environment variable that holds the token in every example. */
export const tokenVariable = 'MITEOS_TOKEN'

function required(parameters: readonly Parameter[], location: string): Parameter[] {
  return parameters.filter((parameter) => parameter.in === location && parameter.required === true)
}

function samples(parameters: readonly Parameter[]): Record<string, string> {
  return Object.fromEntries(parameters.map((each) => [each.name, sampleParameter(each)]))
}

/**
 * Returns an example request of an operation with its required parameters and the body that the document shows.
 *
 * @param address the address of the API. It ends with `/v1`, with which the paths of the document
 *   begin
 */
export function exampleRequest(
  { method, path, operation }: { method: string; path: string; operation: ApiOperation },
  address: string,
): ExampleRequest {
  const { parameters = [], requestBody, responses } = operation
  const inPath = samples(required(parameters, 'path'))
  const filled = path.replace(/\{([^}]+)\}/g, (_, name: string) =>
    encodeURIComponent(inPath[name] ?? name),
  )
  const query = new URLSearchParams(samples(required(parameters, 'query')))
  const body = sampleBody(requestBody?.content?.['application/json'])
  return {
    method: method.toUpperCase(),
    url: `${address.replace(/\/v1$/, '')}${filled}${query.size > 0 ? `?${query}` : ''}`,
    headers: samples(required(parameters, 'header')),
    ...(body === undefined ? {} : { body }),
    answersJson: Object.entries(responses).some(
      ([status, { content }]) => status.startsWith('2') && content?.['application/json'],
    ),
  }
}
