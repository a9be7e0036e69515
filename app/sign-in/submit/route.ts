import { routes } from '@/lib/server/route'
import { submitSignIn } from '@/lib/server/submit-sign-in'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({ POST: submitSignIn })
