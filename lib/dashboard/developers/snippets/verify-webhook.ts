/** The environment variable that holds the secret of a webhook in every example. */
const secretVariable = 'MITEOS_WEBHOOK_SECRET'

/** The expression that reads the secret. Written in parts, because this program itself reads no variable here. */
const secret = ['process', 'env', secretVariable].join('.')

/** TypeScript that answers a message, for a route of Next, Hono, Deno or Bun. */
export const typescriptVerification = `import { Webhook } from 'standardwebhooks'

const webhook = new Webhook(${secret} ?? '')

export async function POST(request: Request): Promise<Response> {
  const body = await request.text()
  try {
    const message = webhook.verify(body, Object.fromEntries(request.headers))
    console.log(message)
    return new Response(null, { status: 204 })
  } catch {
    return new Response(null, { status: 400 })
  }
}`

/** Python that says whether a message is genuine, with the standard library alone. */
export const pythonVerification = `import base64
import hashlib
import hmac
import os
import time


def is_genuine(headers: dict[str, str], body: bytes) -> bool:
    timestamp = headers["webhook-timestamp"]
    if abs(time.time() - int(timestamp)) > 5 * 60:
        return False
    secret = os.environ["${secretVariable}"].removeprefix("whsec_")
    signed = f"{headers['webhook-id']}.{timestamp}.".encode() + body
    digest = hmac.new(base64.b64decode(secret), signed, hashlib.sha256).digest()
    expected = "v1," + base64.b64encode(digest).decode()
    signatures = headers["webhook-signature"].split(" ")
    return any(hmac.compare_digest(expected, each) for each in signatures)`
