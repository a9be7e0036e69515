import { completeConnect } from '@/lib/server/attempts/complete-connect'
import { routes } from '@/lib/server/http/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({ POST: completeConnect })
