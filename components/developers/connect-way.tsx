import type { MarkedText as Marked } from '@/lib/contract/view/developers'
import { MarkedText } from './marked-text'

const app = 50
const miteos = 180
const provider = 310

interface Arrow {
  from: number
  to: number
  y: number
  label: string
  /** Whether a server sends it, and not the person's browser. */
  isByServer?: true
}

const arrows: readonly Arrow[] = [
  { from: app, to: miteos, y: 66, label: '1  connect link' },
  { from: miteos, to: provider, y: 138, label: '3  sign in, allow' },
  { from: provider, to: miteos, y: 174, label: '4  provider’s code' },
  { from: miteos, to: app, y: 210, label: '5  oauth_code' },
  { from: app, to: miteos, y: 252, label: '6  POST', isByServer: true },
  { from: miteos, to: app, y: 288, label: '7  integration', isByServer: true },
]

function Lane({ x, name }: { x: number; name: string }) {
  return (
    <>
      <rect
        x={x - 44}
        y={8}
        width={88}
        height={28}
        rx={6}
        className="fill-surface stroke-control"
      />
      <text x={x} y={26} textAnchor="middle" className="fill-foreground font-medium">
        {name}
      </text>
      <line x1={x} y1={36} x2={x} y2={308} className="stroke-border" />
    </>
  )
}

function ArrowLine({ from, to, y, label, isByServer }: Arrow) {
  const direction = Math.sign(to - from)
  const tip = to - direction * 2
  return (
    <g className={isByServer ? 'stroke-accent' : 'stroke-muted'}>
      <line x1={from} y1={y} x2={tip} y2={y} {...(isByServer ? { strokeDasharray: '4 3' } : {})} />
      <path
        d={`M${tip - direction * 6} ${y - 4} L${tip} ${y} L${tip - direction * 6} ${y + 4}`}
        fill="none"
      />
      <text x={(from + to) / 2} y={y - 7} textAnchor="middle" className="fill-foreground stroke-0">
        {label}
      </text>
    </g>
  )
}

/** The picture of the way of a connect link, with the same in words below it. */
export function ConnectWay({ steps }: { steps: readonly Marked[] }) {
  return (
    <figure className="flex flex-col gap-4">
      <svg
        viewBox="0 0 360 316"
        role="img"
        aria-label="The way of a connect link between your app, Miteos and the provider, in the seven steps that are listed below."
        className="w-full max-w-[480px] rounded-lg border border-border bg-surface font-sans text-[11px]"
      >
        <Lane x={app} name="Your app" />
        <Lane x={miteos} name="Miteos" />
        <Lane x={provider} name="Provider" />
        <rect
          x={miteos - 44}
          y={84}
          width={88}
          height={26}
          rx={6}
          className="fill-subtle stroke-border"
        />
        <text x={miteos} y={101} textAnchor="middle" className="fill-foreground">
          2 Continue
        </text>
        {arrows.map((arrow) => (
          <ArrowLine key={arrow.label} {...arrow} />
        ))}
      </svg>
      <figcaption className="flex flex-col gap-2">
        <p className="text-muted text-sm">
          The lines are steps of the person’s browser, the dashed ones requests of your server.
        </p>
        <ol className="flex max-w-prose list-decimal flex-col gap-1 pl-5">
          {steps.map((step) => (
            <li key={step}>
              <MarkedText text={step} />
            </li>
          ))}
        </ol>
      </figcaption>
    </figure>
  )
}
