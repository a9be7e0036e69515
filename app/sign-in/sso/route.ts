import { formRoute } from '@/lib/dashboard/routes/route'
import { beginSignOn } from '@/lib/dashboard/sso/begin-sign-on'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = formRoute(beginSignOn)
