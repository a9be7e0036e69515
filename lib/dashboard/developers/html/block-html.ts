import { html } from 'hono/html'
import type { Block } from '@/lib/contract/view/developers'
import type { Markup } from '@/lib/http/page'
import { codeText } from './code-text'
import { connectWayHtml } from './connect-way-html'
import { markedHtml } from './marked-html'

/** Returns code with a button that copies it. components/ui/copy-on-click.ts handles the click. */
function codeHtml(code: string, label: string): Markup {
  return html`<div class="code"><pre translate="no">${codeText(code)}</pre><button type="button" data-copies aria-label="Copy: ${label}">Copy</button></div>`
}

function tableHtml({ columns, rows }: Extract<Block, { kind: 'table' }>): Markup {
  const head = columns.map((column) => html`<th>${markedHtml(column)}`)
  const body = rows.map((row) => html`<tr>${row.map((cell) => html`<td>${markedHtml(cell)}`)}`)
  return html`<table><tr>${head}${body}</table>`
}

/** Returns one request in several languages as radio buttons, of which the checked one shows its code. */
function snippetsHtml({ id, label, snippets }: Extract<Block, { kind: 'snippets' }>): Markup {
  return html`<fieldset class="tabs" aria-label="Language of the example: ${label}">${snippets.map(
    ({ language, name, code }, index) =>
      html`<input type="radio" class="sr-only" name="${id}" id="${id}-${language}" ${index === 0 ? 'checked' : ''}><label for="${id}-${language}">${name}</label>${codeHtml(code, `${name}: ${label}`)}`,
  )}</fieldset>`
}

/**
 * Returns one block of the developers' page as HTML, without the end tags that are optional in
 * HTML: the page is sent twice, the second time for React, where Next escapes each tag for every
 * request.
 */
export function blockHtml(block: Block): Markup {
  switch (block.kind) {
    case 'text':
      return html`<p>${markedHtml(block.text)}</p>`
    case 'list': {
      const items = block.items.map((item) => html`<li>${markedHtml(item)}`)
      return block.isOrdered ? html`<ol>${items}</ol>` : html`<ul>${items}</ul>`
    }
    case 'table':
      return tableHtml(block)
    case 'code':
      return block.isForCopying
        ? codeHtml(block.code, block.label)
        : html`<pre translate="no" class="answer">${codeText(block.code)}</pre>`
    case 'snippets':
      return snippetsHtml(block)
    case 'connectWay':
      return connectWayHtml(block.steps)
  }
}
