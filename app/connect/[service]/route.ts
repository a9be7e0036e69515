import { beginConnect } from '@/lib/dashboard/attempts/begin-connect'
import { allowOnlyForm } from '@/lib/dashboard/routes/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = allowOnlyForm(beginConnect)
