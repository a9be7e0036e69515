import { BodyTooLarge, decodeUtf8, readCapped } from '@/lib/http/read-capped'

const maxBytes = 16 * 1024

export type FormRefusal = 'form_unreadable' | 'form_too_large'

/** Reads the fields of a posted form in UTF-8, up to 16 KB. Returns a refusal for anything else. */
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
