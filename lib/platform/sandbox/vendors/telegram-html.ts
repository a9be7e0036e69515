/** The tags of https://core.telegram.org/bots/api#html-style. */
const tags = [
  'b',
  'strong',
  'i',
  'em',
  'u',
  'ins',
  's',
  'strike',
  'del',
  'span',
  'tg-spoiler',
  'tg-emoji',
  'a',
  'code',
  'pre',
  'blockquote',
]
const namedEntities: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
}

/** Returns the text of Telegram's HTML without its tags, or Telegram's description of the problem with the HTML. */
export function readHtml(html: string): { text: string } | { problem: string } {
  const open: string[] = []
  let text = ''
  let end = 0
  for (const match of html.matchAll(/<(\/?)([^\s>]*)([^>]*)>|&(#?\w+);|</g)) {
    const [whole, slash, name = '', , entity] = match
    text += html.slice(end, match.index)
    end = match.index + whole.length
    if (entity !== undefined) {
      text += characterOf(entity) ?? whole
      continue
    }
    const tag = name.toLowerCase()
    if (whole === '<') return { problem: `Unclosed start tag at byte offset ${match.index}` }
    if (!tags.includes(tag)) {
      const kind = slash ? 'Unexpected end tag' : `Unsupported start tag "${tag}"`
      return { problem: `${kind} at byte offset ${match.index}` }
    }
    if (!slash) open.push(tag)
    else if (open.pop() !== tag)
      return { problem: `Unmatched end tag at byte offset ${match.index}` }
  }
  const [unclosed] = open
  if (unclosed !== undefined)
    return { problem: `Can't find end tag corresponding to start tag "${unclosed}"` }
  return { text: text + html.slice(end) }
}

function characterOf(entity: string): string | undefined {
  if (Object.hasOwn(namedEntities, entity)) return namedEntities[entity]
  const digits = /^#(?:x([\da-f]{1,6})|(\d{1,7}))$/i.exec(entity)
  if (!digits) return undefined
  const code = digits[1] ? Number.parseInt(digits[1], 16) : Number(digits[2])
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined
}
