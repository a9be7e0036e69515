/** The code of an error: the name of the field in `ErrorCode` of the Google Ads API, and its value. */
export type AdsErrorCode = readonly [kind: string, value: string]

/** One error of a request, with more details where Google has them. */
export interface AdsError {
  code: AdsErrorCode
  message: string
  details?: object
  /** The path to the field that is wrong. `operations[0].create.ad` has three parts, the first with `index`. */
  fields?: readonly { fieldName: string; index?: number }[]
}

/** Thrown when the simulated Google Ads refuses a request. */
export class AdsRefusal extends Error {
  constructor(
    readonly errors: readonly AdsError[],
    readonly status: 400 | 403 = 400,
  ) {
    super('Google Ads refuses the request')
  }
}

/** Returns the refusal of a request with one error. */
export function adsRefusal(kind: string, value: string, message: string): AdsRefusal {
  return new AdsRefusal([{ code: [kind, value], message }])
}

/** Returns the answer of the Google Ads API to a request that it refuses. */
export function answerRefusal({ errors, status }: AdsRefusal, version: string): Response {
  return Response.json(
    {
      error: {
        code: status,
        message:
          status === 403
            ? 'The caller does not have permission'
            : 'Request contains an invalid argument.',
        status: status === 403 ? 'PERMISSION_DENIED' : 'INVALID_ARGUMENT',
        details: [
          {
            '@type': `type.googleapis.com/google.ads.googleads.${version}.errors.GoogleAdsFailure`,
            errors: errors.map(({ code: [kind, value], message, details, fields }) => ({
              errorCode: { [kind]: value },
              message,
              ...(fields && { location: { fieldPathElements: fields } }),
              ...(details && { details }),
            })),
            requestId: 'Sb3kZqGm1yQ0mXo2Wc7uVA',
          },
        ],
      },
    },
    { status },
  )
}

/** Returns the answer of Google's APIs to a body that is not the JSON of the request. */
export function answerBadBody(message: string): Response {
  return Response.json(
    { error: { code: 400, message, status: 'INVALID_ARGUMENT' } },
    { status: 400 },
  )
}
