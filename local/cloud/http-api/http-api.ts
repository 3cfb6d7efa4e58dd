import { listOf } from '../assembly/json.ts';
import { isThrottled } from '../functions/concurrency.ts';
import type { Lambda } from '../functions/lambda.ts';
import type { AccessLog } from './access-log.ts';
import { type Answer, answerOf, gatewayAnswer, internalServerError } from './answer.ts';
import { type ApiDescription, type ApiRoute, functionArnOf } from './api-description.ts';
import type { Authorize } from './authorizer.ts';
import { isPreflight, preflightAnswer, withCors } from './cors.ts';
import { type EventContext, eventOf } from './event.ts';
import { lambdaAuthorizer } from './lambda-authorizer.ts';
import type { ApiRequest } from './request.ts';
import { RouteTable } from './route-table.ts';
import { Throttle, type ThrottleLimits } from './throttle.ts';

export type HttpApiOptions = {
  lambda: Pick<Lambda, 'invoke'>;
  accessLog?: AccessLog;
  /** Replaces the stage's own limits, for load tests. */
  throttle?: ThrottleLimits;
  /** Called for every request that matches a route, refused ones too: API Gateway bills them. */
  onRequest?: (functionArn: string) => void;
};

/** An HTTP API waits at most thirty seconds, whatever its function's time-out. */
const integrationMs = 30_000;

/** Answers requests as the assembly's HTTP API would. */
export class HttpApi {
  private readonly api: ApiDescription;
  private readonly options: HttpApiOptions;
  private readonly table: RouteTable<ApiRoute>;
  private readonly sharedThrottle: Throttle | undefined;
  private readonly ownThrottles = new Map<ApiRoute, Throttle>();
  private readonly authorizers = new Map<ApiRoute, Authorize>();

  constructor(api: ApiDescription, options: HttpApiOptions) {
    this.api = api;
    this.options = options;
    this.table = new RouteTable(api.routes);
    const limits = options.throttle ?? api.throttle;
    this.sharedThrottle = limits && new Throttle(limits);
    for (const route of api.routes) {
      const own = route.throttle && (options.throttle ?? route.throttle);
      if (own) this.ownThrottles.set(route, new Throttle(own));
      if (route.authorizer) this.authorizers.set(route, this.authorizerOf(route));
    }
  }

  async answer(request: ApiRequest): Promise<Answer> {
    const { cors } = this.api;
    if (cors && isPreflight(request)) return preflightAnswer(cors, request);
    const match = this.table.find(request.method, request.rawPath);
    const answer = await this.routed(request, match?.route, match?.pathParameters);
    const finished = cors ? withCors(cors, request, answer) : answer;
    finished.headers['apigw-requestid'] = request.id;
    this.options.accessLog?.(request, match?.route.routeKey ?? '-', finished);
    return finished;
  }

  private async routed(
    request: ApiRequest,
    route: ApiRoute | undefined,
    pathParameters: Record<string, string> | undefined,
  ): Promise<Answer> {
    if (!route) return gatewayAnswer(404, 'Not Found');
    const throttle = this.ownThrottles.get(route) ?? this.sharedThrottle;
    if (throttle?.admits() === false) return gatewayAnswer(429, 'Too Many Requests');
    this.options.onRequest?.(route.functionArn);
    const { account, apiId, stage } = this.api;
    const context: EventContext = {
      routeKey: route.routeKey,
      pathParameters,
      accountId: account,
      apiId,
      stage,
    };
    const authorize = this.authorizers.get(route);
    if (!authorize) return this.invoke(route, eventOf(request, context));
    const authorization = await authorize(request, context);
    if ('refusal' in authorization) return authorization.refusal;
    return this.invoke(route, eventOf(request, { ...context, ...authorization }));
  }

  private async invoke(route: ApiRoute, event: unknown): Promise<Answer> {
    const { promise: tooLate, resolve } = Promise.withResolvers<undefined>();
    const timer = setTimeout(() => resolve(undefined), integrationMs);
    const invoked = await Promise.race([
      this.options.lambda.invoke(route.functionArn, event),
      tooLate,
    ]);
    clearTimeout(timer);
    // Lambda's 429 does not reach the caller: an HTTP API answers it like a missing integration.
    if (!invoked || isThrottled(invoked.outcome)) return gatewayAnswer(503, 'Service Unavailable');
    const { outcome } = invoked;
    return 'error' in outcome ? internalServerError() : answerOf(outcome.payload);
  }

  private authorizerOf({ authorizer, routeKey }: ApiRoute): Authorize {
    const { properties, path } = authorizer!;
    const sources = listOf(properties.IdentitySource).map(String);
    if (properties.AuthorizerType !== 'REQUEST')
      throw new Error(`${path}: authorizers are functions here, not ${properties.AuthorizerType}`);
    if (properties.EnableSimpleResponses !== true)
      console.error(`WARNING: ${path} (${routeKey}) has no simple responses: every call gets 500`);
    const { account, apiId, region, stage } = this.api;
    const functionArn = functionArnOf(String(properties.AuthorizerUri));
    return lambdaAuthorizer({
      identitySources: sources,
      cacheSeconds: Number(properties.AuthorizerResultTtlInSeconds ?? 0),
      routeArnOf: (key) =>
        `arn:aws:execute-api:${region}:${account}:${apiId}/${stage}/${key.replace(' ', '')}`,
      invoke: (event) => this.options.lambda.invoke(functionArn, event),
    });
  }
}
