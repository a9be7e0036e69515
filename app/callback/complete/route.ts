import { completeConnect } from '@/lib/server/complete-connect'
import { routes } from '@/lib/server/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({ POST: completeConnect })
