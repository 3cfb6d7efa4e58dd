import { parseArgs } from 'node:util';

/** What starts a function; nothing when no trigger was given. */
export type Trigger =
  | { kind: 'route'; method: string; path: string; access: string }
  | { kind: 'job'; eventType: string }
  | { kind: 'schedule'; expression: string }
  | { kind: 'none' };

export type Order = {
  /** `<area>/<verb-noun>`: its folder below functions/. */
  name: string;
  area: string;
  verbNoun: string;
  trigger: Trigger;
};

const usage = `npm run new:function -- <area>/<verb-noun> [what starts it]
  --route 'GET /v1/…'           a request; --access signedIn (the default), known or anyone
  --job payment.completed       an event, handed over by the relay (lib/jobs.ts can give it a queue)
  --schedule 'rate(1 day)'      a schedule: rate(…) or cron(…), in UTC`;

const readRoute = (route: string, access: string): Trigger => {
  const [, method, path] = /^(GET|HEAD|POST|PUT|PATCH|DELETE) (\/\S+)$/.exec(route) ?? [];
  if (!method || !path) throw new Error(`--route is a method and a path, not ${route}\n${usage}`);
  if (!['signedIn', 'known', 'anyone'].includes(access))
    throw new Error(`--access is signedIn, known or anyone, not ${access}\n${usage}`);
  return { kind: 'route', method, path, access };
};

const readSchedule = (expression: string): Trigger => {
  if (!/^(rate|cron)\(.+\)$/.test(expression))
    throw new Error(`--schedule is rate(…) or cron(…), not ${expression}\n${usage}`);
  return { kind: 'schedule', expression };
};

/** @throws Error with the fault and the usage of the command. */
export function readOrder(args: string[]): Order {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      route: { type: 'string' },
      access: { type: 'string', default: 'signedIn' },
      job: { type: 'string' },
      schedule: { type: 'string' },
    },
  });
  const [name = ''] = positionals;
  const [, area, verbNoun] = /^([a-z]+)\/([a-z]+(?:-[a-z]+)+)$/.exec(name) ?? [];
  if (!area || !verbNoun || positionals.length > 1)
    throw new Error(
      `A function is named <area>/<verb-noun>, not ${positionals.join(' ')}\n${usage}`,
    );
  const { route, access, job, schedule } = values;
  const triggers: Trigger[] = [
    ...(route === undefined ? [] : [readRoute(route, access)]),
    ...(job === undefined ? [] : [{ kind: 'job' as const, eventType: job }]),
    ...(schedule === undefined ? [] : [readSchedule(schedule)]),
  ];
  if (triggers.length > 1) throw new Error(`Give one of --route, --job and --schedule\n${usage}`);
  return { name, area, verbNoun, trigger: triggers[0] ?? { kind: 'none' } };
}
