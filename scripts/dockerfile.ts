import { readFileSync } from 'node:fs'

interface Copy {
  /** A path in the checkout after its build. */
  from: string
  /** A path in the image, below its working folder. */
  to: string
}

const dockerfile = readFileSync('Dockerfile', 'utf8').replaceAll('\\\n', '')

/** The text of the last stage, which becomes the image. */
export const finalStage = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '))

/** The paths that are copied into the image. */
export const copies: Copy[] = [
  ...finalStage.matchAll(/^COPY --from=build \/app\/(?<from>\S+) (?<to>\S+)$/gm),
].map(({ groups }) => ({ from: groups?.from ?? '', to: groups?.to ?? '' }))
