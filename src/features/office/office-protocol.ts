// The office on the wire: how somebody signs in from outside a tablet and keeps her account; staff and tablets are in staff-protocol.ts and
// devices-protocol.ts.
//
// Every address is POST with JSON (`x-larkrise: 1`, as createHttp sends it) unless it is said to be GET. What is expected to go wrong
// comes back as a value with status 200: `{ ok: true, value }` or `{ ok: false, trouble }`, readable with `officeAnswer(schema)`. Whole
// requests are refused under the names of sync/verdict.ts:
//   signed-out (401)   no session, or it is over: show the sign-in page and keep what was typed;
//   prove-again (403)  this act wants the second factor once more: ask for six digits, post them to `provePath`, post the act again;
//   not-allowed (403)  she sees it and may not do it;   not-found (404)  outside her scope, or not there: both look the same.
// Acts that want proof (not older than five minutes; signing in counts) are marked PROOF.
import * as v from 'valibot';
import { idPattern } from '../../kernel/id';

export const officePath = '/api/v1/office';
export const signInPath = `${officePath}/sign-in`;
export const signOutPath = `${officePath}/sign-out`;
/** GET */
export const mePath = `${officePath}/me`;
export const provePath = `${officePath}/prove`;
/** PROOF. Every other session of hers ends. */
export const passphrasePath = `${officePath}/passphrase`;
/** PROOF. A new secret for the authenticator; nothing changes before `changeFactorPath` has seen a code of it. */
export const beginFactorPath = `${officePath}/factor/begin`;
/** PROOF. Gives ten new recovery codes as well. */
export const changeFactorPath = `${officePath}/factor/change`;
/** PROOF. Ten new recovery codes; the old ones are worth nothing from then on. */
export const recoveryPath = `${officePath}/recovery-codes`;

// Links: `/office#start=TOKEN` on a server without a programme lead, `/office#invitation=TOKEN` for somebody who was invited.
export const lookAtLinkPath = `${officePath}/links/look`;
export const beginAccountPath = `${officePath}/links/account/begin`;
/** Uses the link up and signs her in. */
export const finishAccountPath = `${officePath}/links/account/finish`;
/** A start link alone: one nursery, one room, up to three names, no passphrase. The link goes on: with it the account is made later. */
export const tryPath = `${officePath}/links/try`;
/** A start link alone: another ten-minute code for the room that was tried. */
export const tryCodePath = `${officePath}/links/try/code`;

export const idSchema = v.pipe(v.string(), v.regex(idPattern));
/** First names and what things are called, as people type them; the server folds white space. */
export const nameSchema = v.pipe(v.string(), v.maxLength(200));
const tokenSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{16,64}$/));
const passphraseSchema = v.pipe(v.string(), v.maxLength(1_000));
/** Six digits of the authenticator or one of the recovery codes; spaces and hyphens do not matter. */
const codeSchema = v.pipe(v.string(), v.maxLength(60));
const moment = v.pipe(v.number(), v.integer());

/** Everything that may be wrong and can be said to her; `wait` comes with `seconds`. */
export const officeTroubles = [
  'sign-in-wrong', // name, passphrase or code: it is never said which
  'wait', // too many tries: not before so many seconds have passed
  'code-wrong', // or used before: a code works once
  'passphrase-wrong',
  'passphrase-too-short', // fewer than 12 characters
  'passphrase-too-common',
  'passphrase-has-name', // is little more than her own name or sign-in name
  'sign-in-name-not-fit', // 3 to 40 letters, digits, . - _
  'sign-in-name-taken',
  'link-over', // unknown, used or too old: all look the same
  'tried-already', // there are people on this server
  'name-missing', // or longer than 60 characters
  'name-taken', // a room, nursery or tablet of this name is there
  'room-unknown',
  'too-many', // at most 60 people at once
  'lines-to-mend', // of the list; nobody was made
  'is-so-already',
  'own-role', // nobody changes or ends what she is herself
  'not-somebody-who-signs-in', // an educator has no account in the office
  'not-waiting', // no tablet waits under this id any more
  'digits-differ',
  'pin-wrong', // of a link to somebody's own words
  'pin-tries-over', // ten wrong ones: no link of hers opens before she is made a new PIN
  'no-pin-kept', // the server does not know her PIN, so a link would never open
  'same-person', // two people are wanted
  'no-leader-of-it', // one of the two leads the nursery
  'asker-gone', // one of the two is no more what she was
  'export-not-ready',
  'export-over', // stopped, or its days are over
  'reopening-over', // stopped by her, taken back, carried out or lapsed
  'not-yet', // the 72 hours are not over
  'account-too-new', // made less than 72 hours ago
] as const;
export type OfficeTrouble = (typeof officeTroubles)[number];

const troubleSchema = v.object({ ok: v.literal(false), trouble: v.picklist(officeTroubles), seconds: v.exactOptional(v.number()) });

/** What the addresses below answer, read as a `Result` of the kernel. */
export const officeAnswer = <Schema extends v.GenericSchema>(value: Schema) =>
  v.variant('ok', [v.object({ ok: v.literal(true), value }), troubleSchema]);
export const nothingSchema = v.object({});
export type OfficeAnswer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly trouble: OfficeTrouble; readonly seconds?: number };

/** All three at once, so that no answer tells which of them was right. */
export const signInRequestSchema = v.strictObject({
  name: v.pipe(v.string(), v.maxLength(200)),
  passphrase: passphraseSchema,
  code: codeSchema,
});
export const proveRequestSchema = v.strictObject({ code: codeSchema });
export const passphraseRequestSchema = v.strictObject({ now: passphraseSchema, next: passphraseSchema });
export const codeRequestSchema = v.strictObject({ code: codeSchema });
export const emptyRequestSchema = v.strictObject({});

/** What she is in the office: what she may do follows from it. A mentor has her account and her own device, nothing else. */
export const officeRoles = ['leader', 'mentor', 'programme-lead'] as const;
export type OfficeRole = (typeof officeRoles)[number];

export const meSchema = v.object({
  person: idSchema,
  name: v.string(),
  signInName: v.string(),
  /** The most that she is. */
  role: v.picklist(officeRoles),
  recoveryCodesLeft: v.number(),
  /** Server's clock, and until when the last proof counts, in ms. */
  now: moment,
  provenUntil: moment,
  /** Without another request the session ends then. */
  endsAt: moment,
});
export type Me = v.InferOutput<typeof meSchema>;

/** To type or to draw as a QR code; kept by the server until a code of it was seen. */
export const factorSchema = v.object({ secret: v.string() });
/** Ten of them, to be printed or written down; shown once. */
export const recoveryCodesSchema = v.object({ recoveryCodes: v.array(v.string()) });

/** The address that authenticators read out of a QR code (Key Uri Format of Google Authenticator). */
export const authenticatorAddress = (secret: string, signInName: string): string =>
  `otpauth://totp/Larkrise:${encodeURIComponent(signInName)}?secret=${secret}&issuer=Larkrise&algorithm=SHA1&digits=6&period=30`;

export const linkRequestSchema = v.strictObject({ token: tokenSchema });
export const linkSchema = v.variant('what', [
  // `isEmpty`: nobody is here yet, so one room can be tried.
  v.object({ what: v.literal('start'), isEmpty: v.boolean(), until: moment }),
  v.object({
    what: v.literal('invitation'),
    name: v.string(),
    role: v.picklist(officeRoles),
    nurseries: v.array(v.string()),
    until: moment,
  }),
]);
export type OfficeLink = v.InferOutput<typeof linkSchema>;

/** `firstName` for a start link alone; `code` is one of the secret that `beginAccountPath` gave. */
export const finishAccountSchema = v.strictObject({
  token: tokenSchema,
  firstName: v.exactOptional(nameSchema),
  signInName: v.pipe(v.string(), v.maxLength(200)),
  passphrase: passphraseSchema,
  code: codeSchema,
});
/** A programme lead made by a start link has tiles as well: her PIN, shown once; null for somebody who has hers. */
export const accountSchema = v.object({ recoveryCodes: v.array(v.string()), pin: v.nullable(v.string()) });

/** The first name leads the room. */
export const tryRequestSchema = v.strictObject({
  token: tokenSchema,
  nursery: nameSchema,
  room: nameSchema,
  names: v.pipe(v.array(nameSchema), v.minLength(1), v.maxLength(3)),
});
/** Somebody and her PIN, to be printed and cut; PINs are told this once. */
export const slipSchema = v.object({
  ...{ id: idSchema, name: v.string(), pin: v.string() },
  /** Her recovery card (features/pin/recovery-card.ts), where she is given one. */
  card: v.nullable(v.string()),
});
export type PinSlip = v.InferOutput<typeof slipSchema>;
/** `code` goes into `/#enrol=CODE` on the tablet; it works once, until then. */
export const enrolmentCodeSchema = v.object({ code: v.string(), until: moment });
export const trySchema = v.object({ slips: v.array(slipSchema), enrolment: enrolmentCodeSchema });

const signInName = /^[a-z0-9][a-z0-9._-]{1,38}[a-z0-9]$/;
/** How a sign-in name is kept: case and white space round it do not matter; null where it does not fit. */
export function asSignInName(text: string): string | null {
  const name = text.normalize('NFKC').trim().toLowerCase();
  return signInName.test(name) ? name : null;
}
