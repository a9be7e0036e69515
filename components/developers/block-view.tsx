import { CodeBlock } from '@/components/ui/code-block'
import type { Block } from '@/lib/contract/view/developers'
import { ConnectWay } from './connect-way'
import { MarkedText } from './marked-text'
import { SnippetTabs } from './snippet-tabs'

function Table({ columns, rows }: Extract<Block, { kind: 'table' }>) {
  return (
    <table className="w-full border-border border-y text-left text-sm">
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col" className="py-2 pr-4 font-medium text-muted">
              <MarkedText text={column} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row[0]} className="border-border border-t align-top">
            {row.map((cell, index) => (
              // The cells of a row never change their order.
              <td key={columns[index]} className="py-2 pr-4 last:pr-0 max-sm:pr-3">
                <MarkedText text={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function List({ isOrdered, items }: Extract<Block, { kind: 'list' }>) {
  const Tag = isOrdered ? 'ol' : 'ul'
  return (
    <Tag
      className={`flex max-w-prose flex-col gap-1.5 pl-5 ${isOrdered ? 'list-decimal' : 'list-disc'}`}
    >
      {items.map((item) => (
        <li key={item}>
          <MarkedText text={item} />
        </li>
      ))}
    </Tag>
  )
}

function Answer({ code }: { code: string }) {
  return (
    <pre
      translate="no"
      className="whitespace-pre-wrap rounded-md border border-border px-3 py-2 font-mono text-muted text-xs wrap-anywhere"
    >
      {code}
    </pre>
  )
}

/** One block of the developers' page. */
export function BlockView({ block }: { block: Block }) {
  switch (block.kind) {
    case 'text':
      return (
        <p className="max-w-prose">
          <MarkedText text={block.text} />
        </p>
      )
    case 'list':
      return <List {...block} />
    case 'table':
      return <Table {...block} />
    case 'code':
      return block.isForCopying ? (
        <CodeBlock code={block.code} label={`Copy: ${block.label}`} />
      ) : (
        <Answer code={block.code} />
      )
    case 'snippets':
      return <SnippetTabs {...block} />
    case 'connectWay':
      return <ConnectWay {...block} />
  }
}
