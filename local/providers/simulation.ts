import { ProviderClock } from './clock.ts';
import { wishOf, wrongWish } from './controls.ts';
import { FaultRegistry, parseFault } from './faults.ts';
import { type Call, json, type Routes, routesOf, serveOnLoopback } from './loopback-server.ts';
import { NotificationLog } from './notification-log.ts';
import { RequestLog } from './request-log.ts';

export type SimulationOptions = {
  /** 0, the default, takes a free port. */
  port?: number;
  now?: () => Date;
};

export type SimulatedProvider = {
  url: string;
  /** Closes every connection and cancels every pending delivery. */
  stop(): Promise<void>;
};

/** What a provider's simulation can be asked for besides the common things. */
export type Control<Account> = (account: Account, call: Call) => object;

type Served<Account> = {
  routes: Routes;
  controls: Record<string, Control<Account>>;
  /** Ends what is due by the clock: before each call, around each control, and every second. */
  expireDue: () => void;
};

/** How often the time is looked at without a call. */
const sweepMs = 1_000;

/** What every provider's account has: its time, its faults, its messages and its address. */
export class Simulation<Options extends SimulationOptions> {
  readonly options: Options;
  readonly clock: ProviderClock;
  readonly faults = new FaultRegistry();
  readonly log: NotificationLog;
  /** Without a slash at its end; empty until the port is open. */
  url = '';
  private readonly requests = new RequestLog();

  constructor(options: Options) {
    this.options = options;
    this.clock = new ProviderClock(options.now);
    this.log = new NotificationLog(this.clock, this.faults);
  }

  /** Opens the port for the provider's API and pages, and for the controls, which need no key. */
  async start({ routes, controls, expireDue }: Served<this>): Promise<SimulatedProvider> {
    const watched = mapRoutes(routes, (answer) => (call) => {
      this.requests.note(call);
      expireDue();
      return answer(call);
    });
    const own = routesOf(controls, (call, control) => json(200, control(this, call)));
    const inTime = mapRoutes({ ...own, ...this.commonControls() }, (answer) => async (call) => {
      expireDue();
      const reply = await answer(call);
      expireDue();
      return reply;
    });
    const server = await serveOnLoopback(this.options.port ?? 0, { ...watched, ...inTime });
    this.url = server.url;
    const sweep = setInterval(expireDue, sweepMs).unref();
    const stop = () => {
      clearInterval(sweep);
      this.log.stop();
      return server.stop();
    };
    return { url: server.url, stop };
  }

  private commonControls(): Routes {
    const { faults, log, requests } = this;
    return {
      'GET /_sim/requests': ({ query }) => json(200, requests.about(query.get('about') ?? '')),
      'GET /_sim/faults': () => json(200, faults.list()),
      'POST /_sim/faults': (call) => json(201, faults.add(parseFault(wishOf(call)))),
      'DELETE /_sim/faults/:id?': ({ ids }) => json(200, faults.clear(ids.id)),
      'POST /_sim/clock': (call) => this.advanceClock(call),
      'GET /_sim/events': () => json(200, log.list()),
      'POST /_sim/events/:id/send': async (call) => {
        const { copies = 1, concurrent = false } = wishOf(call);
        const sent = await log.sendAgain(call.ids.id, Number(copies), concurrent === true);
        if (!sent) throw wrongWish(404, `No such event: ${call.ids.id}`);
        return json(200, sent);
      },
      'ALL /_sim/*': ({ method, path }) => {
        throw wrongWish(404, `No such control: ${method} ${path}`);
      },
    };
  }

  private advanceClock(call: Call) {
    const seconds = Number(wishOf(call).advanceSeconds);
    if (!Number.isFinite(seconds) || seconds < 0) {
      throw wrongWish(400, '"advanceSeconds" is a number, 0 or more.');
    }
    this.clock.advance(seconds);
    return json(200, { now: new Date(this.clock.nowMs()).toISOString() });
  }
}

type Answer = Routes[string];

function mapRoutes(routes: Routes, change: (answer: Answer) => Answer): Routes {
  return Object.fromEntries(Object.entries(routes).map(([at, answer]) => [at, change(answer)]));
}
