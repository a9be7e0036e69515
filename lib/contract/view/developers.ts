/**
 * Text with three marks of Markdown: `code` in backticks, **strong** in asterisks, and links as `[text](address)`. An
 * address of this server begins with a slash.
 */
export type MarkedText = string

/** One request, written in one language. */
export interface Snippet {
  language: 'sh' | 'ts' | 'python'
  /** The name of the language for people. */
  name: string
  code: string
}

export type Block =
  | { kind: 'text'; text: MarkedText }
  | { kind: 'list'; isOrdered: boolean; items: readonly MarkedText[] }
  | { kind: 'table'; columns: readonly string[]; rows: readonly (readonly MarkedText[])[] }
  | {
      kind: 'code'
      /** The name of the code, for example "Answer". */
      label: string
      language: Snippet['language'] | 'json' | 'text'
      code: string
      /** False for an answer, which nobody pastes. */
      isForCopying: boolean
    }
  | {
      kind: 'snippets'
      /** Unique on the page. */
      id: string
      /** The purpose of the request, in words. */
      label: string
      snippets: readonly Snippet[]
    }
  /** The diagram of the steps from a connect link to the code. */
  | { kind: 'connectWay'; steps: readonly MarkedText[] }

/** A part of the developers' page, with a heading and an address of its own. */
export interface Section {
  /** The fragment of its address. Unique on the page. */
  id: string
  title: string
  /** The method and path, when the section describes one call. */
  call?: { method: string; path: string }
  blocks: readonly Block[]
  sections: readonly Section[]
}

/** The whole content of `/developers`, from which the HTML of the page and the Markdown are made. */
export interface DevelopersContent {
  lead: MarkedText
  sections: readonly Section[]
}

/**
 * The content of `/developers` as the page shows it. The server makes the HTML once for each document of the API:
 * rendering its thousands of elements for every request took three times as long as the rest of the page.
 */
export interface DevelopersPage {
  lead: MarkedText
  /** The table of contents, as HTML. */
  contents: string
  /** Only the titles of the main sections, as HTML. */
  mainContents: string
  /** The sections, as HTML. */
  sections: string
}
