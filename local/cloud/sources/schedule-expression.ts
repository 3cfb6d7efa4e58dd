/** Returns whether a schedule is due in the minute that starts at `minute`. */
export type IsDue = (minute: Date) => boolean;

const minuteMs = 60_000;

/**
 * Parses `rate(…)`, `cron(…)` and `at(…)` of EventBridge Scheduler; a rate counts from `since`.
 *
 * @example scheduleExpression('cron(0 8 ? * MON-FRI *)', 'Europe/Paris', new Date())
 */
export function scheduleExpression(expression: string, timeZone: string, since: Date): IsDue {
  const [, kind, inner] = /^(rate|cron|at)\((.+)\)$/.exec(expression) ?? [];
  switch (kind) {
    case 'rate':
      return rate(inner!, since);
    case 'cron':
      return cron(inner!, timeZone);
    case 'at':
      return (minute) => localTime(minute, timeZone).text === inner!.slice(0, 16);
    default:
      throw new Error(`"${expression}" is not a schedule expression`);
  }
}

const unitMinutes: Record<string, number> = { minute: 1, hour: 60, day: 1_440 };

function rate(inner: string, since: Date): IsDue {
  const [, count, unit] = /^(\d+) (minute|hour|day)s?$/.exec(inner) ?? [];
  const everyMinutes = Number(count) * (unitMinutes[unit ?? ''] ?? 0);
  if (!everyMinutes) throw new Error(`"rate(${inner})" is not a schedule expression`);
  const start = Math.floor(since.getTime() / minuteMs);
  return (minute) => {
    const passed = Math.floor(minute.getTime() / minuteMs) - start;
    return passed > 0 && passed % everyMinutes === 0;
  };
}

const monthNames = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');
const dayNames = 'SUN MON TUE WED THU FRI SAT'.split(' ');

type LocalTime = {
  minute: number;
  hour: number;
  day: number;
  month: number;
  year: number;
  /** 1 is Sunday, as on AWS. */
  weekday: number;
  text: string;
};

function cron(inner: string, timeZone: string): IsDue {
  const fields = inner.trim().split(/\s+/);
  if (fields.length !== 6) throw new Error(`"cron(${inner})" does not have six fields`);
  const [minutes, hours, days, months, weekdays, years] = fields as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  return (at) => {
    const local = localTime(at, timeZone);
    return (
      includes(minutes, local.minute) &&
      includes(hours, local.hour) &&
      includes(months, local.month, monthNames, 1) &&
      includes(years, local.year) &&
      isDay(days, local) &&
      isWeekday(weekdays, local)
    );
  };
}

function localTime(at: Date, timeZone: string): LocalTime {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(at);
  const text = (type: string): string => parts.find((part) => part.type === type)!.value;
  const number = (type: string): number => Number(text(type));
  const [year, month, day] = [number('year'), number('month'), number('day')];
  return {
    year,
    month,
    day,
    hour: number('hour'),
    minute: number('minute'),
    weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1,
    text: `${text('year')}-${text('month')}-${text('day')}T${text('hour')}:${text('minute')}`,
  };
}

/** Lists, ranges and steps: `1,15`, `MON-FRI`, `0/5`. */
function includes(field: string, value: number, names: string[] = [], first = 0): boolean {
  return field.split(',').some((part) => {
    const [range = '', step] = part.split('/');
    const [from, to] = boundsOf(range, names, first);
    if (step === undefined) return value >= from && value <= to;
    const last = range.includes('-') ? to : Infinity;
    const start = Number.isFinite(from) ? from : first;
    return value >= start && value <= last && (value - start) % Number(step) === 0;
  });
}

function boundsOf(range: string, names: string[], first: number): [number, number] {
  if (range === '*' || range === '?') return [-Infinity, Infinity];
  const number = (text: string): number => {
    const index = names.indexOf(text.toUpperCase());
    return index < 0 ? Number(text) : index + first;
  };
  const [from = '', to = from] = range.split('-');
  return [number(from), number(to)];
}

const daysOf = (year: number, month: number): number =>
  new Date(Date.UTC(year, month, 0)).getUTCDate();

function isDay(field: string, { day, month, year }: LocalTime): boolean {
  const last = daysOf(year, month);
  if (field === 'L') return day === last;
  const wanted = /^(\d+)W$/.exec(field)?.[1];
  return wanted ? day === nearestWorkday(Number(wanted), year, month, last) : includes(field, day);
}

/** The working day nearest to a day, within its month. */
function nearestWorkday(wanted: number, year: number, month: number, last: number): number {
  const day = Math.min(wanted, last);
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  if (weekday === 6) return day === 1 ? 3 : day - 1;
  if (weekday === 0) return day === last ? day - 2 : day + 1;
  return day;
}

function isWeekday(field: string, { weekday, day, month, year }: LocalTime): boolean {
  const [, dayName, nth] = /^([A-Z]{3}|[1-7])#([1-5])$/i.exec(field) ?? [];
  if (dayName && nth)
    return includes(dayName, weekday, dayNames, 1) && Math.ceil(day / 7) === Number(nth);
  if (field === 'L') return weekday === 7;
  const lastOf = /^([A-Z]{3}|[1-7])L$/i.exec(field)?.[1];
  if (lastOf) return includes(lastOf, weekday, dayNames, 1) && day > daysOf(year, month) - 7;
  return includes(field, weekday, dayNames, 1);
}
