import { endpoints, eventually, type Reply, request } from '#test/cloud';
import { expectProblem, storedStatus } from '#test/problems';
import { prove } from '#test/proofs';
import { post, timesAsked } from '#test/sales';
import { eachShop, paidUnheard, type Shop, untilQueuesAreEmpty } from '#test/shops';

const daySeconds = 24 * 60 * 60;

/** Seconds from now, by the provider's clock, at which it may have signed; and may not have. */
const clocks: Record<string, { good: number[]; bad: number[] }> = {
  stripe: { good: [-290, 290, 3_600], bad: [-310] },
  paypal: { good: [-3 * daySeconds, 290, 3_600], bad: [-4 * daySeconds] },
  external: { good: [-290, 290], bad: [-310, 310] },
};

/** A secret, or PayPal's id of a webhook, that belongs to the other environment of this shop. */
const secretsOfOthers: Record<string, string> = {
  stripe: 'whsec_of_the_live_account_0123456789',
  paypal: '1AB23456CD789012E',
  'cinetpay v2': 'secret-key-of-the-live-account',
  external: `whsec_${Buffer.from('the-secret-of-the-live-account-32').toString('base64')}`,
};

const send = (shop: Shop, method: string, more: object = {}): Promise<Reply> =>
  request(method, `${endpoints.api}/webhooks/${shop.provider}`, more);

eachShop((shop, row) => {
  row(32, 'notifications of its other environment are refused', async () => {
    const sale = await paidUnheard(shop);
    const body = shop.bodyOf(sale.event);
    const secret = secretsOfOthers[shop.name];
    const forged =
      secret === undefined
        ? await shop.sign(body, 'wrongSecret')
        : { headers: await prove[shop.name]!(body, { secret }), body };
    expectProblem(await post(shop, forged.body, forged.headers), 400, 'signature_invalid');
    expect(await storedStatus(sale.payment.id)).toBe('pending');
  });

  row(33, 'a body that is not a notification is refused with one sentence', async () => {
    const sale = await paidUnheard(shop);
    const body = shop.bodyOf(sale.event);
    const { headers } = await shop.sign(body);
    const typed = (type: string) => ({ ...headers, 'content-type': type });
    expectProblem(await post(shop, '', headers), 400, 'body_empty');
    for (const type of ['text/plain', 'text/html', 'application/xml', 'application/octet-stream'])
      expectProblem(await post(shop, body, typed(type)), 415, 'unsupported_media_type');
    expectProblem(await post(shop, body.padEnd(5_000_000), headers), 413, 'body_too_large');
    for (const nonsense of ['null', '[]', '{}', '{"type":', '%ff=%zz', '\0']) {
      const { status, body: problem } = await post(shop, nonsense, headers);
      expect([nonsense, status, problem.code]).toEqual([
        nonsense,
        400,
        expect.stringMatching(/^signature_/),
      ]);
    }
    expect(await storedStatus(sale.payment.id)).toBe('pending');
  });

  row(33, 'a ping is answered, and has no effect', async () => {
    const expected = shop.provider === 'cinetpay' ? 200 : 404;
    for (const method of ['GET', 'HEAD']) expect((await send(shop, method)).status).toBe(expected);
    const { status, text } = await send(shop, 'OPTIONS');
    expect(status).toBeLessThan(500);
    expect(text).not.toMatch(/\bat .+:\d+/);
    for (const method of ['PUT', 'PATCH', 'DELETE'])
      expect((await send(shop, method)).status).toBe(404);
  });

  row(34, 'clocks may differ as far as documented, and no further', async () => {
    const sale = await paidUnheard(shop);
    const body = shop.bodyOf(sale.event);
    const { good, bad } = clocks[shop.name]!;
    const answerAt = async (laterSeconds: number) =>
      post(shop, body, await prove[shop.name]!(body, { laterSeconds }));
    for (const seconds of bad) expectProblem(await answerAt(seconds), 400, 'signature_stale');
    expect(await storedStatus(sale.payment.id)).toBe('pending');
    for (const seconds of good)
      expect([seconds, (await answerAt(seconds)).status]).toEqual([seconds, 200]);
    await eventually(async () => (await storedStatus(sale.payment.id)) === 'completed');
  });

  row(16, 'a forged notification changes nothing, and raises no alarm', async () => {
    const sale = await paidUnheard(shop);
    const body = shop.bodyOf(sale.event);
    const askedBefore = await timesAsked(sale);
    const forged = await shop.sign(body, 'wrongSecret');
    expectProblem(await post(shop, forged.body, forged.headers), 400, 'signature_invalid');
    const unproven = body.replace(/"notify_token":\s*"\w+",?/, '');
    const type = { 'content-type': forged.headers['content-type']! };
    expectProblem(await post(shop, unproven, type), 400, 'signature_missing');
    await untilQueuesAreEmpty();
    expect(await timesAsked(sale)).toBe(askedBefore);
    expect(await storedStatus(sale.payment.id)).toBe('pending');

    const genuine = await shop.sign(body);
    expect((await post(shop, genuine.body, genuine.headers)).status).toBe(200);
    await eventually(async () => (await storedStatus(sale.payment.id)) === 'completed');
    expect(await timesAsked(sale)).toBeGreaterThan(askedBefore);
  });
});
