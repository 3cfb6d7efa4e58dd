import { join } from 'node:path';
import type { Assembly } from '../assembly/assembly.ts';
import type { Engines } from '../engines/engines.ts';
import { AsynchronousInvocations } from '../functions/asynchronous-invocations.ts';
import { eventInvokeConfigsOf } from '../functions/event-invoke-config.ts';
import { executionEnvironment } from '../functions/execution-environment.ts';
import { type InvocationRecord, Invocations } from '../functions/invocations.ts';
import { Lambda } from '../functions/lambda.ts';
import { functionsOf, type LocalFunction } from '../functions/local-function.ts';
import { LogStore } from '../functions/log-store.ts';
import type { TaskRoot } from '../functions/task-root.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { accessLogTo } from '../http-api/access-log.ts';
import { describeApi } from '../http-api/api-description.ts';
import type { ApiServer } from '../http-api/api-server.ts';
import { HttpApi } from '../http-api/http-api.ts';
import type { ThrottleLimits } from '../http-api/throttle.ts';
import { Destinations } from '../sources/destinations.ts';
import { MailEvents } from '../sources/mail-events.ts';
import { Schedules, schedulesOf } from '../sources/schedules.ts';
import { Sources } from '../sources/sources.ts';

export type RunningAppOptions = {
  directory: string;
  taskRoot: TaskRoot;
  gateway: Gateway;
  engines: Engines;
  apiServer: ApiServer;
  retryDelaySeconds?: number;
  throttle?: ThrottleLimits;
  concurrencyMax?: number;
  accountConcurrency?: number;
};

/** The running assembly: its functions, and what starts them (API, queues, stream, schedules). */
export class RunningApp {
  readonly lambda: Lambda;
  readonly schedules: Schedules;
  readonly mailEvents: MailEvents;
  readonly logs: LogStore;
  readonly invocations = new Invocations();
  private readonly options: RunningAppOptions;
  private readonly startedAt = new Date();
  private readonly sources: Sources;
  private readonly destinations: Destinations;
  private readonly asynchronous: AsynchronousInvocations;

  constructor(options: RunningAppOptions) {
    const { gateway, engines, directory, retryDelaySeconds } = options;
    const { concurrencyMax, accountConcurrency } = options;
    this.options = options;
    this.logs = new LogStore(join(directory, 'logs'));
    this.lambda = new Lambda([], {
      logs: this.logs,
      invocations: this.invocations,
      concurrencyMax,
      accountConcurrency,
      environmentOf: (definition, instance) => this.environmentOf(definition, instance),
      onInvocation: (record) => this.meter(record),
    });
    const { url: gatewayUrl, credentialsFor, authorize } = gateway;
    this.destinations = new Destinations({ gatewayUrl, credentialsFor });
    this.asynchronous = new AsynchronousInvocations({
      lambda: this.lambda,
      send: (record, functionArn, destinationArn) =>
        this.destinations.send(this.lambda.find(functionArn).roleArn, destinationArn, {
          body: JSON.stringify(record),
        }),
      retryDelayMsMax: retryDelaySeconds && retryDelaySeconds * 1000,
    });
    this.mailEvents = new MailEvents((...event) => this.accept(...event));
    this.schedules = new Schedules([], {
      lambda: this.lambda,
      accept: (...event) => this.accept(...event),
      authorize,
      send: (...parcel) => this.destinations.send(...parcel),
    });
    this.sources = new Sources({
      lambda: this.lambda,
      gatewayUrl,
      queuesUrl: engines.queuesAndStorage,
      credentialsFor,
      authorize,
      destinations: this.destinations,
      writes: gateway.writes,
      retryDelaySeconds,
    });
    gateway.faults.onKill(({ instance }) => {
      if (instance) this.lambda.kill(instance);
    });
  }

  /** Takes an event for a function that nobody waits for. */
  accept(functionArn: string, event: unknown): void {
    this.asynchronous.accept(functionArn, event);
  }

  /** Replaces the running assembly with this one. */
  use(assembly: Assembly): void {
    this.lambda.use(functionsOf(assembly, this.options.taskRoot));
    this.serve(assembly);
    this.destinations.use(assembly);
    this.asynchronous.use(eventInvokeConfigsOf(assembly));
    this.schedules.use(schedulesOf(assembly, this.startedAt));
    this.sources.use(assembly);
    this.mailEvents.use(assembly);
  }

  stop(): void {
    this.schedules.stop();
    this.asynchronous.stop();
    this.sources.stop();
    this.lambda.stop();
  }

  private serve(assembly: Assembly): void {
    const { apiServer, throttle, gateway, directory } = this.options;
    const api = describeApi(assembly);
    const file = join(directory, 'logs', 'api-access.log');
    const accessLog = api.accessLogFormat ? accessLogTo(file, api.accessLogFormat) : undefined;
    const onRequest = (functionArn: string) => {
      const { name } = this.lambda.find(functionArn);
      gateway.meter.record(name, 'apigateway', 'Request', { requests: 1 });
    };
    apiServer.serve(new HttpApi(api, { lambda: this.lambda, throttle, accessLog, onRequest }));
  }

  /** Warns when a role may not write logs: on AWS the log would just stay empty. */
  private environmentOf(definition: LocalFunction, instance: string): Record<string, string> {
    const { gateway } = this.options;
    const { roleArn, name, region, arn, logGroup } = definition;
    const streams = `arn:aws:logs:${region}:${arn.split(':')[4]}:log-group:${logGroup}:log-stream:`;
    for (const action of ['logs:CreateLogStream', 'logs:PutLogEvents'])
      if (!gateway.authorize(roleArn, action, `${streams}${instance}`))
        console.error(`WARNING: ${name} may not ${action}: on AWS its log would stay empty`);
    const credentials = gateway.credentialsFor(roleArn, instance);
    return executionEnvironment(definition, credentials, gateway.url);
  }

  private meter({ function: name, billedMs, cpuMs }: InvocationRecord): void {
    const { memoryMb } = this.lambda.find(name);
    this.options.gateway.meter.record(name, 'lambda', 'Invoke', {
      requests: 1,
      durationMs: billedMs,
      memoryMb,
      // A start has a whole processor on AWS too, whatever the memory.
      cpuMs,
    });
  }
}
