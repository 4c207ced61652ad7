// Calendar dates as the server writes them (2026-11-16), and as people say them. The server's today is the only today.
import dayjs from 'dayjs'
import { words } from '../words'
import type { Deadline } from '../api/types'

const is_chinese = () => (words.global.locale as unknown as { value: string }).value === 'zh'
const english_months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const weekdays = {
  zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
}

export const add_days = (day: string, days: number) => dayjs(day).add(days, 'day').format('YYYY-MM-DD')

// Monday of the week.
export const week_start = (day: string) => add_days(day, -((dayjs(day).day() + 6) % 7))

export const month_of = (day: string) => day.slice(0, 7)
export const year_of = (day: string) => Number(day.slice(0, 4))
export const add_months = (month: string, months: number) =>
  dayjs(`${month}-01`).add(months, 'month').format('YYYY-MM')
export const is_month = (period: string) => /^\d{4}-\d{2}$/.test(period)
export const is_quarter = (period: string) => /^\d{4}Q[1-4]$/.test(period)
export const is_year = (period: string) => /^\d{4}$/.test(period)
export const quarter_of = (day: string) =>
  `${day.slice(0, 4)}Q${Math.floor((Number(day.slice(5, 7)) + 2) / 3)}`

// The period so many of its kind later: 2026-11, 2026Q4, 2026.
export function add_periods(period: string, steps: number): string {
  if (is_month(period)) return add_months(period, steps)
  if (!is_quarter(period)) return String(Number(period) + steps)
  const quarters = Number(period.slice(0, 4)) * 4 + Number(period[5]) - 1 + steps
  return `${Math.floor(quarters / 4)}Q${(quarters % 4) + 1}`
}
// The quarter before the one of the day: the one that is under review on that day.
export const quarter_before = (day: string) => add_periods(quarter_of(day), -1)

// The year under appraisal on that day: a year is appraised from its own December to the end of the next March.
export const appraised_year = (day: string) => year_of(day) - (Number(day.slice(5, 7)) <= 3 ? 1 : 0)

export const weekday_name = (day: string) => weekdays[is_chinese() ? 'zh' : 'en'][dayjs(day).day()]

// 11月16日
export function day_name(day: string): string {
  const [, month, date] = day.split('-').map(Number)
  return is_chinese() ? `${month}月${date}日` : `${date} ${english_months[month - 1]}`
}

// 2026年11月16日
export function full_day_name(day: string): string {
  const year = day.slice(0, 4)
  return is_chinese() ? `${year}年${day_name(day)}` : `${day_name(day)} ${year}`
}

const chinese_quarters = ['一', '二', '三', '四']

// 2026 年 11 月, 2026 年第四季度, 2026 年
export function period_name(period: string): string {
  if (is_quarter(period)) {
    const [year, quarter] = [period.slice(0, 4), Number(period[5])]
    return is_chinese() ? `${year} 年第${chinese_quarters[quarter - 1]}季度` : `Q${quarter} ${year}`
  }
  const [year, month] = period.split('-')
  if (!month) return is_chinese() ? `${year} 年` : year
  return is_chinese() ? `${year} 年 ${Number(month)} 月` : `${english_months[Number(month) - 1]} ${year}`
}

// 11 月, Nov: where the year stands nearby
export const month_name = (month: string) =>
  is_chinese() ? `${Number(month.slice(5))} 月` : english_months[Number(month.slice(5)) - 1]

// 三季度, Q3: where the year stands nearby
export const quarter_name = (quarter: string) =>
  is_chinese() ? `${chinese_quarters[Number(quarter[5]) - 1]}季度` : quarter.slice(4)

export const clock_time = (at: Date) =>
  `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`

// An instant of the server in the time of the organ.
export function moment_name(at: string): string {
  const parts = new Intl.DateTimeFormat('zh-CN', {
    timeZone: 'Asia/Shanghai',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(at))
  const part = (kind: string) => parts.find((one) => one.type === kind)?.value ?? ''
  const time = `${part('hour')}:${part('minute')}`
  const month = Number(part('month'))
  return is_chinese()
    ? `${month}月${part('day')}日 ${time}`
    : `${part('day')} ${english_months[month - 1]} ${time}`
}

// With the year: of what is kept and read again years later.
export const full_moment_name = (at: string) => {
  const local = new Date(Date.parse(at) + organ_offset_ms)
  return `${full_day_name(local.toISOString().slice(0, 10))} ${local.toISOString().slice(11, 16)}`
}
const organ_offset_ms = 8 * 3_600_000

// 还剩 3 个工作日
export function due_words(deadline: Deadline): string {
  const t = words.global.t
  const left = deadline.working_days_left
  if (deadline.due_on === null || left === null) return deadline.message || t('due.unknown')
  if (deadline.is_past) return t('due.past', { days: Math.max(1, Math.abs(left)) })
  return left === 0 ? t('due.today') : t('due.left', { days: left })
}
