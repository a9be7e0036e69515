import {
  isProblemCode,
  type ProblemCode,
  problemCodes,
  problemPath,
} from '@/lib/contract/api/problem'
import type { Block, Section } from '@/lib/contract/view/developers'
import type { ApiDocument, ApiOperation } from '../api-document'
import { json, table, text } from '../blocks'
import { exampleRequest } from '../example-request'
import type { DevelopersFacts } from '../facts'
import { sampleBody } from '../sample'
import { snippetsOf } from '../snippets/snippets'
import { fieldRows } from './fields'

/** A call of the document. */
export interface Call {
  method: string
  path: string
  operation: ApiOperation
}

/** Returns every call of the document, in its order. */
export function callsOf({ paths }: ApiDocument): Call[] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ method, path, operation })),
  )
}

const reasonPhrases: Record<string, string> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No Content',
}

function bodyBlocks(body: unknown): Block[] {
  return body === undefined ? [] : [json(body)]
}

function answerBlocks({ responses }: ApiOperation): Block[] {
  return Object.entries(responses)
    .filter(([status]) => status.startsWith('2'))
    .flatMap(([status, { description, content }]) => [
      text(`**${`${status} ${reasonPhrases[status] ?? ''}`.trim()}** ${description ?? ''}`.trim()),
      ...bodyBlocks(sampleBody(content?.['application/json'])),
    ])
    .filter((block, index, blocks) => !isRepeated(block, index, blocks))
}

/** Returns whether a block is the same example as that of an earlier success. */
function isRepeated(block: Block, index: number, blocks: readonly Block[]): boolean {
  if (block.kind !== 'code') return false
  const first = blocks.findIndex((other) => other.kind === 'code' && other.code === block.code)
  return first < index
}

/** Returns the error codes that a call can be answered with. */
function codesOf({ responses }: ApiOperation): ProblemCode[] {
  return Object.entries(responses)
    .filter(([status]) => /^[45]\d\d$/.test(status))
    .flatMap(([, { description = '' }]) => description.match(/(?<=`)[a-z_]+(?=`)/g) ?? [])
    .filter(isProblemCode)
}

/** Returns codes as one line, with a link from each code to the page that explains it. */
function errorLine(start: string, codes: readonly ProblemCode[]): Block[] {
  if (codes.length === 0) return []
  const links = codes.map((code) => `[\`${code}\`](${problemPath(code)})`)
  return [text(`${start} ${links.join(', ')}.`)]
}

function callSection(
  { method, path, operation }: Call,
  facts: DevelopersFacts,
  everywhere: readonly ProblemCode[],
): Section {
  const { operationId, summary = `${method.toUpperCase()} ${path}`, description } = operation
  const id = `call-${operationId ?? `${method}${path.replace(/\W+/g, '-')}`}`
  const fields = fieldRows(operation)
  const errors = codesOf(operation).filter((code) => !everywhere.includes(code))
  const request = exampleRequest({ method, path, operation }, facts.apiAddress)
  return {
    id,
    title: summary,
    call: { method: method.toUpperCase(), path },
    blocks: [
      ...(description ? [text(description)] : []),
      ...(fields.length > 0 ? [table(['Field', 'Meaning'], fields)] : []),
      { kind: 'snippets', id, label: summary, snippets: snippetsOf(request) },
      ...answerBlocks(operation),
      ...errorLine('Errors:', errors),
    ],
    sections: [],
  }
}

const noDocument: Block[] = [
  text(
    'The Miteos that this dashboard uses does not publish a description of its API at the moment, so the calls cannot be listed here. The other parts of this page do not depend on it.',
  ),
]

/** Returns the section with every call of the document, grouped by tag. Says so when there is no document. */
export function reference(facts: DevelopersFacts, document: ApiDocument | null): Section {
  const head = { id: 'reference', title: 'Reference' }
  if (!document) return { ...head, blocks: noDocument, sections: [] }
  const calls = callsOf(document)
  const everywhere = problemCodes.filter((code) =>
    calls.every(({ operation }) => codesOf(operation).includes(code)),
  )
  const tagOf = ({ operation }: Call) => operation.tags?.[0] ?? 'Other'
  const described = document.tags ?? []
  const names = new Set([...described.map(({ name }) => name), ...calls.map(tagOf)])
  const groups = [...names].map((name) => ({
    name,
    description: described.find((tag) => tag.name === name)?.description,
    calls: calls.filter((call) => tagOf(call) === name),
  }))
  return {
    ...head,
    blocks: [
      text(
        `The same as an OpenAPI 3.1 document: [\`${facts.apiAddress}/openapi.json\`](${facts.apiAddress}/openapi.json).`,
      ),
      ...errorLine('Every call can be answered with', everywhere),
    ],
    sections: groups
      .filter((group) => group.calls.length > 0)
      .map(({ name, description, calls: ofGroup }) => ({
        id: `reference-${name.toLowerCase().replace(/\W+/g, '-')}`,
        title: name,
        blocks: description ? [text(description)] : [],
        sections: ofGroup.map((call) => callSection(call, facts, everywhere)),
      })),
  }
}
