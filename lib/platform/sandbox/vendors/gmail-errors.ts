const statusNames: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  409: 'ABORTED',
}

/** Returns a refusal of the Gmail API. */
export function gmailRefusal(code: number, message: string, reason: string): Response {
  const errors = [{ message, domain: 'global', reason }]
  return Response.json(
    { error: { code, message, errors, status: statusNames[code] } },
    { status: code },
  )
}

export const invalidArgument = (message: string) => gmailRefusal(400, message, 'invalidArgument')
export const notFound = () => gmailRefusal(404, 'Requested entity was not found.', 'notFound')
