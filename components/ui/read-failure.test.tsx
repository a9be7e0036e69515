import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { ReadFailure } from './read-failure'

const sentence = 'Miteos says why.'

test.each([
  ['timeout', 'Could not load the webhooks', true],
  ['forbidden', 'No permission to see the webhooks', false],
  ['not_found', 'Could not find the webhooks', false],
])(
  'a failure of the kind %s has its title, and a link to try again where that may help',
  (kind, title, hasLink) => {
    const markup = renderToStaticMarkup(
      <ReadFailure what="the webhooks" path="/settings/webhooks" kind={kind} sentence={sentence} />,
    )
    expect(markup).toContain(title)
    expect(markup).toContain(sentence)
    expect(markup.includes('href="/settings/webhooks"')).toBe(hasLink)
  },
)
