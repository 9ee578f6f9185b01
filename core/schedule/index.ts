/** Schedules, in reading order: what is asked, what is written, what stands behind it. */
export { always, type Schedule, type ShiftStatus, shiftStatus } from './schedule.ts'
export type {
  AttachedHours,
  HoursMode,
  LastMinute,
  OccasionConfig,
  ScheduleConfig,
  SpecialOccasionsConfig,
  WorkingEvent,
  WorkingHoursConfig,
} from './config.ts'
export { type Schedules, schedules } from './schedules.ts'
export { type Wall, type Weekday, weekdays } from './wall.ts'
export { Zone, zoneOf } from './zone.ts'
