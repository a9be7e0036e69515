/** A field, an operator and the beginning of a value of Stripe's search language. */
const ownLanguage = /^-?(?:metadata\["[^"]*"\]|[a-z_.]+)\s*(?:[:~]\s*["n]|[<>]=?\s*\d)/

/**
 * Returns the query for Stripe's Search API: the text itself when it is written in Stripe's search language, else a
 * search for it in names and addresses. The language finds parts of at least three characters, and whole words.
 *
 * @see https://docs.stripe.com/search#search-query-language
 */
export function customerQuery(text: string): string {
  const query = text.trim()
  if (ownLanguage.test(query)) return query
  const value = `"${query.replace(/[\\"]/g, '\\$&')}"`
  const operator = query.length < 3 ? ':' : '~'
  return `name${operator}${value} OR email${operator}${value}`
}
