/** Times in units of mean service; all exponential and independent. */
export interface Skill {
  readonly id: string
  readonly rate: number
  readonly service: number
  /** Infinity: nobody leaves. */
  readonly patience: number
  /** Mean wait over all conversations, the time until leaving if abandoned; and its error. */
  readonly wait: Known
}

/** What a figure must be, with the standard error that a run of a million conversations has. */
export interface Known {
  readonly mean: number
  readonly error: number
}

/**
 * One of three workloads that every simulator of queues can run. Starts empty with everyone idle; so
 * many arrivals, then until the last has left. One conversation an agent.
 */
export interface Workload {
  readonly name: WorkloadName
  readonly title: string
  /** In strict order: an agent who is freed takes the first skill of its own where somebody waits. */
  readonly skills: readonly Skill[]
  /** Agents in number order, group by group. */
  readonly groups: readonly { readonly skills: readonly number[]; readonly agents: number }[]
  /** Over all skills. */
  readonly wait: Known
}
export const workloadNames = ['w1', 'w2', 'w3'] as const
export type WorkloadName = (typeof workloadNames)[number]

/** What a program made of a workload, by skill. */
export interface Outcome {
  readonly skills: readonly {
    readonly arrived: number
    readonly abandoned: number
    /** Sum of all waits, in units of mean service. */
    readonly waited: number
  }[]
  /** Stands for all that happened. */
  readonly hash: string
}

const unknown: Known = { mean: Number.NaN, error: Number.NaN }

/**
 * @param size agents of W1 and W2, agents a group of W3. The usual sizes are 20, 50 and 5; means of
 *   other sizes are checked where they are known.
 */
export function workloadOf(name: WorkloadName, size = usual[name]): Workload {
  switch (name) {
    case 'w1':
      return oneSkill(name, size, `M/M/${size}`, 0.9, Number.POSITIVE_INFINITY, erlangC[size])
    case 'w2':
      return oneSkill(name, size, `M/M/${size}+M`, 1.1, 2, erlangA[size])
    case 'w3':
      return threeSkills(size)
  }
}

/** How big each workload is unless told. */
export const usual: Readonly<Record<WorkloadName, number>> = { w1: 20, w2: 50, w3: 5 }

/** Exact means (Erlang C and A); errors from many runs. By number of agents. */
const erlangC: Readonly<Record<number, Known>> = { 20: { mean: 0.2753845, error: 0.0087 } }
const erlangA: Readonly<Record<number, Known>> = { 50: { mean: 0.2041604, error: 0.0022 } }

function oneSkill(
  name: WorkloadName,
  agents: number,
  title: string,
  load: number,
  patience: number,
  wait = unknown,
): Workload {
  const skills = [{ id: 'a', rate: load * agents, service: 1, patience, wait }]
  return { name, title, skills, groups: [{ skills: [0], agents }], wait }
}

/**
 * W3: three skills, six groups, longest idle since the last end, strict order of skills. Its means
 * are from 2 · 10⁹ simulated conversations at the usual size, 5 · 10⁸ at others, which a second
 * program confirmed.
 */
function threeSkills(agents: number): Workload {
  const [all, ...own] = threeSkillWaits[agents] ?? [unknown, unknown, unknown, unknown]
  const rates = [8, 10, 9]
  const services = [1, 0.8, 1.25]
  const patiences = [2, 2, 4]
  const skills = ['a', 'b', 'c'].map((id, i) => ({
    ...{ id, rate: (rates[i] * agents) / 5, service: services[i], patience: patiences[i] },
    wait: own[i] ?? unknown,
  }))
  const groups = [[0], [1], [2], [0, 1], [1, 2], [0, 1, 2]].map((held) => ({
    skills: held,
    agents,
  }))
  const title = `skills, priority, longest idle, abandonment, ${6 * agents} agents`
  return { name: 'w3', title, skills, groups, wait: all }
}

const threeSkillWaits: Readonly<Record<number, readonly Known[]>> = {
  2: [{ mean: 0.233, error: 0.0034 }],
  5: [
    { mean: 0.1092, error: 0.0016 },
    { mean: 0.04014, error: 0.00069 },
    { mean: 0.03643, error: 0.00046 },
    { mean: 0.2514, error: 0.0046 },
  ],
  17: [{ mean: 0.0251, error: 0.0023 }],
}

/** How many agents in all. */
export function agentsOf({ groups }: Workload): number {
  return groups.reduce((sum, { agents }) => sum + agents, 0)
}

/**
 * The mean wait of all.
 * @throws Error if a mean, or the number of those who left, is not what it must be by more than four
 *   standard errors. Who waits leaves at the rate 1 ÷ patience, so that in any run the abandoned of a
 *   skill differ from its waits ÷ patience by a martingale whose variance is their expected number.
 */
export function checked(workload: Workload, { skills }: Outcome): number {
  const arrived = skills.reduce((sum, one) => sum + one.arrived, 0)
  const mean = skills.reduce((sum, one) => sum + one.waited, 0) / arrived
  const near = (what: string, found: number, known: Known, length: number) => {
    const z = (found - known.mean) / (known.error * Math.sqrt(1e6 / length))
    // Unknown means are NaN, and pass.
    if (Math.abs(z) > 4)
      throw new Error(
        `${workload.name}: ${what} ${found} is ${z.toFixed(1)} standard errors from ${known.mean}`,
      )
  }
  near('mean wait', mean, workload.wait, arrived)
  workload.skills.forEach(({ id, patience, wait }, i) => {
    const own = skills[i]
    near(`mean wait of ${id}`, own.waited / own.arrived, wait, arrived)
    const expected = own.waited / patience
    const off = own.abandoned - expected
    if (Math.abs(off) > 4 * Math.sqrt(Math.max(1, expected)))
      throw new Error(
        `${workload.name}: ${own.abandoned} of ${id} left, their waits tell ${expected.toFixed(1)}`,
      )
  })
  return mean
}
