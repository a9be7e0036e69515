import { beginConnect } from '@/lib/server/begin-connect'
import { routes } from '@/lib/server/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({ POST: beginConnect })
