import { type AdsError, AdsRefusal } from './google-ads-errors'

type Texts = readonly { text: string }[] | undefined

interface CreatedAd {
  finalUrls?: readonly string[] | undefined
  responsiveSearchAd?: { headlines?: Texts; descriptions?: Texts } | undefined
}

const limits = {
  headlines: { fewest: 3, most: 15, longest: 30 },
  descriptions: { fewest: 2, most: 4, longest: 90 },
} as const
type Part = keyof typeof limits

/**
 * Checks a responsive search ad.
 *
 * @throws {AdsRefusal} as Google refuses an ad that its rules or its policies do not allow
 */
export function checkSearchAd({ finalUrls = [], responsiveSearchAd }: CreatedAd): void {
  if (!responsiveSearchAd)
    throw new AdsRefusal([
      errorAt(['fieldError', 'REQUIRED'], 'The required field was not present.', ['ad']),
    ])
  const { headlines = [], descriptions = [] } = responsiveSearchAd
  const errors = [
    ...urlErrors(finalUrls),
    ...textErrors('headlines', headlines),
    ...textErrors('descriptions', descriptions),
  ]
  if (errors.length > 0) throw new AdsRefusal(errors)
  const symbols = [...headlines, ...descriptions].flatMap(
    ({ text }) => text.match(/[!?]{2,}/g) ?? [],
  )
  if (symbols.length > 0) throw new AdsRefusal([symbolsFinding(symbols)])
}

function urlErrors(finalUrls: readonly string[]): AdsError[] {
  if (finalUrls.length === 0) {
    return [
      errorAt(
        ['adError', 'EMPTY_FIELD'],
        'A required field was not specified or is an empty string.',
        ['ad', 'final_urls'],
      ),
    ]
  }
  return finalUrls
    .filter((url) => !/^https?:\/\//.test(url) || !URL.canParse(url))
    .map(() =>
      errorAt(['urlFieldError', 'INVALID_FINAL_URL'], 'The final url is invalid.', [
        'ad',
        'final_urls',
      ]),
    )
}

function textErrors(part: Part, texts: readonly { text: string }[]): AdsError[] {
  const { fewest, most, longest } = limits[part]
  const path = ['ad', 'responsive_search_ad', part]
  const errors: AdsError[] = []
  if (texts.length < fewest)
    errors.push(errorAt(['collectionSizeError', 'TOO_FEW'], 'Too few.', path))
  if (texts.length > most)
    errors.push(errorAt(['collectionSizeError', 'TOO_MANY'], 'Too many.', path))
  const all = texts.map(({ text }) => text)
  if (all.some((text) => text === ''))
    errors.push(errorAt(['stringLengthError', 'EMPTY'], 'The field must not be empty.', path))
  if (all.some((text) => widthOf(text) > longest))
    errors.push(errorAt(['stringLengthError', 'TOO_LONG'], 'Too long.', path))
  if (new Set(all).size < all.length)
    errors.push(
      errorAt(
        ['assetError', 'DUPLICATE_ASSET'],
        'An asset with the given value is there twice.',
        path,
      ),
    )
  return errors
}

/** Returns the length of a text as Google counts it: Chinese, Japanese and Korean letters count twice. */
function widthOf(text: string): number {
  return [...text].reduce(
    (width, letter) =>
      width +
      (/[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff01-\uff60]/.test(letter) ? 2 : 1),
    0,
  )
}

function symbolsFinding(texts: readonly string[]): AdsError {
  return {
    ...errorAt(
      ['policyFindingError', 'POLICY_FINDING'],
      'The resource has been disapproved since the policy summary includes policy topics of type PROHIBITED.',
      ['ad'],
    ),
    details: {
      policyFindingDetails: {
        policyTopicEntries: [
          { topic: 'SYMBOLS', type: 'PROHIBITED', evidences: [{ textList: { texts } }] },
        ],
      },
    },
  }
}

function errorAt(code: AdsError['code'], message: string, path: readonly string[]): AdsError {
  const below = path.map((fieldName) => ({ fieldName }))
  return {
    code,
    message,
    fields: [{ fieldName: 'operations', index: 0 }, { fieldName: 'create' }, ...below],
  }
}
