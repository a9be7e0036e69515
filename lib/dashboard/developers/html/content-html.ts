import { html } from 'hono/html'
import type { Block, Section } from '@/lib/contract/view/developers'
import type { Markup } from '@/lib/http/page'
import { blockHtml } from './block-html'

type Level = 2 | 3 | 4

function headingHtml(title: string, level: Level): Markup {
  if (level === 2) return html`<h2>${title}</h2>`
  return level === 3 ? html`<h3>${title}</h3>` : html`<h4>${title}</h4>`
}

function sectionHtml({ id, title, call, blocks, sections }: Section, level: Level): Markup {
  const nextLevel = level === 2 ? 3 : 4
  return html`<section id="${id}">${headingHtml(title, level)}${
    call ? html`<p class="call" translate="no"><span>${call.method}</span> ${call.path}</p>` : ''
  }${blocks.map(blockHtml)}${sections.map((each) => sectionHtml(each, nextLevel))}</section>`
}

/**
 * Returns what the table of contents lists below a section: its sections, but the calls instead of
 * each group of calls.
 */
function listedBelow({ sections }: Section): Section[] {
  return sections.flatMap((each) => (each.sections.some(({ call }) => call) ? each.sections : each))
}

function entryHtml({ id, title }: Section): Markup {
  return html`<a href="#${id}">${title}</a>`
}

function textOf(markup: Markup): string {
  if (markup instanceof Promise) throw new TypeError('the markup is not finished')
  return markup.toString()
}

/** Returns the sections of the developers' page as HTML. */
export function sectionsHtml(sections: readonly Section[]): string {
  return textOf(html`${sections.map((section) => sectionHtml(section, 2))}`)
}

/** Returns the blocks of a page that explains one code, as HTML. */
export function blocksHtml(blocks: readonly Block[]): string {
  return textOf(html`${blocks.map(blockHtml)}`)
}

/** Returns the titles of the main sections as HTML, for a screen without room for the whole table of contents. */
export function mainContentsHtml(sections: readonly Section[]): string {
  return textOf(html`<ul>${sections.map((each) => html`<li>${entryHtml(each)}`)}</ul>`)
}

/** Returns the table of contents as HTML. */
export function contentsHtml(sections: readonly Section[]): string {
  return textOf(
    html`<ul>${sections.map(
      (section) =>
        html`<li>${entryHtml(section)}<ul>${listedBelow(section).map(
          (each) => html`<li>${entryHtml(each)}`,
        )}</ul>`,
    )}</ul>`,
  )
}
