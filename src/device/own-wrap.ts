// Her wrap as it is kept on this tablet: under her PIN, round that under her lease, round that under the tablet's own secret; and how it
// is opened, given another PIN, and taken away after ten wrong ones. Her outbox, her rows and her drafts are never touched here.
import * as v from 'valibot';
import { fromBase64Url, toBase64Url } from '../kernel/bytes';
import { parse, parseJson } from '../kernel/parse';
import { ok, type Result, trouble } from '../kernel/result';
import { leaseBinding, leasedWrapSchema } from '../sync/leaving/lease';
import type { Attempts } from './attempts';
import type { Person, TabletDatabase } from './database';
import type { DeviceSecret, SealForDevice } from './device-secret';
import { type Leases, leaseOf } from './leases';
import { noteLockedOut } from './locked-out';
import type { Keys } from './session';
import { openWith, openWrap, type PinChoice, type Stretch, sealWith, wrapAnew } from './vault';

/** Everything that stands between a PIN and what it opens. */
export interface WrapGuards {
  readonly tablet: string;
  readonly database: TabletDatabase;
  readonly leases: Pick<Leases, 'secretOf' | 'destroy'>;
  readonly device: DeviceSecret;
  readonly attempts: Attempts;
}

export type OpenTrouble = 'wrong-pin' | 'pin-waits' | 'locked-out' | 'lease-over' | 'row-damaged';

/** As it stands in the database; an earlier version that reads it takes it for a leased wrap that is damaged, and asks for another. */
const keptWrapSchema = v.object({ device: v.literal(1), lease: v.nullable(v.string()), sealed: v.string() });

/** What `people.wrap` is to be for a wrap as the server gave it; empty stays empty: there is nothing to open. */
export async function keptWrap(seal: SealForDevice, person: string, wrap: string): Promise<string> {
  if (wrap === '') return '';
  const leased = parse(leasedWrapSchema, parseJson(wrap));
  const lease = leased.ok ? leased.value.lease : null;
  return JSON.stringify({ v: 2, device: 1, lease, sealed: await seal(person, wrap) });
}

/** The innermost wrap, and how another one is put in its place: gives what `people.wrap` is then to be. */
interface Layers {
  readonly inner: string;
  close(inner: string): Promise<string>;
}

/** What the server gave, from under the tablet's secret; one that was kept before there was such a secret stands as it is. */
async function fromUnderDevice({ device }: WrapGuards, person: string, wrap: string): Promise<Result<string, 'row-damaged'>> {
  const kept = parse(keptWrapSchema, parseJson(wrap));
  return kept.ok ? device.open(person, kept.value.sealed) : ok(wrap);
}

const keyFrom = (secret: BufferSource): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', secret, 'AES-GCM', false, ['encrypt', 'decrypt']);

async function takeOff(guards: WrapGuards, person: string, kept: string): Promise<Result<Layers, 'lease-over' | 'row-damaged'>> {
  const lease = leaseOf(kept);
  const secret = lease === null ? null : await guards.leases.secretOf(lease);
  if (lease !== null && !secret) return trouble('lease-over');
  const given = await fromUnderDevice(guards, person, kept);
  if (!given.ok) return given;
  const put = async (wrap: string) => keptWrap(await guards.device.sealing(), person, wrap);
  if (lease === null || !secret) return ok({ inner: given.value, close: put }); // from before there were leases
  const key = await keyFrom(secret).catch(() => null);
  secret.fill(0);
  const leased = parse(leasedWrapSchema, parseJson(given.value));
  const sealed = leased.ok ? fromBase64Url(leased.value.sealed) : null;
  const binding = leaseBinding(guards.tablet, person, lease);
  const opened = key && sealed ? await openWith(key, binding, sealed) : null;
  if (!key || !opened?.ok) return trouble('row-damaged');
  return ok({
    inner: new TextDecoder().decode(opened.value),
    close: async inner => {
      const again = toBase64Url(await sealWith(key, binding, new TextEncoder().encode(inner)));
      return put(JSON.stringify({ v: 2, lease, sealed: again }));
    },
  });
}

/** After ten wrong PINs: her lease's secret is overwritten first, because without it nothing opens the wrap. */
async function lockOut({ database, leases }: WrapGuards, person: string): Promise<void> {
  const lease = leaseOf((await database.people.get(person))?.wrap ?? '');
  if (lease !== null) await leases.destroy(lease);
  await noteLockedOut(database, person);
}

/** Takes off what needs no PIN, then tries hers; only a wrong PIN counts. */
async function tryPin<Value>(
  guards: WrapGuards,
  { id, wrap }: Pick<Person, 'id' | 'wrap'>,
  attempt: (layers: Layers) => Promise<Result<Value, 'wrong-pin' | 'row-damaged'>>,
): Promise<Result<Value, OpenTrouble>> {
  if (wrap === '') return trouble('locked-out');
  const withoutLayers = async () => {
    const layers = await takeOff(guards, id, wrap);
    return layers.ok ? attempt(layers.value) : layers;
  };
  return guards.attempts.guard(id, withoutLayers, () => lockOut(guards, id));
}

/** Her keys, for the right PIN. `lease-over`: no PIN opens it until the tablet has met the server. */
export const openOwn = (
  guards: WrapGuards,
  person: Pick<Person, 'id' | 'wrap'>,
  pin: string,
  stretch: Stretch,
): Promise<Result<Keys, OpenTrouble>> => tryPin(guards, person, ({ inner }) => openWrap(person.id, inner, pin, stretch));

export interface Rewrapped {
  /** For `people.wrap`. */
  readonly kept: string;
  /** For the server: the innermost wrap, and what the new PIN was stretched to. */
  readonly given: { readonly wrap: unknown; readonly stretched: string };
}

/** The same under another PIN; nothing is kept yet. */
export const rewrapOwn = (
  guards: WrapGuards,
  person: Pick<Person, 'id' | 'wrap'>,
  choice: PinChoice,
  stretch: Stretch,
): Promise<Result<Rewrapped, OpenTrouble>> =>
  tryPin(guards, person, async ({ inner, close }) => {
    const anew = await wrapAnew(person.id, inner, choice, stretch);
    if (!anew.ok) return anew;
    const { wrap, stretched } = anew.value;
    const kept = await close(JSON.stringify(wrap));
    return ok({ kept, given: { wrap, stretched: toBase64Url(stretched) } });
  });
