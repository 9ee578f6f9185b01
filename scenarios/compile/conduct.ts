import type { Static } from 'typebox'
import { durationOf } from '../duration.ts'
import type { SkillId } from '../../core/index.ts'
import type { Answering, Conduct, Shrinkage, Slip } from '../conduct.ts'
import type { Written } from '../read.ts'
import type { agents } from '../schema/people.ts'
import type { Path } from '../wrong.ts'
import { agentsOf, without } from './people.ts'
import { lasting, timeOf } from './times.ts'

type Entry = Static<typeof agents>[number]

/** By agent, how it keeps to shifts and works; undefined where the file says nothing of anybody. */
export function conductOf(written: Written): (Conduct | null)[] | undefined {
  const { agents: entries } = written.value
  const found = entries.map((entry, i) => {
    const conduct = entryOf(written, ['agents', i], entry)
    return Object.keys(conduct).length > 0 ? conduct : null
  })
  if (found.every((one) => one === null)) return undefined
  return agentsOf(written.value).map(({ entry }) => found[entry])
}

function entryOf(written: Written, place: Path, entry: Entry): Conduct {
  checkKept(written, place, entry)
  const { early, late, pace, shrinkage, speed = 1, speedCv = 0 } = entry
  return without({
    ...(speed !== 1 || speedCv > 0 ? { speed: { mean: speed, cv: speedCv } } : {}),
    pace,
    offers: entry.offers && answeringOf(written, [...place, 'offers'], entry.offers),
    late: late && slipOf(written, [...place, 'late'], late),
    early: early && slipOf(written, [...place, 'early'], early),
    shrinkage: shrinkage?.map((one, i) => lossOf(written, [...place, 'shrinkage', i], one)),
    atShiftEnd: endOf(written, place, entry),
    outages: outagesOf(written, [...place, 'outages'], entry),
  })
}

/** What speaks of shifts needs some. */
function checkKept({ error }: Written, place: Path, entry: Entry): void {
  for (const key of ['late', 'early', 'shrinkage', 'atShiftEnd'] as const)
    if (entry[key] !== undefined && entry.headcount !== undefined)
      throw error([...place, key], `a headcount has no shifts, hence no "${key}"`)
}

function answeringOf(
  written: Written,
  place: Path,
  { after, backAfter, declines = 0, ignores = 0 }: NonNullable<Entry['offers']>,
): Answering {
  if (declines + ignores > 1)
    throw written.error(place, `${declines} are declined and ${ignores} ignored, more than all`)
  const none = unseen(written, place)
  return {
    ...{ declines, ignores, after: timeOf(written, [...place, 'after'], after, none) },
    ...(backAfter && { backAfter: timeOf(written, [...place, 'backAfter'], backAfter, none) }),
  }
}

const unseen =
  ({ error }: Written, place: Path) =>
  () => {
    throw error(place, 'no log shows how agents do that')
  }

function slipOf(written: Written, place: Path, { by, share }: NonNullable<Entry['late']>): Slip {
  const none = unseen(written, place)
  return { share, by: timeOf(written, [...place, 'by'], by, none) }
}

function lossOf(
  written: Written,
  place: Path,
  { lasting: long, presence = 'away', reason, share }: NonNullable<Entry['shrinkage']>[number],
): Shrinkage {
  if (long === undefined) return { reason, share, presence }
  return { reason, share, presence, lasting: lasting(written, [...place, 'lasting'], long) }
}

function outagesOf(written: Written, place: Path, { kind, outages }: Entry): Conduct['outages'] {
  if (!outages) return undefined
  if (kind !== 'bot') throw written.error(place, 'only bots are interrupted; people have shrinkage')
  const { apart, lasting: long, of = 'vendor' } = outages
  return {
    of,
    apart: lasting(written, [...place, 'apart'], apart),
    lasting: lasting(written, [...place, 'lasting'], long),
  }
}

function endOf(
  { error, value }: Written,
  place: Path,
  { atShiftEnd }: Entry,
): Conduct['atShiftEnd'] {
  if (!atShiftEnd) return undefined
  const { open, to, within } = atShiftEnd
  const here = [...place, 'atShiftEnd']
  if (within !== undefined && open !== 'finish')
    throw error([...here, 'within'], 'only finishing takes time')
  if (to !== undefined && (open === 'keep' || (open === 'finish' && within === undefined)))
    throw error([...here, 'to'], 'nothing is handed over')
  if (open === 'keep') return undefined
  return {
    open,
    ...(within !== undefined && { within: durationOf(within) }),
    ...(to !== undefined && { to: Object.keys(value.skills).indexOf(to) as SkillId }),
  }
}
