/** A form of a page, as a browser submits it. */
export interface Form {
  action: string
  fields: URLSearchParams
}

function decode(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')
}

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]
  return value === undefined ? undefined : decode(value)
}

/** Returns the first form of a page, with its hidden fields. `url` is the address of the page. */
export function formOf(markup: string, url: URL): Form {
  const [form = ''] = /<form[\s\S]*?<\/form>/.exec(markup) ?? []
  const [tag = ''] = /<form[^>]*>/.exec(form) ?? []
  const fields = new URLSearchParams()
  for (const [input] of form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    const name = attribute(input, 'name')
    if (name) fields.append(name, attribute(input, 'value') ?? '')
  }
  return { action: new URL(attribute(tag, 'action') ?? url, url).href, fields }
}
