import { backwards, type Figures } from './figures.ts'
import { bands, type ForecastMapping } from './forecast.ts'
import { growFigures } from './grow-figures.ts'
import type { Counts } from './stage.ts'

/**
 * Adds a forecast to a run, instead of the one that it had.
 * @throws as `growFigures`.
 */
export const growForecast = (
  mapping: ForecastMapping,
  run: string,
  signal?: AbortSignal,
): Promise<Counts> => growFigures(figuresOf(mapping), run, signal)

function figuresOf({ columns, file, name }: ForecastMapping): Figures {
  const numbers = bands.map((band) => ({ name: band, column: columns[band], low: 0, maybe: true }))
  return {
    ...{ kind: 'forecast', name, file, texts: [] },
    instants: (['made', 'from', 'to'] as const).map((one) => ({
      ...{ ...columns[one], name: `${one}_at` },
    })),
    numbers: [
      { name: 'expected', column: columns.expected, low: 0 },
      ...(numbers as Figures['numbers']),
    ],
    places: [{ name: 'skill', column: columns.skill }],
    wrong: [
      backwards,
      ['made_at > from_at', 'it was made after its interval began: it foresees nothing'],
    ],
  }
}
