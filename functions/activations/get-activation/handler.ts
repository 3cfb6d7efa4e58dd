import { viewActivation } from '#contract/activations';
import type { ActivationStore } from '#domain/activations/activation-store';
import { readActivation } from '#domain/activations/read-activation';
import type { Clock } from '#domain/clock';
import { activationTokenOf } from '#runtime/activation-link';
import { httpFunction, json } from '#runtime/http';

export type GetDeps = { activations: Pick<ActivationStore, 'find' | 'isKnown'>; now: Clock };

/** GET /v1/activations/{token}: for whom the link is, masked; consumes nothing. */
export const createHandler = ({ activations, now }: GetDeps) =>
  httpFunction(async (event) => {
    const preview = await readActivation(activations, activationTokenOf(event), now());
    return json(200, viewActivation(preview));
  });
