import type { Calendar } from './calendar.ts'
import { Next } from './stage.ts'

/** What is done at an instant. */
export type Task = () => void

/** What happens too seldom to have a kind of its own in the calendar. */
export class Agenda {
  private readonly calendar: Calendar
  private readonly tasks: (Task | undefined)[] = []
  private readonly free: number[] = []

  constructor(calendar: Calendar) {
    this.calendar = calendar
  }

  /** @param at whole ms. */
  set(at: number, task: Task): void {
    const place = this.free.pop() ?? this.tasks.length
    this.tasks[place] = task
    this.calendar.set(at, Next.task, place)
  }

  run(place: number): void {
    const task = this.tasks[place]!
    this.tasks[place] = undefined
    this.free.push(place)
    task()
  }
}
