import { readableText } from '../untrusted-text'

const pieceLength = 2000

/**
 * Divides a vendor's text into pieces of at most 2000 characters, so that a long text can go on in the next answer. Returns no
 * pieces for an empty text.
 */
export function textPieces(text: string): string[] {
  const readable = readableText(text)
  const pieces: string[] = []
  for (let begin = 0; begin < readable.length; ) {
    const end = begin + pieceLength
    const dividesPair = /[\ud800-\udbff]/.test(readable.charAt(end - 1))
    const piece = readable.slice(begin, dividesPair ? end - 1 : end)
    pieces.push(piece)
    begin += piece.length
  }
  return pieces
}
