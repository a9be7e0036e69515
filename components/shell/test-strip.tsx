/** Says that services are simulated. Shown in the test environment only. */
export function TestStrip() {
  return (
    <p className="border-warning-border border-b bg-warning-subtle px-4 py-1 text-center text-warning text-xs">
      <strong className="font-semibold">Test mode.</strong> Services are simulated; no real account
      is touched.
    </p>
  )
}
