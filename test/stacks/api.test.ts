import { App } from 'aws-cdk-lib';
import { type Area, areas } from '../../lib/areas.ts';
import { readDeployment } from '../../lib/configuration.ts';
import { type Route, routes, sharedLimit, unknownRoute } from '../../lib/routes.ts';
import { contextWith } from './app.ts';
import { deployments, type Resource, targetOf } from './deployments.ts';

const keyOf = ({ method, path }: Route): string => `${method} ${path}`;

describe.each(deployments())('the API (%s)', (name, { resourcesOf }) => {
  const deployed = resourcesOf('app', 'AWS::ApiGatewayV2::Route');
  const [stage] = resourcesOf('app', 'AWS::ApiGatewayV2::Stage');
  const [api] = resourcesOf('app', 'AWS::ApiGatewayV2::Api');
  const authorizers = resourcesOf('app', 'AWS::ApiGatewayV2::Authorizer');
  const byId = new Map(resourcesOf('app').map((one) => [one.id, one]));
  const resource = (id: string): Resource => byId.get(id)!;

  const routeKeysIn = (area: Area): string[] =>
    deployed.filter(({ stack }) => stack === area).map(({ Properties }) => Properties.RouteKey);

  test('it has the routes of the table, and one for everything else', () => {
    expect(deployed.map(({ Properties }) => Properties.RouteKey).sort()).toEqual(
      ['$default', ...routes.map(keyOf)].sort(),
    );
  });

  test('pages may use every method of the API, and no others [A9]', () => {
    const { AllowMethods } = api!.Properties.CorsConfiguration;
    const methods = routes
      .filter(({ path }) => path.startsWith('/v1/'))
      .map(({ method }) => method);
    expect([...AllowMethods].sort()).toEqual([...new Set(methods)].sort());
    expect(AllowMethods).toEqual(expect.arrayContaining(['PUT', 'PATCH', 'DELETE']));
  });

  test('an unknown route is answered by a function, for anyone, with a low limit [A9]', () => {
    const anythingElse = deployed.find(({ Properties }) => Properties.RouteKey === '$default')!;
    expect(anythingElse.Properties.AuthorizationType ?? 'NONE').toBe('NONE');
    const target = JSON.stringify(anythingElse.Properties.Target);
    const integration = resourcesOf('app', 'AWS::ApiGatewayV2::Integration').find(({ id }) =>
      target.includes(`"${id}"`),
    )!;
    const lambda = resource(targetOf(integration.Properties.IntegrationUri));
    expect(lambda.Properties.Description).toBe(unknownRoute.function);
    const { $default } = stage!.Properties.RouteSettings;
    expect($default.ThrottlingRateLimit).toBeLessThan(sharedLimit.ratePerSecond);
  });

  test('webhooks, orders, activations and usage have their own limits, as in the table, and the others share one [A11]', () => {
    const limited = [
      ...routes.flatMap((route) => (route.limit ? [[keyOf(route), route.limit] as const] : [])),
      ['$default', unknownRoute.limit] as const,
    ];
    expect(stage!.Properties.RouteSettings).toEqual(
      Object.fromEntries(
        limited.map(([key, { ratePerSecond, burst }]) => [
          key,
          { ThrottlingRateLimit: ratePerSecond, ThrottlingBurstLimit: burst },
        ]),
      ),
    );
    const own = routes.filter(({ limit }) => limit).map(({ path }) => path);
    const webhooks = routes.map(({ path }) => path).filter((path) => path.startsWith('/webhooks/'));
    const activations = ['/v1/activations', '/v1/activations/{token}'];
    const usage = ['/v1/usage/events', '/v1/usage/check'];
    const orders = ['/v1/orders'];
    expect(new Set(own)).toEqual(new Set([...webhooks, ...activations, ...usage, ...orders]));
  });

  test('limits are set once their routes exist: API Gateway refuses limits of unknown routes [A11]', () => {
    const deployedBefore = new Set(areas.flatMap((area) => routeKeysIn(area)));
    expect(stage!.stack).toBe('entry');
    for (const key of Object.keys(stage!.Properties.RouteSettings))
      expect(deployedBefore).toContain(key);
  });

  test('refused requests are counted from the access log, and raise an alarm in full [A11]', () => {
    const filters = resourcesOf('app', 'AWS::Logs::MetricFilter');
    const rings = resourcesOf('watch', 'AWS::CloudWatch::Alarm').filter(
      ({ Properties }) => Properties.MetricName === 'RequestsThrottled',
    );
    if (!name.endsWith('full')) {
      expect([...filters, ...rings]).toEqual([]);
      return;
    }
    const [{ Properties: counted }] = filters as [Resource];
    const { Format, DestinationArn } = stage!.Properties.AccessLogSettings;
    // The access log writes every field as text.
    expect(counted.FilterPattern).toBe('{ $.statusCode = "429" }');
    expect(JSON.parse(Format).statusCode).toBe('$context.status');
    expect(targetOf(counted.LogGroupName)).toBe(targetOf(DestinationArn));
    const [metric] = counted.MetricTransformations;
    expect(rings.map(({ Properties }) => [Properties.Namespace, Properties.MetricName])).toEqual([
      [metric.MetricNamespace, metric.MetricName],
    ]);
  });

  test.each(routes)(
    '$method $path leads to its function, and checks the caller as in the table',
    (route) => {
      const { Properties } = deployed.find(
        ({ Properties }) => Properties.RouteKey === `${route.method} ${route.path}`,
      )!;
      const target = JSON.stringify(Properties.Target);
      const integration = resourcesOf('app', 'AWS::ApiGatewayV2::Integration').find(({ id }) =>
        target.includes(`"${id}"`),
      )!;
      const lambda = resource(targetOf(integration.Properties.IntegrationUri));
      expect(lambda.Properties.Description).toBe(route.function);

      const authorizer = Properties.AuthorizerId && resource(targetOf(Properties.AuthorizerId));
      const isOpen = route.access === 'open';
      expect(authorizer?.Properties.AuthorizerType).toBe(isOpen ? undefined : 'REQUEST');
      expect(Properties.AuthorizationType ?? 'NONE').toBe(isOpen ? 'NONE' : 'CUSTOM');
    },
  );

  test('every open route says why', () => {
    for (const route of routes)
      if (route.access === 'open') expect(route.openBecause.length).toBeGreaterThan(20);
  });

  test('one authorizer identifies the caller, and knows whom each route admits [B3]', () => {
    expect(authorizers).toHaveLength(1);
    const asked = resourcesOf('app', 'AWS::Lambda::Function').find(
      ({ Properties }) => Properties.Description === 'access/identify-caller',
    )!;
    expect(JSON.stringify(authorizers[0]!.Properties.AuthorizerUri)).toContain(`"${asked.id}"`);
    const { Variables } = asked.Properties.Environment;
    const access = JSON.parse(Variables.ROUTE_ACCESS);
    for (const { method, path, access: wanted } of routes)
      expect(access[`${method} ${path}`]).toBe(
        wanted === 'anyone' || wanted === 'known' ? wanted : undefined,
      );
    expect(JSON.stringify(Variables.TOKEN_AUDIENCE)).toMatch(/"PeopleClient/);
    expect(JSON.stringify(Variables.STAFF_TOKEN_AUDIENCE)).toMatch(/"StaffClient/);
    expect(JSON.stringify(Variables.STAFF_TOKEN_ISSUER)).toMatch(
      /https:\/\/cognito-idp\..+StaffPool/,
    );
  });

  test('the caller is identified at every request: no cache can return another caller', () => {
    expect(authorizers[0]!.Properties).toMatchObject({
      AuthorizerResultTtlInSeconds: 0,
      EnableSimpleResponses: true,
      AuthorizerPayloadFormatVersion: '2.0',
    });
  });

  test('a flood is throttled, and every request is logged', () => {
    const { DefaultRouteSettings, AccessLogSettings } = stage!.Properties;
    expect(DefaultRouteSettings.ThrottlingRateLimit).toBeGreaterThan(0);
    expect(DefaultRouteSettings.ThrottlingBurstLimit).toBeGreaterThan(0);
    const group = resource(targetOf(AccessLogSettings.DestinationArn));
    expect(group.Properties.RetentionInDays).toBeGreaterThan(0);
  });

  test('access logs contain no query, where a buyer’s token may be', () => {
    const { Format } = stage!.Properties.AccessLogSettings;
    expect(Format).not.toMatch(/queryString|\$context\.path\b/i);
  });

  test('in production no redirect leads to localhost', () => {
    const { node } = new App({ context: contextWith({ stage: 'prod' }) });
    for (const origin of readDeployment(node).configuration.shopOrigins)
      expect(origin).toMatch(/^https:\/\/[^*]+$/);
  });

  test('pages of the shop may call it, and no other pages', () => {
    const { AllowOrigins, AllowCredentials, AllowHeaders } = api!.Properties.CorsConfiguration;
    const [stage] = name.split(',');
    const { node } = new App({ context: contextWith({ stage }) });
    const { shopOrigins } = readDeployment(node).configuration;
    // The gateway knows no wildcard for a port: those entries are for return addresses alone.
    expect(AllowOrigins).toEqual(shopOrigins.filter((origin) => !origin.includes('*')));
    expect(AllowOrigins.length).toBeGreaterThan(0);
    expect(AllowCredentials).not.toBe(true);
    // A server key has no business in a browser.
    expect(AllowHeaders).not.toContain('x-api-key');
  });
});
