import type { SentRequest } from './tool-wire'

/** The address of all customers at Google Ads. */
export const customers = 'https://googleads.googleapis.com/v25/customers'
export const bodyOf = ({ body }: SentRequest) => JSON.parse(body)

/** Answers of Google Ads, as they are on the wire. */
export const rows = (...results: object[]) => Response.json({ results, fieldMask: '' })
export const customerRow = (currencyCode = 'EUR', manager = false) =>
  rows({
    customer: { resourceName: 'customers/5550000101', id: '5550000101', currencyCode, manager },
  })

export const refusedWith = (code: object, more: object = {}, status = 400) =>
  Response.json(
    {
      error: {
        code: status,
        status: status === 401 ? 'UNAUTHENTICATED' : 'INVALID_ARGUMENT',
        message: 'Request contains an invalid argument.',
        details: [
          {
            '@type': 'type.googleapis.com/google.ads.googleads.v25.errors.GoogleAdsFailure',
            errors: [{ errorCode: code, message: 'Not possible.\u202e', ...more }],
          },
        ],
      },
    },
    { status },
  )

export const campaign = (id: string, costMicros = '12345678') => ({
  campaign: {
    resourceName: `customers/5550000101/campaigns/${id}`,
    id,
    name: 'Br\u202eand',
    status: 'ENABLED',
  },
  metrics: { impressions: '1000', clicks: '20', costMicros, conversions: 1.5 },
})
