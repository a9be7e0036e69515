const maxBytes = 16 * 1024

export type FormRefusal = 'form_unreadable' | 'form_too_large'

/** Reads the fields of a posted form. Stops after 16 KB. */
export async function readForm(
  request: Request,
): Promise<URLSearchParams | { refusal: FormRefusal }> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type) || !request.body) {
    return { refusal: 'form_unreadable' }
  }
  const reader = request.body.getReader()
  const chunks: Uint8Array[] = []
  let size = 0
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.byteLength
    if (size > maxBytes) {
      await reader.cancel()
      return { refusal: 'form_too_large' }
    }
    chunks.push(part.value)
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'))
}
