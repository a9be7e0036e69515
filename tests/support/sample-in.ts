/** Returns the value of a sample, such as `name{label="x"}`, in the text of `/metrics`, or `undefined` when there is none. */
export function sampleIn(text: string, sample: string): number | undefined {
  const line = text.split('\n').find((each) => each.startsWith(`${sample} `))
  return line === undefined ? undefined : Number(line.slice(sample.length + 1))
}
