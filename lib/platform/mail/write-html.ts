import { html, raw } from 'hono/html'
import type { Line, MailDocument } from './mail-document'
import { cleanName, plainLine } from './mail-words'

type Markup = ReturnType<typeof html>

/**
 * The colors of the dark theme. All other styles are in the elements themselves, because some mail
 * programs ignore style sheets.
 */
const darkStyles = raw(`<style>
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  body, .page { background: #0e0e10 !important; }
  .card { background: #18181b !important; border-color: #34343a !important; }
  .card, .card h1, .card a.name { color: #f4f4f5 !important; }
  .small, .small a { color: #a8a8b3 !important; }
  .item, .notes { border-color: #34343a !important; }
  .button { background: #f4f4f5 !important; color: #18181b !important; }
}
</style>`)

const font =
  "font-family: -apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif"
const small = 'font-size: 13px; line-height: 20px; color: #5f5f6b'

/**
 * Writes a line. `<bdi>` keeps a name in a right-to-left script from reordering the text around it.
 */
function lineMarkup(line: Line): Markup {
  return html`${line.map((part) =>
    typeof part === 'string' ? part : html`<bdi><strong>${cleanName(part.name)}</strong></bdi>`,
  )}`
}

function itemMarkup({ title, text, link }: NonNullable<MailDocument['items']>[number]): Markup {
  return html`<div class="item" style="border-top: 1px solid #e4e4e9; padding: 12px 0">
<a class="name" href="${link}" style="color: #18181b; text-decoration: underline">${lineMarkup(title)}</a>
<div class="small" style="${small}">${lineMarkup(text)}</div>
</div>
`
}

/**
 * Writes a mail as HTML. The mail loads nothing, neither images nor fonts, so nobody learns that it
 * was opened. Its links lead directly to our pages.
 */
export function writeHtml(mail: MailDocument): string {
  const { subject, title, paragraphs, items = [], action, notes, unsubscribeLink } = mail
  return String(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${plainLine(subject)}</title>
${darkStyles}
</head>
<body style="margin: 0; padding: 0; background: #f5f5f7">
<div class="page" style="background: #f5f5f7; padding: 24px 12px">
<div class="card" style="${font}; font-size: 15px; line-height: 24px; color: #18181b; background: #ffffff; border: 1px solid #e4e4e9; border-radius: 10px; max-width: 520px; margin: 0 auto; padding: 24px; overflow-wrap: anywhere; word-break: break-word">
<div class="small" style="${small}; margin: 0 0 16px">Miteos Integrations</div>
<h1 style="font-size: 20px; line-height: 28px; font-weight: 600; color: #18181b; margin: 0 0 12px">${lineMarkup(title)}</h1>
${paragraphs.map((line) => html`<p style="margin: 0 0 12px">${lineMarkup(line)}</p>\n`)}
${items.map(itemMarkup)}
<p style="margin: 20px 0">
<a class="button" href="${action.link}" style="display: inline-block; background: #18181b; color: #ffffff; font-weight: 600; text-decoration: none; padding: 10px 18px; border-radius: 8px">${action.label}</a>
</p>
<div class="notes small" style="${small}; border-top: 1px solid #e4e4e9; padding: 12px 0 0">
<p style="margin: 0 0 8px">If the button does nothing, open this address: <a href="${action.link}" style="color: #5f5f6b">${action.link}</a></p>
${notes.map((line) => html`<p style="margin: 0 0 8px">${lineMarkup(line)}</p>\n`)}
${unsubscribeLink === undefined ? '' : html`<p style="margin: 0"><a href="${unsubscribeLink}" style="color: #5f5f6b">Stop mails like this one</a></p>`}
</div>
</div>
</div>
</body>
</html>
`)
}
