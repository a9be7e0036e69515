import { html } from 'hono/html'
import type { Block } from '@/lib/contract/view/developers'
import type { Markup } from '@/lib/http/page'
import { connectWayHtml } from './connect-way-html'
import { markedHtml } from './marked-html'

/** Returns code with a button that copies it, which components/ui/copy-on-click.ts makes work. */
function codeHtml(code: string, label: string): Markup {
  return html`<div class="code"><pre translate="no"><code>${code}</code></pre><button type="button" data-copies aria-label="Copy: ${label}">Copy</button></div>`
}

function tableHtml({ columns, rows }: Extract<Block, { kind: 'table' }>): Markup {
  return html`<table><thead><tr>${columns.map(
    (column) => html`<th scope="col">${markedHtml(column)}</th>`,
  )}</tr></thead><tbody>${rows.map(
    (row) => html`<tr>${row.map((cell) => html`<td>${markedHtml(cell)}</td>`)}</tr>`,
  )}</tbody></table>`
}

/** Returns one request in several languages as radio buttons, of which the checked one shows its code. */
function snippetsHtml({ id, label, snippets }: Extract<Block, { kind: 'snippets' }>): Markup {
  return html`<fieldset class="tabs"><legend class="sr-only">Language of the example: ${label}</legend>${snippets.map(
    ({ language, name, code }, index) =>
      html`<input type="radio" class="sr-only" name="${id}" id="${id}-${language}" ${index === 0 ? 'checked' : ''}><label for="${id}-${language}">${name}</label>${codeHtml(code, `${name}: ${label}`)}`,
  )}</fieldset>`
}

/** Returns one block of the developers' page as HTML. */
export function blockHtml(block: Block): Markup {
  switch (block.kind) {
    case 'text':
      return html`<p>${markedHtml(block.text)}</p>`
    case 'list': {
      const items = block.items.map((item) => html`<li>${markedHtml(item)}</li>`)
      return block.isOrdered ? html`<ol>${items}</ol>` : html`<ul>${items}</ul>`
    }
    case 'table':
      return tableHtml(block)
    case 'code':
      return block.isForCopying
        ? codeHtml(block.code, block.label)
        : html`<pre translate="no" class="answer">${block.code}</pre>`
    case 'snippets':
      return snippetsHtml(block)
    case 'connectWay':
      return connectWayHtml(block.steps)
  }
}
