import type { Block, DevelopersContent, MarkedText, Section } from '@/lib/contract/view/developers'

/**
 * Returns a text with absolute URLs in its links, because a Markdown file is not read on this site.
 */
function withAbsoluteLinks(marked: MarkedText, appUrl: string): string {
  return marked.replaceAll('](/', `](${appUrl}/`)
}

function fenced(language: string, code: string): string {
  return `\`\`\`${language}\n${code}\n\`\`\``
}

function tableOf(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n')
}

function listOf(isOrdered: boolean, items: readonly string[]): string {
  return items.map((item, index) => `${isOrdered ? `${index + 1}.` : '-'} ${item}`).join('\n')
}

function blockOf(block: Block): string {
  switch (block.kind) {
    case 'text':
      return block.text
    case 'list':
      return listOf(block.isOrdered, block.items)
    case 'table':
      return tableOf(block.columns, block.rows)
    case 'code':
      return fenced(block.language, block.code)
    case 'snippets':
      return block.snippets
        .map(({ language, name, code }) => `${name}:\n\n${fenced(language, code)}`)
        .join('\n\n')
    case 'connectWay':
      return listOf(true, block.steps)
  }
}

function sectionOf({ title, call, blocks, sections }: Section, depth: number): string {
  const parts = [
    `${'#'.repeat(depth)} ${title}`,
    ...(call ? [`\`${call.method} ${call.path}\``] : []),
    ...blocks.map(blockOf),
    ...sections.map((each) => sectionOf(each, depth + 1)),
  ]
  return parts.join('\n\n')
}

/** Returns the content as Markdown. */
export function markdownOf({ lead, sections }: DevelopersContent, appUrl: string): string {
  const parts = ['# Miteos for developers', lead, ...sections.map((each) => sectionOf(each, 2))]
  return `${withAbsoluteLinks(parts.join('\n\n'), appUrl)}\n`
}
