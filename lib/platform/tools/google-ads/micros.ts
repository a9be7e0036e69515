import { z } from 'zod'
import { invalidArgument } from '../tool-failure'

const microsDigits = 6

/** An amount as Google Ads answers it: millionths of the currency, a 64-bit integer in a text. */
export const microsSchema = z
  .string()
  .regex(/^-?\d{1,18}$/)
  .transform(BigInt)

/** Returns the number of decimals of a currency: 2 for `EUR`, 0 for `JPY`. */
function decimalsOf(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  return format.resolvedOptions().maximumFractionDigits ?? 2
}

/** Returns an amount as a decimal number, with at least as many decimals as the currency has. */
export function formatMicros(micros: bigint, currency: string): string {
  const sign = micros < 0n ? '-' : ''
  const digits = micros
    .toString()
    .replace('-', '')
    .padStart(microsDigits + 1, '0')
  const fraction = digits.slice(-microsDigits).replace(/0+$/, '')
  const decimals = fraction.padEnd(decimalsOf(currency), '0')
  return `${sign}${digits.slice(0, -microsDigits)}${decimals && `.${decimals}`}`
}

/**
 * Returns an amount of money in millionths, exactly.
 *
 * @param name the argument with the amount, for the failure
 * @param amount a decimal number without a sign
 * @throws {ToolFailure} `invalid_arguments` for more decimals than the currency has
 */
export function parseAmount(name: string, amount: string, currency: string): bigint {
  const [whole = '', fraction = ''] = amount.split('.')
  const decimals = decimalsOf(currency)
  if (fraction.length > decimals) {
    throw invalidArgument(name, `amounts in ${currency} have ${decimals || 'no'} decimals`)
  }
  return BigInt(whole + fraction.padEnd(microsDigits, '0'))
}
