import { isJsonObject, type Json, type JsonObject } from './json.ts';

/** By resource type, the properties that hold addresses of services which run elsewhere here. */
const addressed: Record<string, string> = {
  'AWS::Lambda::Function': 'Environment',
};

/** Points variables at the stand-ins on this machine. */
export function replaceOrigins<Resource extends { type: string; properties: JsonObject }>(
  resource: Resource,
  origins: Record<string, string>,
): Resource {
  const property = addressed[resource.type];
  const value = property && resource.properties[property];
  if (!property || value === undefined || value === '') return resource;
  return {
    ...resource,
    properties: { ...resource.properties, [property]: replaced(value, origins) },
  };
}

/** A star stands for one part of a host name, which goes where the star in the new address is. */
function replacedHosts(text: string, from: string, to: string): string {
  const [before = '', after = ''] = from.replaceAll('.', '\\.').split('*');
  return text.replaceAll(new RegExp(`${before}([a-z0-9-]+)${after}`, 'g'), to.replace('*', '$1'));
}

function replaced(value: Json, origins: Record<string, string>): Json {
  if (typeof value === 'string')
    return Object.entries(origins).reduce(
      (text, [from, to]) =>
        from.includes('*') ? replacedHosts(text, from, to) : text.replaceAll(from, to),
      value,
    );
  if (Array.isArray(value)) return value.map((item) => replaced(item, origins));
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, replaced(item, origins)]);
  return Object.fromEntries(entries) as JsonObject;
}
