import { getToken } from 'next-auth/jwt'

const { NEXTAUTH_SECRET: secret, SESSION_COOKIE: cookieName, STUB_URL: stub } = process.env

/** What any Next dashboard does at least: is somebody signed in, and what does the API say? */
export async function GET(request) {
  const token = await getToken({ req: request, secret, cookieName })
  if (!token?.session) return new Response(null, { status: 401 })
  const list = await fetch(stub, { cache: 'no-store' })
  return Response.json(await list.json())
}
