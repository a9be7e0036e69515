import { formRoute } from '@/lib/dashboard/routes/route'
import { submitRegister } from '@/lib/dashboard/settings/redirect-uri-forms'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = formRoute(submitRegister)
