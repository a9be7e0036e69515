import { completeConnect } from '@/lib/dashboard/attempts/complete-connect'
import { allowOnlyForm } from '@/lib/dashboard/routes/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = allowOnlyForm(completeConnect)
