/** What everybody at the desk knows of it. */
export interface Config {
  readonly skills: readonly string[]
  readonly colleagues: readonly string[]
  readonly reasons: readonly string[]
}

/**
 * Fills the lists that an agent chooses from. A transfer's value begins with `s` for a skill, with `a`
 * for a colleague; a presence with a reason is `away/Lunch`; a target is in minutes, 0 takes it back.
 */
export function offerChoices(
  lists: Readonly<Record<'presence' | 'skill' | 'target', HTMLSelectElement>>,
  { colleagues, reasons, skills }: Config,
  me: string,
): void {
  const { presence, skill, target } = lists
  const chosen = presence.value
  presence.replaceChildren(
    new Option('● online', 'online'),
    new Option('◐ back soon', 'backSoon'),
    new Option('○ away', 'away'),
    ...reasons.map((reason) => new Option(`○ ${reason.toLowerCase()}`, `away/${reason}`)),
    new Option('– offline', 'offline'),
  )
  presence.value = chosen
  const others = colleagues.filter((id) => id !== me)
  skill.replaceChildren(
    new Option('Transfer to …', ''),
    ...skills.map((id) => new Option(id, `s${id}`)),
    ...others.map((id) => new Option(`${id} (colleague)`, `a${id}`)),
  )
  skill.hidden = skills.length + others.length === 0
  const inWords = (n: number) => (n < 60 ? `in ${n} min` : `in ${n / 60} h`)
  target.replaceChildren(
    new Option('Answer by …', ''),
    ...[15, 60, 240].map((n) => new Option(inWords(n), String(n))),
    new Option('as stated', '0'),
  )
}
