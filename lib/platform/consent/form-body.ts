const mostBytes = 16 * 1024

export type FormRefusal = 'form_unreadable' | 'form_too_large'

/** The fields of a posted form; reads no more of the body than 16 KB. */
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
    if (size > mostBytes) {
      await reader.cancel()
      return { refusal: 'form_too_large' }
    }
    chunks.push(part.value)
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'))
}
