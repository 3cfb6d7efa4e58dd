import type { ProviderClock } from './clock.ts';
import type { FaultRegistry } from './faults.ts';
import { parseFault, UnknownFault } from './faults.ts';
import type { Call, Reply } from './loopback-server.ts';
import { json } from './loopback-server.ts';

/** The state that the controls common to all simulated providers change. */
export type CommonControls = {
  faults: FaultRegistry;
  clock: ProviderClock;
};

/** Answers `/_sim/faults` and `/_sim/clock`; leaves other paths to the provider. */
export function answerCommonControl(controls: CommonControls, call: Call): Reply | undefined {
  const [, , place, id] = call.path.split('/');
  if (place === 'faults') return answerFaults(controls.faults, call, id);
  if (place === 'clock' && call.method === 'POST') return advanceClock(controls.clock, call);
  return undefined;
}

/** The JSON of a control call; an empty body becomes an empty object. */
export function controlBody(call: Call): Record<string, unknown> {
  return call.body.trim() === '' ? {} : (JSON.parse(call.body) as Record<string, unknown>);
}

function answerFaults(faults: FaultRegistry, call: Call, id?: string): Reply | undefined {
  switch (call.method) {
    case 'GET':
      return json(200, faults.list());
    case 'POST':
      return addFault(faults, call);
    case 'DELETE':
      faults.clear(id);
      return json(200, faults.list());
    default:
      return undefined;
  }
}

function addFault(faults: FaultRegistry, call: Call): Reply {
  try {
    const fault = parseFault(controlBody(call));
    faults.add(fault);
    return json(201, fault);
  } catch (error) {
    if (error instanceof UnknownFault) return json(400, { error: error.message });
    throw error;
  }
}

function advanceClock(clock: ProviderClock, call: Call): Reply {
  const seconds = Number(controlBody(call).advanceSeconds);
  if (!Number.isFinite(seconds) || seconds < 0) {
    return json(400, { error: '"advanceSeconds" is a number, 0 or more.' });
  }
  clock.advance(seconds);
  return json(200, { now: new Date(clock.nowMs()).toISOString() });
}
