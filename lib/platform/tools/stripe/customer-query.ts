/** Matches a text that begins in Stripe's search language: with a field, an operator and the beginning of a value. */
const ownLanguage = /^-?(?:metadata\["[^"]*"\]|[a-z_.]+)\s*(?:[:~]\s*["n]|[<>]=?\s*\d)/

/**
 * Returns the query for Stripe's Search API: the text itself when it is written in Stripe's search language, else a search for
 * it in names and e-mail addresses. Stripe finds a part of a word only from three characters on; a shorter text has to be a
 * whole word.
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
