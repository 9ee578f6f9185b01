import type {
  CallModel,
  ChatModel,
  ConversationModel,
  CoproductionModel,
  MessagingModel,
} from '../scenarios/index.ts'
import { geometric, type Quantile, quantile } from './distributions.ts'

/** A call's model, ready to be drawn from. */
export interface CallDraws {
  readonly model: 'call'
  readonly holding: Quantile
  /** By place of the agent's group, where that makes a difference. */
  readonly byGroup: readonly Quantile[] | null
  readonly patience: Quantile | null
}

/** A chat's model, ready to be drawn from. */
export interface ChatDraws {
  readonly model: 'chat'
  readonly work: Quantile
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
  /** Whether patience ends with the assignment. */
  readonly isPatientOnceAssigned: boolean
  /** Whether any agent takes the next turn. */
  readonly isPooled: boolean
}

/** A self-exciting conversation's model, ready to be drawn from. */
export interface CoproductionDraws extends Omit<CoproductionModel, 'closeAfter' | 'patience'> {
  readonly closeAfter: Quantile
  readonly patience: Quantile | null
}

/** Draws of one source's conversations. */
export type Draws = CallDraws | ChatDraws | CoproductionDraws | MessagingDraws

/** A model of the scenario, its distributions as functions. */
export function drawsOf(model: ConversationModel): Draws {
  switch (model.model) {
    case 'call':
      return callDraws(model)
    case 'chat':
      return chatDraws(model)
    case 'messaging':
      return messagingDraws(model)
    case 'coproduction': {
      const { closeAfter, patience } = model
      const drawn = { closeAfter: quantile(closeAfter), patience: patience && quantile(patience) }
      return { ...model, ...drawn }
    }
  }
}

function callDraws({ holding, holdingByGroup, patience }: CallModel): CallDraws {
  return {
    model: 'call',
    holding: quantile(holding),
    byGroup: holdingByGroup?.map((own) => quantile(own ?? holding)) ?? null,
    patience: patience && quantile(patience),
  }
}

function chatDraws({ patience, work }: ChatModel): ChatDraws {
  return { model: 'chat', work: quantile(work), patience: patience && quantile(patience) }
}

function messagingDraws(model: MessagingModel): MessagingDraws {
  const { attention, burst, closeAfter, gap, patience, silentShare, turns } = model
  return {
    ...{ model: 'messaging', silentShare },
    isPatientOnceAssigned: model.patienceEnds === 'assigned',
    isPooled: model.betweenTurns === 'anyAgent',
    turns: geometric(turns.mean),
    burst: geometric(burst.mean),
    spacing: quantile(burst.spacing),
    attention: quantile(attention),
    gap: quantile(gap),
    closeAfter: quantile(closeAfter),
    patience: patience && quantile(patience),
  }
}

/** Whether patience goes on once an agent has it. */
export function isImpatient(draws: Draws): boolean {
  if (draws.model === 'coproduction') return true
  return draws.model === 'messaging' && !draws.isPatientOnceAssigned
}

/** Of those who lose patience, the share who leave without a word: callers hang up, chats are closed. */
export function silentShareOf(draws: Draws): number {
  return 'silentShare' in draws ? draws.silentShare : 0
}
