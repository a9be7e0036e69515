import type { Role } from '@/lib/contract/api/role'
import {
  type EntryView,
  type SignInReason,
  type SignOnReason,
  signOnReasons,
} from '@/lib/contract/view/sign-in'

interface Words {
  tone: 'info' | 'danger' | 'warning'
  sentence: string
}

const wordsByReason: Record<Exclude<SignInReason, SignOnReason>, Words> = {
  wrong_token: {
    tone: 'danger',
    sentence: 'Miteos does not know this token. It may be mistyped or revoked.',
  },
  no_cookies: {
    tone: 'warning',
    sentence:
      'Your browser did not keep the cookie of this page, and without cookies you cannot stay signed in. Allow cookies for this site, then press the button again.',
  },
  link_used: {
    tone: 'warning',
    sentence:
      'This link does not work any more: it was used before, was withdrawn or replaced, or whoever made it may not let people in any more. Ask an admin of the account for another one.',
  },
  link_invalid: {
    tone: 'warning',
    sentence:
      'This link is not complete, or it is too old. Ask whoever sent it to you for another one.',
  },
  malformed: {
    tone: 'danger',
    sentence: 'This is not an API token. A token begins with mt_test_ or mt_live_.',
  },
  unreachable: {
    tone: 'warning',
    sentence:
      'Miteos cannot be reached at the moment, so the token could not be checked. Try again.',
  },
  throttled: {
    tone: 'warning',
    sentence: 'There were too many attempts. Wait a minute, then try again.',
  },
  passkey_refused: {
    tone: 'danger',
    sentence:
      'This passkey could not be used here. It may have been removed. Try again, or use another way to sign in.',
  },
  passkey_missing: {
    tone: 'warning',
    sentence:
      'A passkey needs scripts, and none had run in this browser. Try again in a moment, or use the way without a passkey.',
  },
  no_account: {
    tone: 'warning',
    sentence:
      'You do not belong to an account here any more. Ask an admin for an invitation, open its link, and use this passkey there.',
  },
  name_missing: {
    tone: 'danger',
    sentence: 'A name of 1 to 64 printable characters is needed. Nothing was changed.',
  },
  member_already: {
    tone: 'info',
    sentence:
      'You belong to this account already. The invitation can still be used by somebody else.',
  },
  passkey_ended: {
    tone: 'warning',
    sentence:
      'This passkey no longer works for the account: it was ended when a new sign-in link was made for you. Open that link, or use a passkey that you have made since. With a new invitation you can create another passkey.',
  },
  removed: {
    tone: 'warning',
    sentence:
      'An admin has removed you from this account, and this link does not let you in again. Ask an admin for an invitation.',
  },
  limited: {
    tone: 'warning',
    sentence:
      'You came in with a link or a passkey for one account only, and cannot join another one as yourself with it. Use a passkey that is for all your accounts, or go on below as a new person.',
  },
  ended: { tone: 'info', sentence: 'Your session has ended. Sign in to continue where you were.' },
  revoked: {
    tone: 'warning',
    sentence:
      'You were signed out, because your token is no longer valid or you were removed from the account. Sign in again, or ask an admin.',
  },
}

/** The beginning of the sentence about the rights of a person who joins, by role. */
const rolePhrases: Record<Role, string> = {
  admin: 'As an admin, you may do everything, and invite people too',
  member: 'As a member, you can connect, check and disconnect services',
  support: 'As support, you can check and disconnect services',
}

/** Returns the sentence that tells what a person who joins may do. */
export function roleSentence({ role, onlyEnvironment }: EntryView): string {
  const where = onlyEnvironment === null ? '' : `, in the ${onlyEnvironment} environment only`
  return `${rolePhrases[role]}${where}.`
}

/** Returns the words about single sign-on with an issuer of this name. */
function signOnWords(issuer: string): Record<SignOnReason, Words> {
  return {
    sso_cancelled: {
      tone: 'info',
      sentence: `You were not signed in, because you cancelled at ${issuer}.`,
    },
    sso_restart: {
      tone: 'warning',
      sentence: `This sign-in at ${issuer} cannot be finished in this browser: it took too long, was finished before, or another one was begun after it. Try again.`,
    },
    sso_refused: {
      tone: 'danger',
      sentence: `The answer of ${issuer} is not valid, so nobody was signed in. Try again. If it happens again, give the reference to the operator of this server.`,
    },
    sso_unreachable: {
      tone: 'warning',
      sentence: `${capitalized(issuer)} cannot be asked at the moment. Try again, or use another way to sign in.`,
    },
    sso_no_role: {
      tone: 'warning',
      sentence: `${capitalized(issuer)} knows you, but you have no role here. Ask an admin of your Miteos account to invite you, or whoever manages ${issuer} to give you access to Miteos.`,
    },
    sso_removed: {
      tone: 'warning',
      sentence:
        'An admin has removed you from the account. Ask an admin for a new invitation, and open its link.',
    },
    sso_taken: {
      tone: 'warning',
      sentence: `You are somebody else at ${issuer} than the person of this link. Sign out there and continue as yourself, or create a passkey.`,
    },
  }
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function isSignOnReason(reason: SignInReason): reason is SignOnReason {
  return signOnReasons.some((one) => one === reason)
}

/** Returns the sentence that the sign-in page shows for a reason, and its tone. */
export function signInWords(reason: SignInReason, signOnName = 'single sign-on'): Words {
  return isSignOnReason(reason) ? signOnWords(signOnName)[reason] : wordsByReason[reason]
}
