import { completeConnect } from '@/lib/dashboard/attempts/complete-connect'
import { formRoute } from '@/lib/dashboard/routes/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = formRoute(completeConnect)
