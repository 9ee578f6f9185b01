import type { CallModel, ConversationModel, MessagingModel } from '../scenarios/index.ts'
import { geometric, type Quantile, quantile } from './distributions.ts'

/** A call's model, ready to be drawn from. */
export interface CallDraws {
  readonly model: 'call'
  readonly holding: Quantile
  readonly patience: Quantile | null
}

/** A messaging conversation's model, ready to be drawn from. */
export interface MessagingDraws {
  readonly model: 'messaging'
  readonly turns: Quantile
  readonly burst: Quantile
  readonly spacing: Quantile
  readonly attention: Quantile
  readonly gap: Quantile
  readonly closeAfter: Quantile
  readonly patience: Quantile | null
  readonly silentShare: number
}

/** Draws of one source's conversations. */
export type Draws = CallDraws | MessagingDraws

/** A model of the scenario, its distributions as functions. */
export function drawsOf(model: ConversationModel): Draws {
  return model.model === 'call' ? callDraws(model) : messagingDraws(model)
}

function callDraws({ holding, patience }: CallModel): CallDraws {
  return { model: 'call', holding: quantile(holding), patience: patience && quantile(patience) }
}

function messagingDraws(model: MessagingModel): MessagingDraws {
  const { attention, burst, closeAfter, gap, patience, silentShare, turns } = model
  return {
    ...{ model: 'messaging', silentShare },
    turns: geometric(turns.mean),
    burst: geometric(burst.mean),
    spacing: quantile(burst.spacing),
    attention: quantile(attention),
    gap: quantile(gap),
    closeAfter: quantile(closeAfter),
    patience: patience && quantile(patience),
  }
}
