import { formRoutes } from '@/lib/server/http/route'
import { submitSignIn } from '@/lib/server/sign-in/submit-sign-in'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = formRoutes(submitSignIn)
