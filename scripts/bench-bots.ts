/** Connects bots of the sandbox, numbered from 1, one after the other. A bot that is connected already stays so. */
export async function connectTelegramBots(
  origin: string,
  authorization: string,
  lastNumber: number,
): Promise<void> {
  for (let number = 1; number <= lastNumber; number++) {
    const response = await fetch(`${origin}/v1/integrations`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({
        service: 'telegram',
        bot_token: `${2_000_000_000 + number}:${String(number % 10).repeat(35)}`,
      }),
    })
    if (!response.ok) throw new Error(`Connecting answered ${response.status}.`)
  }
}
