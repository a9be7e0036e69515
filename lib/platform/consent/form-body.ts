import { BodyTooLarge, decodeUtf8, readCapped } from '@/lib/http/read-capped'

const maxBytes = 16 * 1024

export type FormRefusal = 'form_unreadable' | 'form_too_large'

/**
 * Returns the fields of a posted form, or a refusal when the body is no form in UTF-8 or larger than 16 KB. Rejects
 * when the body is cut off.
 */
export async function readForm(
  request: Request,
): Promise<URLSearchParams | { refusal: FormRefusal }> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type) || !request.body) {
    return { refusal: 'form_unreadable' }
  }
  try {
    return new URLSearchParams(decodeUtf8(await readCapped(request, maxBytes)))
  } catch (error) {
    if (error instanceof BodyTooLarge) return { refusal: 'form_too_large' }
    if (error instanceof TypeError) return { refusal: 'form_unreadable' }
    throw error
  }
}
