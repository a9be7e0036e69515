import { formRoute } from '@/lib/dashboard/routes/route'
import { submitSignIn } from '@/lib/dashboard/sign-in/submit-sign-in'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = formRoute(submitSignIn)
