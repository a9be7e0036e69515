import type { ReactNode } from 'react'
import type { MarkedText as Marked } from '@/lib/contract/view/developers'

const marks = /\[([^\]]+)\]\(([^)\s]+)\)|`([^`]+)`|\*\*([^*]+)\*\*/g

function nodesOf(text: Marked): ReactNode[] {
  const nodes: ReactNode[] = []
  let end = 0
  for (const match of text.matchAll(marks)) {
    const [whole, label, address, code, strong] = match
    nodes.push(text.slice(end, match.index))
    end = match.index + whole.length
    if (label !== undefined)
      nodes.push(
        <a key={match.index} href={address}>
          {nodesOf(label)}
        </a>,
      )
    else if (code !== undefined)
      nodes.push(
        <code key={match.index} translate="no">
          {code}
        </code>,
      )
    else nodes.push(<strong key={match.index}>{strong}</strong>)
  }
  return [...nodes, text.slice(end)].filter((node) => node !== '')
}

/** A text with its code, strong words and links. */
export function MarkedText({ text }: { text: Marked }) {
  return nodesOf(text)
}
