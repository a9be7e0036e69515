/** The elements whose text is not part of what a reader sees. */
const hiddenElements = ['head', 'script', 'style', 'template', 'title']
const elementsOnNewLine =
  /^(?:address|article|blockquote|br|div|footer|form|h[1-6]|header|hr|li|ol|p|pre|section|table|tr|ul)$/

const characters: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  shy: '',
  zwnj: '',
  zwj: '',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  bull: '•',
  middot: '·',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
  copy: '©',
  reg: '®',
  trade: '™',
  euro: '€',
  pound: '£',
  szlig: 'ß',
  aelig: 'æ',
  AElig: 'Æ',
  oslash: 'ø',
  Oslash: 'Ø',
}
/** The combining marks of references such as `&eacute;`. */
const marks: Readonly<Record<string, string>> = {
  grave: '\u0300',
  acute: '\u0301',
  circ: '\u0302',
  tilde: '\u0303',
  uml: '\u0308',
  ring: '\u030a',
  cedil: '\u0327',
}

/** Returns a text with the character references of HTML replaced by their characters. Unknown ones stay. */
export function withoutReferences(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z]{2,8});/gi, (reference, name: string) => {
    if (name.startsWith('#')) {
      const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
      return code <= 0x10ffff ? String.fromCodePoint(code) : ''
    }
    if (Object.hasOwn(characters, name)) return characters[name] ?? reference
    const mark = name.slice(1)
    return Object.hasOwn(marks, mark) ? `${name[0]}${marks[mark]}`.normalize('NFC') : reference
  })
}

function withoutComments(html: string): string {
  const [beginning = '', ...afterOpenings] = html.split('<!--')
  const visible = afterOpenings.map((part) => {
    const end = part.indexOf('-->')
    return end < 0 ? '' : part.slice(end + 3)
  })
  return beginning + visible.join('')
}

/** Returns the text of HTML as a reader sees it, without tags. Takes time in proportion to the length, even for hostile HTML. */
export function textOfHtml(html: string): string {
  let text = ''
  let hiddenIn: string | undefined
  // The parts at odd indexes are tags, and the others are text.
  for (const [index, part] of withoutComments(html)
    .split(/(<[^<>]*>)/)
    .entries()) {
    if (index % 2 === 0) {
      if (hiddenIn === undefined) text += part.replace(/\s+/g, ' ')
      continue
    }
    const [, slash, tag = ''] = /^<(\/?)([a-z][a-z0-9]*)/i.exec(part) ?? []
    const name = tag.toLowerCase()
    if (hiddenIn !== undefined) {
      if (slash && name === hiddenIn) hiddenIn = undefined
    } else if (!slash && hiddenElements.includes(name)) hiddenIn = name
    else if (elementsOnNewLine.test(name)) text += '\n'
    else if (name === 'td' || name === 'th') text += ' '
  }
  const lines = withoutReferences(text)
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
