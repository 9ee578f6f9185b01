/** One metric a file, in the order in which they are shown (METRICS.md §4). */
import { abandoned } from './abandoned.ts'
import { abandonedAfterBot } from './abandoned-after-bot.ts'
import { abandonedByConsumer } from './abandoned-by-consumer.ts'
import { abandonedInQueue } from './abandoned-in-queue.ts'
import { abandonRate } from './abandon-rate.ts'
import { activeConsumers } from './active-consumers.ts'
import { activeConversationsAvg } from './active-conversations-avg.ts'
import { activeRatio } from './active-ratio.ts'
import { activeTime } from './active-time.ts'
import { activeTimePerConversation } from './active-time-per-conversation.ts'
import { activeTimePerTurn } from './active-time-per-turn.ts'
import { adherence } from './adherence.ts'
import { adjustedCcplh } from './adjusted-ccplh.ts'
import { agentLoad } from './agent-load.ts'
import { agentSegmentDuration } from './agent-segment-duration.ts'
import { agentSegments } from './agent-segments.ts'
import { assigned } from './assigned.ts'
import { assignedConversationsAvg } from './assigned-conversations-avg.ts'
import { assignments } from './assignments.ts'
import { assignmentWait } from './assignment-wait.ts'
import { assignmentWaitAfterReturn } from './assignment-wait-after-return.ts'
import { assignmentWaitAfterTransfer } from './assignment-wait-after-transfer.ts'
import { assignmentWaitFromBot } from './assignment-wait-from-bot.ts'
import { availableAgents } from './available-agents.ts'
import { availableSlots } from './available-slots.ts'
import { averageOrderValue } from './average-order-value.ts'
import { awayRate } from './away-rate.ts'
import { awayTotal } from './away-total.ts'
import { backlogHours } from './backlog-hours.ts'
import { botAssigned } from './bot-assigned.ts'
import { botClosed } from './bot-closed.ts'
import { botConcluded } from './bot-concluded.ts'
import { botConcurrency } from './bot-concurrency.ts'
import { botEscalationRate } from './bot-escalation-rate.ts'
import { botEscalations } from './bot-escalations.ts'
import { botHandled } from './bot-handled.ts'
import { botQualityScore } from './bot-quality-score.ts'
import { botResponseTime } from './bot-response-time.ts'
import { botTakeoverRate } from './bot-takeover-rate.ts'
import { capacity } from './capacity.ts'
import { capacityUsed } from './capacity-used.ts'
import { carriedLoad } from './carried-load.ts'
import { ccplh } from './ccplh.ts'
import { ccpoh } from './ccpoh.ts'
import { closed } from './closed.ts'
import { concluded } from './concluded.ts'
import { conformance } from './conformance.ts'
import { consumerResponseTime } from './consumer-response-time.ts'
import { containmentKept } from './containment-kept.ts'
import { containmentRate } from './containment-rate.ts'
import { conversions } from './conversions.ts'
import { conversionsCrossSession } from './conversions-cross-session.ts'
import { conversionsInSession } from './conversions-in-session.ts'
import { conversionsPerClosed } from './conversions-per-closed.ts'
import { convertingShare } from './converting-share.ts'
import { csat } from './csat.ts'
import { currentWait } from './current-wait.ts'
import { duration } from './duration.ts'
import { fcr } from './fcr.ts'
import { firstResponseFromAssignment } from './first-response-from-assignment.ts'
import { firstResponseWait } from './first-response-wait.ts'
import { firstResponseWaitAfterTransfer } from './first-response-wait-after-transfer.ts'
import { firstResponseWaitFirstTime } from './first-response-wait-first-time.ts'
import { firstResponseWaitFromBot } from './first-response-wait-from-bot.ts'
import { fte } from './fte.ts'
import { fullShare } from './full-share.ts'
import { handled } from './handled.ts'
import { handledPerLoginHour } from './handled-per-login-hour.ts'
import { hoursToClear } from './hours-to-clear.ts'
import { interactive } from './interactive.ts'
import { lateness } from './lateness.ts'
import { loggedInTime } from './logged-in-time.ts'
import { manualShare } from './manual-share.ts'
import { manualTargetsSet } from './manual-targets-set.ts'
import { mcs } from './mcs.ts'
import { messagesByAgent } from './messages-by-agent.ts'
import { messagesByConsumer } from './messages-by-consumer.ts'
import { netHandleTime } from './net-handle-time.ts'
import { nonInteractive } from './non-interactive.ts'
import { nonResponsiveAgent } from './non-responsive-agent.ts'
import { nps } from './nps.ts'
import { occupancy } from './occupancy.ts'
import { offerAcceptRate } from './offer-accept-rate.ts'
import { offeredLoad } from './offered-load.ts'
import { offers } from './offers.ts'
import { oldestOwed } from './oldest-owed.ts'
import { onlineRate } from './online-rate.ts'
import { onTimeRate } from './on-time-rate.ts'
import { opened } from './opened.ts'
import { openLoad } from './open-load.ts'
import { overdueAssigned } from './overdue-assigned.ts'
import { overdueQueue } from './overdue-queue.ts'
import { overdueTotal } from './overdue-total.ts'
import { overfullShare } from './overfull-share.ts'
import { owedConversationsAvg } from './owed-conversations-avg.ts'
import { paidHours } from './paid-hours.ts'
import { paidOccupancy } from './paid-occupancy.ts'
import { questionsOffered } from './questions-offered.ts'
import { queueAbandonRate } from './queue-abandon-rate.ts'
import { queueActionable } from './queue-actionable.ts'
import { queueActionableByConsumer } from './queue-actionable-by-consumer.ts'
import { queueActionableByRequeue } from './queue-actionable-by-requeue.ts'
import { queueActionableByTarget } from './queue-actionable-by-target.ts'
import { queueInflow } from './queue-inflow.ts'
import { queueNotActionable } from './queue-not-actionable.ts'
import { queueOutflow } from './queue-outflow.ts'
import { queueUnassigned } from './queue-unassigned.ts'
import { refusals } from './refusals.ts'
import { repeatContacts } from './repeat-contacts.ts'
import { repeatRate0to3d } from './repeat-rate0to3d.ts'
import { repeatRate4to30d } from './repeat-rate4to30d.ts'
import { repliesPerClosed } from './replies-per-closed.ts'
import { requiredAgents } from './required-agents.ts'
import { reservedSlots } from './reserved-slots.ts'
import { residualActiveTime } from './residual-active-time.ts'
import { resolutionRate } from './resolution-rate.ts'
import { responseTime } from './response-time.ts'
import { responseTimeFromAssignment } from './response-time-from-assignment.ts'
import { responseTimeOpenHours } from './response-time-open-hours.ts'
import { returnsToQueue } from './returns-to-queue.ts'
import { revenue } from './revenue.ts'
import { scheduledAgents } from './scheduled-agents.ts'
import { selfServeRate } from './self-serve-rate.ts'
import { serviceLevel } from './service-level.ts'
import { serviceLevelAnswered } from './service-level-answered.ts'
import { serviceLevelCredited } from './service-level-credited.ts'
import { serviceLevelExcludingShort } from './service-level-excluding-short.ts'
import { sessionTime } from './session-time.ts'
import { shrinkage } from './shrinkage.ts'
import { silentAbandonments } from './silent-abandonments.ts'
import { skillSegmentDuration } from './skill-segment-duration.ts'
import { skillSegments } from './skill-segments.ts'
import { slaFirstMetRate } from './sla-first-met-rate.ts'
import { slaMetRate } from './sla-met-rate.ts'
import { slaMetRateOriginal } from './sla-met-rate-original.ts'
import { slaMissed } from './sla-missed.ts'
import { slaNextMetRate } from './sla-next-met-rate.ts'
import { slaResolutionMetRate } from './sla-resolution-met-rate.ts'
import { soonOverdue } from './soon-overdue.ts'
import { staffingGap } from './staffing-gap.ts'
import { staffingGapNet } from './staffing-gap-net.ts'
import { surveyAnswerRate } from './survey-answer-rate.ts'
import { surveyAvailability } from './survey-availability.ts'
import { surveysClosed } from './surveys-closed.ts'
import { surveysOffered } from './surveys-offered.ts'
import { surveyTakeRate } from './survey-take-rate.ts'
import { surveyTimeToAnswer } from './survey-time-to-answer.ts'
import { takeovers } from './takeovers.ts'
import { takeoversBy } from './takeovers-by.ts'
import { timeAway } from './time-away.ts'
import { timeBackSoon } from './time-back-soon.ts'
import { timeOnline } from './time-online.ts'
import { transferRate } from './transfer-rate.ts'
import { transfersToAgent } from './transfers-to-agent.ts'
import { transfersToSkill } from './transfers-to-skill.ts'
import { turnsAnswered } from './turns-answered.ts'
import { turnsOpened } from './turns-opened.ts'
import { turnsOwed } from './turns-owed.ts'
import { turnsWithdrawn } from './turns-withdrawn.ts'
import { unassigns } from './unassigns.ts'
import { utilisation } from './utilisation.ts'
import { waitingByReason } from './waiting-by-reason.ts'
import { wakeUps } from './wake-ups.ts'
import { warmupLimitedShare } from './warmup-limited-share.ts'
import { replyBuckets } from './reply-buckets.ts'
import type { Metric } from './metric.ts'

export type { About, Code, Facts, Metric, Twin, Unit } from './metric.ts'
export { datedSql, divided, factsSql, levels, wholeSql } from './metric.ts'
export { fromTwin } from './from-twin.ts'
export { type Aggregated, aggregates, type Columns, overlap } from './sql.ts'

const single = {
  opened,
  closed,
  handled,
  assigned,
  assignments,
  concluded,
  activeConsumers,
  messagesByConsumer,
  messagesByAgent,
  turnsOpened,
  turnsAnswered,
  turnsWithdrawn,
  interactive,
  nonInteractive,
  abandoned,
  abandonedByConsumer,
  abandonedInQueue,
  abandonedAfterBot,
  abandonRate,
  queueAbandonRate,
  silentAbandonments,
  transfersToSkill,
  transfersToAgent,
  returnsToQueue,
  unassigns,
  takeovers,
  takeoversBy,
  transferRate,
  agentSegments,
  skillSegments,
  nonResponsiveAgent,
  offers,
  offerAcceptRate,
  responseTime,
  responseTimeOpenHours,
  responseTimeFromAssignment,
  firstResponseWait,
  firstResponseWaitFirstTime,
  firstResponseWaitFromBot,
  firstResponseWaitAfterTransfer,
  firstResponseFromAssignment,
  assignmentWait,
  assignmentWaitAfterTransfer,
  assignmentWaitFromBot,
  assignmentWaitAfterReturn,
  consumerResponseTime,
  duration,
  agentSegmentDuration,
  skillSegmentDuration,
  sessionTime,
  activeTime,
  activeTimePerTurn,
  activeTimePerConversation,
  netHandleTime,
  loggedInTime,
  timeOnline,
  timeBackSoon,
  timeAway,
  awayTotal,
  onlineRate,
  awayRate,
  ccplh,
  ccpoh,
  handledPerLoginHour,
  repliesPerClosed,
  adjustedCcplh,
  warmupLimitedShare,
  capacityUsed,
  reservedSlots,
  capacity,
  agentLoad,
  availableSlots,
  assignedConversationsAvg,
  activeConversationsAvg,
  owedConversationsAvg,
  activeRatio,
  fullShare,
  overfullShare,
  wakeUps,
  repeatContacts,
  repeatRate0to3d,
  repeatRate4to30d,
  resolutionRate,
  mcs,
  queueUnassigned,
  queueActionable,
  queueNotActionable,
  queueActionableByConsumer,
  queueActionableByRequeue,
  queueActionableByTarget,
  currentWait,
  turnsOwed,
  oldestOwed,
  overdueTotal,
  overdueQueue,
  overdueAssigned,
  soonOverdue,
  backlogHours,
  hoursToClear,
  waitingByReason,
  queueInflow,
  queueOutflow,
  slaMetRate,
  onTimeRate,
  slaFirstMetRate,
  slaNextMetRate,
  slaResolutionMetRate,
  slaMissed,
  lateness,
  manualTargetsSet,
  manualShare,
  slaMetRateOriginal,
  serviceLevel,
  serviceLevelExcludingShort,
  serviceLevelCredited,
  serviceLevelAnswered,
  botAssigned,
  botHandled,
  botEscalations,
  botEscalationRate,
  botClosed,
  botConcluded,
  containmentRate,
  containmentKept,
  botTakeoverRate,
  botResponseTime,
  botConcurrency,
  residualActiveTime,
  botQualityScore,
  surveysOffered,
  surveyTakeRate,
  questionsOffered,
  surveyAnswerRate,
  csat,
  nps,
  fcr,
  surveysClosed,
  surveyAvailability,
  surveyTimeToAnswer,
  conversions,
  conversionsInSession,
  conversionsCrossSession,
  convertingShare,
  conversionsPerClosed,
  revenue,
  averageOrderValue,
  selfServeRate,
  offeredLoad,
  carriedLoad,
  openLoad,
  requiredAgents,
  scheduledAgents,
  availableAgents,
  staffingGap,
  staffingGapNet,
  occupancy,
  paidHours,
  fte,
  utilisation,
  paidOccupancy,
  shrinkage,
  adherence,
  conformance,
  refusals,
} as const
export type MetricId = keyof typeof single

/** Every metric, by its id. */
export const metrics: typeof single & Readonly<Record<string, Metric>> = {
  ...single,
  ...replyBuckets,
}

/** The same, for ids that may be none. */
export const metricOf: ReadonlyMap<string, Metric> = new Map(Object.entries(metrics))
