import type { Assembly, Resource } from '../assembly/assembly.ts';
import { isJsonObject, type JsonObject } from '../assembly/json.ts';
import { type Cors, corsOf } from './cors.ts';
import type { ThrottleLimits } from './throttle.ts';

export type ApiRoute = {
  routeKey: string;
  functionArn: string;
  authorizer: Resource | undefined;
  /** The route's own bucket; without one the route shares the stage's. */
  throttle: ThrottleLimits | undefined;
};

/** The HTTP API of an assembly: its routes and common settings. */
export type ApiDescription = {
  apiId: string;
  account: string;
  region: string;
  stage: string;
  routes: ApiRoute[];
  cors: Cors | undefined;
  throttle: ThrottleLimits | undefined;
  accessLogFormat: string | undefined;
};

const inner = (properties: JsonObject, name: string): JsonObject => {
  const value = properties[name];
  return isJsonObject(value) ? value : {};
};

export function describeApi(assembly: Assembly): ApiDescription {
  const [api, ...more] = assembly.ofType('AWS::ApiGatewayV2::Api');
  if (!api) throw new Error('The assembly has no AWS::ApiGatewayV2::Api');
  if (more.length > 0) console.error(`WARNING: only the API ${api.path} is served`);
  const [stage] = assembly.ofType('AWS::ApiGatewayV2::Stage');
  const settings = stage ? inner(stage.properties, 'DefaultRouteSettings') : {};
  const ofRoutes = stage ? inner(stage.properties, 'RouteSettings') : {};
  const format = stage && inner(stage.properties, 'AccessLogSettings').Format;
  return {
    apiId: api.physicalId,
    account: assembly.account,
    region: assembly.region,
    stage: String(stage?.properties.StageName ?? '$default'),
    routes: assembly
      .ofType('AWS::ApiGatewayV2::Route')
      .filter(({ properties }) => properties.ApiId === api.physicalId)
      .map((route) => routeOf(assembly, route, ofRoutes)),
    cors: isJsonObject(api.properties.CorsConfiguration)
      ? corsOf(api.properties.CorsConfiguration)
      : undefined,
    throttle: throttleOf(settings),
    accessLogFormat: typeof format === 'string' ? format : undefined,
  };
}

function routeOf(
  assembly: Assembly,
  { properties, path }: Resource,
  settings: JsonObject,
): ApiRoute {
  const integrationId = String(properties.Target).replace('integrations/', '');
  const integration = assembly.byPhysicalId(integrationId);
  if (integration?.properties.IntegrationType !== 'AWS_PROXY')
    throw new Error(`${path} has no AWS_PROXY integration: the local cloud supports no other`);
  const { AuthorizerId: authorizerId } = properties;
  return {
    routeKey: String(properties.RouteKey),
    throttle: throttleOf(inner(settings, String(properties.RouteKey))),
    functionArn: functionArnOf(String(integration.properties.IntegrationUri)),
    authorizer: authorizerId ? assembly.byPhysicalId(String(authorizerId)) : undefined,
  };
}

/** A function's ARN, bare or inside API Gateway's invocation path. */
export const functionArnOf = (uri: string): string =>
  /functions\/(arn:[^/]+)\/invocations$/.exec(uri)?.[1] ?? uri;

function throttleOf(settings: JsonObject): ThrottleLimits | undefined {
  const { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst } = settings;
  if (typeof rate !== 'number' || typeof burst !== 'number') return undefined;
  return { ratePerSecond: rate, burst };
}
