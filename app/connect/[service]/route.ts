import { beginConnect } from '@/lib/server/attempts/begin-connect'
import { routes } from '@/lib/server/http/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({ POST: beginConnect })
