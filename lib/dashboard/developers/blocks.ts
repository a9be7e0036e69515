import type { Block, MarkedText, Section } from '@/lib/contract/view/developers'

export function text(marked: MarkedText): Block {
  return { kind: 'text', text: marked }
}

export function list(...items: MarkedText[]): Block {
  return { kind: 'list', isOrdered: false, items }
}

export function steps(...items: MarkedText[]): Block {
  return { kind: 'list', isOrdered: true, items }
}

export function table(columns: string[], rows: MarkedText[][]): Block {
  return { kind: 'table', columns, rows }
}

/** A command that a reader pastes into a shell. */
export function command(label: string, code: string): Block {
  return { kind: 'code', label, language: 'sh', code, isForCopying: true }
}

/** Returns the block that shows an answer of a server: its status, and its JSON body when there is one. */
export function answer(status: string, body?: unknown): Block {
  const shown = body === undefined ? status : `${status}\n\n${JSON.stringify(body, null, 2)}`
  return { kind: 'code', label: 'Answer', language: 'text', code: shown, isForCopying: false }
}

/** The body of an answer. */
export function json(body: unknown): Block {
  const code = JSON.stringify(body, null, 2)
  return { kind: 'code', label: 'Body', language: 'json', code, isForCopying: false }
}

/** A section without subsections. */
export function section(id: string, title: string, ...blocks: Block[]): Section {
  return { id, title, blocks, sections: [] }
}
