import type { Environment } from '@/lib/contract/api/role'
import type { Block, DevelopersContent, Section } from '@/lib/contract/view/developers'
import { type ApiDocument, parseApiDocument } from '@/lib/dashboard/developers/api-document'
import { developersContent } from '@/lib/dashboard/developers/content'
import type { DevelopersFacts } from '@/lib/dashboard/developers/facts'
import { describeTools } from '@/lib/platform/tools/describe-tools'
import { appUrl, type TestServer } from './platform'

/** Returns the document that a platform serves: as text, as JSON, and as the developers' page reads it. */
export async function documentOf({ anonymous }: TestServer) {
  const text = await (await anonymous('GET', '/v1/openapi.json')).text()
  const document = parseApiDocument(text)
  if (!document) throw new Error('the document of the platform cannot be read')
  const json: unknown = JSON.parse(text)
  return { document, json, text }
}

/** Returns the facts of a reader whose Miteos is on this server. */
export function factsFor(environment: Environment = 'test'): DevelopersFacts {
  return {
    appUrl,
    apiAddress: `${appUrl}/v1`,
    connectUrl: `${appUrl}/integrations/connect`,
    environment,
    limits: {
      requestsPerMinute: 600,
      connectsPerMinute: 60,
      codeSeconds: 300,
      attemptSeconds: 600,
    },
    tools: describeTools(),
  }
}

export function contentFor(
  document: ApiDocument | null,
  environment?: Environment,
): DevelopersContent {
  return developersContent(factsFor(environment), document)
}

/** Returns the sections of a content, each before the sections in it. */
export function allSections(sections: readonly Section[]): Section[] {
  return sections.flatMap((section) => [section, ...allSections(section.sections)])
}

/** Returns the section with this id. Throws when there is none. */
export function sectionOf({ sections }: DevelopersContent, id: string): Section {
  const found = allSections(sections).find((section) => section.id === id)
  if (!found) throw new Error(`there is no section ${id}`)
  return found
}

/** Returns the blocks of one kind in a content, in their order. */
export function blocksOf<Kind extends Block['kind']>(
  { sections }: Pick<DevelopersContent, 'sections'>,
  kind: Kind,
): Extract<Block, { kind: Kind }>[] {
  return allSections(sections)
    .flatMap(({ blocks }) => blocks)
    .filter((block): block is Extract<Block, { kind: Kind }> => block.kind === kind)
}
